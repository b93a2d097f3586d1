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
    // "3." ends no sentence where it is an ordinal.
    let ordinals = (1..=99).filter(|_| raw.numbers.ordinal_stop).map(|number| number.to_string());
    Ok(Pack {
        code: raw.code,
        abbreviations: raw.abbreviations.into_iter().chain(lexicon.abbreviations()).chain(ordinals).collect(),
        wording: Wording::load(files.wording)
            .map_err(|error| PackError::new("wording.toml", error.to_string()))?,
        why: Whys::new(raw.why).map_err(|message| PackError::new("pack.toml, [why]", message))?,
        telling: read("telling.toml", files.telling)?,
        month_first: raw.month_first,
        reordered_regions: raw.reordered_regions,
        numbers: raw.numbers,
        verb_last: raw.verb_last,
        capitals_name: raw.capitals_name,
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
        unless_past: raw.unless_past,
        name: raw.name.into(),
        proof: Proof { reference: raw.reference, yes: raw.yes.into_iter().collect(), no: raw.no },
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::super::pattern::{Node, Test};
    use super::super::roles;
    use super::*;

    /// The names that a pattern asks the lexicon for.
    fn classes(node: &Node, found: &mut BTreeSet<String>) {
        match node {
            Node::Leaf(leaf) => {
                if let Test::Class(name) = &leaf.test {
                    found.insert(name.clone());
                }
            }
            Node::Sequence(nodes) | Node::Either(nodes) => nodes.iter().for_each(|node| classes(node, found)),
            Node::Maybe(node) => classes(node, found),
        }
    }

    fn patterns(rule: &RawRule) -> impl Iterator<Item = &String> {
        let around = [&rule.after, &rule.not_after, &rule.before, &rule.not_before];
        [&rule.pattern].into_iter().chain(around.into_iter().flatten())
    }

    /// What of a pack no rule uses, and no part of the engine.
    fn unused(files: &Files<'_>) -> Vec<String> {
        let lexicon: RawLexicon = read("lexicon.toml", files.lexicon).unwrap();
        let mut used: BTreeSet<String> = roles::NAMES.iter().map(|name| (*name).to_owned()).collect();
        used.extend([roles::PARTICIPLE, roles::PROGRESSIVE].map(str::to_owned));
        let mut unused = Vec::new();
        for (file, text) in files.rules {
            let RawRules { part, rule } = read(file, text).unwrap();
            let all: Vec<&String> = rule.iter().flat_map(patterns).collect();
            all.iter().for_each(|text| classes(&pattern::parse(text, &part).unwrap(), &mut used));
            let uses = |name: &String| {
                let call = format!("@{name}");
                all.iter().copied().chain(part.values()).any(|text| {
                    text.match_indices(&call).any(|(at, _)| {
                        !text[at + call.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
                    })
                })
            };
            unused.extend(part.keys().filter(|name| !uses(name)).map(|name| format!("{file}: part {name}")));
        }
        let names = lexicon.class.keys().chain(lexicon.numeric.keys()).chain(lexicon.shape.keys());
        unused.extend(names.filter(|name| !used.contains(*name)).map(|name| format!("lexicon.toml: {name}")));
        unused
    }

    #[test]
    fn every_class_and_part_is_used() {
        for code in Pack::builtin_codes() {
            let unused = unused(Pack::builtin(code).unwrap().files);
            assert!(unused.is_empty(), "{code}: {unused:#?}");
        }
    }

    #[test]
    fn a_word_has_one_value_in_a_class() {
        let text = "capital-only = []\n[class.season]\nSP = [\"spring\"]\nFA = [\"fall\", \"Spring\"]\n[numeric]\n[shape]\n";
        let error = Lexicon::new(&read("lexicon.toml", text).unwrap()).unwrap_err();
        assert_eq!(error.to_string(), "class `season`: lists \"spring\" twice");
    }
}
