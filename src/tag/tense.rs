//! When a clause speaks of: a small detector of finite verbs. Its words are the pack's.

use super::lex::Kind;
use super::matcher::Place;
use crate::lang::{PARTICIPLE, PROGRESSIVE, Value};
use std::ops::Range;

/// The time of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// It happened.
    Past,
    /// It had happened, before something else did.
    PastPerfect,
    /// It is so.
    Present,
    /// It will happen, or is planned to.
    Future,
    /// There is no finite verb.
    Unknown,
}

/// How far a verb may stand from the expression, in tokens.
const REACH: usize = 60;
/// How far an infinitive may stand before its deadline.
const INFINITIVE: usize = 8;
/// How far what is compared may stand from the time that it is compared with, in tokens.
const COMPARISON: usize = 20;
/// What stands at least between a verb of telling and a date that is no adverb of it, in tokens: object and preposition.
const OBJECT: usize = 4;
/// How far a verb may stand from the conjunction of its clause, in tokens.
const AWAITED: usize = 6;
/// How far an auxiliary may stand before its verb.
const GROUP: usize = 4;

/// The tense of the clause around an expression, and the token that tells it: of the nearest verb before it, else of the nearest
/// after it, in its sentence; first between commas, where verbs stand last.
pub(super) fn tense_at(place: Place<'_>, expression: Range<usize>) -> (Tense, Option<usize>) {
    // "It is Monday's news" tells what, not when.
    let owns = place
        .tokens
        .get(expression.end)
        .is_some_and(|next| next.glued && next.span.of(place.text).starts_with(['\'', '’']));
    let to_come = || {
        copula_before(place, expression.start)
            .or_else(|| copula_after(place, &expression))
            .or_else(|| progressive_before(place, expression.start))
            .or_else(|| futurate_before(place, expression.start))
    };
    if let Some(verb) = (!owns).then(to_come).flatten() {
        return (Tense::Future, Some(verb));
    }
    let number = |index: usize| place.tokens.get(index).map(|token| token.sentence);
    let sentence = |index: &usize| number(*index) == number(expression.start);
    let clause = |index: &usize| {
        let comma = place.tokens.get(*index).is_some_and(|token| token.span.of(place.text) == ",");
        sentence(index) && !comma
    };
    let part = |index: &usize| {
        let semicolon = place.tokens.get(*index).is_some_and(|token| token.span.of(place.text) == ";");
        sentence(index) && !semicolon
    };
    let narrow = place.pack.verb_last.then(|| tense_within(place, &expression, clause)).flatten();
    let told = narrow
        .or_else(|| tense_within(place, &expression, part))
        .or_else(|| tense_within(place, &expression, sentence));
    let futurate = || {
        let around = (expression.start.saturating_sub(REACH)..expression.end + REACH).filter(sentence);
        let verb = around.into_iter().find(|at| place.value_at(place.pack.roles.futurate, *at).is_some())?;
        Some((Tense::Future, verb))
    };
    // "Council to vote on Thursday"
    let infinitive = || infinitive_before(place, expression.start).map(|verb| (Tense::Future, verb));
    told.or_else(futurate)
        .or_else(infinitive)
        .map_or((Tense::Unknown, None), |(tense, verb)| (tense, Some(verb)))
}

/// The tense at an expression as far as `within` reaches, and the token that tells it.
fn tense_within(
    place: Place<'_>,
    expression: &Range<usize>,
    within: impl Fn(&usize) -> bool,
) -> Option<(Tense, usize)> {
    let mut before = (expression.start.saturating_sub(REACH)..expression.start).rev().take_while(&within);
    let after = || (expression.end..place.tokens.len()).take(REACH).take_while(&within);
    let is_verb = |at: &usize| tense_of(place, *at).is_some();
    let first = before.find(is_verb);
    let verb = first.or_else(|| after().find(is_verb))?;
    let bracket = || closed(place, listed(place, verb)?, after().skip_while(|at| *at <= verb));
    let own = || match first {
        Some(_) if is_awaited(place, verb) => Some((Tense::Future, verb)),
        Some(_) => tense_of(place, verb).map(|tense| (tense, verb)),
        None => group(place, verb),
    };
    place.pack.verb_last.then(bracket).flatten().or_else(own)
}

