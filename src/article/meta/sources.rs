//! Sources and media: strings or tables, with the names that their keepers use.

use super::dates::{self, Reading};
use crate::article::front::{Entry, Node, Value};
use crate::article::{Media, SourceRef};

/// A source: its address, its title, "Title: https://...", or a table. `None` for numbers, lists and nothing.
pub(super) fn source(node: &Node, reading: Reading<'_>) -> Option<SourceRef> {
    let mut source = SourceRef::default();
    match &node.value {
        Value::Text(text) if text.trim().is_empty() => return None,
        Value::Text(text) => {
            let at = text.find("https://").or_else(|| text.find("http://")).unwrap_or(text.len());
            let (title, url) = text.split_at(at);
            let title = title.trim().trim_end_matches([':', ',', '-', '–', '—', '<', '(', '|']).trim();
            source.title = filled(title);
            source.url = filled(url.trim().trim_end_matches(['>', ')']));
        }
        Value::Table(entries) => entries.iter().for_each(|entry| field(&mut source, entry, reading)),
        _ => return None,
    }
    Some(source)
}

/// Sets the field that an entry means, the first of several; the rest is kept.
fn field(source: &mut SourceRef, entry: &Entry, reading: Reading<'_>) {
    let name = entry.key.to_lowercase().replace('-', "_");
    let is_date = matches!(
        name.as_str(),
        "date"
            | "publication_date"
            | "date_published"
            | "published"
            | "published_date"
            | "publish_date"
            | "pub_date"
            | "year"
    );
    let field = match name.as_str() {
        _ if is_date => &mut source.date,
        "title" | "name" | "headline" => &mut source.title,
        "url" | "link" | "href" => &mut source.url,
        "publisher" | "outlet" | "publication" => &mut source.publisher,
        "archive" | "archive_url" | "archived" | "archived_url" | "archive_link" => &mut source.archive,
        "note" | "notes" => &mut source.note,
        "tier" => &mut source.tier,
        "accessed" | "accessed_at" | "accessed_on" | "access_date" | "accessed_date" | "date_accessed"
        | "retrieved" | "retrieved_date" | "retrieval_date" | "retrieved_at" => &mut source.accessed,
        _ => {
            source.extra.insert(entry.key.clone(), entry.node.to_json());
            return;
        }
    };
    match entry.node.text() {
        Some(text) if field.is_none() => *field = Some(if is_date { date(&text, reading) } else { text }),
        None if entry.node.is_empty() => {}
        _ => {
            source.extra.insert(entry.key.clone(), entry.node.to_json());
        }
    }
}

/// EDTF where the text is a date, else the text.
fn date(text: &str, reading: Reading<'_>) -> String {
    dates::when(text, reading).map_or_else(|_| text.to_owned(), |when| when.to_string())
}

/// An image or other medium: its address or a table with one.
pub(super) fn media(node: &Node) -> Option<Media> {
    match &node.value {
        Value::Text(_) => Some(Media { src: node.text()?, ..Media::default() }),
        Value::Table(entries) => {
            let get = |names: &[&str]| {
                let found = entries.iter().find(|entry| names.contains(&entry.key.to_lowercase().as_str()));
                found.and_then(|entry| entry.node.text())
            };
            Some(Media {
                src: get(&["src", "url", "image", "path", "file", "href"])?,
                alt: get(&["alt", "alt_text", "alttext"]),
                caption: get(&["caption", "title"]),
                credit: get(&["credit", "attribution"]),
                link: get(&["link"]),
            })
        }
        _ => None,
    }
}

fn filled(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}
