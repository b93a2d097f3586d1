//! The value of a date on a timeline.

use super::form::{Date, Digits, End, Form, Member, Qualifier, Year};
use super::{Day, EdtfError, Time, calendar, edtf};
use std::fmt;
use std::str::FromStr;

/// An EDTF value: a date, an interval, or a set of dates.
///
/// Equality is identity of what was written (`1984` and `1984-01-01/1984-12-31` are two values); [`Display`](fmt::Display)
/// gives back what was written. There is no `Ord`, which would have to agree with that equality while
/// meaning time: order is [`When::order_key`].
///
/// ```
/// use dateline::date::{Day, Precision, When};
/// let when: When = "199X".parse()?;
/// assert_eq!(when.earliest(), Day::new(1990, 1, 1));
/// assert_eq!(when.latest(), Day::new(1999, 12, 31));
/// assert_eq!(when.precision(), Precision::Decade);
/// assert_eq!(when.to_string(), "199X");
/// # Ok::<(), dateline::date::EdtfError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct When(Form);

/// How fine a date is, from coarse to fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// A thousand years or coarser: `1XXX`, `XXXX-12-25`.
    Millennium,
    /// `19XX`, `1950S2`.
    Century,
    /// `199X`, `156X-12-25`.
    Decade,
    /// `1998`, `1998-XX`, `1998-XX-XX`.
    Year,
    /// A season, quarter or half of a year: `2025-21`, `2025-33`.
    Season,
    /// `2025-02`, `2025-02-XX`.
    Month,
    /// `2025-02-25`.
    Day,
    /// `2025-02-25T14:30`.
    Time,
}

