//! Tables of days that are known by name: terms of office.

use super::PackError;
use super::lexicon::{Lexicon, Word};
use super::raw::RawTables;
use crate::date::Day;

/// A term of office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Who holds it: "Donald Trump".
    pub holder: String,
    /// The word by which prose calls the holder.
    pub(crate) called: Word,
    /// Which office: "President of the United States".
    pub office: String,
    /// The first day in office.
    pub start: Day,
}

pub(super) fn terms(raw: &RawTables, lexicon: &mut Lexicon) -> Result<Vec<Term>, PackError> {
    let mut terms = Vec::new();
    for term in &raw.term {
        let start = day(&term.start).ok_or_else(|| {
            PackError::new(format!("term of {:?}", term.holder), format!("{:?} is no day", term.start))
        })?;
        terms.push(Term {
            holder: term.holder.clone(),
            called: lexicon.intern(&term.called),
            office: term.office.clone(),
            start,
        });
    }
    terms.sort_by_key(|term| term.start);
    Ok(terms)
}

/// A day written `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let day =
        Day::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)?;
    parts.next().is_none().then_some(day)
}
