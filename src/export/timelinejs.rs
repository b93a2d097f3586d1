//! `timelinejs.json`: what TimelineJS shows, and what `dateline import timelinejs` makes the same events of.
//!
//! TimelineJS has a year, month and day, an end, one group and one medium an event, and a text in HTML. What it has no field for
//! stands under the key `dateline` of each slide, which it ignores; sources also end the text, as a list.
//!
//! Its years before the common era count from 1: it shows the year -44 as "44 BCE", which is -0043 in EDTF.

use super::text::{escaped, sources_list};
use super::{Beyond, Details, Export};
use crate::config::Era;
use crate::date::form::{Date, Form};
use crate::date::{Day, When};
use crate::timeline::EventIndex;
use serde::Serialize;
use serde_json::{Map, Value};

/// The author's key that holds what only TimelineJS knows: backgrounds, players. It goes back into the slide.
pub const TIMELINEJS: &str = "timelinejs";

#[derive(Serialize)]
struct Document<'a> {
    title: Slide<'a>,
    events: Vec<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    eras: Vec<Slide<'a>>,
}

#[derive(Default, Serialize)]
struct Slide<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    unique_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Fields>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Fields>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_date: Option<String>,
    text: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    media: Option<MediaInfo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dateline: Option<Beyond>,
}

#[derive(Default, Serialize)]
struct Text {
    headline: String,
    text: String,
}

#[derive(Serialize)]
struct MediaInfo {
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    alt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

/// The parts of a date as TimelineJS names them: `year`, `month`, `day`, `hour`, `minute`, `second`.
pub type Fields = Map<String, Value>;

impl Export<'_> {
    pub(super) fn timelinejs(&self) -> serde_json::Result<Vec<u8>> {
        let config = self.config;
        let text = Text {
            headline: escaped(&config.title),
            text: if config.description.is_empty() {
                String::new()
            } else {
                format!("<p>{}</p>", escaped(&config.description))
            },
        };
        let title = Slide { text, ..Slide::default() };
        let events =
            (0..self.timeline.events.len()).map(|index| self.slide(index)).collect::<Result<_, _>>()?;
        let eras = config.eras.iter().filter_map(|era| self.era(era)).collect();
        let mut bytes = serde_json::to_vec_pretty(&Document { title, events, eras })?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    fn slide(&self, index: EventIndex) -> serde_json::Result<Value> {
        let event = &self.timeline.events[index];
        let mut record = self.record(index);
        let known = set_apart(&mut record.details);
        let text = self.html(event) + &sources_list(&record.details.sources);
        let (start, end) = date_fields(&event.when);
        // A medium that has a field is not told twice.
        let media = &mut record.details.media;
        let medium = (!media.is_empty()).then(|| media.remove(0));
        let media = medium.map(|medium| MediaInfo {
            url: medium.src,
            alt: medium.alt,
            caption: medium.caption.map(|text| escaped(&text)),
            credit: medium.credit.map(|text| escaped(&text)),
            link: medium.link,
        });
        let mut slide = serde_json::to_value(Slide {
            unique_id: Some(&event.id),
            start_date: Some(start),
            end_date: end,
            display_date: (event.display_date.is_some() || !is_plain(&event.when))
                .then(|| escaped(&self.words(event))),
            dateline: Some(record.beyond(&text)),
            text: Text { headline: escaped(&event.title), text },
            media,
            group: event.tags.first().map(String::as_str),
        })?;
        merge(&mut slide, Value::Object(known));
        Ok(slide)
    }

    /// TimelineJS wants both ends of an era: one that is still open ends with the last event.
    fn era(&self, era: &Era) -> Option<Slide<'_>> {
        let last = || self.timeline.events.iter().filter_map(|event| event.when.latest()).max();
        let (start, end) = (era.when.earliest()?, era.when.latest().or_else(last)?);
        let text = Text { headline: escaped(&era.title), text: String::new() };
        let (start_date, end_date) = (Some(of_day(start)), Some(of_day(end.max(start))));
        Some(Slide { start_date, end_date, text, ..Slide::default() })
    }
}

/// What an import of TimelineJS kept, to go back where it came from; its text has been Markdown since.
fn set_apart(details: &mut Details) -> Fields {
    let Some(Value::Object(known)) = details.extra.get_mut(TIMELINEJS) else { return Fields::new() };
    let (text, rest): (Fields, Fields) =
        std::mem::take(known).into_iter().partition(|(key, _)| key == "text");
    *known = text;
    if known.is_empty() {
        details.extra.remove(TIMELINEJS);
    }
    rest
}

