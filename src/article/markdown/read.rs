//! Markdown -> reading text.

use super::{parse, references};
use crate::article::body::Body;
use crate::article::{BlockKind, Link, address};
use crate::text::Span;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// Reads the body of a file; its first level-1 heading is the title if `takes_title` accepts the words.
pub(in crate::article) fn read(text: &str, body: Span, takes_title: &dyn Fn(&str) -> bool) -> Body {
    let source = body.of(text);
    let mut reader = Reader {
        source,
        at: body.start,
        takes_title,
        body: Body::default(),
        around: Vec::new(),
        open: None,
        quiet: 0,
    };
    let plain = references::plain(source);
    for (event, range) in parse(&plain, false) {
        reader.event(event, range);
    }
    reader.close();
    reader.body.finish();
    reader.body
}

/// What the blocks being read stand in.
enum Around {
    List,
    /// An item at `source`; `begun` once it has a block.
    Item {
        source: Span,
        begun: bool,
    },
    Quote,
    Other,
}

/// A block whose end has not been seen.
struct Open {
    kind: BlockKind,
    source: Span,
    start: usize,
    id: Option<String>,
    /// Whether the line being read holds more than white space.
    written: bool,
}

struct Reader<'a> {
    source: &'a str,
    /// Where `source` begins in the file.
    at: usize,
    takes_title: &'a dyn Fn(&str) -> bool,
    body: Body,
    around: Vec<Around>,
    open: Option<Open>,
    /// Inside code blocks and images, whose text is not read.
    quiet: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let range = self.on_characters(range);
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text, range),
            Event::Code(text) => {
                let inside = self.source.get(range.clone()).and_then(|written| written.find(&*text));
                let range =
                    inside.map_or(range.clone(), |at| range.start + at..range.start + at + text.len());
                self.words(&text, range);
            }
            Event::SoftBreak => self.blank(" ", range),
            Event::HardBreak => self.blank("\n", range),
            Event::InlineHtml(html) => {
                self.raw_html(&html, range.start);
                if html.to_ascii_lowercase().starts_with("<br") {
                    self.blank("\n", range);
                }
            }
            Event::Html(html) => self.raw_html(&html, range.start),
            Event::Rule => self.close(),
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    /// The range, widened to whole characters: the parser counts a tab inside an indentation as columns, and may then point into
    /// the middle of one.
    fn on_characters(&self, range: Range<usize>) -> Range<usize> {
        let mut on = range;
        while !self.source.is_char_boundary(on.start) {
            on.start -= 1;
        }
        while on.end < self.source.len() && !self.source.is_char_boundary(on.end) {
            on.end += 1;
        }
        on
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let span = self.span(&range);
        match tag {
            Tag::Heading { level, id, .. } => {
                self.begin(BlockKind::Heading(level as u8), span);
                if let Some(open) = &mut self.open {
                    open.id = id.map(|id| id.to_string());
                }
            }
            Tag::Paragraph => self.begin_text(span),
            Tag::TableCell | Tag::DefinitionListTitle => self.begin(BlockKind::Other, span),
            Tag::List(_) => self.enter(Around::List),
            Tag::Item => self.enter(Around::Item { source: span, begun: false }),
            Tag::BlockQuote(None) => self.enter(Around::Quote),
            Tag::BlockQuote(Some(_)) | Tag::FootnoteDefinition(_) | Tag::DefinitionListDefinition => {
                self.enter(Around::Other)
            }
            Tag::CodeBlock(_) => {
                self.close();
                self.quiet += 1;
            }
            Tag::HtmlBlock | Tag::Table(_) | Tag::DefinitionList => self.close(),
            Tag::Link { dest_url, link_type, .. } => self.link(&dest_url, link_type, span),
            Tag::Image { dest_url, link_type, .. } => {
                self.link(&dest_url, link_type, span);
                self.quiet += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableCell | TagEnd::DefinitionListTitle => {
                self.close()
            }
            TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListDefinition => {
                self.close();
                self.around.pop();
            }
            TagEnd::CodeBlock | TagEnd::Image => self.quiet = self.quiet.saturating_sub(1),
            _ => {}
        }
    }

    /// The bytes of the file, without the line ends that close a block.
    fn span(&self, range: &Range<usize>) -> Span {
        let written = self.source.get(range.clone()).unwrap_or_default();
        Span::new(self.at + range.start, self.at + range.start + written.trim_end().len())
    }

    fn enter(&mut self, around: Around) {
        self.close();
        self.around.push(around);
    }

    fn begin(&mut self, kind: BlockKind, source: Span) {
        self.close();
        let start = self.body.begin_block(source);
        self.open = Some(Open { kind, source, start, id: None, written: false });
    }

    /// Begins running text: what it is depends on what it stands in.
    fn begin_text(&mut self, span: Span) {
        let depth = self.around.iter().filter(|around| matches!(around, Around::List)).count();
        let (kind, source) = match self.around.last_mut() {
            Some(Around::Item { source, begun }) if !*begun => {
                *begun = true;
                (BlockKind::Item(u8::try_from(depth).unwrap_or(u8::MAX)), *source)
            }
            Some(Around::Quote) => (BlockKind::Quote, span),
            Some(Around::Other) => (BlockKind::Other, span),
            Some(Around::Item { .. } | Around::List) | None => (BlockKind::Paragraph, span),
        };
        self.begin(kind, source);
    }

    fn close(&mut self) {
        let Some(Open { kind, source, start, id, .. }) = self.open.take() else { return };
        let Some(span) = self.body.push_block(kind, start, source) else { return };
        let BlockKind::Heading(level) = kind else { return };
        let words = span.of(self.body.plain.text()).to_owned();
        if level == 1 && self.body.title.is_none() && (self.takes_title)(&words) {
            self.body.take_title();
        } else {
            self.body.push_anchor(id.as_deref(), &words, source);
        }
    }

    fn words(&mut self, text: &str, range: Range<usize>) {
        if self.quiet > 0 {
            return;
        }
        if self.open.is_none() {
            self.begin_text(self.span(&range));
        }
        if let Some(open) = &mut self.open {
            open.written |= !text.trim().is_empty();
        }
        let span = Span::new(self.at + range.start, self.at + range.end);
        if self.source.get(range) == Some(text) && !text.contains('\n') {
            self.body.plain.push_visible(text, span.start);
        } else {
            self.body.plain.push_unit(&text.replace('\n', " "), span);
        }
    }

    /// A break within a block: never a second one in a row, since a blank line would end the block.
    fn blank(&mut self, text: &str, range: Range<usize>) {
        if let Some(open) = self.open.as_mut().filter(|open| self.quiet == 0 && open.written) {
            open.written = text != "\n";
            self.body.plain.push_unit(text, Span::new(self.at + range.start, self.at + range.end));
        }
    }

    fn link(&mut self, destination: &str, link_type: LinkType, span: Span) {
        let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
        self.body.links.push(Link { destination: format!("{scheme}{destination}"), span });
    }

    fn raw_html(&mut self, html: &str, start: usize) {
        for value in address::in_html(html) {
            let link = Link { destination: value.of(html).to_owned(), span: value.shifted(self.at + start) };
            self.body.links.push(link);
        }
    }
}
