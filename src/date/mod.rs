//! Dates as a timeline needs them: days, and EDTF values with their bounds, precision and order.
//!
//! | who | needs | uses |
//! |---|---|---|
//! | front matter, a data import | a value that an author wrote | [`When::parse`], whose [`EdtfError`] says what is right |
//! | the tagger | arithmetic from a publication date | [`Day`]: `add_days`, `add_months`, `weekday`, `iso_week`; [`calendar`] |
//! | the tagger | a value for what it found | `When::day`, `month`, `season`, `decade`, `interval`, `approximate` ... |
//! | the timeline | order, and the period an event falls into | [`When::order_key`], [`When::anchor`] |
//! | exports | bounds and text | [`When::earliest`], [`When::latest`], [`When::precision`], `Display` |
//! | pages | words | `lang::Wording`, which alone knows a language |
//!
//! # What is read
//!
//! The Extended Date/Time Format of the Library of Congress (4 February 2019, the profile of ISO 8601-2 at
//! <https://www.loc.gov/standards/datetime/>), levels 0, 1 and 2 whole:
//!
//! | text | is | first to last day |
//! |---|---|---|
//! | `1985-04-12`, `1985-04`, `1985` | a day, a month, a year | 1985-01-01 to 1985-12-31 |
//! | `1985-04-12T23:20:30Z` | a day with its time; the day is never moved by a zone | 1985-04-12 |
//! | `-0043` | 44 BCE: year 0000 is 1 BCE | -0043-01-01 to -0043-12-31 |
//! | `Y17000`, `Y-17E7` | years of more than four digits | |
//! | `199X`, `19XX`, `1985-04-XX`, `156X-12-25` | digits left open | 1990-01-01 to 1999-12-31 |
//! | `1950S2` | some year of the 1900s, estimated as 1950 | 1900-01-01 to 1999-12-31 |
//! | `2001-21` to `2001-41` | [seasons, quarters, halves](calendar::season_months) | 2001-03-01 to 2001-05-31 |
//! | `1984?`, `2004-06~`, `2004-06-11%` | uncertain, approximate, both | unchanged |
//! | `2004-06~-11`, `?2004-06-~11` | the same of parts: up to the sign, or behind it | unchanged |
//! | `1964/2008` | an interval | 1964-01-01 to 2008-12-31 |
//! | `1985/..`, `../1985` | an open end: none, or none yet | no last day |
//! | `1985/`, `/1985` | an unknown end: there is one; not the same value | no last day |
//! | `[1667,1668,1670..1672]` | one of these | 1667-01-01 to 1672-12-31 |
//! | `{1960,1961-12}`, `{..1984}` | all of these | 1960-01-01 to 1961-12-31 |
//!
//! Beyond the specification: times without seconds (`14:30`), times at the ends of an interval, and months and days
//! of long years (`Y17000-02-03`), which [`Day`] needs for its text. White space, a blank in place of the `T`,
//! basic zones (`-0600`) and fractions of a second are read and not kept.
//!
//! ```
//! use dateline::date::{Day, Precision, When};
//!
//! let when = When::parse("2024-11/2025-01")?;
//! assert_eq!(when.earliest(), Day::new(2024, 11, 1));
//! assert_eq!(when.latest(), Day::new(2025, 1, 31));
//! assert_eq!(when.precision(), Precision::Month);
//!
//! let error = When::parse("25.02.2025").unwrap_err();
//! assert_eq!(error.help, "write 2025-02-25");
//!
//! let mut found = vec![When::parse("2025-02-25")?, When::parse("../2025-02-24")?, When::parse("2025")?];
//! found.sort_by_cached_key(When::order_key);
//! let texts: Vec<_> = found.iter().map(When::to_string).collect();
//! assert_eq!(texts, ["2025", "../2025-02-24", "2025-02-25"]);
//! # Ok::<(), dateline::date::EdtfError>(())
//! ```
//!
//! This room imports `text` alone; chrono is used in `calendar.rs` alone.

mod bounds;
pub mod calendar;
mod edtf;
pub(crate) mod form;
mod mistakes;
mod precision;
mod time;
mod when;

pub use edtf::EdtfError;
pub use time::{Time, Zone};
pub use when::{OrderKey, Precision, When};

use crate::text::Span;
use std::fmt;
use std::str::FromStr;

/// A day of the proleptic Gregorian calendar. Months and days count from 1; year 0 is 1 BCE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day {
    /// Astronomical year.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Day {
    /// Reads a whole day, as EDTF writes it: `2025-02-25`, `-0043-03-15`.
    ///
    /// # Errors
    /// Any other date is an error, with what would be right.
    ///
    /// ```
    /// use dateline::date::Day;
    /// assert_eq!(Day::parse("2025-02-25")?, Day { year: 2025, month: 2, day: 25 });
    /// assert_eq!(Day::parse("2025-02").unwrap_err().message, "2025-02 is no single day");
    /// # Ok::<(), dateline::date::EdtfError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        let when = When::parse(text)?;
        when.earliest().filter(|day| When::day(*day) == when).ok_or_else(|| {
            let span = Span::new(0, text.len());
            EdtfError::new(span, format!("{when} is no single day"), "write the day as 2025-02-25")
        })
    }
}

impl FromStr for Day {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        Self::parse(text)
    }
}

impl fmt::Display for Day {
    /// `2025-02-25`, `-0043-03-15`, `Y-17000-01-01`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_year(out, self.year)?;
        write!(out, "-{:02}-{:02}", self.month, self.day)
    }
}

/// A year as EDTF has it: four digits as they are, more behind a `Y`.
fn write_year(out: &mut fmt::Formatter<'_>, year: i64) -> fmt::Result {
    let prefix = if year.unsigned_abs() > 9999 { "Y" } else { "" };
    let sign = if year < 0 { "-" } else { "" };
    write!(out, "{prefix}{sign}{:04}", year.unsigned_abs())
}
