//! Bytes -> [`Article`]: front matter, Markdown, plain text. Reading prose never fails.
//!
//! [`decode`] makes text of bytes, [`read`] an article of text, [`html`] a page's body of an article. What is wrong with a
//! file is told as diagnostics beside what could be read of it.

mod address;
mod body;
mod byline;
mod corrections;
mod decode;
mod file_name;
mod front;
mod markdown;
mod meta;
mod outline;
mod plain_text;
mod read;

pub use address::is_safe_address;
pub use decode::decode;
pub use read::{Cascade, Input, is_event_data, read, texts, unreadable_data};

pub(crate) use markdown::raw_html;
pub(crate) use meta::dates::{Reading, time as read_time, when as read_date};
pub(crate) use meta::known_key;

use crate::date::{Day, When};
use crate::text::{Plain, Sentence, SourceFile, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One content file, read.
#[derive(Clone, Debug)]
pub struct Article {
    /// The file; its path is relative to the site's root, `content/...` included.
    pub file: Arc<SourceFile>,
    /// Path inside `content/`: `news/2025-02-26-resignations.md`. The article's identity.
    pub key: String,
    /// What the file is called: its name without ending, or the name of the folder whose `index.md` it is.
    pub stem: String,
    /// Folder inside `content/`: `news`, `news/2025`, or empty. An `index.md` lies in the folder around its own.
    pub section: String,
    /// What kind of file it is (DESIGN section 3.1).
    pub kind: Kind,
    /// Markup of the body.
    pub markup: Markup,
    /// Front matter, file-name date, byline and cascades, resolved.
    pub meta: Meta,
    /// Where the body begins and ends in the file.
    pub body: Span,
    /// Reading text of the body: blocks separated by blank lines; code and HTML left out.
    pub plain: Plain,
    /// The blocks of `plain`, in order.
    pub blocks: Vec<Block>,
    /// The sentences of `plain`.
    pub sentences: Vec<Sentence>,
    /// Events stated in the body: headings and list items that begin with a date.
    pub outline: Vec<OutlineEntry>,
    /// Link and image destinations, raw HTML `src`/`href` included, in order.
    pub links: Vec<Link>,
    /// What `#fragments` of links to this article can name: its headings, in order.
    pub anchors: Vec<Anchor>,
    /// Whether its author gave it a title; else it goes by the name of its file.
    pub is_titled: bool,
    /// The heading or line of the body that is the title, in the file: the page shows it as such, not in the body.
    pub title_span: Option<Span>,
    /// What a person says about the events found in its prose: `FILE.events.toml`.
    pub corrections: Vec<Correction>,
    /// The file that they stand in.
    pub corrections_file: Option<Arc<SourceFile>>,
    /// The lines of the body that say who wrote it and when, in the file: on the page, but not among the sentences.
    pub byline: Vec<Span>,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One event at its `date`; prose is not mined.
    EventFile,
    /// A report: stated events, else events found in its prose.
    Article,
    /// `_index.md`: introduces a section.
    SectionIndex,
}

/// Markup of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// CommonMark with extensions.
    Markdown,
    /// Plain text.
    Text,
    /// `.json`, `.toml`, `.yaml`: no body.
    Data,
}

/// A block of reading text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in `plain`.
    pub span: Span,
    /// Its bytes in the file; of a list item's first block, those of the whole item.
    pub source: Span,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// An item of a list at depth 1, 2, ...
    Item(u8),
    /// A quotation.
    Quote,
    /// A table cell, a footnote, a definition, an alert.
    Other,
}

/// What a person says about one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// Words of the sentence that tells it; none for an event that the text does not state.
    pub quote: Option<String>,
    /// What is to be done.
    pub decision: Decision,
    /// What is stated: the keys of an event file. Their spans are of the file of corrections.
    pub meta: Meta,
    /// Its bytes in the file of corrections.
    pub span: Span,
}

/// What a correction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// What it states replaces what was found; a sentence without an event gets one.
    Fix,
    /// The event is not shown.
    Hide,
    /// The event is right as it is: doubts are settled.
    Keep,
    /// The sentence tells another event than the sentences that it was joined with.
    Split,
    /// The text does not state the event.
    Add,
}

/// An event stated in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// Its date.
    pub when: When,
    /// The date's bytes in the file.
    pub when_span: Span,
    /// The rest of the heading or item: the title (may be empty: then the first sentence is the title).
    pub title: String,
    /// Reading text of what follows, up to the next entry: paragraphs separated by blank lines.
    pub text: String,
    /// The entry's bytes in the file, heading or item with what follows.
    pub span: Span,
    /// The title line's bytes in the file.
    pub title_span: Span,
    /// The bytes of what follows the title in the file: a `part` for [`html`]. Empty where nothing follows.
    pub text_span: Span,
}

