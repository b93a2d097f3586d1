//! One neutral tree for every dialect of front matter.

use crate::text::Span;
use serde_json::Value as Json;

/// A value with its bytes in the file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// What it is.
    pub value: Value,
    /// Its bytes in the file.
    pub span: Span,
}

/// What a dialect can say. Dates are texts: they are read as dates where a date is expected, and nowhere else.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Nothing: `key:` in YAML.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is written: `007` and `1e3` may be meant as texts.
    Number(String),
    /// A text, or a date as it is written.
    Text(String),
    /// Values in order.
    List(Vec<Node>),
    /// Keys with their values in the order of the file.
    Table(Table),
}

/// The entries of a table, in the order of the file.
pub(crate) type Table = Vec<Entry>;

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// The key as it is written.
    pub key: String,
    /// The key's bytes in the file.
    pub key_span: Span,
    /// Its value.
    pub node: Node,
}

impl Node {
    /// A value at `span`.
    pub(crate) fn new(value: Value, span: Span) -> Self {
        Self { value, span }
    }

    /// A scalar as text, trimmed; `None` for lists, tables and nothing at all.
    pub(crate) fn text(&self) -> Option<String> {
        match &self.value {
            Value::Text(text) | Value::Number(text) => {
                Some(text.trim().to_owned()).filter(|text| !text.is_empty())
            }
            Value::Bool(value) => Some(value.to_string()),
            Value::Null | Value::List(_) | Value::Table(_) => None,
        }
    }

    /// Whether nothing is said: `key:` or `key: ""`.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// The kind of value in words, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }

    /// The same for templates.
    pub(crate) fn to_json(&self) -> Json {
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(*value),
            Value::Number(text) => number(text),
            Value::Text(text) => Json::String(text.clone()),
            Value::List(nodes) => nodes.iter().map(Self::to_json).collect(),
            Value::Table(entries) => {
                entries.iter().map(|entry| (entry.key.clone(), entry.node.to_json())).collect()
            }
        }
    }
}

fn number(text: &str) -> Json {
    let plain = text.replace('_', "");
    if let Ok(value) = plain.parse::<i64>() {
        return value.into();
    }
    plain.parse::<f64>().ok().and_then(serde_json::Number::from_f64).map_or_else(|| text.into(), Json::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_reach_templates_as_numbers_where_they_are_some() {
        for (text, expected) in [
            ("12", json!(12)),
            ("-3", json!(-3)),
            ("1_000", json!(1000)),
            ("2.5", json!(2.5)),
            ("inf", json!("inf")),
        ] {
            assert_eq!(Node::new(Value::Number(text.into()), Span::default()).to_json(), expected);
        }
    }
}
