//! What was told before: dates that carry on, and dates counted from other dates of the text.

use super::super::signal::Signal;
use super::super::tense::{Tense, tense_at};
use super::super::value::{Calendar, QUARTERS};
use super::super::{Anchor, Unresolved};
use super::story::NEWS_DAYS;
use super::{Context, Found, Meaning, Resolved, Search, Timex};
use crate::date::Day;
use crate::lang::{Grain, Unit, Why};

/// How many dates back a text may refer.
const MEMORY: usize = 40;

/// Years by which an aside is ahead of the story.
const FAR_YEARS: i64 = 2;

/// How far a story goes on from one date to the next without a year, in days.
const NEAR_DAYS: i64 = 100;

/// A month that would lie so far back is the coming one, in days: January after December.
const LONG_BACK_DAYS: i64 = 210;

/// And so far back even what "had" happened, in days.
const TOO_FAR_BACK_DAYS: i64 = 300;

/// How many sentences back a comparison with another year looks for its quarter.
const NEAR_SENTENCES: u32 = 3;

/// A quarter and a year, in months.
const QUARTER: u32 = 3;
const YEAR: u32 = 12;

/// From the middle of a quarter to its end, in days.
const HALF_QUARTER: i64 = 45;

/// A calendar date told earlier in the text.
#[derive(Clone, Copy, Debug)]
pub(in crate::tag) struct Mention {
    /// Index of its timex.
    pub(in crate::tag) timex: usize,
    /// Its first token.
    pub(in crate::tag) token: usize,
    pub(in crate::tag) calendar: Calendar,
    /// It was itself counted from another date: "a year earlier".
    pub(in crate::tag) counted: bool,
    /// It is written out, or goes on from one that is: not counted from publication.
    pub(in crate::tag) told: bool,
    pub(in crate::tag) signal: Signal,
}

impl Mention {
    /// A date that the timex and token `at` tell, after those that were told `before`.
    pub(in crate::tag) fn new(
        at: (usize, usize),
        calendar: Calendar,
        meaning: &Meaning,
        resolved: &Resolved,
        signal: Signal,
        before: &[Mention],
    ) -> Self {
        // "The 1998 quarter" is there to compare; "the quarter" is the one that the report is about.
        let counted = matches!(meaning, Meaning::QuarterOf(_))
            || (matches!(resolved.step, Why::Then | Why::Deadline) && *meaning != Meaning::ToldQuarter(0));
        let told = match resolved.anchor {
            Anchor::None => true,
            Anchor::Timex(index) => {
                before.iter().rev().find(|mention| mention.timex == index).is_some_and(|mention| mention.told)
            }
            Anchor::Published(_) | Anchor::Table { .. } => false,
        };
        Self { timex: at.0, token: at.1, calendar, counted, told, signal }
    }
}

