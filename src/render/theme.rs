//! The compiled templates: the built-in ones, overridden one by one by the user's.

use super::interface::{self, Interface};
use super::{filters, problem};
use crate::diag::Diagnostic;
use crate::site::Site;
use crate::text::SourceFile;
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::Tera;

/// Built-in templates have this before their names, so that a user's template can extend the one it overrides:
/// `{% extends "builtin/event.html" %}`.
pub(super) const BUILTIN: &str = "builtin/";

/// Endings of the files in `templates/` that are templates; the rest is none of ours.
const ENDINGS: [&str; 4] = ["html", "xml", "txt", "svg"];

macro_rules! embedded {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../", $folder, "/", $name)))),+]
    };
}

/// Name and text of each built-in template.
pub(super) const TEMPLATES: &[(&str, &str)] = embedded!("templates":
    "404.html", "article.html", "articles.html", "base.html", "card.svg", "changes.html", "components.html", "embed.html", "event.html", "facet-value.html", "facet.html",
    "feed.xml", "home.html", "period.html", "redirect.html", "robots.txt", "search.html", "section.html", "single.html", "sitemap.xml",
);

/// Name and text of each built-in file of interface words.
pub(super) const WORDS: &[(&str, &str)] = embedded!("templates": "i18n/en.toml", "i18n/de.toml");

/// Name and text of the files that the pages use, each overridden by a file of that name in the user's `static/`.
pub const STATIC: &[(&str, &str)] = embedded!("static": "dateline.js", "favicon.svg", "style.css");

/// Templates and interface words, compiled and checked.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    pub(super) words: Interface,
    sources: BTreeMap<String, Arc<SourceFile>>,
}

impl Theme {
    /// Compiles the built-in theme with the user's files (their paths inside `templates/`) over it, for a site and its
    /// interface language (BCP 47).
    ///
    /// A user's `event.html` takes the place of the built-in one, which it may extend or include as `builtin/event.html`; a
    /// component takes the place of the built-in one of its name; `i18n/CODE.toml` adds words or changes them.
    ///
    /// # Errors
    ///
    /// Everything that is wrong in the user's files, each with its place.
    pub fn load(
        user: &[(Utf8PathBuf, Arc<SourceFile>)],
        language: &str,
        site: &Arc<Site>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut told = Vec::new();
        let words = interface::load(user, language, &mut told);
        let mut sources = BTreeMap::new();
        for (name, text) in TEMPLATES {
            let name = format!("{BUILTIN}{name}");
            sources.insert(name.clone(), Arc::new(SourceFile::new(name, *text)));
        }
        for (name, file) in user.iter().filter(|(name, _)| is_template(name)) {
            sources.insert(name.as_str().replace('\\', "/"), file.clone());
        }
        let tera = compile(&sources, site, &mut told);
        match tera {
            Some(tera) if told.is_empty() => Ok(Self { tera, words, sources }),
            _ => Err(told),
        }
    }

    /// Renders a template.
    pub(super) fn render(&self, template: &str, context: &tera::Context) -> Result<String, Diagnostic> {
        self.tera.render(template, context).map_err(|error| {
            let page = [template.to_owned(), format!("{BUILTIN}{template}")]
                .into_iter()
                .find(|name| self.sources.contains_key(name));
            problem::diagnostics(&error, &self.sources, &page.unwrap_or_default()).swap_remove(0)
        })
    }

    /// Renders a template of a picture.
    pub(super) fn drawing(&self, template: &str, context: &tera::Context) -> Result<String, Diagnostic> {
        let svg = self.render(template, context)?;
        match super::drawing::mistake(&svg) {
            None => Ok(svg),
            Some(mistake) => {
                Err(Diagnostic::error("bad-template", format!("`{template}` makes no picture: {mistake}"))
                    .help("it shall make SVG"))
            }
        }
    }
}

fn is_template(name: &Utf8Path) -> bool {
    name.extension().is_some_and(|ending| ENDINGS.contains(&ending))
}

/// Compiles as many templates as can be: one that is broken is told and left out, and what else is wrong is looked for without it.
fn compile(
    sources: &BTreeMap<String, Arc<SourceFile>>,
    site: &Arc<Site>,
    told: &mut Vec<Diagnostic>,
) -> Option<Tera> {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".xml", ".svg"]);
    filters::register(&mut tera, site);
    // Refused only after templates were added.
    tera.set_fallback_prefixes([BUILTIN]).ok()?;
    let mut rest = sources.clone();
    while !rest.is_empty() {
        let texts = rest.iter().map(|(name, file)| (name.as_str(), file.text.as_str()));
        let Err(error) = tera.add_raw_templates(texts) else { return Some(tera) };
        let found = problem::diagnostics(&error, sources, "");
        let before = rest.len();
        for name in found.iter().filter_map(|diagnostic| problem::template(diagnostic, sources)) {
            rest.remove(name);
        }
        told.extend(found);
        if rest.len() == before {
            break;
        }
    }
    None
}
