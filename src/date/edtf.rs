//! EDTF text to [`Form`]: the grammar, strictly; what authors write instead is the matter of `mistakes.rs`.

use super::calendar::{days_in_month, season_months};
use super::form::{Choice, Date, Digits, End, Form, Marks, Member, Qualifier, Year};
use super::{Time, Zone, mistakes};
use crate::text::Span;
use std::fmt;

/// Why a text is no EDTF value: what is wrong, where, and what is right.
///
/// ```
/// use dateline::date::When;
/// let error = When::parse("2025-13").unwrap_err();
/// assert_eq!(error.message, "month 13 does not exist");
/// assert_eq!(error.span.of("2025-13"), "13");
/// assert_eq!(error.help, "months are 01 to 12; seasons 21 to 24, quarters 33 to 36, halves 40 and 41");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdtfError {
    /// What is wrong, without a full stop: "month 13 does not exist".
    pub message: String,
    /// The bytes of the input meant.
    pub span: Span,
    /// What would be right.
    pub help: String,
}

impl EdtfError {
    pub(super) fn new(span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), span, help: help.into() }
    }
}

impl fmt::Display for EdtfError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ({})", self.message, self.help)
    }
}

impl std::error::Error for EdtfError {}

/// Reads a value; white space around it is ignored. Help is the mended text wherever one can be found.
pub(super) fn parse(text: &str) -> Result<Form, EdtfError> {
    let start = text.len() - text.trim_start().len();
    strict(text.trim()).map_err(|mut error| {
        error.help = mistakes::help(text.trim()).unwrap_or(error.help);
        error.span = error.span.shifted(start);
        error
    })
}

/// Reads a value, without a thought for mistakes.
pub(super) fn strict(text: &str) -> Result<Form, EdtfError> {
    let mut reader = Reader { text, at: 0 };
    let form = reader.form()?;
    reader.finish()?;
    Ok(form)
}

/// Reads a time of day: `14:30`, `23:20:30Z`, `09:00+01:00`.
pub(super) fn time(text: &str) -> Result<Time, EdtfError> {
    let mut reader = Reader { text, at: 0 };
    let time = reader.time()?;
    reader.finish()?;
    Ok(time)
}

const DATE_HELP: &str = "dates are written 1984, 1984-02 or 1984-02-25, with 1984~ for about, 1984? for possibly, 199X for the decade";
const TIME_HELP: &str = "times are written 14:30 or 14:30:00, with Z or +01:00 where the zone matters";
const MONTH_HELP: &str = "months are 01 to 12; seasons 21 to 24, quarters 33 to 36, halves 40 and 41";

type Read<T> = Result<T, EdtfError>;

