//! Diagnostics for people, in the look of rustc.

use super::{Diagnostic, Place, Severity};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::ops::Range;

/// How much of a line is shown after the place meant, in bytes: articles hold a paragraph a line.
const WINDOW: usize = 160;

impl Diagnostic {
    /// The message with its place underlined and the mend; `colour` sets ANSI styles. No final line end.
    ///
    /// ```
    /// use dateline::{diag::Diagnostic, text::{SourceFile, Span}};
    /// let file = std::sync::Arc::new(SourceFile::new("content/a.md", "date = \"2025-13\"\n"));
    /// let told = Diagnostic::error("bad-date", "month 13 does not exist").at(&file, Span::new(13, 15), "not a month");
    /// assert_eq!(told.help("months are 01 to 12").render(false), "\
    /// error[bad-date]: month 13 does not exist
    ///  --> content/a.md:1:14
    ///   |
    /// 1 | date = \"2025-13\"
    ///   |              ^^ not a month
    ///   |
    ///   = help: months are 01 to 12");
    /// ```
    pub fn render(&self, colour: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level.primary_title(self.message.as_str()).id(self.code);
        let excerpt = self.place.as_ref().map(Excerpt::of);
        let group = match (&self.place, &excerpt) {
            (Some(place), Some(excerpt)) => title.element(
                Snippet::source(excerpt.text)
                    .path(place.file.path.as_str())
                    .line_start(excerpt.line)
                    .annotation(
                        AnnotationKind::Primary.span(excerpt.span.clone()).label(self.label.as_str()),
                    ),
            ),
            _ => title.elements(Vec::<annotate_snippets::Message<'_>>::new()),
        };
        let group = match &self.help {
            Some(help) => group.element(Level::HELP.message(help.as_str())),
            None => group,
        };
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        renderer.term_width(120).render(&[group])
    }
}

/// The line of a place, so that a long file is not shown, nor searched, for each of its messages.
struct Excerpt<'a> {
    text: &'a str,
    line: usize,
    span: Range<usize>,
}

impl<'a> Excerpt<'a> {
    fn of(place: &'a Place) -> Self {
        let text = place.file.text.as_str();
        let start = floor(text, place.span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line_end = line_start + text[line_start..line_end].trim_end_matches('\r').len();
        let start = start.min(line_end);
        // A place of several lines is shown by its first.
        let end = floor(text, place.span.end).clamp(start, line_end);
        let until = floor(text, (end + WINDOW).min(line_end)).max(end);
        Self {
            text: &text[line_start..until],
            line: place.file.line_column(start).line,
            span: start - line_start..end - line_start,
        }
    }
}

/// The last character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{SourceFile, Span};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ok_any_place_in_any_text_is_shown(
            text in "(\\PC|é|中|\n|\r\n|\t){0,40}",
            start in 0..100_usize,
            end in 0..100_usize,
        ) {
            let file = std::sync::Arc::new(SourceFile::new("a.md", text));
            let shown = Diagnostic::error("bad-date", "wrong").at(&file, Span::new(start, end), "here").render(false);
            let at = file.line_column(start);
            let place = format!("a.md:{}:", at.line);
            prop_assert!(shown.contains(&place), "{} is not in {}", place, shown);
        }
    }
}
