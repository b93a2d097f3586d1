//! Raw -> resolved. Every mistake of the file is told, not the first alone.

use super::parse::{nearest, parse, span};
use super::raw::{Raw, RawFolders, RawLevel, RawTerm};
use super::{Confidence, Config, Era, FacetKind, Folders, Names, Overrides};
use crate::date::{Day, When};
use crate::diag::{Diagnostic, LINTS, Levels, Severity};
use crate::lang::{Holiday, Pack, Packs, Tables, Term, is_name};
use crate::tag::tag_whole;
use crate::text::SourceFile;
use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::Spanned;

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
        share_cards: raw.share_cards.unwrap_or_default(),
        key_importance: resolve.importance(raw.importance.key.as_ref(), 8),
        main_importance: resolve.importance(raw.importance.main.as_ref(), 5),
        tags: Names::new(raw.tags),
        people: Names::new(raw.people),
        places: Names::new(raw.places),
        light: raw.theme.light(),
        look: raw.theme.resolve(&mut resolve),
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
        levels: resolve.levels(&raw.lints),
        folders: resolve.folders(&raw.folders),
        cascade: raw.cascade.and(file.cloned()),
        language,
        packs,
    };
    (config, resolve.told)
}

/// `my-timeline` -> `My timeline`.
pub(crate) fn readable(folder: &str) -> String {
    let words = folder.replace(['-', '_'], " ");
    let mut chars = words.trim().chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// Names of days with what they stand for.
type DayNames = BTreeMap<Spanned<String>, Spanned<String>>;

/// Values that need a look; what is wrong is told at its place.
pub(super) struct Resolve<'a> {
    file: Option<&'a Arc<SourceFile>>,
    told: Vec<Diagnostic>,
}

impl Resolve<'_> {
    pub(super) fn wrong<T>(&mut self, value: &Spanned<T>, message: String, help: &str) {
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

    fn levels(&mut self, lints: &BTreeMap<Spanned<String>, RawLevel>) -> Levels {
        let mut levels = Levels::default();
        for (code, level) in lints {
            let severity = match level {
                RawLevel::Off => None,
                RawLevel::Note => Some(Severity::Note),
                RawLevel::Warning => Some(Severity::Warning),
                RawLevel::Error => Some(Severity::Error),
            };
            if !levels.set(code.get_ref(), severity) {
                let near = nearest(code.get_ref(), LINTS.iter().map(|lint| lint.code));
                let help = near.map_or_else(
                    || "`dateline check --list` names them all".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                self.wrong(code, format!("there is no lint `{}`", code.get_ref()), &help);
            }
        }
        levels
    }

    fn folders(&mut self, raw: &RawFolders) -> Folders {
        let Folders { templates, statics, .. } = Folders::default();
        Folders {
            content: self.folder(raw.content.as_ref()),
            templates: self.folder(raw.templates.as_ref()).unwrap_or(templates),
            statics: self.folder(raw.statics.as_ref()).unwrap_or(statics),
            copied: raw.copied.iter().filter_map(|folder| self.folder(Some(folder))).collect(),
        }
    }

    /// A folder inside the site's.
    fn folder(&mut self, value: Option<&Spanned<String>>) -> Option<Utf8PathBuf> {
        let value = value?;
        let path = Utf8Path::new(value.get_ref().trim_end_matches('/'));
        let parts = path.components().all(|part| matches!(part, Utf8Component::Normal(_)));
        let inside = parts && !path.as_str().is_empty();
        if !inside {
            self.wrong(
                value,
                format!("`{path}` is no folder inside the site's"),
                "write its path from the folder of dateline.toml: _posts, or archive/texts",
            );
        }
        inside.then(|| path.to_owned())
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
    fn ok_folders_and_levels() {
        let (config, told) = read(
            "[folders]\ncontent = \"_posts/\"\ncopied = [\"images\"]\n[lints]\ndraft = \"off\"\ndead-link = \"warning\"\n",
        );
        assert_eq!(told, [""; 0]);
        assert_eq!(config.folders.all(), ["_posts", "templates", "static", "images"]);
        let mut said = vec![Diagnostic::note("draft", "left out"), Diagnostic::error("dead-link", "gone")];
        config.levels.apply(&mut said);
        assert_eq!(said, [Diagnostic::warning("dead-link", "gone")]);
    }

    #[test]
    fn err_folders_outside_and_lints_that_are_none() {
        let (_, told) = read(
            "[folders]\ncontent = \"../up\"\ncopied = [\"/etc\", \".\"]\n[lints]\ndead-links = \"off\"\nbad-date = \"off\"\ndraft = \"never\"\n",
        );
        assert_eq!(told.len(), 6, "{told:#?}");
        for expected in [
            "`../up` is no folder",
            "`/etc` is no",
            "did you mean `dead-link`?",
            "no lint `bad-date`",
            "`never` is no choice",
        ] {
            assert!(told.iter().any(|told| told.contains(expected)), "{expected}: {told:#?}");
        }
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
