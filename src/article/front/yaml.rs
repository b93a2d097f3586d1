//! YAML, and JSON as its subset, to nodes.
//!
//! The parser's events are read instead of a serde tree: they know their bytes, and scalars stay as they are written
//! (`date: 1984`, `id: 007`, `-0043`).

use super::Problem;
use super::node::{Entry, Node, Value};
use crate::text::Span;
use granit_parser::{Event, Options, Parser, ScalarStyle};
use std::collections::{BTreeMap, BTreeSet};

/// Aliases copy what they name; a file that copies more nodes than this is refused ("billion laughs").
const MAX_NODES: usize = 100_000;

/// Reads the first YAML document of `text`, which stands at `at` in its file: what can be read, and what is wrong.
pub(super) fn read(text: &str, at: usize) -> (Node, Vec<Problem>) {
    let mut options = Options::default();
    options.set_emit_comments(false);
    let mut reader = Reader {
        at,
        open: Vec::new(),
        root: None,
        anchors: BTreeMap::new(),
        copied: 0,
        problems: Vec::new(),
    };
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((Event::DocumentEnd, _)) => break,
            Ok((event, span)) => {
                let span = span
                    .byte_range()
                    .map_or(Span::new(at, at), |range| Span::new(range.start + at, range.end + at));
                reader.event(event, span);
            }
            Err(error) => {
                let place = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
                reader.problems.push(problem(&error.info(), text, place, at));
                break;
            }
        }
    }
    let whole = Node::new(Value::Null, Span::new(at, at + text.len()));
    let problems = std::mem::take(&mut reader.problems);
    (reader.finish().unwrap_or(whole), problems)
}

/// Underlines the line's rest: the scanner stops where it gives up, which is often a line end.
fn problem(message: &str, text: &str, place: usize, at: usize) -> Problem {
    let line_start = text[..place].trim_end().rfind('\n').map_or(0, |at| at + 1);
    let rest = text[place..].split('\n').next().unwrap_or("").trim_end();
    let span = if rest.is_empty() {
        let line = text[line_start..].split('\n').next().unwrap_or("").trim_end();
        Span::new(line_start, line_start + line.len())
    } else {
        Span::new(place, place + rest.len())
    };
    Problem {
        message: message.to_owned(),
        span: span.shifted(at),
        help: "YAML is written `key: value`; put a text that holds `: `, `#`, quotes or brackets in quotes"
            .to_owned(),
    }
}

/// A list or table whose end has not been seen.
struct Open {
    node: Node,
    anchor: usize,
    /// In a table: the key that waits for its value.
    key: Option<(String, Span)>,
    /// In a table: the keys that it states itself.
    keys: BTreeSet<String>,
}

struct Reader {
    at: usize,
    open: Vec<Open>,
    root: Option<Node>,
    anchors: BTreeMap<usize, Node>,
    copied: usize,
    problems: Vec<Problem>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let node = Node::new(scalar(&text, style), span);
                self.close(node, anchor);
            }
            Event::SequenceStart(_, anchor, _) => self.start(Value::List(Vec::new()), span, anchor),
            Event::MappingStart(_, anchor, _) => self.start(Value::Table(Vec::new()), span, anchor),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            _ => {}
        }
    }

    fn start(&mut self, value: Value, span: Span, anchor: usize) {
        self.open.push(Open { node: Node::new(value, span), anchor, key: None, keys: BTreeSet::new() });
    }

    fn end(&mut self, span: Span) {
        if let Some(Open { mut node, anchor, .. }) = self.open.pop() {
            let last = match &node.value {
                Value::List(nodes) => nodes.last().map(|node| node.span.end),
                Value::Table(entries) => entries.last().map(|entry| entry.node.span.end),
                _ => None,
            };
            // A block ends where the next token begins: its last value is the better end.
            node.span.end =
                if span.is_empty() { last.unwrap_or(span.end) } else { span.end }.max(node.span.start);
            self.close(node, anchor);
        }
    }

    fn alias(&mut self, anchor: usize, span: Span) {
        let node = self.anchors.get(&anchor).cloned().unwrap_or(Node::new(Value::Null, span));
        self.copied += size(&node);
        let node = if self.copied > MAX_NODES { Node::new(Value::Null, span) } else { node };
        self.close(Node { span, ..node }, 0);
    }

    /// A whole value: it belongs to the list or table around it.
    fn close(&mut self, node: Node, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        match (&mut open.node.value, open.key.take()) {
            (Value::List(nodes), _) => nodes.push(node),
            (Value::Table(_), None) => open.key = Some((node.text().unwrap_or_default(), node.span)),
            (Value::Table(entries), Some((key, key_span))) => match node.value {
                // The merge key of YAML 1.1: what the table itself states goes before, wherever it stands.
                Value::Table(merged) if key == "<<" => {
                    entries.extend(merged.into_iter().filter(|entry| !open.keys.contains(&entry.key)));
                }
                _ if !open.keys.insert(key.clone()) => self.problems.push(Problem {
                    message: format!("duplicate key `{key}`"),
                    span: key_span,
                    help: "keep one of the two".to_owned(),
                }),
                _ => {
                    // More entries than keys: some were merged in, perhaps this one.
                    if entries.len() >= open.keys.len() {
                        entries.retain(|entry| entry.key != key);
                    }
                    entries.push(Entry { key, key_span, node });
                }
            },
            _ => {}
        }
    }

    /// The whole; what was still open when an error struck is closed as far as it goes.
    fn finish(mut self) -> Option<Node> {
        while let Some(open) = self.open.last() {
            let end = Span::new(open.node.span.end.max(self.at), open.node.span.end.max(self.at));
            self.end(end);
        }
        self.root
    }
}

