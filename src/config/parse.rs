//! `dateline.toml` -> raw, with everything that is wrong in it.

use super::raw::Raw;
use crate::diag::Diagnostic;
use crate::text::{SourceFile, Span};
use serde::Deserialize;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// Reads the file as far as it can be read: each entry that is wrong is told and left out, until the rest is right.
pub(super) fn parse(file: &Arc<SourceFile>, told: &mut Vec<Diagnostic>) -> Raw {
    let (mut document, errors) = DeTable::parse_recoverable(&file.text);
    for error in &errors {
        let span = span(error.span());
        told.push(
            Diagnostic::error(
                "bad-config",
                format!("the configuration is not valid TOML: {}", error.message()),
            )
            .at(file, span, ""),
        );
    }
    loop {
        match Raw::deserialize(toml::Deserializer::from(document.clone())) {
            Ok(raw) => return raw,
            Err(error) => {
                let place = span(error.span());
                told.push(explain(error.message()).at(file, place, ""));
                if !remove(document.get_mut(), place) {
                    return Raw::default();
                }
            }
        }
    }
}

/// serde names an unknown key, and all that are known, in back quotes.
fn explain(message: &str) -> Diagnostic {
    let mut names = message.split('`').skip(1).step_by(2);
    match names.next() {
        Some(key) if message.starts_with("unknown field") => {
            let known: Vec<&str> = names.collect();
            Diagnostic::error("unknown-key", format!("`{key}` is no key of the configuration")).help(
                match nearest(key, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the keys are {}", known.join(", ")),
                },
            )
        }
        Some(value) if message.starts_with("unknown variant") => {
            Diagnostic::error("bad-config", format!("`{value}` is no choice here"))
                .help(format!("write one of {}", names.collect::<Vec<_>>().join(", ")))
        }
        _ => Diagnostic::error("bad-config", format!("the value cannot stand here: {message}"))
            .help("texts stand in quotes; numbers, true and false do not"),
    }
}

/// The name that a misspelt one was likely meant to be.
pub(super) fn nearest<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let near = |name: &str| strsim::jaro_winkler(written, name);
    known.max_by(|a, b| near(a).total_cmp(&near(b))).filter(|name| near(name) > 0.8)
}

/// Removes the innermost entry whose key or value lies at `place`.
fn remove(table: &mut DeTable<'_>, place: Span) -> bool {
    for (_, value) in table.iter_mut() {
        let inside = match value.get_mut() {
            DeValue::Table(inner) => remove(inner, place),
            DeValue::Array(values) => values.iter_mut().any(|value| match value.get_mut() {
                DeValue::Table(inner) => remove(inner, place),
                _ => false,
            }),
            _ => false,
        };
        if inside {
            return true;
        }
    }
    let holds = |range| span(Some(range)).contains(place);
    let found = table
        .iter()
        .find(|(key, value)| holds(key.span()) || holds(value.span()))
        .map(|(key, _)| key.clone());
    found.is_some_and(|key| table.remove(&key).is_some())
}

pub(super) fn span(range: Option<std::ops::Range<usize>>) -> Span {
    range.map_or(Span::default(), |range| Span::new(range.start, range.end))
}
