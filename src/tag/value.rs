//! Calendar values: what a date expression denotes, as TIMEX3 and as EDTF.

use crate::date::Day;
use crate::date::calendar::days_in_month;
use crate::lang::{Grain, Unit};

/// A day, or a span of the calendar that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Calendar {
    /// A clock time: hour, and minute and second where they are told.
    Time(Day, u8, Option<u8>, Option<u8>),
    /// A part of a day by its TIMEX3 code: `MO`.
    DayPart(Day, &'static str),
    Day(Day),
    /// An ISO week, by its Monday.
    Week(Day),
    /// A Saturday and Sunday, by the Saturday.
    Weekend(Day),
    Month(i64, u8),
    /// A season, quarter or half of a year by its TIMEX3 code: `SP`, `Q1`, `H2`.
    Part(i64, &'static str),
    Year(i64),
    /// Ten years, by the first.
    Decade(i64),
    /// A hundred years, by the first.
    Century(i64),
    /// A thousand years, by the first.
    Millennium(i64),
}

impl Calendar {
    /// A month; one out of 1 to 12 is moved into the neighbouring years.
    pub(super) fn month(year: i64, month: i64) -> Self {
        let months = month - 1;
        Self::Month(year.saturating_add(months.div_euclid(12)), (months.rem_euclid(12) + 1) as u8)
    }

    /// The span of `unit` around a day.
    pub(super) fn around(day: Day, unit: Unit) -> Self {
        let monday = day.add_days(1 - i64::from(day.weekday()));
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Workday => Self::Day(day),
            Unit::Week | Unit::Fortnight => Self::Week(monday),
            Unit::Weekend => Self::Weekend(monday.add_days(5)),
            Unit::Month => Self::Month(day.year, day.month),
            Unit::Quarter => Self::Part(day.year, QUARTERS[usize::from(day.month.clamp(1, 12) - 1) / 3]),
            Unit::Year => Self::Year(day.year),
            Unit::Decade => Self::Decade(floor(day.year, 10)),
            Unit::Century => Self::Century(floor(day.year, 100)),
            Unit::Millennium => Self::Millennium(floor(day.year, 1000)),
        }
    }

    /// The day moved by `count` units, and what is around it in that unit.
    pub(super) fn moved(day: Day, count: i64, unit: Unit) -> Self {
        Self::around(shift(day, count, unit), unit)
    }

    /// A quarter's year and code.
    pub(super) fn quarter(self) -> Option<(i64, &'static str)> {
        match self {
            Self::Part(year, part) if QUARTERS.contains(&part) => Some((year, part)),
            _ => None,
        }
    }

    pub(super) fn grain(self) -> Grain {
        match self {
            Self::Time(..) | Self::DayPart(..) => Grain::Time,
            Self::Day(_) => Grain::Day,
            Self::Week(_) | Self::Weekend(_) => Grain::Week,
            Self::Month(..) => Grain::Month,
            Self::Part(..) => Grain::Part,
            Self::Year(_) => Grain::Year,
            Self::Decade(_) => Grain::Decade,
            Self::Century(_) | Self::Millennium(_) => Grain::Century,
        }
    }

    /// First day.
    pub(super) fn first(self) -> Day {
        let january = |year| Day { year, month: 1, day: 1 };
        match self {
            Self::Time(day, ..)
            | Self::DayPart(day, _)
            | Self::Day(day)
            | Self::Week(day)
            | Self::Weekend(day) => day,
            Self::Month(year, month) => Day { year, month, day: 1 },
            Self::Part(year, part) => Day { year, month: part_months(part).0, day: 1 },
            Self::Year(year) | Self::Decade(year) | Self::Century(year) | Self::Millennium(year) => {
                january(year)
            }
        }
    }

    /// Last day.
    pub(super) fn last(self) -> Day {
        let december = |year: i64| Day { year, month: 12, day: 31 };
        match self {
            Self::Time(day, ..) | Self::DayPart(day, _) | Self::Day(day) => day,
            Self::Week(monday) => monday.add_days(6),
            Self::Weekend(saturday) => saturday.add_days(1),
            Self::Month(year, month) => Day { year, month, day: days_in_month(year, month) },
            Self::Part(year, part) => {
                let (first, months) = part_months(part);
                Day { year, month: first, day: 1 }.add_months(months).add_days(-1)
            }
            Self::Year(year) => december(year),
            Self::Decade(year) => december(year.saturating_add(9)),
            Self::Century(year) => december(year.saturating_add(99)),
            Self::Millennium(year) => december(year.saturating_add(999)),
        }
    }

    /// The TIMEX3 value: `2025-02-25`, `2025-W08`, `199`, `BC0044`.
    pub(super) fn timex3(self) -> String {
        match self {
            Self::Time(day, hour, minute, second) => format!("{}{}", ymd(day), clock(hour, minute, second)),
            Self::DayPart(day, part) => format!("{}T{part}", ymd(day)),
            Self::Day(day) => ymd(day),
            Self::Week(monday) => week(monday),
            Self::Weekend(saturday) => format!("{}-WE", week(saturday)),
            Self::Month(year, month) => format!("{}-{month:02}", year4(year)),
            Self::Part(year, part) => format!("{}-{part}", year4(year)),
            Self::Year(year) => year4(year),
            // By the year that ends it: the 470s are 479 to 470.
            Self::Decade(year) if year < 0 => format!("BC{:03}", (-8 - year) / 10),
            Self::Decade(year) => format!("{:03}", year / 10),
            Self::Century(year) if year < 0 => format!("BC{:02}", (-year) / 100),
            Self::Century(year) => format!("{:02}", year / 100),
            Self::Millennium(year) if year < 0 => format!("BC{}", (-year) / 1000),
            Self::Millennium(year) => format!("{}", year / 1000),
        }
    }

    /// The EDTF value. A week, which EDTF does not have, is the interval from its Monday to its Sunday; a part of a day is
    /// its day.
    pub(super) fn edtf(self) -> String {
        match self {
            Self::Time(day, hour, minute, second) => {
                let (minute, second) = (minute.unwrap_or(0), second.unwrap_or(0));
                format!("{day}T{hour:02}:{minute:02}:{second:02}")
            }
            Self::DayPart(day, _) | Self::Day(day) => day.to_string(),
            Self::Week(_) | Self::Weekend(_) => format!("{}/{}", self.first(), self.last()),
            Self::Month(year, month) => format!("{}-{month:02}", edtf_year(year)),
            Self::Part(year, part) => format!("{}-{}", edtf_year(year), part_number(part)),
            Self::Year(year) => edtf_year(year),
            Self::Decade(year) if year >= 0 => format!("{:03}X", year / 10),
            Self::Century(year) if year >= 0 => format!("{:02}XX", year / 100),
            Self::Millennium(year) if year >= 0 => format!("{}XXX", year / 1000),
            Self::Decade(_) | Self::Century(_) | Self::Millennium(_) => {
                format!("{}/{}", edtf_year(self.first().year), edtf_year(self.last().year))
            }
        }
    }

    /// The part that a modifier means, as an interval: thirds. Early February is the 1st to the 10th, early 2024 January to
    /// April, the early 1990s 1990 to 1993, the mid 1990s 1994 to 1996, the late 1990s 1997 to 1999.
    pub(super) fn third(self, third: Third) -> Option<(Calendar, Calendar)> {
        let of = |cuts: [i64; 4]| match third {
            Third::First => (cuts[0], cuts[1] - 1),
            Third::Middle => (cuts[1], cuts[2] - 1),
            Third::Last => (cuts[2], cuts[3] - 1),
        };
        match self {
            Self::Month(year, month) => {
                let (first, last) = of([1, 11, 21, i64::from(days_in_month(year, month)) + 1]);
                let day = |day| Self::Day(Day { year, month, day: day as u8 });
                Some((day(first), day(last)))
            }
            Self::Year(year) => {
                let (first, last) = of([1, 5, 9, 13]);
                Some((Self::month(year, first), Self::month(year, last)))
            }
            Self::Decade(year) => {
                let (first, last) = of([0, 4, 7, 10]);
                Some((Self::Year(year + first), Self::Year(year + last)))
            }
            Self::Century(year) => {
                let (first, last) = of([0, 34, 67, 100]);
                Some((Self::Year(year + first), Self::Year(year + last)))
            }
            Self::Part(..) => {
                let first = self.first();
                let days = first.days_until(self.last()) + 1;
                let (from, to) = of([0, days / 3, days * 2 / 3, days]);
                Some((Self::Day(first.add_days(from)), Self::Day(first.add_days(to))))
            }
            _ => None,
        }
    }
}

