//! Finds all readings of a text and chooses between those that overlap: the longest, then the one built from others, then
//! the one whose rule stands first.

use super::lex::{Kind, Token};
use super::make::{make, other_order};
use super::matcher::{NoReadings, Place, Readings};
use super::meaning::Meaning;
use crate::lang::{Grain, Program, Rule};
use std::cmp::Reverse;

/// A rule's match and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// Index into the pack's rules.
    pub(super) rule: usize,
    /// First token.
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    /// What the same words mean by other rules, or with month and day the other way round.
    pub(super) others: Vec<Meaning>,
    /// How many times readings were built from readings.
    round: u8,
}

/// Expressions inside expressions inside expressions: "the morning of the first Monday of last May".
const ROUNDS: u8 = 3;
/// How many tokens before an expression a rule that uses it may begin.
const LEAD: usize = 8;

/// The readings of a text that do not overlap, in order. `whole` admits the rules for expressions that stand alone.
pub(super) fn readings(place: Place<'_>, whole: bool) -> Vec<Reading> {
    let mut chosen = choose(place, plain(place, whole));
    for round in 1..=ROUNDS {
        let composed = compose(place, &Chosen(&chosen), whole, round);
        if composed.is_empty() {
            break;
        }
        chosen = choose(place, chosen.into_iter().chain(composed).collect());
        if chosen.iter().all(|reading| reading.round < round) {
            break;
        }
    }
    chosen
}

fn is_number(token: &Token) -> bool {
    matches!(token.kind, Kind::Number(_))
}

/// The readings of rules over words alone.
fn plain(place: Place<'_>, whole: bool) -> Vec<Reading> {
    let mut found = Vec::new();
    let mut before = None;
    for (at, token) in place.tokens.iter().enumerate() {
        let next = place.tokens.get(at + 1).map(|next| next.word);
        let rules = place.pack.index.plain(before, token.word, next);
        rules.each(|rule| found.extend(read(place, rule, at, &NoReadings, whole, 0)));
        before = Some(token.word);
    }
    found
}

/// Chosen readings, in order.
struct Chosen<'a>(&'a [Reading]);

impl Readings for Chosen<'_> {
    fn at(&self, token: usize) -> Option<(usize, usize, Grain)> {
        let index = self.0.binary_search_by_key(&token, |reading| reading.start).ok()?;
        let reading = self.0.get(index)?;
        (reading.meaning != Meaning::Nothing).then(|| (index, reading.end, reading.meaning.grain()))
    }
}

/// The readings that can be built from those chosen; they begin at one or a little before it.
fn compose(place: Place<'_>, chosen: &Chosen<'_>, whole: bool, round: u8) -> Vec<Reading> {
    let word = |at: usize| place.tokens.get(at).map(|token| token.word);
    let index = &place.pack.index;
    let mut found = Vec::new();
    let mut done = 0;
    for (number, reading) in chosen.0.iter().enumerate() {
        let following = chosen.0.get(number + 1).map(|following| following.start);
        let next = |at| (word(at), at == reading.start || Some(at) == following);
        for at in done.max(reading.start.saturating_sub(LEAD))..=reading.start {
            let Some(first) = word(at) else { continue };
            let rules = index.composed(word(at.wrapping_sub(1)), first, next(at + 1));
            rules.each(|rule| found.extend(read(place, rule, at, chosen, whole, round)));
        }
        let (at, grain) = (reading.start, reading.meaning.grain());
        let rules = index.extending(word(at.wrapping_sub(1)), grain, next(reading.end));
        rules.each(|rule| found.extend(read(place, rule, at, chosen, whole, round)));
        done = at + 1;
    }
    found
}

/// The reading of one rule at one token.
fn read(
    place: Place<'_>,
    rule: usize,
    at: usize,
    inner: &impl Lookup,
    whole: bool,
    round: u8,
) -> Option<Reading> {
    let Rule { program, recipe, after, not_after, before, not_before, whole: whole_only, .. } =
        place.pack.rules.get(rule)?;
    if *whole_only && !whole {
        return None;
    }
    let led = |program: &Option<_>| program.as_ref().map(|program| leads(place, program, at));
    if led(after) == Some(false) || led(not_after) == Some(true) {
        return None;
    }
    let (end, captures) = place.longest(program, at, inner)?;
    let followed = |program: &Option<_>| {
        let next = Some(end).filter(|end| *end < place.tokens.len() && same_sentence(place, end - 1, *end));
        program
            .as_ref()
            .map(|program| next.is_some_and(|next| place.longest(program, next, &NoReadings).is_some()))
    };
    if followed(before) == Some(false) || followed(not_before) == Some(true) || !stands_free(place, at, end) {
        return None;
    }
    let meaning = make(place, recipe, &captures, &|index| inner.meaning(index))?;
    let others = other_order(recipe, &meaning).into_iter().collect();
    Some(Reading { rule, start: at, end, meaning, others, round })
}

/// The longest condition on what stands before, in tokens.
const LOOK_BACK: usize = 4;

/// Whether a program matches the tokens just before one, in its sentence.
fn leads(place: Place<'_>, program: &Program, at: usize) -> bool {
    (1..=LOOK_BACK.min(at))
        .map(|length| at - length)
        .take_while(|start| same_sentence(place, *start, at))
        .any(|start| place.spans(program, start, at))
}

/// Readings that can also be asked for their meaning.
trait Lookup: Readings {
    fn meaning(&self, index: usize) -> Option<Meaning>;
}

impl Lookup for NoReadings {
    fn meaning(&self, _: usize) -> Option<Meaning> {
        None
    }
}

impl Lookup for Chosen<'_> {
    fn meaning(&self, index: usize) -> Option<Meaning> {
        self.0.get(index).map(|reading| reading.meaning.clone())
    }
}

