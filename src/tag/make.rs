//! Recipe and captures -> [`Meaning`].

use super::Modifier;
use super::amounts::{and_half, half_of, per, per_year, sum};
use super::matcher::{Captures, Caught, Place};
use super::meaning::{Amount, Meaning};
use crate::date::calendar::days_in_month;
use crate::lang::{Argument, DAY_PARTS, Holiday, Maker, Recipe, Unit, Value, YEAR_PARTS};

/// Counts beyond this are no dates that anybody means.
const MAX_COUNT: i64 = 1_000_000;

/// The arguments of a recipe with what the captures caught.
struct Arguments<'a> {
    place: Place<'a>,
    recipe: &'a Recipe,
    captures: &'a Captures,
    readings: &'a dyn Fn(usize) -> Option<Meaning>,
}

impl Arguments<'_> {
    fn caught(&self, index: usize) -> Option<Caught> {
        match self.recipe.arguments.get(index)? {
            Argument::Slot(slot) => *self.captures.get(usize::from(*slot))?,
            Argument::Number(number) => Some(Caught::Number(*number, 0)),
            Argument::Name(_) | Argument::Absent => None,
        }
    }

    fn quantity(&self, index: usize) -> Option<(i64, u8)> {
        let quantity = match self.caught(index)? {
            Caught::Number(number, hundredths) => (number, hundredths),
            Caught::Value(value) => match self.place.pack.lexicon.value(value)? {
                Value::Number(number) => (*number, 0),
                Value::Name(_) => return None,
            },
            Caught::Reading(_) => return None,
        };
        (quantity.0.abs() <= MAX_COUNT).then_some(quantity)
    }

    fn number(&self, index: usize) -> Option<i64> {
        self.quantity(index).map(|(number, _)| number)
    }

    fn small(&self, index: usize) -> Option<u8> {
        self.number(index)?.try_into().ok()
    }

    fn name(&self, index: usize) -> Option<&str> {
        if let Argument::Name(name) = self.recipe.arguments.get(index)? {
            return Some(name);
        }
        let Caught::Value(value) = self.caught(index)? else { return None };
        match self.place.pack.lexicon.value(value)? {
            Value::Name(name) => Some(name),
            Value::Number(_) => None,
        }
    }

    fn unit(&self, index: usize) -> Option<Unit> {
        Unit::named(self.name(index)?)
    }

    fn modifier(&self, index: usize) -> Option<Modifier> {
        Modifier::named(self.name(index)?)
    }

    fn code(&self, index: usize, codes: &[&'static str]) -> Option<&'static str> {
        let name = self.name(index)?;
        codes.iter().find(|code| **code == name).copied()
    }

    fn year_part(&self, index: usize) -> Option<&'static str> {
        self.code(index, &YEAR_PARTS)
    }

    fn day_part(&self, index: usize) -> Option<&'static str> {
        self.code(index, &DAY_PARTS)
    }

    fn holiday(&self, index: usize) -> Option<Holiday> {
        Holiday::parse(self.name(index)?)
    }

    fn inner(&self, index: usize) -> Option<Meaning> {
        let Caught::Reading(reading) = self.caught(index)? else { return None };
        (self.readings)(reading)
    }

    fn boxed(&self, index: usize) -> Option<Box<Meaning>> {
        self.inner(index).map(Box::new)
    }

    /// The amounts of a duration.
    fn amounts(&self, index: usize) -> Option<Vec<Amount>> {
        match self.inner(index)? {
            Meaning::Duration(amounts) => Some(amounts),
            Meaning::Mark(_, inner) => match *inner {
                Meaning::Duration(amounts) => Some(amounts),
                _ => None,
            },
            _ => None,
        }
    }

    /// A duration as a whole count of one unit, or the unit alone; "two years and six months" are thirty months.
    fn single(&self, index: usize) -> Option<Result<(i64, Unit), Unit>> {
        let amounts = self.amounts(index)?;
        let (first, rest) = amounts.split_first()?;
        let Some((count, _)) = first.count else { return Some(Err(first.unit)) };
        let add = |(count, unit): (i64, Unit), more: &Amount| {
            let more_count = more.count?.0;
            Some((count.checked_mul(per(unit, more.unit)?)?.checked_add(more_count)?, more.unit))
        };
        rest.iter().try_fold((count, first.unit), add).map(Ok)
    }
}

