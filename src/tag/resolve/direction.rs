//! What comes round again (a weekday, a month, a holiday): which one is meant, seen from the publication date.

use super::super::Unresolved;
use super::super::lex::Kind;
use super::super::signal::Signal;
use super::super::tense::{
    Tense, belongs_to_verb, has_passed, infinitive_before, is_conditional, looks_back, qualifies, tells_of,
};
use super::super::value::{Calendar, QUARTERS};
use super::memory::Mention;
use super::{Context, Found, Search, month_or_day};
use crate::date::Day;
use crate::lang::{Grain, Holiday, Why};

/// A day without a year that lies no farther from publication is the one meant, whatever the tense.
const NEAR_DAYS: i64 = 120;

/// The same for deadlines of the future: "I will be back by Christmas".
const NEAR_DEADLINE_DAYS: i64 = 31;

/// A month that begins so soon, in days, may be the coming one even where the clause is of the past: the one that is almost a year ago
/// is last April, or has its year.
const SOON_DAYS: i64 = 62;

/// How far a verb of saying stands before its day, in tokens: "said on Monday that ...".
const SAID_ON: usize = 2;

/// A season that begins so much later, in days, is not meant by "that winter", if the one before ended no longer ago than this.
const FAR_AHEAD_DAYS: i64 = 180;
const JUST_OVER_DAYS: i64 = 45;

/// A preposition and another word are no sentence.
const FRAGMENT: usize = 2;

/// How far the words and the end of a sentence are looked for, in tokens: work stays linear where a text has no full stop.
const SENTENCE: usize = 60;

/// Where to look from the publication date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Back,
    Ahead,
    Nearest,
}

