//! Executes the proof of every rule of the built-in packs.
#![allow(clippy::unwrap_used)]

use super::{tag, tag_whole};
use crate::date::Day;
use crate::lang::Pack;

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
fn every_rule_of_english_keeps_its_proof() {
    let failures = failures(Pack::builtin("en").unwrap());
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}
