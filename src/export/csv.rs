//! `timeline.csv`: a table for spreadsheets, one event a row, which `dateline import csv` reads back.
//!
//! A cell with several values parts them by "; ", or is a JSON list where a value holds a semicolon itself. Sources and media that
//! are more than addresses are JSON. Keys that only the author knows are columns of their own behind ours.

use super::{Export, Medium, Record, Source};
use crate::config::Order;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;

/// The columns, those that people read first in front.
pub const COLUMNS: [&str; 22] = [
    "id",
    "title",
    "date",
    "earliest",
    "latest",
    "precision",
    "display_date",
    "order",
    "summary",
    "text",
    "quote",
    "tags",
    "people",
    "place",
    "importance",
    "status",
    "section",
    "sources",
    "media",
    "related",
    "aliases",
    "slug",
];
/// The address of an event's page: behind the rest, for it is long.
const URL: &str = "url";

impl Export<'_> {
    pub(super) fn csv(&self) -> Vec<u8> {
        let mut indexes: Vec<usize> = (0..self.timeline.events.len()).collect();
        if self.config.order == Order::NewestFirst {
            indexes.reverse();
        }
        let events = &self.timeline.events;
        let extra: BTreeSet<&String> = events.iter().flat_map(|event| event.extra.keys()).collect();
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let header = COLUMNS.into_iter().map(str::to_owned).chain([URL.to_owned()]);
        // Writing to memory does not fail, and all rows have the columns of the header.
        let _ = writer.write_record(header.chain(extra.iter().map(|key| column(key))));
        for index in indexes {
            let record = self.record(index);
            let quote = events[index].quote.clone().unwrap_or_default();
            let own = extra.iter().map(|key| record.details.extra.get(*key).map_or_else(String::new, cell));
            let row = cells(&record, quote).into_iter().chain([self.url(index)]);
            let _ = writer.write_record(row.chain(own.collect::<Vec<_>>()));
        }
        writer.into_inner().unwrap_or_default()
    }
}

/// The cells of an event, in the order of [`COLUMNS`].
fn cells(record: &Record, quote: String) -> [String; COLUMNS.len()] {
    let Record { id, title, when, text, details } = record;
    let one = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        one(id),
        title.clone(),
        when.to_string(),
        when.earliest().map(|day| day.to_string()).unwrap_or_default(),
        when.latest().map(|day| day.to_string()).unwrap_or_default(),
        when.precision().name().to_owned(),
        one(&details.display_date),
        details.order.map(|order| order.to_string()).unwrap_or_default(),
        one(&details.summary),
        text.clone(),
        quote,
        list(&details.tags, true),
        list(&details.people, true),
        list(&details.place, false),
        details.importance.map(|importance| importance.to_string()).unwrap_or_default(),
        one(&details.status),
        details.section.clone(),
        addresses(&details.sources, |source| {
            let url = source.url.clone().filter(|url| url.contains("://"))?;
            (*source == Source { url: Some(url.clone()), ..Source::default() }).then_some(url)
        }),
        addresses(&details.media, |medium| {
            let src = medium.src.clone();
            (*medium == Medium { src: src.clone(), ..Medium::default() }).then_some(src)
        }),
        list(&details.related, true),
        list(&details.aliases, true),
        one(&details.slug),
    ]
}

/// A column of ours keeps its name; the author's key of that name gets another.
fn column(key: &str) -> String {
    let taken =
        COLUMNS.contains(&key) || key == URL || key.starts_with(EXTRA) || key.trim() != key || key.is_empty();
    if taken { format!("{EXTRA}{key}") } else { key.to_owned() }
}

/// What a column of an author's key begins with where its name alone would be misread.
const EXTRA: &str = "extra.";

/// A value of an author's key as a cell. A text stands as it is, but for one that would be read as a JSON value: that is quoted.
pub fn cell(value: &Value) -> String {
    match value {
        Value::String(text)
            if text.trim() == text && !text.is_empty() && serde_json::from_str::<Value>(text).is_err() =>
        {
            text.clone()
        }
        value => value.to_string(),
    }
}

/// Values parted by "; "; `comma` where a single value is taken for several when it holds one.
fn list(values: &[String], comma: bool) -> String {
    let parts = |value: &str| value.contains(';') || comma && values.len() == 1 && value.contains(',');
    let plain = values.iter().all(|value| value.trim() == value && !value.is_empty() && !parts(value));
    let bracket = values.first().is_some_and(|value| value.starts_with('['));
    if plain && !bracket { values.join("; ") } else { json(values) }
}

/// Addresses, one a line; JSON where one is more than that, or would not be told apart.
fn addresses<T: Serialize>(values: &[T], address: impl Fn(&T) -> Option<String>) -> String {
    let plain: Option<Vec<String>> = values.iter().map(address).collect();
    let plain =
        plain.filter(|all| all.iter().all(|one| !one.contains(char::is_whitespace) && !one.starts_with('[')));
    plain.map_or_else(|| json(values), |all| all.join("\n"))
}

fn json<T: Serialize>(values: &[T]) -> String {
    serde_json::to_string(values).unwrap_or_default()
}
