//! `timeline.json`: what a site wrote comes in again.

use super::html::checked;
use super::timelinejs::{items, span_of};
use super::{Import, Introduction};
use crate::date::When;
use crate::export::{Details, Record};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Keys that a site makes of others.
const MADE: [&str; 11] = [
    "earliest",
    "latest",
    "precision",
    "url",
    "origin",
    "why",
    "mentions",
    "readings",
    "doubt",
    "added",
    "updated",
];

impl Import<'_> {
    pub(super) fn timeline_json(&mut self) {
        let file = self.file;
        let top = match serde_json::from_str::<BTreeMap<&str, &RawValue>>(&file.text) {
            Ok(top) => top,
            Err(error) => return self.broken_json(&error),
        };
        let site: Map<String, Value> =
            top.get("site").and_then(|raw| serde_json::from_str(raw.get()).ok()).unwrap_or_default();
        let said = |key: &str| site.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        self.found.introduction = Some(Introduction {
            title: said("title"),
            text: said("description"),
            details: Details::default(),
        })
        .filter(|introduction| !introduction.title.is_empty());
        for raw in items(top.get("events").copied()) {
            let span = span_of(&file.text, raw.get());
            let mut event: Map<String, Value> = serde_json::from_str(raw.get()).unwrap_or_default();
            let mut take = |key: &str| match event.shift_remove(key) {
                Some(Value::String(text)) => Some(text),
                _ => None,
            };
            let (id, title, edtf) = (take("id"), take("title"), take("edtf").unwrap_or_default());
            let (text, quote) = (take("text"), take("quote"));
            let when = match When::parse(&edtf) {
                Ok(when) => when,
                Err(error) => {
                    self.left_out(span, format!("an event without a date: {}", error.message), "here");
                    continue;
                }
            };
            let text = text.or_else(|| Some(format!("> {}", quote?))).unwrap_or_default();
            let (text, html) = checked(&text);
            if html {
                self.kept(span, "the text holds HTML: it becomes Markdown, or is shown as it is written");
            }
            MADE.iter().for_each(|key| drop(event.shift_remove(*key)));
            match serde_json::from_value::<Details>(Value::Object(event)) {
                Ok(details) => {
                    let title = title.unwrap_or_else(|| when.to_string());
                    self.found.records.push(Record { id, title, when, text, details });
                }
                Err(error) => self.left_out(span, format!("an event of another shape: {error}"), "here"),
            }
        }
        for raw in items(top.get("eras").copied()) {
            let era: Map<String, Value> = serde_json::from_str(raw.get()).unwrap_or_default();
            let said = |key: &str| era.get(key).and_then(Value::as_str).unwrap_or_default();
            match When::parse(said("edtf")) {
                Ok(when) => self.found.eras.push((said("title").to_owned(), when)),
                Err(error) => self.left_out(span_of(&file.text, raw.get()), error.message, "here"),
            }
        }
    }
}
