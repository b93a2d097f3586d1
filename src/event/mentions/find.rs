//! Finds the words of a sentence that tell events, with their forms.

use crate::event::clause::{Clause, Parsed, Token, Words};
use crate::lang::WordSet;
use std::ops::Range;

/// How a mention is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::event) enum Form {
    /// It happened: "resigned".
    Past,
    /// It has happened: "has resigned".
    Perfect,
    /// It had happened before: "had resigned".
    PastPerfect,
    /// It is so: "owns".
    Present,
    /// It goes on: "is growing".
    Now,
    /// It is to come, or only possible: "will resign", "to resign".
    Open,
    /// It goes with the verb around it: "resigning".
    Participle,
    /// It is a noun: "resignation".
    Noun,
}

/// A word that tells an event, before it is dated.
#[derive(Clone, Debug)]
pub(in crate::event) struct Word {
    pub(in crate::event) sentence: usize,
    /// Which clause of the sentence.
    pub(in crate::event) clause: usize,
    /// Which token of the sentence.
    pub(in crate::event) token: usize,
    pub(in crate::event) form: Form,
    /// Whether its verb group says that it did not happen.
    pub(in crate::event) negated: bool,
}

impl Word {
    /// Whether it stands on its own: nouns and participles go with a verb.
    pub(in crate::event) const fn is_verb(&self) -> bool {
        !matches!(self.form, Form::Noun | Form::Participle)
    }
}

/// How far an auxiliary may stand before its verb, in tokens.
const GROUP: usize = 5;

