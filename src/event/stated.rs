//! Events that the author states: a file of its own, `[[events]]`, an outline.

use super::{Confidence, Event, IMPORTANCE, Identity, Languages, Mention, Origin, Why, dating, ids};
use crate::article::{Article, Correction, Curated, Meta, OutlineEntry, SourceRef};
use crate::date::{Day, When};
use crate::text::Span;

/// The event of an event file; none when its date could not be read, which the article room has told.
pub(super) fn file(article: &Article, packs: Languages<'_>) -> Option<Event> {
    let meta = &article.meta;
    let stem = &article.stem;
    let event = Event {
        id: meta.id.clone().unwrap_or_else(|| stem.clone()),
        id_span: meta.id.is_some().then_some(meta.id_span),
        title: meta.title.clone().unwrap_or_else(|| stem.clone()),
        summary: meta.summary.clone().or_else(|| first_sentence(article)),
        sources: meta.sources.clone(),
        ..from_meta(article, meta, meta.when.clone()?, article.body, packs)
    };
    Some(Event { origin: Origin::File, ..event })
}

/// The events of `[[events]]`, in their order.
pub(super) fn curated(article: &Article, packs: Languages<'_>) -> Vec<Event> {
    article.meta.events.iter().filter_map(|entry| curated_event(article, entry, packs)).collect()
}

fn curated_event(article: &Article, entry: &Curated, packs: Languages<'_>) -> Option<Event> {
    let meta = &entry.meta;
    let title = meta.title.clone().or_else(|| meta.summary.clone())?;
    let when = meta.when.clone()?;
    Some(Event {
        id: meta.id.clone().unwrap_or_else(|| ids::of_date(&when, &title)),
        id_span: meta.id.is_some().then_some(meta.id_span),
        title,
        tags: joined(&article.meta.tags, &meta.tags),
        sources: if meta.sources.is_empty() { article_sources(article) } else { meta.sources.clone() },
        ..from_meta(article, meta, when, entry.span, packs)
    })
}

/// What event files and entries of `[[events]]` have in common.
fn from_meta(article: &Article, meta: &Meta, when: When, span: Span, packs: Languages<'_>) -> Event {
    let why = stated(meta.when_span.of(&article.file.text));
    Event {
        id: String::new(),
        id_span: None,
        title: String::new(),
        summary: meta.summary.clone(),
        quote: None,
        display_date: meta
            .display_date
            .clone()
            .or_else(|| dating::display_of(&why.expression, packs, published(article))),
        order: meta.order,
        tags: meta.tags.clone(),
        people: meta.people.clone(),
        places: meta.places.clone(),
        importance: meta.importance.unwrap_or(IMPORTANCE),
        status: meta.status.clone(),
        sources: Vec::new(),
        media: meta.media.clone(),
        related: meta.related.clone(),
        aliases: meta.aliases.clone(),
        slug: meta.slug.clone(),
        section: section(article),
        origin: Origin::Curated,
        mentions: vec![Mention { article: article.key.clone(), span, date_span: Some(meta.when_span) }],
        why,
        doubt: None,
        readings: Vec::new(),
        identity: Identity {
            same_as: meta.same_as.clone(),
            not_same_as: meta.not_same_as.clone(),
            is_ranked: meta.importance.is_some(),
            ..Identity::default()
        },
        extra: meta.extra.clone(),
        when,
    }
}

/// An event that a person adds to what an article states.
pub(super) fn correction(article: &Article, correction: &Correction, packs: Languages<'_>) -> Option<Event> {
    let entry = Curated { meta: correction.meta.clone(), span: Span::default() };
    let event = curated_event(article, &entry, packs)?;
    let mention = Mention { article: article.key.clone(), span: Span::default(), date_span: None };
    Some(Event { why: stated(&event.when.to_string()), mentions: vec![mention], ..event })
}

/// The events of the body's headings and list items that begin with a date.
pub(super) fn outline(article: &Article, packs: Languages<'_>) -> Vec<Event> {
    article.outline.iter().map(|entry| outline_event(article, entry, packs)).collect()
}

fn outline_event(article: &Article, entry: &OutlineEntry, packs: Languages<'_>) -> Event {
    let mut paragraphs = entry.text.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
    let written = entry.when_span.of(&article.file.text);
    let title = match entry.title.trim() {
        "" => paragraphs.next().unwrap_or(written),
        title => title,
    };
    let meta = Meta::default();
    Event {
        id: ids::of_date(&entry.when, title),
        title: title.to_owned(),
        summary: paragraphs.next().map(str::to_owned),
        tags: article.meta.tags.clone(),
        people: named(&article.meta.people, &[title, &entry.text]),
        importance: article.meta.importance.unwrap_or(IMPORTANCE),
        status: article.meta.status.clone(),
        sources: article_sources(article),
        mentions: vec![Mention {
            article: article.key.clone(),
            span: entry.span,
            date_span: Some(entry.when_span),
        }],
        why: stated(written),
        origin: Origin::Outline,
        display_date: dating::display_of(written, packs, published(article)),
        ..from_meta(article, &meta, entry.when.clone(), entry.span, packs)
    }
}

fn published(article: &Article) -> Option<Day> {
    article.meta.published.as_ref().map(|published| published.day)
}

/// The article itself, where it says where it was published, and the sources it names.
pub(super) fn article_sources(article: &Article) -> Vec<SourceRef> {
    let meta = &article.meta;
    let own = SourceRef {
        title: meta.title.clone(),
        url: meta.url.clone(),
        publisher: meta.publisher.clone(),
        date: meta.published.as_ref().map(|published| published.day.to_string()),
        ..SourceRef::default()
    };
    let published = meta.url.is_some() || meta.publisher.is_some() || meta.sources.is_empty();
    published.then_some(own).into_iter().chain(meta.sources.iter().cloned()).collect()
}

/// Of the people that an article names, those that stand in these texts, by whole name or by last name.
pub(super) fn named(people: &[String], texts: &[&str]) -> Vec<String> {
    let stands = |name: &str| texts.iter().any(|text| text.contains(name));
    let last = |name: &str| name.split_whitespace().last().is_some_and(stands);
    people.iter().filter(|name| stands(name) || last(name)).cloned().collect()
}

pub(super) fn section(article: &Article) -> String {
    article.meta.section.clone().unwrap_or_else(|| article.section.clone())
}

pub(super) fn stated(written: &str) -> Why {
    Why {
        expression: written.trim().trim_matches(['"', '\'']).to_owned(),
        how: String::new(),
        published: None,
        rule: String::new(),
        confidence: Confidence::Stated,
    }
}

fn first_sentence(article: &Article) -> Option<String> {
    let first = article.sentences.first()?;
    let text = first.span.of(article.plain.text()).trim();
    (!text.is_empty()).then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn joined(first: &[String], second: &[String]) -> Vec<String> {
    let mut all = first.to_vec();
    all.extend(second.iter().filter(|value| !first.contains(value)).cloned());
    all
}
