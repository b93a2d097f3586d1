//! Which rules can match at a token, by the word there and the one after it: what makes plain text cheap.

use super::PackError;
use super::lexicon::{Lexicon, Word};
use super::rule::{Openings, Rule};

/// A set of rules, a bit each.
type Set = [u64; MAX_RULES / 64];

/// Most rules that a pack may have.
const MAX_RULES: usize = 512;

/// What stands at a place, for the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// A word or a sign.
    Word(Word),
    /// A number in digits.
    Number,
    /// The text is over.
    End,
}

/// Rules by what they can begin with, and by what can follow that.
#[derive(Debug, Default)]
pub(crate) struct Index {
    plain: Set,
    composed: Set,
    firsts: Table,
    seconds: Table,
}

/// The rules that admit something at a place.
#[derive(Debug, Default)]
struct Table {
    word: Vec<Set>,
    number: Set,
    end: Set,
    /// Expressions that plainer rules have read.
    expression: Set,
}

impl Index {
    pub(super) fn new(rules: &[Rule], lexicon: &Lexicon) -> Result<Self, PackError> {
        if rules.len() > MAX_RULES {
            return Err(PackError::new("rules", format!("there are more than {MAX_RULES}")));
        }
        let mut index = Self::default();
        index.firsts.word.resize(lexicon.len(), Set::default());
        index.seconds.word.resize(lexicon.len(), Set::default());
        for (number, rule) in rules.iter().enumerate() {
            let firsts = rule.program.firsts(lexicon);
            if firsts.shape {
                let place = format!("rule \"{}\"", rule.name);
                return Err(PackError::new(
                    place,
                    "a rule cannot begin with a shape: every word would be tried",
                ));
            }
            insert(if rule.composes() { &mut index.composed } else { &mut index.plain }, number);
            index.firsts.admit(number, &firsts);
            index.seconds.admit(number, &rule.program.seconds(lexicon));
        }
        Ok(index)
    }

    /// Rules over words alone that can match where `first` stands before `second`.
    pub(crate) fn plain(&self, first: Seen, second: Seen) -> impl Iterator<Item = usize> + use<> {
        numbers(both(&self.plain, &both(self.firsts.get(first), self.seconds.get(second))))
    }

    /// Rules over expressions; with each place, whether an expression begins there.
    pub(crate) fn composed(
        &self,
        first: (Seen, bool),
        second: (Seen, bool),
    ) -> impl Iterator<Item = usize> + use<> {
        let firsts = self.firsts.with_expression(first);
        numbers(both(&self.composed, &both(&firsts, &self.seconds.with_expression(second))))
    }
}

impl Table {
    fn admit(&mut self, rule: usize, openings: &Openings) {
        // A shape fits any word; where a rule may be over, anything may follow.
        for (word, set) in self.word.iter_mut().enumerate() {
            if openings.over || openings.shape || openings.words.iter().any(|known| known.index() == word) {
                insert(set, rule);
            }
        }
        for (set, admits) in [
            (&mut self.number, openings.number),
            (&mut self.end, false),
            (&mut self.expression, openings.expression),
        ] {
            if admits || openings.over {
                insert(set, rule);
            }
        }
    }

    fn get(&self, seen: Seen) -> &Set {
        match seen {
            Seen::Word(word) => self.word.get(word.index()).unwrap_or(&self.end),
            Seen::Number => &self.number,
            Seen::End => &self.end,
        }
    }

    fn with_expression(&self, (seen, expression): (Seen, bool)) -> Set {
        let mut set = *self.get(seen);
        if expression {
            set.iter_mut().zip(self.expression).for_each(|(bits, more)| *bits |= more);
        }
        set
    }
}

fn insert(set: &mut Set, rule: usize) {
    set[rule / 64] |= 1 << (rule % 64);
}

fn both(a: &Set, b: &Set) -> Set {
    std::array::from_fn(|block| a[block] & b[block])
}

/// The rules of a set, in order.
fn numbers(set: Set) -> impl Iterator<Item = usize> {
    set.into_iter().enumerate().flat_map(|(block, mut bits)| {
        std::iter::from_fn(move || {
            let bit = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
            bits &= bits - 1;
            Some(block * 64 + bit)
        })
    })
}
