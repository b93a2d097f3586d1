//! Where a key may be stated: in the file, in the file beside it, for its folder. The nearest statement holds.

use super::keys;
use crate::article::PublishedFrom;
use crate::article::front::{Entry, Node, Table, Value};
use crate::text::SourceFile;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The keys of one place, by their own names.
#[derive(Debug)]
pub(crate) struct Layer<'a> {
    /// The file that the spans are of.
    pub file: &'a Arc<SourceFile>,
    /// What a publication date of this place is called.
    pub from: PublishedFrom,
    known: BTreeMap<&'static str, Vec<&'a Entry>>,
    /// Keys that nothing is known about.
    pub unknown: Vec<&'a Entry>,
    /// Those of them that stand at the top, where a misspelt key would.
    pub suspects: Vec<&'a Entry>,
}

impl<'a> Layer<'a> {
    pub(crate) fn new(file: &'a Arc<SourceFile>, table: &'a Table, from: PublishedFrom) -> Self {
        let mut layer =
            Self { file, from, known: BTreeMap::new(), unknown: Vec::new(), suspects: Vec::new() };
        layer.add(table, true);
        layer
    }

    /// The tables of other tools (`[extra]`, `[taxonomies]`, `[params]`) say what the top does not.
    fn add(&mut self, table: &'a Table, top: bool) {
        let mut nested = Vec::new();
        for entry in table {
            match (meant(entry), &entry.node.value) {
                (Some("extra" | "taxonomies"), Value::Table(table)) if top => nested.push(table),
                (Some(key), _) if !entry.node.is_empty() => self.insert(key, entry),
                (Some(_), _) => {}
                (None, _) => {
                    self.unknown.push(entry);
                    if top && keys::known(&entry.key).is_none() {
                        self.suspects.push(entry);
                    }
                }
            }
        }
        for table in nested {
            self.add(table, false);
        }
    }

    /// A key's own name goes before its other names (`summary` before `description`); what is left over is kept as extra.
    fn insert(&mut self, key: &'static str, entry: &'a Entry) {
        let entries = self.known.entry(key).or_default();
        if key == "media" || entries.is_empty() {
            entries.push(entry);
            return;
        }
        let better = keys::is_own_name(&entry.key)
            && entries.first().is_some_and(|first| !keys::is_own_name(&first.key));
        let left_over = if better { std::mem::replace(entries, vec![entry]) } else { vec![entry] };
        self.unknown.extend(left_over);
    }

    /// The values of a key.
    pub(crate) fn get(&self, key: &str) -> &[&'a Entry] {
        self.known.get(key).map_or(&[], Vec::as_slice)
    }
}

/// The key that an entry states; a name that has two meanings is told by its value.
fn meant(entry: &Entry) -> Option<&'static str> {
    let is_table = |node: &Node| matches!(node.value, Value::Table(_));
    let holds_tables = is_table(&entry.node)
        || matches!(&entry.node.value, Value::List(nodes) if nodes.iter().any(is_table));
    let text = entry.node.text();
    let is_address = text.as_deref().is_some_and(|text| text.contains("://"));
    match keys::known(&entry.key)? {
        // `source: https://...` is where the event is documented, `source: The Gazette` who published the article.
        "publisher" if is_address || text.is_none() && !entry.node.is_empty() => Some("sources"),
        // Tables of other tools about related records, of any shape.
        "related" if holds_tables => None,
        // Hugo and Zola: the page's own path.
        "url" if text.as_deref().is_some_and(|text| text.starts_with('/')) => None,
        key => Some(key),
    }
}
