//! Raw -> resolved. Every mistake of the file is told, not the first alone.

use super::raw::{Raw, RawTerm};
use super::{Confidence, Config, Era, FacetKind, Names, Overrides};
use crate::date::{Day, When};
use crate::diag::Diagnostic;
use crate::lang::{Holiday, Pack, Packs, Tables, Term, is_name};
use crate::tag::tag_whole;
use crate::text::{SourceFile, Span};
use camino::Utf8PathBuf;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Language of sites that name none.
const LANGUAGE: &str = "en";

/// Resolves a configuration; `file` is `dateline.toml`, if there is one, and `folder` the name of the site's folder.
///
/// A wrong value is told and its default taken, so that one run tells all that is wrong.
pub fn load(
    file: Option<&Arc<SourceFile>>,
    folder: &str,
    overrides: &Overrides,
) -> (Config, Vec<Diagnostic>) {
    let mut told = Vec::new();
    let raw = file.map_or_else(Raw::default, |file| parse(file, &mut told));
    let mut resolve = Resolve { file, told };
    let language = resolve.language(raw.language.as_ref());
    let tables = resolve.tables(&raw.terms, &raw.holidays, &raw.days);
    let packs = Arc::new(resolve.packs(&language, tables));
    let config = Config {
        title: raw.title.unwrap_or_else(|| readable(folder)),
        description: raw.description.unwrap_or_default(),
        base_url: resolve.base_url(raw.base_url.as_ref(), overrides),
        author: raw.author,
        order: raw.order.unwrap_or_default(),
        facets: raw.facets.unwrap_or_else(|| FacetKind::ALL.to_vec()),
        eras: raw
            .eras
            .into_iter()
            .filter_map(|era| Some(Era { when: resolve.when(&era.date, packs.site())?, title: era.title }))
            .collect(),
        feeds: raw.feeds.unwrap_or(true),
        key_importance: resolve.importance(raw.importance.key.as_ref(), 8),
        main_importance: resolve.importance(raw.importance.main.as_ref(), 5),
        people: Names::new(raw.people),
        places: Names::new(raw.places),
        least_confidence: raw.least_confidence.unwrap_or(Confidence::Carried),
        edit_url: resolve.web_address(raw.edit_url.as_ref()),
        report_url: resolve.web_address(raw.report_url.as_ref()),
        published: overrides.published.or_else(|| resolve.day(raw.published.as_ref()?)),
        extract: raw.extract.unwrap_or(true),
        unsafe_html: raw.unsafe_html.unwrap_or(true),
        smart_punctuation: raw.smart_punctuation.unwrap_or(false),
        drafts: overrides.drafts,
        cname: raw.cname,
        output: overrides.output.clone().unwrap_or_else(|| resolve.output(raw.output.as_ref())),
        language,
        packs,
    };
    (config, resolve.told)
}

