//! iCalendar (RFC 5545).
//!
//! | iCalendar | here |
//! |---|---|
//! | `SUMMARY`, `DESCRIPTION` | title, text |
//! | `DTSTART`, `DTEND` or `DURATION` | `date`; the end of whole days is exclusive there |
//! | `LOCATION`, `CATEGORIES`, `STATUS`, `URL` | `place`, `tags`, `status`, a source |
//! | `X-DATELINE` | what a site of ours wrote beside them |
//! | anything else | `extra`, by its name in small letters |
//!
//! A date that repeats (`RRULE`) is taken once, and told.

use super::html::markdown;
use super::{Import, extra_name};
use crate::date::{Day, Time, When, Zone};
use crate::export::{Beyond, Details, Record, Source};
use crate::text::{Span, digest};
use serde_json::Value;

/// What a calendar notes for itself, of no use elsewhere.
const OWN: [&str; 3] = ["DTSTAMP", "TRANSP", "SEQUENCE"];

/// `NAME;PARAMETER=x:VALUE`
struct Property {
    name: String,
    parameters: Vec<(String, String)>,
    value: String,
    span: Span,
}

/// The properties of an event.
struct Properties(Vec<Property>);

impl Properties {
    fn take(&mut self, name: &str) -> Option<Property> {
        let at = self.0.iter().position(|property| property.name == name)?;
        Some(self.0.remove(at))
    }

    fn text(&mut self, name: &str) -> Option<String> {
        let text = self.take(name).map(|property| unescaped(&property.value).trim().to_owned());
        text.filter(|text| !text.is_empty())
    }
}

impl Import<'_> {
    pub(super) fn calendar(&mut self) {
        let file = self.file;
        // The components that are open, the innermost last.
        let mut open: Vec<String> = Vec::new();
        let mut event: Option<(Properties, Span)> = None;
        for property in properties(&file.text) {
            match property.name.as_str() {
                "BEGIN" => {
                    let kind = property.value.trim().to_ascii_uppercase();
                    if kind == "VEVENT" {
                        event = Some((Properties(Vec::new()), property.span));
                    } else if kind != "VCALENDAR"
                        && kind != "VTIMEZONE"
                        && !open.iter().any(|open| open == "VTIMEZONE")
                    {
                        self.kept(property.span, format!("a {kind} is no event: left out"));
                    }
                    open.push(kind);
                }
                "END" => {
                    if open.pop().as_deref() == Some("VEVENT")
                        && let Some((properties, span)) = event.take()
                    {
                        self.calendar_event(properties, span);
                    }
                }
                _ if open.last().is_some_and(|kind| kind == "VEVENT") => {
                    event
                        .iter_mut()
                        .for_each(|(properties, _)| properties.0.push(Property { ..copy(&property) }));
                }
                _ => {}
            }
        }
        if !file.text.contains("BEGIN:VCALENDAR") {
            self.left_out(Span::new(0, file.text.len()), "the file is no calendar", "no BEGIN:VCALENDAR");
        }
    }

    fn calendar_event(&mut self, mut properties: Properties, span: Span) {
        let when = match when(&mut properties) {
            Ok(Some(when)) => when,
            Ok(None) => return self.left_out(span, "an event without a date", "no DTSTART"),
            Err((span, message)) => return self.left_out(span, message, "no date"),
        };
        let beyond =
            properties.text("X-DATELINE").and_then(|json| serde_json::from_str::<Beyond>(&json).ok());
        let exact = beyond.as_ref().and_then(|beyond| When::parse(&beyond.edtf).ok());
        // Somebody may have moved it.
        let exact = exact.filter(|exact| crate::export::calendar_days(exact) == Some(when.1.clone()));
        let description =
            properties.take("DESCRIPTION").map(|property| unescaped(&property.value)).unwrap_or_default();
        let untouched = beyond.as_ref().is_some_and(|beyond| beyond.digest == digest(&description));
        let ours = beyond.is_some();
        let (text, stated) = beyond.map(|beyond| (beyond.text, beyond.details)).unwrap_or_default();
        let text = if untouched { text } else { described(&description) };
        let mut details = Details { tags: properties.categories(), ..stated.clone() };
        if exact.is_none() {
            details.display_date = None;
        }
        let place = properties.text("LOCATION");
        if place.as_deref() != Some(stated.place.join("; ").as_str()) {
            details.place = place.into_iter().collect();
        }
        let uid = properties.text("UID");
        // Ours are ids at the address of the site.
        let id = uid.as_ref().filter(|_| ours).and_then(|uid| Some(uid.rsplit_once('@')?.0.to_owned()));
        details.status =
            details.status.or_else(|| properties.text("STATUS").map(|status| status.to_lowercase()));
        if let Some(url) = properties.text("URL").filter(|_| !ours) {
            details.sources.push(Source { url: Some(url), ..Source::default() });
        }
        if !ours {
            details.extra.extend(uid.map(|uid| ("uid".to_owned(), uid.into())));
        }
        let title = properties.text("SUMMARY").unwrap_or_else(|| when.0.to_string());
        for property in properties.0.into_iter().filter(|property| !OWN.contains(&property.name.as_str())) {
            if ["RRULE", "RDATE"].contains(&property.name.as_str()) {
                self.kept(property.span, "an event that repeats is taken once, on its first day");
            }
            keep(&mut details, property);
        }
        self.found.records.push(Record { id, title, when: exact.unwrap_or(when.0), text, details });
    }
}

