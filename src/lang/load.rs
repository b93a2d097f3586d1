//! Files of a pack -> [`Pack`]: read, checked, compiled. Every error names the rule or class it is in.

use super::index::Index;
use super::lexicon::Lexicon;
use super::pattern;
use super::raw::{RawLexicon, RawPack, RawRule, RawRules};
use super::roles::Roles;
use super::rule::{Program, Proof, Rule};
use super::table::{Known, Tables};
use super::value::Recipe;
use super::why::Whys;
use super::{Pack, Wording};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};

/// The texts of a pack's files.
#[derive(Debug)]
pub(super) struct Files<'a> {
    pub(super) pack: &'a str,
    pub(super) wording: &'a str,
    pub(super) lexicon: &'a str,
    pub(super) tables: &'a str,
    pub(super) telling: &'a str,
    /// Name and text, in the order in which rules of equal weight win.
    pub(super) rules: &'a [(&'a str, &'a str)],
}

/// Why a pack cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct PackError {
    /// The file, rule or class meant.
    pub place: String,
    /// What is wrong with it.
    pub message: String,
}

impl PackError {
    pub(super) fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into() }
    }
}

/// Reads, checks and compiles a pack, with the tables that a site adds.
pub(super) fn load(files: &'static Files<'static>, site: &Tables) -> Result<Pack, PackError> {
    let raw: RawPack = read("pack.toml", files.pack)?;
    let mut lexicon = Lexicon::new(&read::<RawLexicon>("lexicon.toml", files.lexicon)?)?;
    let known = Known::new(&Tables::read(read("tables.toml", files.tables)?)?, site, &mut lexicon)?;
    let mut rules = Vec::new();
    let mut names = BTreeSet::new();
    for (file, text) in files.rules {
        let RawRules { part, rule } = read(file, text)?;
        for rule in rule {
            let place = format!("{file}, rule \"{}\"", rule.name);
            if !names.insert(rule.name.clone()) {
                return Err(PackError::new(place, "another rule has this name"));
            }
            rules.push(compile(rule, &part, &mut lexicon).map_err(|message| PackError::new(place, message))?);
        }
    }
    let roles = Roles::new(&lexicon)?;
    let index = Index::new(&rules, &lexicon)?;
    Ok(Pack {
        code: raw.code,
        abbreviations: raw.abbreviations.into_iter().chain(lexicon.abbreviations()).collect(),
        wording: Wording::load(files.wording)
            .map_err(|error| PackError::new("wording.toml", error.to_string()))?,
        why: Whys::new(raw.why).map_err(|message| PackError::new("pack.toml, [why]", message))?,
        telling: read("telling.toml", files.telling)?,
        month_first: true,
        day_first_regions: raw.day_first_regions,
        lexicon,
        roles,
        rules,
        index,
        known,
        files,
    })
}

fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, PackError> {
    toml::from_str(text).map_err(|error| PackError::new(file, error.to_string().trim_end()))
}

fn compile(raw: RawRule, parts: &BTreeMap<String, String>, lexicon: &mut Lexicon) -> Result<Rule, String> {
    if raw.yes.is_empty() || raw.no.is_empty() {
        return Err("a rule needs examples of both kinds, `yes` and `no`".to_owned());
    }
    let mut captures = Vec::new();
    let program = Program::new(&pattern::parse(&raw.pattern, parts)?, lexicon, &mut captures)?;
    let recipe = Recipe::parse(&raw.value, &captures, lexicon)?;
    let mut around = |pattern: Option<&String>| {
        let Some(pattern) = pattern else { return Ok(None) };
        let mut captures = Vec::new();
        let program = Program::new(&pattern::parse(pattern, parts)?, lexicon, &mut captures)?;
        if captures.is_empty() { Ok(Some(program)) } else { Err("only `match` may capture".to_owned()) }
    };
    Ok(Rule {
        program,
        recipe,
        after: around(raw.after.as_ref())?,
        not_after: around(raw.not_after.as_ref())?,
        before: around(raw.before.as_ref())?,
        not_before: around(raw.not_before.as_ref())?,
        whole: raw.whole,
        name: raw.name.into(),
        proof: Proof { reference: raw.reference, yes: raw.yes.into_iter().collect(), no: raw.no },
    })
}
