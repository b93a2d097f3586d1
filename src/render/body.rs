//! Bodies of articles and events as HTML, with their dates marked and linked to their events.

use super::{Renderer, address};
use crate::article::{Article, HtmlOptions, Mark, html};
use crate::event::Origin;
use crate::site::Target;
use crate::text::Span;
use crate::timeline::EventIndex;
use tera::{Value, escape_html};

impl Renderer<'_> {
    /// The text of an article on the page `here`.
    pub(super) fn article_body(&self, here: &str, article: &Article) -> Value {
        self.html(here, article, None, &self.marks(here, article))
    }

    /// The text of an event: its file's, or its part of an outline.
    pub(super) fn event_body(&self, index: EventIndex, article: &Article) -> Option<Value> {
        let (here, event) = (self.site.event(index), self.timeline.events.get(index)?);
        let part = match event.origin {
            Origin::File => None,
            Origin::Outline => Some(event.mentions.first()?.span),
            Origin::Curated | Origin::Prose => return None,
        };
        let body = self.html(here, article, part, &[]);
        body.as_str().is_some_and(|body| !body.trim().is_empty()).then_some(body)
    }

    /// The only HTML that is not escaped: the article room made it.
    pub(super) fn html(&self, here: &str, article: &Article, part: Option<Span>, marks: &[Mark]) -> Value {
        let link = |destination: &str| match self.site.target(&article.key, destination) {
            Target::Outside => address::safe(destination).unwrap_or_else(|| "#".to_owned()),
            Target::Page(url) | Target::File { url, .. } => self.site.href(here, &url),
            Target::Missing => destination.to_owned(),
        };
        let options = HtmlOptions {
            // In one file, nothing may ask for another.
            unsafe_html: self.config.unsafe_html && !self.site.is_in_one_file(),
            smart_punctuation: self.config.smart_punctuation,
        };
        Value::safe_string(&html(article, part, marks, &link, options))
    }

    /// A `<time>` in a link for each date in the text that an event has; the first of an event carries its anchor.
    fn marks(&self, here: &str, article: &Article) -> Vec<Mark> {
        let mut found: Vec<(Span, EventIndex)> = Vec::new();
        for &index in self.timeline.events_of(&article.key) {
            let mentions =
                self.timeline.events[index].mentions.iter().filter(|mention| mention.article == article.key);
            found.extend(
                mentions
                    .filter_map(|m| Some((m.date_span?, index)))
                    .filter(|(span, _)| article.body.contains(*span)),
            );
        }
        found.sort_unstable();
        // Two events may hang on one date: the first of them has it.
        found.dedup_by(|next, kept| kept.0.overlaps(next.0));
        let mut anchored = Vec::new();
        let mut marks = Vec::new();
        for (span, index) in found {
            let first = !anchored.contains(&index);
            anchored.push(index);
            // A link in a link is no HTML.
            let linked = article.links.iter().any(|link| link.span.overlaps(span));
            marks.push(self.mark(here, span, index, first, linked));
        }
        marks
    }

    fn mark(&self, here: &str, span: Span, index: EventIndex, first: bool, linked: bool) -> Mark {
        let date = self.dates().date(&self.timeline.events[index].when, None);
        let id = if first { format!(" id=\"{}\"", escaped(&self.site.anchor(index))) } else { String::new() };
        let (name, value) =
            match date.long.first().and_then(|piece| piece.datetime.clone()).filter(|_| date.long.len() == 1)
            {
                Some(datetime) => ("time", format!("datetime=\"{}\"", escaped(&datetime))),
                None => ("span", format!("data-edtf=\"{}\"", escaped(&date.edtf))),
            };
        let href = escaped(&self.site.href(here, self.site.event(index)));
        if linked {
            return Mark { span, open: format!("<{name}{id} {value}>"), close: format!("</{name}>") };
        }
        Mark {
            span,
            open: format!("<a class=\"date\"{id} href=\"{href}\"><{name} {value}>"),
            close: format!("</{name}></a>"),
        }
    }
}

pub(crate) fn escaped(text: &str) -> String {
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = escape_html(text, &mut out);
    String::from_utf8(out).unwrap_or_default()
}
