//! The day of a clock time.

use super::super::choose::Reading;
use super::super::lex::Token;
use super::super::meaning::Meaning;
use super::super::tense::{Tense, tense_at};
use super::super::value::Calendar;
use super::memory::Mention;
use super::story::NEWS_DAYS;
use super::{Context, Found, Search};
use crate::lang::{Grain, Why};

/// How many sentences back the day of a clock time may be told.
const NEAR_SENTENCES: u32 = 3;

/// The longest bracket between a clock time and its day, in tokens.
const BRACKET: usize = 10;

impl Context<'_> {
    /// The day that a clock time belongs to: the one behind the clock time after it; the one told last in a story, in the same
    /// sentence, or just before in the past tense; else the publication date.
    pub(super) fn day_around(&self, hour: u8) -> Search {
        if let Some(day) = self.day_behind() {
            return Ok(day);
        }
        let sentence = self.sentence(self.tokens.start);
        let story = self.goes_on(None);
        let past = matches!(self.tense, Tense::Past | Tense::PastPerfect);
        let paragraph = |at: usize| self.place.tokens.get(at).map(|token| token.paragraph);
        let near = |mention: &Mention| {
            let sentences = sentence.zip(self.sentence(mention.token)).map(|(here, there)| here - there);
            let paragraphs = paragraph(self.tokens.start).zip(paragraph(mention.token));
            let together = paragraphs.is_some_and(|(here, there)| here - there <= 1);
            // "Doors open at 7 p.m. on Tuesday. The show begins at 8 p.m."
            let goes_on = past || mention.calendar.grain() == Grain::Time;
            sentences.is_some_and(|sentences| {
                sentences == 0 || (goes_on && together && sentences <= NEAR_SENTENCES)
            })
        };
        // "Reopened Tuesday, weeks after the Sept. 11 attacks; by noon ...": noon of the report.
        let news = |mention: &Mention| {
            let days = self.published.map(|published| mention.calendar.first().days_until(published).abs());
            sentence == self.sentence(mention.token) || days.is_none_or(|days| days <= NEWS_DAYS)
        };
        // "In a note at 0340 GMT" was not posted on the Thursday to come of which the sentence before it speaks.
        let has_been = |mention: &Mention| {
            story || !past || self.published.is_none_or(|published| mention.calendar.first() <= published)
        };
        // "It had closed at $13 on Wednesday and fell to $11 by 10:30 a.m.", "down from the day before": of the day of the report.
        let compared = |mention: &Mention| {
            let tense = self.told.timexes.get(mention.timex).map(|timex| timex.tense);
            let had = tense == Some(Tense::PastPerfect) && self.tense != Tense::PastPerfect;
            !story && (had || mention.counted_back)
        };
        match self
            .day_told()
            .filter(|mention| has_been(mention) && !compared(mention))
            .filter(|mention| story || self.opens_line() || (near(mention) && news(mention)))
        {
            Some(mention) => Ok(Found::told(
                mention,
                Why::Then,
                Calendar::Day(
                    mention.calendar.first().add_days(i64::from(over_night(mention.calendar, hour))),
                ),
            )),
            None => self.reckoned(Why::Counted, Calendar::Day(self.published()?)),
        }
    }

    /// Whether the expression begins a line, and no preposition leads to it: an entry of a log.
    fn opens_line(&self) -> bool {
        let token = |at: usize| self.place.tokens.get(at).map(|token| token.span);
        self.tokens.start.checked_sub(1).is_some_and(|before| {
            let spans = token(before).zip(token(self.tokens.start));
            let between = spans.and_then(|(before, here)| self.place.text.get(before.end..here.start));
            self.place.value_at(self.place.pack.roles.signal, before).is_none()
                && between.is_some_and(|between| between.contains('\n'))
        })
    }

    /// The date of a reading that comes after this one.
    pub(super) fn find_at(&self, reading: &Reading) -> Search {
        let tokens = reading.start..reading.end;
        let (tense, _) = tense_at(self.place, tokens.clone());
        Context { tokens, tense, following: &[], ..*self }.find(&reading.meaning)
    }

    /// The day that stands after another clock time: "at 10:35 a.m. (0735 GMT) Friday", "between 8 a.m. and noon Monday".
    fn day_behind(&self) -> Option<Found> {
        let between = |reading: &Reading| self.place.tokens.get(self.tokens.end..reading.start);
        let text = |token: &Token| token.span.of(self.place.text);
        let first = self.following.first()?;
        if let Meaning::At(..) = first.meaning {
            let joint = self.place.value_at(self.place.pack.roles.range_joint, self.tokens.end).is_some();
            let joined = joint && between(first)?.len() == 1;
            return joined.then(|| self.find_at(first).ok()).flatten().map(|found| {
                let day = Calendar::Day(found.calendar.first());
                found.with(day)
            });
        }
        let day = self.following.iter().take(2).find(|reading| reading.meaning.grain() != Grain::Clock)?;
        let between = between(day)?;
        let bracket = matches!(between.first().map(text), Some("(" | ")"));
        let close = between.iter().rev().take(2).any(|token| text(token) == ")");
        let near = bracket && close && between.len() <= BRACKET && day.meaning.grain() == Grain::Day;
        near.then(|| self.find_at(day).ok()).flatten()
    }
}

/// Whether an hour lies in the morning after an evening or night that was told.
fn over_night(told: Calendar, hour: u8) -> bool {
    matches!(told, Calendar::DayPart(_, "EV" | "NI")) && hour < 12
}
