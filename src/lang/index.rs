//! Which rules can begin at a token, by the token's first word: what makes plain text cheap.

use super::PackError;
use super::lexicon::{Lexicon, Word};
use super::rule::Rule;

/// Rules by what they can begin with; each list is in the order of the rules.
#[derive(Debug, Default)]
pub(crate) struct Index {
    plain: Table,
    composed: Table,
    /// Composing rules that begin with an expression.
    by_expression: Vec<u16>,
}

#[derive(Debug, Default)]
struct Table {
    by_word: Vec<Vec<u16>>,
    by_number: Vec<u16>,
}

impl Index {
    pub(super) fn new(rules: &[Rule], lexicon: &Lexicon) -> Result<Self, PackError> {
        let mut index = Self::default();
        index.plain.by_word.resize(lexicon.len(), Vec::new());
        index.composed.by_word.resize(lexicon.len(), Vec::new());
        for (number, rule) in rules.iter().enumerate() {
            let number = number as u16;
            let firsts = rule.program.firsts(lexicon);
            if firsts.shape {
                let place = format!("rule \"{}\"", rule.name);
                return Err(PackError::new(
                    place,
                    "a rule cannot begin with a shape: every word would be tried",
                ));
            }
            let table = if rule.composes() { &mut index.composed } else { &mut index.plain };
            for word in firsts.words {
                table.by_word[word.index()].push(number);
            }
            if firsts.number {
                table.by_number.push(number);
            }
            if firsts.expression {
                index.by_expression.push(number);
            }
        }
        Ok(index)
    }

    /// Rules over words alone that can begin with this word, or with a number in digits.
    pub(crate) fn plain(&self, word: Word, number: bool) -> &[u16] {
        self.plain.get(word, number)
    }

    /// Rules over expressions that can begin with this word, or with a number in digits.
    pub(crate) fn composed(&self, word: Word, number: bool) -> &[u16] {
        self.composed.get(word, number)
    }

    /// Rules over expressions that begin with one.
    pub(crate) fn by_expression(&self) -> &[u16] {
        &self.by_expression
    }
}

impl Table {
    fn get(&self, word: Word, number: bool) -> &[u16] {
        if number { &self.by_number } else { self.by_word.get(word.index()).map_or(&[], Vec::as_slice) }
    }
}
