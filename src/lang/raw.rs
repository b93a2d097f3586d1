//! The shape of a pack's files as they are written; nothing is decided here.

use serde::Deserialize;
use std::collections::BTreeMap;

/// `pack.toml`: what the language is called, how sentences end, how readings are explained.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawPack {
    pub(super) code: String,
    pub(super) month_first: bool,
    pub(super) reordered_regions: Vec<String>,
    pub(super) verb_last: bool,
    pub(super) capitals_name: bool,
    pub(super) numbers: Numbers,
    pub(super) abbreviations: Vec<String>,
    pub(super) why: BTreeMap<String, String>,
}

/// How a language writes numbers in digits.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Numbers {
    /// Between the whole part and the fraction: "2.5".
    pub(crate) decimal: char,
    /// Between groups of three digits: "1,000".
    pub(crate) thousands: char,
    /// Whether a full stop after one or two digits makes them an ordinal: "3. Mai".
    pub(crate) ordinal_stop: bool,
}

/// `lexicon.toml`: every spelling, its class and its value.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawLexicon {
    pub(super) capital_only: Vec<String>,
    pub(super) class: BTreeMap<String, RawClass>,
    pub(super) numeric: BTreeMap<String, RawNumeric>,
    pub(super) shape: BTreeMap<String, RawShape>,
}

/// A class of words: with a value each (`1 = ["January", "Jan."]`), or a plain list whose words are their own values.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum RawClass {
    List(Vec<String>),
    Valued(BTreeMap<String, Vec<String>>),
}

/// A class of numbers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawNumeric {
    pub(super) from: i64,
    pub(super) to: i64,
    /// How many digits are written, least and most.
    pub(super) digits: Option<(u8, u8)>,
    #[serde(default)]
    pub(super) ordinal: RawOrdinal,
    /// Whether number words count ("twenty-one").
    #[serde(default)]
    pub(super) words: bool,
    /// Whether "2.5" and "1,000" count.
    #[serde(default)]
    pub(super) quantity: bool,
}

/// Whether "31st" counts.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawOrdinal {
    #[default]
    Never,
    Maybe,
    Always,
}

/// A class of words known by their look alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawShape {
    #[serde(default)]
    pub(super) suffixes: Vec<String>,
    #[serde(default)]
    pub(super) except: Vec<String>,
    pub(super) letters: RawLetters,
}

/// Which letters a shape wants first.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawLetters {
    Lower,
    Capital,
}

/// A file of rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawRules {
    #[serde(default)]
    pub(super) part: BTreeMap<String, String>,
    pub(super) rule: Vec<RawRule>,
}

/// One rule with its proof.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawRule {
    pub(super) name: String,
    #[serde(rename = "match")]
    pub(super) pattern: String,
    pub(super) value: String,
    /// Pattern that must stand just before, of a few tokens at most.
    pub(super) after: Option<String>,
    /// Pattern that must not stand just before.
    pub(super) not_after: Option<String>,
    /// Pattern that must follow.
    pub(super) before: Option<String>,
    /// Pattern that must not follow.
    pub(super) not_before: Option<String>,
    /// Counts only where the expression is the whole text (front matter) or its head (outlines).
    #[serde(default)]
    pub(super) whole: bool,
    /// Means nothing in a clause of the past: "it soon became" looks at no future.
    #[serde(default)]
    pub(super) unless_past: bool,
    #[serde(rename = "ref")]
    pub(super) reference: Option<String>,
    pub(super) yes: BTreeMap<String, String>,
    pub(super) no: Vec<String>,
}

/// `tables.toml`: days that are known by name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawTables {
    pub(super) term: Vec<RawTerm>,
    /// Events by name, each with its day.
    #[serde(default)]
    pub(super) day: BTreeMap<String, String>,
}

/// One term of office.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawTerm {
    pub(super) holder: String,
    /// The name by which prose calls the holder.
    pub(super) called: String,
    pub(super) office: String,
    pub(super) start: String,
    /// Whether others are called so too.
    #[serde(default)]
    pub(super) shared: bool,
}