/// A place in the text being read.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn eat(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    /// Takes what stands before the next separator.
    fn token(&mut self) -> (&'a str, Span) {
        let rest = self.rest();
        let end = |(at, c): (usize, char)| {
            let before = rest.get(..at).unwrap_or("");
            let ends = match c {
                // In `25T14:30`, not in `October`.
                'T' | 't' => before.ends_with(|c: char| c.is_ascii_digit() || c == 'X'),
                '.' => rest.get(at..).is_some_and(|rest| rest.starts_with("..")),
                _ => " \t-/,?~%[]{}:".contains(c),
            };
            ends.then_some(at)
        };
        let length = rest.char_indices().find_map(end).unwrap_or(rest.len());
        let span = Span::new(self.at, self.at + length);
        self.at = span.end;
        (span.of(self.text), span)
    }

    /// The byte span from `start` to here.
    fn since(&self, start: usize) -> Span {
        Span::new(start, self.at)
    }

    /// The rest of the text, for what should not be there.
    fn remaining(&self) -> Span {
        Span::new(self.at, self.text.len())
    }

    fn finish(&self) -> Read<()> {
        match self.rest() {
            "" => Ok(()),
            rest => Err(EdtfError::new(
                self.remaining(),
                format!("`{}` is not part of a date", rest.trim()),
                DATE_HELP,
            )),
        }
    }

    fn form(&mut self) -> Read<Form> {
        if self.text.is_empty() {
            return Err(EdtfError::new(self.remaining(), "the date is empty", DATE_HELP));
        }
        if self.eat("[") {
            return self.set(Choice::One, "]");
        }
        if self.eat("{") {
            return self.set(Choice::All, "}");
        }
        let start = self.end()?;
        match start {
            End::Date(date) if !self.rest().starts_with('/') => Ok(Form::Date(date)),
            _ => self.interval(start),
        }
    }

    fn interval(&mut self, start: End) -> Read<Form> {
        if !self.eat("/") {
            return Err(EdtfError::new(
                self.remaining(),
                "an interval needs a `/` between its ends",
                "an interval is written 1964/2008, ../2008 or 1964/..",
            ));
        }
        let end_at = self.at;
        let end = self.end()?;
        match (start.date(), end.date()) {
            (None, None) => Err(EdtfError::new(
                self.since(0),
                "an interval needs a date at one end at least",
                "an interval is written 1964/2008, ../2008 or 1964/..",
            )),
            (Some(first), Some(last)) if before(last, first) => Err(EdtfError::new(
                self.since(end_at),
                format!("the interval ends with {last}, before it starts with {first}"),
                format!("write {last}/{first} if the two were swapped"),
            )),
            _ => Ok(Form::Interval(start, end)),
        }
    }

    fn end(&mut self) -> Read<End> {
        if self.eat("..") {
            Ok(End::Open)
        } else if self.rest().is_empty() || self.rest().starts_with('/') {
            Ok(End::Unknown)
        } else {
            self.date().map(End::Date)
        }
    }

    fn set(&mut self, choice: Choice, close: &str) -> Read<Form> {
        let mut members = Vec::new();
        loop {
            let start = self.at;
            members.push(self.member(members.is_empty())?);
            let space = self.rest().len() - self.rest().trim_start().len();
            self.at += space;
            let open_end = matches!(members.last(), Some(Member::From(_)));
            if self.eat(close) {
                return Ok(Form::Set(choice, members));
            }
            if self.rest().is_empty() {
                return Err(EdtfError::new(
                    self.since(0),
                    format!("the set has no closing `{close}`"),
                    format!("write {}{close}", self.text),
                ));
            }
            if !self.eat(",") {
                let message = format!("`{}` is not part of a set", self.rest());
                let help = "[1667,1668] is one of them, {1667,1668} all of them, [1670..1672] a range";
                return Err(EdtfError::new(self.remaining(), message, help));
            }
            if open_end {
                return Err(EdtfError::new(
                    self.since(start),
                    "only the last member of a set can have an open end",
                    "write [1667,1760-12..], the open end last",
                ));
            }
        }
    }

    fn member(&mut self, first: bool) -> Read<Member> {
        self.at += self.rest().len() - self.rest().trim_start().len();
        let start = self.at;
        if self.eat("..") {
            let date = self.date()?;
            return match first {
                true => Ok(Member::UpTo(date)),
                false => Err(EdtfError::new(
                    self.since(start),
                    "only the first member of a set can have an open start",
                    "write [..1760-12-03,1762], the open start first",
                )),
            };
        }
        let date = self.date()?;
        if !self.eat("..") {
            return Ok(Member::Date(date));
        }
        if self.rest().starts_with(|c| ",]} ".contains(c)) || self.rest().is_empty() {
            return Ok(Member::From(date));
        }
        let last = self.date()?;
        if before(last, date) {
            let message = format!("the range ends with {last}, before it starts with {date}");
            return Err(EdtfError::new(self.since(start), message, format!("write {last}..{date}")));
        }
        Ok(Member::Range(date, last))
    }

    fn date(&mut self) -> Read<Date> {
        let start = self.at;
        let before = self.qualifier();
        let (year, significant) = self.year()?;
        let mut date = Date { significant, ..Date::year(year) };
        date.marks[0] = Marks { before, after: self.qualifier() };
        if self.eat("-") {
            date.marks[1].before = self.qualifier();
            date.month = Some(self.month()?);
            date.marks[1].after = self.qualifier();
            if significant.is_some() {
                let help = "significant digits stand alone: 1950S2";
                return Err(EdtfError::new(
                    self.since(start),
                    "a year with significant digits has no month",
                    help,
                ));
            }
        }
        if date.month.is_some() && self.eat("-") {
            date.marks[2].before = self.qualifier();
            date.day = Some(self.day(&date)?);
            date.marks[2].after = self.qualifier();
        }
        date.bounds().ok_or_else(|| no_such_day(&date, self.since(start)))?;
        if self.at_time() {
            self.at += 1;
            let time_at = self.at;
            date.time = Some(self.time()?);
            if date.day.and_then(Digits::exact).is_none() {
                let help = "a time stands behind a whole day: 2025-02-25T14:30";
                return Err(EdtfError::new(self.since(time_at), "a time needs a day", help));
            }
        }
        Ok(date)
    }

    /// Whether a time follows: a `T` (or the blank that many tools write), then a digit.
    fn at_time(&self) -> bool {
        let mut next = self.rest().chars();
        next.next().is_some_and(|c| "Tt ".contains(c)) && next.next().is_some_and(|c| c.is_ascii_digit())
    }

    fn qualifier(&mut self) -> Option<Qualifier> {
        let qualifier = Qualifier::read(self.rest().chars().next()?)?;
        self.at += 1;
        Some(qualifier)
    }

    fn year(&mut self) -> Read<(Year, Option<u8>)> {
        let start = self.at;
        let long = self.eat("Y");
        let negative = self.eat("-");
        let (token, mut span) = self.token();
        span.start = start;
        let (digits, significant) = match token.split_once('S') {
            Some((digits, count)) if !digits.is_empty() => (digits, Some(significant(count, span)?)),
            _ => (token, None),
        };
        let year =
            if long { long_year(digits, negative, span)? } else { short_year(digits, negative, span)? };
        if significant.is_some() && year.exact().is_none() {
            let message = "a year has either significant digits or `X`, not both";
            return Err(EdtfError::new(span, message, "write 19XX or 1950S2"));
        }
        Ok((year, significant))
    }

    fn month(&mut self) -> Read<Digits<2>> {
        let (token, span) = self.token();
        let Some(month) = Digits::<2>::read(token) else {
            let message = match token {
                "" => "a month is missing".to_owned(),
                _ if token.len() == 1 => format!("month {token} has one digit"),
                _ => format!("`{token}` is no month"),
            };
            return Err(EdtfError::new(span, message, MONTH_HELP));
        };
        let exists = match month.exact() {
            Some(number) => (1..=12).contains(&number) || season_months(number as u8).is_some(),
            None => (1..=12).any(|number| month.matches(number)),
        };
        exists
            .then_some(month)
            .ok_or_else(|| EdtfError::new(span, format!("month {token} does not exist"), MONTH_HELP))
    }

    fn day(&mut self, date: &Date) -> Read<Digits<2>> {
        let (token, span) = self.token();
        let help = "days are 01 to 31, in two digits";
        let Some(day) = Digits::<2>::read(token) else {
            let message = match token {
                "" => "a day is missing".to_owned(),
                _ if token.len() == 1 => format!("day {token} has one digit"),
                _ => format!("`{token}` is no day"),
            };
            return Err(EdtfError::new(span, message, help));
        };
        if let Some(season) = date.season() {
            let message = format!("{season} is a season, quarter or half of a year and has no day {token}");
            return Err(EdtfError::new(span, message, MONTH_HELP));
        }
        let exists = (1..=31).any(|number| day.matches(number));
        exists.then_some(day).ok_or_else(|| EdtfError::new(span, format!("day {token} does not exist"), help))
    }

    fn time(&mut self) -> Read<Time> {
        let hour = self.two_digits("hour", 23)?;
        if !self.eat(":") {
            return Err(EdtfError::new(self.remaining(), "the minutes are missing", TIME_HELP));
        }
        let minute = self.two_digits("minute", 59)?;
        let second = if self.eat(":") { Some(self.two_digits("second", 60)?) } else { None };
        if second.is_some() && self.eat(".") {
            self.skip_digits(); // no timeline needs a fraction of a second
        }
        Ok(Time { hour, minute, second, zone: self.zone()? })
    }

    fn skip_digits(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    }

    fn zone(&mut self) -> Read<Option<Zone>> {
        let behind_blank =
            self.rest().strip_prefix(' ').is_some_and(|rest| rest.starts_with(['+', '-', 'Z']));
        self.at += usize::from(behind_blank);
        if self.eat("Z") || self.eat("z") {
            return Ok(Some(Zone::Utc));
        }
        let negative = self.eat("-");
        if !negative && !self.eat("+") {
            return Ok(None);
        }
        let hours = self.two_digits("hour", 23)?;
        let with_minutes = self.eat(":") || self.rest().starts_with(|c: char| c.is_ascii_digit());
        let minutes = if with_minutes { Some(self.two_digits("minute", 59)?) } else { None };
        Ok(Some(Zone::Offset { negative, hours, minutes }))
    }

    fn two_digits(&mut self, unit: &str, most: u8) -> Read<u8> {
        let rest = self.rest();
        let length = rest.chars().take(2).take_while(char::is_ascii_digit).count();
        let span = Span::new(self.at, self.at + length);
        let value = span.of(self.text).parse().ok().filter(|_| length == 2);
        let Some(value) = value else {
            return Err(EdtfError::new(span, format!("the {unit} has two digits"), TIME_HELP));
        };
        if value > most {
            return Err(EdtfError::new(span, format!("{unit} {value} does not exist"), TIME_HELP));
        }
        self.at = span.end;
        Ok(value)
    }
}

