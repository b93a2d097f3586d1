//! Executes the proof of every rule of the built-in packs.
#![allow(clippy::unwrap_used)]

use super::{Timex, tag, tag_whole};
use crate::date::Day;
use crate::lang::{Pack, Proof, Tables};
use crate::text::Span;
use std::collections::BTreeSet;

/// What is wrong with a rule's examples.
fn failures(pack: &Pack) -> Vec<String> {
    let mut failures = Vec::new();
    for (rule, proof) in pack.proofs() {
        let published = proof.reference.as_ref().map(|day| Day::parse(day).unwrap());
        let values = |text: &str| -> Vec<(String, String)> {
            let mut found = tag(text, pack, published);
            found.extend(tag_whole(text, pack, published));
            found.into_iter().map(|timex| (timex.rule.to_string(), timex.value)).collect()
        };
        for (text, value) in &proof.yes {
            let found = values(text);
            // A rule that silences words proves itself by what is not found.
            if value.is_empty() && found.is_empty() {
                continue;
            }
            if !found.contains(&(rule.to_owned(), value.clone())) {
                failures.push(format!("\"{rule}\" does not read {text:?} as {value}: {found:?}"));
            }
        }
        for text in &proof.no {
            let found = values(text);
            if found.iter().any(|(winner, _)| winner == rule) {
                failures.push(format!("\"{rule}\" reads {text:?}: {found:?}"));
            }
        }
    }
    failures
}

#[test]
fn every_rule_of_every_pack_keeps_its_proof() {
    for code in Pack::builtin_codes() {
        let failures = failures(Pack::builtin(code).unwrap());
        assert!(failures.is_empty(), "{code}: {} failures\n{}", failures.len(), failures.join("\n"));
    }
}

/// All that is found in an example, in prose and as a whole.
fn found(pack: &Pack, text: &str, proof: &Proof) -> Vec<Timex> {
    let published = proof.reference.as_ref().map(|day| Day::parse(day).unwrap());
    let mut found = tag(text, pack, published);
    found.extend(tag_whole(text, pack, published));
    found
}

/// What is read in the examples of all rules. Rules that build on others need them: "mid-May 2011" needs "May 2011".
fn all(pack: &Pack) -> Vec<Vec<(Span, String)>> {
    let read = |text: &str, proof: &Proof| {
        found(pack, text, proof).into_iter().map(|timex| (timex.span, timex.value)).collect()
    };
    pack.proofs().flat_map(|(_, proof)| proof.yes.iter().map(|(text, _)| read(text, proof))).collect()
}

/// The rules without which all examples are read alike, with those that read their own instead.
fn shadowed(pack: &mut Pack) -> Vec<String> {
    let mut shadowed = Vec::new();
    let whole = all(pack);
    for rule in 0..pack.rules.len() {
        let proof = pack.rules[rule].proof.clone();
        let name = pack.rules[rule].name.clone();
        let read = |pack: &Pack| -> Vec<Vec<Timex>> {
            proof.yes.iter().map(|(text, _)| found(pack, text, &proof)).collect()
        };
        let with = read(pack);
        // A program without steps matches nothing.
        let program = std::mem::take(&mut pack.rules[rule].program);
        let without = read(pack);
        let needed = || all(pack) != whole;
        let is_read = |wanted: &Timex, found: &[Timex]| {
            found.iter().any(|timex| {
                (timex.span, timex.kind, &timex.value) == (wanted.span, wanted.kind, &wanted.value)
            })
        };
        let same = proof.yes.iter().zip(with.iter().zip(&without)).all(|((_, value), (with, without))| {
            let own = with.iter().filter(|timex| timex.rule == name && timex.value == *value);
            match value.as_str() {
                // What a rule silences is found where it is not there.
                "" => without.iter().all(|timex| is_read(timex, with)),
                _ => own.clone().count() > 0 && own.clone().all(|timex| is_read(timex, without)),
            }
        });
        let same = same && !needed();
        pack.rules[rule].program = program;
        if same {
            let others: BTreeSet<String> =
                without.iter().flatten().map(|timex| timex.rule.to_string()).collect();
            shadowed.push(format!("{name} (read by: {})", others.into_iter().collect::<Vec<_>>().join(", ")));
        }
    }
    shadowed
}

#[test]
fn every_rule_reads_what_no_other_would() {
    for code in Pack::builtin_codes() {
        let mut pack = Pack::builtin(code).unwrap().extended(&Tables::default()).unwrap();
        let shadowed = shadowed(&mut pack);
        assert!(
            shadowed.is_empty(),
            "{code}: remove them, or give them an example of their own: {shadowed:#?}"
        );
    }
}
