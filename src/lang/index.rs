//! Which rules can match at a token, by the word there, the one before it and the one after it: what makes plain text cheap.

use super::PackError;
use super::lexicon::{Lexicon, Word};
use super::rule::{Openings, Rule};
use super::unit::Grain;

/// A set of rules, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Set([u64; MAX_RULES / 64]);

/// Most rules that a pack may have.
const MAX_RULES: usize = 320;

/// Rules by what they can begin with, what can stand before it, and what can follow it.
#[derive(Debug, Default)]
pub(crate) struct Index {
    plain: Set,
    composed: Set,
    before: Table,
    firsts: Table,
    seconds: Table,
    /// Rules that can begin with an expression, by its grain.
    grains: [Set; Grain::COUNT],
    after_expression: Table,
}

/// The rules that admit something at a place.
#[derive(Debug, Default)]
struct Table {
    /// A word, by its number.
    word: Vec<Set>,
    /// Nothing: the text has not begun, or is over.
    nothing: Set,
    /// An expression that plainer rules have read.
    expression: Set,
}

impl Index {
    pub(super) fn new(rules: &[Rule], lexicon: &Lexicon) -> Result<Self, PackError> {
        if rules.len() > MAX_RULES {
            return Err(PackError::new("rules", format!("there are more than {MAX_RULES}")));
        }
        let mut index = Self::default();
        for table in [&mut index.before, &mut index.firsts, &mut index.seconds, &mut index.after_expression] {
            table.word.resize(lexicon.len(), Set::default());
        }
        for (number, rule) in rules.iter().enumerate() {
            let firsts = rule.program.firsts(lexicon);
            if firsts.shape {
                let place = format!("rule \"{}\"", rule.name);
                return Err(PackError::new(
                    place,
                    "a rule cannot begin with a shape: every word would be tried",
                ));
            }
            if rule.composes() { &mut index.composed } else { &mut index.plain }.insert(number);
            index.firsts.admit(number, &firsts);
            index.seconds.admit(number, &rule.program.seconds(lexicon));
            index.after_expression.admit(number, &rule.program.after_expression(lexicon));
            for grain in Grain::all().filter(|own| firsts.grains.iter().any(|grain| grain.accepts(*own))) {
                index.grains[grain as usize].insert(number);
            }
            let before = match &rule.after {
                Some(after) => after.lasts(lexicon),
                None => Openings { over: true, ..Openings::default() },
            };
            index.before.admit(number, &before);
        }
        Ok(index)
    }

    /// Rules over words alone that can match at a word between two others.
    pub(crate) fn plain(&self, before: Option<Word>, first: Word, second: Option<Word>) -> Set {
        let firsts = self.firsts.get(Some(first));
        common([&self.plain, self.before.get(before), firsts, self.seconds.get(second)])
    }

    /// Rules over expressions that can match at a word, likewise. An expression may begin at the next word.
    pub(crate) fn composed(&self, before: Option<Word>, first: Word, second: (Option<Word>, bool)) -> Set {
        let firsts = self.firsts.get(Some(first));
        common([&self.composed, self.before.get(before), firsts, &self.seconds.with_expression(second)])
    }

    /// Rules that can begin with an expression between two words. Another one may begin at the second of them.
    pub(crate) fn extending(&self, before: Option<Word>, grain: Grain, after: (Option<Word>, bool)) -> Set {
        let after = self.after_expression.with_expression(after);
        common([&self.composed, self.before.get(before), &self.grains[grain as usize], &after])
    }
}

impl Table {
    fn admit(&mut self, rule: usize, openings: &Openings) {
        // A shape fits any word; where a rule may be over, anything may follow.
        if openings.over || openings.shape {
            self.word.iter_mut().for_each(|set| set.insert(rule));
        }
        for word in &openings.words {
            self.word[word.index()].insert(rule);
        }
        if openings.over {
            self.nothing.insert(rule);
        }
        if openings.over || !openings.grains.is_empty() {
            self.expression.insert(rule);
        }
    }

    fn get(&self, word: Option<Word>) -> &Set {
        word.and_then(|word| self.word.get(word.index())).unwrap_or(&self.nothing)
    }

    fn with_expression(&self, (word, expression): (Option<Word>, bool)) -> Set {
        let Set(set) = self.get(word);
        let more = if expression { self.expression } else { Set::default() };
        Set(std::array::from_fn(|block| set[block] | more.0[block]))
    }
}

/// The rules that are in all sets.
fn common(sets: [&Set; 4]) -> Set {
    let [a, b, c, d] = sets;
    Set(std::array::from_fn(|block| a.0[block] & b.0[block] & c.0[block] & d.0[block]))
}

impl Set {
    fn insert(&mut self, rule: usize) {
        self.0[rule / 64] |= 1 << (rule % 64);
    }

    /// Does something for each rule, in order.
    pub(crate) fn each(self, mut act: impl FnMut(usize)) {
        for (block, mut bits) in self.0.into_iter().enumerate() {
            while bits != 0 {
                act(block * 64 + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
    }
}
