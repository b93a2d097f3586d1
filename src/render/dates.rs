//! Dates for templates: in words, cut so that the pieces with a value that HTML knows become `<time>`.

use super::interface::{Interface, word};
use super::view::{Date, Piece};
use crate::date::{Day, Precision, When};
use crate::lang::Pack;

/// Two ends of a date that is an interval; what is open or unknown is `None`.
struct Ends {
    start: Option<When>,
    end: Option<When>,
}

/// Where the date of an event stands: it is asked for on many pages.
#[derive(Debug)]
pub(super) struct Dated {
    pub(super) anchor: Day,
    pub(super) earliest: Option<Day>,
    pub(super) latest: Option<Day>,
    pub(super) precision: Precision,
}

impl Dated {
    pub(super) fn new(when: &When) -> Self {
        Self {
            anchor: when.anchor(),
            earliest: when.earliest(),
            latest: when.latest(),
            precision: when.precision(),
        }
    }
}

/// A date in the words of a language.
pub(super) struct Dates<'a> {
    pub(super) pack: &'a Pack,
    pub(super) words: &'a Interface,
}

impl Dates<'_> {
    /// A date; `display` are its author's own words for it.
    pub(super) fn date(&self, when: &When, display: Option<&str>) -> Date {
        let wording = &self.pack.wording;
        let words = display.map_or_else(|| wording.words(when), str::to_owned);
        let year = when.anchor().year;
        let short = display.map_or_else(|| wording.short(when, year), str::to_owned);
        let ends = ends(when);
        let long = self.pieces(&words, when, ends.as_ref());
        let short = self.pieces(&short, when, ends.as_ref());
        let stated = display.is_none() && ends.is_none() && is_plain(when);
        let day = when.earliest().filter(|_| stated && when.precision() >= Precision::Day);
        let weekday = day.map(|day| wording.weekday(day).to_owned());
        let length = ends
            .as_ref()
            .and_then(|ends| ends.start.as_ref().zip(ends.end.as_ref()))
            .and_then(|_| wording.length(when));
        let note = length.clone().or_else(|| weekday.clone());
        Date {
            machine: long.iter().any(|piece| piece.datetime.is_some()),
            note: note.or_else(|| stated.then(|| self.not_stated(when.precision())).flatten()),
            words,
            long,
            short,
            weekday,
            length,
            edtf: when.to_string(),
            start: when.earliest().and_then(iso),
            end: when.latest().and_then(iso),
        }
    }

    /// A date that a source states, as EDTF or in any words.
    pub(super) fn written(&self, text: &str) -> Date {
        When::parse(text).map_or_else(
            |_| Date {
                words: text.to_owned(),
                long: vec![Piece { text: text.to_owned(), datetime: None }],
                short: vec![Piece { text: text.to_owned(), datetime: None }],
                weekday: None,
                length: None,
                note: None,
                machine: false,
                edtf: String::new(),
                start: None,
                end: None,
            },
            |when| self.date(&when, None),
        )
    }

    fn not_stated(&self, precision: Precision) -> Option<String> {
        let key = match precision {
            Precision::Month => "month",
            Precision::Season => "season",
            Precision::Year => "year",
            _ => return None,
        };
        let words = word(self.words, "precision", key);
        (words != key).then(|| words.to_owned())
    }

    /// Cuts the wording of an interval into its first and last date and what joins them.
    fn pieces(&self, words: &str, when: &When, ends: Option<&Ends>) -> Vec<Piece> {
        let whole = || vec![Piece { text: words.to_owned(), datetime: datetime(&when.to_string()) }];
        let Some(Ends { start: Some(start), end: Some(end) }) = ends else { return whole() };
        let (Some(from), Some(to)) = (datetime(&start.to_string()), datetime(&end.to_string())) else {
            return whole();
        };
        let wordings =
            |date: &When| [self.pack.wording.words(date), self.pack.wording.short(date, date.anchor().year)];
        let Some(last) =
            wordings(end).into_iter().find(|last| words.len() > last.len() && words.ends_with(last.as_str()))
        else {
            return whole();
        };
        let rest = &words[..words.len() - last.len()];
        let first = wordings(start).into_iter().find(|first| rest.starts_with(first.as_str()));
        // "17 to 23 February 2025": of the first date only the number is said.
        let first = first.unwrap_or_else(|| rest.chars().take_while(char::is_ascii_digit).collect());
        if first.is_empty() || first.len() >= rest.len() {
            return whole();
        }
        vec![
            Piece { datetime: Some(from), text: first.clone() },
            Piece { datetime: None, text: rest[first.len()..].to_owned() },
            Piece { datetime: Some(to), text: last },
        ]
    }
}

