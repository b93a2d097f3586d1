//! Days that are known by name: terms of office, events, and the holidays that a site adds.

use super::PackError;
use super::holiday::Holiday;
use super::lexicon::{Lexicon, Value, Word, split};
use super::raw::RawTables;
use crate::date::Day;
use std::collections::BTreeMap;

/// Days known by name, as a pack has them or a site adds them.
///
/// A name is matched as a whole and in any case; it may hold words, numbers, hyphens and slashes (`9/11`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// Terms of office: "on her first day in office".
    pub terms: Vec<Term>,
    /// Days that come round every year: "Founders' Day".
    pub holidays: BTreeMap<String, Holiday>,
    /// Events by name: "two weeks after the great flood".
    pub days: BTreeMap<String, Day>,
}

/// A term of office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Who holds it: "Jane Roe". Who has several terms is spelled alike in all of them.
    pub holder: String,
    /// How prose calls the holder: "Roe".
    pub called: String,
    /// Which office: "Mayor of Oldtown".
    pub office: String,
    /// The first day in office.
    pub start: Day,
    /// Whether others are called so too: the name counts only where a first name or a title tells whose it is.
    pub shared: bool,
}

impl Tables {
    /// Whether there is nothing in them.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.holidays.is_empty() && self.days.is_empty()
    }

    /// The tables of a pack's own file.
    pub(super) fn read(raw: RawTables) -> Result<Self, PackError> {
        let day = |name: &str, text: &str| {
            let wrong = |_| PackError::new("tables.toml", format!("{name:?}: {text:?} is no day"));
            Day::parse(text).map_err(wrong)
        };
        let mut tables = Self::default();
        for term in raw.term {
            let start = day(&term.holder, &term.start)?;
            tables.terms.push(Term {
                holder: term.holder,
                called: term.called,
                office: term.office,
                start,
                shared: term.shared,
            });
        }
        for (name, text) in raw.day {
            let start = day(&name, &text)?;
            tables.days.insert(name, start);
        }
        Ok(tables)
    }
}

/// Whether a name can be found in a text: it is made of words and numbers, joined by blanks, hyphens and slashes.
pub fn is_name(name: &str) -> bool {
    let words = split(name);
    let joint = |word: &str| matches!(word, "-" | "/" | "'" | "'s");
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let letter = |c: char| c.is_alphabetic() || matches!(c, '.' | '\'');
    // "G7" is one word, "7th" is none.
    let letters = |word: &str| {
        word.starts_with(char::is_alphabetic)
            && word.trim_end_matches(|c: char| c.is_ascii_digit()).chars().all(letter)
    };
    words.iter().any(|word| !joint(word))
        && words.iter().all(|word| joint(word) || number(word) || letters(word))
}

/// The class of holidays: the value of a name is its definition.
const HOLIDAY: &str = "holiday";
/// The class of events known by name: the value of a name is its place in [`Known::days`].
const NAMED_DAY: &str = "named-day";

/// The tables of a pack, with those of its site, ready to be looked up.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// In order of their first days.
    pub(crate) terms: Vec<KnownTerm>,
    /// The places of the terms whose holder's name begins with a word.
    pub(crate) by_first_word: BTreeMap<Word, Vec<usize>>,
    pub(crate) days: Vec<KnownDay>,
}

/// A term of office, and how to find its holder in a text.
#[derive(Debug)]
pub(crate) struct KnownTerm {
    pub(crate) term: Term,
    /// The words of [`Term::called`], and whether each begins with a capital.
    pub(crate) called: Vec<(Word, bool)>,
    /// From the site's table.
    pub(crate) site: bool,
}

/// An event known by name.
#[derive(Debug)]
pub(crate) struct KnownDay {
    pub(crate) name: String,
    pub(crate) day: Day,
    /// From the site's table.
    pub(crate) site: bool,
}

impl Known {
    /// Puts the names of the tables into the lexicon; the site's go before the pack's.
    pub(super) fn new(pack: &Tables, site: &Tables, lexicon: &mut Lexicon) -> Result<Self, PackError> {
        let mut known = Self::default();
        for (tables, site) in [(pack, false), (site, true)] {
            for (name, holiday) in &tables.holidays {
                lexicon.set(HOLIDAY, checked(name)?, Value::Name(holiday.to_string()));
            }
            for (name, day) in &tables.days {
                lexicon.set(NAMED_DAY, checked(name)?, Value::Number(known.days.len() as i64));
                known.days.push(KnownDay { name: name.clone(), day: *day, site });
            }
            for term in &tables.terms {
                let words = split(checked(&term.called)?);
                let capital = |word: &str| word.starts_with(char::is_uppercase);
                let called = words.iter().map(|word| (lexicon.intern(word), capital(word))).collect();
                known.terms.push(KnownTerm { term: term.clone(), called, site });
            }
        }
        known.terms.sort_by_key(|known| known.term.start);
        for (index, term) in known.terms.iter().enumerate() {
            let first = term.called.first().map(|(word, _)| *word);
            known.by_first_word.entry(first.unwrap_or_default()).or_default().push(index);
        }
        Ok(known)
    }
}

fn checked(name: &str) -> Result<&str, PackError> {
    if is_name(name) {
        return Ok(name);
    }
    Err(PackError::new(
        format!("the name {name:?}"),
        "a name is made of words and numbers, joined by blanks, hyphens and slashes",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_and_numbers() {
        for name in [
            "the great flood",
            "9/11",
            "Founders' Day",
            "St. John's Day",
            "the G7 summit",
            "D-Day",
            "Überfall",
        ] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", " ", "-", "the flood, later", "flood (1953)", "the 7th flood", "3.5", "a&b"] {
            assert!(!is_name(name), "{name}");
        }
    }
}
