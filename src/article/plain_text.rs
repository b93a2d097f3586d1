//! Plain text: paragraphs, as people and scrapers write them.
//!
//! Blank lines part paragraphs. Between them lines are either paragraphs of their own (scraped articles) or wrapped at some
//! width (mail, old text files); which it is shows in their lengths. A heading that lost its line end ("A quiet yearThe
//! council met") is parted from its paragraph where the text itself says that the second word is a common one.

use super::body::Body;
use super::{Article, BlockKind, Mark, without_id};
use crate::text::Span;
use foldhash::fast::FixedState;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// How wide wrapped text is, in characters.
const WRAP: RangeInclusive<usize> = 30..=140;
/// A longer first line is a paragraph, not a title.
const LONGEST_TITLE: usize = 200;
/// A longer beginning of a paragraph is no heading glued to it.
const LONGEST_HEADING: usize = 80;

/// Reads the body of a file; its first line is the title if `takes_title` accepts it.
pub(super) fn read(text: &str, body: Span, takes_title: &dyn Fn(&str) -> bool) -> Body {
    let mut reader = Reader { text, words: Words::of(body.of(text)), body: Body::default() };
    let mut lines = lines(text, body);
    let first = lines.iter().position(|line| !line.is_empty());
    if let Some(line) = first.and_then(|at| lines.get(at)).copied() {
        let title = line.of(text);
        let next = lines.get(first.unwrap_or_default() + 1).filter(|next| !next.is_empty());
        // A sentence that is all there is tells what happened.
        let alone =
            line.end == body.of(text).trim_end().len() + body.start && title.ends_with(['.', '!', '?']);
        if !alone && is_title(title, next.map(|next| next.of(text))) && takes_title(title) {
            reader.body.title = Some((title.split_whitespace().collect::<Vec<_>>().join(" "), line));
            lines.drain(..=first.unwrap_or_default());
        }
    }
    for chunk in lines.split(|line| line.is_empty()).filter(|chunk| !chunk.is_empty()) {
        reader.chunk(chunk);
    }
    reader.body.finish();
    reader.body
}

/// Whether a first line can be the title: not a report that begins at once, in a sentence or in wrapped lines.
fn is_title(line: &str, next: Option<&str>) -> bool {
    let length = line.chars().count();
    let sentence = line.ends_with('.') && !line.ends_with("..") && line.split_whitespace().count() > 8;
    let goes_on = WRAP.contains(&length) && next.is_some_and(|next| next.starts_with(char::is_lowercase));
    length <= LONGEST_TITLE && !sentence && !goes_on
}

/// The lines of the body without surrounding white space; those between paragraphs are empty.
fn lines(text: &str, body: Span) -> Vec<Span> {
    let mut at = body.start;
    body.of(text)
        .split_inclusive('\n')
        .map(|line| {
            let start = at + (line.len() - line.trim_start().len());
            at += line.len();
            let trimmed = line.trim();
            if trimmed.is_empty() { Span::new(at, at) } else { Span::new(start, start + trimmed.len()) }
        })
        .collect()
}

struct Reader<'a> {
    text: &'a str,
    words: Words<'a>,
    body: Body,
}

impl Reader<'_> {
    /// Reads the lines between two blank ones.
    fn chunk(&mut self, lines: &[Span]) {
        let width = lines.iter().map(|line| self.length(*line)).max().unwrap_or(0);
        // Where most lines end a sentence, lines are paragraphs.
        let ended =
            lines.iter().filter(|line| line.of(self.text).ends_with(['.', '!', '?', '”', '"'])).count();
        let wrapped = WRAP.contains(&width) && 2 * ended <= lines.len();
        let mut start = 0;
        for at in 1..=lines.len() {
            let joined = match (lines.get(at - 1), lines.get(at)) {
                (Some(line), Some(next)) => wrapped && self.goes_on(*line, *next, width),
                _ => false,
            };
            if !joined {
                self.paragraph(lines.get(start..at).unwrap_or_default());
                start = at;
            }
        }
    }

    fn length(&self, line: Span) -> usize {
        line.of(self.text).chars().count()
    }

    /// Whether the break between two lines is there only because the next word did not fit.
    fn goes_on(&self, line: Span, next: Span, width: usize) -> bool {
        let next = next.of(self.text);
        let word = next.split_whitespace().next().unwrap_or_default().chars().count();
        bullet(next) == 0 && self.length(line) + 1 + word > width
    }

    fn paragraph(&mut self, lines: &[Span]) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let source = Span::new(first.start, last.end);
        let marker = bullet(first.of(self.text));
        let glued = if marker == 0 { self.words.glued(first.of(self.text)) } else { None };
        let mut at = first.start + marker;
        if let Some(length) = glued {
            let heading = Span::new(first.start, first.start + length);
            self.block(BlockKind::Heading(2), heading, &[heading]);
            self.body.push_anchor(None, heading.of(self.text), heading);
            at = heading.end;
        }
        let mut lines = lines.to_vec();
        if let Some(first) = lines.first_mut() {
            first.start = at;
        }
        let kind = if marker > 0 { BlockKind::Item(1) } else { BlockKind::Paragraph };
        self.block(kind, Span::new(if marker > 0 { source.start } else { at }, source.end), &lines);
    }

    fn block(&mut self, kind: BlockKind, source: Span, lines: &[Span]) {
        let start = self.body.begin_block(source);
        let mut end = None;
        for line in lines {
            if let Some(end) = end {
                self.body.plain.push_unit(" ", Span::new(end, line.start));
            }
            self.body.plain.push_visible(line.of(self.text), line.start);
            end = Some(line.end);
        }
        self.body.push_block(kind, start, source);
    }
}

