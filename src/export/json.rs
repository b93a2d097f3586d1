//! `timeline.json`: the machine's copy of the timeline, described by `docs/timeline.schema.json`.
//!
//! Dates are EDTF or `YYYY-MM-DD`; `start` and `end` count bytes of the source file (in one that is not UTF-8, bytes that its text has
//! as UTF-8: the build says which files these are); what is absent is left out; events stand in the
//! order of the home page. The number under `dateline` is the format's version.

use super::{Details, Export};
use crate::config::Order;
use crate::event::{Confidence, Doubt, Event, Origin, Why};
use crate::timeline::{EventIndex, Timeline};
use serde::Serialize;

/// Version of the format.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct Document<'a> {
    dateline: u8,
    site: SiteInfo<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    eras: Vec<EraInfo<'a>>,
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
struct EraInfo<'a> {
    title: &'a str,
    edtf: String,
}

#[derive(Serialize)]
struct EventInfo<'a> {
    id: Option<String>,
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
    edtf: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    earliest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<String>,
    precision: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    readings: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<&'static str>,
    url: String,
    #[serde(flatten)]
    details: Details,
    origin: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<WhyInfo<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<MentionInfo<'a>>,
}

#[derive(Serialize)]
struct WhyInfo<'a> {
    expression: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    how: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    rule: &'a str,
    confidence: &'static str,
}

#[derive(Serialize)]
struct MentionInfo<'a> {
    article: &'a str,
    start: usize,
    end: usize,
}

impl Export<'_> {
    /// The whole timeline as JSON. An event's `url` is whole where the site knows its `base_url`, else relative to the site's root.
    pub(super) fn json(&self) -> serde_json::Result<Vec<u8>> {
        let config = self.config;
        let mut events: Vec<_> = (0..self.timeline.events.len()).map(|index| self.event(index)).collect();
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
        let eras = config.eras.iter().map(|era| EraInfo { title: &era.title, edtf: era.when.to_string() });
        let document = Document { dateline: VERSION, site, eras: eras.collect(), events };
        let mut bytes = serde_json::to_vec_pretty(&document)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    fn event(&self, index: EventIndex) -> EventInfo<'_> {
        let event = &self.timeline.events[index];
        let record = self.record(index);
        EventInfo {
            id: record.id,
            title: record.title,
            text: record.text,
            quote: event.quote.as_deref(),
            edtf: event.when.to_string(),
            earliest: event.when.earliest().map(|day| day.to_string()),
            latest: event.when.latest().map(|day| day.to_string()),
            precision: event.when.precision().name(),
            readings: event.readings.iter().map(ToString::to_string).collect(),
            doubt: event.doubt.map(doubt),
            url: self.url(index),
            details: Details { summary: event.summary.clone(), ..record.details },
            origin: match event.origin {
                Origin::File => "file",
                Origin::Curated => "curated",
                Origin::Outline => "outline",
                Origin::Prose => "prose",
            },
            added: self.timeline.added(event).map(|day| day.to_string()),
            updated: self.timeline.changed(event).map(|day| day.to_string()),
            why: why(&event.why),
            mentions: mentions(self.timeline, event),
        }
    }
}

/// What an editor should look at first.
fn doubt(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Ambiguous => "ambiguous",
        Doubt::Undated => "undated",
        Doubt::Quoted => "quoted",
        Doubt::Planned => "planned",
        Doubt::Conditional => "conditional",
        Doubt::Fragment => "fragment",
    }
}

/// How a date was found; what the author states needs no reason.
fn why(why: &Why) -> Option<WhyInfo<'_>> {
    let confidence = match why.confidence {
        Confidence::Doubtful => "doubtful",
        Confidence::Carried => "carried",
        Confidence::Table => "table",
        Confidence::Resolved => "resolved",
        Confidence::Written => "written",
        Confidence::Stated => return None,
    };
    let published = why.published.map(|day| day.to_string());
    Some(WhyInfo { expression: &why.expression, how: &why.how, published, rule: &why.rule, confidence })
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