/// The tense of an auxiliary whose verb stands at the end of the clause: "ist am Montag *gestorben*", "ist für Montag *geplant*".
fn closed(
    place: Place<'_>,
    auxiliary: &str,
    mut after: impl Iterator<Item = usize>,
) -> Option<(Tense, usize)> {
    let past = match auxiliary {
        "present" => Tense::Past,
        "perfect" => Tense::PastPerfect,
        _ => return None,
    };
    after.find_map(|at| {
        let planned = place.value_at(place.pack.roles.prospect, at).is_some();
        let verb = listed(place, at) == Some("past") || is_participle(place, at);
        let tense = if planned { Some(Tense::Future) } else { verb.then_some(past) };
        tense.map(|tense| (tense, at))
    })
}

/// Whether a clause says nothing but when something is: "The deadline is Friday", "The hearing is on Monday".
fn copula_before(place: Place<'_>, start: usize) -> Option<usize> {
    let roles = &place.pack.roles;
    let is = |class, at: usize| place.value_at(class, at).is_some();
    let before = start.checked_sub(1)?;
    let at = if is(roles.signal, before) { before.checked_sub(1)? } else { before };
    is(roles.copula, at).then_some(at)
}

/// The verb of a sentence that a date begins, and tells of: "Friday is the deadline".
fn copula_after(place: Place<'_>, expression: &Range<usize>) -> Option<usize> {
    let sentence = |at: usize| place.tokens.get(at).map(|token| token.sentence);
    let opens = expression.start.checked_sub(1).and_then(sentence) != sentence(expression.start);
    let copula = place.value_at(place.pack.roles.copula, expression.end).is_some();
    (opens && copula).then_some(expression.end)
}

/// A verb just before a date that tells what is planned: "The council is voting on Thursday".
fn progressive_before(place: Place<'_>, start: usize) -> Option<usize> {
    let roles = &place.pack.roles;
    let before = start.checked_sub(1)?;
    let at = if place.value_at(roles.signal, before).is_some() { before.checked_sub(1)? } else { before };
    let word = place.tokens.get(at)?.span.of(place.text);
    let fits = place.pack.lexicon.shape(PROGRESSIVE).is_some_and(|shape| shape.fits(word));
    (fits && auxiliary(place, at) == Some("present")).then_some(at)
}

/// A verb just before a date that tells what is planned, where no noun may stand: "the contract *lapses* on Sunday".
fn futurate_before(place: Place<'_>, start: usize) -> Option<usize> {
    let roles = &place.pack.roles;
    let before = start.checked_sub(1)?;
    let at = if place.value_at(roles.signal, before).is_some() { before.checked_sub(1)? } else { before };
    let after_noun =
        at.checked_sub(2).is_some_and(|article| place.value_at(roles.article, article).is_some());
    (after_noun && place.value_at(roles.futurate, at).is_some()).then_some(at)
}

/// The verb of an infinitive that an expression may belong to: "He promised to *leave* by Friday".
pub(super) fn infinitive_before(place: Place<'_>, start: usize) -> Option<usize> {
    let (lexicon, roles) = (&place.pack.lexicon, &place.pack.roles);
    let sentence = |at: usize| place.tokens.get(at).map(|token| token.sentence);
    let is_verb = |at: &usize| {
        place.tokens.get(*at).is_some_and(|verb| {
            verb.kind == Kind::Word
                && !verb.capital
                && lexicon.value_in(roles.determiner, verb.word).is_none()
        })
    };
    let before = start.saturating_sub(INFINITIVE)..start.saturating_sub(1);
    let to = before.filter(|at| sentence(*at) == sentence(start) && is_infinitive(place, *at));
    to.map(|to| to + 1).find(is_verb)
}

/// Whether a deadline of the past has passed: "did not finish until Friday", "lasted until Friday", "Until Friday it was open".
pub(super) fn has_passed(place: Place<'_>, start: usize) -> bool {
    let sentence = |at: usize| place.tokens.get(at).map(|token| token.sentence);
    let before =
        || (start.saturating_sub(INFINITIVE)..start).rev().take_while(|at| sentence(*at) == sentence(start));
    let opens = before().count() == 1;
    opens || before().any(|at| place.value_at(place.pack.roles.passed, at).is_some())
}

/// Whether an adverb stands in a clause of the past: that of the verb just after it, else that of the clause around it.
pub(super) fn tells_past(place: Place<'_>, adverb: Range<usize>, around: Tense) -> bool {
    let own = tense_of(place, adverb.end).filter(|_| {
        place.tokens.get(adverb.start).map(|token| token.sentence)
            == place.tokens.get(adverb.end).map(|token| token.sentence)
    });
    matches!(own.unwrap_or(around), Tense::Past | Tense::PastPerfect)
}

