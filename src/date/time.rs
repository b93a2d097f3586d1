//! Times of day.

use super::{EdtfError, edtf};
use std::fmt;

/// A time of day as written; nothing is converted between zones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60 (60 in a leap second), where written.
    pub second: Option<u8>,
    /// The difference from UTC, where written.
    pub zone: Option<Zone>,
}

/// The difference between a local time and UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// `Z`
    Utc,
    /// `-04`, `+04:30`
    Offset {
        /// West of Greenwich.
        negative: bool,
        /// 0 to 23.
        hours: u8,
        /// 0 to 59, where written.
        minutes: Option<u8>,
    },
}

impl Time {
    /// A time without seconds and zone; `None` if the clock has no such time.
    ///
    /// ```
    /// use dateline::date::Time;
    /// assert_eq!(Time::new(23, 59).unwrap().to_string(), "23:59");
    /// assert_eq!(Time::new(24, 0), None);
    /// ```
    pub fn new(hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self { hour, minute, second: None, zone: None })
    }

    /// Reads `14:30`, `23:20:30Z`, `09:00+01:00`.
    ///
    /// # Errors
    /// The error says what is wrong, where, and what would be right.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        edtf::time(text)
    }
}

impl fmt::Display for Time {
    /// As in EDTF: `23:59`, `23:20:30Z`, `23:20:30-04`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(out, ":{second:02}")?;
        }
        self.zone.map_or(Ok(()), |zone| zone.fmt(out))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Utc => out.write_str("Z"),
            Self::Offset { negative, hours, minutes } => {
                write!(out, "{}{hours:02}", if negative { '-' } else { '+' })?;
                minutes.map_or(Ok(()), |minutes| write!(out, ":{minutes:02}"))
            }
        }
    }
}
