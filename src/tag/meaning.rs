//! What a rule's words mean before they are reckoned from any date.

use super::Modifier;
use crate::lang::{Grain, Holiday, Unit};

/// The sense of an expression; what it does not say is found by `resolve`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Nothing,
    Date {
        year: Option<i64>,
        month: Option<u8>,
        day: Option<u8>,
    },
    /// A date whose year is of the era of the one told last: "in 212" after "in 216 BC".
    OfEra(Box<Meaning>),
    /// A date with its weekday beside it.
    Dated(u8, Box<Meaning>),
    ShortYear(i64),
    /// A date whose year has two digits.
    ShortDate {
        year: i64,
        month: u8,
        day: u8,
    },
    Decade(i64),
    ShortDecade(i64),
    Century(i64),
    Part(Option<i64>, &'static str),
    Holiday(Option<i64>, Holiday),
    HolidayStep(Holiday, i64),
    HolidayIn(Box<Meaning>, Holiday),
    /// An event known by name: its place in the pack's table.
    NamedDay(usize),
    Weekday(u8),
    WeekdayStep(u8, i64),
    MonthStep(u8, i64),
    PartStep(&'static str, i64),
    /// A month, season or weekday seen from the date told last.
    ThenMonth(u8, i64),
    ThenSeason(&'static str, i64),
    ThenWeekday(u8, i64),
    /// So many units from the publication date, as fine as the unit.
    UnitStep(i64, Unit),
    MonthIn(Box<Meaning>, u8, Option<u8>),
    WeekdayIn(Box<Meaning>, u8),
    PartIn(Box<Meaning>, &'static str),
    DayIn(Box<Meaning>, u8),
    /// An expression moved by so many units.
    Moved(Box<Meaning>, i64, Unit),
    /// The same, as fine as the expression.
    Shifted(Box<Meaning>, i64, Unit),
    /// The last day of an expression.
    LastDay(Box<Meaning>),
    /// The unit that is going on.
    Current(Unit),
    /// The unit around an expression.
    Around(Box<Meaning>, Unit),
    /// So many years before publication (`ago`) or before the last date mentioned; of a quarter, if one is told of.
    YearsBack {
        count: i64,
        ago: bool,
    },
    /// The quarter that a report speaks of, so many years on.
    ToldQuarter(i64),
    /// The quarter that a report speaks of, in this year; the year where it speaks of none.
    QuarterOf(i64),
    /// The quarter that ends on the date told next.
    QuarterTo,
    /// The last date mentioned, moved by so many units.
    Then(i64, Unit),
    Range(Box<Meaning>, Box<Meaning>),
    Onward(Box<Meaning>),
    Upto(Box<Meaning>),
    Clock {
        hour: u8,
        minute: Option<u8>,
        second: Option<u8>,
    },
    At(Box<Meaning>, Box<Meaning>),
    DayPartStep(i64, &'static str),
    /// The night around the publication date that the clause looks to.
    Overnight,
    /// A part of no day in particular: "at night".
    SomeDayPart(&'static str),
    /// A part of the day that the text is at.
    DayPartAround(&'static str),
    DayPartOf(Box<Meaning>, &'static str),
    Duration(Vec<Amount>),
    /// Every so many units; without a count every few.
    Every(Option<i64>, Unit),
    /// What recurs, by its TIMEX3 value.
    Set(String),
    /// The n-th weekday of a month; without a number the last.
    NthWeekday(Box<Meaning>, Option<u8>, u8),
    /// Some units after what was told last.
    Later(Unit),
    Reference(String),
    Cut(Modifier, Box<Meaning>),
    Mark(Modifier, Box<Meaning>),
    /// So many days after the start of a term of office; a later term if `back`.
    Term {
        back: bool,
        days: i64,
    },
}

/// One part of a duration; without a count an unknown one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    /// Whole part and hundredths.
    pub(super) count: Option<(i64, u8)>,
    pub(super) unit: Unit,
}

impl Meaning {
    /// How fine it is.
    pub(super) fn grain(&self) -> Grain {
        match self {
            Self::Nothing => Grain::Any,
            Self::Date { day: Some(_), .. }
            | Self::Weekday(_)
            | Self::WeekdayStep(..)
            | Self::ThenWeekday(..)
            | Self::WeekdayIn(..)
            | Self::Holiday(..)
            | Self::HolidayStep(..)
            | Self::NthWeekday(..)
            | Self::HolidayIn(..)
            | Self::NamedDay(_)
            | Self::ShortDate { .. }
            | Self::DayIn(..)
            | Self::LastDay(_)
            | Self::MonthIn(_, _, Some(_))
            | Self::Term { .. } => Grain::Day,
            Self::Dated(_, inner) if inner.grain() == Grain::Time => Grain::Time,
            Self::Dated(..) => Grain::Day,
            Self::Date { month: Some(_), .. }
            | Self::MonthStep(..)
            | Self::ThenMonth(..)
            | Self::MonthIn(..) => Grain::Month,
            Self::Date { .. } | Self::ShortYear(_) | Self::QuarterOf(_) | Self::YearsBack { .. } => {
                Grain::Year
            }
            Self::Decade(_) | Self::ShortDecade(_) => Grain::Decade,
            Self::Century(_) => Grain::Century,
            Self::Part(..)
            | Self::PartStep(..)
            | Self::ThenSeason(..)
            | Self::PartIn(..)
            | Self::ToldQuarter(_)
            | Self::QuarterTo => Grain::Part,
            Self::UnitStep(_, unit)
            | Self::Moved(_, _, unit)
            | Self::Then(_, unit)
            | Self::Later(unit)
            | Self::Current(unit)
            | Self::Around(_, unit) => grain_of(*unit),
            Self::OfEra(inner) | Self::Cut(_, inner) | Self::Mark(_, inner) | Self::Shifted(inner, ..) => {
                inner.grain()
            }
            Self::Range(..) | Self::Onward(_) | Self::Upto(_) => Grain::Any,
            Self::Clock { .. } => Grain::Clock,
            Self::At(..)
            | Self::DayPartStep(..)
            | Self::DayPartAround(_)
            | Self::DayPartOf(..)
            | Self::Overnight => Grain::Time,
            Self::SomeDayPart(_) => Grain::Reference,
            Self::Duration(_) => Grain::Duration,
            Self::Every(..) | Self::Set(_) => Grain::Set,
            Self::Reference(_) => Grain::Reference,
        }
    }
}

impl Meaning {
    /// Whether it needs no other date: it has its year.
    pub(super) fn is_written_out(&self) -> bool {
        match self {
            Self::Date { year, .. } => year.is_some(),
            Self::Decade(_) | Self::Century(_) => true,
            Self::Part(year, _) | Self::Holiday(year, _) => year.is_some(),
            Self::OfEra(inner)
            | Self::MonthIn(inner, ..)
            | Self::DayIn(inner, _)
            | Self::LastDay(inner)
            | Self::PartIn(inner, _)
            | Self::WeekdayIn(inner, _)
            | Self::At(inner, _)
            | Self::DayPartOf(inner, _)
            | Self::Cut(_, inner)
            | Self::Mark(_, inner)
            | Self::Dated(_, inner)
            | Self::Onward(inner)
            | Self::Upto(inner)
            | Self::Range(_, inner) => inner.is_written_out(),
            _ => false,
        }
    }

    /// The year that stands in it.
    pub(super) fn year(&self) -> Option<i64> {
        match self {
            Self::Date { year, .. } => *year,
            Self::Decade(year) | Self::Century(year) => Some(*year),
            Self::Part(year, _) | Self::Holiday(year, _) => *year,
            Self::OfEra(inner)
            | Self::Cut(_, inner)
            | Self::Mark(_, inner)
            | Self::Range(_, inner)
            | Self::Dated(_, inner)
            | Self::At(inner, _)
            | Self::DayPartOf(inner, _)
            | Self::PartIn(inner, _)
            | Self::MonthIn(inner, ..) => inner.year(),
            _ => None,
        }
    }

    /// The month that stands in it, if it is no range.
    pub(super) fn month(&self) -> Option<u8> {
        match self {
            Self::Date { month, .. } => *month,
            Self::OfEra(inner) | Self::Cut(_, inner) | Self::Mark(_, inner) | Self::Dated(_, inner) => {
                inner.month()
            }
            _ => None,
        }
    }

    /// The day of the month that stands in it, if it is no range.
    pub(super) fn day(&self) -> Option<u8> {
        match self {
            Self::Date { day, .. } => *day,
            Self::OfEra(inner) | Self::Dated(_, inner) => inner.day(),
            _ => None,
        }
    }

    /// Whether it is reckoned from the day of writing: today, last week, Tuesday.
    pub(super) fn counts_from_publication(&self) -> bool {
        match self {
            Self::Weekday(_)
            | Self::WeekdayStep(..)
            | Self::UnitStep(..)
            | Self::MonthStep(..)
            | Self::PartStep(..)
            | Self::YearsBack { ago: true, .. }
            | Self::Overnight
            | Self::DayPartStep(..) => true,
            Self::Cut(_, inner)
            | Self::Mark(_, inner)
            | Self::Shifted(inner, ..)
            | Self::DayPartOf(inner, _)
            | Self::At(inner, _) => inner.counts_from_publication(),
            _ => false,
        }
    }

    /// Whether it names a month: nothing but a date looks so.
    pub(super) fn has_month(&self) -> bool {
        match self {
            Self::Date { month, .. } => month.is_some(),
            Self::OfEra(inner)
            | Self::Cut(_, inner)
            | Self::Mark(_, inner)
            | Self::Dated(_, inner)
            | Self::At(inner, _)
            | Self::Range(_, inner) => inner.has_month(),
            _ => matches!(self.grain(), Grain::Day | Grain::Month | Grain::Time),
        }
    }
}

impl Meaning {
    /// The same date before the era; 1 BC is the year 0.
    pub(super) fn before_era(&self) -> Self {
        match self {
            Self::Date { year, month, day } => {
                Self::Date { year: year.map(|year| 1 - year), month: *month, day: *day }
            }
            Self::Part(year, part) => Self::Part(year.map(|year| 1 - year), part),
            _ => self.clone(),
        }
    }
}

fn grain_of(unit: Unit) -> Grain {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Grain::Time,
        Unit::Day | Unit::Workday => Grain::Day,
        Unit::Week | Unit::Weekend | Unit::Fortnight => Grain::Week,
        Unit::Month => Grain::Month,
        Unit::Quarter => Grain::Part,
        Unit::Year => Grain::Year,
        Unit::Decade => Grain::Decade,
        Unit::Century | Unit::Millennium => Grain::Century,
    }
}
