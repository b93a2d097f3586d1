//! Events -> [`Timeline`]: order, facets, periods, sections, gaps.

mod facet;
mod period;
mod section;

pub use facet::{Facet, FacetValue};
pub use period::{Period, PeriodKey};
pub use section::Section;

use crate::article::{Article, Kind};
use crate::config::FacetKind;
use crate::date::{Day, Precision};
use crate::event::{Days, Event};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Index of an event in [`Timeline::events`].
pub type EventIndex = usize;

/// All events in order of time, and the ways to cut them.
#[derive(Debug, Default)]
pub struct Timeline {
    /// Oldest first; same-day events by time, `order`, then document order.
    pub events: Vec<Event>,
    /// Articles (event files and section indexes apart) in order of publication, then key.
    pub articles: Vec<Article>,
    /// Event files, by key: the bodies of their events.
    pub event_files: BTreeMap<String, Article>,
    /// One entry a configured facet that any event carries.
    pub facets: Vec<Facet>,
    /// Periods that have a page, in order of time, decades before their years before their months.
    pub periods: Vec<Period>,
    /// Sections, by path.
    pub sections: Vec<Section>,
    /// The `_index.md` of the content folder itself: it introduces the home page.
    pub index: Option<Article>,
    /// When the records of events came and were changed, by id; those of which that is known.
    pub days: BTreeMap<String, Days>,
    /// Index of each article, by key.
    places: BTreeMap<String, usize>,
    /// The events that each content file reports, by key.
    reported: BTreeMap<String, Vec<EventIndex>>,
    /// The event of each id and, where no id is the same, of each slug.
    named: BTreeMap<String, EventIndex>,
}

impl Timeline {
    /// Puts `events`, given in document order, into order of time and cuts them.
    ///
    /// `contents` are all content files, in any order: the articles that the events came from.
    pub fn new(mut events: Vec<Event>, contents: Vec<Article>, facets: &[FacetKind]) -> Self {
        // The sort is stable: what the key leaves equal stays in document order.
        events.sort_by_cached_key(order_key);
        let mut articles = Vec::new();
        let mut event_files = BTreeMap::new();
        let mut indexes = Vec::new();
        for content in contents {
            match content.kind {
                Kind::Article => articles.push(content),
                Kind::EventFile => {
                    event_files.insert(content.key.clone(), content);
                }
                Kind::SectionIndex => indexes.push(content),
            }
        }
        articles.sort_by_cached_key(|a| (a.meta.published.as_ref().map(|p| p.day), a.key.clone()));
        let mut reported: BTreeMap<String, Vec<EventIndex>> = BTreeMap::new();
        for (index, event) in events.iter().enumerate() {
            let keys: BTreeSet<&String> = event.mentions.iter().map(|mention| &mention.article).collect();
            keys.into_iter().for_each(|key| reported.entry(key.clone()).or_default().push(index));
        }
        let slugs =
            events.iter().enumerate().rev().filter_map(|(index, event)| Some((event.slug.clone()?, index)));
        let ids = events.iter().enumerate().map(|(index, event)| (event.id.clone(), index));
        let named = slugs.chain(ids).collect();
        let (root, indexes) = indexes.into_iter().partition(|index: &Article| index.section.is_empty());
        Self {
            facets: facets
                .par_iter()
                .map(|&kind| Facet::new(kind, &events))
                .filter(|facet| !facet.values.is_empty())
                .collect(),
            periods: period::periods(&events),
            sections: section::sections(&events, &articles, indexes),
            index: Vec::into_iter(root).next(),
            days: BTreeMap::new(),
            places: articles
                .iter()
                .enumerate()
                .map(|(index, article)| (article.key.clone(), index))
                .collect(),
            reported,
            named,
            events,
            articles,
            event_files,
        }
    }

    /// The article of a key; event files are none.
    pub fn article(&self, key: &str) -> Option<&Article> {
        self.articles.get(*self.places.get(key)?)
    }

    /// The article or event file of a key.
    pub fn content(&self, key: &str) -> Option<&Article> {
        self.event_files.get(key).or_else(|| self.article(key))
    }

    /// The event that an author means by an id or a slug.
    pub fn event(&self, name: &str) -> Option<EventIndex> {
        self.named.get(name).copied()
    }

    /// The day on which the record of an event came into the site, where that is known.
    pub fn added(&self, event: &Event) -> Option<Day> {
        self.days.get(&event.id)?.added
    }

