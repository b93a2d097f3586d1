//! What was told before: dates that carry on, and dates counted from other dates of the text.

use super::super::signal::Signal;
use super::super::tense::{Tense, infinitive_before};
use super::super::value::Calendar;
use super::super::{Anchor, Unresolved};
use super::{Context, Found, Meaning, Resolved, Search};
use crate::date::Day;
use crate::lang::{Grain, Unit, Why};

/// How many dates back a text may refer.
const MEMORY: usize = 40;

/// The longest bracket, in tokens, and the longest that is no sentence: "(he was shot in May)", not "(14 August 1914)".
const BRACKET: usize = 30;
const REMARK: usize = 8;

/// Years by which an aside is ahead of the story.
const FAR_YEARS: i64 = 2;

/// How far a story goes on from one date to the next without a year, in days.
const NEAR_DAYS: i64 = 100;

/// A month that would lie so far back is the coming one, in days: January after December.
const LONG_BACK_DAYS: i64 = 210;

/// And so far back even what "had" happened, in days.
const TOO_FAR_BACK_DAYS: i64 = 300;

/// A calendar date told earlier in the text.
#[derive(Clone, Copy, Debug)]
pub(in crate::tag) struct Mention {
    /// Index of its timex.
    pub(in crate::tag) timex: usize,
    /// Its first token.
    pub(in crate::tag) token: usize,
    pub(in crate::tag) calendar: Calendar,
    /// The last part, for a range.
    pub(in crate::tag) until: Option<Calendar>,
    /// It was itself counted from another date: "a year earlier".
    pub(in crate::tag) counted: bool,
    /// It is written out, or goes on from one that is: not counted from publication.
    pub(in crate::tag) told: bool,
    pub(in crate::tag) signal: Signal,
    /// It is a year that stands in a heading, alone.
    pub(in crate::tag) heading: bool,
    /// It lies before the date that was told before it, and "had" happened then.
    had: bool,
    /// It lies before the date that was told before it, and was counted back from that.
    pub(super) counted_back: bool,
    /// The end of the bracket with a sentence of its own in which it stands, as a token.
    bracket: Option<usize>,
}

impl Mention {
    /// The date that the expression of a context tells, after those that were told before.
    pub(in crate::tag) fn new(
        calendar: Calendar,
        meaning: &Meaning,
        resolved: &Resolved,
        context: &Context<'_>,
    ) -> Self {
        let before = context.told.mentions;
        // "The 1998 quarter" is there to compare; "the quarter" is the one that the report is about.
        // "The fiscal first quarter" stays the first, though it ended in September.
        let named = || before.iter().rev().take(MEMORY).any(|mention| mention.calendar.quarter().is_some());
        let counted = matches!(meaning, Meaning::QuarterOf(_))
            || (*meaning == Meaning::QuarterTo && named())
            || (matches!(resolved.step, Why::Then | Why::Deadline) && *meaning != Meaning::ToldQuarter(0));
        let told = match resolved.anchor {
            Anchor::None => true,
            Anchor::Timex(index) => {
                before.iter().rev().find(|mention| mention.timex == index).is_some_and(|mention| mention.told)
            }
            Anchor::Published(_) | Anchor::Title(_) | Anchor::Table { .. } => false,
        };
        let back = before.last().is_some_and(|before| calendar.last() < before.calendar.first());
        Self {
            timex: context.told.timexes.len(),
            token: context.tokens.start,
            calendar,
            until: resolved.until,
            counted,
            told,
            signal: context.signal,
            heading: calendar.grain() == Grain::Year
                && resolved.until.is_none()
                && context.stands_in_heading(context.tokens.start),
            had: back && context.tense == Tense::PastPerfect,
            counted_back: back && counted,
            bracket: context.bracket(),
        }
    }
}