impl Context<'_> {
    /// Where a bare weekday lies. In news it lies 0 to 6 days back unless the clause says otherwise.
    pub(super) fn weekday(&self, weekday: u8) -> Search {
        let published = self.published()?;
        let past = matches!(self.tense, Tense::Past | Tense::PastPerfect);
        // A story's weekday is the one after the day told last; what it announces at its end is seen from publication.
        let announced = self.tense == Tense::Future && !is_conditional(self.place, self.tokens.clone());
        if self.genre.narrative
            && !announced
            && let Some(last) = self.day_told()
        {
            // "On 2 March, a Monday": that day itself.
            let article = self.tokens.start.checked_sub(1);
            let itself =
                article.is_some_and(|at| self.place.value_at(self.place.pack.roles.article, at).is_some());
            let from = last.calendar.first().add_days(i64::from(!itself));
            let day = weekday_from(from, weekday);
            return Ok(Found::told(last, Why::Then, Calendar::Day(day)));
        }
        // "Arrested on Monday, he would appear in court on Tuesday": what was to come goes on from the day told.
        let to_come = self.tense == Tense::Future && is_conditional(self.place, self.tokens.clone());
        if (self.signal == Signal::Until || to_come)
            && let Some(before) = self.day_in_sentence(published)
            && !(to_come && self.is_said_since(before.token))
        {
            let calendar = Calendar::Day(weekday_from(before.calendar.first().add_days(1), weekday));
            return Ok(Found::told(before, Why::Deadline, calendar));
        }
        // "From Monday to Friday": a range does not end before it begins.
        let joint = self.tokens.start.checked_sub(1).and_then(|at| self.place.tokens.get(at));
        let is_range = self.signal == Signal::To || joint.is_some_and(|joint| joint.kind != Kind::Word);
        if is_range
            && self.ends_range()
            && let Some(first) = self.recent().next().filter(|first| first.calendar.grain() == Grain::Day)
            && first.calendar.first().days_until(published).abs() < 7
        {
            let calendar = Calendar::Day(weekday_from(first.calendar.first().add_days(1), weekday));
            return Ok(Found::told(first, Why::Deadline, calendar));
        }
        // "Said on Thursday that it had opened on Wednesday": before the day of the saying.
        if self.tense == Tense::PastPerfect
            && let Some(before) = self.day_in_sentence(published)
            && self.is_said_since(before.token.saturating_sub(SAID_ON))
        {
            let calendar = Calendar::Day(weekday_from(before.calendar.first().add_days(-6), weekday));
            return Ok(Found::told(before, Why::Then, calendar));
        }
        let day = weekday_from(published, weekday);
        let near_ahead = published.days_until(day) <= 3;
        let ahead = match self.signal {
            Signal::Until => {
                self.tense != Tense::PastPerfect && !(past && has_passed(self.place, self.tokens.start))
            }
            Signal::By => !past || infinitive_before(self.place, self.tokens.start).is_some(),
            // "They will fight Wednesday's ruling": the clause is of the future, the ruling is the nearest.
            _ if self.owns() => self.tense == Tense::Future && near_ahead,
            Signal::Before => !past,
            // What has no verb of the past or of saying is told of what comes: "Polls open on Thursday."
            Signal::At if self.tense == Tense::Unknown => self.is_adverb() && self.in_full_sentence(),
            // "They are off Thursday", not "There is anger over the vote on Thursday".
            Signal::At if self.tense == Tense::Present => {
                near_ahead && belongs_to_verb(self.place, &self.tokens)
            }
            _ => self.tense == Tense::Future,
        };
        let (step, day) = match ahead {
            true => (Why::Ahead, day),
            false if day == published => (Why::Back, day),
            false => (Why::Back, day.add_days(-7)),
        };
        self.reckoned(step, Calendar::Day(day))
    }

    /// Whether a verb of saying stands between a token and the expression: "Elected on Monday, she *said* she would go on Friday".
    fn is_said_since(&self, token: usize) -> bool {
        (token..self.tokens.start).any(|at| self.place.value_at(self.place.pack.roles.speech, at).is_some())
    }

    /// Whether a preposition of time stands before: "on Sunday night", not "about Sunday night".
    fn is_adverb(&self) -> bool {
        let before = self.tokens.start.checked_sub(1);
        before.is_some_and(|at| self.place.value_at(self.place.pack.roles.signal, at).is_some())
    }

    /// Whether the expression stands in a sentence with words and an end, not in a headline or a note.
    fn in_full_sentence(&self) -> bool {
        let own = self.sentence(self.tokens.start);
        let (start, end) = (self.tokens.start, self.tokens.end);
        let inside = |at: &usize| self.sentence(*at) == own;
        let before = (start.saturating_sub(SENTENCE)..start).rev().take_while(inside);
        let after = || (end..self.place.tokens.len()).take(SENTENCE).take_while(inside);
        let text = |at: usize| self.place.tokens.get(at).map_or("", |token| token.span.of(self.place.text));
        let words = before.chain(after()).filter(|at| text(*at).starts_with(char::is_alphabetic));
        after().last().is_some_and(|at| text(at).starts_with(['.', '?', '!'])) && words.count() > FRAGMENT
    }

    /// Whether what follows belongs to the expression: "Wednesday's ruling".
    fn owns(&self) -> bool {
        let next = self.place.tokens.get(self.tokens.end).filter(|next| next.glued);
        next.is_some_and(|next| next.span.of(self.place.text).starts_with(['\'', '’']))
    }

    pub(super) fn weekday_step(&self, weekday: u8, step: i64) -> Search {
        let published = self.published()?;
        let day = match step {
            ..0 => weekday_from(published.add_days(-7), weekday),
            // "Monday week" is a week after Monday.
            1.. => weekday_from(published.add_days(1), weekday).add_days(7 * (step - 1)),
            0 => {
                let past = matches!(self.tense, Tense::Past | Tense::PastPerfect);
                let ahead = weekday_from(published, weekday);
                if past && ahead != published { ahead.add_days(-7) } else { ahead }
            }
        };
        self.reckoned(Why::Counted, Calendar::Day(day))
    }

    /// The weekday before (-1), nearest to (0) or after (1) the day told last.
    pub(super) fn then_weekday(&self, weekday: u8, step: i64) -> Search {
        let Some(last) = self.day_told() else { return self.weekday_step(weekday, step) };
        let told = last.calendar.first();
        let from = match step.signum() {
            -1 => told.add_days(-7),
            0 => told.add_days(-3),
            _ => told.add_days(1),
        };
        let calendar = Calendar::Day(weekday_from(from, weekday));
        Ok(Found::told(last, Why::Then, calendar))
    }

    /// A month, or a day of it, without a year; with the weekday that stands beside it.
    pub(super) fn month_day(&self, month: u8, day: Option<u8>, weekday: Option<u8>) -> Search {
        self.yearly(weekday, |year| month_or_day(year, month, day))
    }

    /// Something that comes round every year: a month, a day, a holiday.
    ///
    /// A day that lies near is meant, whatever the tense of the clause (a report of 5 May that tells of 8 April); the
    /// tense decides between two that are both far off. A month is decided by tense; without one the nearest is meant.
    pub(super) fn yearly(&self, weekday: Option<u8>, of: impl Fn(i64) -> Option<Calendar>) -> Search {
        let falls = |date: &Calendar| weekday.is_none_or(|weekday| date.first().weekday() == weekday);
        // "Wednesday 19 September" is of the last year told in which that day was a Wednesday.
        let told = || match weekday {
            None => self.carried(|last| of(last.first().year)),
            Some(_) => self
                .section()
                .find_map(|mention| Some((mention, of(mention.calendar.first().year).filter(falls)?)))
                .map(|(mention, calendar)| Found::told(mention, Why::Carried, calendar))
                .ok_or(Unresolved::NeedsPublished),
        };
        let Some(published) = self.published else { return told() };
        let dates = (published.year - 6..=published.year + 6).filter_map(&of);
        let dates: Vec<Calendar> = dates.filter(falls).collect();
        let deadline = self.tense == Tense::Future && self.signal == Signal::By;
        let reach = if deadline { NEAR_DEADLINE_DAYS } else { NEAR_DAYS };
        // "Told in March of a cut in April", "April deliveries": not what the past verb says of itself.
        let qualifies = qualifies(self.place, self.tokens.end);
        let of_noun = tells_of(self.place, &self.tokens) || qualifies;
        // "On April 15 it erupted", told in December, has been.
        let past = matches!(self.tense, Tense::Past | Tense::PastPerfect) && self.is_adverb() && !of_noun;
        let near = |date: &Calendar| {
            let back = date.first().days_until(published);
            let ahead = if past { -SOON_DAYS } else { -reach };
            date.grain() == Grain::Day && (ahead..=reach).contains(&back)
        };
        let soon = |date: &Calendar| {
            let ahead = published.days_until(date.first());
            date.grain() == Grain::Month && (1..=SOON_DAYS).contains(&ahead)
        };
        let over = |date: &Calendar| {
            date.grain() == Grain::Month && (1..=SOON_DAYS).contains(&date.last().days_until(published))
        };
        // "From May 15 to October 12": the end comes after the beginning.
        if !self.genre.narrative
            && self.ends_range()
            && let Some(first) = self.recent().next()
            && let begun = first.calendar.last()
            && let Some(end) = (begun.year..=begun.year + 1).filter_map(&of).find(|end| end.last() >= begun)
            && end.grain() == first.calendar.grain()
        {
            return Ok(Found::told(first, Why::Then, end));
        }
        let direction = match (self.tense, self.signal) {
            (_, Signal::Since) => Direction::Back,
            _ if looks_back(self.place, self.tokens.start) => Direction::Back,
            _ if weekday.is_some() || dates.iter().any(near) => Direction::Nearest,
            (Tense::PastPerfect, _) => Direction::Back,
            (Tense::Past, Signal::Until) if has_passed(self.place, self.tokens.start) => Direction::Back,
            // "Put off until January": that one, or the one that is over ("until January, he ran it").
            (Tense::Past, Signal::Until | Signal::To | Signal::Before) if !self.ends_range() => {
                Direction::Nearest
            }
            // "October figures will be out tomorrow": of the month that is just over.
            (Tense::Future, Signal::At) if qualifies && dates.iter().any(over) => Direction::Nearest,
            (Tense::Future, _) | (_, Signal::Until) => Direction::Ahead,
            (Tense::Past, _) if of_noun && dates.iter().any(soon) => Direction::Ahead,
            (Tense::Past, _) => Direction::Back,
            (_, Signal::By) => Direction::Ahead,
            _ => Direction::Nearest,
        };
        self.unless_story(told, self.directed(direction, &dates, published))
    }

    /// Whether the date just before is the first end of a range that this one ends: "from April to June".
    fn ends_range(&self) -> bool {
        let Some(joint) = self.tokens.start.checked_sub(1) else { return false };
        let is_joint = self.place.value_at(self.place.pack.roles.range_joint, joint).is_some();
        let end = |mention: &Mention| self.told.timexes.get(mention.timex).map(|timex| timex.span.end);
        let before = joint.checked_sub(1).and_then(|at| self.place.tokens.get(at));
        let last = self.recent().next().and_then(end);
        is_joint && before.zip(last).is_some_and(|(token, end)| token.span.end == end)
    }

    /// The last (-1), this year's (0) or next (1) month or part of a year, seen from publication or from where a history is.
    pub(super) fn stepped(&self, step: i64, of: impl Fn(i64) -> Calendar) -> Search {
        // "In 2007 he planned to withdraw them by next summer"; "last summer" and "will open next summer" are seen from publication.
        let from_there = step == 0 || (step > 0 && self.tense != Tense::Future);
        if self.genre.narrative
            && from_there
            && let found @ Ok(_) = self.carried(|last| {
                let from = if step > 0 { last.last() } else { last.first() };
                Some(of(step_year(from, of(0), step)))
            })
        {
            return found;
        }
        let year = step_year(self.published()?, of(0), step);
        self.reckoned(Why::Counted, of(year))
    }

    /// The one before (-1), of (0) or after (1) the date told last.
    pub(super) fn then_stepped(&self, step: i64, of: impl Fn(i64) -> Calendar) -> Search {
        let fits = |mention: &&Mention| !matches!(mention.calendar.grain(), Grain::Century | Grain::Decade);
        let Some(last) = self.reached().find(fits) else { return self.stepped(step, of) };
        let (first, end) = (last.calendar.first(), last.calendar.last());
        let year = match step.signum() {
            // After a year as a whole comes the one after it.
            1 if last.calendar.grain() == Grain::Year => end.year + 1,
            1 => (end.year..).find(|year| of(*year).first() > end).unwrap_or(end.year),
            -1 => {
                (first.year - 1..=first.year).rfind(|year| of(*year).last() < first).unwrap_or(first.year - 1)
            }
            // "Stayed until April 1952; that winter was cold": the one just over, or still going on.
            0 if last.calendar.grain() != Grain::Year
                && of(first.year).grain() == Grain::Part
                && first.days_until(of(first.year).first()) > FAR_AHEAD_DAYS
                && of(first.year - 1).last().days_until(first) < JUST_OVER_DAYS =>
            {
                first.year - 1
            }
            // "Sold in October 1914; that January it was closed": time goes on.
            _ if last.calendar.grain() != Grain::Year && of(first.year).last() < first => first.year + 1,
            _ => first.year,
        };
        Ok(Found::told(last, Why::Then, of(year)))
    }

    /// The last (-1), this year's (0) or next (1) holiday.
    pub(super) fn holiday_step(&self, holiday: Holiday, step: i64) -> Search {
        let published = self.published()?;
        let mut days = (published.year - 1..=published.year + 1).filter_map(|year| holiday.of(year));
        let day = match step.signum() {
            -1 => days.rfind(|day| *day < published),
            1 => days.find(|day| *day > published),
            _ => holiday.of(published.year),
        };
        self.reckoned(Why::Counted, Calendar::Day(day.ok_or(Unresolved::NeedsEvent)?))
    }

    /// Of dates in order, the one that lies where the clause looks.
    fn directed(&self, direction: Direction, dates: &[Calendar], published: Day) -> Search {
        let back = || dates.iter().rev().find(|date| date.first() <= published);
        let ahead = || dates.iter().find(|date| date.last() >= published);
        let distance = |date: &&Calendar| {
            let (first, last) = (date.first(), date.last());
            if last < published { last.days_until(published) } else { published.days_until(first).max(0) }
        };
        let (step, date) = match direction {
            Direction::Back => (Why::Back, back()),
            Direction::Ahead => (Why::Ahead, ahead()),
            Direction::Nearest => (Why::Nearest, dates.iter().min_by_key(distance)),
        };
        self.reckoned(step, *date.ok_or(Unresolved::NeedsEvent)?)
    }

    /// "the 15th": in a history of the month told last, else the one that the clause looks to.
    pub(super) fn day_of_month(&self, day: u8) -> Search {
        let told = || self.carried(|last| month_or_day(last.first().year, last.first().month, Some(day)));
        let Some(published) = self.published else { return told() };
        let months = (-2..=2).map(|step| published.month_start().add_months(step));
        let dates: Vec<Calendar> = months.filter_map(|m| month_or_day(m.year, m.month, Some(day))).collect();
        let direction = match self.tense {
            Tense::Present | Tense::Unknown => Direction::Nearest,
            _ => self.look(),
        };
        self.unless_story(told, self.directed(direction, &dates, published))
    }

    /// A season or quarter without a year.
    pub(super) fn part(&self, part: &'static str) -> Search {
        let told = || self.carried(|last| Some(Calendar::Part(last.first().year, part)));
        let Some(published) = self.published else { return told() };
        let dates: Vec<Calendar> = (-2..=2).map(|step| Calendar::Part(published.year + step, part)).collect();
        // A report that comes ("will post its third-quarter loss") is of the quarter just over.
        let deadline = matches!(self.signal, Signal::By | Signal::Until | Signal::Before);
        let coming_report = QUARTERS.contains(&part) && self.tense == Tense::Future && !deadline;
        let direction = if coming_report { Direction::Nearest } else { self.look() };
        let reckoned = self.directed(direction, &dates, published);
        // Business reports compare the quarter that they are about with those of other years.
        if QUARTERS.contains(&part) && !self.genre.narrative {
            reckoned
        } else {
            self.unless_story(told, reckoned)
        }
    }

    /// Ahead in the future tense and towards a deadline, else back.
    fn look(&self) -> Direction {
        let past = matches!(self.tense, Tense::Past | Tense::PastPerfect);
        let deadline = matches!(self.signal, Signal::By | Signal::Until | Signal::Before) && !past;
        if self.tense == Tense::Future || deadline { Direction::Ahead } else { Direction::Back }
    }
}

/// The first such weekday from a day on, the day itself included.
pub(super) fn weekday_from(day: Day, weekday: u8) -> Day {
    day.add_days((i64::from(weekday) - i64::from(day.weekday())).rem_euclid(7))
}

/// The year in which the last (-1), this (0) or next (1) such span lies, or the one so many years beyond.
fn step_year(published: Day, span: Calendar, step: i64) -> i64 {
    let month = span.first().month;
    let nearest = match step.signum() {
        // "Last February", said in March, is no longer the one just over: that would be "last month"; nor is last summer this one.
        -1 if month + 1 >= published.month || span.last().month >= published.month => published.year - 1,
        1 if month <= published.month => published.year + 1,
        _ => published.year,
    };
    nearest + step - step.signum()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn a_weekday_is_found_from_a_day_on() {
        let wednesday = Day::new(2025, 2, 26).unwrap();
        assert_eq!(weekday_from(wednesday, 3), wednesday);
        assert_eq!(weekday_from(wednesday, 2), Day::new(2025, 3, 4).unwrap());
    }
}
