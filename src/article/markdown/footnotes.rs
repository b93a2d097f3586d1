//! Footnotes: numbered by their first reference, written at the end, with links both ways.

use crate::text::Span;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// The footnotes of a body.
pub(super) struct Footnotes<'a> {
    numbers: BTreeMap<String, usize>,
    /// How often each number was referred to.
    references: BTreeMap<usize, usize>,
    /// The events of each footnote's text.
    texts: BTreeMap<usize, Vec<Event<'a>>>,
}

impl<'a> Footnotes<'a> {
    /// Numbers the footnotes of a body that begins at `at` in its file, or those that its `part` refers to.
    pub(super) fn of(events: &[(Event<'_>, Range<usize>)], at: usize, part: Option<Span>) -> Self {
        let mut numbers = BTreeMap::new();
        let mut count = |label: &str| {
            let number = numbers.len() + 1;
            numbers.entry(label.to_owned()).or_insert(number);
        };
        for (event, range) in events {
            let inside = part.is_none_or(|part| part.contains(Span::new(range.start, range.end).shifted(at)));
            if let Event::FootnoteReference(label) = event
                && inside
            {
                count(label);
            }
        }
        // Those that nothing refers to come last.
        for (event, _) in events.iter().filter(|_| part.is_none()) {
            if let Event::Start(Tag::FootnoteDefinition(label)) = event {
                count(label);
            }
        }
        Self { numbers, references: BTreeMap::new(), texts: BTreeMap::new() }
    }

    /// The number of a footnote that is shown.
    pub(super) fn number(&self, label: &str) -> Option<usize> {
        self.numbers.get(label).copied()
    }

    /// A reference as HTML.
    pub(super) fn reference(&mut self, label: &str) -> String {
        let number = self.number(label).unwrap_or_default();
        let times = self.references.entry(number).or_default();
        *times += 1;
        let id = if *times == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{times}") };
        format!("<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{id}\">{number}</a></sup>")
    }

    /// Takes the text of a footnote; one that is defined twice has both.
    pub(super) fn define(&mut self, number: usize, text: Vec<Event<'a>>) {
        self.texts.entry(number).or_default().extend(text);
    }

    /// Writes the footnotes with links back.
    pub(super) fn write(self, html: &mut String) {
        if self.texts.is_empty() {
            return;
        }
        html.push_str("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n");
        for (number, mut events) in self.texts {
            if self.references.contains_key(&number) {
                let back = format!(" <a href=\"#fnref-{number}\" role=\"doc-backlink\">↩</a>");
                let ends_paragraph = matches!(events.last(), Some(Event::End(TagEnd::Paragraph)));
                events.insert(events.len() - usize::from(ends_paragraph), Event::InlineHtml(back.into()));
            }
            html.push_str(&format!("<li id=\"fn-{number}\" value=\"{number}\">"));
            pulldown_cmark::html::push_html(html, events.into_iter());
            html.push_str("</li>\n");
        }
        html.push_str("</ol>\n</section>\n");
    }
}
