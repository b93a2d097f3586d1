//! How much an event found in prose matters: one ranking, which the site cuts into key, main and all.

use super::IMPORTANCE;
use super::statement::{Prose, Statement};
use crate::date::Precision;

/// Sentences at the head of an article, where reports say what matters.
const HEAD: usize = 3;
/// An event that is told this often in an article is what the article is about.
const OFTEN: usize = 4;

/// What speaks for an event and against it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Weight {
    /// It stands at the head of its article.
    pub(super) leads: bool,
    /// A name stands in its sentence.
    pub(super) names_somebody: bool,
    /// Sentences of its article that tell it.
    pub(super) told: usize,
    /// Nothing is told but that somebody spoke.
    pub(super) is_speech: bool,
    /// Its date is no finer than a year.
    pub(super) is_vague: bool,
    /// It is of the story of a life.
    pub(super) is_biography: bool,
}

impl Weight {
    pub(super) fn of(prose: &Prose<'_>, story: &[Statement<'_>]) -> Self {
        let Some(first) = story.first() else { return Self::default() };
        let tokens = &first.parsed.tokens;
        let telling = &prose.pack.telling;
        let name = |token: &super::clause::Token| {
            token.capital && !token.timex && !telling.function_words.contains(&token.word)
        };
        Self {
            leads: first.number < HEAD,
            names_somebody: tokens.iter().skip(1).any(name),
            told: story.len(),
            is_speech: first.signature.is_speech(),
            is_vague: first.when.precision() <= Precision::Year,
            is_biography: tokens.iter().any(|token| telling.biography.contains(&token.word)),
        }
    }
}

/// The importance of an event in one article, 1 to 10; that of an ordinary sentence is one below the usual.
pub(super) fn of(weight: &Weight) -> u8 {
    let points = [
        (weight.leads, 1),
        (weight.names_somebody, 1),
        (weight.told > 1, 1),
        (weight.told >= OFTEN, 1),
        (weight.is_speech, -1),
        (weight.is_vague, -1),
        (weight.is_biography, -2),
    ];
    let sum: i8 = points.iter().filter(|(holds, _)| *holds).map(|(_, points)| points).sum();
    (IMPORTANCE - 1).saturating_add_signed(sum).clamp(1, 9)
}

/// The importance of an event that several articles and publishers tell.
pub(super) fn of_many(own: u8, articles: usize, publishers: usize) -> u8 {
    let points =
        u8::from(articles > 1) + u8::from(articles > 3) + u8::from(publishers > 1) + u8::from(publishers > 3);
    (own + points).min(9).max(own)
}
