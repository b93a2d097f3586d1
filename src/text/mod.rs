//! Text and places in it: source files, byte spans, plain reading text with a map back to the source, sentences.
//!
//! This room imports nothing.

mod alphabet;
mod plain;
mod sentences;
mod slug;
mod source_file;

pub use alphabet::{alphabetical, letter};
pub use plain::Plain;
pub use sentences::{Abbreviations, Sentence, common_words, sentences};
pub use slug::{SEGMENT, short_slug, slug};
pub use source_file::{LineColumn, SourceFile};

/// A half-open range of bytes, `start..end`, in some text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }
    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
    /// The text under the span; empty when the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
    /// Whether the two spans share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    /// The same span, `by` bytes later.
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }
}

/// 16 hexadecimal digits that are others for another text (FNV-1a, 64 bits).
pub fn digest(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
