//! What a telling is about, as far as it takes to see whether two tellings tell the same event.

use super::clause::{Kind, Parsed, Token, Words};
use super::mentions::Form;
use crate::lang::{Pack, Telling};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The triggers of an event (ACE's term: the words that tell it) and what else a telling names, all by stem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signature {
    /// Each trigger with the content words that follow it in its clause: mostly what was done to whom.
    triggers: BTreeMap<String, BTreeSet<String>>,
    /// All content words.
    words: BTreeSet<String>,
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
    /// Of a sentence; without the words of a pack for mentions, every content word counts alike.
    pub(super) fn of(sentence: &Parsed, words: Option<&Words<'_>>, telling: &Telling) -> Self {
        let content = |token: &Token| is_content(token, telling).then(|| stem(&token.word, telling));
        let all = sentence.tokens.iter().filter_map(content).collect();
        let triggers = words.map(|words| triggers(sentence, words, content)).unwrap_or_default();
        Self { triggers, words: all }
    }

    /// Of a title and what follows it, as an author states an event.
    pub(super) fn of_stated(title: &str, more: &str, pack: &Pack) -> Self {
        let words = Words::of(pack);
        let part = |text: &str, heading| {
            let parsed = Parsed::of(text, Span::new(0, text.len()), &[], words.as_ref());
            Self::of(&Parsed { heading, ..parsed }, words.as_ref(), &pack.telling)
        };
        let mut own = part(title, true);
        own.words.extend(part(more, false).words);
        own
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
        let one = self
            .triggers
            .iter()
            .any(|(trigger, said)| other.triggers.get(trigger).is_some_and(|other| agree(said, other)));
        one && match bar {
            Bar::Article => shared >= 2,
            Bar::Site => shared >= least_shared(smaller),
            Bar::Elsewhen => shared > least_shared(smaller) && shared * 2 >= smaller,
        }
    }

    /// How many content words two tellings share.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.words.intersection(&other.words).count()
    }

    /// The triggers, by stem.
    pub(super) fn triggers(&self) -> impl Iterator<Item = &str> {
        self.triggers.keys().map(String::as_str)
    }

    /// The content words, by stem.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// What a third telling adds.
    pub(super) fn extend(&mut self, other: &Self) {
        self.words.extend(other.words.iter().cloned());
        for (trigger, said) in &other.triggers {
            self.triggers.entry(trigger.clone()).or_default().extend(said.iter().cloned());
        }
    }
}

/// Whether what follows a trigger twice may be the same: one says nothing, or half of the shorter is in the longer.
fn agree(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let smaller = one.len().min(other.len());
    one.intersection(other).count() * 2 >= smaller
}

/// The words that tell what the sentence reports: those of its main clauses and of what was said, but for the saying itself, which
/// counts where there is nothing else.
fn triggers(
    sentence: &Parsed,
    words: &Words<'_>,
    content: impl Fn(&Token) -> Option<String>,
) -> BTreeMap<String, BTreeSet<String>> {
    let found = words.find(0, sentence);
    let reported = found.iter().filter(|word| {
        matches!(sentence.clauses[word.clause].kind, Kind::Main | Kind::Said) && word.form != Form::Participle
    });
    let is_saying = |token: usize| words.is_saying(&sentence.tokens[token].word);
    let (saying, telling): (Vec<usize>, Vec<usize>) =
        reported.map(|word| word.token).partition(|token| is_saying(*token));
    let chosen = if telling.is_empty() { saying } else { telling };
    let stem = |token: usize| words.mentions.stem(&sentence.tokens[token].word).to_owned();
    let said = |token: usize| {
        let clause = sentence.clauses.iter().find(|clause| clause.tokens.contains(&token));
        let end = clause.map_or(token, |clause| clause.tokens.end);
        sentence.tokens[token + 1..end.max(token + 1)].iter().filter_map(&content).collect()
    };
    chosen.into_iter().map(|token| (stem(token), said(token))).collect()
}

/// Names, numbers, and words that are neither short nor of the kind that every sentence has.
pub(super) fn is_content(token: &Token, telling: &Telling) -> bool {
    let word = token.word.as_str();
    let known =
        !token.timex && word.starts_with(char::is_alphanumeric) && !telling.function_words.contains(word);
    known && (token.capital || word.starts_with(char::is_numeric) || word.chars().count() >= LEAST)
}

fn stem(word: &str, telling: &Telling) -> String {
    telling.mentions.as_ref().map_or(word, |mentions| mentions.stem(word)).to_owned()
}
