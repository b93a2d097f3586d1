//! Calendar arithmetic: validity, weekdays, additions, ISO weeks, Easter. The only use of chrono.
//!
//! Any year of an `i64` works, chrono's range (about 262,000 years either way) notwithstanding: the Gregorian
//! calendar repeats every 400 years (146,097 days, a whole number of weeks), so a year is moved into the cycle
//! 0 to 399, reckoned there, and moved back. Results beyond the range of an `i64` stop at its ends.

use super::Day;
use chrono::{Datelike, NaiveDate, Weekday};

const CYCLE_YEARS: i64 = 400;
const CYCLE_DAYS: i64 = 146_097;

/// The number of days of a month, 28 to 31; 0 for a month that does not exist.
///
/// ```
/// use dateline::date::calendar::days_in_month;
/// assert_eq!(days_in_month(2024, 2), 29);
/// assert_eq!(days_in_month(-170_000_002, 2), 28);
/// assert_eq!(days_in_month(2024, 13), 0);
/// ```
pub fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// Whether a year has a 29 February.
pub fn is_leap_year(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The first month of a season, quarter, four months or half (codes 21 to 41 of ISO 8601-2, 4.8) and the number of
/// its months.
///
/// Seasons are those of meteorology, in whole months: spring begins in March. The standard leaves 21 to 24 to the
/// place; here they are the northern ones (as are 25 to 28), 29 to 32 are the southern. A winter (24, or the
/// southern summer 30) begins in December of its year and ends in February of the next.
///
/// ```
/// use dateline::date::calendar::season_months;
/// assert_eq!(season_months(21), Some((3, 3))); // spring
/// assert_eq!(season_months(34), Some((4, 3))); // second quarter
/// assert_eq!(season_months(41), Some((7, 6))); // second half
/// ```
pub fn season_months(code: u8) -> Option<(u8, u8)> {
    match code {
        21 | 25 | 31 => Some((3, 3)),
        22 | 26 | 32 => Some((6, 3)),
        23 | 27 | 29 => Some((9, 3)),
        24 | 28 | 30 => Some((12, 3)),
        33..=36 => Some(((code - 33) * 3 + 1, 3)),
        37..=39 => Some(((code - 37) * 4 + 1, 4)),
        40..=41 => Some(((code - 40) * 6 + 1, 6)),
        _ => None,
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of Nature, 1876, as printed by Meeus,
/// "Astronomical Algorithms", chapter 8).
///
/// ```
/// use dateline::date::calendar::easter;
/// assert_eq!(easter(2025).to_string(), "2025-04-20");
/// ```
pub fn easter(year: i64) -> Day {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let skipped = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - skipped + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * century.rem_euclid(4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let march = epact + to_sunday - 7 * late + 21; // days after 1 March
    Day { year, month: 3, day: 1 }.add_days(march)
}

impl Day {
    /// The day, if the calendar has it.
    ///
    /// ```
    /// use dateline::date::Day;
    /// assert!(Day::new(2024, 2, 29).is_some());
    /// assert!(Day::new(2025, 2, 29).is_none());
    /// ```
    pub fn new(year: i64, month: u8, day: u8) -> Option<Self> {
        (1..=days_in_month(year, month)).contains(&day).then_some(Self { year, month, day })
    }

    /// The Monday of an ISO 8601 week (1 to 53); `None` if the year has no such week.
    ///
    /// ```
    /// use dateline::date::Day;
    /// assert_eq!(Day::from_iso_week(2025, 1), Day::new(2024, 12, 30));
    /// assert_eq!(Day::from_iso_week(2025, 53), None);
    /// ```
    pub fn from_iso_week(year: i64, week: u8) -> Option<Self> {
        let (cycle, year) = split(year);
        let monday = NaiveDate::from_isoywd_opt(year, week.into(), Weekday::Mon)?;
        Some(join(cycle, monday))
    }

    /// The day of the week by ISO 8601: 1 is Monday, 7 is Sunday.
    ///
    /// ```
    /// use dateline::date::Day;
    /// assert_eq!(Day::new(2025, 2, 25).unwrap().weekday(), 2); // a Tuesday
    /// ```
    pub fn weekday(self) -> u8 {
        self.in_cycle().1.weekday().number_from_monday() as u8
    }

    /// The ISO 8601 week: its year (which may be the neighbour of the day's own) and its number, 1 to 53.
    pub fn iso_week(self) -> (i64, u8) {
        let (cycle, date) = self.in_cycle();
        (year_of(cycle, date.iso_week().year()), date.iso_week().week() as u8)
    }

    /// So many days later, or earlier.
    #[must_use]
    pub fn add_days(self, days: i64) -> Self {
        let (cycle, date) = self.in_cycle();
        let number = i64::from(date.num_days_from_ce()) + days.rem_euclid(CYCLE_DAYS);
        let date = NaiveDate::from_num_days_from_ce_opt(number as i32).unwrap_or_default();
        join(cycle.saturating_add(days.div_euclid(CYCLE_DAYS)), date)
    }

    /// So many months later, or earlier; a day that the month lacks becomes its last.
    ///
    /// ```
    /// use dateline::date::Day;
    /// let day = Day::new(2025, 1, 31).unwrap();
    /// assert_eq!(day.add_months(1), Day::new(2025, 2, 28).unwrap());
    /// assert_eq!(day.add_months(-2), Day::new(2024, 11, 30).unwrap());
    /// ```
    #[must_use]
    pub fn add_months(self, months: i64) -> Self {
        let month0 = i64::from(self.month) - 1 + months.rem_euclid(12);
        let year = self.year.saturating_add(months.div_euclid(12)).saturating_add(month0.div_euclid(12));
        let month = (month0.rem_euclid(12) + 1) as u8;
        Self { year, month, day: self.day.min(days_in_month(year, month)) }
    }

    /// So many years later, or earlier; 29 February becomes 28 in a common year.
    #[must_use]
    pub fn add_years(self, years: i64) -> Self {
        let year = self.year.saturating_add(years);
        Self { year, day: self.day.min(days_in_month(year, self.month)), ..self }
    }

    /// The number of days from this day to `other`; negative if it lies before.
    ///
    /// ```
    /// use dateline::date::Day;
    /// let day = |year, month, day| Day::new(year, month, day).unwrap();
    /// assert_eq!(day(2025, 2, 17).days_until(day(2025, 3, 1)), 12);
    /// ```
    pub fn days_until(self, other: Self) -> i64 {
        let ((from_cycle, from), (to_cycle, to)) = (self.in_cycle(), other.in_cycle());
        let days = i64::from(to.num_days_from_ce()) - i64::from(from.num_days_from_ce());
        to_cycle.saturating_sub(from_cycle).saturating_mul(CYCLE_DAYS).saturating_add(days)
    }

    /// The first day of its month.
    #[must_use]
    pub fn month_start(self) -> Self {
        Self { day: 1, ..self }
    }

    /// The last day of its month.
    #[must_use]
    pub fn month_end(self) -> Self {
        Self { day: days_in_month(self.year, self.month), ..self }
    }

    /// The 400-year cycle and the same day in cycle 0. Fields that no calendar has (they are public) become the
    /// nearest that exist.
    fn in_cycle(self) -> (i64, NaiveDate) {
        let (cycle, year) = split(self.year);
        let month = self.month.clamp(1, 12);
        let day = self.day.clamp(1, days_in_month(self.year, month));
        (cycle, NaiveDate::from_ymd_opt(year, month.into(), day.into()).unwrap_or_default())
    }
}

/// A year as its cycle and its place in it, 0 to 399.
fn split(year: i64) -> (i64, i32) {
    (year.div_euclid(CYCLE_YEARS), year.rem_euclid(CYCLE_YEARS) as i32)
}

fn year_of(cycle: i64, year: i32) -> i64 {
    cycle.saturating_mul(CYCLE_YEARS).saturating_add(year.into())
}

fn join(cycle: i64, date: NaiveDate) -> Day {
    Day { year: year_of(cycle, date.year()), month: date.month() as u8, day: date.day() as u8 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i64, month: u8, day: u8) -> Day {
        Day::new(year, month, day).unwrap()
    }

    #[test]
    fn weekdays() {
        for (date, expected) in [
            (day(2025, 2, 25), 2),
            (day(2000, 1, 1), 6),
            (day(1970, 1, 1), 4),
            (day(0, 1, 1), 6),
            (day(-43, 3, 15), 5),
            (day(-170_000_002, 1, 1), day(398, 1, 1).weekday()),
        ] {
            assert_eq!(date.weekday(), expected, "{date}");
        }
    }

    #[test]
    fn easter_sundays() {
        for (year, month, date) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (1954, 4, 18),
            (1981, 4, 19),
            (2000, 4, 23),
            (2024, 3, 31),
            (2025, 4, 20),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), day(year, month, date));
        }
    }

    #[test]
    fn iso_weeks_may_belong_to_the_neighbouring_year() {
        for (date, expected) in [
            (day(2024, 12, 30), (2025, 1)),
            (day(2021, 1, 3), (2020, 53)),
            (day(2025, 2, 25), (2025, 9)),
            (day(2000, 1, 1), (1999, 52)),
        ] {
            assert_eq!(date.iso_week(), expected, "{date}");
        }
    }

    #[test]
    fn months_and_years_stop_at_the_end_of_a_month() {
        assert_eq!(day(2024, 1, 31).add_months(1), day(2024, 2, 29));
        assert_eq!(day(2024, 12, 31).add_months(2), day(2025, 2, 28));
        assert_eq!(day(2024, 3, 31).add_months(-13), day(2023, 2, 28));
        assert_eq!(day(2024, 2, 29).add_years(1), day(2025, 2, 28));
    }

    #[test]
    fn days_no_calendar_has_and_years_at_the_ends_of_the_range_do_not_panic() {
        for year in [i64::MIN, -1, 0, i64::MAX] {
            for (month, date) in [(0, 0), (255, 255), (12, 31)] {
                let odd = Day { year, month, day: date };
                let _ = (odd.weekday(), odd.iso_week(), odd.to_string(), odd.month_end(), easter(year));
                for amount in [i64::MIN, -1, 1, i64::MAX] {
                    let _ = (odd.add_days(amount), odd.add_months(amount), odd.add_years(amount));
                    let _ = odd.days_until(odd.add_days(amount));
                }
            }
        }
    }

    fn any_day() -> impl Strategy<Value = Day> {
        (-1_000_000_i64..1_000_000, 1_u8..=12, 1_u8..=31)
            .prop_filter_map("no such day", |(y, m, d)| Day::new(y, m, d))
    }

    proptest! {
        #[test]
        fn adding_and_counting_days_agree(from in any_day(), days in -1_000_000_i64..1_000_000) {
            let to = from.add_days(days);
            prop_assert_eq!(from.days_until(to), days);
            prop_assert_eq!(days.signum() as i8, to.cmp(&from) as i8);
            prop_assert_eq!((i64::from(from.weekday()) - 1 + days).rem_euclid(7) + 1, i64::from(to.weekday()));
        }

        #[test]
        fn the_week_of_a_day_holds_it(day in any_day()) {
            let (year, week) = day.iso_week();
            let monday = Day::from_iso_week(year, week).unwrap();
            prop_assert!((0..7).contains(&monday.days_until(day)));
        }

        #[test]
        fn easter_is_a_sunday_of_spring(year in -100_000_i64..100_000) {
            let easter = easter(year);
            prop_assert_eq!(easter.weekday(), 7);
            let (first, last) = (day(year, 3, 22), day(year, 4, 25));
            prop_assert!((first..=last).contains(&easter));
        }
    }
}
