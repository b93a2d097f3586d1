//! What Tera objects to, as diagnostics with their places.

use super::theme::BUILTIN;
use crate::diag::Diagnostic;
use crate::text::{SourceFile, Span};
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Error, ErrorKind};

const CODE: &str = "bad-template";

/// Template name -> text.
type Sources = BTreeMap<String, Arc<SourceFile>>;

/// All that an error of Tera says, one diagnostic each, at least one. Without a place of its own it is told at `page`.
pub(super) fn diagnostics(error: &Error, sources: &Sources, page: &str) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = &report.span().range;
            vec![tell(report.message(), sources, report.filename(), Span::new(range.start, range.end))]
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("there is no template `{parent}` to extend");
            vec![tell(&message, sources, current, words(sources, current, parent))]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
        | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
            let message = format!("this template comes round to itself: {}", chain.join(", "));
            let next = chain.iter().find(|name| *name != tpl).unwrap_or(tpl);
            vec![tell(&message, sources, tpl, words(sources, tpl, next))]
        }
        ErrorKind::Msg(text) => {
            let found: Vec<Diagnostic> =
                text.split("error: ").filter_map(|report| from_report(report, sources)).collect();
            if found.is_empty() { vec![from_message(text, sources, page)] } else { found }
        }
        other => vec![tell(&other.to_string(), sources, page, Span::default())],
    }
}

/// The template that a diagnostic is about.
pub(super) fn template<'a>(diagnostic: &Diagnostic, sources: &'a Sources) -> Option<&'a str> {
    let file = &diagnostic.place.as_ref()?.file;
    sources.iter().find(|(_, source)| Arc::ptr_eq(source, file)).map(|(name, _)| name.as_str())
}

/// Where two templates define one component, or anything else that Tera tells with names in back quotes alone.
fn from_message(text: &str, sources: &Sources, page: &str) -> Diagnostic {
    let mut names = text.split('`').skip(1).step_by(2);
    let component = names.next().unwrap_or_default();
    let template = names.filter(|name| sources.contains_key(*name)).last().unwrap_or(page);
    tell(text, sources, template, words(sources, template, component))
}

/// Reads one of the reports that Tera joins into one text when references are wrong: unknown filters, components, blocks.
///
/// ```text
/// Unknown filter `hrf`
///  --> event.html:3:14
///   |
/// 3 | {{ event.url | hrf }}
///   |                ^^^
/// ```
fn from_report(report: &str, sources: &Sources) -> Option<Diagnostic> {
    let mut lines = report.lines();
    let message = lines.next()?;
    let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
    let column: usize = place.next()?.parse().ok()?;
    let line: usize = place.next()?.parse().ok()?;
    let name = place.next()?;
    let width = lines.nth(2)?.matches('^').count();
    let text = &sources.get(name)?.text;
    let line_start = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum::<usize>();
    let chars = |count: usize, from: usize| {
        text.get(from..).map_or(0, |rest| rest.chars().take(count).map(char::len_utf8).sum())
    };
    let start = line_start + chars(column.checked_sub(1)?, line_start);
    Some(tell(message, sources, name, Span::new(start, start + chars(width, start))))
}

/// Where the words stand in a template.
fn words(sources: &Sources, template: &str, words: &str) -> Span {
    let at = sources.get(template).and_then(|file| file.text.find(words));
    at.map_or(Span::default(), |at| Span::new(at, at + words.len()))
}

fn tell(message: &str, sources: &Sources, template: &str, span: Span) -> Diagnostic {
    let (what, known) =
        message.split_once(". Available ").map_or((message, None), |(what, known)| (what, Some(known)));
    let diagnostic = Diagnostic::error(CODE, lower_first(what.trim_end_matches('.')));
    let diagnostic = match sources.get(template) {
        Some(file) => diagnostic.at(file, span, ""),
        None => diagnostic,
    };
    let overridden = template.strip_prefix(BUILTIN).is_some();
    match known.and_then(|known| known.split_once(": ")) {
        Some((_, names)) => diagnostic.help(suggestion(what, names)),
        None if overridden => {
            diagnostic.help("the built-in template is right: one of yours takes away what it relies on")
        }
        None => diagnostic.help("docs/templates.md lists what templates can use"),
    }
}

/// The nearest of the known names to the one in back quotes; else all of them.
fn suggestion(what: &str, names: &str) -> String {
    let wrong = what.split('`').nth(1).unwrap_or_default();
    let near = |name: &&str| strsim::jaro_winkler(wrong, name);
    let nearest =
        names.split(", ").max_by(|a, b| near(a).total_cmp(&near(b))).filter(|name| near(name) > 0.8);
    nearest.map_or_else(|| format!("there are: {names}"), |name| format!("did you mean `{name}`?"))
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}
