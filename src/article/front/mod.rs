//! Front matter: where it stands, in which dialect, and its tree.

mod lines;
pub(super) mod node;
mod toml;
mod yaml;

pub(super) use node::{Entry, Node, Table, Value};

use super::Markup;
use crate::diag::Diagnostic;
use crate::text::{SourceFile, Span};
use std::sync::Arc;

/// What is wrong with a piece of front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Problem {
    message: String,
    span: Span,
    help: String,
}

/// Front matter and what follows it.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// The keys, as far as they could be read.
    pub table: Table,
    /// Where the body begins.
    pub body: usize,
    /// What is wrong.
    pub told: Vec<Diagnostic>,
    /// Whether it is no valid TOML, YAML or JSON.
    pub broken: bool,
}

/// A dialect that is fenced off from the body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dialect {
    Toml,
    Yaml,
    Json,
}

/// Splits a file into front matter and body.
pub(super) fn read(file: &Arc<SourceFile>, markup: Markup) -> Front {
    let text = &file.text;
    if markup == Markup::Data {
        let dialect = match file.path.extension() {
            Some("toml") => Dialect::Toml,
            Some("json") => Dialect::Json,
            _ => Dialect::Yaml,
        };
        return front(file, dialect, Span::new(0, text.len()), text.len(), Vec::new());
    }
    let start = text.len() - text.trim_start_matches(['\u{feff}', '\n', '\r', ' ']).len();
    let first = text[start..].split('\n').next().unwrap_or("").trim_end();
    match first {
        "+++" => fenced(file, Dialect::Toml, start, &["+++"]),
        "---" => fenced(file, Dialect::Yaml, start, &["---", "..."]),
        _ if first.starts_with('{') && markup == Markup::Markdown => json_object(file, start),
        _ => {
            let (table, body) = match markup {
                Markup::Text => lines::read(text, start).unwrap_or((Table::new(), start)),
                _ => (Table::new(), 0),
            };
            Front { table, body, ..Front::default() }
        }
    }
}

/// Reads the keys of a whole file: `FILE.meta.toml`.
pub(super) fn read_whole(file: &Arc<SourceFile>) -> Front {
    read(file, Markup::Data)
}

/// Front matter between the fence at `fence` and the next one.
fn fenced(file: &Arc<SourceFile>, dialect: Dialect, fence: usize, fences: &[&str]) -> Front {
    let text = &file.text;
    let start = fence + text[fence..].find('\n').map_or(text.len() - fence, |at| at + 1);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if fences.contains(&line.trim_end()) {
            return front(file, dialect, Span::new(start, at), at + line.len(), Vec::new());
        }
        at += line.len();
    }
    // A line of hyphens is also a rule of Markdown: only keys make it front matter.
    let entries = text[start..].lines().take_while(|line| !line.trim().is_empty()).collect::<Vec<_>>();
    if dialect == Dialect::Yaml && !entries.iter().any(|line| looks_like_key(line)) {
        return Front { body: 0, ..Front::default() };
    }
    let end = start + text[start..].find("\n\n").map_or(text.len() - start, |at| at + 1);
    let closing = fences[0];
    let told = Diagnostic::error("front-matter", "the front matter has no end")
        .at(file, Span::new(fence, fence + 3), "begins here")
        .help(format!("close it with a line `{closing}`"));
    front(file, dialect, Span::new(start, end), end, vec![told])
}

fn looks_like_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty() && !key.contains(' ') && (value.is_empty() || value.starts_with([' ', '\r']))
    })
}

/// Hugo's JSON front matter: an object at the head of the file, up to its closing brace.
fn json_object(file: &Arc<SourceFile>, start: usize) -> Front {
    let nothing = Front { body: 0, ..Front::default() };
    let Some(length) = object_length(&file.text[start..]) else { return nothing };
    let end = start + length;
    let rest = &file.text[end..];
    let line_end = rest.find('\n').map_or(rest.len(), |at| at + 1);
    if !rest[..line_end].trim().is_empty() || !file.text[start..end].contains('"') {
        return nothing;
    }
    front(file, Dialect::Json, Span::new(start, end), end + line_end, Vec::new())
}

/// Bytes up to the brace that closes the first one.
fn object_length(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn front(
    file: &Arc<SourceFile>,
    dialect: Dialect,
    span: Span,
    body: usize,
    mut told: Vec<Diagnostic>,
) -> Front {
    let text = span.of(&file.text);
    let (node, problems) = match dialect {
        Dialect::Toml => {
            let (table, problems) = toml::read(text, span.start);
            (Node::new(Value::Table(table), span), problems)
        }
        Dialect::Yaml => yaml::read(text, span.start),
        Dialect::Json => json(text, span),
    };
    if told.is_empty() {
        told.extend(problems.iter().map(|problem| {
            Diagnostic::error("front-matter", "the front matter cannot be read")
                .at(file, problem.span, problem.message.clone())
                .help(problem.help.clone())
        }));
    }
    let table = match node.value {
        Value::Table(table) => table,
        Value::Null => Table::new(),
        // Prose between two rules.
        _ if told.is_empty() && dialect == Dialect::Yaml && body < file.text.len() => {
            return Front::default();
        }
        _ => {
            if told.is_empty() {
                told.push(
                    Diagnostic::error(
                        "front-matter",
                        format!("front matter holds keys and values, not {}", node.kind()),
                    )
                    .at(file, node.span, "no key")
                    .help("write `key: value`, one a line"),
                );
            }
            Table::new()
        }
    };
    Front { table, body, told, broken: !problems.is_empty() }
}

/// JSON is read as YAML for its places; where YAML is stricter (tabs, surrogate pairs), as JSON without them.
fn json(text: &str, span: Span) -> (Node, Vec<Problem>) {
    let error = match serde_json::from_str::<serde_json::Value>(text) {
        Ok(value) => {
            let (node, problems) = yaml::read(text, span.start);
            return if problems.is_empty() { (node, problems) } else { (from_json(value, span), Vec::new()) };
        }
        Err(error) => error,
    };
    let line_start: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut at = (line_start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    let help =
        "JSON is written {\"key\": \"value\"}: texts in quotes, commas between entries, none after the last"
            .to_owned();
    let problem = Problem { message, span: Span::new(at, end).shifted(span.start), help };
    (yaml::read(text, span.start).0, vec![problem])
}

fn from_json(value: serde_json::Value, span: Span) -> Node {
    let value = match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(value) => Value::Bool(value),
        serde_json::Value::Number(number) => Value::Number(number.to_string()),
        serde_json::Value::String(text) => Value::Text(text),
        serde_json::Value::Array(values) => {
            Value::List(values.into_iter().map(|value| from_json(value, span)).collect())
        }
        serde_json::Value::Object(map) => {
            let entry = |(key, value)| Entry { key, key_span: span, node: from_json(value, span) };
            Value::Table(map.into_iter().map(entry).collect())
        }
    };
    Node::new(value, span)
}
