//! Dates in the words of a language, all of them data: [`Wording`].

mod data;
mod dates;
mod spans;

use crate::date::Day;
use data::Data;

/// The words a language has for dates.
///
/// | who | asks for | with |
/// |---|---|---|
/// | an event's page, a list of events | the date in full: "17 to 23 February 2025" | [`Wording::words`] |
/// | a timeline under the heading of a year | the rest of the date: "17 to 23 February" | [`Wording::short`] |
/// | headings of periods | "February 2025", "1990s", "44 BCE" | [`Wording::words`] of `When::month`, `When::decade`, `When::year` |
/// | the space between two events | "three years later" | [`Wording::gap`] |
/// | an interval's card | "16 days" | [`Wording::length`] |
///
/// ```
/// use dateline::date::{Day, When};
/// use dateline::lang::Wording;
///
/// let english = Wording::load(include_str!("en/wording.toml"))?;
/// let words = |edtf: &str| english.words(&When::parse(edtf).unwrap());
/// assert_eq!(words("2025-02-25"), "25 February 2025");
/// assert_eq!(words("1590~"), "about 1590");
/// assert_eq!(words("-0043"), "44 BCE");
/// assert_eq!(words("2025-01-20/.."), "since 20 January 2025");
/// assert_eq!(english.short(&When::parse("2025-01-28/2025-02-12").unwrap(), 2025), "28 January to 12 February");
///
/// let (first, second) = (Day::parse("2022-02-24")?, Day::parse("2025-02-25")?);
/// assert_eq!(english.gap(first, second).as_deref(), Some("three years later"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A language is one TOML file (`en/wording.toml` explains itself). It is read strictly: a key too many or too few,
/// and a text without the braces it needs, is an error of [`Wording::load`].
#[derive(Clone, Debug)]
pub struct Wording(Data);

/// Why the words of a language cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WordingError {
    /// The file is no TOML, or has a key too many or too few.
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// A text has not the words in braces that belong there.
    #[error("`{key} = \"{text}\"` must hold {expected}")]
    Braces {
        /// The key of the text.
        key: String,
        /// The text.
        text: String,
        /// What it must hold: "{day}, {month}".
        expected: String,
    },
    /// A season, quarter or half has no name.
    #[error("`seasons` has no {0}")]
    NoSeason(u8),
}

impl Wording {
    /// Reads a language's words from the text of its TOML file.
    ///
    /// # Errors
    /// Unknown and missing keys, and texts with other braces than they need.
    pub fn load(toml: &str) -> Result<Self, WordingError> {
        let data: Data = toml::from_str(toml)?;
        data.check()?;
        Ok(Self(data))
    }

    /// A month's name, 1 to 12; empty for any other number.
    pub fn month_name(&self, month: u8) -> &str {
        nth(&self.0.months, month)
    }

    /// A month's short name: "Feb".
    pub fn month_short(&self, month: u8) -> &str {
        nth(&self.0.months_short, month)
    }

    /// The name of the day of the week: "Tuesday".
    pub fn weekday(&self, day: Day) -> &str {
        nth(&self.0.weekdays, day.weekday())
    }

    /// A day's words with the name of its weekday: "Tuesday 25 February 2025".
    pub(super) fn with_weekday(&self, day: Day, words: &str) -> String {
        fill(&self.0.date.with_weekday, &[("weekday", self.weekday(day)), ("date", words)])
    }

    /// The number with its ending: "19th", "2nd".
    pub fn ordinal(&self, number: u64) -> String {
        let digits = number.to_string();
        let fits = |(ending, _): &&(String, String)| digits.ends_with(ending.as_str());
        let pattern =
            self.0.ordinal.endings.iter().find(fits).map_or(&self.0.ordinal.other, |(_, text)| text);
        fill(pattern, &[("n", &digits)])
    }

    /// The number in words as far as the language has them ("ten"), else in digits ("16", "17,000").
    pub fn number(&self, number: u64) -> String {
        let word = usize::try_from(number).ok().and_then(|place| self.0.numbers.get(place.checked_sub(1)?));
        word.cloned().unwrap_or_else(|| self.digits(number))
    }

    /// The number in digits, in groups of three from five digits on: "9999", "17,000".
    fn digits(&self, number: u64) -> String {
        let digits = number.to_string();
        if digits.len() < 5 {
            return digits;
        }
        let mut grouped = String::new();
        for (place, digit) in digits.char_indices() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                grouped.push_str(&self.0.thousands);
            }
            grouped.push(digit);
        }
        grouped
    }
}

/// The name with a number that counts from 1.
fn nth(names: &[String], number: u8) -> &str {
    usize::from(number).checked_sub(1).and_then(|place| names.get(place)).map_or("", String::as_str)
}

/// The text with its words in braces filled in.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(pattern.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

#[cfg(test)]
mod tests;