/// Makes the meaning of a rule's match; `None` where there is no such date.
pub(super) fn make(
    place: Place<'_>,
    recipe: &Recipe,
    captures: &Captures,
    readings: &dyn Fn(usize) -> Option<Meaning>,
) -> Option<Meaning> {
    let get = Arguments { place, recipe, captures, readings };
    Some(match recipe.maker {
        Maker::Nothing => Meaning::Nothing,
        Maker::Same => get.inner(0)?,
        Maker::Date => date(get.number(0), get.small(1), get.small(2))?,
        Maker::EarlyDate => Meaning::OfEra(Box::new(date(get.number(0), get.small(1), get.small(2))?)),
        Maker::EarlyPart => Meaning::OfEra(Box::new(Meaning::Part(Some(get.number(0)?), get.year_part(1)?))),
        Maker::Numeric => {
            numeric(place, get.small(0)?, get.small(1)?, |month, day| date(get.number(2), month, day))?
        }
        Maker::NumericShort => numeric(place, get.small(0)?, get.small(1)?, |month, day| {
            date(None, month, day)?;
            Some(Meaning::ShortDate { year: get.number(2)?, month: month?, day: day? })
        })?,
        Maker::Dated => dated(get.small(0)?, get.inner(1)?)?,
        Maker::Bce => Meaning::Date { year: Some(1 - get.number(0)?), month: None, day: None },
        Maker::BceYears => {
            let (first, last) = (1 - get.number(0)?, 1 - get.number(1)?);
            range(date(Some(first), None, None)?, date(Some(last), None, None)?, first < last)?
        }
        Maker::BceDecade => Meaning::Decade(-8 - get.number(0).filter(|year| year % 10 == 0)?),
        Maker::BceCentury => Meaning::Century(1 - get.number(0)? * 100),
        Maker::ShortYear => Meaning::ShortYear(get.number(0)?),
        Maker::Decade => decade(get.number(0)?)?,
        Maker::ShortDecade => Meaning::ShortDecade(get.number(0).filter(|year| year % 10 == 0)?),
        Maker::Century => Meaning::Century((get.number(0)? - 1) * 100),
        Maker::Part => Meaning::Part(get.number(0), get.year_part(1)?),
        Maker::Weekday => Meaning::Weekday(get.small(0)?),
        Maker::WeekdayStep => Meaning::WeekdayStep(get.small(0)?, get.number(1)?),
        Maker::MonthStep => Meaning::MonthStep(get.small(0)?, get.number(1)?),
        Maker::PartStep => Meaning::PartStep(get.year_part(0)?, get.number(1)?),
        Maker::Holiday => Meaning::Holiday(get.number(0), get.holiday(1)?),
        Maker::HolidayStep => Meaning::HolidayStep(get.holiday(0)?, get.number(1)?),
        Maker::HolidayIn => Meaning::HolidayIn(get.boxed(0)?, get.holiday(1)?),
        Maker::UnitStep => Meaning::UnitStep(get.number(0)?, get.unit(1)?),
        Maker::Ago | Maker::Hence => {
            let sign = if recipe.maker == Maker::Ago { -1 } else { 1 };
            match get.single(0)? {
                Ok((count, Unit::Year)) if sign < 0 => Meaning::YearsBack { count, ago: true },
                Ok((count, unit)) => Meaning::UnitStep(sign * count, unit),
                Err(_) => Meaning::Reference(if sign < 0 { PAST } else { FUTURE }.to_owned()),
            }
        }
        Maker::MonthIn => Meaning::MonthIn(get.boxed(0)?, get.small(1)?, get.small(2)),
        Maker::WeekdayIn => Meaning::WeekdayIn(get.boxed(0)?, get.small(1)?),
        Maker::PartIn => Meaning::PartIn(get.boxed(0)?, get.year_part(1)?),
        Maker::DayIn => Meaning::DayIn(get.boxed(0)?, get.small(1)?),
        Maker::Later | Maker::Earlier => {
            let sign = if recipe.maker == Maker::Earlier { -1 } else { 1 };
            let (count, unit) = get.single(0)?.ok()?;
            Meaning::Moved(get.boxed(1)?, sign * count, unit)
        }
        Maker::ThenStep => Meaning::Then(get.number(0)?, get.unit(1)?),
        Maker::Current => Meaning::Current(get.unit(0)?),
        Maker::NowUnit => Meaning::Around(Box::new(Meaning::UnitStep(0, Unit::Day)), get.unit(0)?),
        Maker::Around => Meaning::Around(get.boxed(0)?, get.unit(1)?),
        Maker::EndOf => Meaning::Cut(Modifier::End, Box::new(Meaning::Current(get.unit(0)?))),
        Maker::YearsBack => match (get.number(0)?, get.unit(1)) {
            (count, None) => Meaning::YearsBack { count, ago: true },
            (count, Some(unit)) => Meaning::Then(-count * per_year(unit)?, unit),
        },
        Maker::QuarterOf => Meaning::QuarterOf(get.number(0)?),
        Maker::QuarterTo => Meaning::QuarterTo,
        Maker::ToldQuarter => Meaning::ToldQuarter(get.number(0)?),
        Maker::Weekend => Meaning::Around(Box::new(Meaning::Weekday(SATURDAY)), Unit::Weekend),
        Maker::SpokenYear => date(Some(get.number(0)? * 100 + get.number(1).unwrap_or(0)), None, None)?,
        Maker::ThenShift => {
            let step = get.number(0)?;
            match get.single(1)? {
                Ok((count, Unit::Year)) if step < 0 => Meaning::YearsBack { count, ago: false },
                Ok((count, unit)) => Meaning::Then(step * count, unit),
                Err(_) if step < 0 => Meaning::Reference(PAST.to_owned()),
                Err(unit) => Meaning::Later(unit),
            }
        }
        Maker::NamedDay => Meaning::NamedDay(get.number(0)?.try_into().ok()?),
        Maker::Range => Meaning::Range(get.boxed(0)?, get.boxed(1)?),
        Maker::Onward => Meaning::Onward(get.boxed(0)?),
        Maker::Upto => Meaning::Upto(get.boxed(0)?),
        Maker::Days | Maker::NextDays => {
            let (year, month) = (get.number(0), get.small(1));
            let (first, last) = (get.small(2)?, get.small(3)?);
            let in_a_row = recipe.maker == Maker::Days || first + 1 == last;
            let ordered = first < last && in_a_row;
            range(date(year, month, Some(first))?, date(year, month, Some(last))?, ordered)?
        }
        Maker::Months => {
            let (first, last) = (get.small(1)?, get.small(2)?);
            range(
                date(get.number(0), Some(first), None)?,
                date(get.number(0), Some(last), None)?,
                first < last,
            )?
        }
        Maker::Years => {
            let (first, written) = (get.number(0)?, get.number(1)?);
            let base = get.number(2).unwrap_or(100);
            let last = if written < 100 { first - first.rem_euclid(base) + written } else { written };
            range(date(Some(first), None, None)?, date(Some(last), None, None)?, first < last)?
        }
        Maker::Clock => clock(get.small(0)?, get.small(1), get.small(2), get.name(3))?,
        Maker::ThenMonth => Meaning::ThenMonth(get.small(0)?, get.number(1)?),
        Maker::ThenSeason => Meaning::ThenSeason(get.year_part(0)?, get.number(1)?),
        Maker::ThenWeekday => Meaning::ThenWeekday(get.small(0)?, get.number(1)?),
        Maker::DottedClock => {
            let (hour, minute) = get.quantity(0)?;
            clock(u8::try_from(hour).ok()?, Some(minute), None, get.name(1))?
        }
        Maker::ClockDigits => {
            let digits = get.number(0)?;
            clock(u8::try_from(digits / 100).ok()?, u8::try_from(digits % 100).ok(), None, None)?
        }
        Maker::ClockTo => clock_to(get.small(0)?, get.small(1), get.name(2))?,
        Maker::Clocks => {
            let half = get.name(4)?;
            let (first, last) = (get.small(0)?, get.small(2)?);
            // "11 to 1 p.m." begins in the morning.
            let turned = first % 12 > last % 12;
            let start = if turned && half == "pm" { "am" } else { half };
            let start = clock(first, get.small(1), None, Some(start))?;
            range(start, clock(last, get.small(3), None, Some(half))?, !turned || half == "pm")?
        }
        Maker::DateClock => {
            let day = date(get.number(0), get.small(1), get.small(2))?;
            at(Box::new(day), clock(get.small(3)?, get.small(4), get.small(5), None)?)?
        }
        Maker::DayPartAround => Meaning::DayPartAround(get.day_part(0)?),
        Maker::Overnight => Meaning::Overnight,
        Maker::At => at(get.boxed(0)?, get.inner(1)?)?,
        Maker::AtHour => at(get.boxed(0)?, clock(get.small(1)?, None, None, None)?)?,
        Maker::SomeDayPart => Meaning::SomeDayPart(get.day_part(0)?),
        Maker::DayPartStep => Meaning::DayPartStep(get.number(0)?, get.day_part(1)?),
        Maker::DayPartOf => Meaning::DayPartOf(get.boxed(0)?, get.day_part(1)?),
        Maker::WeekdayPart => Meaning::DayPartOf(Box::new(Meaning::Weekday(get.small(0)?)), get.day_part(1)?),
        Maker::ThenPart => {
            Meaning::DayPartOf(Box::new(Meaning::Then(get.number(0)?, Unit::Day)), get.day_part(1)?)
        }
        Maker::Duration => {
            let amount = Meaning::Duration(vec![Amount { count: get.quantity(0), unit: get.unit(1)? }]);
            match get.modifier(2) {
                Some(modifier) => Meaning::Mark(modifier, Box::new(amount)),
                None => amount,
            }
        }
        Maker::DurationHalf => and_half(get.number(0).unwrap_or(1), get.unit(1)?),
        Maker::Half => Meaning::Duration(vec![half_of(get.unit(0)?)?]),
        Maker::Sum => sum(get.amounts(0)?, get.amounts(1)?)?,
        Maker::Every => Meaning::Every(get.number(0), get.unit(1)?),
        Maker::EveryWeekday => {
            let part = get.day_part(1).map_or_else(String::new, |part| format!("T{part}"));
            Meaning::Set(format!("XXXX-WXX-{}{part}", get.small(0)?))
        }
        Maker::EveryPart => Meaning::Set(format!("XXXX-{}", get.year_part(0)?)),
        Maker::EveryMonth => Meaning::Set(format!("XXXX-{:02}", get.small(0)?)),
        Maker::EveryDayPart => Meaning::Set(format!("XXXX-XX-XXT{}", get.day_part(0)?)),
        Maker::SomeWeekday => Meaning::Reference(format!("XXXX-WXX-{}", get.small(0)?)),
        Maker::NthWeekday => Meaning::NthWeekday(get.boxed(0)?, get.small(1), get.small(2)?),
        Maker::WeekdayAfter => {
            Meaning::WeekdayIn(Box::new(Meaning::Moved(get.boxed(0)?, 1, Unit::Day)), get.small(1)?)
        }
        Maker::Moved => Meaning::Moved(get.boxed(0)?, get.number(1)?, get.unit(2)?),
        Maker::Shifted => {
            let (count, unit) = get.single(1)?.ok()?;
            Meaning::Shifted(get.boxed(2)?, get.number(0)? * count, unit)
        }
        Maker::LastDay => Meaning::LastDay(get.boxed(0)?),
        Maker::Reference => Meaning::Reference(get.name(0)?.to_owned()),
        Maker::Cut => Meaning::Cut(get.modifier(0)?, get.boxed(1)?),
        Maker::Mark => Meaning::Mark(get.modifier(0)?, get.boxed(1)?),
        Maker::Term => Meaning::Term { back: get.number(0)? > 0, days: get.number(1)? },
    })
}