/// Tables become one; of other values the second holds.
fn merge(value: &mut Value, other: Value) {
    match (value, other) {
        (Value::Object(map), Value::Object(more)) => {
            for (key, value) in more {
                merge(map.entry(key).or_insert(Value::Null), value);
            }
        }
        (value, other) => *value = other,
    }
}

/// The beginning and end of a date in TimelineJS's fields: what is written where its fields can say it, else the first and last
/// day that it can mean.
pub fn date_fields(when: &When) -> (Fields, Option<Fields>) {
    let exact = |when: &When| match when.form() {
        Form::Date(date) => of_date(date),
        _ => None,
    };
    if let Some(start) = exact(when) {
        return (start, None);
    }
    if let Some([Some(start), Some(end)]) = when.ends()
        && let (Some(start), Some(end)) = (exact(&start), exact(&end))
    {
        return (start, Some(end));
    }
    let start = when.anchor();
    let Some(end) = when.latest().filter(|end| *end != start) else {
        let written = when.ends().and_then(|ends| ends.into_iter().flatten().find_map(|end| exact(&end)));
        return (written.unwrap_or_else(|| of_day(start)), None);
    };
    let whole_months = start.day == 1 && end == end.month_end();
    let parts = match whole_months {
        true if start.month == 1 && end.month == 12 => 1,
        true => 2,
        false => 3,
    };
    let cut = |day: Day| of_day(day).into_iter().take(parts).collect::<Fields>();
    (cut(start), Some(cut(end)).filter(|end| *end != cut(start)))
}

/// Whether TimelineJS's own words for the date say all of it.
fn is_plain(when: &When) -> bool {
    let said = |when: &When| matches!(when.form(), Form::Date(date) if of_date(date).is_some());
    let sure = !when.is_approximate() && !when.is_uncertain();
    sure && (said(when)
        || when.ends().is_some_and(|ends| ends.iter().all(|end| end.as_ref().is_some_and(said))))
}

/// A date whose digits are all written; none for seasons.
fn of_date(date: &Date) -> Option<Fields> {
    let said = date.year.said().filter(|_| date.significant.is_none())?;
    let month = date.month.map(|month| month.exact().filter(|month| *month <= 12));
    let day = date.day.map(|day| day.exact());
    let mut fields = Fields::new();
    fields.insert("year".to_owned(), shown_year(said).into());
    for (name, part) in [("month", month), ("day", day)] {
        if let Some(part) = part {
            fields.insert(name.to_owned(), part?.into());
        }
    }
    if let Some(time) = date.time {
        fields.insert("hour".to_owned(), time.hour.into());
        fields.insert("minute".to_owned(), time.minute.into());
        if let Some(second) = time.second {
            fields.insert("second".to_owned(), second.into());
        }
    }
    Some(fields)
}

fn of_day(day: Day) -> Fields {
    let parts = [("year", shown_year(day.year)), ("month", day.month.into()), ("day", day.day.into())];
    parts.into_iter().map(|(name, part)| (name.to_owned(), part.into())).collect()
}

/// Astronomical years have a zero, those of TimelineJS do not.
fn shown_year(year: i64) -> i64 {
    if year <= 0 { year.saturating_sub(1) } else { year }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn ok_dates_keep_what_is_known_of_them() {
        for (edtf, start, end) in [
            ("2025-02-25", json!({"year": 2025, "month": 2, "day": 25}), None),
            ("2025-02", json!({"year": 2025, "month": 2}), None),
            ("1984~", json!({"year": 1984}), None),
            ("2025-02-25T09:30", json!({"year": 2025, "month": 2, "day": 25, "hour": 9, "minute": 30}), None),
            ("-0043-03-15", json!({"year": -44, "month": 3, "day": 15}), None),
            ("0000", json!({"year": -1}), None),
            ("Y-138E8", json!({"year": -13_800_000_000_i64}), None),
            ("2024-11/2025-01", json!({"year": 2024, "month": 11}), Some(json!({"year": 2025, "month": 1}))),
            ("199X", json!({"year": 1990}), Some(json!({"year": 1999}))),
            ("2025-21", json!({"year": 2025, "month": 3}), Some(json!({"year": 2025, "month": 5}))),
            ("2025-01-20/..", json!({"year": 2025, "month": 1, "day": 20}), None),
            ("../2025-02", json!({"year": 2025, "month": 2}), None),
            ("[1667,1668]", json!({"year": 1667}), Some(json!({"year": 1668}))),
            ("1985-04-XX", json!({"year": 1985, "month": 4}), None),
        ] {
            let (found, last) = date_fields(&When::parse(edtf).unwrap());
            assert_eq!((Value::Object(found), last.map(Value::Object)), (start, end), "{edtf}");
        }
    }
}