/// Reads the file as far as it can be read: each entry that is wrong is told and left out, until the rest is right.
fn parse(file: &Arc<SourceFile>, told: &mut Vec<Diagnostic>) -> Raw {
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
            let nearest = known
                .iter()
                .max_by(|a, b| strsim::jaro_winkler(key, a).total_cmp(&strsim::jaro_winkler(key, b)));
            let nearest = nearest.filter(|near| strsim::jaro_winkler(key, near) > 0.8);
            Diagnostic::error("unknown-key", format!("`{key}` is no key of the configuration")).help(
                match nearest {
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

fn span(range: Option<std::ops::Range<usize>>) -> Span {
    range.map_or(Span::default(), |range| Span::new(range.start, range.end))
}

/// `my-timeline` -> `My timeline`.
fn readable(folder: &str) -> String {
    let words = folder.replace(['-', '_'], " ");
    let mut chars = words.trim().chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// Names of days with what they stand for.
type DayNames = BTreeMap<Spanned<String>, Spanned<String>>;

/// Values that need a look; what is wrong is told at its place.
struct Resolve<'a> {
    file: Option<&'a Arc<SourceFile>>,
    told: Vec<Diagnostic>,
}

impl Resolve<'_> {
    fn wrong<T>(&mut self, value: &Spanned<T>, message: String, help: &str) {
        if let Some(file) = self.file {
            self.told.push(
                Diagnostic::error("bad-config", message).at(file, span(Some(value.span())), "").help(help),
            );
        }
    }

    fn language(&mut self, value: Option<&Spanned<String>>) -> String {
        let Some(value) = value else { return LANGUAGE.to_owned() };
        let code = value.get_ref();
        if Pack::builtin(code).is_some() {
            return code.clone();
        }
        let known: Vec<&str> = Pack::builtin_codes().collect();
        let help = format!("the languages are {}", known.join(", "));
        self.wrong(value, format!("there is no language pack for `{code}`"), &help);
        LANGUAGE.to_owned()
    }

    /// The tables of days known by name, without the entries that are wrong.
    fn tables(&mut self, terms: &[Spanned<RawTerm>], holidays: &DayNames, days: &DayNames) -> Tables {
        let mut tables =
            Tables { terms: terms.iter().filter_map(|term| self.term(term)).collect(), ..Tables::default() };
        for (name, definition) in holidays {
            if !self.is_name(name) {
                continue;
            }
            match Holiday::parse(definition.get_ref()) {
                Some(holiday) => drop(tables.holidays.insert(name.get_ref().clone(), holiday)),
                None => self.wrong(
                    definition,
                    format!("`{}` is no day of the year", definition.get_ref()),
                    "write 06-15 for 15 June, 09-#1-1 for the first Monday of September, 09-#L-5 for its last Friday, or easter-2",
                ),
            }
        }
        for (name, day) in days {
            if !self.is_name(name) {
                continue;
            }
            if holidays.contains_key(name) {
                let message = format!("\"{}\" is a holiday already", name.get_ref());
                self.wrong(
                    name,
                    message,
                    "a name stands for a day of every year, or for one day: keep one of the two",
                );
            } else if let Some(day) = self.day(day) {
                tables.days.insert(name.get_ref().clone(), day);
            }
        }
        tables
    }

    fn term(&mut self, term: &Spanned<RawTerm>) -> Option<Term> {
        let RawTerm { holder, called, office, start } = term.get_ref();
        for (key, missing, help) in [
            ("holder", holder.is_none(), "say who holds the office: holder = \"Jane Roe\""),
            ("office", office.is_none(), "say which office: office = \"Mayor of Oldtown\""),
            ("start", start.is_none(), "give the first day in office: start = \"2023-05-01\""),
        ] {
            if missing {
                self.wrong(term, format!("a term of office has no `{key}`"), help);
            }
        }
        if called.as_ref().is_some_and(|called| !self.is_name(called)) {
            return None;
        }
        let start = self.day(start.as_ref()?)?;
        let holder = holder.clone()?;
        let last_name = || holder.split_whitespace().next_back().map(str::to_owned);
        let called = called.as_ref().map(|called| called.get_ref().clone()).or_else(last_name)?;
        if !is_name(&called) {
            let help = format!("say how texts call {holder}: called = \"Roe\"");
            self.wrong(term, format!("\"{called}\" cannot be found in a text"), &help);
            return None;
        }
        Some(Term { holder, called, office: office.clone()?, start, shared: false })
    }

    /// Whether a name can be found in a text; told where it cannot.
    fn is_name(&mut self, name: &Spanned<String>) -> bool {
        let right = is_name(name.get_ref());
        if !right {
            let message = format!("\"{}\" cannot be found in a text", name.get_ref());
            self.wrong(
                name,
                message,
                "a name is made of words and numbers, joined by blanks, hyphens and slashes",
            );
        }
        right
    }

    fn packs(&mut self, language: &str, tables: Tables) -> Packs {
        Packs::new(language, tables).unwrap_or_else(|error| {
            self.told.push(Diagnostic::error("bad-config", error.to_string()));
            Packs::default()
        })
    }

    fn base_url(&mut self, value: Option<&Spanned<String>>, overrides: &Overrides) -> Option<String> {
        let url = overrides.base_url.clone().or_else(|| self.web_address(value))?;
        Some(format!("{}/", url.trim_end_matches('/')))
    }

    fn web_address(&mut self, value: Option<&Spanned<String>>) -> Option<String> {
        let value = value?;
        let url = value.get_ref();
        let right = url.starts_with("https://") || url.starts_with("http://") || url.starts_with("mailto:");
        if !right {
            self.wrong(
                value,
                format!("`{url}` is no web address"),
                "write it whole: https://example.org/timeline/",
            );
        }
        right.then(|| url.clone())
    }

    fn importance(&mut self, value: Option<&Spanned<u8>>, default: u8) -> u8 {
        let Some(value) = value else { return default };
        if (1..=10).contains(value.get_ref()) {
            return *value.get_ref();
        }
        self.wrong(
            value,
            format!("importance {} is out of range", value.get_ref()),
            "importance goes from 1 to 10",
        );
        default
    }

    fn when(&mut self, value: &Spanned<String>, pack: &Pack) -> Option<When> {
        let text = value.get_ref();
        match When::parse(text) {
            Ok(when) => Some(when),
            Err(error) => {
                let worded = tag_whole(text, pack, None).and_then(|timex| timex.when);
                if worded.is_none() {
                    self.wrong(value, error.message, &error.help);
                }
                worded
            }
        }
    }

    fn day(&mut self, value: &Spanned<String>) -> Option<Day> {
        let day = Day::parse(value.get_ref()).ok();
        if day.is_none() {
            self.wrong(value, format!("`{}` is no day", value.get_ref()), "write it as 2025-02-26");
        }
        day
    }

    fn output(&mut self, value: Option<&Spanned<String>>) -> Utf8PathBuf {
        let default = Utf8PathBuf::from("public");
        let Some(value) = value else { return default };
        let path = Utf8PathBuf::from(value.get_ref());
        let own = path.components().next().is_some() && !matches!(path.as_str(), "." | ".." | "/");
        if !own {
            self.wrong(
                value,
                format!("`{path}` cannot be the output folder"),
                "name a folder of its own, such as public",
            );
            return default;
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Order;

    fn read(text: &str) -> (Config, Vec<String>) {
        let file = Arc::new(SourceFile::new("dateline.toml", text));
        let (config, told) = load(Some(&file), "my-timeline", &Overrides::default());
        (config, told.into_iter().map(|d| format!("{} {}", d.message, d.help.unwrap_or_default())).collect())
    }

    #[test]
    fn ok_every_key_has_a_default() {
        let (config, told) = load(None, "my-timeline", &Overrides::default());
        assert!(told.is_empty());
        assert_eq!(config.title, "My timeline");
        assert_eq!(config.output, "public");
        assert_eq!(config.facets, FacetKind::ALL);
    }

    #[test]
    fn ok_a_base_url_gets_its_final_slash() {
        assert_eq!(
            read("base_url = \"https://example.org/sub\"").0.base_url.as_deref(),
            Some("https://example.org/sub/")
        );
    }

    #[test]
    fn err_all_mistakes_are_told_and_the_rest_is_read() {
        let (config, told) = read(
            "titel = \"A\"\norder = 3\ndescription = \"kept\"\nlanguage = \"xx\"\n[importance]\nmian = 2\nkey = 11\n",
        );
        assert_eq!(told.len(), 5, "{told:#?}");
        for expected in ["did you mean `title`?", "did you mean `main`?", "the languages are en, de"] {
            assert!(told.iter().any(|told| told.ends_with(expected)), "{expected}: {told:#?}");
        }
        assert_eq!(config.description, "kept");
        assert_eq!(config.order, Order::OldestFirst);
    }

    #[test]
    fn err_an_output_folder_that_would_be_the_site_itself() {
        assert_eq!(read("output = \".\"").1.len(), 1);
    }

    #[test]
    fn ok_eras_take_edtf_and_words() {
        let (config, told) = read(
            "[[eras]]\ntitle = \"A\"\ndate = \"1999/2003\"\n[[eras]]\ntitle = \"B\"\ndate = \"the 1990s\"\n",
        );
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(config.eras.len(), 2);
    }
}
