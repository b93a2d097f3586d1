//! An event as a content file: Markdown below TOML front matter.

use super::{Details, Record, Source};
use crate::event::IMPORTANCE;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// The keys, in the order in which a person would write them.
#[derive(Serialize)]
struct Front<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(flatten)]
    details: Details,
}

/// The file of an event, as `content/` has it. Its section is where it lies, and not in it.
///
/// ```
/// use dateline::{date::When, export::{Details, Record, event_file}};
/// let details = Details { tags: vec!["bridges".to_owned()], ..Details::default() };
/// let record = Record { id: None, title: "The old bridge".to_owned(), when: When::year(1911), text: "Of iron.".to_owned(), details };
/// assert_eq!(event_file(&record)?, "+++\ntitle = \"The old bridge\"\ndate = \"1911\"\ntags = [\"bridges\"]\n+++\n\nOf iron.\n");
/// # Ok::<(), toml::ser::Error>(())
/// ```
///
/// # Errors
/// None in practice: what TOML cannot hold (null, numbers of more than 64 bits) is left out or becomes a text before.
pub fn event_file(record: &Record) -> Result<String, toml::ser::Error> {
    let Record { id, title, when, text, details } = record;
    file(title, Some(when.to_string()), id.as_deref(), text, details)
}

/// The `_index.md` of a folder: its title and introduction.
///
/// # Errors
/// As [`event_file`].
pub fn index_file(title: &str, text: &str, details: &Details) -> Result<String, toml::ser::Error> {
    file(title, None, None, text, details)
}

fn file(
    title: &str,
    date: Option<String>,
    id: Option<&str>,
    text: &str,
    details: &Details,
) -> Result<String, toml::ser::Error> {
    let source = |source: &Source| Source { extra: fit(&source.extra), ..source.clone() };
    let details = Details {
        section: String::new(),
        importance: details.importance.filter(|importance| *importance != IMPORTANCE),
        sources: details.sources.iter().map(source).collect(),
        extra: fit(&details.extra),
        ..details.clone()
    };
    let front = toml::to_string(&Front { title, date, id, details })?;
    let body = if text.is_empty() { String::new() } else { format!("\n{text}\n") };
    Ok(format!("+++\n{front}+++\n{body}"))
}

fn fit(values: &BTreeMap<String, Value>) -> BTreeMap<String, Value> {
    values.iter().filter_map(|(key, value)| Some((key.clone(), fitted(value.clone())?))).collect()
}

/// The value as TOML can hold it; nothing of null.
fn fitted(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Number(number) if number.is_u64() && !number.is_i64() => {
            Some(Value::String(number.to_string()))
        }
        Value::Array(values) => Some(values.into_iter().filter_map(fitted).collect()),
        Value::Object(map) => {
            // In order of keys, whatever the order that they came in.
            let sorted: BTreeMap<String, Value> = map.into_iter().collect();
            Some(fit(&sorted).into_iter().collect())
        }
        value => Some(value),
    }
}
