//! What kind of expression a timex is, told from its value and from the figures in its words, in any language.

use crate::corpus::Timex;
use crate::score::calendar;

/// A class of expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    FullDay,
    DayOfYear,
    DayWord,
    FullMonth,
    Month,
    Week,
    Part,
    Year,
    YearWord,
    Long,
    Time,
    Counted,
    Vague,
    Habit,
    Reference,
    Open,
    Other,
}

impl Class {
    /// The class of a timex in its text.
    pub(crate) fn of(timex: &Timex, text: &str) -> Self {
        let (words, value) = (timex.span.of(text), timex.value.as_str());
        let figures = longest_figures(words);
        match timex.kind.as_str() {
            "SET" => return Self::Habit,
            "DURATION" if value.contains('X') => return Self::Vague,
            "DURATION" => return Self::Counted,
            _ if value.ends_with("_REF") => return Self::Reference,
            _ if value.starts_with('P') => return Self::Counted,
            _ if value.contains('T') => return Self::Time,
            _ if value.contains('X') => return Self::Open,
            _ => {}
        }
        let Some(date) = calendar(value) else { return Self::Other };
        let date = date.trim_start_matches("BC").trim_start_matches('-');
        let mut parts = date.split('-').skip(1);
        match (parts.next(), parts.next()) {
            (None, _) if date.len() < 4 => Self::Long,
            (None, _) if figures >= 2 => Self::Year,
            (None, _) => Self::YearWord,
            (Some(part), _) if part.starts_with('W') && part != "WI" => Self::Week,
            (Some(part), _) if !part.bytes().all(|byte| byte.is_ascii_digit()) => Self::Part,
            (Some(_), None) if figures >= 2 => Self::FullMonth,
            (Some(_), None) => Self::Month,
            (Some(_), Some(_)) if figures >= 4 || words.matches(['/', '.']).count() == 2 => Self::FullDay,
            (Some(_), Some(_)) if figures > 0 => Self::DayOfYear,
            (Some(_), Some(_)) => Self::DayWord,
        }
    }

    /// Its name, with an example.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::FullDay => "day with its year (3 May 2011)",
            Self::DayOfYear => "day without a year (3 May)",
            Self::DayWord => "day in words (Tuesday)",
            Self::FullMonth => "month with its year (May 2011)",
            Self::Month => "month in words (last month)",
            Self::Week => "week, weekend (last week)",
            Self::Part => "quarter, half, season (spring)",
            Self::Year => "year in figures (2011)",
            Self::YearWord => "year in words (last year)",
            Self::Long => "decade, century (the 1990s)",
            Self::Time => "time of day (noon on Tuesday)",
            Self::Counted => "amount, counted (three days)",
            Self::Vague => "amount, not counted (for years)",
            Self::Habit => "habit (every day)",
            Self::Reference => "reference (now, recently)",
            Self::Open => "date that is not known",
            Self::Other => "other",
        }
    }
}

/// How many figures stand in a row.
fn longest_figures(words: &str) -> usize {
    words.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0)
}