fn size(node: &Node) -> usize {
    match &node.value {
        Value::List(nodes) => 1 + nodes.iter().map(size).sum::<usize>(),
        Value::Table(entries) => 1 + entries.iter().map(|entry| size(&entry.node)).sum::<usize>(),
        _ => 1,
    }
}

/// The core schema of YAML 1.2 (section 10.3); quoted scalars are texts.
fn scalar(text: &str, style: ScalarStyle) -> Value {
    if style != ScalarStyle::Plain {
        return Value::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if text.parse::<f64>().is_ok() && text.contains(|c: char| c.is_ascii_digit()) => {
            Value::Number(text.to_owned())
        }
        _ => Value::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(text: &str, expected: serde_json::Value) {
        let (node, problems) = read(text, 0);
        assert_eq!(problems, [], "{text}");
        assert_eq!(node.to_json(), expected, "{text}");
    }

    #[test]
    fn values_of_all_kinds() {
        check(
            "a: 1\nb: x\nc: [y, 'true', true]\nd:\n  e: ~\n  f: >\n    g\n    h\n",
            json!({"a": 1, "b": "x", "c": ["y", "true", true], "d": {"e": null, "f": "g h\n"}}),
        );
        check("- a\n- b: 1\n", json!(["a", {"b": 1}]));
        check(
            "{\"a\": [1, 2.5, null], \"b\": {\"c\": \"\\u00e9\"}}",
            json!({"a": [1, 2.5, null], "b": {"c": "é"}}),
        );
        check("date: 2025-02-25 23:30:00 -0500\n", json!({"date": "2025-02-25 23:30:00 -0500"}));
        check("a: &x [1]\nb: *x\n", json!({"a": [1], "b": [1]}));
        check(
            "base: &b {a: 1, c: 2}\nt:\n  <<: *b\n  c: 3\n",
            json!({"base": {"a": 1, "c": 2}, "t": {"a": 1, "c": 3}}),
        );
    }

    #[test]
    fn places_are_bytes_of_the_file() {
        let file = "+é\nüa: é x\nb:\n  - 'two'\n";
        let (node, _) = read(&file[4..], 4);
        let Value::Table(entries) = node.value else { panic!("no table") };
        assert_eq!(entries[0].key_span.of(file), "üa");
        assert_eq!(entries[0].node.span.of(file), "é x");
        let Value::List(list) = &entries[1].node.value else { panic!("no list") };
        assert_eq!(list[0].span.of(file), "'two'");
    }

    #[test]
    fn an_error_has_its_place_and_what_came_before_is_read() {
        let text = "title: One: two\nid: x\n";
        let (_, problems) = read(text, 0);
        assert_eq!(problems.len(), 1, "{problems:?}");
        let (node, problems) = read("id: x\ntags: [a, b\n", 0);
        assert_eq!(problems.len(), 1);
        assert_eq!(node.to_json(), json!({"id": "x", "tags": ["a"]}));
        let (node, problems) = read("id: x\nid: y\n", 0);
        assert_eq!(problems[0].message, "duplicate key `id`");
        assert_eq!(node.to_json(), json!({"id": "x"}));
    }

    #[test]
    fn aliases_do_not_explode() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let list = vec![format!("*a{}", level - 1); 10].join(", ");
            text += &format!("a{level}: &a{level} [{list}]\n");
        }
        assert!(size(&read(&text, 0).0) < 3 * MAX_NODES);
    }
}