/// The `3` of `Y3388E2S3`.
fn significant(count: &str, span: Span) -> Read<u8> {
    count.parse().ok().filter(|&number: &u8| number > 0 && number.to_string() == count).ok_or_else(|| {
        EdtfError::new(
            span,
            "`S` is followed by the number of significant digits",
            "write 1950S2 for a year of the 1900s, estimated as 1950",
        )
    })
}

/// `1984`, `19XX`
fn short_year(token: &str, negative: bool, span: Span) -> Read<Year> {
    let Some(digits) = Digits::read(token) else {
        let length = token.chars().count();
        let message = match token {
            "" => "a year is missing".to_owned(),
            _ if token.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X') => {
                format!("the year has {length} digit{} in place of four", if length == 1 { "" } else { "s" })
            }
            _ => format!("`{token}` is no year"),
        };
        return Err(EdtfError::new(span, message, DATE_HELP));
    };
    if negative && digits.exact() == Some(0) {
        let help = "write 0000 for 1 BCE, -0001 for 2 BCE";
        return Err(EdtfError::new(span, "there is no year -0000", help));
    }
    Ok(Year::Four { negative, digits })
}

/// `17000` and `17E7` of `Y17000` and `Y-17E7`.
fn long_year(token: &str, negative: bool, span: Span) -> Read<Year> {
    let help = "a year of more than four digits is written Y17000 or Y-17E7";
    let (number, exponent) = match token.split_once('E') {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (token, None),
    };
    let plain = |digits: &str| !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    if number.is_empty()
        || !plain(number)
        || !exponent.is_none_or(|exponent| !exponent.is_empty() && plain(exponent))
    {
        return Err(EdtfError::new(span, "`Y` is followed by a number", help));
    }
    if exponent.is_none() && number.len() <= 4 {
        let sign = if negative { "-" } else { "" };
        let help = format!("write {sign}{number:0>4}");
        return Err(EdtfError::new(span, "`Y` is for years of more than four digits", help));
    }
    let sign = if negative { "-" } else { "" };
    let year = (|| {
        let number: i64 = format!("{sign}{number}").parse().ok()?;
        let exponent = exponent.map(str::parse).transpose().ok()?;
        number.checked_mul(10_i64.checked_pow(u32::from(exponent.unwrap_or(0_u8)))?)?;
        Some(Year::Long { number, exponent })
    })();
    year.ok_or_else(|| {
        EdtfError::new(span, "the year is too large", "years reach to about 9 billion billions (Y9E18)")
    })
}

/// Why a date whose parts exist is on no calendar.
fn no_such_day(date: &Date, span: Span) -> EdtfError {
    let exact = date.year.exact().zip(date.month.and_then(Digits::exact));
    let Some((year, month)) = exact else {
        let help = "write XX for a day that is not known";
        return EdtfError::new(span, "no year and month that fit have such a day", help);
    };
    let days = days_in_month(year, month as u8);
    let last = Date { day: Some(Digits::of(days.into(), 0)), marks: Default::default(), ..*date };
    let month = Date { day: None, ..last };
    EdtfError::new(span, format!("{month} has {days} days"), format!("its last day is {last}"))
}

/// Whether `date` lies wholly before `other`.
fn before(date: Date, other: Date) -> bool {
    date.bounds().zip(other.bounds()).is_some_and(|(date, other)| date.1 < other.0)
}

#[cfg(test)]
mod tests;