impl Context<'_> {
    /// The nearest day told before in the same sentence that is not after publication.
    pub(super) fn day_in_sentence(&self, published: Day) -> Option<&Mention> {
        let sentence = self.sentence(self.tokens.start)?;
        let mut before = self.recent().take_while(|mention| self.sentence(mention.token) == Some(sentence));
        before.find(|mention| mention.calendar.grain() == Grain::Day && mention.calendar.first() <= published)
    }

    /// A date that takes what it lacks from the one at which the story stands.
    pub(super) fn carried(&self, of: impl Fn(Calendar) -> Option<Calendar>) -> Search {
        let year = |mention: &Mention| mention.calendar.first().year;
        let last = self.stands_at().ok_or(Unresolved::NeedsPublished)?;
        let calendar =
            of(last.calendar).or_else(|| of(Calendar::Year(year(last)))).ok_or(Unresolved::NeedsPublished)?;
        let back = calendar.last().days_until(last.calendar.first());
        // A story goes forward: what would lie behind its last date goes on from the one before it, if that was an aside.
        let before = || {
            let mention = self.section().find(|mention| mention.timex < last.timex)?;
            let calendar = of(mention.calendar)?;
            let ahead = mention.calendar.last().days_until(calendar.first());
            let goes_on = year(last) - year(mention) >= FAR_YEARS && (0..=NEAR_DAYS).contains(&ahead);
            goes_on.then_some((mention, calendar))
        };
        // "From August 1854 to July 1855. They sailed on 3 August": what lies between the ends is meant.
        let between = || {
            let told = last.calendar.first();
            let inside = |start: &Mention, end: &Mention| {
                let frames = end.timex == last.timex
                    || (back > 0 && start.calendar.first() <= told && told <= end.calendar.last());
                let short = year(end) - year(start) <= 1 || self.stands_in_heading(end.token);
                frames && end.calendar.grain() != Grain::Year && short
            };
            let (start, end) = self
                .section()
                .filter_map(|end| Some((self.start_of(end)?, end)))
                .find(|(start, end)| inside(start, end))?;
            let from = if end.timex == last.timex { start.calendar.first() } else { told };
            (year(start)..=year(end))
                .filter_map(|year| of(Calendar::Year(year)))
                .find(|date| date.first() >= from && date.last() <= end.calendar.last())
                .map(|calendar| (start, calendar))
        };
        // "Fought in April 1917. They had dug since the previous autumn. On 20 March the guns ...": back from the aside.
        let returns = || {
            let mention =
                self.section().find(|mention| mention.timex < last.timex).filter(|_| last.counted)?;
            let calendar = of(mention.calendar)?;
            let fits = calendar.first() > last.calendar.last() && calendar.last().year == year(mention);
            (fits && year(mention) > year(last)).then_some((mention, calendar))
        };
        // "In December they were begged to wait until February": a deadline lies ahead.
        let to_come =
            || self.tense != Tense::PastPerfect || infinitive_before(self.place, self.tokens.start).is_some();
        let deadline = self.signal == Signal::Until && back > 0 && to_come();
        let (mention, calendar) = if deadline {
            (last, of(Calendar::Year(year(last) + 1)).unwrap_or(calendar))
        } else if let Some(found) = between() {
            found
        } else if back > 0
            && let Some(found) = returns()
        {
            found
        } else if back <= 0 {
            (last, calendar)
        } else if let Some(found) = before() {
            found
        } else if back > TOO_FAR_BACK_DAYS || (back > LONG_BACK_DAYS && self.tense != Tense::PastPerfect) {
            (last, of(Calendar::Year(year(last) + 1)).unwrap_or(calendar))
        } else {
            (last, calendar)
        };
        Ok(Found::told(mention, Why::Carried, calendar))
    }

    /// The first date of a range that ends with `last`: "from August 1854 to July 1855".
    fn start_of(&self, last: &Mention) -> Option<&Mention> {
        let start = self.section().find(|mention| mention.timex < last.timex)?;
        let timex = self.told.timexes.get(start.timex)?;
        let joint = last.token.checked_sub(1)?;
        let is_joint = self.place.value_at(self.place.pack.roles.range_joint, joint).is_some();
        let before = joint.checked_sub(1).and_then(|before| self.place.tokens.get(before))?;
        let near = before.span.end <= timex.span.end;
        (is_joint && near && start.calendar.first() < last.calendar.first()).then_some(start)
    }

    /// The dates told last, the latest first; no more than a reader keeps in mind, so that a long text costs no more.
    pub(super) fn recent(&self) -> impl DoubleEndedIterator<Item = &Mention> {
        self.told.mentions.iter().rev().take(MEMORY)
    }

    /// The same without what "had" happened before the date that was told before it: "On 3 May they met; they had parted in June
    /// 2009. A week later ..." goes on from May; nor what a sentence in brackets told.
    pub(super) fn reached(&self) -> impl Iterator<Item = &Mention> {
        let asides = self.genre.narrative && self.tense != Tense::PastPerfect;
        let here = self.sentence(self.tokens.start);
        let start = self.tokens.start;
        self.recent()
            .filter(move |mention| {
                let had = mention.had && self.sentence(mention.token) != here;
                !asides || !(had || mention.counted_back)
            })
            .filter(move |mention| mention.bracket.is_none_or(|end| end >= start))
    }

    /// The end of the bracket with a sentence of its own in which the expression stands, as a token.
    fn bracket(&self) -> Option<usize> {
        let sign = |at: usize| self.place.tokens.get(at).map_or("", |token| token.span.of(self.place.text));
        let start = self.tokens.start;
        let open = (start.saturating_sub(BRACKET)..start).rev().find(|at| matches!(sign(*at), "(" | ")"))?;
        let close = (start..start + BRACKET).find(|at| sign(*at) == ")")?;
        (sign(open) == "(" && (open..close).len() > REMARK).then_some(close)
    }

    /// So many units from the last date told that is as fine, else from publication.
    pub(super) fn then(&self, step: i64, unit: Unit) -> Search {
        let fine = |mention: &&Mention| match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Workday => {
                matches!(mention.calendar.grain(), Grain::Day | Grain::Time)
            }
            Unit::Week | Unit::Weekend | Unit::Fortnight => {
                matches!(mention.calendar.grain(), Grain::Day | Grain::Week | Grain::Time)
            }
            Unit::Month | Unit::Quarter => {
                !matches!(mention.calendar.grain(), Grain::Year | Grain::Decade | Grain::Century)
            }
            _ => !matches!(mention.calendar.grain(), Grain::Decade | Grain::Century),
        };
        // Hours go on from a clock time.
        if let Unit::Hour | Unit::Minute = unit
            && let Some(mention) =
                self.recent().find(|mention| matches!(mention.calendar.grain(), Grain::Day | Grain::Time))
            && let Calendar::Time(day, hour, minute, second) = mention.calendar
        {
            let per = if unit == Unit::Hour { 60 } else { 1 };
            let minutes = i64::from(hour) * 60 + i64::from(minute.unwrap_or(0)) + step.saturating_mul(per);
            let (hour, minute) = (minutes.rem_euclid(24 * 60) / 60, minutes.rem_euclid(60));
            let calendar = Calendar::Time(
                day.add_days(minutes.div_euclid(24 * 60)),
                hour as u8,
                Some(minute as u8),
                second,
            );
            return Ok(Found::told(mention, Why::Then, calendar));
        }
        // A report's "a year earlier" looks back from its own time again and again; a story goes on from step to step.
        // And what "had" happened did so before the event itself.
        let steps = self.genre.narrative && self.tense != Tense::PastPerfect;
        let usable = |mention: &&Mention| fine(mention) && (step >= 0 || steps || !mention.counted);
        // "She married in June 1914; six weeks later ...": not six weeks after a day of another year.
        let same_time = |mention: &&Mention| {
            let days = matches!(unit, Unit::Day | Unit::Workday | Unit::Week | Unit::Fortnight);
            let last = self.reached().next().map(|last| last.calendar).filter(|_| days);
            last.is_none_or(|last| {
                last.grain() == Grain::Year || last.first().year == mention.calendar.first().year
            })
        };
        // "That day" is the one told last, aside or not.
        let told = if step == 0 { self.recent().find(usable) } else { self.reached().find(usable) };
        match told.filter(same_time) {
            Some(mention) => {
                // "Sales fell in the third quarter. The following month ...": after all of it.
                let over = step > 0 && matches!(unit, Unit::Month | Unit::Quarter);
                let end = mention.until.filter(|_| step > 0 && unit <= Unit::Year);
                let from = match end {
                    Some(end) => end.first(),
                    None if over => mention.calendar.last(),
                    None => mention.calendar.first(),
                };
                let calendar = Calendar::moved(from, step, unit);
                // "A year on, little has changed": not a year after last week.
                let to_come = self.published.is_some_and(|day| calendar.first() > day);
                if step > 0 && to_come && matches!(self.tense, Tense::Past | Tense::PastPerfect) {
                    return Err(Unresolved::NeedsEvent);
                }
                Ok(Found::told(mention, Why::Then, calendar))
            }
            // What a history counts from, it has told; the day on which it was written is never meant.
            None if self.genre.narrative => Err(Unresolved::NeedsEvent),
            // "Half a century later a plaque was put up": not half a century from now.
            None if step > 0 && self.tense == Tense::Past => Err(Unresolved::NeedsEvent),
            None => self.reckoned(Why::Counted, Calendar::moved(self.published()?, step, unit)),
        }
    }
}
