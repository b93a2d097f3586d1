//! The Atom feeds: the newest events, by their own dates and by when they were recorded.

use super::dates::iso;
use super::interface::text;
use super::view::{Feed, FeedEntry, Link};
use super::{Renderer, address};
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::site::{self, Newest};
use crate::timeline::EventIndex;

/// The first day that a feed can name (RFC 3339 has no years before 0).
const FIRST: &str = "0001-01-01";

/// The HTML of an event for readers of feeds, with whole addresses and without scripts.
pub type Content<'a> = &'a (dyn Fn(EventIndex) -> String + Sync);

impl Renderer<'_> {
    /// An Atom feed.
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub fn feed(&self, feed: &site::Feed, content: Content<'_>) -> Result<String, Diagnostic> {
        // Most events stand in several feeds: each is made once.
        let entry = |index: &EventIndex| {
            self.feed_entries.get(*index)?.get_or_init(|| self.feed_entry(*index, content)).clone()
        };
        let entries: Vec<FeedEntry> = feed.events.iter().filter_map(entry).collect();
        let updated = entries.iter().map(|entry| entry.updated.clone()).max();
        let mut context = self.file_context(&feed.atom());
        let view = Feed {
            title: self.feed_title(feed),
            home: self.site.absolute(feed.home()).unwrap_or_default(),
            updated: updated.unwrap_or_else(|| timestamp(None)),
            entries,
        };
        context.insert("feed", &view);
        self.theme.render("feed.xml", &context)
    }

    /// The title of a feed, which says so where it tells what is new in the site.
    pub fn feed_title(&self, feed: &site::Feed) -> String {
        match feed.newest {
            Newest::Events => feed.title.clone(),
            Newest::Records => format!("{}: {}", feed.title, text(&self.theme.words, "new_records")),
        }
    }

    fn feed_entry(&self, index: EventIndex, content: Content<'_>) -> Option<FeedEntry> {
        let event = &self.timeline.events[index];
        let told = self.timeline.changed(event);
        let via = event.sources.iter().filter_map(|source| {
            let url = address::safe(source.url.as_deref()?).filter(|url| address::is_whole(url))?;
            Some(Link { url, name: source.title.clone().unwrap_or_default(), note: None })
        });
        Some(FeedEntry {
            title: event.title.clone(),
            date: self.date_of(index).words.clone(),
            url: self.site.absolute(self.site.event(index))?,
            updated: timestamp(told.or_else(|| event.when.latest()).or_else(|| event.when.earliest())),
            published: self.timeline.added(event).map(|day| timestamp(Some(day))),
            text: event.summary.clone().or_else(|| event.quote.clone()).unwrap_or_default(),
            content: content(index),
            tags: event.tags.clone(),
            sources: via.collect(),
        })
    }
}

fn timestamp(day: Option<Day>) -> String {
    format!("{}T00:00:00Z", day.and_then(iso).unwrap_or_else(|| FIRST.to_owned()))
}