    /// The last day on which the record of an event was changed: as its files say or as it was recorded, else when they were published.
    pub fn changed(&self, event: &Event) -> Option<Day> {
        let contents = || event.mentions.iter().filter_map(|mention| self.content(&mention.article));
        let stated = contents().filter_map(|content| content.meta.updated).max();
        let recorded = self.days.get(&event.id).and_then(|days| days.updated);
        let published =
            || contents().filter_map(|content| content.meta.published.as_ref().map(|p| p.day)).max();
        stated.max(recorded).or_else(published)
    }

    /// Whether it is known of any event when its record came or was changed.
    pub fn has_records(&self) -> bool {
        self.days.values().any(|days| days.updated.is_some())
    }

    /// The events of which it is known when their records came or were changed, the latest first.
    pub fn records(&self) -> Vec<EventIndex> {
        let is_recorded = |event: &Event| self.days.get(&event.id).is_some_and(|days| days.updated.is_some());
        let events = self.events.iter().enumerate().filter(|(_, event)| is_recorded(event));
        let mut records: Vec<_> =
            events.map(|(index, event)| (self.changed(event), self.added(event), index)).collect();
        records.sort_unstable_by(|a, b| b.cmp(a));
        records.into_iter().map(|(.., index)| index).collect()
    }

    /// Whether no period with a page of its own lies in this one.
    pub fn is_finest(&self, period: PeriodKey) -> bool {
        !self.periods.iter().any(|other| match (period, other.key) {
            (PeriodKey::Decade(first), PeriodKey::Year(year) | PeriodKey::Month(year, _)) => {
                year.div_euclid(10) * 10 == first
            }
            (PeriodKey::Year(year), PeriodKey::Month(of, _)) => of == year,
            _ => false,
        })
    }

    /// The articles in a section's own folder.
    pub fn articles_of(&self, section: &Section) -> impl Iterator<Item = &Article> {
        self.articles.iter().filter(|article| article.section == section.path)
    }

    /// The events that a content file reports, oldest first.
    pub fn events_of(&self, key: &str) -> &[EventIndex] {
        self.reported.get(key).map_or(&[], Vec::as_slice)
    }
}

/// Events of one day (or month, or year) stand together, the coarse before the fine; then time, `order`, and length.
fn order_key(event: &Event) -> impl Ord + use<> {
    (
        event.when.anchor(),
        event.when.precision().min(Precision::Day),
        event.when.time().map(|time| (time.hour, time.minute, time.second)),
        event.order.unwrap_or(i64::MAX),
        event.when.order_key(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::sample::event;

    fn order(events: Vec<Event>) -> Vec<String> {
        Timeline::new(events, Vec::new(), &[]).events.into_iter().map(|event| event.id).collect()
    }

    #[test]
    fn ok_events_stand_in_order_of_time() {
        let dates = [
            "2025-02-25",
            "2025",
            "-0043-03-15",
            "2025-02",
            "../2025-02-24",
            "2025-02-24/..",
            "2025-02-25T09:30",
        ];
        let events = dates.iter().map(|date| event(date, date)).collect();
        let expected = [
            "-0043-03-15",
            "2025",
            "2025-02",
            "../2025-02-24",
            "2025-02-24/..",
            "2025-02-25",
            "2025-02-25T09:30",
        ];
        assert_eq!(order(events), expected);
    }

    #[test]
    fn ok_an_event_is_found_by_its_id_and_else_by_its_slug() {
        let slugged =
            |id: &str, date: &str, slug: &str| Event { slug: Some(slug.to_owned()), ..event(id, date) };
        let events = vec![
            slugged("a", "2001", "b"),
            event("b", "2002"),
            slugged("c", "2003", "x"),
            slugged("d", "2004", "x"),
        ];
        let timeline = Timeline::new(events, Vec::new(), &[]);
        for (name, expected) in [("a", Some(0)), ("b", Some(1)), ("x", Some(2)), ("y", None)] {
            assert_eq!(timeline.event(name), expected, "{name}");
        }
    }

    #[test]
    fn ok_one_day_is_ordered_by_time_then_order_then_document() {
        let at = |id: &str, date: &str, order: Option<i64>| Event { order, ..event(id, date) };
        let events = vec![
            at("evening", "2025-02-25T18:00", Some(1)),
            at("third", "2025-02-25", None),
            at("fourth", "2025-02-25", None),
            at("second", "2025-02-25", Some(2)),
            at("first", "2025-02-25", Some(1)),
        ];
        assert_eq!(order(events), ["first", "second", "third", "fourth", "evening"]);
    }
}