/// By ISO 8601.
const SATURDAY: u8 = 6;
/// TIMEX3 values of what was and of what will be.
const PAST: &str = "PAST_REF";
const FUTURE: &str = "FUTURE_REF";

fn date(year: Option<i64>, month: Option<u8>, day: Option<u8>) -> Option<Meaning> {
    if let (Some(month), Some(day)) = (month, day) {
        let leap = 2000;
        if day == 0 || !(1..=12).contains(&month) || day > days_in_month(year.unwrap_or(leap), month) {
            return None;
        }
    }
    Some(Meaning::Date { year, month, day })
}

/// A numeric date with month and day the other way round, where it could be read so.
pub(super) fn other_order(recipe: &Recipe, meaning: &Meaning) -> Option<Meaning> {
    let turned =
        |month: Option<u8>, day: Option<u8>| month.zip(day).filter(|(month, day)| month != day && *day <= 12);
    match (recipe.maker, meaning) {
        (Maker::Numeric, Meaning::Date { year, month, day }) => {
            let (day, month) = turned(*month, *day)?;
            Some(Meaning::Date { year: *year, month: Some(month), day: Some(day) })
        }
        (Maker::NumericShort, Meaning::ShortDate { year, month, day }) => {
            let (day, month) = turned(Some(*month), Some(*day))?;
            Some(Meaning::ShortDate { year: *year, month, day })
        }
        _ => None,
    }
}