/// A third of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Third {
    First,
    Middle,
    Last,
}

/// A day moved by `count` units.
pub(super) fn shift(day: Day, count: i64, unit: Unit) -> Day {
    let times = |factor: i64| count.saturating_mul(factor);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => day,
        Unit::Day => day.add_days(count),
        Unit::Workday => shift_workdays(day, count),
        Unit::Week | Unit::Weekend => day.add_days(times(7)),
        Unit::Fortnight => day.add_days(times(14)),
        Unit::Month => day.add_months(count),
        Unit::Quarter => day.add_months(times(3)),
        Unit::Year => day.add_years(count),
        Unit::Decade => day.add_years(times(10)),
        Unit::Century => day.add_years(times(100)),
        Unit::Millennium => day.add_years(times(1000)),
    }
}

/// A day moved by so many days from Monday to Friday. Holidays, which differ from place to place, are not known.
fn shift_workdays(mut day: Day, count: i64) -> Day {
    let step = count.signum();
    let is_weekend = |day: Day| day.weekday() > 5;
    // From a weekend one counts as from the last workday on the other side.
    for _ in 0..2 {
        if is_weekend(day) {
            day = day.add_days(-step);
        }
    }
    // Whole weeks at once, so that a large count costs no more.
    day = day.add_days((count / 5).saturating_mul(7));
    for _ in 0..(count % 5).abs() {
        day = day.add_days(step);
        while is_weekend(day) {
            day = day.add_days(step);
        }
    }
    day
}

