//! Found against gold, with the measures of TempEval-3 task A (UzZaman et al. 2013), and one of our own for timelines.
//!
//! | measure | what is right |
//! |---|---|
//! | strict | the span is that of a gold timex |
//! | relaxed | it shares a character with a gold timex |
//! | type, value | relaxed F1 times the share of its matches whose type (value) is right |
//! | calendar | of the timexes whose value is a calendar date: a relaxed match with the same date, times cut to the day |

use crate::corpus::Timex;
use std::fmt::Write;

/// What became of a timex.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome<'a> {
    /// Found; `exact` if with its very span.
    Match { gold: &'a Timex, found: &'a Timex, exact: bool },
    /// In the gold standard alone.
    Missed(&'a Timex),
    /// Found, but not in the gold standard.
    Spurious(&'a Timex),
}

impl<'a> Outcome<'a> {
    pub(crate) fn gold(&self) -> Option<&'a Timex> {
        match self {
            Self::Match { gold, .. } | Self::Missed(gold) => Some(gold),
            Self::Spurious(_) => None,
        }
    }

    pub(crate) fn found(&self) -> Option<&'a Timex> {
        match self {
            Self::Match { found, .. } | Self::Spurious(found) => Some(found),
            Self::Missed(_) => None,
        }
    }
}

/// Pairs what was found with the gold standard, each timex once: equal spans first, then those that share most characters, of
/// these the earliest first.
pub(crate) fn compare<'a>(text: &str, gold: &'a [Timex], found: &'a [Timex]) -> Vec<Outcome<'a>> {
    let mut pairs: Vec<(bool, usize, usize, usize)> = Vec::new();
    for (at, wanted) in gold.iter().enumerate() {
        for (other, got) in found.iter().enumerate().filter(|(_, got)| wanted.span.overlaps(got.span)) {
            let shared = wanted.span.start.max(got.span.start)..wanted.span.end.min(got.span.end);
            let characters = text.get(shared).unwrap_or_default().chars().count();
            pairs.push((wanted.span != got.span, usize::MAX - characters, at, other));
        }
    }
    // With equal spans the first of the gold takes the first of the found, whatever their length.
    pairs.sort_by_key(|&(inexact, fewest, at, other)| (inexact, if inexact { fewest } else { 0 }, at, other));
    let (mut gold_used, mut found_used) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut outcomes = Vec::new();
    for (inexact, _, at, other) in pairs {
        if !gold_used[at] && !found_used[other] {
            (gold_used[at], found_used[other]) = (true, true);
            outcomes.push(Outcome::Match { gold: &gold[at], found: &found[other], exact: !inexact });
        }
    }
    let unused = |used: Vec<bool>| used.into_iter().enumerate().filter(|(_, used)| !used).map(|(at, _)| at);
    outcomes.extend(unused(gold_used).map(|at| Outcome::Missed(&gold[at])));
    outcomes.extend(unused(found_used).map(|at| Outcome::Spurious(&found[at])));
    outcomes
}

/// Numbers over a corpus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) gold: usize,
    pub(crate) found: usize,
    strict: usize,
    relaxed: usize,
    kind: usize,
    value: usize,
    calendar_gold: usize,
    calendar_found: usize,
    calendar: usize,
}

/// Precision, recall and their harmonic mean, in per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Measure {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) f1: f64,
}

impl Measure {
    fn new(right: usize, found: usize, gold: usize) -> Self {
        let (precision, recall) = (share(right, found), share(right, gold));
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        Self { precision: 100.0 * precision, recall: 100.0 * recall, f1: 100.0 * f1 }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole > 0 { part as f64 / whole as f64 } else { 0.0 }
}

impl Counts {
    /// Counts one document.
    pub(crate) fn add(&mut self, gold: &[Timex], found: &[Timex], outcomes: &[Outcome<'_>]) {
        let dates =
            |timexes: &[Timex]| timexes.iter().filter(|timex| calendar(&timex.value).is_some()).count();
        self.gold += gold.len();
        self.found += found.len();
        self.calendar_gold += dates(gold);
        self.calendar_found += dates(found);
        for outcome in outcomes {
            let Outcome::Match { gold, found, exact } = outcome else { continue };
            let date = calendar(&gold.value);
            self.relaxed += 1;
            self.strict += usize::from(*exact);
            self.kind += usize::from(gold.kind == found.kind);
            self.value += usize::from(gold.value == found.value);
            self.calendar += usize::from(date.is_some() && date == calendar(&found.value));
        }
    }

    pub(crate) fn strict(&self) -> Measure {
        Measure::new(self.strict, self.found, self.gold)
    }

    pub(crate) fn relaxed(&self) -> Measure {
        Measure::new(self.relaxed, self.found, self.gold)
    }

    pub(crate) fn calendar(&self) -> Measure {
        Measure::new(self.calendar, self.calendar_found, self.calendar_gold)
    }

    /// F1 of the type.
    pub(crate) fn kind(&self) -> f64 {
        self.relaxed().f1 * share(self.kind, self.relaxed)
    }

    /// F1 of the value, the main measure.
    pub(crate) fn value(&self) -> f64 {
        self.relaxed().f1 * share(self.value, self.relaxed)
    }

    /// All measures, for people.
    pub(crate) fn table(&self) -> String {
        let mut out = format!("{:<10}{:>10}{:>8}{:>8}\n", "", "precision", "recall", "F1");
        for (name, measure) in
            [("strict", self.strict()), ("relaxed", self.relaxed()), ("calendar", self.calendar())]
        {
            let Measure { precision, recall, f1 } = measure;
            let _ = writeln!(out, "{name:<10}{precision:>10.2}{recall:>8.2}{f1:>8.2}");
        }
        for (name, f1) in [("type", self.kind()), ("value", self.value())] {
            let _ = writeln!(out, "{name:<10}{f1:>26.2}");
        }
        out
    }
}

/// A value that is a calendar date, cut to the day: a year, decade or century, and what divides a year.
pub(crate) fn calendar(value: &str) -> Option<&str> {
    let date = value.split_once('T').map_or(value, |(date, _)| date);
    let (year, rest) = match date.strip_prefix("BC") {
        Some(date) => date.split_at_checked(4)?,
        None => {
            let sign = usize::from(date.starts_with('-'));
            let end = date[sign..].find('-').map_or(date.len(), |at| at + sign);
            (&date[sign..end], &date[end..])
        }
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let two = |text: &str| text.len() == 2 && digits(text);
    let part = |text: &str| match text.split_at_checked(1) {
        _ if matches!(text, "SP" | "SU" | "FA" | "AU" | "WI") => true,
        Some(("W", week)) => two(week.strip_suffix("-WE").unwrap_or(week)),
        Some(("Q" | "H", number)) => number.len() == 1 && digits(number),
        _ => text.split_once('-').map_or(two(text), |(month, day)| two(month) && two(day)),
    };
    let whole = (2..=4).contains(&year.len()) && digits(year);
    (whole && (rest.is_empty() || rest.strip_prefix('-').is_some_and(part))).then_some(date)
}
