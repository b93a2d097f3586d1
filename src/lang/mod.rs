//! Language packs as data: words, rules, examples; loaded, checked, compiled. No word of a language stands in Rust.
//!
//! A pack is a folder: `pack.toml` (name, how numbers are written, sentence endings, how readings are told), `lexicon.toml` (every spelling once, with
//! class and value), `tables.toml` (days known by name), `rules/*.toml` (how words make dates, each with its proof).
//!
//! ```
//! let pack = dateline::lang::Pack::builtin("en-GB").unwrap();
//! assert_eq!(pack.code, "en");
//! ```

mod builtin;
mod byline;
mod holiday;
mod index;
mod lexicon;
mod load;
mod pattern;
mod raw;
mod roles;
mod rule;
mod table;
mod telling;
mod unit;
mod value;
mod why;
mod wording;

pub use byline::Byline;
pub use holiday::Holiday;
pub use lexicon::{Class, Lexicon, Value, Word};
pub use load::PackError;
pub use rule::Proof;
pub use table::Term;
pub use telling::Telling;
pub use unit::{Grain, Unit};
pub use wording::{Wording, WordingError};

pub(crate) use lexicon::{Numeric, Phrase};
pub(crate) use raw::Numbers;
pub(crate) use roles::{PARTICIPLE, Roles};
pub(crate) use rule::{Program, Rule, SLOTS, Step, Take};
pub(crate) use unit::{DAY_PARTS, YEAR_PARTS};
pub(crate) use value::{Argument, Maker, Recipe};
pub(crate) use why::Step as Why;

use crate::date::{Day, When};
use crate::text::Abbreviations;

/// TIMEX3 modifiers, as rules name them.
pub(crate) const MODIFIERS: [&str; 12] = [
    "APPROX",
    "START",
    "MID",
    "END",
    "BEFORE",
    "AFTER",
    "ON_OR_BEFORE",
    "ON_OR_AFTER",
    "LESS_THAN",
    "MORE_THAN",
    "EQUAL_OR_LESS",
    "EQUAL_OR_MORE",
];

/// One language, ready for use.
#[derive(Debug)]
pub struct Pack {
    /// BCP 47 language code: `en`.
    pub code: String,
    /// Words that end in a full stop without ending a sentence.
    pub abbreviations: Abbreviations,
    /// Dates in words.
    pub wording: Wording,
    /// The small words by which events are dated and told.
    pub telling: Telling,
    /// Whether `2/3/2025` is 3 February.
    pub month_first: bool,
    /// Regions that order numeric dates the other way: `GB`.
    reordered_regions: Vec<String>,
    /// How numbers are written in digits.
    pub(crate) numbers: Numbers,
    /// Whether the verb of a clause may stand at its end, away from its auxiliary: "wird am Montag *erwartet*".
    pub(crate) verb_last: bool,
    /// Whether a common word with a capital inside a sentence is a name.
    pub(crate) capitals_name: bool,
    /// Every word with its classes and values.
    pub lexicon: Lexicon,
    /// Terms of office, by their first day.
    pub terms: Vec<Term>,
    pub(crate) roles: Roles,
    pub(crate) rules: Vec<Rule>,
    pub(crate) index: index::Index,
    pub(crate) why: why::Whys,
}

impl Pack {
    /// The built-in pack of a language (`en`, `en-GB` -> `en`, `de-AT` -> `de`), compiled once per process.
    ///
    /// The region decides the order of numeric dates: `2/3/2025` is 3 February, in `en-GB` 2 March.
    pub fn builtin(code: &str) -> Option<&'static Pack> {
        builtin::pack(code)
    }

    /// The codes of the built-in languages.
    pub fn builtin_codes() -> impl Iterator<Item = &'static str> {
        builtin::codes()
    }

    /// The English pack.
    #[expect(clippy::expect_used, reason = "a test holds that the built-in pack loads")]
    pub fn english() -> &'static Pack {
        Self::builtin("en").expect("the built-in pack is whole")
    }

    /// A date in words: "25 February 2025", "about 1590", "early 1990s", "17 to 23 February 2025", "44 BCE".
    pub fn date_words(&self, when: &When) -> String {
        self.wording.words(when)
    }

    /// A date as the bound of an event: "by 24 February 2025".
    pub fn by_words(&self, when: &When) -> String {
        self.telling.by.replace("{}", &self.date_words(when))
    }

    /// A part of a date, by TIMEX3 modifier (`START`, `MID`, `END`): "early 2026". `None` for other modifiers.
    pub fn part_words(&self, modifier: &str, whole: &When) -> Option<String> {
        Some(self.telling.parts.get(modifier)?.replace("{}", &self.date_words(whole)))
    }

    /// A day with its weekday: "Wednesday 26 February 2025".
    pub(crate) fn day_words(&self, day: Day) -> String {
        self.wording.with_weekday(day, &self.date_words(&When::day(day)))
    }

    /// The rules' names and examples, in order.
    pub fn proofs(&self) -> impl Iterator<Item = (&str, &Proof)> {
        self.rules.iter().map(|rule| (rule.name.as_str(), &rule.proof))
    }
}