/// Whether a clause tells of what was to come then: "the town would fall on 3 June".
pub(super) fn is_conditional(place: Place<'_>, expression: Range<usize>) -> bool {
    let sentence = |index: &usize| {
        place.tokens.get(*index).map(|token| token.sentence)
            == place.tokens.get(expression.start).map(|token| token.sentence)
    };
    let around = (expression.start.saturating_sub(REACH)..expression.end + REACH).filter(sentence);
    around.into_iter().any(|at| place.value_at(place.pack.roles.conditional, at).is_some())
}

/// Whether a past verb tells what something was to wait for: "would be sold as soon as the market opened on Monday", "when the case
/// is heard in May".
fn is_awaited(place: Place<'_>, verb: usize) -> bool {
    let sentence = |at: usize| place.tokens.get(at).map(|token| token.sentence);
    let is = |class, at: usize| place.value_at(class, at).is_some();
    let mut before =
        (verb.saturating_sub(REACH)..verb).rev().take_while(|at| sentence(*at) == sentence(verb));
    let conjunction = before.by_ref().take(AWAITED).find(|at| is(place.pack.roles.awaiting, *at));
    // "If filed on Friday, it would be heard on Monday"
    let elliptic = || {
        let mut after = (verb + 1..verb + REACH).take_while(|at| sentence(*at) == sentence(verb));
        conjunction.is_some_and(|at| at + 1 == verb)
            && after.any(|at| tense_of(place, at) == Some(Tense::Future))
    };
    conjunction.is_some()
        && (auxiliary(place, verb) == Some("present")
            || before.any(|at| is(place.pack.roles.conditional, at))
            || elliptic())
}

/// Whether what turns a clause to the future is itself of the past: "agreed to it on 3 May", not "is planned for 3 May".
pub(super) fn was_planned(place: Place<'_>, expression: Range<usize>) -> bool {
    let (_, verb) = tense_at(place, expression);
    verb.and_then(|verb| prospect(place, verb))
        .is_some_and(|first| is_participle(place, first) && auxiliary(place, first) != Some("present"))
}

/// Whether the word before an expression says that it is over: "ended Jan. 31", "dated May 3".
pub(super) fn looks_back(place: Place<'_>, start: usize) -> bool {
    let roles = &place.pack.roles;
    start.checked_sub(1).is_some_and(|before| place.value_at(roles.retrospect, before).is_some())
}

/// Whether a clause tells of something that has its own time: "told them of a cut in April"; not "told them in April".
pub(super) fn tells_of(place: Place<'_>, expression: &Range<usize>) -> bool {
    let (_, verb) = tense_at(place, expression.clone());
    verb.is_some_and(|verb| {
        verb + OBJECT < expression.start && place.value_at(place.pack.roles.telling, verb).is_some()
    })
}

/// Whether nothing else that a date may belong to stands between the verb that tells the time and an expression: "They are off
/// Thursday"; not "There is anger over the vote on Thursday", "He is accused of fleeing on Thursday".
pub(super) fn belongs_to_verb(place: Place<'_>, expression: &Range<usize>) -> bool {
    let (_, verb) = tense_at(place, expression.clone());
    let deed = place.pack.lexicon.shape(PROGRESSIVE);
    let is_else = |at: usize| {
        let word = place.tokens.get(at).map_or("", |token| token.span.of(place.text));
        place.value_at(place.pack.roles.article, at).is_some() || deed.is_some_and(|deed| deed.fits(word))
    };
    verb.is_some_and(|verb| {
        (verb..expression.start).len() <= INFINITIVE && !(verb + 1..expression.start).any(is_else)
    })
}

/// Whether a date stands before the noun that it belongs to: "April deliveries".
pub(super) fn qualifies(place: Place<'_>, end: usize) -> bool {
    let roles = &place.pack.roles;
    let is = |class| place.value_at(class, end).is_some();
    place.tokens.get(end).is_some_and(|next| next.kind == Kind::Word && !next.capital && !next.glued)
        && tense_of(place, end).is_none()
        && ![roles.signal, roles.range_joint, roles.determiner, roles.verb_filler].into_iter().any(is)
}

/// Whether something is compared with what was then: "up from $3 million a year ago".
pub(super) fn compares(place: Place<'_>, start: usize) -> bool {
    let sentence = |at: usize| place.tokens.get(at).map(|token| token.sentence);
    (start.saturating_sub(COMPARISON)..start)
        .rev()
        .take_while(|at| sentence(*at) == sentence(start))
        .any(|at| place.value_at(place.pack.roles.comparison, at).is_some())
}

