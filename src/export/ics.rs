//! `timeline.ics`: iCalendar (RFC 5545), for calendar programs.
//!
//! A calendar has whole days, and times: a month or a decade becomes the span of its days, with the date in words at the head of
//! the description; a date whose end is open, or whose start is, stands on the one day that is known. Years before 1 and
//! after 9999 do not exist there: such events are left out. All that a calendar has no field for stands in `X-DATELINE`, as JSON.

use super::{Export, Source};
use crate::date::{Day, Precision, Time, When, Zone};
use crate::event::Event;
use crate::text::slug;
use crate::timeline::EventIndex;
use std::fmt::{self, Write};

/// Longest line in octets, without its end.
const LINE: usize = 75;
/// The years that a calendar can write.
const YEARS: std::ops::RangeInclusive<i64> = 1..=9999;

impl Export<'_> {
    /// How many events no calendar can write: those before the year 1 or after 9999.
    pub fn outside_calendars(&self) -> usize {
        self.timeline.events.iter().filter(|event| extent(&event.when).is_none()).count()
    }

    pub(super) fn ics(&self) -> serde_json::Result<Vec<u8>> {
        let mut calendar = Calendar::default();
        calendar.line("BEGIN", "VCALENDAR");
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", "-//dateline//dateline//EN");
        calendar.line("CALSCALE", "GREGORIAN");
        calendar.text("NAME", &self.config.title);
        calendar.text("X-WR-CALNAME", &self.config.title);
        calendar.text("X-WR-CALDESC", &self.config.description);
        for index in 0..self.timeline.events.len() {
            self.calendar_event(&mut calendar, index)?;
        }
        calendar.line("END", "VCALENDAR");
        Ok(calendar.0.into_bytes())
    }

    fn calendar_event(&self, calendar: &mut Calendar, index: EventIndex) -> serde_json::Result<()> {
        let event = &self.timeline.events[index];
        let Some((start, end)) = extent(&event.when) else { return Ok(()) };
        let record = self.record(index);
        calendar.line("BEGIN", "VEVENT");
        calendar.text("UID", &format!("{}@{}", event.id, self.host()));
        let stamp = self.stamp(event).filter(|day| YEARS.contains(&day.year));
        calendar.line("DTSTAMP", &format!("{}T000000Z", stamp.map_or_else(|| "19700101".to_owned(), digits)));
        calendar.date("DTSTART", start);
        if let Some(end) = end {
            calendar.date("DTEND", end);
        }
        calendar.text("SUMMARY", &record.title);
        let description = self.description(event, &record.details.sources);
        calendar.text("DESCRIPTION", &description);
        calendar.text("LOCATION", &record.details.place.join("; "));
        let tags: Vec<String> = record.details.tags.iter().map(|tag| escaped(tag)).collect();
        calendar.line("CATEGORIES", &tags.join(","));
        if self.config.base_url.is_some() {
            calendar.line("URL", &self.url(index));
        }
        calendar.line("TRANSP", "TRANSPARENT");
        calendar.text("X-DATELINE", &serde_json::to_string(&record.beyond(&description))?);
        calendar.line("END", "VEVENT");
        Ok(())
    }

    /// What a calendar shows of an event: its date in words where its days say more than is known, what there is to read, and its
    /// sources, a line each.
    fn description(&self, event: &Event, sources: &[Source]) -> String {
        let whole = is_whole(&event.when) && event.display_date.is_none();
        let date = if whole { String::new() } else { self.words(event) };
        let source = |source: &Source| match source.url.as_deref().filter(|url| source.name() != *url) {
            Some(url) => format!("{}: {url}", source.name()),
            None => source.name(),
        };
        let sources = sources.iter().map(source).collect::<Vec<_>>().join("\n");
        let parts = [date, self.plain(event), sources];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    /// What makes the ids of this site's events unique in the world.
    fn host(&self) -> String {
        let rest = self.config.base_url.as_deref().and_then(|base| base.split_once("://"));
        rest.map_or_else(|| slug(&self.config.title), |(_, rest)| rest.trim_end_matches('/').to_owned())
    }
}

/// Whether a calendar's days say all of the date.
fn is_whole(when: &When) -> bool {
    let sure = !when.is_approximate() && !when.is_uncertain() && !when.is_set();
    sure && when.precision() >= Precision::Day && when.earliest().is_some() && when.latest().is_some()
}

/// Start and end of a date as a calendar writes them; none for what it cannot write.
pub fn calendar_days(when: &When) -> Option<(String, Option<String>)> {
    let (start, end) = extent(when)?;
    Some((start.to_string(), end.map(|end| end.to_string())))
}

/// A day, or a day with its time.
#[derive(Clone, Copy)]
enum Point {
    Day(Day),
    Time(Day, Time),
}

