//! What a person says about the events found in prose goes before what was found.

use super::quote::{self, Found};
use super::statement::{Prose, Statement};
use super::{Confidence, Event, Languages, stated};
use crate::article::{Article, Correction, Decision, Meta};
use crate::diag::Diagnostic;
use std::collections::BTreeMap;

/// The corrections of an article, by the sentence that each is about.
pub(super) struct Corrections<'a> {
    all: &'a [Correction],
    /// Places in `all`.
    by_sentence: BTreeMap<usize, usize>,
    /// What could not be found.
    pub(super) told: Vec<Diagnostic>,
}

impl<'a> Corrections<'a> {
    pub(super) fn of(article: &'a Article, prose: &Prose<'_>) -> Self {
        let all = &article.corrections;
        let mut corrections = Self { all, by_sentence: BTreeMap::new(), told: Vec::new() };
        for (place, correction) in all.iter().enumerate() {
            let Some(quote) = &correction.quote else { continue };
            let sentences = prose.sentences.iter().map(|span| span.of(prose.text));
            let found = quote::find(quote, sentences);
            let taken = |number: &usize| corrections.by_sentence.contains_key(number);
            match found {
                Found::In(number) if !taken(&number) => {
                    corrections.by_sentence.insert(number, place);
                }
                Found::In(number) | Found::Nearest(number) => {
                    let taken = matches!(found, Found::In(_));
                    corrections.told.extend(lost(article, prose, correction, Some((number, taken))));
                }
                Found::Nowhere => corrections.told.extend(lost(article, prose, correction, None)),
            }
        }
        corrections
    }

    /// Whether a sentence tells an event of its own, whatever it seems to go on with.
    pub(super) fn splits(&self, sentence: usize) -> bool {
        self.about_sentence(sentence).is_some_and(|(_, correction)| correction.decision == Decision::Split)
    }

    /// The event of a story as a person wants it; one that a person hides is as it was found.
    pub(super) fn applied(&self, story: &[Statement<'_>], mut event: Event) -> Event {
        let hides = |(_, correction): &(usize, &Correction)| correction.decision == Decision::Hide;
        if let Some((place, _)) = self.about(story).find(hides) {
            event.identity.correction = Some(place);
            return event;
        }
        for (place, correction) in self.about(story) {
            event.identity.correction.get_or_insert(place);
            settle(&mut event, &correction.meta);
        }
        event
    }

    /// Corrections of sentences that none of the stories tells, with the number of the sentence: they make an event of it.
    pub(super) fn rest<'s>(
        &'s self,
        stories: &'s [Vec<Statement<'_>>],
    ) -> impl Iterator<Item = (usize, &'a Correction)> + use<'a, 's> {
        let told = |number: &usize| stories.iter().flatten().any(|statement| statement.number == *number);
        self.by_sentence
            .iter()
            .filter(move |(number, _)| !told(number))
            .filter_map(|(number, place)| Some((*number, self.all.get(*place)?)))
    }

    fn about(&self, story: &[Statement<'_>]) -> impl Iterator<Item = (usize, &'a Correction)> {
        story.iter().filter_map(|statement| self.about_sentence(statement.number))
    }

    fn about_sentence(&self, sentence: usize) -> Option<(usize, &'a Correction)> {
        let place = *self.by_sentence.get(&sentence)?;
        Some((place, self.all.get(place)?))
    }
}

/// The events that the text does not state.
pub(super) fn added(article: &Article, packs: Languages<'_>) -> Vec<Event> {
    let added = article.corrections.iter().filter(|correction| correction.decision == Decision::Add);
    added.filter_map(|correction| stated::correction(article, correction, packs)).collect()
}

/// What is stated replaces what was found; a person has looked at it.
fn settle(event: &mut Event, meta: &Meta) {
    fn replace<T>(own: &mut T, stated: Option<T>) {
        if let Some(stated) = stated {
            *own = stated;
        }
    }
    fn refill<T: Clone>(own: &mut Vec<T>, stated: &[T]) {
        if !stated.is_empty() {
            *own = stated.to_vec();
        }
    }
    event.doubt = None;
    event.why.confidence = event.why.confidence.max(Confidence::Resolved);
    if let Some(when) = meta.when.clone() {
        event.why = stated::stated(&when.to_string());
        event.when = when;
        event.display_date = None;
    }
    if meta.id.is_some() {
        event.id_span = event.mentions.first().map(|mention| mention.span);
    }
    replace(&mut event.id, meta.id.clone());
    replace(&mut event.title, meta.title.clone());
    if meta.title.is_some() || meta.summary.is_some() {
        // A summary that was made for another title would say it again.
        event.summary = meta.summary.clone();
    }
    event.display_date = meta.display_date.clone().or(event.display_date.take());
    event.status = meta.status.clone().or(event.status.take());
    event.slug = meta.slug.clone().or(event.slug.take());
    event.order = meta.order.or(event.order);
    if let Some(importance) = meta.importance {
        event.importance = importance;
        event.identity.is_ranked = true;
    }
    for (own, stated) in [
        (&mut event.tags, &meta.tags),
        (&mut event.people, &meta.people),
        (&mut event.places, &meta.places),
        (&mut event.related, &meta.related),
        (&mut event.aliases, &meta.aliases),
        (&mut event.identity.same_as, &meta.same_as),
        (&mut event.identity.not_same_as, &meta.not_same_as),
    ] {
        refill(own, stated);
    }
    refill(&mut event.sources, &meta.sources);
    refill(&mut event.media, &meta.media);
    event.extra.extend(meta.extra.clone());
}

/// A quotation that is no longer found, with the nearest sentence; or whose sentence another correction has.
fn lost(
    article: &Article,
    prose: &Prose<'_>,
    correction: &Correction,
    near: Option<(usize, bool)>,
) -> Option<Diagnostic> {
    let file = article.corrections_file.as_ref()?;
    let path = &article.file.path;
    let place = near.and_then(|(number, taken)| {
        let span = *prose.sentences.get(number)?;
        let line = article.file.line_column(article.plain.source_span(span).start).line;
        Some((span.of(prose.text).split_whitespace().collect::<Vec<_>>().join(" "), line, taken))
    });
    let (message, help) = match place {
        Some((sentence, line, true)) => (
            "two corrections are about one sentence: the second is left out".to_owned(),
            format!("put them together; the sentence is in line {line} of {path}: {sentence}"),
        ),
        Some((sentence, line, false)) => (
            format!("the quotation is not in {path}"),
            format!("the nearest sentence is in line {line}: {sentence}"),
        ),
        None => (
            format!("the quotation is not in {path}, and nothing like it"),
            "remove the correction, or quote the sentence as it is now".to_owned(),
        ),
    };
    Some(Diagnostic::warning("lost-correction", message).at(file, correction.span, "does nothing").help(help))
}

/// A correction that wants to change an event where the sentence tells none, and states no date that would make one.
pub(super) fn idle(article: &Article, correction: &Correction) -> Option<Diagnostic> {
    let file = article.corrections_file.as_ref()?;
    let message = "no event was found in this sentence";
    let help = match correction.decision {
        Decision::Hide => "remove the correction",
        _ => "state `date` (and `title`) to make an event of it",
    };
    Some(Diagnostic::warning("idle-correction", message).at(file, correction.span, "does nothing").help(help))
}
