//! The small words by which events are dated and told.

use super::Mentions;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// Words of a class. They are looked up for each word of each sentence, so that no order is kept.
pub type WordSet = HashSet<String, foldhash::fast::FixedState>;

/// Classes of words, all in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telling {
    /// Begin a sentence and tie it to the one before: a title does without.
    pub connectives: WordSet,
    /// Begin a clause about a noun.
    pub relatives: WordSet,
    /// Stand before a noun that a date may modify.
    pub determiners: WordSet,
    /// Stand before a date and go with it.
    pub prepositions: WordSet,
    /// Phrases that name a source.
    pub attributions: WordSet,
    /// Stand for a noun told before, as the subject of a sentence.
    pub pronouns: WordSet,
    /// Those of them that stand for one person.
    pub personal: WordSet,
    /// Begin a clause about what may never have happened: "if".
    pub conditions: WordSet,
    /// Begin the story of a life, which is seldom the news: "born".
    pub biography: WordSet,
    /// Longer words that every text is full of: they tell nothing about an event.
    pub function_words: WordSet,
    /// How the date that a relative expression denotes takes its place in a sentence.
    pub adverbials: Adverbials,
    /// Whether the finite verb stands second, so that a sentence cannot do without the date at its head.
    pub verb_second: bool,
    /// How an event "by" a date is dated; `{}` stands for the date in words.
    pub by: String,
    /// How a part of a date is worded, by TIMEX3 modifier; `{}` stands for the date in words.
    pub parts: BTreeMap<String, String>,
    /// Words of event mentions; none where a pack has none yet.
    pub mentions: Option<Mentions>,
}

/// Patterns in which `{}` stands for a date in words, as they stand in a sentence.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adverbials {
    /// "on 25 February 2025"
    pub day: String,
    /// "in February 2025"
    pub month: String,
    /// "in 2025"
    pub year: String,
    /// "in the week of 17 February 2025"
    pub week: String,
    /// In place of a possessive and its ending: "Tuesday's letter", "the 25 February 2025 letter". Empty where the language has none.
    pub possessive: String,
}
