//! Dates as authors write them in front matter: EDTF, TOML dates, other tools' time stamps, words.

use crate::date::{Day, Precision, Time, When};
use crate::lang::Pack;
use crate::tag::{TimexType, tag_whole};
use crate::text::Span;

/// Why a text is no date: what is wrong, its bytes in the text, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DateError {
    pub message: String,
    pub span: Span,
    pub help: String,
}

/// What words are read with.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    /// The language of the words.
    pub pack: &'a Pack,
    /// What "last Tuesday" is reckoned from.
    pub published: Option<Day>,
}

/// Reads a date. No zone is ever applied: `2025-02-25T23:30:00-05:00` stays the 25th, and midnight is a day without a time.
pub(crate) fn when(text: &str, reading: Reading<'_>) -> Result<When, DateError> {
    let text = text.trim();
    let error = match When::parse(&stamp(text)) {
        Ok(when) => return Ok(without_midnight(when)),
        Err(error) => error,
    };
    if let Some(when) = tag_whole(text, reading.pack, reading.published).and_then(|timex| timex.when) {
        return Ok(when);
    }
    let worded = text.chars().any(|c| c.is_alphabetic() && !matches!(c, 'T' | 'X' | 'Y' | 'Z'));
    if worded {
        return Err(DateError {
            message: format!("`{text}` is no date that can be read"),
            span: Span::new(0, text.len()),
            help: "write it as 2025-02-25, 2025-02, 1984~, 2024-11/2025-01, or in words: 25 February 2025, early 1990s, 44 BCE"
                .to_owned(),
        });
    }
    Err(DateError { message: error.message, span: error.span, help: error.help })
}

/// Reads a date that must be one day: `published`, `updated`.
pub(crate) fn day(text: &str, reading: Reading<'_>) -> Result<Day, DateError> {
    let when = when(text, reading)?;
    match (when.earliest(), when.latest()) {
        (Some(first), Some(last)) if first == last => Ok(first),
        _ => Err(DateError {
            message: format!("`{}` is not a single day", text.trim()),
            span: Span::new(0, text.trim().len()),
            help: "give year, month and day: 2025-02-26".to_owned(),
        }),
    }
}

/// Reads a time of day: `23:59`, `9:05`, `23:59:30`, `11:59 pm`.
pub(crate) fn time(text: &str, pack: &Pack) -> Option<Time> {
    let text = text.trim();
    let padded = if text.find(':') == Some(1) { format!("0{text}") } else { text.to_owned() };
    let digits = |text: &str| Time::parse(text).ok();
    digits(&padded).or_else(|| {
        let timex = tag_whole(text, pack, None).filter(|timex| timex.kind == TimexType::Time)?;
        timex.value.split_once('T').and_then(|(_, time)| digits(time))
    })
}

/// `2025-02-25 23:30:00 -0500`, as Jekyll and git write it, becomes `2025-02-25 23:30:00-05:00`.
fn stamp(text: &str) -> String {
    let zone = |rest: &str| {
        rest.len() == 5 && rest.starts_with(['+', '-']) && rest[1..].bytes().all(|b| b.is_ascii_digit())
    };
    let split = text.rfind(['+', '-']).filter(|at| text[..*at].contains(':') && zone(&text[*at..]));
    match split {
        Some(at) => format!("{}{}:{}", text[..at].trim_end(), &text[at..at + 3], &text[at + 3..]),
        None => text.replace(" UTC", "Z").replace(" Z", "Z"),
    }
}

/// Tools that know no day without a time write midnight.
fn without_midnight(when: When) -> When {
    let midnight = |time: Time| time.hour == 0 && time.minute == 0 && time.second.unwrap_or(0) == 0;
    let day = when.earliest().filter(|_| !when.is_interval() && when.precision() == Precision::Time);
    match (when.time(), day) {
        (Some(time), Some(day)) if midnight(time) => When::day(day),
        _ => when,
    }
}
