//! What was written, part by part: the inside of a [`When`](super::When), and its text.

use super::{Time, calendar};
use std::fmt;
use std::ops::RangeInclusive;

/// A whole EDTF value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// `1984`, `2004-06-11T14:30`
    Date(Date),
    /// `1964/2008`, `../1985`, `1985/`
    Interval(End, End),
    /// `[1667,1668]`, `{1960,1961-12}`
    Set(Choice, Vec<Member>),
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum End {
    /// A date.
    Date(Date),
    /// `..`: none, or none yet.
    Open,
    /// Nothing written: there is one, but it is not known.
    Unknown,
}

/// What the members of a set are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Choice {
    /// `[..]`
    One,
    /// `{..}`
    All,
}

/// A member of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Member {
    /// `1667`
    Date(Date),
    /// `1670..1672`
    Range(Date, Date),
    /// `..1984`
    UpTo(Date),
    /// `1984..`
    From(Date),
}

/// A date with what is known of it: a year, a season or month, a day, a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Date {
    pub(crate) year: Year,
    /// `S2`: how many digits of the year are significant.
    pub(crate) significant: Option<u8>,
    /// 01 to 12, or 21 to 41 for seasons, quarters and halves.
    pub(crate) month: Option<Digits<2>>,
    pub(crate) day: Option<Digits<2>>,
    pub(crate) time: Option<Time>,
    /// Of year, month and day.
    pub(crate) marks: [Marks; 3],
}

/// A year as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Year {
    /// `1984`, `-0043`, `19XX`
    Four { negative: bool, digits: Digits<4> },
    /// `Y-17000`, `Y-17E7`
    Long { number: i64, exponent: Option<u8> },
}

/// `N` characters, each a digit or `X`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Digits<const N: usize>([u8; N]);

/// The qualifiers of one part. One before it (`~11`) is its own; one after it (`06~`) holds for all parts up to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Marks {
    pub(crate) before: Option<Qualifier>,
    pub(crate) after: Option<Qualifier>,
}

/// How sure a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Qualifier {
    /// `?`
    Uncertain,
    /// `~`
    Approximate,
    /// `%`
    Both,
}

impl<const N: usize> Digits<N> {
    /// `N` characters, if they are digits and `X`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let digits: [u8; N] = text.as_bytes().try_into().ok()?;
        digits.iter().all(|&byte| byte.is_ascii_digit() || byte == b'X').then_some(Self(digits))
    }

    /// A number, of which the last `unspecified` digits are left open.
    pub(crate) fn of(mut number: u64, unspecified: usize) -> Self {
        let mut digits = [b'X'; N];
        for (place, digit) in digits.iter_mut().rev().enumerate() {
            if place >= unspecified {
                *digit = b'0' + (number % 10) as u8;
            }
            number /= 10;
        }
        Self(digits)
    }

    /// The number, if no digit is left open.
    pub(crate) fn exact(self) -> Option<u64> {
        (self.unspecified() == 0).then(|| self.filled(b'0'))
    }

    /// How many digits, from the right, one would have to give up for the rest to be known: 3 for `1XX5`.
    pub(crate) fn unspecified(self) -> usize {
        self.0.iter().position(|&byte| byte == b'X').map_or(0, |first| N - first)
    }

    /// Whether the digits written are those of `number`.
    pub(crate) fn matches(self, number: u64) -> bool {
        let other = Self::of(number, 0);
        self.0.iter().zip(other.0).all(|(&byte, digit)| byte == b'X' || byte == digit)
    }

    fn filled(self, open: u8) -> u64 {
        self.0.iter().fold(0, |number, &byte| {
            let digit = if byte == b'X' { open } else { byte };
            number * 10 + u64::from(digit - b'0')
        })
    }
}

impl Year {
    /// A year as it is written: four digits, or more behind a `Y`.
    pub(crate) fn of(year: i64) -> Self {
        if year.unsigned_abs() > 9999 {
            return Self::Long { number: year, exponent: None };
        }
        Self::Four { negative: year < 0, digits: Digits::of(year.unsigned_abs(), 0) }
    }

    /// The one year meant, if every digit is written. Saturates; the parser refuses such years.
    pub(crate) fn exact(self) -> Option<i64> {
        match self {
            Self::Four { negative, digits } => {
                digits.exact().map(|year| if negative { -(year as i64) } else { year as i64 })
            }
            Self::Long { number, exponent } => {
                Some(number.saturating_mul(10_i64.saturating_pow(exponent.unwrap_or(0).into())))
            }
        }
    }

    /// The one year to be put into words. A year in powers of ten is a round number, and stays one: `Y-17E7` is said
    /// 170,000,000 BCE, though with the astronomical year zero it is 170,000,001.
    pub(crate) fn said(self) -> Option<i64> {
        let round = matches!(self, Self::Long { number, exponent: Some(_) } if number < 0);
        self.exact().map(|year| year + i64::from(round))
    }

    /// First and last year it can mean; the years between need not all fit (`1X84`).
    pub(crate) fn range(self) -> RangeInclusive<i64> {
        match self {
            Self::Four { negative: false, digits } => digits.filled(b'0') as i64..=digits.filled(b'9') as i64,
            // There is no year -0000.
            Self::Four { digits, .. } => -(digits.filled(b'9') as i64)..=-(digits.filled(b'0').max(1) as i64),
            Self::Long { .. } => {
                let year = self.exact().unwrap_or_default();
                year..=year
            }
        }
    }

    /// Whether it can mean `year`, which lies in its range.
    pub(crate) fn matches(self, year: i64) -> bool {
        match self {
            Self::Four { digits, .. } => digits.matches(year.unsigned_abs()),
            Self::Long { .. } => true,
        }
    }
}

