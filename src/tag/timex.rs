//! What the tagger gives: a temporal expression with its value and the reasons for it.

use super::{Signal, Tense};
use crate::date::{Day, When};
use crate::lang::MODIFIERS;
use crate::text::Span;
use std::sync::Arc;

/// TIMEX3 type (TimeML 1.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexType {
    /// A calendar date or span.
    Date,
    /// A time of day.
    Time,
    /// An amount of time.
    Duration,
    /// A recurring time.
    Set,
}

impl TimexType {
    /// As TIMEX3 writes it: `DATE`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// TIMEX3 `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Modifier {
    Approx,
    Start,
    Mid,
    End,
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
}

impl Modifier {
    const ALL: [Self; 12] = [
        Self::Approx,
        Self::Start,
        Self::Mid,
        Self::End,
        Self::Before,
        Self::After,
        Self::OnOrBefore,
        Self::OnOrAfter,
        Self::LessThan,
        Self::MoreThan,
        Self::EqualOrLess,
        Self::EqualOrMore,
    ];

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|modifier| modifier.name() == name)
    }

    /// As TIMEX3 writes it: `APPROX`.
    pub const fn name(self) -> &'static str {
        MODIFIERS[self as usize]
    }
}

/// What the value was reckoned from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Written out: needs nothing.
    None,
    /// The publication date (document creation time).
    Published(Day),
    /// Another timex of the text, by index.
    Timex(usize),
    /// A date in the title of the text: its words.
    Title(String),
    /// A table (terms of office, events known by name).
    Table {
        /// The entry's name: "Jane Roe, Mayor of Oldtown".
        entry: String,
        /// Whether it is the site's table, not the pack's.
        site: bool,
    },
}

/// Why an expression has no `when` though it denotes a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// It needs the publication date, and there is none.
    NeedsPublished,
    /// It hangs on an event whose date the text does not give.
    NeedsEvent,
}

/// One end of a range that one expression tells: "1939" in "1939-45".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// Bytes of the tagged text.
    pub span: Span,
    /// TIMEX3 value.
    pub value: String,
    /// Its own date: an end of the range's [`Timex::when`].
    pub when: Option<When>,
}

/// An expression as TIMEX3 annotates it; see [`Timex::annotations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Annotation<'a> {
    /// Bytes of the tagged text.
    pub span: Span,
    /// TIMEX3 value.
    pub value: &'a str,
    /// The date, where it denotes one.
    pub when: Option<&'a When>,
}

/// One temporal expression of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Bytes of the tagged text; the minimal phrase without its preposition.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimexType,
    /// TIMEX3 value: `2025-02-25`, `2025-W08`, `P3D`, `PAST_REF`.
    pub value: String,
    /// The two ends of a range ("3 to 5 May", "1939-45"), which TIMEX3 annotates each for itself; otherwise empty. The second
    /// one stands for the century or month that it leaves out.
    pub ends: Vec<End>,
    /// TIMEX3 modifier.
    pub modifier: Option<Modifier>,
    /// The date for the timeline, where the expression denotes a calendar date or span.
    pub when: Option<When>,
    /// The signal word before it.
    pub signal: Signal,
    /// The tense of the clause around it: of the nearest verb before it in its sentence, else after it.
    pub tense: Tense,
    /// Name of the rule that won.
    pub rule: Arc<str>,
    /// What the value was reckoned from.
    pub anchor: Anchor,
    /// Set when the expression denotes a date that could not be found.
    pub unresolved: Option<Unresolved>,
    /// Other dates that the same words can mean: 4 March or 3 April for "3/4/2024". The one above was chosen by the pack's region,
    /// or by the order of its rules.
    pub others: Vec<When>,
    /// How it was read, step by step, in plain words for people (the tagger's "why").
    pub why: String,
}

impl Timex {
    /// The expression as TIMEX3 annotates it: once, or twice for a range, whose ends TIMEX3 has no single value for.
    ///
    /// ```
    /// use dateline::{lang::Pack, tag::tag};
    /// let pack = Pack::builtin("en").unwrap();
    /// let range = &tag("The war of 1939-45 was over.", pack, None)[0];
    /// assert_eq!(range.value, "1939/1945");
    /// let ends: Vec<&str> = range.annotations().map(|end| end.value).collect();
    /// assert_eq!(ends, ["1939", "1945"]);
    /// ```
    pub fn annotations(&self) -> impl Iterator<Item = Annotation<'_>> {
        let whole = Annotation { span: self.span, value: &self.value, when: self.when.as_ref() };
        let ends = self.ends.iter().map(|end| Annotation {
            span: end.span,
            value: &end.value,
            when: end.when.as_ref(),
        });
        self.ends.is_empty().then_some(whole).into_iter().chain(ends)
    }
}