/// The quarters of a year.
pub(super) const QUARTERS: [&str; 4] = ["Q1", "Q2", "Q3", "Q4"];

/// First month and number of months of a part of the year. Seasons are the northern meteorological ones; winter begins in
/// December of its year.
fn part_months(part: &str) -> (u8, i64) {
    match part {
        "SP" => (3, 3),
        "SU" => (6, 3),
        "FA" => (9, 3),
        "WI" => (12, 3),
        "Q1" => (1, 3),
        "Q2" => (4, 3),
        "Q3" => (7, 3),
        "Q4" => (10, 3),
        "H1" => (1, 6),
        _ => (7, 6),
    }
}

/// The EDTF number of a part of the year.
fn part_number(part: &str) -> u8 {
    match part {
        "SP" => 21,
        "SU" => 22,
        "FA" => 23,
        "WI" => 24,
        "Q1" => 33,
        "Q2" => 34,
        "Q3" => 35,
        "Q4" => 36,
        "H1" => 40,
        _ => 41,
    }
}

fn floor(year: i64, step: i64) -> i64 {
    year.div_euclid(step) * step
}

/// The year as TIMEX3 writes it: four digits, or `BC` and four digits (astronomical year 0 is 1 BC).
fn year4(year: i64) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1i64.saturating_sub(year)) }
}

fn edtf_year(year: i64) -> String {
    let digits = year.unsigned_abs();
    let sign = if year < 0 { "-" } else { "" };
    if digits > 9999 { format!("Y{sign}{digits}") } else { format!("{sign}{digits:04}") }
}

fn ymd(day: Day) -> String {
    format!("{}-{:02}-{:02}", year4(day.year), day.month, day.day)
}

fn week(day: Day) -> String {
    let (year, week) = day.iso_week();
    format!("{}-W{week:02}", year4(year))
}

/// `T14:30`, as much as is told.
pub(super) fn clock(hour: u8, minute: Option<u8>, second: Option<u8>) -> String {
    match (minute, second) {
        (Some(minute), Some(second)) => format!("T{hour:02}:{minute:02}:{second:02}"),
        (minute, _) => format!("T{hour:02}:{:02}", minute.unwrap_or(0)),
    }
}

