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
mod mentions;
mod packs;
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
pub use mentions::Mentions;
pub use packs::Packs;
pub use rule::Proof;
pub use table::{Tables, Term, is_name};
pub use telling::{Adverbials, Telling, WordSet};
pub use unit::{Grain, Unit};
pub use wording::{Wording, WordingError};

pub(crate) use lexicon::{Numeric, Phrase};
pub(crate) use raw::Numbers;
pub(crate) use roles::{PARTICIPLE, PROGRESSIVE, Roles};
pub(crate) use rule::{Program, Rule, SLOTS, Step, Take};
pub(crate) use table::KnownTerm;
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
    pub(crate) roles: Roles,
    pub(crate) rules: Vec<Rule>,
    pub(crate) index: index::Index,
    pub(crate) why: why::Whys,
    /// Days known by name.
    pub(crate) known: table::Known,
    /// What the pack was made of.
    files: &'static load::Files<'static>,
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

    /// The same pack with more days known by name. They go before its own of the same names.
    ///
    /// ```
    /// use dateline::{date::Day, lang::{Holiday, Pack, Tables, Term}, tag::tag};
    /// let day = |text: &str| Day::parse(text).unwrap();
    /// let mut tables = Tables::default();
    /// tables.days.insert("the great flood".to_owned(), day("1953-02-01"));
    /// tables.holidays.insert("Ferry Monday".to_owned(), Holiday::parse("09-#1-1").unwrap());
    /// tables.terms.push(Term {
    ///     holder: "Jane Roe".to_owned(),
    ///     called: "Roe".to_owned(),
    ///     office: "Mayor of Oldtown".to_owned(),
    ///     start: day("2023-05-01"),
    ///     shared: false,
    /// });
    /// let pack = Pack::english().extended(&tables)?;
    /// let found = tag("The bridge was shut two days after the great flood.", &pack, None);
    /// assert_eq!(found[0].value, "1953-02-03");
    /// let found = tag("On Ferry Monday 2024 Roe looked back at her first day in office.", &pack, None);
    /// assert_eq!([&found[0].value, &found[1].value], ["2024-09-02", "2023-05-01"]);
    /// # Ok::<(), dateline::lang::PackError>(())
    /// ```
    ///
    /// # Errors
    /// A name that no text can hold; see [`is_name`].
    pub fn extended(&self, tables: &Tables) -> Result<Pack, PackError> {
        Ok(Pack { month_first: self.month_first, ..load::load(self.files, tables)? })
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
        self.rules.iter().map(|rule| (&*rule.name, &rule.proof))
    }
}
