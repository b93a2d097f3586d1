//! Where in a file a thing stands.

use crate::article::{Article, Markup};
use crate::diag::Diagnostic;
use crate::event::Event;
use crate::text::Span;
use crate::timeline::Timeline;

/// The file that an event comes from.
pub(super) fn file<'a>(event: &Event, timeline: &'a Timeline) -> Option<&'a Article> {
    timeline.content(&event.mentions.first()?.article)
}

/// The bytes of `value` in the front matter; nothing at its head where it stands otherwise there: escaped, in a file beside.
pub(super) fn span(article: &Article, value: &str) -> Span {
    let text = &article.file.text;
    let head = if article.markup == Markup::Data { text.as_str() } else { &text[..article.body.start] };
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = |at: &usize| {
        !is_word(head[..*at].chars().next_back()) && !is_word(head[at + value.len()..].chars().next())
    };
    let found = head.match_indices(value).map(|(at, _)| at).find(whole).filter(|_| !value.is_empty());
    found.map_or(Span::default(), |at| Span::new(at, at + value.len()))
}

/// A message at the date of an event.
pub(super) fn at_date(told: Diagnostic, event: &Event, article: &Article, label: &str) -> Diagnostic {
    let stated = Some(article.meta.when_span).filter(|span| *span != Span::default());
    let mention = event.mentions.first().and_then(|mention| mention.date_span);
    told.at(&article.file, stated.or(mention).unwrap_or_default(), label)
}

/// A message at the title of an event; at its key, where the title is written in another way than it reads.
pub(super) fn at_title(told: Diagnostic, event: &Event, article: &Article, label: &str) -> Diagnostic {
    let title = Some(span(article, &event.title)).filter(|span| *span != Span::default());
    told.at(&article.file, title.unwrap_or_else(|| span(article, "title")), label)
}
