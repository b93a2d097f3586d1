//! `[theme]`: the custom properties of the style sheet that a site sets.

use super::load::Resolve;
use serde::Deserialize;
use toml::Spanned;

/// The properties that a site can set, with what each is, in the order of the style sheet: colours, then fonts and widths.
pub const PROPERTIES: [(&str, &str); 12] = [
    ("paper", "colour behind everything"),
    ("wash", "colour behind what is set off a little"),
    ("ink", "colour of text"),
    ("soft", "colour of dates, labels and sources"),
    ("rule", "colour of lines that only divide"),
    ("line", "colour of lines that mean something: dots, bars, frames of controls"),
    ("accent", "colour of key events, of links under the pointer, of what is chosen"),
    ("mark", "colour behind marked words"),
    ("serif", "fonts of titles and texts"),
    ("sans", "fonts of dates, labels and controls"),
    ("measure", "width of a column of text: `36rem`"),
    ("width", "width of the page: `66rem`"),
];

/// What a person writes under `[theme]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawLook {
    paper: Option<Spanned<Value>>,
    wash: Option<Spanned<Value>>,
    ink: Option<Spanned<Value>>,
    soft: Option<Spanned<Value>>,
    rule: Option<Spanned<Value>>,
    line: Option<Spanned<Value>>,
    accent: Option<Spanned<Value>>,
    mark: Option<Spanned<Value>>,
    serif: Option<Spanned<Value>>,
    sans: Option<Spanned<Value>>,
    measure: Option<Spanned<Value>>,
    width: Option<Spanned<Value>>,
}

/// A CSS value, or one for light and one for dark screens.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Value {
    Both(String),
    LightDark([String; 2]),
}

impl RawLook {
    /// The properties that are set.
    fn set(&self) -> impl Iterator<Item = (&'static str, &Spanned<Value>)> {
        let values = [
            &self.paper,
            &self.wash,
            &self.ink,
            &self.soft,
            &self.rule,
            &self.line,
            &self.accent,
            &self.mark,
            &self.serif,
            &self.sans,
            &self.measure,
            &self.width,
        ];
        PROPERTIES.iter().zip(values).filter_map(|((name, _), value)| Some((*name, value.as_ref()?)))
    }

    /// Name and value of each property that is set, for light screens.
    pub(super) fn light(&self) -> Vec<(&'static str, String)> {
        let light = |value: &Spanned<Value>| match value.get_ref() {
            Value::Both(value) | Value::LightDark([value, _]) => value.clone(),
        };
        self.set().map(|(name, value)| (name, light(value))).collect()
    }

    /// Name and CSS value of each property that is set; what would end its declaration is told.
    pub(super) fn resolve(&self, resolve: &mut Resolve<'_>) -> Vec<(&'static str, String)> {
        let mut properties = Vec::new();
        for (name, value) in self.set() {
            let css = match value.get_ref() {
                Value::Both(value) => value.clone(),
                Value::LightDark([light, dark]) => format!("light-dark({light}, {dark})"),
            };
            if css.trim().is_empty() || css.contains([';', '{', '}', '<', '\\', '\n']) {
                let message = format!("`{css}` is no value of a style sheet");
                resolve.wrong(
                    value,
                    message,
                    "write a colour, as in accent = \"#96281d\", a list of fonts, a width",
                );
            } else {
                properties.push((name, css));
            }
        }
        properties
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Overrides, load};
    use crate::text::SourceFile;
    use std::sync::Arc;

    #[test]
    fn ok_a_colour_is_one_or_a_pair() {
        let text = "[theme]\naccent = [\"#0b5d57\", \"#7fd1c7\"]\npaper = \"white\"\n";
        let (config, told) =
            load(Some(&Arc::new(SourceFile::new("dateline.toml", text))), "a", &Overrides::default());
        assert_eq!(told, []);
        let expected = [("paper", "white".to_owned()), ("accent", "light-dark(#0b5d57, #7fd1c7)".to_owned())];
        assert_eq!(config.look, expected);
    }

    #[test]
    fn err_what_is_no_value_is_told_and_left_out() {
        for (text, expected) in [
            ("[theme]\naccent = \"red; } body { display: none\"\n", "is no value of a style sheet"),
            ("[theme]\naccent = \"\"\n", "is no value of a style sheet"),
            ("[theme]\nacent = \"red\"\n", "`acent` is no key"),
        ] {
            let file = Arc::new(SourceFile::new("dateline.toml", text));
            let (config, told) = load(Some(&file), "a", &Overrides::default());
            assert_eq!(config.look, []);
            assert!(told.len() == 1 && told[0].message.contains(expected), "{told:?}");
        }
    }
}