/// The bytes of the sign that makes a line an item of a list.
fn bullet(line: &str) -> usize {
    let sign = line.strip_prefix(['-', '*', '•', '·', '‣', '–']);
    let rest = sign.filter(|rest| rest.starts_with([' ', '\t', '\u{a0}'])).map(str::trim_start);
    rest.filter(|rest| !rest.is_empty()).map_or(0, |rest| line.len() - rest.len())
}

/// How often each word stands in the text.
struct Words<'a> {
    text: &'a str,
    /// Reckoned when a heading may be glued: few texts have one.
    counts: OnceCell<HashMap<&'a str, usize, FixedState>>,
}

impl<'a> Words<'a> {
    const fn of(text: &'a str) -> Self {
        Self { text, counts: OnceCell::new() }
    }

    fn count(&self, word: &str) -> usize {
        let counts = self.counts.get_or_init(|| {
            let mut counts = HashMap::default();
            for word in self.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                *counts.entry(word).or_default() += 1;
            }
            counts
        });
        counts.get(word).copied().unwrap_or(0)
    }

    /// The bytes of a heading that is glued to the sentence after it.
    ///
    /// In the word where they meet, lower case (or capitals: "NATOThe") goes over into a capitalised word, and that word also
    /// stands in the text in lower case. Names such as YouTube begin with a capital or stand in the text again.
    fn glued(&self, line: &str) -> Option<usize> {
        let mut at = 0;
        let head = line.char_indices().nth(LONGEST_HEADING).map_or(line, |(end, _)| &line[..end]);
        if !line.starts_with(char::is_uppercase) || line.len() == head.len() {
            return None;
        }
        for word in head.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            if let Some(length) = self.seam(letters).filter(|_| at > 0) {
                return Some(at + length);
            }
            if word.ends_with(['.', '!', '?', '…', '“', '"', ':', ';']) {
                return None;
            }
            at += word.len();
        }
        None
    }

    /// Where two words were glued together, in bytes.
    fn seam(&self, word: &str) -> Option<usize> {
        let characters: Vec<(usize, char)> = word.char_indices().collect();
        let is = |at: usize, test: fn(char) -> bool| characters.get(at).is_some_and(|(_, c)| test(*c));
        let cut = (1..characters.len()).rev().find(|&at| {
            let small_after = is(at + 1, char::is_lowercase);
            is(at, char::is_uppercase)
                && is(at - 1, char::is_alphabetic)
                && (small_after || at + 1 == characters.len())
        })?;
        let (length, _) = *characters.get(cut)?;
        let (left, right) = word.split_at(length);
        let small = left.chars().all(char::is_lowercase) && cut > 2;
        let capitals = left.chars().all(char::is_uppercase) && cut > 1 && right.chars().count() > 2;
        let again = || self.count(word) > 1;
        ((small || capitals) && !again() && self.count(&right.to_lowercase()) > 0).then_some(length)
    }
}

/// Whether the last paragraph only names who published the text: short, without a stop, after several paragraphs.
pub(super) fn signature(body: &Body) -> Option<(&str, Span)> {
    let last =
        body.blocks.last().filter(|block| block.kind == BlockKind::Paragraph && body.blocks.len() > 5)?;
    let text = last.span.of(body.plain.text());
    let words = text.split_whitespace().count();
    let name = text.starts_with(char::is_uppercase)
        && text.chars().count() <= 40
        && words <= 5
        && text.ends_with(char::is_alphanumeric)
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '@' | '?' | '"' | '“'));
    name.then_some((text, last.source))
}

/// Writes the body, or the part of it under `part`: paragraphs, headings and lists of escaped text.
pub(super) fn html(article: &Article, part: Option<Span>, marks: &[&Mark]) -> String {
    let mut html = String::new();
    let mut in_list = false;
    for block in &article.blocks {
        let source = article.plain.source_span(block.span);
        let part = part.unwrap_or(source);
        let span = Span::new(source.start.max(part.start), source.end.min(part.end));
        if span.start >= span.end {
            continue;
        }
        let whole = part.contains(block.source) || part == source;
        let item = matches!(block.kind, BlockKind::Item(_)) && whole;
        if item != in_list {
            html.push_str(if item { "<ul>\n" } else { "</ul>\n" });
            in_list = item;
        }
        let anchor = article.anchors.binary_search_by_key(&block.source.start, |anchor| anchor.span.start);
        let anchor = anchor.ok().and_then(|at| article.anchors.get(at));
        let (open, close) = match (block.kind, anchor) {
            (BlockKind::Heading(_), Some(anchor)) => {
                (format!("<h2 id=\"{}\">", escaped(&anchor.id)), "</h2>")
            }
            _ if item => ("<li>".to_owned(), "</li>"),
            _ => ("<p>".to_owned(), "</p>"),
        };
        html.push_str(&open);
        write_marked(&mut html, &article.file.text, span, marks);
        html.push_str(close);
        html.push('\n');
    }
    if in_list {
        html.push_str("</ul>\n");
    }
    html
}

/// Escapes the bytes of `span` and sets the marks in them.
fn write_marked(html: &mut String, text: &str, span: Span, marks: &[&Mark]) {
    let mut at = span.start;
    let first = marks.partition_point(|mark| mark.span.end <= span.start);
    for mark in marks.iter().skip(first).take_while(|mark| mark.span.start < span.end) {
        let (start, end) = (mark.span.start.max(span.start), mark.span.end.min(span.end));
        html.push_str(&escaped(Span::new(at, start).of(text)));
        let whole = mark.span.start >= span.start;
        html.push_str(&if whole { mark.open.clone() } else { without_id(&mark.open) });
        html.push_str(&escaped(Span::new(start, end).of(text)));
        html.push_str(&mark.close);
        at = end;
    }
    html.push_str(&escaped(Span::new(at, span.end).of(text)));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
