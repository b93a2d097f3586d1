//! Lints: what a careful editor would ask about a timeline that builds.
//!
//! Each looks at the timeline and returns what it has to say. A site sets their levels in its configuration (`[lints]`), a file
//! waives them with `allow = ["no-source"]` in its front matter, a folder in its `_index.md`.

mod dates;
mod links;
mod names;
mod outside;
mod place;
mod sources;
mod titles;
mod weight;

pub use names::{Mend, mends};
pub use outside::{Answer, OutsideLink, outside, outside_links};
pub use weight::weight;

use crate::article::Article;
use crate::config::Config;
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::timeline::Timeline;
use camino::Utf8Path;
use std::collections::BTreeMap;

/// All that the lints have to say, in no order. Without `today`, nothing is said of the future.
pub fn check(timeline: &Timeline, config: &Config, today: Option<Day>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    told.extend(dates::false_precision(timeline, config));
    told.extend(dates::future_confirmed(timeline, today));
    told.extend(links::dead_anchors(timeline));
    told.extend(links::no_alt(timeline));
    told.extend(names::similar(timeline));
    told.extend(names::used_once(timeline));
    told.extend(sources::check(timeline));
    told.extend(titles::missing(timeline));
    told.extend(titles::long(timeline));
    told.extend(titles::near_duplicates(timeline));
    waive(&mut told, timeline);
    told
}

/// Drops what a file says it does not want to be told.
pub fn waive(told: &mut Vec<Diagnostic>, timeline: &Timeline) {
    let allowed: BTreeMap<&Utf8Path, &[String]> = contents(timeline)
        .filter(|article| !article.meta.allow.is_empty())
        .map(|article| (article.file.path.as_path(), article.meta.allow.as_slice()))
        .collect();
    told.retain(|diagnostic| {
        let place = diagnostic.place.as_ref().and_then(|place| allowed.get(place.file.path.as_path()));
        !(diagnostic.is_lint() && place.is_some_and(|codes| codes.iter().any(|code| code == diagnostic.code)))
    });
}

/// All content files: event files, articles, section indexes.
fn contents(timeline: &Timeline) -> impl Iterator<Item = &Article> {
    let indexes =
        timeline.sections.iter().filter_map(|section| section.index.as_ref()).chain(&timeline.index);
    timeline.event_files.values().chain(&timeline.articles).chain(indexes)
}