/// Whether it says nothing but a year, month or day: no "about", no "or".
fn is_plain(when: &When) -> bool {
    !when.is_set() && !when.is_approximate() && !when.is_uncertain()
}

/// Whether it is not known to the day.
pub(super) fn is_vague(when: &When) -> bool {
    when.precision() < Precision::Day || !is_plain(when)
}

/// Whether it goes on, as far as is known.
pub(super) fn is_open(when: &When) -> bool {
    ends(when).is_some_and(|ends| ends.start.is_some() && ends.end.is_none())
}

/// Whether it has a length: both ends are known.
pub(super) fn is_span(when: &When) -> bool {
    ends(when).is_some_and(|ends| ends.start.is_some() && ends.end.is_some())
}

fn ends(when: &When) -> Option<Ends> {
    let text = when.to_string();
    let (start, end) = text.split_once('/')?;
    Some(Ends { start: When::parse(start).ok(), end: When::parse(end).ok() })
}

/// The value of `<time datetime>`, for the EDTF values that are also HTML's: `2025`, `2025-02`, `2025-02-25`, `2025-02-25T14:30`,
/// from year 1 on (HTML, 2.3.5: dates and times).
fn datetime(edtf: &str) -> Option<String> {
    let (date, time) = edtf.split_once('T').map_or((edtf, None), |(date, time)| (date, Some(time)));
    let mut parts = date.split('-');
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map(|month| number(month, 2));
    let day = parts.next().map(|day| number(day, 2));
    // Months above 12 are EDTF's seasons and quarters.
    let known =
        year > 0 && month.is_none_or(|m| m.is_some_and(|m| m <= 12)) && day.is_none_or(|day| day.is_some());
    let timed = time
        .is_none_or(|time| day.is_some() && time.bytes().all(|b| b.is_ascii_digit() || b":+-Z".contains(&b)));
    (known && timed && parts.next().is_none()).then(|| edtf.to_owned())
}

/// `YYYY-MM-DD`, for years that four digits hold.
pub(super) fn iso(day: Day) -> Option<String> {
    (1..=9999).contains(&day.year).then(|| format!("{:04}-{:02}-{:02}", day.year, day.month, day.day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Pack;

    #[test]
    fn ok_datetime_only_where_html_has_it() {
        for (edtf, expected) in [
            ("2025", true),
            ("0044", true),
            ("2025-02", true),
            ("2025-02-25", true),
            ("2025-02-25T14:30", true),
            ("2025-02-25T14:30:00Z", true),
            ("0000", false),
            ("-0043", false),
            ("Y17000", false),
            ("1984~", false),
            ("199X", false),
            ("2025-33", false),
            ("2025-02-XX", false),
            ("2024/2025", false),
            ("[1667,1668]", false),
            ("", false),
        ] {
            assert_eq!(datetime(edtf).is_some(), expected, "{edtf}");
        }
    }

    #[test]
    fn ok_both_ends_of_an_interval_are_times() {
        let words = Interface::new();
        let dates = Dates { pack: Pack::builtin("en").unwrap(), words: &words };
        for (edtf, expected) in [
            ("2025-02-17/2025-02-23", vec!["2025-02-17", "2025-02-23"]),
            ("2025-01-28/2025-02-12", vec!["2025-01-28", "2025-02-12"]),
            ("2024-11/2025-01", vec!["2024-11", "2025-01"]),
            ("1939/1945", vec!["1939", "1945"]),
            ("2025-02-25", vec!["2025-02-25"]),
            ("1590~", vec![]),
            ("2025-01-20/..", vec![]),
        ] {
            let date = dates.date(&When::parse(edtf).unwrap(), None);
            for pieces in [&date.long, &date.short] {
                let values: Vec<&str> = pieces.iter().filter_map(|piece| piece.datetime.as_deref()).collect();
                assert_eq!(values, expected, "{edtf}: {pieces:?}");
            }
            let joined: String = date.long.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(joined, date.words);
        }
    }
}
