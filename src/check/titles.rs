//! Titles: those that lack, long ones, and two of nearly the same words.

use super::place::{at_title, file, span};
use crate::article::Article;
use crate::diag::Diagnostic;
use crate::event::{Event, Origin};
use crate::text::slug;
use crate::timeline::Timeline;
use std::collections::BTreeSet;

/// Letters of a title that still fits a card, a search result and a tab.
const LONG: usize = 120;
/// From which part of their words on two titles are nearly the same.
const SAME: f64 = 0.6;
/// How many days apart one event may be dated by two authors.
const DAYS: i64 = 1;

/// Event files and articles that go by the names of their files.
pub(super) fn missing(timeline: &Timeline) -> Vec<Diagnostic> {
    let told = |article: &Article| {
        let name = article.meta.title.as_deref().unwrap_or(&article.stem);
        Diagnostic::note("no-title", format!("{} has no title: it is called \"{name}\"", article.file.path))
            .at(&article.file, span(article, "title"), "")
            .help("give it a `title`")
    };
    let contents = timeline.event_files.values().chain(&timeline.articles);
    contents.filter(|article| !article.is_titled).map(told).collect()
}

/// Titles that authors gave and nobody reads to the end.
pub(super) fn long(timeline: &Timeline) -> Vec<Diagnostic> {
    let stated = timeline.events.iter().filter(|event| event.origin != Origin::Prose);
    let told = |event: &Event| {
        let letters = event.title.chars().count();
        let article = file(event, timeline).filter(|_| letters > LONG)?;
        let told = Diagnostic::warning("long-title", format!("a title of {letters} letters"));
        Some(
            at_title(told, event, article, "")
                .help(format!("up to {LONG} are read; the rest can be its summary")),
        )
    };
    stated.filter_map(told).collect()
}

/// Events of one time whose titles are nearly the same, told at the later file.
pub(super) fn near_duplicates(timeline: &Timeline) -> Vec<Diagnostic> {
    let events: Vec<(&Event, BTreeSet<String>)> = timeline
        .events
        .iter()
        .filter(|event| event.origin != Origin::Prose)
        .map(|event| (event, words(&event.title)))
        .collect();
    let mut told = Vec::new();
    for (at, (event, of_event)) in events.iter().enumerate() {
        // In order of time: what is too far away ends the search.
        for (other, of_other) in events[at + 1..].iter().take_while(|(other, _)| is_near(event, other)) {
            if similarity(of_event, of_other) >= SAME && !are_told_apart(event, other) {
                told.extend(duplicate(event, other, timeline));
            }
        }
    }
    told
}

fn is_near(event: &Event, other: &Event) -> bool {
    event.when.anchor().days_until(other.when.anchor()) <= DAYS
}

/// Whether their author says that they are two, or that one belongs to the other.
fn are_told_apart(event: &Event, other: &Event) -> bool {
    let names = |a: &Event, b: &Event| a.identity.not_same_as.contains(&b.id) || a.related.contains(&b.id);
    names(event, other) || names(other, event)
}

fn words(title: &str) -> BTreeSet<String> {
    slug(title).split('-').filter(|word| word.chars().count() > 2).map(str::to_owned).collect()
}

/// The part of the words of both that they share (Jaccard).
fn similarity(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let shared = a.intersection(b).count();
    let all = a.len() + b.len() - shared;
    // A single word is no title to compare.
    if shared < 2 { 0.0 } else { shared as f64 / all as f64 }
}

fn duplicate(event: &Event, other: &Event, timeline: &Timeline) -> Option<Diagnostic> {
    let (first, second) = (file(event, timeline)?, file(other, timeline)?);
    let (event, other, first, second) =
        if first.key <= second.key { (event, other, first, second) } else { (other, event, second, first) };
    let message = format!("\"{}\" may be \"{}\" of {}", other.title, event.title, first.file.path);
    let told = Diagnostic::warning("near-duplicate", message);
    Some(at_title(told, other, second, "nearly the same title at nearly the same time").help(format!(
        "make one event of the two; if they are two, say so: `related: [{}]`, or allow = [\"near-duplicate\"]",
        event.id
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_similar_titles() {
        for (a, b, expected) in [
            ("The bridge is closed", "The old bridge is closed", true),
            ("Ministry Closes The Bridge", "Bridge closes: the ministry", true),
            ("The bridge is closed", "The bridge is opened to traffic", false),
            ("Elections", "Elections", false),
        ] {
            assert_eq!(similarity(&words(a), &words(b)) >= SAME, expected, "{a} / {b}");
        }
    }
}
