//! Days that come round every year: how a pack defines them.
//!
//! | written | is |
//! |---|---|
//! | `12-25` | 25 December |
//! | `11-#4-4` | the fourth Thursday of November (weekdays count from Monday, 1) |
//! | `05-#L-1` | the last Monday of May |
//! | `easter` | Easter Sunday |
//! | `easter-2`, `11-#1-1+1` | so many days before or after such a day |

use crate::date::Day;
use crate::date::calendar::{days_in_month, easter};

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

impl Holiday {
    /// Reads a definition.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if let Some(offset) = text.strip_prefix("easter") {
            let offset = if offset.is_empty() { 0 } else { offset.parse().ok()? };
            return Some(Self { base: Base::Easter, offset });
        }
        let (base, offset) = match text.split_once('+') {
            Some((base, offset)) => (base, offset.parse().ok()?),
            None => (text, 0),
        };
        let mut parts = base.split('-');
        let month: u8 = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
        let second = parts.next()?;
        let base = match (second.strip_prefix('#'), parts.next()) {
            (Some(nth), Some(weekday)) => {
                let nth =
                    if nth == "L" { 0 } else { nth.parse().ok().filter(|nth| (1..=4).contains(nth))? };
                Base::Nth { month, nth, weekday: weekday.parse().ok().filter(|day| (1..=7).contains(day))? }
            }
            (None, None) => Base::Fixed {
                month,
                day: second.parse().ok().filter(|day| (1..=days_in_month(2000, month)).contains(day))?,
            },
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

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

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
        for text in ["", "12", "13-01", "02-30", "11-#5-4", "11-#4-8", "11-4-4", "eastern", "12-25+x"] {
            assert_eq!(Holiday::parse(text), None, "{text}");
        }
    }
}