impl Properties {
    /// Several properties, or one with several values.
    fn categories(&mut self) -> Vec<String> {
        let mut tags = Vec::new();
        while let Some(property) = self.take("CATEGORIES") {
            tags.extend(parted(&property.value).map(|tag| unescaped(tag).trim().to_owned()));
        }
        tags.retain(|tag| !tag.is_empty());
        tags
    }
}

/// What no field holds: text, with what its parameters say.
fn keep(details: &mut Details, property: Property) {
    let mut value = Value::String(unescaped(&property.value));
    if !property.parameters.is_empty() {
        let parameters =
            property.parameters.into_iter().map(|(name, value)| (name.to_lowercase(), value.into()));
        value = Value::Object([("value".to_owned(), value)].into_iter().chain(parameters).collect());
    }
    let name = extra_name(&property.name.to_lowercase());
    match details.extra.get_mut(&name) {
        Some(Value::Array(values)) => values.push(value),
        Some(first) => *first = Value::Array(vec![first.take(), value]),
        None => {
            details.extra.insert(name, value);
        }
    }
}

fn copy(property: &Property) -> Property {
    let Property { name, parameters, value, span } = property;
    Property { name: name.clone(), parameters: parameters.clone(), value: value.clone(), span: *span }
}

/// A description as Markdown: HTML as some calendars write it, else lines as they stand.
fn described(text: &str) -> String {
    let is_html = text.contains("</") || text.contains("<br") || text.contains("<p>");
    if is_html {
        return markdown(text);
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs =
        text.split("\n\n").map(|paragraph| format!("<p>{}</p>", paragraph.replace('\n', "<br>")));
    markdown(&paragraphs.collect::<String>())
}

/// The date of an event, and start and end as days of a calendar.
type Days = (When, (String, Option<String>));

fn when(properties: &mut Properties) -> Result<Option<Days>, (Span, String)> {
    let Some(start) = properties.take("DTSTART") else { return Ok(None) };
    let (first, last) =
        (point(&start)?, properties.take("DTEND").map(|end| Ok((point(&end)?, end))).transpose()?);
    let duration = properties.take("DURATION");
    let written = (start.value.trim().to_owned(), last.as_ref().map(|(_, end)| end.value.trim().to_owned()));
    // A zone that has a name is no part of a date here: it is kept beside it.
    let zones = start.parameters.into_iter().filter(|(name, _)| name == "TZID");
    properties.0.extend(zones.map(|(_, zone)| Property {
        name: "TZID".to_owned(),
        parameters: Vec::new(),
        value: zone,
        span: start.span,
    }));
    let days = duration.as_ref().and_then(|duration| days_of(&duration.value));
    let last = match last {
        Some((Point::Day(day), _)) => Some(When::day(day.add_days(-1))),
        Some((Point::Time(when), _)) => Some(when),
        None => match (&first, days) {
            (Point::Day(day), Some(days)) => Some(When::day(day.add_days(days - 1))),
            // Hours and minutes are kept as they are written.
            _ => {
                properties.0.extend(duration);
                None
            }
        },
    };
    let first = match first {
        Point::Day(day) => When::day(day),
        Point::Time(when) => when,
    };
    let later = last.filter(|last| last.order_key() > first.order_key());
    let interval = later.and_then(|last| When::interval(Some(&first), Some(&last)));
    Ok(Some((interval.unwrap_or(first), written)))
}

enum Point {
    Day(Day),
    Time(When),
}

/// `20250225`, `20250225T093000`, `20250225T093000Z`.
fn point(property: &Property) -> Result<Point, (Span, String)> {
    let text = property.value.trim();
    let wrong = || (property.span, format!("`{text}` is no date of a calendar"));
    let number =
        |text: &str, from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<u8>().ok());
    let year = text.get(..4).and_then(|year| year.parse().ok()).ok_or_else(wrong)?;
    let day = number(text, 4, 6)
        .zip(number(text, 6, 8))
        .and_then(|(month, day)| Day::new(year, month, day))
        .ok_or_else(wrong)?;
    let Some(clock) = text.get(8..).filter(|rest| !rest.is_empty()) else { return Ok(Point::Day(day)) };
    let (hour, minute) = number(clock, 1, 3).zip(number(clock, 3, 5)).ok_or_else(wrong)?;
    let second = number(clock, 5, 7).filter(|second| *second != 0);
    let zone = clock.ends_with('Z').then_some(Zone::Utc);
    let time = Time::new(hour, minute).map(|time| Time { second, zone, ..time });
    time.and_then(|time| When::day(day).with_time(time)).map(Point::Time).ok_or_else(wrong)
}

