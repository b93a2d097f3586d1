//! The Atom feed: the newest events by their own dates.

use super::Renderer;
use super::dates::iso;
use super::view::{Feed, FeedEntry};
use crate::date::Day;
use crate::timeline::EventIndex;

/// How many events a feed holds.
const ENTRIES: usize = 50;
/// The first day that a feed can name (RFC 3339 has no years before 0).
const FIRST: &str = "0001-01-01";

impl Renderer<'_> {
    /// The feed of the site, for a site that knows its `base_url`.
    pub(super) fn feed_view(&self) -> Option<Feed> {
        let events = (0..self.timeline.events.len()).rev().take(ENTRIES);
        let entries: Vec<FeedEntry> = events.map(|index| self.feed_entry(index)).collect::<Option<_>>()?;
        let updated = entries.iter().map(|entry| entry.updated.clone()).max();
        Some(Feed { updated: updated.unwrap_or_else(|| timestamp(None)), entries })
    }

    fn feed_entry(&self, index: EventIndex) -> Option<FeedEntry> {
        let event = &self.timeline.events[index];
        let told =
            event.mentions.iter().filter_map(|m| self.changed(self.timeline.content(&m.article)?)).max();
        Some(FeedEntry {
            title: event.title.clone(),
            date: self.dates_of[index].view.words.clone(),
            url: self.site.absolute(self.site.event(index))?,
            updated: timestamp(told.or_else(|| event.when.latest()).or_else(|| event.when.earliest())),
            text: event.summary.clone().or_else(|| event.quote.clone()).unwrap_or_default(),
            tags: event.tags.clone(),
        })
    }
}

fn timestamp(day: Option<Day>) -> String {
    format!("{}T00:00:00Z", day.and_then(iso).unwrap_or_else(|| FIRST.to_owned()))
}
