//! What a written date can mean: its first and last day, and how fine it is.

use super::calendar::{days_in_month, season_months};
use super::form::{Date, Digits, End, Form, Member, Year};
use super::{Day, Precision};
use std::ops::RangeInclusive;

impl Date {
    /// First and last day it can mean; `None` if no calendar has such a day (`2025-02-30`, `19X1-02-29`).
    pub(crate) fn bounds(&self) -> Option<(Day, Day)> {
        let years = self.years();
        // At most 10,000 years are tried (for `X9X1-02-29`), and nearly always one.
        let fits = |year: &i64| self.year.matches(*year) || self.significant.is_some();
        let first = years.clone().filter(fits).find_map(|year| Some(self.days_of(year)?.0))?;
        let last = years.rev().filter(fits).find_map(|year| Some(self.days_of(year)?.1))?;
        Some((first, last))
    }

    /// First and last year it can mean.
    pub(super) fn years(&self) -> RangeInclusive<i64> {
        let Some((year, unit)) = self.year.exact().zip(self.significant_unit()) else {
            return self.year.range();
        };
        // 1950S2: 1900 to 1999; -1950S2: -1999 to -1900.
        let rest = year % unit;
        if year < 0 {
            (year - rest).saturating_sub(unit - 1)..=year - rest
        } else {
            year - rest..=(year - rest).saturating_add(unit - 1)
        }
    }

    /// What the last significant digit of the year counts: 100 for `1950S2`.
    fn significant_unit(&self) -> Option<i64> {
        let (year, significant) = self.year.exact().zip(self.significant)?;
        let digits = year.unsigned_abs().max(1).ilog10() + 1;
        Some(10_i64.saturating_pow(digits.saturating_sub(significant.into())))
    }

    /// First and last day it can mean in one year.
    fn days_of(&self, year: i64) -> Option<(Day, Day)> {
        let Some(month) = self.month else {
            return Some((Day { year, month: 1, day: 1 }, Day { year, month: 12, day: 31 }));
        };
        if let Some((month, months)) = self.season().and_then(season_months) {
            let first = Day { year, month, day: 1 };
            return Some((first, first.add_months(i64::from(months) - 1).month_end()));
        }
        let fits = |day: &u8| self.day.is_none_or(|digits| digits.matches((*day).into()));
        // Nearly all dates are written whole: then one month and one day are tried.
        let exact = |digits: Digits<2>| digits.exact().and_then(|number| u8::try_from(number).ok());
        let (first, last) = exact(month).map_or((1, 12), |month| (month, month));
        let months = (first..=last).filter(|&number: &u8| month.matches(number.into()) && number <= 12);
        let days = months.flat_map(|month| {
            let length = days_in_month(year, month);
            let (first, last) = self.day.and_then(exact).map_or((1, length), |day| (day, day.min(length)));
            (first..=last).filter(fits).map(move |day| Day { year, month, day })
        });
        days.clone().next().zip(days.last())
    }

    /// The finest unit that is known together with all coarser ones.
    pub(crate) fn precision(&self) -> Precision {
        let years = match (self.year, self.significant_unit()) {
            (_, Some(unit)) => unit,
            (Year::Four { digits, .. }, None) => 10_i64.pow(digits.unspecified() as u32),
            (Year::Long { .. }, None) => 1,
        };
        let unspecified = |digits: Digits<2>| digits.exact().is_none();
        match years {
            1 => {}
            10 => return Precision::Decade,
            100 => return Precision::Century,
            _ => return Precision::Millennium,
        }
        match (self.month, self.day) {
            _ if self.season().is_some() => Precision::Season,
            (None, _) => Precision::Year,
            (Some(month), _) if unspecified(month) => Precision::Year,
            (_, None) => Precision::Month,
            (_, Some(day)) if unspecified(day) => Precision::Month,
            _ if self.time.is_some() => Precision::Time,
            _ => Precision::Day,
        }
    }
}

impl Form {
    /// First day it can mean; `None` for an open or unknown start.
    pub(super) fn earliest(&self) -> Option<Day> {
        match self {
            Self::Date(date) | Self::Interval(End::Date(date), _) => Some(date.bounds()?.0),
            Self::Interval(..) => None,
            Self::Set(_, members) if members.iter().any(|member| matches!(member, Member::UpTo(_))) => None,
            Self::Set(..) => self.dates().filter_map(|date| Some(date.bounds()?.0)).min(),
        }
    }

    /// Last day it can mean; `None` for an open or unknown end.
    pub(super) fn latest(&self) -> Option<Day> {
        match self {
            Self::Date(date) | Self::Interval(_, End::Date(date)) => Some(date.bounds()?.1),
            Self::Interval(..) => None,
            Self::Set(_, members) if members.iter().any(|member| matches!(member, Member::From(_))) => None,
            Self::Set(..) => self.dates().filter_map(|date| Some(date.bounds()?.1)).max(),
        }
    }
}
