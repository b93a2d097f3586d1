//! What was found in prose, as an editor looks at it.

use crate::article::{Article, Decision};
use crate::config::Config;
use crate::event::{self, Event, Origin};
use crate::timeline::{EventIndex, Timeline};
use rayon::prelude::*;

/// An article whose prose tells events, as an editor looks at it.
#[derive(Debug)]
pub struct Proposed<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its events in the order of the text, those that a person has hidden too.
    pub events: Vec<(Event, Shown)>,
}

/// What a site does with an event that was found in prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It is on the pages: the index in the timeline.
    At(EventIndex),
    /// It is not sure enough: [`review`](super::review) lists it.
    Unsure,
    /// A person has hidden it.
    Hidden,
}

/// The articles of a timeline whose prose tells events, by key.
pub fn proposed<'a>(timeline: &'a Timeline, config: &Config) -> Vec<Proposed<'a>> {
    let shown = |article: &Article, event: &Event| {
        let is_told = |index: &&EventIndex| {
            event.mentions.first().is_some_and(|own| timeline.events[**index].mentions.contains(own))
        };
        match timeline.events_of(&article.key).iter().find(is_told) {
            _ if event::decision(article, event) == Some(Decision::Hide) => Shown::Hidden,
            Some(index) => Shown::At(*index),
            None => Shown::Unsure,
        }
    };
    let of = |article: &'a Article| {
        let found = event::proposals(article, config).0.into_iter();
        let found = found.filter(|event| event.origin == Origin::Prose);
        let events: Vec<(Event, Shown)> = found
            .map(|event| {
                let shown = shown(article, &event);
                (event, shown)
            })
            .collect();
        (!events.is_empty()).then_some(Proposed { article, events })
    };
    let mut found: Vec<Proposed<'a>> = timeline.articles.par_iter().filter_map(of).collect();
    found.sort_by_key(|proposed| &proposed.article.key);
    found
}