/// The code of a unit in a TIMEX3 duration, and whether it belongs to the time of day.
pub(super) fn duration_code(unit: Unit) -> (&'static str, bool, i64) {
    match unit {
        Unit::Second => ("S", true, 1),
        Unit::Minute => ("M", true, 1),
        Unit::Hour => ("H", true, 1),
        Unit::Day | Unit::Workday => ("D", false, 1),
        Unit::Week => ("W", false, 1),
        Unit::Weekend => ("WE", false, 1),
        Unit::Fortnight => ("W", false, 2),
        Unit::Month => ("M", false, 1),
        Unit::Quarter => ("Q", false, 1),
        Unit::Year => ("Y", false, 1),
        Unit::Decade => ("DE", false, 1),
        Unit::Century => ("CE", false, 1),
        Unit::Millennium => ("ML", false, 1),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    fn day(year: i64, month: u8, day: u8) -> Day {
        Day::new(year, month, day).unwrap()
    }

    #[test]
    fn values_are_written_as_timex3_and_as_edtf() {
        let check = |value: Calendar, timex3: &str, edtf: &str| {
            assert_eq!((value.timex3().as_str(), value.edtf().as_str()), (timex3, edtf));
        };
        check(Calendar::Day(day(2025, 2, 25)), "2025-02-25", "2025-02-25");
        check(Calendar::around(day(2025, 2, 20), Unit::Week), "2025-W08", "2025-02-17/2025-02-23");
        check(Calendar::around(day(2025, 2, 20), Unit::Weekend), "2025-W08-WE", "2025-02-22/2025-02-23");
        check(Calendar::Month(2025, 2), "2025-02", "2025-02");
        check(Calendar::Part(2020, "SP"), "2020-SP", "2020-21");
        check(Calendar::Part(2020, "Q3"), "2020-Q3", "2020-35");
        check(Calendar::Year(-43), "BC0044", "-0043");
        check(Calendar::Decade(1990), "199", "199X");
        check(Calendar::Century(1900), "19", "19XX");
        check(
            Calendar::Time(day(2025, 2, 25), 14, Some(30), None),
            "2025-02-25T14:30",
            "2025-02-25T14:30:00",
        );
        check(Calendar::DayPart(day(2025, 2, 25), "MO"), "2025-02-25TMO", "2025-02-25");
    }

    #[test]
    fn weekends_are_no_workdays() {
        let friday = day(2024, 5, 10);
        let moved = |from: Day, count| shift(from, count, Unit::Workday);
        assert_eq!(moved(friday, 1), day(2024, 5, 13));
        assert_eq!(moved(friday, 5), day(2024, 5, 17));
        assert_eq!(moved(friday, 8), day(2024, 5, 22));
        assert_eq!(moved(friday, -6), day(2024, 5, 2));
        assert_eq!(moved(friday, 0), friday);
        let sunday = day(2024, 5, 12);
        assert_eq!(moved(sunday, 1), day(2024, 5, 13));
        assert_eq!(moved(sunday, 5), day(2024, 5, 17));
        assert_eq!(moved(sunday, -1), friday);
        assert_eq!(moved(sunday, -5), day(2024, 5, 6));
    }

    #[test]
    fn months_run_over_the_ends_of_a_year() {
        assert_eq!(Calendar::month(2025, 0), Calendar::Month(2024, 12));
        assert_eq!(Calendar::month(2025, 13), Calendar::Month(2026, 1));
        assert_eq!(Calendar::moved(day(2025, 3, 31), -1, Unit::Month), Calendar::Month(2025, 2));
    }

    #[test]
    fn thirds_fill_their_span() {
        let spans = [
            Calendar::Month(2024, 2),
            Calendar::Year(2024),
            Calendar::Decade(1990),
            Calendar::Part(2024, "SU"),
        ];
        for span in spans {
            let [first, middle, last] =
                [Third::First, Third::Middle, Third::Last].map(|third| span.third(third).unwrap());
            assert_eq!(first.0.first(), span.first());
            assert_eq!(first.1.last().add_days(1), middle.0.first());
            assert_eq!(middle.1.last().add_days(1), last.0.first());
            assert_eq!(last.1.last(), span.last());
        }
    }
}
