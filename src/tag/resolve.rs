//! Meanings -> dates: against the publication date, the direction of the clause, what was told before, and tables.

mod clock;
mod direction;
mod memory;
mod report;
mod story;
mod table;
mod undated;

pub(super) use memory::Mention;

use super::choose::Reading;
use super::genre::Genre;
use super::matcher::Place;
use super::meaning::{Amount, Meaning};
use super::signal::Signal;
use super::tense::Tense;
use super::value::{Calendar, Third, shift};
use super::{Anchor, Modifier, Timex, TimexType, Unresolved};
use crate::date::{Day, When};
use crate::lang::{Grain, Unit, Why};
use direction::weekday_from;
use std::ops::Range;
use undated::{duration, open_value};

/// "The late 1880s and the early 90s": from the one to the other, in tokens.
const JOINED_TOKENS: usize = 7;

const NOON: u8 = 12;

/// What stands around an expression.
pub(super) struct Context<'a> {
    pub(super) place: Place<'a>,
    pub(super) tokens: Range<usize>,
    pub(super) signal: Signal,
    pub(super) tense: Tense,
    pub(super) published: Option<Day>,
    pub(super) genre: Genre,
    pub(super) told: Told<'a>,
    /// The readings after this one.
    pub(super) following: &'a [Reading],
}

/// What the text has told before an expression, in order.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) timexes: &'a [Timex],
    pub(super) mentions: &'a [Mention],
}

/// A date found, and how.
#[derive(Clone, Debug)]
struct Found {
    calendar: Calendar,
    /// The last part, for a range.
    until: Option<Calendar>,
    anchor: Anchor,
    step: Why,
}

/// An expression resolved: the content of a timex.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    pub(super) kind: TimexType,
    pub(super) value: String,
    pub(super) modifier: Option<Modifier>,
    pub(super) when: Option<When>,
    pub(super) calendar: Option<Calendar>,
    /// The last part, for a range.
    pub(super) until: Option<Calendar>,
    pub(super) anchor: Anchor,
    pub(super) unresolved: Option<Unresolved>,
    pub(super) step: Why,
}

type Search = Result<Found, Unresolved>;

impl Found {
    fn written(calendar: Calendar) -> Search {
        Ok(Self { calendar, until: None, anchor: Anchor::None, step: Why::Written })
    }

    /// A date that goes on from one told before.
    fn told(mention: &Mention, step: Why, calendar: Calendar) -> Self {
        Self { calendar, until: None, anchor: Anchor::Timex(mention.timex), step }
    }

    /// Another date, reckoned from this one.
    fn with(self, calendar: Calendar) -> Self {
        Self { calendar, until: None, ..self }
    }
}

