//! What is written for programs: the index that the script filters by, and what a site tells those who embed it.

use serde::Serialize;
use std::collections::BTreeMap;

/// `filter/index.json`.
#[derive(Serialize)]
pub(in crate::render) struct Index<'a> {
    /// Whether pages show the latest event on top; the index never does.
    pub(in crate::render) newest_first: bool,
    pub(in crate::render) facets: Vec<IndexFacet<'a>>,
    pub(in crate::render) parts: Vec<Part>,
    /// First and last day of each era, and the class that it is drawn as.
    pub(in crate::render) eras: Vec<(i64, i64, &'static str)>,
    /// The address of each period that has a page, by its EDTF value.
    pub(in crate::render) periods: BTreeMap<String, String>,
}

/// A facet with all its values.
#[derive(Serialize)]
pub(in crate::render) struct IndexFacet<'a> {
    pub(in crate::render) kind: &'static str,
    /// Slug and name of each.
    pub(in crate::render) values: Vec<(&'a str, &'a str)>,
}

/// What `index.json` tells of a part.
#[derive(Serialize)]
pub(in crate::render) struct Part {
    /// How many events.
    pub(in crate::render) count: usize,
    /// The days that some event of it may lie on, first and last, in days from 1 January 1970.
    pub(in crate::render) days: (i64, i64),
}

/// `filter/0.json`: the events of a part.
#[derive(Serialize)]
pub(in crate::render) struct Events<'a> {
    /// The stretches that pages would cut them into: heading, address of its page, and how many events.
    pub(in crate::render) stretches: Vec<(String, Option<String>, usize)>,
    /// The events, oldest first.
    pub(in crate::render) events: Vec<Row<'a>>,
}

/// Title, address, date where the stretch is known, first and last day, importance, class, values of each facet by position.
pub(in crate::render) type Row<'a> = (&'a str, String, String, i64, i64, u8, String, Vec<Vec<usize>>);

/// `embed/oembed.json` (oEmbed 1.0).
#[derive(Serialize)]
pub(in crate::render) struct Oembed<'a> {
    pub(in crate::render) version: &'static str,
    #[serde(rename = "type")]
    pub(in crate::render) kind: &'static str,
    pub(in crate::render) title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::render) author_name: Option<&'a str>,
    pub(in crate::render) provider_name: &'a str,
    pub(in crate::render) provider_url: String,
    pub(in crate::render) html: String,
    /// In CSS pixels, as `height`.
    pub(in crate::render) width: u32,
    pub(in crate::render) height: u32,
}

/// As bytes of JSON. The values are text and numbers: nothing that JSON cannot hold.
pub(in crate::render) fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
