//! What Markdown and plain text have in common once they are read: text, blocks, links.

use super::{Anchor, Block, BlockKind, Link};
use crate::text::{Plain, Span, slug};
use std::collections::BTreeMap;

/// The body of an article.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub plain: Plain,
    pub blocks: Vec<Block>,
    pub links: Vec<Link>,
    pub anchors: Vec<Anchor>,
    /// The words of the heading or line that is the title, and its bytes in the file.
    pub title: Option<(String, Span)>,
    /// How often each name was asked for.
    ids: BTreeMap<String, usize>,
}

impl Body {
    /// Ends the block whose text began at `start` of the reading text and that stands at `source`.
    ///
    /// A block without text leaves nothing behind. Blocks are parted by blank lines, and no block holds one: the number of
    /// a block is that of its paragraph in the sentences.
    pub(super) fn push_block(&mut self, kind: BlockKind, start: usize, source: Span) -> Option<Span> {
        let text = self.plain.text().get(start..).unwrap_or_default();
        let trimmed = text.trim();
        if trimmed.is_empty() {
            self.plain.truncate(start);
            return None;
        }
        let lead = text.len() - text.trim_start().len();
        let span = Span::new(start + lead, start + lead + trimmed.len());
        self.blocks.push(Block { kind, span, source });
        Some(span)
    }

    /// Begins a block that stands at `source`: where its text begins in the reading text.
    pub(super) fn begin_block(&mut self, source: Span) -> usize {
        if let Some(last) = self.blocks.last() {
            self.plain.truncate(last.span.end);
            self.plain.push_unit("\n\n", Span::new(source.start, source.start));
        }
        self.plain.text().len()
    }

    /// Takes the last block out again: it is the title.
    pub(super) fn take_title(&mut self) {
        if let Some(block) = self.blocks.pop() {
            let text = block.span.of(self.plain.text()).split_whitespace().collect::<Vec<_>>().join(" ");
            self.plain.truncate(self.blocks.last().map_or(0, |last| last.span.end));
            self.title = Some((text, block.source));
        }
    }

    /// Names a heading: by its own `id`, else by its words.
    pub(super) fn push_anchor(&mut self, id: Option<&str>, words: &str, span: Span) {
        let base = id.map_or_else(|| slug(words), str::to_owned);
        let base = if base.is_empty() { "section".to_owned() } else { base };
        let mut id = base.clone();
        while self.ids.contains_key(&id) {
            let times = self.ids.entry(base.clone()).or_default();
            *times += 1;
            id = format!("{base}-{}", *times + 1);
        }
        self.ids.insert(id.clone(), 0);
        self.anchors.push(Anchor { id, span });
    }

    /// Ends the reading text with its last block.
    pub(super) fn finish(&mut self) {
        self.plain.truncate(self.blocks.last().map_or(0, |last| last.span.end));
    }
}