/// The tense of the verb group that begins at a token: of its last verb, which looks back at its auxiliaries.
fn group(place: Place<'_>, first: usize) -> Option<(Tense, usize)> {
    let mut last = first;
    for at in first + 1..first + GROUP {
        let goes_on = listed(place, last).is_some() || is_filler(place, last);
        if !goes_on || (tense_of(place, at).is_none() && !is_filler(place, at)) {
            break;
        }
        last = at;
    }
    (first..=last).rev().find_map(|at| Some((tense_of(place, at)?, at)))
}

/// The tense of the verb group that ends at a token, if a verb stands there.
fn tense_of(place: Place<'_>, at: usize) -> Option<Tense> {
    let token = place.tokens.get(at).filter(|token| token.kind == Kind::Word)?;
    if let Some(first) = prospect(place, at) {
        return prospect_tense(place, first, at);
    }
    let own = listed(place, at);
    // "They managed to meet", "is to set out": what the verb before says.
    if matches!(own, Some("future" | "past")) && at.checked_sub(1).is_some_and(|to| is_infinitive(place, to))
    {
        return None;
    }
    let participle = is_participle(place, at);
    if own.is_none() && (!participle || is_attribute(place, at)) {
        return None;
    }
    let mut tense = own.map_or(Tense::Past, named);
    for before in (at.saturating_sub(GROUP)..at).rev() {
        if place.tokens.get(before).is_none_or(|other| other.sentence != token.sentence) {
            break;
        }
        // "Schools are to stay closed": the plan decides; not in "housing starts dropped".
        if before + 1 < at && place.value_at(place.pack.roles.prospect, before).is_some() {
            return Some(Tense::Future);
        }
        match listed(place, before).or_else(|| infinitive(place, before)) {
            // "may have left": what stands before a past of two words changes nothing.
            Some("past") if listed(place, before).is_none() => return Some(Tense::Past),
            Some("perfect") if own == Some("present") => return Some(Tense::Present),
            Some("perfect") => return Some(Tense::PastPerfect),
            Some("future") => return Some(Tense::Future),
            // "is published": what is so, or is to be.
            Some("present") if place.value_at(place.pack.roles.copula, before).is_some() => {
                tense = Tense::Present;
            }
            // "has said": what was done.
            Some("present") if participle || own == Some("past") => tense = Tense::Past,
            Some(name) => tense = named(name),
            None if is_filler(place, before) => {}
            None => break,
        }
    }
    Some(tense)
}

/// The first word of a phrase that turns a clause to the future, by the token at which it ends.
fn prospect(place: Place<'_>, at: usize) -> Option<usize> {
    let class = place.pack.roles.prospect;
    place.value_at(class, at)?;
    let alone =
        place.tokens.get(at).is_some_and(|token| place.pack.lexicon.value_in(class, token.word).is_some());
    Some(if alone { at } else { at.saturating_sub(1) })
}

/// The tense of such a phrase, by its ends.
fn prospect_tense(place: Place<'_>, first: usize, last: usize) -> Option<Tense> {
    let is = |class, at: usize| place.value_at(class, at).is_some();
    let roles = &place.pack.roles;
    // "The delay is due to rain": the word that follows is no infinitive's.
    let owed = |at: usize| {
        is_infinitive(place, at)
            && (is(roles.article, at + 1)
                || place.tokens.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Number(_))))
    };
    if owed(last + 1) {
        return None;
    }
    // "They agreed to the plan": there is nothing to do.
    if is_infinitive(place, last) && is(roles.telling, first) && is(roles.article, last + 1) {
        return None;
    }
    // "It had been due on Friday", "originally planned for March": that may be over or not.
    let given_up = auxiliary(place, first) == Some("perfect") || looks_back(place, first);
    Some(if given_up { Tense::Present } else { Tense::Future })
}

fn is_infinitive(place: Place<'_>, at: usize) -> bool {
    let word = place.tokens.get(at).map(|token| token.word);
    word.is_some_and(|word| place.pack.lexicon.value_in(place.pack.roles.infinitive, word).is_some())
}

/// The auxiliary before a word, with nothing but fillers between.
fn auxiliary(place: Place<'_>, at: usize) -> Option<&str> {
    let sentence = |index: usize| place.tokens.get(index).map(|token| token.sentence);
    (at.saturating_sub(GROUP)..at)
        .rev()
        .take_while(|before| sentence(*before) == sentence(at))
        .find(|before| !is_filler(place, *before))
        .and_then(|before| listed(place, before))
}

