//! Markdown -> HTML, with marks set in it and links mapped.

use super::footnotes::Footnotes;
use super::{parse, references};
use crate::article::{Article, BlockKind, HtmlOptions, Mark, address, without_id};
use crate::text::Span;
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};
use std::collections::BTreeSet;
use std::ops::Range;

/// Writes the body, or the part of it under `part`, as HTML.
pub(in crate::article) fn html(
    article: &Article,
    part: Option<Span>,
    marks: &[&Mark],
    link: &dyn Fn(&str) -> String,
    options: HtmlOptions,
) -> String {
    let body = article.body.of(&article.file.text);
    let plain = references::plain(body);
    let events: Vec<_> = parse(&plain, options.smart_punctuation).collect();
    let shift = article.blocks.iter().any(|block| block.kind == BlockKind::Heading(1));
    let mut writer = Writer {
        article,
        part,
        marks,
        link,
        options,
        shift,
        notes: Footnotes::of(&events, article.body.start, part),
        out: Vec::new(),
        note: None,
        left_out: false,
        kept: Vec::new(),
        blocks: 0,
        wrapped: false,
        current: None,
        begun: BTreeSet::new(),
        links: Vec::new(),
        images: 0,
        in_code: false,
        raw: None,
    };
    let mut in_title = false;
    for (event, range) in events {
        let starts = article.title_span.is_some_and(|title| title.start == article.body.start + range.start);
        match event {
            Event::Start(Tag::Heading { .. }) if starts => in_title = true,
            Event::End(TagEnd::Heading(_)) if in_title => in_title = false,
            _ if in_title => {}
            event => writer.event(event, range),
        }
    }
    writer.finish()
}

/// Changes events on their way to HTML.
struct Writer<'a> {
    article: &'a Article,
    part: Option<Span>,
    marks: &'a [&'a Mark],
    link: &'a dyn Fn(&str) -> String,
    options: HtmlOptions,
    /// Whether headings move one level down.
    shift: bool,
    notes: Footnotes<'a>,
    out: Vec<Event<'a>>,
    /// The footnote being read: its number, and the events of the body before it.
    note: Option<(usize, Vec<Event<'a>>)>,
    /// Inside a footnote that the part does not refer to.
    left_out: bool,
    /// Of each element around: whether it is written.
    kept: Vec<bool>,
    /// Written block elements around.
    blocks: usize,
    /// Whether a paragraph was opened for text that stood in none.
    wrapped: bool,
    /// The mark that is open.
    current: Option<usize>,
    /// The marks of which a piece was set.
    begun: BTreeSet<usize>,
    /// Of each link and image around: whether it is written.
    links: Vec<bool>,
    /// Images around: their text is an attribute.
    images: usize,
    /// Inside a code block.
    in_code: bool,
    /// The lines of an HTML block.
    raw: Option<String>,
}