/// Start and end, which is exclusive; none for what no calendar can write.
fn extent(when: &When) -> Option<(Point, Option<Point>)> {
    let first = when.anchor();
    let last = when.earliest().and(when.latest()).unwrap_or(first);
    if !YEARS.contains(&first.year) || !YEARS.contains(&last.add_days(1).year) {
        return None;
    }
    let timed = |when: &When| Some(Point::Time(when.earliest()?, when.time()?));
    match when.ends() {
        Some([Some(start), Some(end)]) => {
            if let (Some(start), Some(end)) = (timed(&start), timed(&end)) {
                return Some((start, Some(end)));
            }
        }
        Some(_) => {}
        None => {
            if let Some(point) = timed(when) {
                return Some((point, None));
            }
        }
    }
    Some((Point::Day(first), Some(Point::Day(last.add_days(1)))))
}

/// Lines with their ends.
#[derive(Default)]
struct Calendar(String);

impl Calendar {
    /// A property whose value needs no escapes; none without a value. Long lines are folded between characters.
    fn line(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let mut length = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if length + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            length += c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.line(name, &escaped(value));
    }

    fn date(&mut self, name: &str, point: Point) {
        let kind = if matches!(point, Point::Day(_)) { ";VALUE=DATE" } else { "" };
        self.line(&format!("{name}{kind}"), &point.to_string());
    }
}

impl fmt::Display for Point {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(day) => out.write_str(&digits(day)),
            Self::Time(day, time) => out.write_str(&clock(day, time)),
        }
    }
}

/// RFC 5545, 3.3.11. Other control characters may not stand in a text.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

fn digits(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year, day.month, day.day)
}

/// A time without a zone is that of the reader's clock; one with a zone is an instant, and written in UTC.
fn clock(day: Day, time: Time) -> String {
    // A leap second is none to most programs.
    let second = i64::from(time.second.unwrap_or(0).min(59));
    let local = i64::from(time.hour) * 60 + i64::from(time.minute);
    let (minutes, mark) = match time.zone {
        None => (local, ""),
        Some(Zone::Utc) => (local, "Z"),
        Some(Zone::Offset { negative, hours, minutes }) => {
            let east = i64::from(hours) * 60 + i64::from(minutes.unwrap_or(0));
            (local + if negative { east } else { -east }, "Z")
        }
    };
    let (day, minutes) = (day.add_days(minutes.div_euclid(24 * 60)), minutes.rem_euclid(24 * 60));
    let mut text = digits(day);
    // Writing to a string cannot fail.
    let _ = write!(text, "T{:02}{:02}{second:02}{mark}", minutes / 60, minutes % 60);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of start and end.
    fn written(edtf: &str) -> Option<String> {
        let (start, end) = extent(&When::parse(edtf).unwrap())?;
        let mut calendar = Calendar::default();
        calendar.date("S", start);
        if let Some(end) = end {
            calendar.date("E", end);
        }
        Some(calendar.0.trim_end().replace("\r\n", " "))
    }

    #[test]
    fn ok_days_end_on_the_next_one_and_times_keep_theirs() {
        for (edtf, expected) in [
            ("2025-02-28", "S;VALUE=DATE:20250228 E;VALUE=DATE:20250301"),
            ("2025-02-17/2025-02-23", "S;VALUE=DATE:20250217 E;VALUE=DATE:20250224"),
            ("2025-02", "S;VALUE=DATE:20250201 E;VALUE=DATE:20250301"),
            ("199X", "S;VALUE=DATE:19900101 E;VALUE=DATE:20000101"),
            ("2025-01-20/..", "S;VALUE=DATE:20250120 E;VALUE=DATE:20250121"),
            ("../2025-02-24", "S;VALUE=DATE:20250224 E;VALUE=DATE:20250225"),
            ("2025-02-25T09:30", "S:20250225T093000"),
            ("2025-02-25T23:30:15-05:00", "S:20250226T043015Z"),
            ("2025-02-25T09:30/2025-02-25T12:00", "S:20250225T093000 E:20250225T120000"),
            ("2025-02-25T09:30/2025-02-26", "S;VALUE=DATE:20250225 E;VALUE=DATE:20250227"),
            ("0001-01-01", "S;VALUE=DATE:00010101 E;VALUE=DATE:00010102"),
        ] {
            assert_eq!(written(edtf).as_deref(), Some(expected), "{edtf}");
        }
        for edtf in ["-0043", "0000-12-31", "Y17000", "9999", "0000/2025"] {
            assert_eq!(written(edtf), None, "{edtf}");
        }
    }

    #[test]
    fn ok_lines_are_folded_at_75_octets_between_characters() {
        let mut calendar = Calendar::default();
        calendar.text("SUMMARY", &"é, ".repeat(60));
        for line in calendar.0.split("\r\n") {
            assert!(line.len() <= LINE, "{} octets: {line}", line.len());
        }
        let unfolded = calendar.0.replace("\r\n ", "");
        assert_eq!(unfolded.trim_end_matches("\r\n"), format!("SUMMARY:{}", "é\\, ".repeat(60)));
    }

    #[test]
    fn ok_texts_are_escaped() {
        assert_eq!(escaped("a; b, c\\d\r\ne\rf\u{7}\tg"), "a\\; b\\, c\\\\d\\ne\\nf\tg");
    }
}