/// Two numbers as month and day in the order of the pack's region, else the other way round.
fn numeric(
    place: Place<'_>,
    first: u8,
    second: u8,
    date: impl Fn(Option<u8>, Option<u8>) -> Option<Meaning>,
) -> Option<Meaning> {
    let (month, day) = if place.pack.month_first { (first, second) } else { (second, first) };
    date(Some(month), Some(day)).or_else(|| date(Some(day), Some(month)))
}

fn range(first: Meaning, last: Meaning, ordered: bool) -> Option<Meaning> {
    ordered.then(|| Meaning::Range(Box::new(first), Box::new(last)))
}

/// "the 1990s"; before our times a round hundred is a century: "the 1800s".
fn decade(year: i64) -> Option<Meaning> {
    match year {
        _ if year % 10 != 0 => None,
        ..2000 if year % 100 == 0 => Some(Meaning::Century(year)),
        _ => Some(Meaning::Decade(year)),
    }
}

/// A date, or a clock time of one, with its weekday beside it: "Thursday 29 April at 7 a.m."
fn dated(weekday: u8, date: Meaning) -> Option<Meaning> {
    match date {
        Meaning::Date { .. } | Meaning::ShortDate { .. } => Some(Meaning::Dated(weekday, Box::new(date))),
        Meaning::At(day, time) => Some(Meaning::At(Box::new(dated(weekday, *day)?), time)),
        _ => None,
    }
}

