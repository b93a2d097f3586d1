//! Which feeds there are: of the whole site, of each section, of each value of a facet that has a page; and of what is new in the
//! site, whenever it happened.

use super::{PageKind, Site};
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
    /// URL path of the page.
    pub home: String,
    /// Title of the site, and of the page.
    pub title: String,
    /// Newest first.
    pub events: Vec<EventIndex>,
}

impl Feed {
    /// URL path as Atom.
    pub fn atom(&self) -> String {
        let name = match self.newest {
            Newest::Events => "feed.xml",
            Newest::Records => "added.xml",
        };
        format!("{}{name}", self.home)
    }

    /// URL path as JSON Feed; what is new in the site is told as Atom alone.
    pub fn json(&self) -> Option<String> {
        (self.newest == Newest::Events).then(|| format!("{}feed.json", self.home))
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
        let of = |url: &str, name: &str, events: &[EventIndex]| Feed {
            newest: Newest::Events,
            home: url.to_owned(),
            title: format!("{}: {name}", config.title),
            events: events.iter().rev().take(PART).copied().collect(),
        };
        let all = (0..timeline.events.len()).rev().take(EVENTS).collect();
        let whole =
            |newest, events| Feed { newest, home: "/".to_owned(), title: config.title.clone(), events };
        let records =
            (!timeline.history.is_empty()).then(|| whole(Newest::Records, newest_records(timeline)));
        let parts = self.pages.iter().filter_map(|page| match page.kind {
            PageKind::Section(index) => {
                let section = &timeline.sections[index];
                Some(of(&page.url, &section.title, &section.events))
            }
            PageKind::FacetValue(facet, value) => {
                let value = &timeline.facets[facet].values[value];
                Some(of(&page.url, &value.name, &value.events))
            }
            _ => None,
        });
        std::iter::once(whole(Newest::Events, all)).chain(records).chain(parts).collect()
    }
}

fn newest_records(timeline: &Timeline) -> Vec<EventIndex> {
    let events = timeline.events.iter().enumerate();
    let mut records: Vec<_> = events
        .filter_map(|(index, event)| Some((timeline.changed(event)?, timeline.added(event)?, index)))
        .collect();
    records.sort_unstable_by(|a, b| b.cmp(a));
    records.into_iter().take(EVENTS).map(|(.., index)| index).collect()
}