/// `P3D`, `P1W`: whole days.
fn days_of(duration: &str) -> Option<i64> {
    let text = duration.trim().trim_start_matches('+').strip_prefix('P')?;
    let (number, unit) = text.split_at(text.len().checked_sub(1)?);
    let number: i64 = number.parse().ok().filter(|number| *number > 0)?;
    match unit {
        "D" => Some(number),
        "W" => number.checked_mul(7),
        _ => None,
    }
}

/// The lines of a calendar, unfolded.
fn properties(text: &str) -> Vec<Property> {
    let mut lines: Vec<(String, Span)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        let line = line.trim_end_matches(['\n', '\r']);
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((whole, last))) => {
                whole.push_str(rest);
                last.end = span.end;
            }
            _ if line.is_empty() => {}
            _ => lines.push((line.to_owned(), span)),
        }
    }
    lines.into_iter().filter_map(|(line, span)| property(&line, span)).collect()
}

/// A colon inside of quotation marks parts nothing.
fn property(line: &str, span: Span) -> Option<Property> {
    let mut quoted = false;
    let colon = line.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b':' && !quoted
    })?;
    let (head, value) = (&line[..colon], &line[colon + 1..]);
    let mut parts = head.split(';');
    let name = parts.next()?.trim().to_ascii_uppercase();
    let parameters =
        parts.filter_map(|part| part.split_once('=')).filter(|(name, _)| !name.eq_ignore_ascii_case("VALUE"));
    let parameters =
        parameters.map(|(name, value)| (name.to_ascii_uppercase(), value.trim_matches('"').to_owned()));
    Some(Property { name, parameters: parameters.collect(), value: value.to_owned(), span })
}

/// Values between commas that no backslash escapes.
fn parted(value: &str) -> impl Iterator<Item = &str> {
    let mut escaped = false;
    value.split(move |c| {
        let parts = c == ',' && !escaped;
        escaped = c == '\\' && !escaped;
        parts
    })
}

fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c) => out.push(c),
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::import::{Format, read};
    use crate::lang::Packs;
    use crate::text::SourceFile;
    use std::sync::Arc;

    fn event(lines: &str) -> crate::export::Record {
        let text = format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            lines.replace('\n', "\r\n")
        );
        let file = Arc::new(SourceFile::new("a.ics", text));
        read(&file, Format::Ics, &Packs::default()).records.remove(0)
    }

    #[test]
    fn ok_days_times_and_ends() {
        for (lines, expected) in [
            ("DTSTART;VALUE=DATE:20250228\nDTEND;VALUE=DATE:20250301", "2025-02-28"),
            ("DTSTART;VALUE=DATE:20250217\nDTEND;VALUE=DATE:20250224", "2025-02-17/2025-02-23"),
            ("DTSTART;VALUE=DATE:20250217\nDURATION:P1W", "2025-02-17/2025-02-23"),
            ("DTSTART:20250225T093000\nDTEND:20250225T120000", "2025-02-25T09:30/2025-02-25T12:00"),
            ("DTSTART;TZID=Europe/Berlin:20250225T093000", "2025-02-25T09:30"),
            ("DTSTART:20250225T233015Z", "2025-02-25T23:30:15Z"),
        ] {
            assert_eq!(event(lines).when.to_string(), expected, "{lines}");
        }
    }

    #[test]
    fn ok_nothing_is_lost() {
        let found = event(
            "UID:x-1\nDTSTART;TZID=\"A:B\":20250225T093000\nSUMMARY:One\\, two\n  three\nDESCRIPTION:A *line*\\nand <more>\\n\\nSecond\n\
             CATEGORIES:a\\,b,c\nCATEGORIES:d\nLOCATION:Verden\nATTENDEE;CN=Ada:mailto:a@example.org\nURL:https://example.org/\nGEO:1;2",
        );
        assert_eq!(found.title, "One, two three");
        assert_eq!(found.text, "A \\*line\\*\\\nand \\<more>\n\nSecond");
        assert_eq!(found.details.tags, ["a,b", "c", "d"]);
        assert_eq!(found.details.place, ["Verden"]);
        assert_eq!(found.details.sources[0].url.as_deref(), Some("https://example.org/"));
        let extra = serde_json::to_value(&found.details.extra).unwrap();
        let attendee = serde_json::json!({"value": "mailto:a@example.org", "cn": "Ada"});
        assert_eq!(
            extra,
            serde_json::json!({"attendee": attendee, "geo": "1;2", "tzid": "A:B", "uid": "x-1"})
        );
    }
}
