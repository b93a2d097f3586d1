//! TOML to nodes.

use super::Problem;
use super::node::{Entry, Node, Table, Value};
use crate::text::Span;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads a TOML document that stands at `at` in its file: what can be read, and what is wrong.
pub(super) fn read(text: &str, at: usize) -> (Table, Vec<Problem>) {
    let (document, errors) = DeTable::parse_recoverable(text);
    let problems = errors
        .iter()
        .map(|error| Problem {
            message: error.message().to_owned(),
            span: span(error.span().unwrap_or(0..text.len()), at),
            help: help(error.message()),
        })
        .collect();
    (table(document.get_ref(), text, at), problems)
}

fn help(message: &str) -> String {
    let mend = match message {
        _ if message.contains("duplicate key") => "keep one of the two",
        _ if message.contains("date") => "a date stands in TOML as 2025-02-25; put any other date in quotes",
        _ => "TOML is written `key = value`, texts in quotes: title = \"A title\"",
    };
    mend.to_owned()
}

/// toml hands out keys in alphabetical order: the order of the file is that of their places.
fn table(table: &DeTable<'_>, text: &str, at: usize) -> Table {
    let mut entries: Table = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: span(key.span(), at),
            node: node(value, text, at),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    entries
}

fn node(value: &Spanned<DeValue<'_>>, text: &str, at: usize) -> Node {
    let written = text.get(value.span()).unwrap_or_default();
    let read = match value.get_ref() {
        DeValue::String(value) => Value::Text(value.to_string()),
        DeValue::Integer(value) => Value::Number(integer(value.as_str(), value.radix(), written)),
        DeValue::Float(value) => Value::Number(value.as_str().to_owned()),
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Datetime(value) => Value::Text(value.to_string()),
        DeValue::Array(values) => Value::List(values.iter().map(|value| node(value, text, at)).collect()),
        DeValue::Table(values) => Value::Table(table(values, text, at)),
    };
    Node::new(read, span(value.span(), at))
}

/// Numbers to other bases than ten become decimal; what does not fit stays as written.
fn integer(digits: &str, radix: u32, written: &str) -> String {
    match radix {
        10 => digits.to_owned(),
        _ => {
            i64::from_str_radix(digits, radix).map_or_else(|_| written.to_owned(), |value| value.to_string())
        }
    }
}

fn span(range: std::ops::Range<usize>, at: usize) -> Span {
    Span::new(range.start + at, range.end + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_in_the_order_of_the_file_with_their_places() {
        let text = "title = 'A'\ndate = 2025-02-25T23:30:00-05:00\n[extra]\nb = 0x10\na = [1.5, true]\n";
        let (table, problems) = read(text, 0);
        assert_eq!(problems, []);
        let keys: Vec<&str> = table.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["title", "date", "extra"]);
        assert_eq!(table[1].node.value, Value::Text("2025-02-25T23:30:00-05:00".into()));
        assert_eq!(table[1].node.span.of(text), "2025-02-25T23:30:00-05:00");
        assert_eq!(table[2].node.to_json(), serde_json::json!({"b": 16, "a": [1.5, true]}));
    }

    #[test]
    fn an_error_has_its_place_and_the_rest_is_read() {
        let text = "title = \"A\"\ndate = tomorrow\ntags = [\"x\"]\n";
        let (table, problems) = read(text, 100);
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].span, Span::new(119, 127));
        assert!(table.iter().any(|entry| entry.key == "tags"));
    }
}
