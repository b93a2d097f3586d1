//! `Key: value` lines at the head of a plain text file.

use super::node::{Entry, Node, Table, Value};
use crate::article::meta::is_known;
use crate::text::Span;

/// Reads the lines from `at` to the first blank line, where every one of them is `Key: value` with a known key.
///
/// Returns the entries and where the body begins; `None` where a line is anything else: then it is prose.
pub(super) fn read(text: &str, at: usize) -> Option<(Table, usize)> {
    let mut table = Table::new();
    let mut start = at;
    for line in text.get(at..)?.split_inclusive('\n') {
        if line.trim().is_empty() {
            return (!table.is_empty()).then_some((table, start + line.len()));
        }
        table.push(entry(line, start)?);
        start += line.len();
    }
    None
}

fn entry(line: &str, start: usize) -> Option<Entry> {
    let (key, value) = line.split_once(':')?;
    let name = key.trim();
    if !is_known(name) {
        return None;
    }
    let key_start = start + (key.len() - key.trim_start().len());
    let value_start = start + key.len() + 1 + (value.len() - value.trim_start().len());
    let text = value.trim();
    Some(Entry {
        key: name.to_owned(),
        key_span: Span::new(key_start, key_start + name.len()),
        node: Node::new(
            Value::Text(text.to_owned()),
            Span::new(value_start.min(start + line.len()), value_start + text.len()),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_keys_up_to_a_blank_line() {
        let text = "Title: A day: told\nPublished:  26 Feb 2025\r\n\nBody";
        let (table, body) = read(text, 0).unwrap();
        assert_eq!(&text[body..], "Body");
        assert_eq!(table[0].node.text().unwrap(), "A day: told");
        assert_eq!(table[1].node.span.of(text), "26 Feb 2025");
        assert_eq!(table[1].key_span.of(text), "Published");
    }

    #[test]
    fn anything_else_is_prose() {
        for text in [
            "Title: A\nNot a key: x\n\nBody",
            "A title\n\nBody",
            "Title: A",
            "",
            "\nTitle: A\n\n",
            "Note: this is prose\n\nx",
        ] {
            assert!(read(text, 0).is_none(), "{text:?}");
        }
    }
}