impl<'a> Writer<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Html(html) if self.raw.is_some() => {
                if let Some(raw) = &mut self.raw {
                    raw.push_str(&html);
                }
            }
            leaf if self.left_out => drop(leaf),
            leaf => self.leaf(leaf, &range),
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.article.body.start)
    }

    /// Whether an element is written: whole ones around the text only when they lie in the part as a whole.
    fn keeps(&self, tag: &Tag<'_>, span: Span) -> bool {
        let around = self.kept.last().copied();
        if self.left_out {
            return false;
        }
        if let Tag::FootnoteDefinition(label) = tag {
            return self.notes.number(label).is_some();
        }
        if self.note.is_some() {
            return around.unwrap_or(true);
        }
        let Some(part) = self.part else { return true };
        let written = span.of(&self.article.file.text);
        let span = Span::new(span.start, span.start + written.trim_end().len());
        match tag {
            Tag::List(_) | Tag::BlockQuote(_) | Tag::DefinitionList => part.contains(span),
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => around.unwrap_or(false),
            Tag::TableHead | Tag::TableRow | Tag::TableCell => around.unwrap_or(false),
            _ => part.overlaps(span),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: &Range<usize>) {
        let span = self.span(range);
        let kept = self.keeps(&tag, span);
        self.kept.push(kept);
        let block = is_block(&tag);
        if block {
            self.unwrap();
            self.set_mark(None);
        }
        if !kept {
            self.left_out |= matches!(tag, Tag::FootnoteDefinition(_));
            return;
        }
        match tag {
            Tag::HtmlBlock => self.raw = Some(String::new()),
            Tag::FootnoteDefinition(label) => {
                let number = self.notes.number(&label).unwrap_or_default();
                self.note = Some((number, std::mem::take(&mut self.out)));
            }
            Tag::Link { link_type, dest_url, title, id } => {
                self.start_link(link_type, dest_url, title, id, span)
            }
            Tag::Image { link_type, dest_url, title, id } => {
                self.wrap();
                let safe = address::is_safe_image(&dest_url);
                self.links.push(safe);
                if safe {
                    self.set_mark(None);
                    self.images += 1;
                    let dest_url = CowStr::from((self.link)(&dest_url));
                    self.out.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
                }
            }
            Tag::Heading { level, id, classes, attrs } => {
                let anchor =
                    self.article.anchors.binary_search_by_key(&span.start, |anchor| anchor.span.start);
                let id = anchor
                    .ok()
                    .and_then(|at| self.article.anchors.get(at))
                    .map(|anchor| CowStr::from(anchor.id.clone()))
                    .or(id);
                let attrs = if self.options.unsafe_html { attrs } else { Vec::new() };
                self.blocks += 1;
                self.out.push(Event::Start(Tag::Heading { level: self.level(level), id, classes, attrs }));
            }
            tag if block => {
                self.blocks += 1;
                self.in_code = matches!(tag, Tag::CodeBlock(_));
                self.out.push(Event::Start(tag));
            }
            tag => {
                self.wrap();
                self.around_inline(span, false);
                self.out.push(Event::Start(tag));
            }
        }
    }

    fn start_link(
        &mut self,
        link_type: LinkType,
        dest_url: CowStr<'a>,
        title: CowStr<'a>,
        id: CowStr<'a>,
        span: Span,
    ) {
        self.wrap();
        let safe = address::is_safe_address(&dest_url);
        self.links.push(safe);
        if safe && self.images == 0 {
            self.around_inline(span, true);
        }
        if safe {
            let dest_url =
                if link_type == LinkType::Email { dest_url } else { CowStr::from((self.link)(&dest_url)) };
            self.out.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        let span = self.span(range);
        let kept = self.kept.pop().unwrap_or(true);
        if !kept {
            self.unwrap();
            self.left_out &= tag != TagEnd::FootnoteDefinition;
            return;
        }
        match tag {
            TagEnd::HtmlBlock => self.raw_block(),
            TagEnd::FootnoteDefinition => {
                self.unwrap();
                if let Some((number, before)) = self.note.take() {
                    let text = std::mem::replace(&mut self.out, before);
                    self.notes.define(number, text);
                }
            }
            TagEnd::Link => {
                if self.links.pop().unwrap_or(true) {
                    self.around_inline(span, true);
                    self.out.push(Event::End(tag));
                }
            }
            TagEnd::Image => {
                if self.links.pop().unwrap_or(true) {
                    self.images = self.images.saturating_sub(1);
                    self.out.push(Event::End(tag));
                }
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => {
                self.around_inline(span, false);
                self.out.push(Event::End(tag));
            }
            tag => {
                self.unwrap();
                self.set_mark(None);
                self.blocks = self.blocks.saturating_sub(1);
                self.in_code = false;
                self.out.push(match tag {
                    TagEnd::Heading(level) => Event::End(TagEnd::Heading(self.level(level))),
                    tag => Event::End(tag),
                });
            }
        }
    }

    fn level(&self, level: HeadingLevel) -> HeadingLevel {
        let shifted = level as usize + usize::from(self.shift);
        HeadingLevel::try_from(shifted).unwrap_or(HeadingLevel::H6)
    }

    fn leaf(&mut self, event: Event<'a>, range: &Range<usize>) {
        let span = self.span(range);
        let inside = self.note.is_some() || self.part.is_none_or(|part| part.overlaps(span));
        if !inside {
            return;
        }
        match event {
            Event::Text(text) => self.text(text, span),
            Event::Rule => {
                self.unwrap();
                self.set_mark(None);
                self.out.push(Event::Rule);
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                self.wrap();
                self.set_mark(None);
                let html = self.raw_html(&html);
                self.out.push(html);
            }
            Event::FootnoteReference(label) => {
                self.wrap();
                self.set_mark(None);
                let html = self.notes.reference(&label);
                self.out.push(Event::InlineHtml(html.into()));
            }
            Event::Code(_) | Event::SoftBreak | Event::HardBreak => {
                self.wrap();
                let mark = self.mark_at(span.start).filter(|_| self.can_mark());
                self.set_mark(mark);
                self.out.push(event);
            }
            event => {
                self.wrap();
                self.out.push(event);
            }
        }
    }

    /// Writes text, cut where the part and the marks begin and end.
    fn text(&mut self, text: CowStr<'a>, span: Span) {
        self.wrap();
        let verbatim = span.of(&self.article.file.text) == &*text;
        if !verbatim || self.images > 0 {
            let mark = self.mark_at(span.start).filter(|_| self.can_mark());
            self.set_mark(mark);
            self.out.push(Event::Text(text));
            return;
        }
        let part = self.part.filter(|_| self.note.is_none()).unwrap_or(span);
        let (mut at, end) = (span.start.max(part.start), span.end.min(part.end));
        while at < end {
            let mark = self.mark_at(at);
            let next = match mark {
                Some(index) => self.marks.get(index).map_or(end, |mark| mark.span.end),
                None => self
                    .marks
                    .get(self.marks.partition_point(|mark| mark.span.start <= at))
                    .map_or(end, |mark| mark.span.start),
            };
            let next = next.clamp(at + 1, end);
            let next = if self.article.file.text.is_char_boundary(next) { next } else { end };
            self.set_mark(mark.filter(|_| self.can_mark()));
            self.out.push(Event::Text(Span::new(at, next).of(&self.article.file.text).into()));
            at = next;
        }
    }

    /// The mark over a byte of the file.
    fn mark_at(&self, at: usize) -> Option<usize> {
        let index = self.marks.partition_point(|mark| mark.span.start <= at).checked_sub(1)?;
        self.marks.get(index).filter(|mark| at < mark.span.end).map(|_| index)
    }

    /// Code is shown as it is, and the text of an image is an attribute: neither is marked.
    fn can_mark(&self) -> bool {
        self.images == 0 && !self.in_code
    }

    /// Closes the open mark and opens another; a mark with a link is not set inside a link.
    fn set_mark(&mut self, mark: Option<usize>) {
        let in_link = self.links.contains(&true);
        let mark = mark.filter(|&index| {
            !(in_link && self.marks.get(index).is_some_and(|mark| mark.open.contains("<a")))
        });
        if mark == self.current {
            return;
        }
        let marks = self.marks;
        if let Some(old) = self.current.and_then(|index| marks.get(index)) {
            self.out.push(Event::InlineHtml(old.close.as_str().into()));
        }
        if let Some((index, new)) = mark.and_then(|index| Some((index, marks.get(index)?))) {
            let again = !self.begun.insert(index);
            let open = if again { without_id(&new.open).into() } else { new.open.as_str().into() };
            self.out.push(Event::InlineHtml(open));
        }
        self.current = mark;
    }

    /// At the beginning or end of an inline element: a mark stays open around it only if it covers the whole element.
    fn around_inline(&mut self, span: Span, is_link: bool) {
        let marks = self.marks;
        let covers = |index: &usize| {
            marks
                .get(*index)
                .is_some_and(|mark| mark.span.contains(span) && !(is_link && mark.open.contains("<a")))
        };
        let mark = self.mark_at(span.start).filter(covers).filter(|_| self.can_mark());
        self.set_mark(mark);
    }

    /// Text that stands in no written block gets a paragraph: the line of a list item without its list.
    fn wrap(&mut self) {
        if self.blocks == 0 && !self.wrapped {
            self.wrapped = true;
            self.out.push(Event::Start(Tag::Paragraph));
        }
    }

    fn unwrap(&mut self) {
        if self.wrapped {
            self.set_mark(None);
            self.wrapped = false;
            self.out.push(Event::End(TagEnd::Paragraph));
        }
    }

    fn raw_block(&mut self) {
        let Some(raw) = self.raw.take() else { return };
        self.set_mark(None);
        if self.options.unsafe_html {
            let html = address::map_in_html(&raw, self.link);
            self.out.push(Event::Html(html.into()));
            return;
        }
        let shown = without_comments(&raw);
        if !shown.trim().is_empty() {
            self.out.push(Event::Start(Tag::Paragraph));
            self.out.push(Event::Text(shown.trim_end().to_owned().into()));
            self.out.push(Event::End(TagEnd::Paragraph));
        }
    }

    fn raw_html(&self, html: &str) -> Event<'a> {
        if self.options.unsafe_html {
            Event::InlineHtml(address::map_in_html(html, self.link).into())
        } else {
            Event::Text(without_comments(html).into())
        }
    }

    fn finish(mut self) -> String {
        self.unwrap();
        self.set_mark(None);
        let aligned = self
            .out
            .iter()
            .any(|event| matches!(event, Event::Start(Tag::Table(columns)) if !columns.is_empty()));
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, self.out.into_iter());
        self.notes.write(&mut html);
        // pulldown-cmark aligns cells by `style`, which a strict content security policy forbids.
        if aligned { html.replace("style=\"text-align: ", "class=\"align-") } else { html }
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// Comments are for other writers, not for readers.
fn without_comments(html: &str) -> String {
    let mut shown = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        shown.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    shown + rest
}