impl Context<'_> {
    /// Resolves an expression; it always has a value, if only `XXXX-XX-XX`.
    pub(super) fn resolve(&self, meaning: &Meaning) -> Resolved {
        match meaning {
            Meaning::Mark(modifier, inner) => {
                let mut resolved = self.resolve(inner);
                resolved.modifier = Some(*modifier);
                if *modifier == Modifier::Approx {
                    resolved.when =
                        resolved.when.map(|when| if when.is_interval() { when } else { when.approximate() });
                }
                resolved
            }
            Meaning::Cut(modifier, inner) => {
                let mut resolved = self.resolve(inner);
                resolved.modifier = Some(*modifier);
                let third = match modifier {
                    Modifier::Start => Third::First,
                    Modifier::Mid => Third::Middle,
                    _ => Third::Last,
                };
                if let Some((first, last)) = resolved.calendar.and_then(|calendar| calendar.third(third)) {
                    resolved.when = interval(Some(first), Some(last));
                }
                resolved
            }
            Meaning::Onward(inner) | Meaning::Upto(inner) => {
                let mut resolved = self.resolve(inner);
                let onward = matches!(meaning, Meaning::Onward(_));
                if let Some(calendar) = resolved.calendar {
                    let (start, end) = if onward { (Some(calendar), None) } else { (None, Some(calendar)) };
                    resolved.when = interval(start, end);
                }
                resolved
            }
            Meaning::Duration(amounts) => undated(TimexType::Duration, duration(amounts)),
            Meaning::Every(count, unit) => {
                let amount = Amount { count: count.map(|count| (count, 0)), unit: *unit };
                undated(TimexType::Set, duration(&[amount]))
            }
            Meaning::Set(value) => undated(TimexType::Set, value.clone()),
            Meaning::Reference(name) => undated(TimexType::Date, name.clone()),
            Meaning::SomeDayPart(part) => undated(TimexType::Time, format!("XXXX-XX-XXT{part}")),
            _ => match self.find(meaning) {
                Ok(found) => dated(found),
                Err(unresolved) => self.unresolved(meaning, unresolved),
            },
        }
    }

    fn unresolved(&self, meaning: &Meaning, unresolved: Unresolved) -> Resolved {
        let step = match unresolved {
            Unresolved::NeedsPublished => Why::NeedsPublished,
            Unresolved::NeedsEvent => Why::NeedsEvent,
        };
        let kind = if matches!(meaning.grain(), Grain::Time | Grain::Clock) {
            TimexType::Time
        } else {
            TimexType::Date
        };
        let value = open_value(meaning);
        Resolved { step, unresolved: Some(unresolved), ..undated(kind, value) }
    }

    fn published(&self) -> Result<Day, Unresolved> {
        self.published.ok_or(Unresolved::NeedsPublished)
    }

    /// A date reckoned from the publication date.
    fn reckoned(&self, step: Why, calendar: Calendar) -> Search {
        Ok(Found { calendar, until: None, anchor: Anchor::Published(self.published()?), step })
    }

    fn find(&self, meaning: &Meaning) -> Search {
        match meaning {
            Meaning::Date { year: Some(year), month: None, .. } => Found::written(Calendar::Year(*year)),
            Meaning::Date { year: Some(year), month: Some(month), day } => {
                Found::written(month_or_day(*year, *month, *day).ok_or(Unresolved::NeedsEvent)?)
            }
            Meaning::Date { year: None, month: Some(month), day } => self.month_day(*month, *day, None),
            Meaning::Date { year: None, month: None, day } => self.day_of_month(day.unwrap_or(1)),
            Meaning::Dated(weekday, inner) => match **inner {
                Meaning::Date { year: None, month: Some(month), day } => {
                    self.month_day(month, day, Some(*weekday))
                }
                _ => self.find(inner),
            },
            Meaning::OfEra(inner) => match self.reached().next() {
                Some(last) if last.calendar.first().year <= 0 => {
                    let found = self.find(&inner.before_era())?;
                    Ok(Found { anchor: Anchor::Timex(last.timex), step: Why::Carried, ..found })
                }
                _ => self.find(inner),
            },
            Meaning::ShortYear(year) => Found::written(Calendar::Year(self.full_year(*year))),
            Meaning::ShortDate { year, month, day } => {
                let year = self.full_year(*year);
                Found::written(month_or_day(year, *month, Some(*day)).ok_or(Unresolved::NeedsEvent)?)
            }
            Meaning::Decade(year) => Found::written(Calendar::Decade(*year)),
            Meaning::ShortDecade(year) => {
                // "The 1880s and 90s"; in a history "the nineties" are those after the date told last.
                let told = self.decade_before().or(self.stands_at().filter(|_| self.genre.narrative));
                let year = match told.map(|last| last.calendar.first().year) {
                    Some(last) => {
                        let decade = last / 10 * 10;
                        let year = decade + (year - decade).rem_euclid(100);
                        // "The nineties were loud, the sixties louder."
                        let ahead = self.published.is_some_and(|day| day.year < year);
                        year - if ahead { 100 } else { 0 }
                    }
                    None => self.full_year(*year),
                };
                Found::written(Calendar::Decade(year / 10 * 10))
            }
            Meaning::Century(year) => Found::written(Calendar::Century(*year)),
            Meaning::Part(Some(year), part) => Found::written(Calendar::Part(*year, part)),
            Meaning::Part(None, part) => self.part(part),
            Meaning::Holiday(Some(year), holiday) => {
                Found::written(Calendar::Day(holiday.of(*year).ok_or(Unresolved::NeedsEvent)?))
            }
            Meaning::Holiday(None, holiday) => self.yearly(None, |year| holiday.of(year).map(Calendar::Day)),
            Meaning::HolidayStep(holiday, step) => self.holiday_step(*holiday, *step),
            Meaning::HolidayIn(outer, holiday) => {
                self.inside(outer, |span| holiday.of(span.first().year).map(Calendar::Day))
            }
            Meaning::NamedDay(index) => self.named_day(*index),
            Meaning::Weekday(weekday) => self.weekday(*weekday),
            Meaning::WeekdayStep(weekday, step) => self.weekday_step(*weekday, *step),
            Meaning::ThenWeekday(weekday, step) => self.then_weekday(*weekday, *step),
            Meaning::MonthStep(month, step) => self.stepped(*step, |year| Calendar::Month(year, *month)),
            Meaning::PartStep(part, step) => self.stepped(*step, |year| Calendar::Part(year, part)),
            Meaning::ThenMonth(month, step) => self.then_stepped(*step, |year| Calendar::Month(year, *month)),
            Meaning::ThenSeason(part, step) => self.then_stepped(*step, |year| Calendar::Part(year, part)),
            // "This year" of a history is the one that it tells of.
            Meaning::UnitStep(0, unit)
                if self.genre.narrative
                    && *unit >= Unit::Year
                    && let found @ Ok(_) = self.then(0, *unit) =>
            {
                found
            }
            // "The river rose this weekend", told on Monday: it is the one that has just been.
            Meaning::UnitStep(0, Unit::Weekend)
                if self.tense == Tense::Past && self.published.is_some_and(|day| day.weekday() <= 3) =>
            {
                self.reckoned(Why::Back, Calendar::moved(self.published()?, -1, Unit::Weekend))
            }
            Meaning::UnitStep(step, unit) => {
                self.reckoned(Why::Counted, Calendar::moved(self.published()?, *step, *unit))
            }
            Meaning::MonthIn(outer, month, day) => {
                self.inside(outer, |span| month_or_day(span.first().year, *month, *day))
            }
            Meaning::PartIn(outer, part) => {
                self.inside(outer, |span| Some(Calendar::Part(span.first().year, part)))
            }
            Meaning::DayIn(outer, day) => {
                self.inside(outer, |span| month_or_day(span.first().year, span.first().month, Some(*day)))
            }
            Meaning::WeekdayIn(outer, weekday) => {
                self.inside(outer, |span| Some(Calendar::Day(weekday_from(span.first(), *weekday))))
            }
            Meaning::NthWeekday(month, nth, weekday) => self.inside(month, |span| {
                let from = match nth {
                    Some(nth) => span.first().add_days(7 * (i64::from(*nth) - 1)),
                    None => span.last().add_days(-6),
                };
                let day = weekday_from(from, *weekday);
                (day <= span.last()).then_some(Calendar::Day(day))
            }),
            Meaning::Moved(from, count, unit) => self.inside(from, |span| {
                let from = if *count < 0 { span.first() } else { span.last() };
                Some(Calendar::moved(from, *count, *unit))
            }),
            Meaning::Shifted(from, count, unit) => self.inside(from, |span| {
                let own = match span.grain() {
                    Grain::Month => Unit::Month,
                    Grain::Week => Unit::Week,
                    _ => Unit::Day,
                };
                Some(Calendar::around(shift(span.first(), *count, *unit), own))
            }),
            Meaning::LastDay(inner) => self.inside(inner, |span| Some(Calendar::Day(span.last()))),
            Meaning::Current(unit)
                if self.goes_on(self.published.map(|day| Calendar::around(day, *unit))) =>
            {
                self.then(0, *unit)
            }
            Meaning::Current(unit) => self
                .year_reported(*unit)
                .map_or_else(|| self.reckoned(Why::Counted, Calendar::around(self.published()?, *unit)), Ok),
            Meaning::Around(inner, unit) => {
                self.inside(inner, |span| {
                    let day = span.first();
                    // "Labor Day weekend" is the one that leads up to the Monday.
                    let before = *unit == Unit::Weekend && day.weekday() <= 2;
                    Some(Calendar::around(if before { day.add_days(-2) } else { day }, *unit))
                })
            }
            Meaning::Then(step, unit) => self.then(*step, *unit),
            Meaning::YearsBack { count, ago } => self.years_back(*count, *ago),
            Meaning::QuarterOf(year) => Found::written(match self.quarter_compared() {
                Some((.., quarter)) => Calendar::Part(*year, quarter),
                None => Calendar::Year(*year),
            }),
            Meaning::ToldQuarter(years) => self.told_quarter(*years),
            Meaning::QuarterTo => self.quarter_to(),
            Meaning::Range(first, last) => self.range(first, last),
            Meaning::Clock { hour, minute, second } => {
                let day = self.day_around(*hour)?;
                let calendar = Calendar::Time(day.calendar.first(), *hour % 24, *minute, *second);
                Ok(day.with(calendar))
            }
            Meaning::At(day, time) => match **time {
                Meaning::Clock { hour, minute, second } => {
                    self.inside(day, |span| Some(Calendar::Time(span.first(), hour % 24, minute, second)))
                }
                _ => self.find(day),
            },
            Meaning::DayPartStep(step, part) => {
                let day = self.published()?.add_days(*step);
                self.reckoned(Why::Counted, Calendar::DayPart(day, part))
            }
            Meaning::DayPartAround(part) => {
                let day = self.day_around(NOON)?;
                let calendar = Calendar::DayPart(day.calendar.first(), part);
                Ok(day.with(calendar))
            }
            Meaning::Overnight => {
                let before = i64::from(self.tense != Tense::Future);
                self.reckoned(Why::Counted, Calendar::DayPart(self.published()?.add_days(-before), "NI"))
            }
            Meaning::DayPartOf(day, part) => {
                self.inside(day, |span| Some(Calendar::DayPart(span.first(), part)))
            }
            Meaning::Term { back, days } => self.term(*back, *days),
            Meaning::Cut(_, inner)
            | Meaning::Mark(_, inner)
            | Meaning::Onward(inner)
            | Meaning::Upto(inner) => self.find(inner),
            Meaning::Nothing
            | Meaning::Duration(_)
            | Meaning::Every(..)
            | Meaning::Set(_)
            | Meaning::Later(_)
            | Meaning::SomeDayPart(_)
            | Meaning::Reference(_) => Err(Unresolved::NeedsEvent),
        }
    }

    fn inside(&self, outer: &Meaning, pick: impl Fn(Calendar) -> Option<Calendar>) -> Search {
        let found = self.find(outer)?;
        let calendar = pick(found.calendar).ok_or(Unresolved::NeedsEvent)?;
        Ok(found.with(calendar))
    }

    fn range(&self, first: &Meaning, last: &Meaning) -> Search {
        let last = self.find(last)?;
        let span = last.calendar.first();
        let first = match *first {
            // "17 February to 3 March 2025": the year stands at the second date.
            Meaning::Date { year: None, month: Some(month), day } => {
                let year = if month > span.month { span.year - 1 } else { span.year };
                month_or_day(year, month, day).ok_or(Unresolved::NeedsEvent)?
            }
            _ => self.find(first)?.calendar,
        };
        Ok(Found { until: Some(last.calendar), ..last.with(first) })
    }

    /// A year of two digits: the one nearest before ten years after the publication date.
    fn full_year(&self, short: i64) -> i64 {
        const NO_DATE: i64 = 2000;
        let last = self.published.map_or(NO_DATE, |day| day.year) + 10;
        last - (last - short).rem_euclid(100)
    }

    /// The decade that stands just before.
    fn decade_before(&self) -> Option<&Mention> {
        let near = |last: &&Mention| self.tokens.start - last.token <= JOINED_TOKENS;
        self.recent().next().filter(|last| last.calendar.grain() == Grain::Decade).filter(near)
    }

    fn sentence(&self, token: usize) -> Option<u32> {
        self.place.tokens.get(token).map(|token| token.sentence)
    }
}

