//! Values of one kind each, out of the layers: texts, numbers, names, days; what is of another kind is told.

use super::dates::{self, DateError, Reading};
use super::layer::Layer;
use crate::article::PublishedFrom;
use crate::article::front::{Node, Value};
use crate::date::{Day, When};
use crate::diag::Diagnostic;
use crate::text::Span;

/// Reads keys, and gathers what is wrong with them.
pub(super) struct Reader<'a> {
    pub layers: &'a [Layer<'a>],
    pub reading: Reading<'a>,
    pub told: Vec<Diagnostic>,
}

/// A value and the layer that states it.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    /// The key as it is written.
    pub key: &'a str,
    pub node: &'a Node,
    pub layer: &'a Layer<'a>,
    /// Whether it stands in the article's own front matter.
    pub own: bool,
}

impl Found<'_> {
    /// The bytes in the article's file; empty for what stands elsewhere.
    pub(super) fn span(self) -> Span {
        if self.own { self.node.span } else { Span::default() }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn find(&self, key: &str) -> Option<Found<'a>> {
        self.all(key).into_iter().next()
    }

    /// The values of a key in the first layer that states it.
    pub(super) fn all(&self, key: &str) -> Vec<Found<'a>> {
        let stating = self.layers.iter().enumerate().find(|(_, layer)| !layer.get(key).is_empty());
        let Some((number, layer)) = stating else { return Vec::new() };
        layer
            .get(key)
            .iter()
            .map(|entry| Found { key: &entry.key, node: &entry.node, layer, own: number == 0 })
            .collect()
    }

    /// Tells of a value; what a folder states for all its files is told once, where the folder's file is read.
    pub(super) fn tell(&mut self, found: Found<'_>, diagnostic: Diagnostic, span: Span, label: &str) {
        if found.own || found.layer.from != PublishedFrom::Section {
            self.told.push(diagnostic.at(found.layer.file, span, label));
        }
    }

    pub(super) fn bad_value(&mut self, found: Found<'_>, takes: &str) {
        let message = format!("`{}` takes {takes}, not {}", found.key, found.node.kind());
        self.tell(found, Diagnostic::warning("bad-value", message), found.node.span, "left out");
    }

    pub(super) fn bad_date(&mut self, found: Found<'_>, error: DateError) {
        // The text under the carets is the author's, quotes and all: the mistake is found in it where it stands as it is.
        let (node, written) = (found.node, found.node.span.of(&found.layer.file.text));
        let text = node.text().unwrap_or_default();
        let span = written.find(&text).map_or(node.span, |at| error.span.shifted(node.span.start + at));
        let diagnostic = Diagnostic::error("bad-date", error.message).help(error.help);
        self.tell(found, diagnostic, span, "no date");
    }

    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        let found = self.find(key)?;
        let text = found.node.text();
        if text.is_none() {
            self.bad_value(found, "a text");
        }
        text
    }

    pub(super) fn truth(&mut self, key: &str) -> Option<bool> {
        let found = self.find(key)?;
        let value = match found.node.text()?.to_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some(true),
            "false" | "no" | "off" | "0" => Some(false),
            _ => None,
        };
        if value.is_none() {
            self.bad_value(found, "true or false");
        }
        value
    }

    pub(super) fn integer(&mut self, key: &str) -> Option<i64> {
        let found = self.find(key)?;
        let value = found.node.text().and_then(|text| text.parse().ok());
        if value.is_none() {
            self.bad_value(found, "a whole number");
        }
        value
    }

    /// A list of names; one text is a list in itself, parted by `;` or else by `separator`.
    pub(super) fn names(&mut self, key: &str, separator: &str) -> Vec<String> {
        let Some(found) = self.find(key) else { return Vec::new() };
        let Value::List(nodes) = &found.node.value else {
            let Some(text) = name(found.node) else {
                self.bad_value(found, "a list of texts");
                return Vec::new();
            };
            let separator = if text.contains(';') { ";" } else { separator };
            return text
                .split(separator)
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect();
        };
        let mut names = Vec::new();
        for node in nodes.iter().filter(|node| !node.is_empty()) {
            match name(node) {
                Some(name) if names.contains(&name) => {}
                Some(name) => names.push(name),
                None => self.bad_value(Found { node, ..found }, "a list of texts"),
            }
        }
        names
    }

    /// Each element of a list, or the one value, read by `read`.
    pub(super) fn each<T>(
        &mut self,
        key: &str,
        takes: &str,
        read: impl Fn(&Node, Reading<'_>) -> Option<T>,
    ) -> Vec<T> {
        let mut values = Vec::new();
        for found in self.all(key) {
            let nodes = match &found.node.value {
                Value::List(nodes) => nodes.as_slice(),
                _ => std::slice::from_ref(found.node),
            };
            for node in nodes.iter().filter(|node| !node.is_empty()) {
                match read(node, self.reading) {
                    Some(value) => values.push(value),
                    None => self.bad_value(Found { node, ..found }, takes),
                }
            }
        }
        values
    }

    pub(super) fn day(&mut self, key: &str) -> Option<(Day, Found<'a>)> {
        let found = self.find(key)?;
        let Some(text) = found.node.text() else {
            self.bad_value(found, "a day");
            return None;
        };
        let day = dates::day(&text, self.reading).map_err(|error| self.bad_date(found, error)).ok()?;
        Some((day, found))
    }

    pub(super) fn date(&mut self, key: &str) -> Option<(When, Found<'a>)> {
        let found = self.find(key)?;
        let Some(text) = found.node.text() else {
            self.bad_value(found, "a date");
            return None;
        };
        let when = dates::when(&text, self.reading).map_err(|error| self.bad_date(found, error)).ok()?;
        Some((when, found))
    }
}

/// A name, or a table with one: `{name: Ada, role: engineer}`.
fn name(node: &Node) -> Option<String> {
    match &node.value {
        Value::Table(entries) => entries
            .iter()
            .find(|entry| ["name", "title"].contains(&entry.key.to_lowercase().as_str()))
            .and_then(|entry| entry.node.text()),
        _ => node.text(),
    }
}
