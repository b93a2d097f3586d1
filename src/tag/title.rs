//! Time words that are names: "the Daily Mail", "60 Minutes", "High Noon".

use super::choose::Reading;
use super::lex::{Kind, Token};
use super::matcher::Place;
use super::meaning::Meaning;
use crate::lang::Grain;

/// How far from a name the words stand that show that the text is no headline, in tokens.
const NEAR: usize = 10;
/// Headlines write shorter words without a capital too, in bytes.
const SHORT: usize = 3;

/// Whether a word that needs no capital has one inside a sentence: a name, unless the whole sentence is written so.
pub(super) fn is_title(place: Place<'_>, reading: &Reading) -> bool {
    let common =
        matches!(reading.meaning.grain(), Grain::Duration | Grain::Set | Grain::Reference | Grain::Clock)
            || matches!(reading.meaning, Meaning::UnitStep(..) | Meaning::DayPartStep(..));
    let raised = |at: usize| {
        place.tokens.get(at).is_some_and(|token| {
            token.capital && !place.pack.lexicon.is_proper(token.word) && !is_shouted(place, token)
        })
    };
    place.pack.capitals_name
        && common
        && (reading.start..reading.end).any(|at| raised(at) && !opens(place, at))
        && !is_headline(place, reading)
}

/// Whether a sentence, or something quoted in it, begins with a token.
fn opens(place: Place<'_>, at: usize) -> bool {
    let Some((before, token)) =
        at.checked_sub(1).and_then(|before| place.tokens.get(before)).zip(place.tokens.get(at))
    else {
        return true;
    };
    before.sentence != token.sentence || before.kind == Kind::Sign
}

/// Whether a word is written in capitals as a whole.
fn is_shouted(place: Place<'_>, token: &Token) -> bool {
    !token.span.of(place.text).chars().any(char::is_lowercase)
}

/// Whether no longer word around has a small first letter.
fn is_headline(place: Place<'_>, reading: &Reading) -> bool {
    let sentence = place.tokens.get(reading.start).map(|token| token.sentence);
    let around = (reading.start.saturating_sub(NEAR)..reading.start).chain(reading.end..reading.end + NEAR);
    let mut others =
        around.filter_map(|at| place.tokens.get(at)).filter(|token| Some(token.sentence) == sentence);
    !others.any(|token| token.kind == Kind::Word && !token.capital && token.span.len() > SHORT)
}
