//! Finds what a text tells of: each event-bearing verb and noun, with its form.

use super::clause::{Clause, Parsed, Token, Words, parse};
use super::dating::date_mentions;
use crate::date::Day;
use crate::lang::Pack;
use crate::tag::{tag, tag_whole};
use crate::text::Span;
use std::collections::BTreeSet;
use std::ops::Range;

/// An event as a text mentions it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventMention {
    /// The verb or noun, or a word such as "this" that stands for the sentence before: bytes of the text.
    pub span: Span,
    /// Year, month and day, with `XX` for what is not known: `2025-02-25`, `2025-02-XX`, `2025-XX-XX`. A week, a weekend or a quarter
    /// is written by its first day. None where the text does not say when it was.
    pub date: Option<String>,
    /// How the date was found; none where there is none.
    pub source: Option<DateSource>,
    /// The expression that dates it, where its own clause has one: bytes of the text.
    pub expression: Option<Span>,
    /// Whether the text tells it as something that happened.
    pub told: Told,
    /// Whether it is the finite verb of a main clause. Nouns and participles go with a verb.
    pub main: bool,
}

/// How the date of a mention was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateSource {
    /// An expression of its own clause gives it.
    Own,
    /// It goes with a verb that has one, in its sentence or shortly before.
    Carried,
    /// Another sentence tells the same event with its date, or one from which it lies so many days.
    Elsewhere,
    /// Nothing but the day of the report: that of its lead, or its publication.
    Report,
}

/// How a text tells an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It happened: "resigned", "has resigned".
    Happened,
    /// It is so, or goes on: "owns", "is growing".
    Holds,
    /// It happens again and again: "opens every Friday".
    Habitual,
    /// It is to come, or only possible: "will resign", "to resign", "if he resigned".
    Open,
    /// It did not happen: "did not resign".
    Negated,
}

/// How a mention is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
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
pub(super) struct Word {
    pub(super) sentence: usize,
    /// Which clause of the sentence.
    pub(super) clause: usize,
    /// Which token of the sentence.
    pub(super) token: usize,
    pub(super) form: Form,
    /// Whether its verb group says that it did not happen.
    pub(super) negated: bool,
}

impl Word {
    /// Whether it stands on its own: nouns and participles go with a verb.
    pub(super) const fn is_verb(&self) -> bool {
        !matches!(self.form, Form::Noun | Form::Participle)
    }
}

/// How far an auxiliary may stand before its verb, in tokens.
const GROUP: usize = 5;

/// Lines at the head of a text that may give the day on which it was written.
const HEAD: usize = 3;
/// How many days that may lie from the publication.
const NEAR: i64 = 31;

/// Finds the events that a text mentions, in order, and dates them where the text does.
///
/// ```
/// use dateline::{date::Day, event::{DateSource, Told, mentions}, lang::Pack};
/// let text = "The mill burned down on Tuesday. The owner will rebuild it.";
/// let found = mentions(text, Pack::english(), Day::new(2025, 2, 26)).unwrap();
/// let told: Vec<_> = found.iter().map(|found| (found.span.of(text), found.date.as_deref())).collect();
/// assert_eq!(told, [("burned", Some("2025-02-25")), ("rebuild", None)]);
/// assert_eq!((found[0].told, found[0].source), (Told::Happened, Some(DateSource::Own)));
/// assert_eq!((found[1].told, found[1].source), (Told::Open, None));
/// ```
///
/// A line of its own at the head that gives a day near the publication dates the text instead of it.
///
/// None where the language pack has no words for it.
pub fn mentions(text: &str, pack: &Pack, published: Option<Day>) -> Option<Vec<EventMention>> {
    let words = Words::of(pack)?;
    let published = written_on(text, pack, published).or(published);
    let timexes = tag(text, pack, published);
    let sentences = parse(text, &timexes, &words);
    let found: Vec<Word> =
        sentences.iter().enumerate().flat_map(|(number, sentence)| words.find(number, sentence)).collect();
    Some(date_mentions(text, &sentences, &found, &timexes, &words, published))
}

/// The day that a line of its own at the head of a text gives: a file's date may be that of its copy.
fn written_on(text: &str, pack: &Pack, published: Option<Day>) -> Option<Day> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD);
    let mut days = lines.filter_map(|line| {
        let when = tag_whole(line, pack, None)?.when?;
        when.earliest().filter(|day| when.latest() == Some(*day))
    });
    days.find(|day| published.is_none_or(|published| published.days_until(*day).abs() <= NEAR))
}

impl Words<'_> {
    /// The words of a sentence that tell events, in order.
    pub(super) fn find(&self, number: usize, sentence: &Parsed) -> Vec<Word> {
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
        let listed = |words: &BTreeSet<String>| words.contains(word) || words.contains(plain);
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
            let form = self.helped(&helpers, self.is_past(token, before), going_on);
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
        let thing = listed(&self.mentions.things);
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
        let any = |tense: &str| all.iter().any(|word| self.tense(word) == Some(tense));
        if all.iter().any(|word| self.is_infinitive(word)) || any("future") {
            return Some(Form::Open);
        }
        // "could rise": what helps is neither of a tense nor a "do".
        let modal = |word: &&str| {
            self.tense(word).is_none() && !self.mentions.perfect.contains(*word) && !self.is_filler(word)
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

    fn auxiliary(&self, word: &str) -> Form {
        if self.tense(word) == Some("present") || self.mentions.perfect.contains(word) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ok_no_text_is_too_strange(
            text in "([“”’`'\"é中,;: .\\n]|who|that|said|had|on Monday|in 1911|to|burned|killing|the attack|Hale|\\PC){0,60}",
        ) {
            let published = Day::new(2025, 2, 26);
            for published in [published, None] {
                let found = mentions(&text, Pack::english(), published).unwrap();
                let mut end = 0;
                for mention in found {
                    prop_assert!(mention.span.start >= end && !mention.span.of(&text).is_empty(), "{mention:?}");
                    end = mention.span.end;
                }
            }
        }
    }

    #[test]
    fn ok_a_date_without_a_publication_date_stands_on_its_own() {
        let dates = |text| -> Vec<Option<String>> {
            mentions(text, Pack::english(), None).unwrap().into_iter().map(|mention| mention.date).collect()
        };
        assert_eq!(dates("The mill burned on 3 May 1911."), [Some("1911-05-03".to_owned())]);
        assert_eq!(dates("The mill burned on Tuesday."), [None]);
    }

    #[test]
    fn err_a_pack_without_the_words_finds_nothing() {
        let german = Pack::builtin("de").unwrap();
        assert_eq!(mentions("Die Mühle brannte am Dienstag ab.", german, None), None);
    }
}
