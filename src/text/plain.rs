//! Plain reading text with a map back to the source.

use super::Span;

/// Reading text made of pieces of a source: what remains of Markdown when markup, entities and escapes are resolved.
///
/// Every byte of the text knows where in the source it came from, so that a date found in `text` can be shown in the file.
///
/// ```
/// use dateline::text::{Plain, Span};
/// let source = "On *March* 3";
/// let mut plain = Plain::new();
/// plain.push("On ", Span::new(0, 3));
/// plain.push("March", Span::new(4, 9));
/// plain.push(" 3", Span::new(10, 12));
/// assert_eq!(plain.text(), "On March 3");
/// assert_eq!(plain.source_span(Span::new(3, 10)).of(source), "March* 3");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    text: String,
    /// In order of `at`; a piece reaches to the next one's `at`.
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Where the piece begins in `text`.
    at: usize,
    /// The source bytes it stands for.
    source: Span,
    /// Whether text and source are the same bytes (else the piece is one unit: an entity, an escape, a soft break).
    verbatim: bool,
}

impl Plain {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// The reading text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Appends `text`, which stands at `source` in the source: the same bytes when both are of one length, else one unit.
    pub fn push(&mut self, text: &str, source: Span) {
        self.push_piece(text, source, text.len() == source.len());
    }

    /// Appends `text` that the source spells differently: an entity, an escape, a break between blocks.
    pub fn push_unit(&mut self, text: &str, source: Span) {
        self.push_piece(text, source, false);
    }

    fn push_piece(&mut self, text: &str, source: Span, verbatim: bool) {
        if !text.is_empty() {
            self.pieces.push(Piece { at: self.text.len(), source, verbatim });
            self.text.push_str(text);
        }
    }

    /// Appends a text that stands as it is at `start` in the source, without the characters that readers never see
    /// (soft hyphens, zero-width spaces and joiners, byte order marks), which break words for a tagger.
    pub fn push_visible(&mut self, text: &str, start: usize) {
        let mut from = 0;
        for (at, invisible) in text.match_indices(is_invisible) {
            self.push(&text[from..at], Span::new(start + from, start + at));
            from = at + invisible.len();
        }
        self.push(&text[from..], Span::new(start + from, start + text.len()));
    }

    /// Cuts the text off at `length` bytes, which must be a length that it had before.
    pub fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        while self.pieces.last().is_some_and(|piece| piece.at >= length) {
            self.pieces.pop();
        }
    }

    /// The source bytes that a span of the text came from; from the first to the last, markup between them included.
    pub fn source_span(&self, span: Span) -> Span {
        let first = self.piece_at(span.start);
        let last = self.piece_at(span.end.saturating_sub(1).max(span.start));
        match (first, last) {
            (Some(first), Some(last)) => {
                let start = if first.verbatim {
                    first.source.start + (span.start - first.at)
                } else {
                    first.source.start
                };
                let end =
                    if last.verbatim { last.source.start + (span.end - last.at) } else { last.source.end };
                Span::new(start, end.max(start))
            }
            _ => Span::default(),
        }
    }

    fn piece_at(&self, offset: usize) -> Option<Piece> {
        let after = self.pieces.partition_point(|piece| piece.at <= offset);
        after.checked_sub(1).and_then(|index| self.pieces.get(index)).copied()
    }
}

/// Soft hyphen, zero-width space, joiners and word joiner, byte order mark.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_map_as_a_whole_even_when_lengths_agree() {
        let source = "a&ngE;b";
        let mut plain = Plain::new();
        plain.push("a", Span::new(0, 1));
        plain.push_unit("≧\u{338}", Span::new(1, 6));
        plain.push("b", Span::new(6, 7));
        assert_eq!(plain.source_span(Span::new(1, 4)).of(source), "&ngE;");
        assert_eq!(plain.source_span(Span::new(0, 7)).of(source), source);
    }

    #[test]
    fn invisible_characters_are_left_out_and_the_map_stays_true() {
        let source = "Febru\u{ad}ary\u{200b} 3";
        let mut plain = Plain::new();
        plain.push_visible(source, 0);
        assert_eq!(plain.text(), "February 3");
        assert_eq!(plain.source_span(Span::new(0, 8)).of(source), "Febru\u{ad}ary");
        assert_eq!(plain.source_span(Span::new(9, 10)).of(source), "3");
    }

    #[test]
    fn truncating_forgets_the_pieces() {
        let mut plain = Plain::new();
        plain.push("one", Span::new(0, 3));
        plain.push("two", Span::new(5, 8));
        plain.truncate(3);
        plain.push("six", Span::new(9, 12));
        assert_eq!(plain.text(), "onesix");
        assert_eq!(plain.source_span(Span::new(3, 6)), Span::new(9, 12));
    }

    #[test]
    fn an_empty_text_has_no_place() {
        assert_eq!(Plain::new().source_span(Span::new(3, 9)), Span::default());
    }
}
