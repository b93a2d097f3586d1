//! The `value` language of rules: what a rule makes of what it caught.
//!
//! A value is a maker and its arguments: `date y m d`. An argument is the name of a capture, a number, a name in capitals or
//! lower case that the maker knows (`DAY` is no capture: captures are written in the pattern), or `_` for nothing.

use super::holiday::Holiday;
use super::lexicon::{Lexicon, Value};
use super::rule::{Capture, Take};
use super::unit::{DAY_PARTS, Unit, YEAR_PARTS};

/// What kind of thing an argument must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Unit,
    YearPart,
    DayPart,
    /// One of the TIMEX3 modifiers.
    Modifier,
    /// The definition of a holiday.
    Holiday,
    /// A name that the maker looks up itself.
    Name,
    Expression,
}

macro_rules! makers {
    ($($(#[$doc:meta])* $maker:ident $name:literal ($($arg:ident $(?$optional:tt)?),*)),* $(,)?) => {
        /// What makes the meaning of a rule's words; the arguments stand in [`MAKERS`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Maker { $($(#[$doc])* $maker),* }

        /// Name, maker, and its arguments with whether each may be absent.
        const MAKERS: &[(&str, Maker, &[(Kind, bool)])] = &[
            $(($name, Maker::$maker, &[$((Kind::$arg, makers!(@optional $($optional)?))),*])),*
        ];
    };
    (@optional) => { false };
    (@optional $optional:tt) => { true };
}

makers! {
    /// No date at all: the words only look like one.
    Nothing "nothing" (),
    /// What another expression means.
    Same "same" (Expression),
    /// Year, month, day; absent ones are found from the context.
    Date "date" (Number?1, Number?1, Number?1),
    /// Year, month, day; the year is of the era of the one told last.
    EarlyDate "early-date" (Number, Number?1, Number?1),
    /// A season of such a year.
    EarlyPart "early-part" (Number, YearPart),
    /// Two numbers whose order the pack's region decides, and a year.
    Numeric "numeric" (Number, Number, Number?1),
    /// The same with a year of two digits.
    NumericShort "numeric-short" (Number, Number, Number),
    /// A date with a weekday written beside it.
    Dated "dated" (Number, Expression),
    /// A year before the era.
    Bce "bce" (Number),
    BceYears "bce-years" (Number, Number),
    /// A decade before the era by the year that ends it: 470.
    BceDecade "bce-decade" (Number),
    /// A century before the era by its ordinal.
    BceCentury "bce-century" (Number),
    /// A year of two digits.
    ShortYear "short-year" (Number),
    /// A decade by its first year.
    Decade "decade" (Number),
    /// A decade of an unnamed century: 90.
    ShortDecade "short-decade" (Number),
    /// A century by its ordinal.
    Century "century" (Number),
    /// A season, quarter or half.
    Part "part" (Number?1, YearPart),
    /// A day of the week, 1 is Monday.
    Weekday "weekday" (Number),
    /// The same with last (-1), this (0), next (1), the one after (2).
    WeekdayStep "weekday-step" (Number, Number),
    MonthStep "month-step" (Number, Number),
    PartStep "part-step" (YearPart, Number),
    /// A holiday, of a year or without one.
    Holiday "holiday" (Number?1, Holiday),
    HolidayStep "holiday-step" (Holiday, Number),
    HolidayIn "holiday-in" (Expression, Holiday),
    /// So many units from the publication date: -1 week is last week.
    UnitStep "unit-step" (Number, Unit),
    Ago "ago" (Expression),
    Hence "hence" (Expression),
    MonthIn "month-in" (Expression, Number, Number?1),
    WeekdayIn "weekday-in" (Expression, Number),
    PartIn "part-in" (Expression, YearPart),
    /// A day of a month, given the month as an expression.
    DayIn "day-in" (Expression, Number),
    /// A duration after or before an expression.
    Later "later" (Expression, Expression),
    Earlier "earlier" (Expression, Expression),
    /// So many units from the last date mentioned.
    ThenStep "then-step" (Number, Unit),
    /// The unit that is going on: "the year", of publication or, in a history, of the last date mentioned.
    Current "current" (Unit),
    /// The unit around the publication date, in a history too: "the current year".
    NowUnit "now-unit" (Unit),
    /// The last part of the unit that is going on: "year's end".
    EndOf "end-of" (Unit),
    /// So many years back, or the same quarter of that year: "year-earlier"; of a unit the one told last: "the same month last year".
    YearsBack "years-back" (Number, Unit?1),
    /// The quarter that a report speaks of, so many years on: "the quarter" (0), "the year-earlier quarter" (-1).
    ToldQuarter "told-quarter" (Number),
    /// The quarter that ends on the date told next: "the quarter ended July 31".
    QuarterTo "quarter-to" (),
    /// The quarter that a report speaks of, in another year: "the 1998 quarter".
    QuarterOf "quarter-of" (Number),
    /// The weekend that the clause looks to.
    Weekend "weekend" (),
    /// The unit around an expression: "the week of 6 March".
    Around "around" (Expression, Unit),
    /// A year told as two numbers: nineteen ninety-six.
    SpokenYear "spoken-year" (Number, Number?1),
    /// A duration after (1) or before (-1) the last date mentioned.
    ThenShift "then-shift" (Number, Expression),
    /// An event known by name.
    NamedDay "named-day" (Number),
    /// From one expression to another.
    Range "range" (Expression, Expression),
    /// From an expression on; up to an expression.
    Onward "onward" (Expression),
    Upto "upto" (Expression),
    /// Days of one month: year, month, first, last.
    Days "days" (Number?1, Number, Number, Number),
    /// The same of a day and the next one; otherwise nothing.
    NextDays "next-days" (Number?1, Number, Number, Number),
    /// Months of one year: year, first, last.
    Months "months" (Number?1, Number, Number),
    /// Years; the second one may leave out its century, or as much as the third argument says: its decade for 10.
    Years "years" (Number, Number, Number?1),
    /// Hour, minute, second, and `am` or `pm`.
    Clock "clock" (Number, Number?1, Number?1, Name?1),
    /// Such a month, season or weekday after (1), before (-1) or of (0) the date told last.
    ThenMonth "then-month" (Number, Number),
    ThenSeason "then-season" (YearPart, Number),
    ThenWeekday "then-weekday" (Number, Number),
    /// A clock time with a full stop, and `am` or `pm`: 8.30.
    DottedClock "dotted-clock" (Number, Name?1),
    /// So many minutes before an hour, a quarter without a number: "ten to five".
    ClockTo "clock-to" (Number, Number?1, Name?1),
    /// From one hour and minute to another, of one half of the day: "9-10:30am".
    Clocks "clocks" (Number, Number?1, Number, Number?1, Name),
    /// Year, month, day, hour, minute, second.
    DateClock "date-clock" (Number, Number, Number, Number, Number, Number?1),
    /// A clock time of four digits: 0735.
    ClockDigits "clock-digits" (Number),
    /// The night before the publication date, or the one that follows where the clause looks ahead.
    Overnight "overnight" (),
    /// A day, or a part of one, and a clock time.
    At "at" (Expression, Expression),
    /// A part of a day and an hour of it.
    AtHour "at-hour" (Expression, Number),
    /// A part of the day so many days from the publication date.
    DayPartStep "day-part-step" (Number, DayPart),
    /// A part of no day in particular.
    SomeDayPart "some-day-part" (DayPart),
    /// A part of the day that the text is at: "in the morning".
    DayPartAround "day-part-around" (DayPart),
    DayPartOf "day-part-of" (Expression, DayPart),
    /// A part of a day of the week told in one word: "Dienstagabend".
    WeekdayPart "weekday-part" (Number, DayPart),
    /// A part of the day so many days from the one told last: "that night" (0), "the next morning" (1).
    ThenPart "then-part" (Number, DayPart),
    /// An amount; without a number an unknown one; with a modifier, as "over a week" has it.
    Duration "duration" (Number?1, Unit, Modifier?1),
    /// So many and a half; one and a half without a number.
    DurationHalf "duration-half" (Number?1, Unit),
    /// Half of a unit, in the unit below.
    Half "half" (Unit),
    /// Two amounts together.
    Sum "sum" (Expression, Expression),
    /// Every so many units; without a number every few.
    Every "every" (Number?1, Unit),
    /// Every such weekday, or a part of it.
    EveryWeekday "every-weekday" (Number, DayPart?1),
    EveryPart "every-part" (YearPart),
    EveryMonth "every-month" (Number),
    EveryDayPart "every-day-part" (DayPart),
    /// A weekday that nothing tells apart: "on a Saturday in June".
    SomeWeekday "some-weekday" (Number),
    /// The n-th weekday of a month; the last one without a number.
    NthWeekday "nth-weekday" (Expression, Number?1, Number),
    /// The first such weekday after an expression.
    WeekdayAfter "weekday-after" (Expression, Number),
    /// An expression moved by so many units: "the day after Christmas".
    Moved "moved" (Expression, Number, Unit),
    /// An expression moved by a duration, after (1) or before (-1), as fine as it is: "a year ago today".
    Shifted "shifted" (Number, Expression, Expression),
    /// The last day of an expression.
    LastDay "last-day" (Expression),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Reference "reference" (Name),
    /// A modifier that says which part is meant: the date is cut to it.
    Cut "cut" (Modifier, Expression),
    /// A modifier that leaves the date as it is.
    Mark "mark" (Modifier, Expression),
    /// The n-th day in office: which term (0 the current one, 1 a later one), days after its start.
    Term "term" (Number, Number),
}

/// A rule's value, checked.
#[derive(Debug)]
pub(crate) struct Recipe {
    pub(crate) maker: Maker,
    pub(crate) arguments: Vec<Argument>,
}

/// One argument of a recipe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Argument {
    /// What the capture of this slot caught.
    Slot(u8),
    Number(i64),
    Name(String),
    Absent,
}

impl Recipe {
    /// Reads a value and checks that each argument is of the kind that the maker takes.
    pub(super) fn parse(value: &str, captures: &[Capture], lexicon: &Lexicon) -> Result<Self, String> {
        let mut words = value.split_whitespace();
        let name = words.next().ok_or("the value is empty")?;
        let (_, maker, kinds) = MAKERS
            .iter()
            .find(|(known, ..)| *known == name)
            .ok_or_else(|| format!("there is no value `{name}`"))?;
        let mut arguments: Vec<Argument> = words.map(|word| argument(word, captures)).collect();
        if arguments.len() > kinds.len() {
            return Err(format!("`{name}` takes {} arguments", kinds.len()));
        }
        arguments.resize(kinds.len(), Argument::Absent);
        for (argument, (kind, optional)) in arguments.iter().zip(*kinds) {
            check(argument, *kind, *optional, captures, lexicon)
                .map_err(|message| format!("`{name}`: {message}"))?;
        }
        if let Some(unused) =
            (0..captures.len()).find(|slot| !arguments.contains(&Argument::Slot(*slot as u8)))
        {
            return Err(format!("the capture `{}` is not used", captures[unused].name));
        }
        Ok(Self { maker: *maker, arguments })
    }
}

fn argument(word: &str, captures: &[Capture]) -> Argument {
    if word == "_" {
        return Argument::Absent;
    }
    match captures.iter().position(|capture| capture.name == word) {
        Some(slot) => Argument::Slot(slot as u8),
        None => word.parse().map_or_else(|_| Argument::Name(word.to_owned()), Argument::Number),
    }
}

fn check(
    argument: &Argument,
    kind: Kind,
    optional: bool,
    captures: &[Capture],
    lexicon: &Lexicon,
) -> Result<(), String> {
    let wrong = |what: &str| Err(format!("{what} is no {kind:?}"));
    match argument {
        Argument::Absent if optional => Ok(()),
        Argument::Absent => Err(format!("a {kind:?} is missing")),
        Argument::Number(_) if kind == Kind::Number => Ok(()),
        Argument::Number(number) => wrong(&format!("`{number}`")),
        Argument::Name(name) if name_fits(name, kind) => Ok(()),
        Argument::Name(name) => wrong(&format!("`{name}`")),
        Argument::Slot(slot) => {
            let capture = &captures[usize::from(*slot)];
            let fits = capture.takes.iter().all(|take| take_fits(take, kind, lexicon));
            if fits { Ok(()) } else { wrong(&format!("the capture `{}`", capture.name)) }
        }
    }
}

fn name_fits(name: &str, kind: Kind) -> bool {
    match kind {
        Kind::Unit => Unit::named(name).is_some(),
        Kind::YearPart => YEAR_PARTS.contains(&name),
        Kind::DayPart => DAY_PARTS.contains(&name),
        Kind::Modifier => crate::lang::MODIFIERS.contains(&name),
        Kind::Holiday => Holiday::parse(name).is_some(),
        Kind::Name => true,
        Kind::Number | Kind::Expression => false,
    }
}

fn take_fits(take: &Take, kind: Kind, lexicon: &Lexicon) -> bool {
    match take {
        Take::Numeric(_) => kind == Kind::Number,
        Take::Expression(_) => kind == Kind::Expression,
        Take::Words(_) | Take::Shape(_) => false,
        Take::Class(class) => lexicon.class_values(*class).all(|value| match value {
            Value::Number(_) => kind == Kind::Number,
            Value::Name(name) => name_fits(name, kind),
        }),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::super::unit::Grain;
    use super::*;

    #[test]
    fn wrong_values_are_told() {
        let day = Capture { name: "d".to_owned(), takes: vec![Take::Expression(Grain::Day)] };
        let check = |value: &str, message: &str| {
            let told = Recipe::parse(value, std::slice::from_ref(&day), &Lexicon::default()).unwrap_err();
            assert_eq!(told, message, "{value}");
        };
        check("", "the value is empty");
        check("dat d", "there is no value `dat`");
        check("date d", "`date`: the capture `d` is no Number");
        check("same d d", "`same` takes 1 arguments");
        check("weekday", "`weekday`: a Number is missing");
        check("weekday 1", "the capture `d` is not used");
        check("day-in d XX", "`day-in`: `XX` is no Number");
        check("cut SOME d", "`cut`: `SOME` is no Modifier");
    }
}