/// The place of a [`When`] on a timeline; see [`When::order_key`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderKey {
    anchor: Day,
    start: Start,
    precision: Precision,
    time: Option<(u8, u8, u8)>,
    end: Last,
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Start {
    Open,
    Unknown,
    Known,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Last {
    Known(Day),
    Unknown,
    Open,
}

impl When {
    /// Reads an EDTF value of level 0, 1 or 2; see the head of [`date`](super) for what that holds.
    ///
    /// White space around the value is ignored, as is that behind the commas of a set; times may be written
    /// with a blank in place of the `T` and with fractions of a second, as many tools do. None of these is kept.
    ///
    /// # Errors
    /// The error says what is wrong, where, and what would be right.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        edtf::parse(text).map(Self)
    }

    /// A day: `2025-02-25`. Fields that no calendar has become the nearest that exist.
    pub fn day(day: Day) -> Self {
        let day = day.add_days(0);
        Self(Form::Date(Date { day: Some(Digits::of(day.day.into(), 0)), ..month(day.year, day.month) }))
    }

    /// A year: `1998`, `-0043` for 44 BCE, `Y17000`.
    pub fn year(year: i64) -> Self {
        Self(Form::Date(Date::year(Year::of(year))))
    }

    /// A month, 1 to 12: `2025-02`.
    pub fn month(year: i64, number: u8) -> Option<Self> {
        (1..=12).contains(&number).then(|| Self(Form::Date(month(year, number))))
    }

    /// A season, quarter, four months or half of a year by its code, 21 to 41: `2025-21`.
    pub fn season(year: i64, code: u8) -> Option<Self> {
        calendar::season_months(code)?;
        Some(Self(Form::Date(month(year, code))))
    }

    /// The ten years from `first_year` on: `199X`, or an interval of years where no `X` says it (`-0048/-0039`,
    /// the 40s BCE).
    pub fn decade(first_year: i64) -> Self {
        Self::years(first_year, 1)
    }

    /// The hundred years from `first_year` on: `19XX` for 1900, `1901/2000` for 1901, `-04XX` for -499 (the
    /// fifth century BCE).
    pub fn century(first_year: i64) -> Self {
        Self::years(first_year, 2)
    }

    /// Years that share their digits but the last `unspecified`, else an interval.
    fn years(first: i64, unspecified: usize) -> Self {
        let last = first.saturating_add(10_i64.pow(unspecified as u32) - 1);
        let digits = Digits::of(first.unsigned_abs(), unspecified);
        let masked = Year::Four { negative: first < 0, digits };
        if masked.range() == (first..=last) {
            return Self(Form::Date(Date::year(masked)));
        }
        let end = |year| End::Date(Date::year(Year::of(year)));
        Self(Form::Interval(end(first), end(last)))
    }

    /// The interval `start/end`; `None` is an open end (`..`).
    ///
    /// Of an interval given as `start` its start is taken, of one given as `end` its end. There is no interval of
    /// sets, with two open ends, or that ends before it starts.
    ///
    /// ```
    /// use dateline::date::When;
    /// let (year, month) = (When::year(2024), When::month(2025, 1).unwrap());
    /// assert_eq!(When::interval(Some(&year), Some(&month)).unwrap().to_string(), "2024/2025-01");
    /// assert_eq!(When::interval(Some(&year), None).unwrap().to_string(), "2024/..");
    /// assert_eq!(When::interval(Some(&month), Some(&year)).map(|when| when.to_string()), None);
    /// ```
    pub fn interval(start: Option<&When>, end: Option<&When>) -> Option<Self> {
        let side = |when: Option<&When>, second: bool| match when.map(|when| &when.0) {
            None => Some(End::Open),
            Some(Form::Date(date)) => Some(End::Date(*date)),
            Some(Form::Interval(start, end)) => Some(if second { *end } else { *start }),
            Some(Form::Set(..)) => None,
        };
        let interval = Form::Interval(side(start, false)?, side(end, true)?);
        edtf::strict(&interval.to_string()).ok().map(Self)
    }

    /// The day with a time of day: `2025-02-25T23:59`; `None` where the value is no single day.
    #[must_use]
    pub fn with_time(self, time: Time) -> Option<Self> {
        let Form::Date(date) = self.0 else { return None };
        let is_day = matches!(date.precision(), Precision::Day | Precision::Time);
        is_day.then_some(Self(Form::Date(Date { time: Some(time), ..date })))
    }

    /// The value as an approximate one: `1984~`, each date of an interval or set for itself.
    #[must_use]
    pub fn approximate(self) -> Self {
        Self(self.0.map(|date| date.qualified(Qualifier::Approximate)))
    }

    /// The value as an uncertain one: `1984?`, each date of an interval or set for itself.
    #[must_use]
    pub fn uncertain(self) -> Self {
        Self(self.0.map(|date| date.qualified(Qualifier::Uncertain)))
    }

    /// First day it can mean; `None` for an open or unknown start. Qualifiers widen nothing.
    pub fn earliest(&self) -> Option<Day> {
        self.0.earliest()
    }

    /// Last day it can mean; `None` for an open or unknown end.
    pub fn latest(&self) -> Option<Day> {
        self.0.latest()
    }

    /// Where it stands on a timeline: its first day; where that is open or unknown, its last (`../2025-02-24`
    /// stands at 24 February 2025).
    pub fn anchor(&self) -> Day {
        let known = || self.0.dates().filter_map(|date| Some(date.bounds()?.1)).min();
        let origin = Day { year: 0, month: 1, day: 1 }; // not reached: every value holds a date
        self.earliest().or_else(|| self.latest()).or_else(known).unwrap_or(origin)
    }

    /// How fine it is: the finest unit that is known together with all coarser ones. An interval or set is as
    /// fine as the coarsest date in it.
    pub fn precision(&self) -> Precision {
        self.0.dates().map(|date| date.precision()).min().unwrap_or(Precision::Millennium)
    }

    /// Whether any part of it is approximate (`~`, `%`).
    pub fn is_approximate(&self) -> bool {
        self.qualifiers().any(Qualifier::is_approximate)
    }

    /// Whether any part of it is uncertain (`?`, `%`).
    pub fn is_uncertain(&self) -> bool {
        self.qualifiers().any(Qualifier::is_uncertain)
    }

    fn qualifiers(&self) -> impl Iterator<Item = Qualifier> {
        self.0.dates().flat_map(|date| [0, 1, 2].into_iter().filter_map(move |part| date.qualifier(part)))
    }

    /// Whether it is an interval, with both ends or one.
    pub fn is_interval(&self) -> bool {
        matches!(self.0, Form::Interval(..))
    }

    /// The two ends of an interval, each as a date of its own; `None` for an end that is open or unknown.
    ///
    /// ```
    /// use dateline::date::When;
    /// let [start, end] = When::parse("1939/..").unwrap().ends().unwrap();
    /// assert_eq!((start, end), (Some(When::year(1939)), None));
    /// assert_eq!(When::year(1939).ends(), None);
    /// ```
    pub fn ends(&self) -> Option<[Option<Self>; 2]> {
        let Form::Interval(start, end) = self.0 else { return None };
        Some([start, end].map(|end| match end {
            End::Date(date) => Some(Self(Form::Date(date))),
            End::Open | End::Unknown => None,
        }))
    }

    /// Whether it is a set (`[1667,1668]`, `{1960,1961-12}`).
    pub fn is_set(&self) -> bool {
        matches!(self.0, Form::Set(..))
    }

    /// The time of day, of an interval that of its start.
    pub fn time(&self) -> Option<Time> {
        match &self.0 {
            Form::Date(date) | Form::Interval(End::Date(date), _) => date.time,
            _ => None,
        }
    }

    /// The place on a timeline, an explicit total order that agrees with equality.
    ///
    /// By, in turn: [`anchor`](Self::anchor); an open start, an unknown start, a known one; coarse before fine
    /// (2025 before January 2025 before 1 January 2025); no time of day, then its hands, zones ignored; the last
    /// day, known before unknown before open; the text.
    pub fn order_key(&self) -> OrderKey {
        let (open_start, open_end) = match &self.0 {
            Form::Date(_) => (false, false),
            Form::Interval(start, end) => (*start == End::Open, *end == End::Open),
            Form::Set(_, members) => (
                members.iter().any(|member| matches!(member, Member::UpTo(_))),
                members.iter().any(|member| matches!(member, Member::From(_))),
            ),
        };
        OrderKey {
            anchor: self.anchor(),
            start: match self.earliest() {
                _ if open_start => Start::Open,
                None => Start::Unknown,
                Some(_) => Start::Known,
            },
            precision: self.precision(),
            time: self.time().map(|time| (time.hour, time.minute, time.second.unwrap_or(0))),
            end: match self.latest() {
                _ if open_end => Last::Open,
                None => Last::Unknown,
                Some(day) => Last::Known(day),
            },
            text: self.to_string(),
        }
    }

    /// What was written, part by part.
    pub(crate) fn form(&self) -> &Form {
        &self.0
    }
}

