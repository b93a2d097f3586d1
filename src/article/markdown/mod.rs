//! Markdown: CommonMark with tables, footnotes, task lists, alerts, definition lists and heading attributes.
//!
//! The only use of pulldown-cmark. [`read`] makes reading text, [`html`] a page's body; both walk the same events.

mod footnotes;
mod html;
mod read;
mod references;

pub(super) use html::html;
pub(super) use read::read;

use crate::text::Span;
use pulldown_cmark::{Event, Options, Parser};
use std::ops::Range;

/// The events of a body, each with its bytes in it.
fn parse(body: &str, smart: bool) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    options.set(Options::ENABLE_SMART_PUNCTUATION, smart);
    Parser::new_ext(body, options).into_offset_iter()
}

/// The bytes of raw HTML in Markdown.
pub(crate) fn raw_html(text: &str) -> Vec<Span> {
    let html = parse(text, false).filter(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
    html.map(|(_, range)| Span::new(range.start, range.end)).collect()
}