impl Context<'_> {
    /// The nearest day told before in the same sentence that is not after publication.
    pub(super) fn day_in_sentence(&self, published: Day) -> Option<Mention> {
        let sentence = self.sentence(self.tokens.start)?;
        let mut before = self.recent().take_while(|mention| self.sentence(mention.token) == Some(sentence));
        before
            .find(|mention| mention.calendar.grain() == Grain::Day && mention.calendar.first() <= published)
            .copied()
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
                frames && end.calendar.grain() != Grain::Year && year(end) - year(start) <= 1
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
        let (mention, calendar) = if let Some(found) = between() {
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
        Ok(Found { calendar, until: None, anchor: Anchor::Timex(mention.timex), step: Why::Carried })
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

    /// So many units from the last date told that is as fine, else from publication.
    pub(super) fn then(&self, step: i64, unit: Unit) -> Search {
        let fine = |mention: &&Mention| match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => {
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
            return Ok(Found {
                calendar,
                until: None,
                anchor: Anchor::Timex(mention.timex),
                step: Why::Then,
            });
        }
        // A report's "a year earlier" looks back from its own time again and again; a story goes on from step to step.
        // And what "had" happened did so before the event itself.
        let steps = self.genre.narrative && self.tense != Tense::PastPerfect;
        let usable = |mention: &&Mention| fine(mention) && (step >= 0 || steps || !mention.counted);
        // "She married in June 1914; six weeks later ...": not six weeks after a day of another year.
        let same_time = |mention: &&Mention| {
            let days = matches!(unit, Unit::Day | Unit::Week | Unit::Fortnight);
            let last = self.recent().next().map(|last| last.calendar).filter(|_| days);
            last.is_none_or(|last| {
                last.grain() == Grain::Year || last.first().year == mention.calendar.first().year
            })
        };
        match self.recent().find(usable).filter(same_time) {
            Some(mention) => Ok(Found {
                calendar: Calendar::moved(mention.calendar.first(), step, unit),
                until: None,
                anchor: Anchor::Timex(mention.timex),
                step: Why::Then,
            }),
            // What a history counts from, it has told; the day on which it was written is never meant.
            None if self.genre.narrative => Err(Unresolved::NeedsEvent),
            // "Half a century later a plaque was put up": not half a century from now.
            None if step > 0 && self.tense == Tense::Past => Err(Unresolved::NeedsEvent),
            None => self.reckoned(Why::Counted, Calendar::moved(self.published()?, step, unit)),
        }
    }

    /// "The quarter ended July 31": the calendar quarter that holds most of the three months up to that day.
    pub(super) fn quarter_to(&self) -> Search {
        let next = self.next.ok_or(Unresolved::NeedsEvent)?;
        let tokens = next.start..next.end;
        let (tense, _) = tense_at(self.place, tokens.clone());
        let end = Context { tokens, tense, next: None, ..*self }.find(&next.meaning)?;
        let middle = end.calendar.last().add_days(-HALF_QUARTER);
        Ok(end.with(Calendar::around(middle, Unit::Quarter)))
    }

    /// "a year earlier", "a year ago": beside a quarter the same quarter of that year, else the year.
    pub(super) fn years_back(&self, count: i64, ago: bool) -> Search {
        let near = |(mention, ..): &(&Mention, i64, &'static str)| {
            let sentences = self.sentence(self.tokens.start).zip(self.sentence(mention.token));
            sentences.is_some_and(|(here, there)| here - there <= NEAR_SENTENCES)
        };
        match self.quarter_compared().filter(near) {
            Some((mention, year, quarter)) => Ok(Self::from_quarter(mention, year - count, quarter)),
            None if ago => {
                self.reckoned(Why::Counted, Calendar::moved(self.published()?, -count, Unit::Year))
            }
            None => self.then(-count, Unit::Year),
        }
    }

    /// The quarter told last, so many years on; where none is told, the last one that was over at publication.
    pub(super) fn told_quarter(&self, years: i64) -> Search {
        let published = self.published()?;
        let over = |(mention, ..): &(&Mention, i64, &'static str)| mention.calendar.last() < published;
        match self.quarters().find(over) {
            Some((mention, year, quarter)) => Ok(Self::from_quarter(mention, year + years, quarter)),
            None => {
                let day = published.add_years(years);
                self.reckoned(Why::Counted, Calendar::moved(day, -1, Unit::Quarter))
            }
        }
    }

    /// The quarters told, the latest first, with year and code; not those that were reckoned from others.
    pub(super) fn quarters(&self) -> impl Iterator<Item = (&Mention, i64, &'static str)> {
        self.recent().filter(|mention| !mention.counted).filter_map(|mention| match mention.calendar {
            Calendar::Part(year, part) if QUARTERS.contains(&part) => Some((mention, year, part)),
            _ => None,
        })
    }

    /// The quarter that a comparison is about: the one told last, unless months that sum up more have been told since ("for the
    /// nine months").
    pub(super) fn quarter_compared(&self) -> Option<(&Mention, i64, &'static str)> {
        let quarter = self.quarters().next()?;
        let since = self.told.timexes.get(quarter.0.timex + 1..).unwrap_or_default();
        let sums_up = |timex: &Timex| {
            let months = timex.value.strip_prefix('P').and_then(|value| value.strip_suffix('M'));
            months
                .and_then(|months| months.parse().ok())
                .is_some_and(|months: u32| QUARTER < months && months < YEAR)
        };
        (!since.iter().any(sums_up)).then_some(quarter)
    }

    fn from_quarter(mention: &Mention, year: i64, quarter: &'static str) -> Found {
        let (calendar, anchor) = (Calendar::Part(year, quarter), Anchor::Timex(mention.timex));
        Found { calendar, until: None, anchor, step: Why::Then }
    }

    /// The day that a clock time belongs to: the one told last in a story, in the same sentence, or just before in the past tense;
    /// else the publication date.
    pub(super) fn day_around(&self, hour: u8) -> Search {
        let sentence = self.sentence(self.tokens.start);
        let story = self.goes_on(None);
        let past = matches!(self.tense, Tense::Past | Tense::PastPerfect);
        let paragraph = |at: usize| self.place.tokens.get(at).map(|token| token.paragraph);
        let near = |mention: &Mention| {
            let sentences = sentence.zip(self.sentence(mention.token)).map(|(here, there)| here - there);
            let together = paragraph(mention.token) == paragraph(self.tokens.start);
            sentences
                .is_some_and(|sentences| sentences == 0 || (past && together && sentences <= NEAR_SENTENCES))
        };
        // "Reopened Tuesday, weeks after the Sept. 11 attacks; by noon ...": noon of the report.
        let news = |mention: &Mention| {
            let days = self.published.map(|published| mention.calendar.first().days_until(published).abs());
            sentence == self.sentence(mention.token) || days.is_none_or(|days| days <= NEWS_DAYS)
        };
        match self.day_told().filter(|mention| story || (near(mention) && news(mention))) {
            Some(mention) => Ok(Found {
                calendar: Calendar::Day(
                    mention.calendar.first().add_days(i64::from(over_night(mention.calendar, hour))),
                ),
                until: None,
                anchor: Anchor::Timex(mention.timex),
                step: Why::Then,
            }),
            None => self.reckoned(Why::Counted, Calendar::Day(self.published()?)),
        }
    }
}

/// Whether an hour lies in the morning after an evening or night that was told.
fn over_night(told: Calendar, hour: u8) -> bool {
    matches!(told, Calendar::DayPart(_, "EV" | "NI")) && hour < 12
}
