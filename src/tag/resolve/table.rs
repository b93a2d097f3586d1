//! Days that a table knows: events by name, and terms of office by the holder that the text names.

use super::super::value::Calendar;
use super::super::{Anchor, Unresolved};
use super::{Context, Found, Search};
use crate::date::Day;
use crate::lang::{KnownTerm, Term, Why};
use std::collections::BTreeSet;

/// How far a name may stand from an expression, in tokens.
const NEAR: usize = 120;

/// A name in the text by which holders of offices are called.
struct Name<'a> {
    /// Its first token.
    at: usize,
    /// Those who are called so.
    holders: BTreeSet<&'a str>,
    /// Whether yet others are called so.
    shared: bool,
    whose: Whose<'a>,
}

/// Whose name it is, by the word before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose<'a> {
    /// "Boris Johnson", "Prime Minister Johnson"
    Holder(&'a str),
    /// "Jane Johnson": somebody that no table knows.
    Stranger,
    /// "Johnson", "Mr Johnson"
    Open,
}

impl Context<'_> {
    /// An event known by name.
    pub(super) fn named_day(&self, index: usize) -> Search {
        let known = self.place.pack.known.days.get(index).ok_or(Unresolved::NeedsEvent)?;
        Ok(from_table(known.day, known.name.clone(), known.site, Why::DayTable))
    }

    /// A day of a term of office, by the nearest holder named in the sentence, else in the one before. Where the name may be
    /// that of several people, the day stays open.
    pub(super) fn term(&self, back: bool, days: i64) -> Search {
        let names = self.names_of_holders();
        let nearest = names.iter().filter_map(|name| Some((self.distance(name)?, name)));
        let (_, nearest) = nearest.min_by_key(|(distance, _)| *distance).ok_or(Unresolved::NeedsEvent)?;
        let holder = only_holder(nearest, &names).ok_or(Unresolved::NeedsEvent)?;
        let terms = self.place.pack.known.terms.iter();
        let mut begun: Vec<&KnownTerm> =
            terms.filter(|known| known.term.holder == holder && self.has_begun(known)).collect();
        // A holder whose name is spelled in two ways stands there twice.
        begun.dedup_by_key(|known| (known.term.start, known.term.office.as_str()));
        if !back && begun.len() > 1 && self.published.is_none() {
            return Err(Unresolved::NeedsPublished);
        }
        let wanted = if back { begun.iter().skip(1).last() } else { begun.last() };
        let KnownTerm { term, site, .. } = wanted.ok_or(Unresolved::NeedsEvent)?;
        let entry = format!("{}, {}", term.holder, term.office);
        Ok(from_table(term.start.add_days(days), entry, *site, Why::Table))
    }

    /// Whether a term had begun when the text was published.
    fn has_begun(&self, known: &KnownTerm) -> bool {
        self.published.is_none_or(|published| known.term.start <= published)
    }

    /// How far a name stands from the expression, in sentences and tokens; no farther than the sentence before.
    fn distance(&self, name: &Name<'_>) -> Option<(u32, usize)> {
        let sentences = self.sentence(self.tokens.start)?.checked_sub(self.sentence(name.at)?)?;
        (sentences < 2).then(|| (sentences, name.at.abs_diff(self.tokens.start)))
    }

    fn names_of_holders(&self) -> Vec<Name<'_>> {
        let from = self.tokens.start.saturating_sub(NEAR);
        (from..from + 2 * NEAR).filter_map(|at| self.name(at)).collect()
    }

    /// The name of holders that stands at a token: the longest.
    fn name(&self, at: usize) -> Option<Name<'_>> {
        let known = &self.place.pack.known;
        let beginning = known.by_first_word.get(&self.place.tokens.get(at)?.word)?;
        let stands = |known: &&KnownTerm| {
            known.called.iter().enumerate().all(|(offset, (word, capital))| {
                let token = self.place.tokens.get(at + offset);
                token.is_some_and(|token| token.word == *word && (token.capital || !capital))
            })
        };
        let terms = beginning.iter().filter_map(|index| known.terms.get(*index));
        let called: Vec<&KnownTerm> = terms.filter(|known| self.has_begun(known) && stands(known)).collect();
        let length = called.iter().map(|known| known.called.len()).max()?;
        let called: Vec<&KnownTerm> =
            called.into_iter().filter(|known| known.called.len() == length).collect();
        let whose = self.whose(at, length, &called);
        let holders = called.iter().map(|known| known.term.holder.as_str()).collect();
        let shared = called.iter().any(|known| known.term.shared);
        Some(Name { at, holders, shared, whose })
    }

    fn whose<'a>(&self, at: usize, length: usize, called: &[&'a KnownTerm]) -> Whose<'a> {
        let (text, pack) = (self.place.text, self.place.pack);
        let (Some(first), Some(last)) = (self.place.tokens.get(at), self.place.tokens.get(at + length - 1))
        else {
            return Whose::Open;
        };
        let word = text.get(..first.span.start).unwrap_or_default().split_whitespace().next_back();
        let word = word.unwrap_or_default().trim_start_matches(|c: char| !c.is_alphanumeric());
        let is_initial = word.chars().all(|c| c == '.' || c.is_uppercase());
        let before = at.checked_sub(1).and_then(|before| self.place.tokens.get(before));
        let goes_on = before.is_some_and(|before| before.paragraph == first.paragraph)
            && word.starts_with(char::is_uppercase)
            && (word.ends_with(char::is_alphanumeric) || is_initial);
        if !goes_on {
            return Whose::Open;
        }
        let in_full = |holder: &str| {
            let mut words = text.get(..last.span.end).unwrap_or_default().split_whitespace().rev();
            holder.split_whitespace().rev().all(|own| words.next() == Some(own))
        };
        let ways: [&dyn Fn(&Term) -> bool; 3] = [
            &|term| in_full(&term.holder),
            &|term| term.holder.split_whitespace().next() == Some(word),
            &|term| term.office.split_whitespace().any(|own| own == word),
        ];
        for fits in ways {
            let fitting = called.iter().filter(|known| fits(&known.term));
            let holders: BTreeSet<&str> = fitting.map(|known| known.term.holder.as_str()).collect();
            match (holders.first(), holders.len()) {
                (Some(holder), 1) => return Whose::Holder(holder),
                (Some(_), _) => return Whose::Open,
                (None, _) => {}
            }
        }
        // "Mrs Thatcher", "When Thatcher": no first name.
        let lower = word.trim_end_matches('.').to_lowercase();
        let known = pack.abbreviations.contains(&lower) || pack.lexicon.word(&lower).is_some();
        if known { Whose::Open } else { Whose::Stranger }
    }
}

/// The one holder that a name can mean: one who is told apart from others of that name, there or elsewhere in the text.
fn only_holder<'a>(name: &Name<'a>, all: &[Name<'a>]) -> Option<&'a str> {
    match name.whose {
        Whose::Holder(holder) => return Some(holder),
        Whose::Stranger => return None,
        Whose::Open => {}
    }
    let mut told_apart = BTreeSet::new();
    for other in all.iter().filter(|other| other.holders == name.holders) {
        match other.whose {
            Whose::Holder(holder) => drop(told_apart.insert(holder)),
            Whose::Stranger => return None,
            Whose::Open => {}
        }
    }
    if name.shared && told_apart.is_empty() {
        return None;
    }
    let possible = if told_apart.is_empty() { &name.holders } else { &told_apart };
    possible.first().copied().filter(|_| possible.len() == 1)
}

fn from_table(day: Day, entry: String, site: bool, step: Why) -> Found {
    let step = if site { Why::SiteTable } else { step };
    Found { calendar: Calendar::Day(day), until: None, anchor: Anchor::Table { entry, site }, step }
}
