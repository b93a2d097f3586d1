//! The small words by which events are dated and told.

use super::Mentions;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Classes of words, all in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telling {
    /// Begin a sentence and tie it to the one before: a title does without.
    pub connectives: BTreeSet<String>,
    /// Begin a clause about a noun.
    pub relatives: BTreeSet<String>,
    /// Stand before a noun that a date may modify.
    pub determiners: BTreeSet<String>,
    /// Stand before a date and go with it.
    pub prepositions: BTreeSet<String>,
    /// Phrases that name a source.
    pub attributions: BTreeSet<String>,
    /// Whether the finite verb stands second, so that a sentence cannot do without the date at its head.
    pub verb_second: bool,
    /// How an event "by" a date is dated; `{}` stands for the date in words.
    pub by: String,
    /// How a part of a date is worded, by TIMEX3 modifier; `{}` stands for the date in words.
    pub parts: BTreeMap<String, String>,
    /// Words of event mentions; none where a pack has none yet.
    pub mentions: Option<Mentions>,
}