/// A month or season that exists.
fn month(year: i64, number: u8) -> Date {
    Date { month: Some(Digits::of(number.into(), 0)), ..Date::year(Year::of(year)) }
}

impl FromStr for When {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        Self::parse(text)
    }
}

impl fmt::Display for When {
    /// The EDTF text.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        When::parse(text).unwrap()
    }

    fn text(when: Option<When>) -> Option<String> {
        when.map(|when| when.to_string())
    }

    #[test]
    fn order_is_by_anchor_then_start_then_coarse_before_fine_then_time_then_end_then_text() {
        let sorted = [
            "Y-17000",
            "-0043-03-15",
            "0000",
            "19XX",
            "[..1984,1990..]", // no first and no last day: stands at its earliest known end
            "199X",
            "../2024-12-31",
            "/2025-01-01",
            "2025",
            "2025?",
            "2025/2026",
            "2025/",
            "2025/..",
            "2025-33",
            "2025-01",
            "2025-01~",
            "2025-01-01",
            "2025-01-01/2025-01-03",
            "2025-01-01/..",
            "2025-01-01T09:00",
            "2025-01-01T14:30",
            "2025-01-01T14:30:05",
            "2025-01-02",
        ];
        for pair in sorted.windows(2) {
            assert!(when(pair[0]).order_key() < when(pair[1]).order_key(), "{pair:?}");
        }
    }

    #[test]
    fn equality_is_identity_of_what_was_written() {
        for (one, other) in [
            ("1984", "1984-01-01/1984-12-31"),
            ("1985/", "1985/.."),
            ("Y17000", "Y17E3"),
            ("2004-06~-11", "~2004-~06-11"),
            ("1985-04-12T23:20-04", "1985-04-12T23:20-04:00"),
            ("[1984]", "{1984}"),
        ] {
            assert_ne!(when(one), when(other));
        }
        assert_eq!(when(" 1984 "), When::year(1984));
    }

    #[test]
    fn decades_and_centuries_are_written_with_x_where_x_says_them() {
        for (built, expected) in [
            (When::decade(1990), "199X"),
            (When::decade(1995), "1995/2004"),
            (When::decade(-48), "-0048/-0039"), // the 40s BCE
            (When::decade(17_000), "Y17000/Y17009"),
            (When::century(1800), "18XX"),
            (When::century(1801), "1801/1900"),
            (When::century(-499), "-04XX"), // the fifth century BCE
            (When::century(-99), "-0099/0000"),
        ] {
            assert_eq!(built.to_string(), expected);
        }
    }

    #[test]
    fn intervals_are_built_of_dates_and_intervals_in_order() {
        let interval = |start: &str, end: &str| {
            let [start, end] = [start, end].map(|text| (text != "..").then(|| when(text)));
            text(When::interval(start.as_ref(), end.as_ref()))
        };
        assert_eq!(interval("2025-01-20", "..").as_deref(), Some("2025-01-20/.."));
        assert_eq!(interval("1984~", "1985-02-01").as_deref(), Some("1984~/1985-02-01"));
        assert_eq!(interval("2024/2025", "2025-03/2026").as_deref(), Some("2024/2026"));
        assert_eq!(interval("2024/", "2025/").as_deref(), Some("2024/"));
        for (start, end) in [("2025", "2024"), ("..", ".."), ("[1667,1668]", "2025")] {
            assert_eq!(interval(start, end), None, "{start} {end}");
        }
    }

    #[test]
    fn a_time_goes_with_one_day() {
        let noon = Time::new(12, 0).unwrap();
        assert_eq!(text(when("2025-02-25").with_time(noon)).as_deref(), Some("2025-02-25T12:00"));
        assert_eq!(text(when("2025-02-25T09:00Z").with_time(noon)).as_deref(), Some("2025-02-25T12:00"));
        for other in ["2025-02", "2025-02-XX", "2025-02-25/2025-02-26", "[2025-02-25]"] {
            assert_eq!(when(other).with_time(noon), None, "{other}");
        }
    }

    #[test]
    fn qualifiers_add_up() {
        assert_eq!(when("1984").approximate().to_string(), "1984~");
        assert_eq!(when("1984?").approximate().to_string(), "1984%");
        assert_eq!(when("1984/..").uncertain().to_string(), "1984?/..");
        assert_eq!(when("[1667,1670..1672]").approximate().to_string(), "[1667~,1670~..1672~]");
        assert_eq!(when("2025-02-25T12:00").approximate().to_string(), "2025-02-25~T12:00");
    }
}
