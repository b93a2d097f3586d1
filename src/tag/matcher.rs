//! Runs the programs of rules over tokens.

use super::lex::{Digits, Kind, Token};
use super::number;
use crate::lang::{Class, Grain, Numeric, Pack, Program, SLOTS, Step, Take, Value};

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

/// A branch of the match that is still open.
struct Branch {
    step: usize,
    token: usize,
    captures: Captures,
}

impl<'a> Place<'a> {
    /// The longest match of a program that begins at a token: the token after it, and what was caught.
    pub(super) fn longest(
        self,
        program: &Program,
        start: usize,
        readings: &impl Readings,
    ) -> Option<(usize, Captures)> {
        let mut best: Option<(usize, Captures)> = None;
        let mut open = vec![Branch { step: 0, token: start, captures: [None; SLOTS] }];
        while let Some(mut branch) = open.pop() {
            loop {
                match program.steps.get(branch.step) {
                    Some(Step::Jump(to)) => branch.step = *to,
                    Some(Step::Split(first, second)) => {
                        open.push(Branch { step: *second, ..branch });
                        branch.step = *first;
                    }
                    Some(Step::Take { test, glued, slot }) => {
                        if branch.token > start && !self.continues(branch.token, *glued) {
                            break;
                        }
                        let mut ways = self.take(test, branch.token, readings).into_iter();
                        let Some(way) = ways.next() else { break };
                        let next = |(length, caught): (usize, Option<Caught>)| {
                            let mut captures = branch.captures;
                            if let Some(place) = slot.and_then(|slot| captures.get_mut(usize::from(slot))) {
                                *place = caught;
                            }
                            Branch { step: branch.step + 1, token: branch.token + length, captures }
                        };
                        open.extend(ways.map(next));
                        branch = next(way);
                    }
                    Some(Step::Accept) => {
                        if best.as_ref().is_none_or(|(end, _)| branch.token > *end) {
                            best = Some((branch.token, branch.captures));
                        }
                        break;
                    }
                    None => break,
                }
            }
        }
        best
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

    /// The ways in which a test takes tokens: how many, and what is caught.
    fn take(self, test: &Take, at: usize, readings: &impl Readings) -> Vec<(usize, Option<Caught>)> {
        let Some(token) = self.tokens.get(at) else { return Vec::new() };
        match test {
            Take::Word(word) => {
                if token.word == *word {
                    vec![(1, None)]
                } else {
                    Vec::new()
                }
            }
            Take::Class(class) => {
                let phrases = self.pack.lexicon.phrases(*class, token.word).iter();
                let fits = phrases.filter(|phrase| {
                    phrase.rest.iter().enumerate().all(|(offset, word)| {
                        self.tokens.get(at + 1 + offset).is_some_and(|token| token.word == *word)
                            && self.continues(at + 1 + offset, false)
                    })
                });
                fits.map(|phrase| (1 + phrase.rest.len(), Some(Caught::Value(phrase.value)))).collect()
            }
            Take::Numeric(numeric) => self.number(numeric, token, at).into_iter().collect(),
            Take::Shape(name) => {
                let shape = self.pack.lexicon.shape(name);
                let fits = token.kind == Kind::Word
                    && shape.is_some_and(|shape| shape.fits(token.span.of(self.text)));
                if fits { vec![(1, None)] } else { Vec::new() }
            }
            Take::Expression(grain) => match readings.at(at) {
                Some((index, end, own)) if grain.accepts(own) => {
                    vec![(end - at, Some(Caught::Reading(index)))]
                }
                _ => Vec::new(),
            },
        }
    }

    fn number(self, numeric: &Numeric, token: &Token, at: usize) -> Option<(usize, Option<Caught>)> {
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
        fits.then_some((length, Some(Caught::Number(value, hundredths))))
    }
}
