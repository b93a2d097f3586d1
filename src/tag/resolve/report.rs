//! Business reports: the quarter that a text is about, and what it is compared with.

use super::super::Unresolved;
use super::super::tense::{Tense, compares};
use super::super::value::Calendar;
use super::memory::Mention;
use super::{Context, Found, Search, Timex};
use crate::lang::{Unit, Why};

/// How many sentences back "a year earlier" looks for the quarter that a report is about, where it compares nothing.
const REPORT_SENTENCES: u32 = 5;

/// A quarter and a year, in months.
const QUARTER: u32 = 3;
const YEAR: u32 = 12;

/// A quarter, in days.
const QUARTER_DAYS: i64 = 92;

/// From the middle of a quarter to its end, in days.
const HALF_QUARTER: i64 = 45;

impl Context<'_> {
    /// "The quarter ended July 31": the calendar quarter that holds most of the three months up to that day.
    pub(super) fn quarter_to(&self) -> Search {
        let end = self.find_at(self.following.first().ok_or(Unresolved::NeedsEvent)?)?;
        let middle = end.calendar.last().add_days(-HALF_QUARTER);
        Ok(end.with(Calendar::around(middle, Unit::Quarter)))
    }

    /// "a year earlier", "a year ago": the same month of that year, if one is compared; near a quarter, or compared with what a
    /// report tells of one, the same quarter; else the year.
    pub(super) fn years_back(&self, count: i64, ago: bool) -> Search {
        let compared = compares(self.place, self.tokens.start);
        let near = |(mention, ..): &(&Mention, i64, &'static str)| {
            let sentences = self.sentence(self.tokens.start).zip(self.sentence(mention.token));
            compared || sentences.is_some_and(|(here, there)| here - there <= REPORT_SENTENCES)
        };
        if let Some((mention, calendar)) = self.month_compared(count).filter(|_| compared) {
            return Ok(Found::told(mention, Why::Then, calendar));
        }
        match self.quarter_compared().filter(near) {
            Some((mention, year, quarter)) => Ok(Self::from_quarter(mention, year - count, quarter)),
            None if ago => {
                self.reckoned(Why::Counted, Calendar::moved(self.published()?, -count, Unit::Year))
            }
            None => self.then(-count, Unit::Year),
        }
    }

    /// The month told last in the sentence, so many years before: "rose 2 percent in May from a year earlier".
    fn month_compared(&self, count: i64) -> Option<(&Mention, Calendar)> {
        let last = self.recent().next()?;
        let here = self.sentence(last.token) == self.sentence(self.tokens.start);
        match last.calendar {
            Calendar::Month(year, month) if here => Some((last, Calendar::Month(year - count, month))),
            _ => None,
        }
    }

    /// "For the full year, profit rose", told in February of the fourth quarter: the year that ended with it.
    pub(super) fn year_reported(&self, unit: Unit) -> Option<Found> {
        let published = self.published?;
        let (mention, year, quarter) =
            self.reported_quarter().filter(|_| unit == Unit::Year && self.tense == Tense::Past)?;
        let over =
            quarter == "Q4" && Calendar::Part(year, quarter).last().days_until(published) < QUARTER_DAYS;
        let calendar = Calendar::Year(year);
        over.then_some(Found::told(mention, Why::Then, calendar))
    }

    /// The quarter reported, so many years on; where none is, the last one that was over at publication. Another year's is that
    /// year where months that sum up more are compared.
    pub(super) fn told_quarter(&self, years: i64) -> Search {
        let published = self.published()?;
        match self.reported_quarter() {
            Some((mention, year, _)) if years != 0 && self.quarter_compared().is_none() => {
                let calendar = Calendar::Year(year + years);
                Ok(Found::told(mention, Why::Then, calendar))
            }
            Some((mention, year, quarter)) => Ok(Self::from_quarter(mention, year + years, quarter)),
            None => {
                let day = published.add_years(years);
                self.reckoned(Why::Counted, Calendar::moved(day, -1, Unit::Quarter))
            }
        }
    }

    /// The quarter that a report is about: the one told in the same sentence, else the latest that it tells of.
    fn reported_quarter(&self) -> Option<(&Mention, i64, &'static str)> {
        let here = |mention: &Mention| self.sentence(mention.token) == self.sentence(self.tokens.start);
        let last = self.quarters().next().filter(|(mention, ..)| here(mention));
        last.or_else(|| {
            self.quarters().reduce(|last, next| if (next.1, next.2) > (last.1, last.2) { next } else { last })
        })
    }

    /// The quarters reported, the latest first, with year and code: those that are over, or told as such, for a fiscal quarter
    /// ends earlier; not those that were reckoned from others.
    pub(super) fn quarters(&self) -> impl Iterator<Item = (&Mention, i64, &'static str)> {
        let past =
            |index: usize| self.told.timexes.get(index).is_some_and(|timex| timex.tense == Tense::Past);
        let reported = move |mention: &&Mention| {
            let over = |day| mention.calendar.last() < day;
            let begun = |day| mention.calendar.first() <= day && past(mention.timex);
            !mention.counted && self.published.is_none_or(|day| over(day) || begun(day))
        };
        self.recent().filter(reported).filter_map(|mention| {
            let (year, quarter) = mention.calendar.quarter()?;
            Some((mention, year, quarter))
        })
    }

    /// The quarter that a comparison is about: the one told last, unless months that sum up more have been told since ("for the
    /// nine months").
    pub(super) fn quarter_compared(&self) -> Option<(&Mention, i64, &'static str)> {
        let quarter = self.reported_quarter()?;
        let since = self.told.timexes.get(quarter.0.timex + 1..).unwrap_or_default();
        let sums_up = |timex: &Timex| {
            let months = timex.value.strip_prefix('P').and_then(|value| value.strip_suffix('M'));
            months
                .and_then(|months| months.parse().ok())
                .is_some_and(|months: u32| QUARTER < months && months < YEAR)
        };
        (!since.iter().any(sums_up)).then_some(quarter)
    }

    fn from_quarter(mention: &Mention, year: i64, quarter: &'static str) -> Found {
        let calendar = Calendar::Part(year, quarter);
        Found::told(mention, Why::Then, calendar)
    }
}
