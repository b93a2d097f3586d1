//! One input file as text, with its path.

use camino::{Utf8Path, Utf8PathBuf};

/// A decoded input file. All spans of its article, timexes and events count bytes of [`SourceFile::text`].
///
/// In a UTF-8 file these are the file's own bytes, [`SourceFile::mark`] apart; other encodings are counted as UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path as a person would type it, for messages.
    pub path: Utf8PathBuf,
    /// The whole text in UTF-8, front matter included.
    pub text: String,
    /// Bytes of the byte-order mark that stands before the text in a UTF-8 file: 0 or 3.
    pub mark: usize,
}

/// A place as people count it, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl SourceFile {
    /// A source file of `path` and `text`.
    pub fn new(path: impl AsRef<Utf8Path>, text: impl Into<String>) -> Self {
        Self { path: path.as_ref().to_owned(), text: text.into(), mark: 0 }
    }

    /// Line and column of a byte offset; offsets past the end give the end.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        LineColumn {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}
