//! What a telling is about, as far as it takes to see whether two tellings tell the same event.

use super::clause::{Kind, Parsed, Token, Words};
use super::mentions::{Form, Word};
use crate::lang::{Pack, Telling};
use crate::text::Span;
use std::cmp::Ordering;
use std::hash::BuildHasher;

/// Stems as numbers, in order, each once: a site has tens of thousands of events, and compares their words all the time.
type Stems = Vec<u64>;

/// The triggers of an event (ACE's term: the words that tell it) and what else a telling names, all by stem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signature {
    /// Each trigger with the content words that say what was done to whom: those that follow it in its clause, of a passive its
    /// subject and what follows up to who did it.
    triggers: Vec<(u64, Stems)>,
    /// All content words.
    words: Stems,
    /// Whether nothing is told but that somebody spoke.
    is_speech: bool,
}

/// How much two tellings must have in common to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bar {
    /// In one article, where a second sentence says little of what the first one said.
    Article,
    /// In two articles, each of which says it all.
    Site,
    /// The same, where the dates agree but are not equal, or are next to each other.
    Elsewhen,
}

/// Fewest words that two tellings in two articles share, of which the shorter has `smaller`.
pub(super) fn least_shared(smaller: usize) -> usize {
    (smaller * 2).div_ceil(5).max(3)
}

/// Letters of a word that says something, where it is no name and no number.
const LEAST: usize = 4;

impl Signature {
    /// Of a sentence and the words in it that tell events; without the words of a pack for mentions, every content word counts alike.
    pub(super) fn of(
        sentence: &Parsed,
        found: &[Word],
        words: Option<&Words<'_>>,
        telling: &Telling,
    ) -> Self {
        let content = |token: &Token| is_content(token, telling).then(|| stem(&token.word, telling));
        let all = sorted(sentence.tokens.iter().filter_map(content));
        let (triggers, is_speech) =
            words.map(|words| triggers(sentence, found, words, telling, content)).unwrap_or_default();
        Self { triggers, words: all, is_speech }
    }

    /// Of a title and what follows it, as an author states an event.
    pub(super) fn of_stated(title: &str, more: &str, pack: &Pack) -> Self {
        let words = Words::of(pack);
        let part = |text: &str, heading| {
            let parsed = Parsed::of(text, Span::new(0, text.len()), &[], words.as_ref());
            let parsed = Parsed { heading, ..parsed };
            let found = words.as_ref().map(|words| words.find(0, &parsed)).unwrap_or_default();
            Self::of(&parsed, &found, words.as_ref(), &pack.telling)
        };
        let own = part(title, true);
        Self { words: sorted(own.words.iter().chain(&part(more, false).words).copied()), ..own }
    }

    /// Whether two tellings tell the same event, as far as words can say: their dates are not looked at.
    ///
    /// They share a trigger, and neither says of it what the other contradicts: "approved the bridge" and "approved the budget" are
    /// two events.
    pub(super) fn is_same(&self, other: &Self, bar: Bar) -> bool {
        let shared = self.shared(other);
        let smaller = self.words.len().min(other.words.len());
        if self.triggers.is_empty() || other.triggers.is_empty() {
            return bar != Bar::Article && shared >= 3 && shared * 10 >= smaller * 7;
        }
        let enough = match bar {
            Bar::Article => shared >= 2,
            Bar::Site => shared >= least_shared(smaller),
            Bar::Elsewhen => shared > least_shared(smaller) && shared * 2 >= smaller,
        };
        enough
            && self.triggers.iter().any(|(trigger, said)| {
                let same = other.triggers.binary_search_by_key(trigger, |(other, _)| *other);
                same.is_ok_and(|at| agree(said, &other.triggers[at].1))
            })
    }

    /// How many content words two tellings share.
    pub(super) fn shared(&self, other: &Self) -> usize {
        shared(&self.words, &other.words)
    }

    /// The content words, by stem, in order.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// Whether nothing is told but that somebody spoke.
    pub(super) const fn is_speech(&self) -> bool {
        self.is_speech
    }