/// A clock time of a day; one of a part of the day is told without a half: "8:30 Monday night".
fn at(day: Box<Meaning>, time: Meaning) -> Option<Meaning> {
    let part = match *day {
        Meaning::DayPartOf(_, part) | Meaning::DayPartStep(_, part) => part,
        Meaning::At(..) | Meaning::Overnight => return None,
        _ => return Some(Meaning::At(day, Box::new(time))),
    };
    let Meaning::Clock { hour, minute, second } = time else { return None };
    let later = match part {
        "AF" => 1..12,
        "EV" | "NI" => 5..12,
        _ => 0..0,
    };
    let hour = if later.contains(&hour) { hour + 12 } else { hour };
    Some(Meaning::At(day, Box::new(Meaning::Clock { hour, minute, second })))
}

/// So many minutes before an hour; without a number a quarter.
fn clock_to(hour: u8, minutes: Option<u8>, half: Option<&str>) -> Option<Meaning> {
    let Meaning::Clock { hour, .. } = clock(hour, None, None, half)? else { return None };
    let before = match hour {
        0 => 23,
        1 if half.is_none() => 12,
        _ => hour - 1,
    };
    clock(before, Some(60 - minutes.unwrap_or(15)), None, None)
}

fn clock(hour: u8, minute: Option<u8>, second: Option<u8>, half: Option<&str>) -> Option<Meaning> {
    let hour = match half {
        Some("am") if (1..=12).contains(&hour) => hour % 12,
        Some("pm") if (1..=12).contains(&hour) => hour % 12 + 12,
        Some(_) => return None,
        None => hour,
    };
    (hour < 25 && minute.unwrap_or(0) < 60 && second.unwrap_or(0) < 60).then_some(Meaning::Clock {
        hour,
        minute,
        second,
    })
}
