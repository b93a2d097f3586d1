//! The words of the pages, as data: `templates/i18n/CODE.toml`.

use super::theme::WORDS;
use crate::diag::Diagnostic;
use crate::text::{SourceFile, Span};
use camino::Utf8PathBuf;
use std::sync::Arc;
use toml::{Table, Value};

/// Words of languages that have no file, and those that a file leaves out.
const FALLBACK: &str = "en";

/// The words, by key; counted things are tables with the forms `one` and `other`.
pub(super) type Interface = Table;

/// The words of a language: the built-in ones, with the user's over them, and for `de-AT` those of `de` below.
pub(super) fn load(
    user: &[(Utf8PathBuf, Arc<SourceFile>)],
    language: &str,
    told: &mut Vec<Diagnostic>,
) -> Interface {
    let mut words = Table::new();
    let base = language.split('-').next().unwrap_or(language);
    let mut codes = vec![FALLBACK, base, language];
    codes.dedup();
    for code in codes {
        let name = format!("i18n/{code}.toml");
        let builtin = WORDS.iter().filter(|(builtin, _)| *builtin == name).map(|(_, text)| {
            let file = Arc::new(SourceFile::new(&name, *text));
            parse(&file)
        });
        let own = user.iter().filter(|(path, _)| path.as_str() == name).map(|(_, file)| parse(file));
        for read in builtin.chain(own) {
            match read {
                Ok(table) => merge(&mut words, table),
                Err(diagnostic) => told.push(diagnostic),
            }
        }
    }
    words
}

fn parse(file: &Arc<SourceFile>) -> Result<Table, Diagnostic> {
    file.text.parse::<Table>().map_err(|error| {
        let span = error.span().map_or(Span::default(), |range| Span::new(range.start, range.end));
        Diagnostic::error("bad-words", format!("the interface words are not valid TOML: {}", error.message()))
            .at(file, span, "")
    })
}

fn merge(words: &mut Table, over: Table) {
    for (key, value) in over {
        match (words.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(value)) => merge(below, value),
            (_, value) => {
                words.insert(key, value);
            }
        }
    }
}

/// The words under `group.key`, else `key` itself: a status that no file knows is shown as written.
pub(super) fn word<'a>(words: &'a Interface, group: &str, key: &'a str) -> &'a str {
    words.get(group).and_then(|group| group.get(key)).and_then(Value::as_str).unwrap_or(key)
}

/// The words under `key`.
pub(super) fn text<'a>(words: &'a Interface, key: &'a str) -> &'a str {
    words.get(key).and_then(Value::as_str).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(files: &[(&str, &str)]) -> Vec<(Utf8PathBuf, Arc<SourceFile>)> {
        files
            .iter()
            .map(|(name, text)| (Utf8PathBuf::from(*name), Arc::new(SourceFile::new(name, *text))))
            .collect()
    }

    #[test]
    fn ok_a_users_language_lies_over_english() {
        let files = user(&[
            ("i18n/nl.toml", "timeline = 'Tijdlijn'\nmenu = 'Hoofd'\n[events]\none = '{n} gebeurtenis'"),
            ("i18n/nl-BE.toml", "menu = 'Menu'"),
        ]);
        let mut told = Vec::new();
        let words = load(&files, "nl-BE", &mut told);
        assert_eq!(told, []);
        for (group, key, expected) in [
            ("", "timeline", "Tijdlijn"),
            ("", "menu", "Menu"),
            ("events", "one", "{n} gebeurtenis"),
            ("events", "other", "{n} events"),
            ("status", "disputed", "disputed"),
            ("status", "unheard-of", "unheard-of"),
        ] {
            let found = if group.is_empty() { text(&words, key) } else { word(&words, group, key) };
            assert_eq!(found, expected, "{group}.{key}");
        }
    }

    #[test]
    fn ok_every_built_in_language_has_the_same_words() {
        fn keys(words: &Table) -> Vec<String> {
            let key = |(key, value): (&String, &Value)| match value {
                Value::Table(group) => keys(group).iter().map(|below| format!("{key}.{below}")).collect(),
                _ => vec![key.clone()],
            };
            words.iter().flat_map(key).collect()
        }
        let tables: Vec<Table> = WORDS.iter().map(|(_, text)| text.parse().unwrap()).collect();
        for table in &tables {
            assert_eq!(keys(table), keys(&tables[0]));
        }
        assert_eq!(text(&load(&[], "de-CH", &mut Vec::new()), "timeline"), "Zeitleiste");
    }

    #[test]
    fn err_broken_words_have_a_place() {
        let mut told = Vec::new();
        load(&user(&[("i18n/en.toml", "menu = \"a\"\nskip = \"")]), "en", &mut told);
        let place = told[0].place.as_ref().unwrap();
        assert_eq!(place.file.line_column(place.span.start).line, 2);
    }
}