    /// What another telling of the same event adds.
    pub(super) fn extend(&mut self, other: &Self) {
        self.words = sorted(self.words.iter().chain(&other.words).copied());
        self.is_speech &= other.is_speech;
        for (trigger, said) in &other.triggers {
            match self.triggers.binary_search_by_key(trigger, |(own, _)| *own) {
                Ok(at) => {
                    let all = sorted(self.triggers[at].1.iter().chain(said).copied());
                    self.triggers[at].1 = all;
                }
                Err(at) => self.triggers.insert(at, (*trigger, said.clone())),
            }
        }
    }
}

/// How many numbers two lists share, each of which is in order.
fn shared(one: &[u64], other: &[u64]) -> usize {
    let (mut at, mut there, mut count) = (0, 0, 0);
    while let (Some(own), Some(next)) = (one.get(at), other.get(there)) {
        match own.cmp(next) {
            Ordering::Less => at += 1,
            Ordering::Greater => there += 1,
            Ordering::Equal => (at, there, count) = (at + 1, there + 1, count + 1),
        }
    }
    count
}

/// Whether what was done to whom may be the same: one does not say, or more than half of the shorter is in the longer.
fn agree(one: &[u64], other: &[u64]) -> bool {
    shared(one, other) * 2 > one.len().min(other.len()) || one.is_empty() || other.is_empty()
}

fn sorted(stems: impl Iterator<Item = u64>) -> Stems {
    let mut stems: Stems = stems.collect();
    stems.sort_unstable();
    stems.dedup();
    stems.shrink_to_fit();
    stems
}

/// The words that tell what the sentence reports: those of its main clauses and of what was said, but for the saying itself, which
/// counts where there is nothing else.
fn triggers(
    sentence: &Parsed,
    found: &[Word],
    words: &Words<'_>,
    telling: &Telling,
    content: impl Fn(&Token) -> Option<u64>,
) -> (Vec<(u64, Stems)>, bool) {
    let reported = found.iter().filter(|word| {
        matches!(sentence.clauses[word.clause].kind, Kind::Main | Kind::Said) && word.form != Form::Participle
    });
    let is_saying = |token: usize| words.is_saying(&sentence.tokens[token].word);
    let (saying, told): (Vec<usize>, Vec<usize>) =
        reported.map(|word| word.token).partition(|token| is_saying(*token));
    let is_speech = told.is_empty() && !saying.is_empty();
    let said = |token: usize| {
        let clause = sentence.clauses.iter().find(|clause| clause.tokens.contains(&token));
        let (start, end) = clause.map_or((token, token), |clause| (clause.tokens.start, clause.tokens.end));
        let (before, after) =
            (&sentence.tokens[start..token], &sentence.tokens[token + 1..end.max(token + 1)]);
        if words.is_passive(before, &sentence.tokens[token]) {
            let agent = after.iter().take_while(|word| !words.is_agent(word));
            return sorted(before.iter().chain(agent).filter_map(&content));
        }
        sorted(after.iter().filter_map(&content))
    };
    let chosen = if is_speech { saying } else { told };
    let mut triggers: Vec<(u64, Stems)> =
        chosen.into_iter().map(|token| (stem(&sentence.tokens[token].word, telling), said(token))).collect();
    triggers.sort_unstable();
    triggers.dedup_by_key(|(trigger, _)| *trigger);
    (triggers, is_speech)
}

/// Names, numbers, and words that are neither short nor of the kind that every sentence has.
pub(super) fn is_content(token: &Token, telling: &Telling) -> bool {
    let word = token.word.as_str();
    let known =
        !token.timex && word.starts_with(char::is_alphanumeric) && !telling.function_words.contains(word);
    known && (token.capital || word.starts_with(char::is_numeric) || word.chars().count() >= LEAST)
}

/// The number of a word's stem; no two stems that a site is likely to hold have the same.
pub(super) fn stem(word: &str, telling: &Telling) -> u64 {
    let stem = telling.mentions.as_ref().map_or(word, |mentions| mentions.lemma(word));
    foldhash::quality::FixedState::default().hash_one(stem)
}