fn undated(kind: TimexType, value: String) -> Resolved {
    Resolved {
        kind,
        value,
        modifier: None,
        when: None,
        calendar: None,
        until: None,
        anchor: Anchor::None,
        unresolved: None,
        step: Why::Undated,
    }
}

fn dated(found: Found) -> Resolved {
    let Found { calendar, until, anchor, step } = found;
    let kind = if calendar.grain() == Grain::Time { TimexType::Time } else { TimexType::Date };
    let (value, when) = match until {
        Some(last) => {
            (format!("{}/{}", calendar.timex3(), last.timex3()), interval(Some(calendar), Some(last)))
        }
        None => (calendar.timex3(), When::parse(&calendar.edtf()).ok()),
    };
    Resolved {
        kind,
        value,
        modifier: None,
        when,
        calendar: Some(calendar),
        until,
        anchor,
        unresolved: None,
        step,
    }
}

/// The interval from the first to the last; an absent end is open.
fn interval(first: Option<Calendar>, last: Option<Calendar>) -> Option<When> {
    let end = |calendar: Calendar, day: fn(Calendar) -> Day| {
        // A week is an interval itself: its end is a day.
        let edtf = if calendar.grain() == Grain::Week { day(calendar).to_string() } else { calendar.edtf() };
        When::parse(&edtf).ok()
    };
    let first = first.and_then(|calendar| end(calendar, Calendar::first));
    let last = last.and_then(|calendar| end(calendar, Calendar::last));
    When::interval(first.as_ref(), last.as_ref())
}

fn month_or_day(year: i64, month: u8, day: Option<u8>) -> Option<Calendar> {
    match day {
        Some(day) => Day::new(year, month, day).map(Calendar::Day),
        None => (1..=12).contains(&month).then_some(Calendar::Month(year, month)),
    }
}
