//! `FILE.events.toml`: what a person says about the events that were found in `FILE`'s prose.

use super::PublishedFrom;
use super::front::{self, Entry, Node, Table, Value};
use super::meta::{self, Layer};
use super::{Correction, Decision};
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::lang::Pack;
use crate::text::SourceFile;
use std::sync::Arc;

/// Keys of an entry that only corrections have.
const QUOTE: &str = "quote";
const ACTION: &str = "action";

/// The corrections of a file; `published` is the article's.
pub(super) fn read(
    file: &Arc<SourceFile>,
    pack: &Pack,
    published: Option<Day>,
) -> (Vec<Correction>, Vec<Diagnostic>) {
    let front = front::read_whole(file);
    let mut told = front.told;
    let mut found = Vec::new();
    for entry in &front.table {
        match (entry.key.as_str(), &entry.node.value) {
            ("event" | "events", Value::List(nodes)) => {
                for node in nodes {
                    found.extend(correction(file, node, pack, published, &mut told));
                }
            }
            _ => told.push(
                Diagnostic::error("bad-correction", format!("`{}` is no correction", entry.key))
                    .at(file, entry.key_span, "left out")
                    .help("each correction is a table of its own: [[event]]"),
            ),
        }
    }
    (found, told)
}

fn correction(
    file: &Arc<SourceFile>,
    node: &Node,
    pack: &Pack,
    published: Option<Day>,
    told: &mut Vec<Diagnostic>,
) -> Option<Correction> {
    let Value::Table(table) = &node.value else { return None };
    let own = |key: &str| table.iter().find(|entry| entry.key == key);
    let text = |entry: Option<&Entry>| entry.and_then(|entry| entry.node.text());
    let quote = text(own(QUOTE)).filter(|quote| !quote.trim().is_empty());
    let stated: Table =
        table.iter().filter(|entry| ![QUOTE, ACTION].contains(&entry.key.as_str())).cloned().collect();
    let layers = [Layer::new(file, &stated, PublishedFrom::FrontMatter)];
    let (meta, more) = meta::entry(&layers, pack, published);
    told.extend(more);
    let span = meta::extent(node);
    let decision = match (own(ACTION), text(own(ACTION)).as_deref()) {
        (None, _) if quote.is_none() => Decision::Add,
        (None, _) | (_, Some("fix")) => Decision::Fix,
        (_, Some("hide")) => Decision::Hide,
        (_, Some("keep")) => Decision::Keep,
        (_, Some("split")) => Decision::Split,
        (Some(entry), _) => {
            told.push(
                Diagnostic::error("bad-correction", "there is no such action")
                    .at(file, entry.node.span, "left out")
                    .help("the actions are fix, hide, keep and split"),
            );
            return None;
        }
    };
    let wrong = match (&quote, decision) {
        (None, Decision::Add) if meta.when.is_none() => {
            Some("an event that the text does not state needs a `date`")
        }
        (None, Decision::Add) if meta.title.is_none() => {
            Some("an event that the text does not state needs a `title`")
        }
        (None, Decision::Add) | (Some(_), _) => None,
        (None, _) => Some("a correction needs the `quote` of the sentence that it is about"),
    };
    if let Some(wrong) = wrong {
        told.push(Diagnostic::error("bad-correction", wrong).at(file, span, "left out"));
        return None;
    }
    Some(Correction { quote, decision, meta, span })
}
