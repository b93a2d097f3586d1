//! JSON Feed 1.1: the newest events for feed readers.
//!
//! Its dates are when the record was published or changed. When the event happened stands at the head of its text and, for programs,
//! under `_timeline`.

use super::{Export, Source};
use crate::date::Day;
use crate::site::Feed;
use crate::timeline::EventIndex;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    home_page_url: String,
    feed_url: String,
    language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Item {
    id: String,
    url: String,
    title: String,
    content_html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    _timeline: About,
}

#[derive(Serialize)]
struct About {
    edtf: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    earliest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<String>,
    precision: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Source>,
}

impl Export<'_> {
    /// A feed as JSON, under a title.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes).
    pub fn json_feed(&self, feed: &Feed, title: &str) -> serde_json::Result<Vec<u8>> {
        let whole = |url: &str| self.site.absolute(url).unwrap_or_default();
        let document = Document {
            version: "https://jsonfeed.org/version/1.1",
            title,
            description: &self.config.description,
            home_page_url: whole(feed.home()),
            feed_url: whole(&feed.json()),
            language: &self.config.language,
            authors: self.config.author.iter().map(|name| Author { name }).collect(),
            items: feed.events.iter().map(|index| self.item(*index)).collect(),
        };
        let mut bytes = serde_json::to_vec_pretty(&document)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    fn item(&self, index: EventIndex) -> Item {
        let event = &self.timeline.events[index];
        let details = self.record(index).details;
        let day = |day: Day| day.to_string();
        let picture = |medium: &super::Medium| Some(medium.src.clone()).filter(|src| src.contains("://"));
        Item {
            id: self.url(index),
            url: self.url(index),
            title: event.title.clone(),
            content_html: self.content(index),
            summary: details.summary,
            image: details.media.iter().find_map(picture),
            date_published: self.timeline.added(event).map(|day| format!("{day}T00:00:00Z")),
            date_modified: self
                .stamp(event)
                .filter(|day| (1..=9999).contains(&day.year))
                .map(|day| format!("{day}T00:00:00Z")),
            tags: details.tags,
            _timeline: About {
                edtf: event.when.to_string(),
                earliest: event.when.earliest().map(day),
                latest: event.when.latest().map(day),
                precision: event.when.precision().name(),
                sources: details.sources,
            },
        }
    }
}