/// A link or image in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// As written: `../other.md#heading`, `photo.jpg`.
    pub destination: String,
    /// The bytes of the whole link in the file.
    pub span: Span,
}

/// A heading that a link can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Its `id`, unique in the article.
    pub id: String,
    /// Its bytes in the file.
    pub span: Span,
}

/// Front matter, resolved. Keys and aliases: DESIGN section 3.2.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Meta {
    pub title: Option<String>,
    /// `date`, `end` and `time` combined: what happened when.
    pub when: Option<When>,
    /// The bytes of `date` in the file.
    pub when_span: Span,
    pub display_date: Option<String>,
    pub order: Option<i64>,
    pub published: Option<Published>,
    pub updated: Option<Day>,
    /// As written; absent means the file's stem.
    pub id: Option<String>,
    /// The bytes of `id` in the file.
    pub id_span: Span,
    pub slug: Option<String>,
    pub aliases: Vec<String>,
    pub summary: Option<String>,
    pub tags: Vec<String>,
    pub people: Vec<String>,
    pub places: Vec<String>,
    /// 1 to 10.
    pub importance: Option<u8>,
    pub status: Option<String>,
    pub sources: Vec<SourceRef>,
    pub media: Vec<Media>,
    pub related: Vec<String>,
    /// Ids of events that are this one.
    pub same_as: Vec<String>,
    /// Ids of events that look like this one and are not.
    pub not_same_as: Vec<String>,
    /// Overrides the folder.
    pub section: Option<String>,
    pub language: Option<String>,
    pub authors: Vec<String>,
    pub publisher: Option<String>,
    /// Where the article was published.
    pub url: Option<String>,
    pub draft: bool,
    /// Codes of warnings and notes that are not to be told about the file.
    pub allow: Vec<String>,
    pub extract: Option<bool>,
    /// `[[events]]`: curated events.
    pub events: Vec<Curated>,
    /// Whether `[[events]]` was there at all.
    pub curated: bool,
    /// Every unknown key.
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// An entry of `[[events]]`: the same keys as an event file's front matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Curated {
    /// Its keys.
    pub meta: Meta,
    /// Its bytes in the file.
    pub span: Span,
}

/// A publication date and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub day: Day,
    /// Where it stands.
    pub from: PublishedFrom,
}

/// Where a publication date was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum PublishedFrom {
    FrontMatter,
    MetaFile,
    FileName,
    Byline,
    Section,
    Option,
}

/// A source of an event.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct SourceRef {
    pub title: Option<String>,
    pub url: Option<String>,
    pub publisher: Option<String>,
    /// EDTF, or the text as written when it is no date.
    pub date: Option<String>,
    pub accessed: Option<String>,
    pub archive: Option<String>,
    pub note: Option<String>,
    pub tier: Option<String>,
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// An image or other medium.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Media {
    pub src: String,
    pub alt: Option<String>,
    pub caption: Option<String>,
    pub credit: Option<String>,
    pub link: Option<String>,
}

/// Something to set around a span of the source when the body becomes HTML: `<time ...>` and `</time>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the file.
    pub span: Span,
    /// HTML before; trusted.
    pub open: String,
    /// HTML after; trusted.
    pub close: String,
}

/// The body (or the part of it under `part`, bytes of the file) as HTML, with `marks` set and each link's destination
/// passed through `link`.
///
/// The title is not repeated; where the body still holds a level-1 heading, all its headings move one level down, since the
/// page's own is the title. A mark that crosses markup is set in pieces, of which the first alone keeps an `id`; marks that
/// overlap an earlier one are left out, as are marks with a link inside a link. Raw HTML in Markdown is kept only with
/// `unsafe_html`, else it is shown as text; plain text never yields markup of its own. Links to scripts are dropped.
pub fn html(
    article: &Article,
    part: Option<Span>,
    marks: &[Mark],
    link: &dyn Fn(&str) -> String,
    options: HtmlOptions,
) -> String {
    let mut marks: Vec<&Mark> =
        marks.iter().filter(|mark| !mark.span.of(&article.file.text).is_empty()).collect();
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
    let mut end = 0;
    marks.retain(|mark| {
        let apart = mark.span.start >= end;
        if apart {
            end = mark.span.end;
        }
        apart
    });
    match article.markup {
        Markup::Markdown => markdown::html(article, part, &marks, link, options),
        Markup::Text => plain_text::html(article, part, &marks),
        Markup::Data => String::new(),
    }
}

/// The opening of a mark's second piece and those after it: an `id` stands on a page once.
fn without_id(open: &str) -> String {
    let Some((before, rest)) = open.split_once(" id=\"") else { return open.to_owned() };
    let after = rest.split_once('"').map_or("", |(_, after)| after);
    format!("{before}{after}")
}

/// How a body becomes HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct HtmlOptions {
    pub unsafe_html: bool,
    pub smart_punctuation: bool,
}

#[cfg(test)]
mod tests;
