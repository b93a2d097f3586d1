//! The sentences that an event was read from, with the words of its date marked.

use super::Renderer;
use super::view::Quote;
use crate::article::Article;
use crate::event::{Event, Mention, Origin};
use crate::text::Span;
use crate::timeline::EventIndex;

impl Renderer<'_> {
    /// What each article says, in the words that it says it in; the first is what the date was taken from.
    pub(super) fn quotes(&self, index: EventIndex, event: &Event) -> Vec<Quote> {
        if event.origin != Origin::Prose {
            return Vec::new();
        }
        let quote = |(number, mention): (usize, &Mention)| {
            let article = self.timeline.content(&mention.article)?;
            let (sentence, words) = match &event.quote {
                Some(sentence) if number == 0 => (sentence.as_str(), event.why.expression.as_str()),
                _ => (
                    sentence(mention, article)?,
                    mention.date_span.map_or("", |span| span.of(&article.file.text)),
                ),
            };
            let [before, marked, after] = marked(sentence, words, mention, article).map(str::to_owned);
            Some(Quote { before, marked, after, report: self.report(index, mention) })
        };
        event.mentions.iter().enumerate().filter_map(quote).collect()
    }
}

/// The sentence that a mention points at, cut before and after the words of its date.
pub fn marked<'a>(sentence: &'a str, words: &str, mention: &Mention, article: &Article) -> [&'a str; 3] {
    let at = meant(sentence, words, mention, article);
    let at = at.or_else(|| sentence.find(words).filter(|_| !words.is_empty()));
    let (at, end) = at.map_or((sentence.len(), sentence.len()), |at| (at, at + words.len()));
    [&sentence[..at], &sentence[at..end], &sentence[end..]]
}

/// The sentence that a mention points at.
fn sentence<'a>(mention: &Mention, article: &'a Article) -> Option<&'a str> {
    let found = article.sentences.iter().find(|s| article.plain.source_span(s.span) == mention.span)?;
    Some(found.span.of(article.plain.text()))
}

/// Where the words that the mention points at stand in the sentence: the map of the reading text tells equal words apart.
fn meant(sentence: &str, words: &str, mention: &Mention, article: &Article) -> Option<usize> {
    let text = article.plain.text();
    let start =
        article.sentences.iter().find(|s| article.plain.source_span(s.span) == mention.span)?.span.start;
    let whole = Span::new(start, text.len()).of(text);
    sentence.match_indices(words).map(|(at, _)| at).find(|&at| {
        let here = Span::new(start + at, start + at + words.len());
        // White space of the quoted sentence may be closed up.
        whole.starts_with(sentence) && Some(article.plain.source_span(here)) == mention.date_span
    })
}
