//! What a person writes in `dateline.toml`.

use super::look::RawLook;
use super::{Confidence, FacetKind, Order, ShareCards};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The file's shape; every key may be left out, no other key may stand there.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Raw {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) base_url: Option<Spanned<String>>,
    pub(super) language: Option<Spanned<String>>,
    pub(super) author: Option<String>,
    pub(super) order: Option<Order>,
    pub(super) facets: Option<Vec<FacetKind>>,
    pub(super) eras: Vec<RawEra>,
    pub(super) feeds: Option<bool>,
    pub(super) share_cards: Option<ShareCards>,
    pub(super) importance: RawImportance,
    pub(super) least_confidence: Option<Confidence>,
    pub(super) tags: BTreeMap<String, Vec<String>>,
    pub(super) people: BTreeMap<String, Vec<String>>,
    pub(super) places: BTreeMap<String, Vec<String>>,
    pub(super) theme: RawLook,
    pub(super) edit_url: Option<Spanned<String>>,
    pub(super) report_url: Option<Spanned<String>>,
    pub(super) published: Option<Spanned<String>>,
    pub(super) extract: Option<bool>,
    pub(super) unsafe_html: Option<bool>,
    pub(super) smart_punctuation: Option<bool>,
    pub(super) cname: Option<String>,
    pub(super) output: Option<Spanned<String>>,
    pub(super) folders: RawFolders,
    pub(super) lints: BTreeMap<Spanned<String>, RawLevel>,
    /// Front matter for all files: the article room reads it, where its keys are known.
    pub(super) cascade: Option<toml::Table>,
    pub(super) terms: Vec<Spanned<RawTerm>>,
    pub(super) holidays: BTreeMap<Spanned<String>, Spanned<String>>,
    pub(super) days: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// A term of office. What is missing is told with the mend, so every key is optional here.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawTerm {
    pub(super) holder: Option<String>,
    pub(super) called: Option<Spanned<String>>,
    pub(super) office: Option<String>,
    pub(super) start: Option<Spanned<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawFolders {
    pub(super) content: Option<Spanned<String>>,
    pub(super) templates: Option<Spanned<String>>,
    #[serde(rename = "static")]
    pub(super) statics: Option<Spanned<String>>,
    pub(super) copied: Vec<Spanned<String>>,
}

/// How bad a site finds something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawLevel {
    Off,
    Note,
    Warning,
    Error,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEra {
    pub(super) title: String,
    pub(super) date: Spanned<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawImportance {
    pub(super) key: Option<Spanned<u8>>,
    pub(super) main: Option<Spanned<u8>>,
}