fn same_sentence(place: Place<'_>, a: usize, b: usize) -> bool {
    match (place.tokens.get(a), place.tokens.get(b)) {
        (Some(a), Some(b)) => a.sentence == b.sentence,
        _ => false,
    }
}

/// Whether an expression is no piece of something longer: of "F-16", "$1998", "1990x", "10.2.1.7".
fn stands_free(place: Place<'_>, start: usize, end: usize) -> bool {
    let is_text = |token: &Token| token.kind != Kind::Sign;
    let sign = |token: &Token| token.span.of(place.text).chars().next().filter(|_| token.kind == Kind::Sign);
    let Some(first) = place.tokens.get(start) else { return false };
    if let Some(next) = place.tokens.get(end).filter(|next| next.glued) {
        let apostrophe = next.span.of(place.text).starts_with(['\'', '’']);
        let number_goes_on = || {
            matches!(sign(next), Some('.' | ',' | '/' | ':'))
                && place.tokens.get(end + 1).is_some_and(|t| t.glued && is_number(t))
        };
        if (is_text(next) && !apostrophe) || number_goes_on() || sign(next) == Some('%') {
            return false;
        }
    }
    let Some(previous) =
        start.checked_sub(1).and_then(|index| place.tokens.get(index)).filter(|_| first.glued)
    else {
        return true;
    };
    // "c.1450"
    if is_text(previous) && !previous.span.of(place.text).ends_with('.') {
        return false;
    }
    let Kind::Number(digits) = first.kind else { return true };
    let before_sign =
        start.checked_sub(2).and_then(|index| place.tokens.get(index)).filter(|_| previous.glued);
    match sign(previous) {
        // `--` is a dash: what follows it stands for itself.
        Some('-') if previous.span.len() > 1 => true,
        // "1 May-3 June", "mid-19th", "10am-4pm", "10:00-17:00", but not "F-16".
        Some('-' | '–' | '‑') => before_sign.is_none_or(|token| {
            let month = || place.pack.lexicon.value_in(place.pack.roles.month, token.word).is_some();
            let earlier = start.checked_sub(3).and_then(|index| place.tokens.get(index));
            let clock = || match earlier.filter(|_| token.glued) {
                Some(earlier) if is_number(token) => sign(earlier) == Some(':'),
                Some(earlier) => is_number(earlier),
                None => false,
            };
            token.kind == Kind::Sign
                || digits.ordinal
                || (digits.length == 4 && !is_number(token))
                || clock()
                || month()
        }),
        Some('/' | '.' | ',' | ':') => before_sign.is_none_or(|token| !is_number(token)),
        Some(c) => {
            !(c.is_ascii_punctuation() && "#$%&*+=@\\^_~".contains(c)) && c.is_ascii() || "“‘’«—…".contains(c)
        }
        None => true,
    }
}

/// Keeps of overlapping readings the best one; what the same words mean otherwise is kept with it.
fn choose(place: Place<'_>, mut found: Vec<Reading>) -> Vec<Reading> {
    found.sort_by_key(|r| (Reverse(r.end - r.start), Reverse(r.round), r.rule, r.start));
    let mut kept: Vec<Reading> = Vec::with_capacity(found.len());
    // By token, the reading that has taken it.
    let mut taken: Vec<Option<usize>> = vec![None; place.tokens.len()];
    for reading in found {
        let Some(tokens) = taken.get_mut(reading.start..reading.end) else { continue };
        // What is taken already is no shorter: it covers an end of this reading, or nothing of it.
        match (tokens.first().copied().flatten(), tokens.last().copied().flatten()) {
            (None, None) => {
                tokens.fill(Some(kept.len()));
                kept.push(reading);
            }
            (Some(by), _) => {
                if let Some(best) =
                    kept.get_mut(by).filter(|r| (r.start, r.end) == (reading.start, reading.end))
                    && reading.meaning != best.meaning
                {
                    best.others.push(reading.meaning);
                }
            }
            _ => {}
        }
    }
    kept.sort_by_key(|reading| reading.start);
    kept
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::super::lex::lex;
    use super::*;
    use crate::lang::Pack;

    /// Every rule is tried at every token of the rules' examples; what matches must be found with the index too.
    #[test]
    fn the_index_hides_no_reading() {
        let pack = Pack::builtin("en").unwrap();
        for (_, proof) in pack.proofs() {
            for text in proof.yes.iter().map(|(text, _)| text).chain(&proof.no) {
                let tokens = lex(text, pack, true);
                let place = Place { text, tokens: &tokens, pack };
                let simple: Vec<Reading> = all(place, &NoReadings, 0).collect();
                assert_eq!(plain(place, true), simple, "{text}");
                let chosen = choose(place, simple);
                let composed = compose(place, &Chosen(&chosen), true, 1);
                for reading in all(place, &Chosen(&chosen), 1).filter(|r| composes(place, r)) {
                    let near =
                        chosen.iter().any(|r| (reading.start..=reading.start + LEAD).contains(&r.start));
                    assert!(!near || composed.contains(&reading), "{text}: {reading:?}");
                }
            }
        }
    }

    fn all<'a>(place: Place<'a>, inner: &'a impl Lookup, round: u8) -> impl Iterator<Item = Reading> + 'a {
        let rules = 0..place.pack.rules.len();
        let places = (0..place.tokens.len()).flat_map(move |at| rules.clone().map(move |rule| (at, rule)));
        places.filter_map(move |(at, rule)| read(place, rule, at, inner, true, round))
    }

    fn composes(place: Place<'_>, reading: &Reading) -> bool {
        place.pack.rules[reading.rule].composes()
    }
}