impl Words<'_> {
    /// The words of a sentence that tell events, in order.
    pub(in crate::event) fn find(&self, number: usize, sentence: &Parsed) -> Vec<Word> {
        let mut found = Vec::new();
        for (clause, Clause { tokens, .. }) in sentence.clauses.iter().enumerate() {
            for token in tokens.clone() {
                if let Some(form) = self.form(sentence, tokens.clone(), token) {
                    let negated = self.is_negated(&sentence.tokens, tokens.start, token);
                    found.push(Word { sentence: number, clause, token, form, negated });
                }
            }
        }
        found
    }

    /// The form of the event that a word tells, if it tells one.
    fn form(&self, sentence: &Parsed, clause: Range<usize>, at: usize) -> Option<Form> {
        let tokens = &sentence.tokens;
        let token =
            tokens.get(at).filter(|token| !token.timex && token.word.starts_with(char::is_alphabetic))?;
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let word = token.word.as_str();
        if self.mentions.anaphors.contains(word) {
            let next = tokens.get(at + 1)?;
            let verb =
                self.is_finite(next, None) || (self.mentions.is_known(&next.word) && self.has_s(&next.word));
            return verb.then_some(Form::Participle);
        }
        // A capital inside a sentence makes a name.
        if token.capital && before.is_some_and(|before| before.word.chars().any(char::is_alphanumeric)) {
            return None;
        }
        if self.mentions.auxiliaries.contains(word) {
            return self.alone(tokens, at).then(|| self.auxiliary(word));
        }
        let plain = word.strip_suffix(self.mentions.third_person.as_str()).unwrap_or(word);
        let listed = |words: &WordSet| words.contains(word) || words.contains(plain);
        // "supply" and "remain" look like what stands between an auxiliary and its verb.
        if self.is_filler(word) && !listed(&self.mentions.words) && !listed(&self.mentions.verbs) {
            return None;
        }
        if listed(&self.mentions.nouns) {
            return Some(Form::Noun);
        }
        let known = self.mentions.is_known(word);
        let helpers = self.helpers(tokens, clause.start, at);
        let going_on = self.is_going_on(word);
        let noun = self.is_noun(tokens, at);
        // "to the public", "to reporters": what follows is no infinitive.
        let bare = helpers.as_slice() == [before.map_or("", |before| before.word.as_str())];
        let preposition = bare && helpers.iter().all(|helper| self.is_infinitive(helper)) && !known;
        if !helpers.is_empty() && !preposition {
            let past = self.is_past(token, before);
            // "will be a", "to stay in", "can do more": no verb of the group.
            let nearest = helpers.first().is_some_and(|helper| {
                self.is_filler(helper) || (!known && self.mentions.plain_after.contains(*helper))
            });
            let after_verb = before.is_some_and(|before| self.mentions.verbs.contains(&before.word));
            let plain = !past && !going_on;
            if plain && (nearest || after_verb) {
                return None;
            }
            let form = self.helped(&helpers, past, going_on);
            if form.is_some() {
                return form;
            }
        }
        if self.is_past(token, before) {
            return Some(Form::Past);
        }
        if going_on {
            // "the rising", "their meeting", "a mass shooting"
            let noun = noun || self.mentions.words.contains(word);
            return Some(if noun { Form::Noun } else { Form::Participle });
        }
        if !known {
            let news = sentence.heading && self.opens_heading(tokens, at);
            return if news { Some(Form::Present) } else { self.is_event_noun(word).then_some(Form::Noun) };
        }
        let finite = clause
            .filter(|other| *other != at)
            .any(|other| tokens.get(other).is_some_and(|token| self.is_finite(token, None)));
        let agrees = |before: &Token| self.agrees(sentence.heading, before, word);
        let verb = !noun && (listed(&self.mentions.verbs) || (!finite && before.is_some_and(agrees)));
        let thing = listed(&self.mentions.things) || listed(&self.mentions.verbs);
        if verb { Some(Form::Present) } else { (!thing).then_some(Form::Noun) }
    }

    /// Whether the verb group that a word ends says that it did not happen: "did not resign".
    fn is_negated(&self, tokens: &[Token], start: usize, at: usize) -> bool {
        let helps = |word: &str| {
            self.is_filler(word) || self.mentions.auxiliaries.contains(word) || self.is_negation(word)
        };
        let group = tokens.get(start.max(at.saturating_sub(GROUP))..at).unwrap_or_default();
        let mut before = group.iter().rev().map(|token| token.word.as_str()).take_while(|word| helps(word));
        let own = tokens.get(at).filter(|token| self.mentions.auxiliaries.contains(&token.word));
        let after = own.and_then(|_| tokens.get(at + 1));
        own.into_iter().chain(after).any(|token| self.is_negation(&token.word))
            || before.any(|word| self.is_negation(word))
    }

    /// Whether a word that is both verb and noun is a verb after the word before it: "it plans", "mills burn", not "mass burnings".
    fn agrees(&self, heading: bool, before: &Token, word: &str) -> bool {
        let plural = self.has_s(&before.word);
        heading
            || self.is_saying(word)
            || (self.has_s(word) && !plural && before.word.starts_with(char::is_alphabetic))
            || (plural && !self.has_s(word) && !self.mentions.possessives.contains(&before.word))
    }

    /// Whether a word has the ending of the third person, which is that of plurals too: "press" has not.
    fn has_s(&self, word: &str) -> bool {
        word.ends_with(self.mentions.third_person.as_str()) && !self.mentions.words.contains(word)
    }

    /// Whether a word is the verb of a heading: the first one without a capital that has the ending of the third person, after names.
    fn opens_heading(&self, tokens: &[Token], at: usize) -> bool {
        let third =
            |token: &Token| !token.capital && token.word.ends_with(self.mentions.third_person.as_str());
        let first = tokens.iter().position(third);
        let verbs = tokens.iter().enumerate().any(|(other, token)| other < at && self.is_finite(token, None));
        at > 0 && first == Some(at) && !verbs && tokens.get(at - 1).is_some_and(|before| before.capital)
    }

    /// The auxiliaries of the verb group that a verb ends, the nearest first.
    fn helpers<'t>(&self, tokens: &'t [Token], start: usize, at: usize) -> Vec<&'t str> {
        let group = tokens.get(start.max(at.saturating_sub(GROUP))..at).unwrap_or_default();
        let helps = |word: &str| {
            self.mentions.auxiliaries.contains(word)
                || self.tense(word) == Some("future")
                || self.is_infinitive(word)
        };
        let words = group.iter().rev().map(|token| token.word.as_str());
        words.take_while(|word| helps(word) || self.is_filler(word)).filter(|word| helps(word)).collect()
    }

    /// The form of a verb after its auxiliaries.
    fn helped(&self, all: &[&str], past: bool, going_on: bool) -> Option<Form> {
        let any = |tense: &str| all.iter().any(|word| self.helping(word) == Some(tense));
        if all.iter().any(|word| self.is_infinitive(word)) || any("future") {
            return Some(Form::Open);
        }
        // "could rise": what helps is neither of a tense nor a "do".
        let modal = |word: &&str| {
            self.helping(word).is_none() && !self.mentions.perfect.contains(*word) && !self.is_filler(word)
        };
        if !past
            && !going_on
            && all.iter().any(|word| modal(word) && !self.mentions.plain_after.contains(*word))
        {
            return Some(Form::Open);
        }
        if !past && !going_on {
            // "did not say", "do not say".
            let did = all.iter().any(|word| self.tense(word) == Some("past"));
            return Some(if did { Form::Past } else { Form::Present }).filter(|_| self.is_bare(all));
        }
        Some(if any("perfect") {
            Form::PastPerfect
        } else if all.iter().any(|word| self.mentions.perfect.contains(*word)) {
            // "has been growing" goes on.
            if going_on { Form::Now } else { Form::Perfect }
        } else if any("present") {
            if going_on { Form::Now } else { Form::Present }
        } else {
            Form::Past
        })
    }

    /// Whether auxiliaries stand before the plain form of a verb.
    fn is_bare(&self, helpers: &[&str]) -> bool {
        helpers.iter().all(|word| self.mentions.plain_after.contains(*word))
    }

    /// Whether an auxiliary is the only verb of its group: "was ill", "has a deficit".
    fn alone(&self, tokens: &[Token], at: usize) -> bool {
        let word = tokens.get(at).map_or("", |token| token.word.as_str());
        if self.mentions.plain_after.contains(word) {
            return false;
        }
        let helps = |word: &str| self.tense(word).is_some() || self.mentions.auxiliaries.contains(word);
        let mut after = tokens.iter().skip(at + 1).skip_while(|token| self.is_filler(&token.word));
        let next = after.next();
        let verb = next.is_some_and(|next| {
            self.is_past(next, None)
                || helps(&next.word)
                || next.word.ends_with(self.mentions.going_on.as_str())
                || self.is_infinitive(&next.word)
        });
        let helped = at
            .checked_sub(1)
            .and_then(|at| tokens.get(at))
            .is_some_and(|before| helps(&before.word) || self.is_infinitive(&before.word));
        (self.mentions.perfect.contains(word)
            || self.mentions.past.contains(word)
            || matches!(self.tense(word), Some("past" | "present" | "perfect")))
            && !verb
            && !helped
            && word.starts_with(char::is_alphabetic)
            && next.is_some()
    }

    /// The tense of an auxiliary: the ending of owners is one of the present, "he's leaving".
    fn helping(&self, word: &str) -> Option<&str> {
        self.tense(word).or_else(|| self.mentions.possessives.contains(word).then_some("present"))
    }

    fn auxiliary(&self, word: &str) -> Form {
        if self.helping(word) == Some("present") || self.mentions.perfect.contains(word) {
            Form::Present
        } else {
            Form::Past
        }
    }

    fn is_event_noun(&self, word: &str) -> bool {
        self.mentions.noun_endings.iter().any(|ending| word.ends_with(ending.as_str()))
            && !self.mentions.no_nouns.contains(word)
    }

    /// Whether what stands before a word makes it a noun: "the attack", "Hale's protest", "after talks".
    fn is_noun(&self, tokens: &[Token], at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        before.is_some_and(|before| {
            let word = before.word.as_str();
            self.telling.determiners.contains(word)
                || self.mentions.possessives.contains(word)
                || self.mentions.before_nouns.contains(word)
        })
    }
}
