//! Runs the programs of rules over tokens.

use super::lex::{Digits, Kind, Token};
use super::number;
use crate::lang::{Class, Grain, Numeric, Pack, Phrase, Program, SLOTS, Step, Take, Value};

/// What a capture caught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caught {
    /// A number and its hundredths.
    Number(i64, u8),
    /// A value of the lexicon, by index.
    Value(u32),
    /// A reading, by index.
    Reading(usize),
}

/// The catches of a rule, by slot.
pub(super) type Captures = [Option<Caught>; SLOTS];

/// Readings of plainer rules that a composing rule may use: at most one for each token it begins at.
pub(super) trait Readings {
    /// The reading that begins at a token: its index, its end and its grain.
    fn at(&self, token: usize) -> Option<(usize, usize, Grain)>;
}

/// No readings: for plain rules and for conditions.
pub(super) struct NoReadings;

impl Readings for NoReadings {
    fn at(&self, _: usize) -> Option<(usize, usize, Grain)> {
        None
    }
}

/// Text and tokens to match in.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) pack: &'a Pack,
}

impl<'a> Place<'a> {
    /// The longest match of a program that begins at a token: the token after it, and what was caught.
    pub(super) fn longest(
        self,
        program: &Program,
        start: usize,
        readings: &impl Readings,
    ) -> Option<(usize, Captures)> {
        let mut walk = Walk::new(self, program, start, readings);
        walk.walk(0, start);
        walk.best
    }

    /// Whether a program matches from one token up to another, and no farther.
    pub(super) fn spans(self, program: &Program, start: usize, end: usize) -> bool {
        let mut walk = Walk { end: Some(end), ..Walk::new(self, program, start, &NoReadings) };
        walk.walk(0, start);
        walk.best.is_some()
    }

    /// The value in a class of the word at a token, or of two words that end there ("according to").
    pub(super) fn value_at(self, class: Class, at: usize) -> Option<&'a Value> {
        let lexicon = &self.pack.lexicon;
        let token = self.tokens.get(at)?;
        let pair = at.checked_sub(1).and_then(|before| {
            let mut phrases = lexicon.phrases(class, self.tokens.get(before)?.word).iter();
            phrases.find(|phrase| phrase.rest == [token.word])
        });
        pair.and_then(|phrase| lexicon.value(phrase.value)).or_else(|| lexicon.value_in(class, token.word))
    }

    /// Whether an expression may go on with this token.
    fn continues(self, at: usize, glued: bool) -> bool {
        let (Some(token), Some(before)) = (self.tokens.get(at), self.tokens.get(at.wrapping_sub(1))) else {
            return false;
        };
        token.paragraph == before.paragraph && (token.glued || !glued)
    }

    /// Whether a spelling stands at a token that is its first word.
    fn spells(self, phrase: &Phrase, at: usize) -> bool {
        (at + 1..).zip(&phrase.rest).all(|(at, word)| {
            self.tokens.get(at).is_some_and(|token| token.word == *word) && self.continues(at, false)
        })
    }

    /// The number of a numeric class at a token: how many tokens it takes, and the catch.
    fn number(self, numeric: &Numeric, token: &Token, at: usize) -> Option<(usize, Caught)> {
        let (value, hundredths, length, ordinal) = match token.kind {
            Kind::Number(Digits { value, hundredths, length, ordinal, amount }) => {
                let (least, most) = numeric.digits;
                if (amount && !numeric.quantity) || length < least || length > most {
                    return None;
                }
                (value, hundredths, 1, ordinal)
            }
            Kind::Word if numeric.words => {
                let spelled = number::spelled(self.tokens, at, self.pack)?;
                (spelled.value, 0, spelled.length, spelled.ordinal)
            }
            _ => return None,
        };
        let fits = value >= numeric.from
            && value <= numeric.to
            && numeric.ordinal.is_none_or(|wanted| wanted == ordinal);
        fits.then_some((length, Caught::Number(value, hundredths)))
    }
}

/// A walk through all branches of a program, the preferred one of each split first.
struct Walk<'a, R> {
    place: Place<'a>,
    program: &'a Program,
    readings: &'a R,
    /// First token of the match.
    start: usize,
    /// The token that the match must end before, if any.
    end: Option<usize>,
    /// What has been caught on the way to where the walk is.
    captures: Captures,
    best: Option<(usize, Captures)>,
}

impl<'a, R: Readings> Walk<'a, R> {
    fn new(place: Place<'a>, program: &'a Program, start: usize, readings: &'a R) -> Self {
        Self { place, program, readings, start, end: None, captures: [None; SLOTS], best: None }
    }

    /// Goes on from a step at a token.
    fn walk(&mut self, mut step: usize, token: usize) {
        loop {
            match self.program.steps.get(step) {
                Some(Step::Jump(to)) => step = *to,
                Some(Step::Split(first, second)) => {
                    self.walk(*first, token);
                    step = *second;
                }
                Some(Step::Take { test, glued, slot }) => {
                    if token == self.start || self.place.continues(token, *glued) {
                        self.take(test, *slot, step + 1, token);
                    }
                    return;
                }
                Some(Step::Accept) => {
                    if self.end.is_none_or(|end| token == end) && self.best.is_none_or(|(end, _)| token > end)
                    {
                        self.best = Some((token, self.captures));
                    }
                    return;
                }
                None => return,
            }
        }
    }

    /// Takes what the test accepts at a token, in every way there is, and goes on from the next step.
    fn take(&mut self, test: &Take, slot: Option<u8>, next: usize, at: usize) {
        let Some(token) = self.place.tokens.get(at) else { return };
        match test {
            Take::Words(words) => {
                if words.contains(&token.word) {
                    self.walk(next, at + 1);
                }
            }
            Take::Class(class) => {
                let place = self.place;
                let phrases = place.pack.lexicon.phrases(*class, token.word);
                for phrase in phrases.iter().filter(|phrase| place.spells(phrase, at)) {
                    self.catch(slot, Caught::Value(phrase.value), next, at + 1 + phrase.rest.len());
                }
            }
            Take::Numeric(numeric) => {
                if let Some((length, number)) = self.place.number(numeric, token, at) {
                    self.catch(slot, number, next, at + length);
                }
            }
            Take::Shape(name) => {
                let shape = self.place.pack.lexicon.shape(name);
                if token.kind == Kind::Word
                    && shape.is_some_and(|shape| shape.fits(token.span.of(self.place.text)))
                {
                    self.walk(next, at + 1);
                }
            }
            Take::Expression(grain) => {
                if let Some((index, end, own)) = self.readings.at(at)
                    && grain.accepts(own)
                {
                    self.catch(slot, Caught::Reading(index), next, end);
                }
            }
        }
    }

    /// Goes on with something caught, and forgets it afterwards.
    fn catch(&mut self, slot: Option<u8>, caught: Caught, step: usize, token: usize) {
        let put = |captures: &mut Captures, what| {
            let place = slot.and_then(|slot| captures.get_mut(usize::from(slot)))?;
            std::mem::replace(place, what)
        };
        let before = put(&mut self.captures, Some(caught));
        self.walk(step, token);
        put(&mut self.captures, before);
    }
}
