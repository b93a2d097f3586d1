//! Whether an expression goes on from what the text has told, or is seen from the day of publication.
//!
//! "On 10 May the town fell" takes its year from "3 September 1939" in the sentence before; in a report "the trial opened on
//! 10 May" takes it from the publication date.

use super::super::signal::Signal;
use super::super::tense::{Tense, is_conditional};
use super::super::value::Calendar;
use super::memory::Mention;
use super::{Context, Search};
use crate::date::Day;
use crate::lang::Grain;

/// How many sentences back a date is that a story goes on from, in a text that counts other dates from its publication.
const NEAR_SENTENCES: u32 = 3;
/// A date that lies no farther from publication is news, in days.
const NEWS_DAYS: i64 = 14;
/// What was told of the last days before publication is no story, in days.
const RECENT_DAYS: i64 = 60;

impl Context<'_> {
    /// The date that the story gives, if one is going on, else the one that was reckoned from publication.
    pub(super) fn unless_story(&self, told: impl Fn() -> Search, reckoned: Search) -> Search {
        let calendar = reckoned.as_ref().ok().map(|found| found.calendar);
        if self.goes_on(calendar)
            && let found @ Ok(_) = told()
        {
            return found;
        }
        reckoned
    }

    /// Whether what is told here goes on from the date told last. `reckoned` is where publication would put it.
    pub(super) fn goes_on(&self, reckoned: Option<Calendar>) -> bool {
        let Some(published) = self.published else { return true };
        let ahead = self.tense == Tense::Future && !is_conditional(self.place, self.tokens.clone());
        if self.genre.narrative {
            return !(ahead && reckoned.is_some_and(|date| date.last() >= published));
        }
        let Some(last) = self.recent().next() else { return false };
        let past = matches!(self.tense, Tense::Past | Tense::PastPerfect | Tense::Unknown);
        if ahead || !past || !last.told || !self.is_over(last, published) {
            return false;
        }
        let news = self.genre.report
            && reckoned.is_some_and(|date| date.first().days_until(published).abs() <= NEWS_DAYS);
        let (here, there) = (self.sentence(self.tokens.start), self.sentence(last.token));
        let near = here.zip(there).is_some_and(|(here, there)| here - there <= NEAR_SENTENCES);
        let stands = match last.calendar.grain() {
            // A year alone is where a story is if a sentence begins with it, or if the same sentence is about it.
            Grain::Year => self.opens_sentence(last.token) || (here == there && last.signal == Signal::At),
            _ => true,
        };
        let paragraph = |at: usize| self.place.tokens.get(at).map(|token| token.paragraph);
        let together = near && paragraph(last.token) == paragraph(self.tokens.start);
        // In a report, only a date that says when something happened: not "the December 1988 bombing".
        let says_when = last
            .token
            .checked_sub(1)
            .is_some_and(|before| self.place.value_at(self.place.pack.roles.signal, before).is_some());
        stands && !news && together && (!self.genre.report || (here != there && says_when))
    }

    /// Whether a date is of a time before the last weeks.
    fn is_over(&self, mention: &Mention, published: Day) -> bool {
        let last = mention.calendar.last();
        last.year < published.year || last.days_until(published) > RECENT_DAYS
    }

    /// The day told last.
    pub(super) fn day_told(&self) -> Option<&Mention> {
        self.recent().find(|mention| matches!(mention.calendar.grain(), Grain::Day | Grain::Time))
    }
}
