//! Which feeds there are: of the whole site, of each section, of each value of a facet that has a page; each by the events' own dates
//! and, where it is known, by what is new in the site, whenever it happened.

use super::{CHANGES, PageKind, Site};
use crate::config::Config;
use crate::timeline::{EventIndex, Timeline};

/// How many events the feed of the whole site holds.
const EVENTS: usize = 50;
/// How many events the feed of a section or value holds: a site may have thousands of them.
const PART: usize = 20;

/// By what events are new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newest {
    /// By their own dates.
    Events,
    /// By when their records were added or changed.
    Records,
}

/// The newest events of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// By what.
    pub newest: Newest,
    /// URL path of the page beside which it lies.
    pub beside: String,
    /// Title of the site, and of the page.
    pub title: String,
    /// Newest first.
    pub events: Vec<EventIndex>,
}

impl Feed {
    /// URL path as Atom.
    pub fn atom(&self) -> String {
        self.file("feed.xml", "added.xml")
    }

    /// URL path as JSON Feed.
    pub fn json(&self) -> String {
        self.file("feed.json", "added.json")
    }

    fn file(&self, of_events: &str, of_records: &str) -> String {
        let name = if self.newest == Newest::Events { of_events } else { of_records };
        format!("{}{name}", self.beside)
    }

    /// URL path of the page that shows the same.
    pub fn home(&self) -> &str {
        if self.newest == Newest::Records && self.beside == "/" { CHANGES } else { &self.beside }
    }
}

impl Site {
    /// Whether there are feeds: they hold whole addresses, and may not be wanted.
    pub fn has_feeds(&self, config: &Config) -> bool {
        config.feeds && config.base_url.is_some()
    }

    /// The feeds, that of the whole site first; none without a `base_url`.
    pub fn feeds(&self, config: &Config, timeline: &Timeline) -> Vec<Feed> {
        if !self.has_feeds(config) {
            return Vec::new();
        }
        let records = timeline.records();
        let of = |beside: &str, title: &str, oldest_first: &[EventIndex], limit: usize| {
            let feed =
                |newest, events| Feed { newest, beside: beside.to_owned(), title: title.to_owned(), events };
            let events = oldest_first.iter().rev().take(limit).copied().collect();
            let is_told = |index: &&EventIndex| oldest_first.binary_search(index).is_ok();
            let of_records =
                || feed(Newest::Records, records.iter().filter(is_told).take(limit).copied().collect());
            std::iter::once(feed(Newest::Events, events)).chain((!records.is_empty()).then(of_records))
        };
        let all: Vec<EventIndex> = (0..timeline.events.len()).collect();
        let parts = self.pages.iter().filter(|page| page.part == 0).filter_map(|page| {
            let (name, events) = match page.kind {
                PageKind::Section(index) => {
                    let section = &timeline.sections[index];
                    (&section.title, &section.events)
                }
                PageKind::FacetValue(facet, value) => {
                    let value = &timeline.facets[facet].values[value];
                    (&value.name, &value.events)
                }
                _ => return None,
            };
            Some(of(&page.url, &format!("{}: {name}", config.title), events, PART))
        });
        of("/", &config.title, &all, EVENTS).chain(parts.flatten()).collect()
    }
}
