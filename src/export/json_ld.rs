//! schema.org events as JSON-LD: a list that search engines and archives can read.
//!
//! Where an event is documented stands in `subjectOf`: `citation` belongs to creative works. Its `status` has no place, for
//! `eventStatus` is about events that are still to come.

use super::{Export, Source};
use crate::date::{Day, When};
use crate::timeline::EventIndex;
use serde::Serialize;
use serde_json::{Value, json};

#[derive(Serialize)]
struct Item {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    item: Value,
}

impl Export<'_> {
    pub(super) fn json_ld(&self) -> serde_json::Result<Vec<u8>> {
        let events = 0..self.timeline.events.len();
        let items: Vec<Item> = events
            .map(|index| Item { kind: "ListItem", position: index + 1, item: self.schema_event(index) })
            .collect();
        let mut list = json!({
            "@context": "https://schema.org",
            "@type": "ItemList",
            "name": self.config.title,
            "numberOfItems": items.len(),
            "itemListElement": items,
        });
        set(&mut list, "description", Some(&self.config.description).filter(|text| !text.is_empty()));
        set(&mut list, "url", self.config.base_url.as_ref());
        let mut bytes = serde_json::to_vec_pretty(&list)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    fn schema_event(&self, index: EventIndex) -> Value {
        let event = &self.timeline.events[index];
        let details = self.record(index).details;
        let mut item = json!({ "@type": "Event", "name": event.title, "identifier": event.id });
        // An address that is not whole names nothing outside of the site.
        let url = self.config.base_url.as_ref().map(|_| self.url(index));
        set(&mut item, "@id", url.as_ref());
        set(&mut item, "url", url.as_ref());
        let (start, end) = dates(&event.when);
        set(&mut item, "startDate", start);
        set(&mut item, "endDate", end);
        set(&mut item, "temporalCoverage", Some(event.when.to_string()));
        set(&mut item, "description", event.summary.as_ref().or(event.quote.as_ref()));
        let named = |kind: &'static str| move |name: &String| json!({ "@type": kind, "name": name });
        set(&mut item, "location", many(details.place.iter().map(named("Place"))));
        set(&mut item, "about", many(details.people.iter().map(named("Person"))));
        set(&mut item, "keywords", many(details.tags.iter().map(|tag| json!(tag))));
        set(&mut item, "image", many(details.media.iter().map(|medium| json!(medium.src))));
        set(&mut item, "subjectOf", many(details.sources.iter().map(work)));
        item
    }
}

fn work(source: &Source) -> Value {
    let mut work = json!({ "@type": "CreativeWork" });
    set(&mut work, "name", source.title.as_ref());
    set(&mut work, "url", source.url.as_ref());
    set(
        &mut work,
        "publisher",
        source.publisher.as_ref().map(|name| json!({ "@type": "Organization", "name": name })),
    );
    set(&mut work, "datePublished", source.date.as_deref().and_then(|date| plain(&When::parse(date).ok()?)));
    set(&mut work, "archivedAt", source.archive.as_ref());
    work
}

/// First and last date as ISO 8601, reduced where no more is known: "2025-06".
fn dates(when: &When) -> (Option<String>, Option<String>) {
    if let Some(date) = plain(when) {
        return (Some(date), None);
    }
    let iso = |day: Day| plain(&When::day(day));
    match when.ends() {
        Some([start, end]) => {
            let side =
                |when: Option<When>, day: Option<Day>| when.as_ref().and_then(plain).or_else(|| iso(day?));
            (side(start, when.earliest()), side(end, when.latest()))
        }
        None => (when.earliest().and_then(iso), when.latest().and_then(iso)),
    }
}

/// A year, month, day or time with four digits of the year: what ISO 8601 and EDTF write alike.
fn plain(when: &When) -> Option<String> {
    let text = when.to_string();
    let known =
        text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b':' | b'T' | b'Z' | b'+'));
    // 21 and above are seasons.
    let season = text.get(5..7).and_then(|month| month.parse::<u8>().ok()).is_some_and(|month| month > 12);
    (known && !season && !text.starts_with('-')).then_some(text)
}

/// One value for itself, several as a list.
fn many(values: impl Iterator<Item = Value>) -> Option<Value> {
    let mut values: Vec<Value> = values.collect();
    if values.len() > 1 { Some(Value::Array(values)) } else { values.pop() }
}

fn set(item: &mut Value, key: &str, value: Option<impl Serialize>) {
    if let (Some(map), Some(value)) =
        (item.as_object_mut(), value.and_then(|value| serde_json::to_value(value).ok()))
    {
        map.insert(key.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_dates_are_iso_and_no_finer_than_known() {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        for (edtf, start, end) in [
            ("2025-06", "2025-06", ""),
            ("2025-02-25T09:30", "2025-02-25T09:30", ""),
            ("1984~", "1984-01-01", "1984-12-31"),
            ("2024-11/2025-01", "2024-11", "2025-01"),
            ("2025-01-20/..", "2025-01-20", ""),
            ("2025-21", "2025-03-01", "2025-05-31"),
            ("-0043", "", ""),
        ] {
            assert_eq!(dates(&When::parse(edtf).unwrap()), (text(start), text(end)), "{edtf}");
        }
    }
}
