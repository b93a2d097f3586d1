//! An event as the formats carry it: what its author stated, and nothing that a build adds.
//!
//! A [`Record`] is what goes out and comes in again: every format writes it, every import reads it, and
//! [`event_file`](super::event_file) makes a content file of it.

use crate::article::{Media, SourceRef};
use crate::date::When;
use crate::event::Event;
use crate::text::digest;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// An event outside of a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Permanent; `None` where a format has none: then the name of the file is the id.
    pub id: Option<String>,
    /// Its title.
    pub title: String,
    /// When it happened.
    pub when: When,
    /// Its text as Markdown, without blank lines around it; may be empty.
    pub text: String,
    /// The rest.
    pub details: Details,
}

/// What an event has beside its title, date and text: the keys of front matter.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Details {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub place: Vec<String>,
    /// 1 to 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub importance: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The folder inside `content/`: `news`, `news/2025`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// Ids of other events.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
    /// Former ids or addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<Medium>,
    /// What has no other place.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, Value>,
}

/// Where an event is documented.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Source {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// EDTF, or the text as written when it is no date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accessed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    #[serde(flatten)]
    pub extra: BTreeMap<String, Value>,
}

/// An image or other medium.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Medium {
    /// Its address.
    pub src: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// What a format of others has no field for, kept in a place that its other readers pass over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Beyond {
    /// The date.
    pub edtf: String,
    /// The text as Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// [`digest`] of the text that the format shows. Where it is another now, somebody edited that, and Markdown is out of date.
    pub digest: String,
    /// The rest.
    #[serde(flatten)]
    pub details: Details,
}

impl Record {
    /// What goes beside the text `shown`.
    pub(super) fn beyond(self, shown: &str) -> Beyond {
        Beyond { edtf: self.when.to_string(), text: self.text, digest: digest(shown), details: self.details }
    }

    /// The record of an event with its text; `place` makes an address of what its author wrote as one.
    pub(super) fn new(event: &Event, text: String, place: impl Fn(&str) -> String) -> Self {
        let medium = |media: &Media| Medium {
            src: place(&media.src),
            alt: media.alt.clone(),
            caption: media.caption.clone(),
            credit: media.credit.clone(),
            link: media.link.as_deref().map(&place),
        };
        let details = Details {
            display_date: event.display_date.clone(),
            order: event.order,
            slug: event.slug.clone(),
            summary: event.summary.clone(),
            tags: event.tags.clone(),
            people: event.people.clone(),
            place: event.places.clone(),
            importance: Some(event.importance),
            status: event.status.clone(),
            section: event.section.clone(),
            related: event.related.clone(),
            aliases: event.aliases.clone(),
            sources: event.sources.iter().map(Source::new).collect(),
            media: event.media.iter().map(medium).collect(),
            extra: event.extra.clone(),
        };
        let (id, title) = (Some(event.id.clone()), event.title.clone());
        Self { id, title, when: event.when.clone(), text, details }
    }
}

impl Source {
    fn new(source: &SourceRef) -> Self {
        let SourceRef { title, url, publisher, date, accessed, archive, note, tier, extra } = source.clone();
        Self { title, url, publisher, date, accessed, archive, note, tier, extra }
    }

    /// What it is called, for formats that hold no more than a line: "The Gazette: Old bridge reopens, 2025-06-12".
    pub(super) fn name(&self) -> String {
        let titled: Vec<&str> =
            [&self.publisher, &self.title].into_iter().flatten().map(String::as_str).collect();
        let dated = [Some(titled.join(": ")).filter(|name| !name.is_empty()), self.date.clone()];
        let name = dated.into_iter().flatten().collect::<Vec<_>>().join(", ");
        if name.is_empty() { self.url.clone().unwrap_or_default() } else { name }
    }
}
