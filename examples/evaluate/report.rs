//! What the tagger finds in a corpus, measured and told.

use crate::class::Class;
use crate::corpus::{Document, Timex};
use crate::score::{Counts, Outcome, compare};
use dateline::lang::Pack;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What went wrong in one class of expression, and its size.
#[derive(Default)]
struct Tally {
    gold: usize,
    missed: usize,
    wrong: usize,
    spurious: usize,
    errors: Vec<String>,
}

/// The measures, and the errors by class of expression; `list` lists them, too.
pub(crate) fn report(documents: &[Document], list: bool) -> String {
    let mut counts = Counts::default();
    let mut classes: BTreeMap<Class, Tally> = BTreeMap::new();
    for document in documents {
        let found = document.tagged(Pack::english());
        let outcomes = compare(&document.text, &document.gold, &found);
        counts.add(&document.gold, &found, &outcomes);
        for outcome in &outcomes {
            let (gold, found) = (outcome.gold(), outcome.found());
            let Some(told) = gold.or(found) else { continue };
            let tally = classes.entry(Class::of(told, &document.text)).or_default();
            tally.gold += usize::from(gold.is_some());
            match outcome {
                Outcome::Missed(_) => tally.missed += 1,
                Outcome::Spurious(_) => tally.spurious += 1,
                Outcome::Match { gold, found, .. } if gold.value != found.value => tally.wrong += 1,
                Outcome::Match { .. } => continue,
            }
            tally.errors.push(error(document, gold, found));
        }
    }
    let mut out =
        format!("{} documents, {} timexes, {} found\n\n", documents.len(), counts.gold, counts.found);
    let _ = write!(out, "{}", counts.table());
    let _ = write!(
        out,
        "\n{:<32}{:>6}{:>8}{:>8}{:>10}{:>8}\n",
        "class", "gold", "missed", "wrong", "spurious", "right"
    );
    for (class, tally) in &classes {
        let Tally { gold, missed, wrong, spurious, .. } = tally;
        let right = 100.0 * (gold - missed - wrong) as f64 / (*gold).max(1) as f64;
        let _ =
            writeln!(out, "{:<32}{gold:>6}{missed:>8}{wrong:>8}{spurious:>10}{right:>7.1}%", class.name());
    }
    for (class, tally) in classes.iter().filter(|(_, tally)| list && !tally.errors.is_empty()) {
        let _ = write!(out, "\n{}\n{}", class.name(), tally.errors.concat());
    }
    out
}

/// An error as a line: what was expected and found, and where.
fn error(document: &Document, gold: Option<&Timex>, found: Option<&Timex>) -> String {
    let told = |timex: Option<&Timex>| {
        timex.map_or("nothing".to_owned(), |timex| format!("{} {}", timex.kind, timex.value))
    };
    let place = gold.or(found).map(|timex| document.around(timex.span)).unwrap_or_default();
    format!("  {}: {}, not {}: {place}\n", document.name, told(gold), told(found))
}