/// Whether a participle belongs to a noun: "a still unspecified date", "the announced plan".
fn is_attribute(place: Place<'_>, at: usize) -> bool {
    let before = (at.saturating_sub(GROUP)..at).rev().find(|before| !is_filler(place, *before));
    before.is_some_and(|before| place.value_at(place.pack.roles.article, before).is_some())
}

/// Whether a word looks like a past form or participle.
fn is_participle(place: Place<'_>, at: usize) -> bool {
    let word = place.tokens.get(at).map_or("", |token| token.span.of(place.text));
    place.pack.lexicon.shape(PARTICIPLE).is_some_and(|shape| shape.fits(word))
}

/// The tense that the pack gives a word, or the end of one: "it's", for "the town's" is no verb.
fn listed(place: Place<'_>, at: usize) -> Option<&str> {
    let token = place.tokens.get(at)?;
    let class = place.pack.roles.tense;
    let alone = place.pack.lexicon.value_in(class, token.word);
    match alone.or_else(|| place.value_at(class, at).filter(|_| token.glued))? {
        Value::Name(name) => Some(name),
        Value::Number(_) => None,
    }
}

/// The tense of two words that are one auxiliary: "to be" before a participle.
fn infinitive(place: Place<'_>, at: usize) -> Option<&str> {
    match place.value_at(place.pack.roles.tense, at)? {
        Value::Name(name) => Some(name),
        Value::Number(_) => None,
    }
}

/// What may stand between an auxiliary and its verb.
fn is_filler(place: Place<'_>, at: usize) -> bool {
    let word = place.tokens.get(at).map(|token| token.word).unwrap_or_default();
    place.pack.lexicon.value_in(place.pack.roles.verb_filler, word).is_some()
}

fn named(name: &str) -> Tense {
    match name {
        "future" => Tense::Future,
        "present" => Tense::Present,
        // "had" alone is a plain past; with a participle after it the loop above says perfect.
        _ => Tense::Past,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::lang::Pack;
    use crate::tag::lex::lex;

    #[test]
    fn the_nearest_verb_decides() {
        let pack = Pack::builtin("en").unwrap();
        let check = |text: &str, expected: Tense| {
            let tokens = lex(text, pack, true);
            let at = tokens.iter().position(|token| token.span.of(text) == "Tuesday").unwrap();
            assert_eq!(tense_at(Place { text, tokens: &tokens, pack }, at..at + 1).0, expected, "{text}");
        };
        check("The vote failed on Tuesday.", Tense::Past);
        check("They will meet Tuesday.", Tense::Future);
        check("The results will be announced Tuesday.", Tense::Future);
        check("The bill was passed on Tuesday.", Tense::Past);
        check("On Tuesday the court ruled.", Tense::Past);
        check("By Tuesday, the office had announced it.", Tense::PastPerfect);
        check("The hearing is scheduled for Tuesday.", Tense::Future);
        check("She plans to travel Tuesday.", Tense::Future);
        check("They went to the city Tuesday.", Tense::Past);
        check("No word on Tuesday.", Tense::Unknown);
        check("The rules to be published Tuesday are long.", Tense::Future);
        check("On Tuesday the owner announced plans to sell.", Tense::Past);
        check("They set Tuesday as the day.", Tense::Past);
        check("The office is set to close on Tuesday.", Tense::Future);
        check("It rained. Tuesday will be dry.", Tense::Future);
    }

    #[test]
    fn a_verb_at_the_end_of_its_clause_decides() {
        let pack = Pack::builtin("de").unwrap();
        let check = |text: &str, expected: Tense| {
            let tokens = lex(text, pack, true);
            let at = tokens.iter().position(|token| token.span.of(text) == "Dienstag").unwrap();
            assert_eq!(tense_at(Place { text, tokens: &tokens, pack }, at..at + 1).0, expected, "{text}");
        };
        check("Die Abstimmung am Dienstag scheiterte.", Tense::Past);
        check("Am Dienstag wird der Rat entscheiden.", Tense::Future);
        check("Der Rat hat am Dienstag den Plan beschlossen.", Tense::Past);
        check("Sie ist am Dienstag gestorben.", Tense::Past);
        check("Die Anhörung ist für Dienstag geplant.", Tense::Future);
        check("Die Halle ist am Dienstag leer.", Tense::Present);
        check("Bis Dienstag hatte der Rat den Plan verabschiedet.", Tense::PastPerfect);
        check("Er wird erst gehen, nachdem sie am Dienstag scheiterten.", Tense::Past);
        check("Kein Wort am Dienstag.", Tense::Unknown);
    }
}
