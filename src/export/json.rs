//! `timeline.json`: the machine's copy of the timeline.
//!
//! Dates are EDTF or `YYYY-MM-DD`; `start` and `end` count bytes of the source file (in one that is not UTF-8, bytes that its text has
//! as UTF-8: the build says which files these are); what is absent is left out; events stand in the
//! order of the home page. The number under `dateline` is the format's version.

use crate::article::SourceRef;
use crate::config::{Config, Order};
use crate::event::Event;
use crate::site::Site;
use crate::timeline::{EventIndex, Timeline};
use serde::Serialize;

/// Version of the format.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct Document<'a> {
    dateline: u8,
    site: SiteInfo<'a>,
    events: Vec<EventInfo<'a>>,
}

#[derive(Serialize)]
struct SiteInfo<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
}

#[derive(Serialize)]
struct EventInfo<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
    edtf: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    earliest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<String>,
    precision: &'static str,
    url: String,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    people: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    importance: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<SourceInfo<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<MentionInfo<'a>>,
}

#[derive(Serialize)]
struct SourceInfo<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
}

#[derive(Serialize)]
struct MentionInfo<'a> {
    article: &'a str,
    start: usize,
    end: usize,
}

/// The whole timeline as JSON. An event's `url` is whole where the site knows its `base_url`, else relative to the site's root.
///
/// # Errors
/// None in practice: serde_json fails on maps with keys that are no strings, and there are none.
pub fn timeline_json(config: &Config, timeline: &Timeline, site: &Site) -> serde_json::Result<Vec<u8>> {
    let mut events: Vec<_> = (0..timeline.events.len()).map(|index| event(timeline, site, index)).collect();
    if config.order == Order::NewestFirst {
        events.reverse();
    }
    let site = SiteInfo {
        title: &config.title,
        description: &config.description,
        url: config.base_url.as_deref(),
        language: &config.language,
        author: config.author.as_deref(),
    };
    let mut bytes = serde_json::to_vec_pretty(&Document { dateline: VERSION, site, events })?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn event<'a>(timeline: &'a Timeline, site: &Site, index: EventIndex) -> EventInfo<'a> {
    let event: &'a Event = &timeline.events[index];
    let path = site.event(index);
    EventInfo {
        id: &event.id,
        title: &event.title,
        summary: event.summary.as_deref(),
        quote: event.quote.as_deref(),
        edtf: event.when.to_string(),
        earliest: event.when.earliest().map(|day| day.to_string()),
        latest: event.when.latest().map(|day| day.to_string()),
        precision: event.when.precision().name(),
        url: site.absolute(path).unwrap_or_else(|| site.href("/", path)),
        tags: &event.tags,
        people: &event.people,
        place: (!event.places.is_empty()).then(|| event.places.join("; ")),
        importance: event.importance,
        status: event.status.as_deref(),
        sources: event.sources.iter().map(source).collect(),
        mentions: mentions(timeline, event),
    }
}

fn source(source: &SourceRef) -> SourceInfo<'_> {
    SourceInfo {
        title: source.title.as_deref(),
        url: source.url.as_deref(),
        publisher: source.publisher.as_deref(),
        date: source.date.as_deref(),
    }
}

fn mentions<'a>(timeline: &'a Timeline, event: &'a Event) -> Vec<MentionInfo<'a>> {
    event
        .mentions
        .iter()
        .map(|mention| {
            let file = timeline.content(&mention.article).map(|article| &article.file);
            let mark = file.map_or(0, |file| file.mark);
            MentionInfo {
                article: file.map_or(mention.article.as_str(), |file| file.path.as_str()),
                start: mark + mention.span.start,
                end: mark + mention.span.end,
            }
        })
        .collect()
}
