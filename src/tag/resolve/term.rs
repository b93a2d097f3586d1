//! Days of a term of office: from the pack's table, for the holder that the text names.

use super::super::lex::Token;
use super::super::matcher::Place;
use super::super::value::Calendar;
use super::super::{Anchor, Unresolved};
use super::{Context, Found, Search};
use crate::lang::Why;

impl Context<'_> {
    /// A day of a term of office, by the nearest holder named in the sentence, else in the one before.
    pub(super) fn term(&self, back: bool, days: i64) -> Search {
        let place = self.place;
        let here = self.sentence(self.tokens.start).ok_or(Unresolved::NeedsEvent)?;
        let mut named: Vec<(u32, usize, usize)> = Vec::new();
        for (at, token) in near_tokens(place, self.tokens.start) {
            let Some(holder) =
                place.pack.terms.iter().position(|term| token.capital && term.called == token.word)
            else {
                continue;
            };
            if token.sentence == here || token.sentence + 1 == here {
                named.push((here - token.sentence, at.abs_diff(self.tokens.start), holder));
            }
        }
        let &(_, _, holder) = named.iter().min().ok_or(Unresolved::NeedsEvent)?;
        let called = place.pack.terms.get(holder).map(|term| term.called);
        let terms = place.pack.terms.iter().filter(|term| Some(term.called) == called);
        let begun: Vec<_> =
            terms.filter(|term| self.published.is_none_or(|published| term.start <= published)).collect();
        let wanted = if back { begun.iter().skip(1).last() } else { begun.last() };
        if !back && begun.len() > 1 && self.published.is_none() {
            return Err(Unresolved::NeedsPublished);
        }
        let term = wanted.ok_or(Unresolved::NeedsEvent)?;
        let calendar = Calendar::Day(term.start.add_days(days));
        let anchor = Anchor::Table(format!("{}, {}", term.holder, term.office));
        Ok(Found { calendar, until: None, anchor, step: Why::Table })
    }
}

/// How far a name may stand from an expression, in tokens.
const NEAR: usize = 120;

fn near_tokens(place: Place<'_>, at: usize) -> impl Iterator<Item = (usize, &Token)> {
    let from = at.saturating_sub(NEAR);
    place.tokens.iter().enumerate().skip(from).take(2 * NEAR)
}