impl Date {
    /// A year, to be narrowed.
    pub(crate) fn year(year: Year) -> Self {
        Self { year, significant: None, month: None, day: None, time: None, marks: [Marks::default(); 3] }
    }

    /// The season, quarter or half, 21 to 41.
    pub(crate) fn season(&self) -> Option<u8> {
        self.month?.exact().map(|code| code as u8).filter(|&code| calendar::season_months(code).is_some())
    }

    /// The qualifier of the year (0), the month (1) or the day (2).
    pub(crate) fn qualifier(&self, part: usize) -> Option<Qualifier> {
        let own = self.marks.get(part).and_then(|marks| marks.before);
        let group = self.marks.iter().skip(part).filter_map(|marks| marks.after);
        own.into_iter().chain(group).reduce(Qualifier::and)
    }

    /// How many of year, month and day are written.
    pub(crate) fn parts(&self) -> usize {
        1 + usize::from(self.month.is_some()) + usize::from(self.day.is_some())
    }

    /// The date qualified as a whole.
    pub(crate) fn qualified(mut self, qualifier: Qualifier) -> Self {
        let last = self.parts() - 1;
        if let Some(last) = self.marks.get_mut(last) {
            last.after = Some(last.after.map_or(qualifier, |marked| marked.and(qualifier)));
        }
        self
    }
}

impl Qualifier {
    /// The qualifier written `sign`.
    pub(crate) fn read(sign: char) -> Option<Self> {
        [Self::Uncertain, Self::Approximate, Self::Both].into_iter().find(|one| one.sign() == sign)
    }

    fn sign(self) -> char {
        match self {
            Self::Uncertain => '?',
            Self::Approximate => '~',
            Self::Both => '%',
        }
    }

    fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Both }
    }

    pub(crate) fn is_uncertain(self) -> bool {
        self != Self::Approximate
    }

    pub(crate) fn is_approximate(self) -> bool {
        self != Self::Uncertain
    }
}

impl Member {
    /// The dates written in it.
    pub(crate) fn dates(self) -> impl Iterator<Item = Date> {
        let (first, second) = match self {
            Self::Date(date) | Self::UpTo(date) | Self::From(date) => (date, None),
            Self::Range(start, end) => (start, Some(end)),
        };
        std::iter::once(first).chain(second)
    }
}

impl Form {
    /// The dates written in it, in the order of writing.
    pub(crate) fn dates(&self) -> impl Iterator<Item = Date> {
        let (ends, members): (&[End], &[Member]) = match self {
            Self::Date(date) => (&[End::Date(*date)], &[]),
            Self::Interval(start, end) => (&[*start, *end], &[]),
            Self::Set(_, members) => (&[], members),
        };
        let ends: Vec<_> = ends.iter().filter_map(|end| end.date()).collect();
        ends.into_iter().chain(members.iter().flat_map(|member| member.dates()).collect::<Vec<_>>())
    }

    /// The same with each date changed.
    pub(crate) fn map(&self, change: impl Fn(Date) -> Date) -> Self {
        let end = |end: End| match end {
            End::Date(date) => End::Date(change(date)),
            other => other,
        };
        let member = |member: &Member| match *member {
            Member::Date(date) => Member::Date(change(date)),
            Member::Range(start, end) => Member::Range(change(start), change(end)),
            Member::UpTo(date) => Member::UpTo(change(date)),
            Member::From(date) => Member::From(change(date)),
        };
        match self {
            Self::Date(date) => Self::Date(change(*date)),
            Self::Interval(start, last) => Self::Interval(end(*start), end(*last)),
            Self::Set(choice, members) => Self::Set(*choice, members.iter().map(member).collect()),
        }
    }
}

impl End {
    /// The date, if there is one.
    pub(crate) fn date(self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date),
            Self::Open | Self::Unknown => None,
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(out),
            Self::Interval(start, end) => write!(out, "{start}/{end}"),
            Self::Set(choice, members) => {
                let (open, close) = if *choice == Choice::One { ('[', ']') } else { ('{', '}') };
                let mut separator = "";
                write!(out, "{open}")?;
                for member in members {
                    write!(out, "{separator}{member}")?;
                    separator = ",";
                }
                write!(out, "{close}")
            }
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(out),
            Self::Open => out.write_str(".."),
            Self::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for Member {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(out),
            Self::Range(start, end) => write!(out, "{start}..{end}"),
            Self::UpTo(date) => write!(out, "..{date}"),
            Self::From(date) => write!(out, "{date}.."),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = |mark: Option<Qualifier>| mark.map(|mark| mark.sign().to_string()).unwrap_or_default();
        let significant = self.significant.map(|count| format!("S{count}")).unwrap_or_default();
        let parts = [
            Some(format!("{}{significant}", self.year)),
            self.month.map(|month| month.to_string()),
            self.day.map(|day| day.to_string()),
        ];
        let mut separator = "";
        for (part, marks) in parts.into_iter().zip(self.marks) {
            if let Some(part) = part {
                write!(out, "{separator}{}{part}{}", sign(marks.before), sign(marks.after))?;
                separator = "-";
            }
        }
        self.time.map_or(Ok(()), |time| write!(out, "T{time}"))
    }
}

impl fmt::Display for Year {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Four { negative, digits } => write!(out, "{}{digits}", if *negative { "-" } else { "" }),
            Self::Long { number, exponent: None } => write!(out, "Y{number}"),
            Self::Long { number, exponent: Some(exponent) } => write!(out, "Y{number}E{exponent}"),
        }
    }
}

impl<const N: usize> fmt::Display for Digits<N> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&byte| write!(out, "{}", byte as char))
    }
}
