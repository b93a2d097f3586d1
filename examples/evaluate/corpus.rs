//! TimeML files -> texts with their gold timexes, and what the tagger finds in them.
#![allow(clippy::disallowed_methods)] // it reads files

use dateline::date::Day;
use dateline::lang::Pack;
use dateline::tag::tag;
use dateline::text::Span;
use std::path::Path;

/// A text with its gold standard.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) name: String,
    /// The character data of TEXT.
    pub(crate) text: String,
    pub(crate) published: Option<Day>,
    pub(crate) gold: Vec<Timex>,
}

/// A TIMEX3 annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Timex {
    /// Bytes of the text, without white space around them.
    pub(crate) span: Span,
    /// DATE, TIME, DURATION or SET.
    pub(crate) kind: String,
    pub(crate) value: String,
}

/// The TimeML files of a folder, in order of their names.
///
/// # Errors
/// The first file that cannot be read or is no TimeML, or that there is none.
pub(crate) fn read(folder: &Path) -> Result<Vec<Document>, String> {
    let wrong = |path: &Path, why: &dyn std::fmt::Display| format!("{}: {why}", path.display());
    let entries = std::fs::read_dir(folder).map_err(|error| wrong(folder, &error))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|error| wrong(folder, &error))?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "tml"));
    paths.sort();
    if paths.is_empty() {
        return Err(wrong(folder, &"no *.tml in it"));
    }
    let read = |path: &std::path::PathBuf| {
        let xml = std::fs::read_to_string(path).map_err(|error| wrong(path, &error))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        parse(&name, &xml).map_err(|error| wrong(path, &error))
    };
    paths.iter().map(read).collect()
}

/// Reads a TimeML document.
pub(crate) fn parse(name: &str, xml: &str) -> Result<Document, String> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let tree = roxmltree::Document::parse_with_options(xml.trim_start_matches('\u{feff}'), options)
        .map_err(|error| error.to_string())?;
    let element = |name: &str| tree.descendants().find(|node| node.has_tag_name(name));
    let root = element("TEXT").ok_or("no TEXT in it")?;
    let (mut text, mut gold) = (String::new(), Vec::new());
    collect(root, &mut text, &mut gold);
    for timex in &mut gold {
        timex.span = trimmed(&text, timex.span);
    }
    // By place, the outer one first where one stands in another.
    gold.sort_by_key(|timex| (timex.span.start, usize::MAX - timex.span.end));
    let mut timexes = tree.descendants().filter(|node| node.has_tag_name("TIMEX3"));
    let created = timexes.find(|node| node.attribute("functionInDocument") == Some("CREATION_TIME"));
    let date = created.and_then(|node| node.attribute("value")).and_then(|value| value.get(..10));
    let published = date.and_then(|date| Day::parse(date).ok());
    Ok(Document { name: name.to_owned(), text, published, gold })
}

/// Appends the character data of a node, and its timexes with the bytes that they have there.
fn collect(node: roxmltree::Node<'_, '_>, text: &mut String, gold: &mut Vec<Timex>) {
    let start = text.len();
    for child in node.children() {
        match child.text().filter(|_| child.is_text()) {
            Some(words) => text.push_str(words),
            None => collect(child, text, gold),
        }
    }
    if node.has_tag_name("TIMEX3") && text.len() > start {
        let attribute = |name| node.attribute(name).unwrap_or_default().to_owned();
        let span = Span::new(start, text.len());
        gold.push(Timex { span, kind: attribute("type"), value: attribute("value") });
    }
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

impl Document {
    /// What the tagger finds, a range as its two ends.
    pub(crate) fn tagged(&self, pack: &'static Pack) -> Vec<Timex> {
        let timexes = tag(&self.text, pack, self.published);
        let told = timexes.iter().flat_map(|timex| {
            timex.annotations().map(|told| Timex {
                span: told.span,
                kind: timex.kind.name().to_owned(),
                value: told.value.to_owned(),
            })
        });
        told.collect()
    }

    /// An expression in square brackets, with some words around it.
    pub(crate) fn around(&self, span: Span) -> String {
        let (before, after) = (&self.text[..span.start], &self.text[span.end..]);
        let from = before.char_indices().rev().nth(50).map_or(0, |(at, _)| at);
        let to = after.char_indices().nth(40).map_or(after.len(), |(at, _)| at);
        let words = format!("{}[{}]{}", &before[from..], span.of(&self.text), &after[..to]);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
