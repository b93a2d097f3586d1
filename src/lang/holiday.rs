//! Days that come round every year: how a pack defines them.
//!
//! | written | is |
//! |---|---|
//! | `12-25` | 25 December |
//! | `11-#4-4` | the fourth Thursday of November (weekdays count from Monday, 1) |
//! | `05-#L-1` | the last Monday of May |
//! | `easter` | Easter Sunday |
//! | `easter-2`, `11-#1-1+1` | so many days before or after such a moving day |

use crate::date::Day;
use crate::date::calendar::{days_in_month, easter};
use std::fmt;

/// A day that comes round every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holiday {
    base: Base,
    /// Days after the base.
    offset: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    Fixed {
        month: u8,
        day: u8,
    },
    /// The n-th weekday of a month; 0 is the last.
    Nth {
        month: u8,
        nth: u8,
        weekday: u8,
    },
    Easter,
}

/// A day that lies farther from its base is of another year.
const MAX_OFFSET: i64 = 366;

impl Holiday {
    /// Reads a definition.
    ///
    /// ```
    /// use dateline::lang::Holiday;
    /// assert!(Holiday::parse("09-#1-1").is_some()); // the first Monday of September
    /// assert!(Holiday::parse("02-30").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (base, offset) = match text.strip_prefix("easter") {
            Some(offset) => (Base::Easter, offset),
            None => {
                let (month, rest) = text.split_once('-')?;
                let month = number(month, 12)?;
                match rest.strip_prefix('#') {
                    Some(rest) => {
                        let (nth, rest) = rest.split_once('-')?;
                        let nth = if nth == "L" { 0 } else { number(nth, 4)? };
                        let (weekday, offset) = rest.split_at_checked(1)?;
                        (Base::Nth { month, nth, weekday: number(weekday, 7)? }, offset)
                    }
                    None => {
                        let leap = 2000;
                        (Base::Fixed { month, day: number(rest, days_in_month(leap, month))? }, "")
                    }
                }
            }
        };
        let offset = match offset {
            "" => 0,
            _ if offset.starts_with(['+', '-']) => {
                offset.parse().ok().filter(|days: &i64| days.abs() <= MAX_OFFSET)?
            }
            _ => return None,
        };
        Some(Self { base, offset })
    }

    /// The day of a year; none where the year has no such day.
    pub(crate) fn of(self, year: i64) -> Option<Day> {
        let day = match self.base {
            Base::Easter => easter(year),
            Base::Fixed { month, day } => Day::new(year, month, day)?,
            Base::Nth { month, nth, weekday } => {
                let to_weekday = |from: Day| (i64::from(weekday) - i64::from(from.weekday())).rem_euclid(7);
                let first = Day::new(year, month, 1)?;
                match nth {
                    0 => {
                        let last_week = first.month_end().add_days(-6);
                        last_week.add_days(to_weekday(last_week))
                    }
                    _ => first.add_days(to_weekday(first) + 7 * i64::from(nth - 1)),
                }
            }
        };
        Some(day.add_days(self.offset))
    }
}

/// A number from 1 on, in digits.
fn number(text: &str, most: u8) -> Option<u8> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && (1..=most).contains(number))
}

impl fmt::Display for Holiday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.base {
            Base::Fixed { month, day } => write!(f, "{month:02}-{day:02}")?,
            Base::Nth { month, nth: 0, weekday } => write!(f, "{month:02}-#L-{weekday}")?,
            Base::Nth { month, nth, weekday } => write!(f, "{month:02}-#{nth}-{weekday}")?,
            Base::Easter => write!(f, "easter")?,
        }
        if self.offset == 0 { Ok(()) } else { write!(f, "{:+}", self.offset) }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_is_written_as_it_is_read() {
        for text in ["12-25", "11-#4-4", "05-#L-1", "easter", "easter-2", "easter+49", "11-#1-1+1"] {
            assert_eq!(Holiday::parse(text).map(|holiday| holiday.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn holidays_fall_on_their_days() {
        let check = |definition: &str, year: i64, day: &str| {
            assert_eq!(
                Holiday::parse(definition).unwrap().of(year).unwrap().to_string(),
                day,
                "{definition} {year}"
            );
        };
        check("12-25", 2024, "2024-12-25");
        check("11-#4-4", 2024, "2024-11-28"); // Thanksgiving
        check("05-#L-1", 2024, "2024-05-27"); // Memorial Day
        check("11-#1-1+1", 2022, "2022-11-08"); // Election Day: the Tuesday after the first Monday
        check("11-#1-1+1", 2016, "2016-11-08");
        check("easter", 2024, "2024-03-31");
        check("easter-2", 2024, "2024-03-29");
        check("easter+49", 2025, "2025-06-08");
    }

    #[test]
    fn what_is_no_definition_is_refused() {
        for text in [
            "",
            "12",
            "13-01",
            "02-30",
            "11-#5-4",
            "11-#4-8",
            "11-4-4",
            "eastern",
            "easter5",
            "12-25+x",
            "12-25+-3",
            "+1-01",
            "12-25+9999999",
        ] {
            assert_eq!(Holiday::parse(text), None, "{text}");
        }
    }
}
