//! Whether an expression goes on from what the text has told, or is seen from the day of publication.
//!
//! "On 10 May the town fell" takes its year from "3 September 1939" in the sentence before; in a report "the trial opened on
//! 10 May" takes it from the publication date.

use super::super::signal::Signal;
use super::super::tense::{Tense, is_conditional, was_planned};
use super::super::value::Calendar;
use super::memory::Mention;
use super::{Context, Search};
use crate::date::Day;
use crate::lang::Grain;

/// A bare year so much later than the story is where it looks ahead, not where it goes on.
const ASIDE_YEARS: i64 = 5;
/// The head of a sentence, in tokens.
const HEAD_TOKENS: usize = 12;
/// A heading of one or two lines, in tokens.
const HEADING_TOKENS: usize = 20;
/// How many sentences back a date is that a story goes on from, in a text that counts other dates from its publication.
const NEAR_SENTENCES: u32 = 3;
/// How far the date of an entry may stand from the beginning of its paragraph, in tokens: "- July 1, 2020: ...".
const ENTRY: usize = 3;
/// A date that lies no farther from publication is news, in days.
pub(super) const NEWS_DAYS: i64 = 14;
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
        // A chronology: what stands below a year alone is of that year.
        if self.heading().is_some_and(|year| self.is_line(year)) {
            return true;
        }
        let ahead = self.tense == Tense::Future && !is_conditional(self.place, self.tokens.clone());
        if self.genre.narrative {
            let ahead = ahead && !was_planned(self.place, self.tokens.clone());
            return !(ahead && reckoned.is_some_and(|date| date.last() >= published));
        }
        // A list of dates: "- July 1, 2020: A notice ..., promised for March."
        if self.dates().next().is_some_and(|last| last.told) && self.entry().is_some() {
            return true;
        }
        let Some(last) = self.recent().next() else { return false };
        let past = matches!(self.tense, Tense::Past | Tense::PastPerfect | Tense::Unknown);
        // "Since the beginning of the year, 12 have died": up to now.
        let up_to_now = self.signal == Signal::Since && self.tense != Tense::PastPerfect;
        if up_to_now || ahead || !past || !last.told || !self.is_over(last, published) {
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
        stands && !news && together && (!self.genre.report || says_when)
    }

    /// The date at which the story stands: the last one of its section that is no aside, else the year in its heading.
    pub(super) fn stands_at(&self) -> Option<&Mention> {
        let year = |mention: &Mention| mention.calendar.first().year;
        let heading = self.heading();
        // Below a heading nothing goes on from the years before it.
        let fits = |mention: &&Mention| match heading.map(|heading| year(mention) - year(heading)) {
            None | Some(0) => true,
            Some(later) => later > 0 && self.opens_sentence(mention.token),
        };
        let exact =
            self.section().filter(fits).find(|mention| mention.calendar.grain() != Grain::Year).or(heading);
        // A bare year before the point that the story has reached, or long after it, is an aside.
        let goes_on = |mention: &&Mention| {
            let Some(exact) = exact else { return true };
            match year(mention) - year(exact) {
                0 => true,
                // "Sixteen years later, on the night of September 1"
                ahead => {
                    (mention.counted && ahead > 0 || (1..=ASIDE_YEARS).contains(&ahead))
                        && self.opens_sentence(mention.token)
                }
            }
        };
        self.section().filter(fits).find(goes_on).or(heading)
    }

    /// The dates told since the last heading with a year, that year among them; the latest first.
    pub(super) fn section(&self) -> impl Iterator<Item = &Mention> {
        let heading = self.heading().map(|heading| heading.token);
        self.dates().take_while(move |mention| heading.is_none_or(|heading| mention.token >= heading))
    }

    /// The last year that stands in a heading.
    fn heading(&self) -> Option<&Mention> {
        self.dates().find(|mention| mention.heading)
    }

    /// The dates told, the latest first; decades and centuries only frame them.
    fn dates(&self) -> impl Iterator<Item = &Mention> {
        self.reached().filter(|mention| !matches!(mention.calendar.grain(), Grain::Century | Grain::Decade))
    }

    /// Whether a token stands in a heading: in a short paragraph that ends without a full stop.
    pub(super) fn stands_in_heading(&self, token: usize) -> bool {
        let paragraph = |at: usize| self.place.tokens.get(at).map(|token| token.paragraph);
        let here = paragraph(token);
        let first = (token.saturating_sub(HEADING_TOKENS)..token)
            .rev()
            .take_while(|at| paragraph(*at) == here)
            .count();
        let rest = (token..token + HEADING_TOKENS).take_while(|at| paragraph(*at) == here).count();
        let end = token + rest;
        let ends_open = self
            .place
            .tokens
            .get(end - 1)
            .is_some_and(|token| !matches!(token.span.of(self.place.text), "." | "!" | "?"));
        first + rest <= HEADING_TOKENS && ends_open && paragraph(end).is_some()
    }

    /// The date with its year that heads the paragraph, before a colon.
    fn entry(&self) -> Option<&Mention> {
        let token = |at: usize| self.place.tokens.get(at);
        let here = token(self.tokens.start).map(|token| token.paragraph);
        let paragraph = |mention: &&Mention| token(mention.token).map(|token| token.paragraph) == here;
        let first = self.dates().take_while(paragraph).last().filter(|first| first.told)?;
        let opens = first.token.checked_sub(ENTRY).and_then(token).map(|token| token.paragraph) != here;
        let end = self.told.timexes.get(first.timex).map(|timex| timex.span.end)?;
        let colon = self.place.text.get(end..)?.starts_with(':');
        (opens && colon).then_some(first)
    }

    /// Whether a date is a whole paragraph.
    fn is_line(&self, mention: &Mention) -> bool {
        let paragraph = |at: usize| self.place.tokens.get(at).map(|token| token.paragraph);
        let here = paragraph(mention.token);
        let before = mention.token.checked_sub(1).and_then(paragraph);
        before != here && paragraph(mention.token + 1) != here
    }

    /// Whether a token stands at the head of its sentence, where a story says that time has gone on: "In 1918 ...".
    pub(super) fn opens_sentence(&self, token: usize) -> bool {
        let sentence = self.sentence(token);
        if sentence == self.sentence(self.tokens.start) {
            return true;
        }
        token.checked_sub(HEAD_TOKENS).is_none_or(|before| self.sentence(before) != sentence)
    }

    /// Whether a date is of a time before the last weeks.
    fn is_over(&self, mention: &Mention, published: Day) -> bool {
        let last = mention.calendar.last();
        last.year < published.year || last.days_until(published) > RECENT_DAYS
    }

    /// The day told last.
    pub(super) fn day_told(&self) -> Option<&Mention> {
        self.reached().find(|mention| matches!(mention.calendar.grain(), Grain::Day | Grain::Time))
    }
}
