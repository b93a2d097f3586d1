//! Intervals and sets in words, and how long things take.

use super::data::Plural;
use super::dates::Setting;
use super::{Wording, fill};
use crate::date::form::{Choice, Date, Digits, End, Form, Member};
use crate::date::{Day, Precision, When};

impl Wording {
    /// A date in full: "25 February 2025", "about 1590", "17 to 23 February 2025", "44 BCE", "1667 or 1668".
    pub fn words(&self, when: &When) -> String {
        self.form(when.form(), Setting { known: None, in_phrase: false })
    }

    /// A date under the heading of its year: "25 February", "17 to 23 February"; in full where it is not of that
    /// year alone, and where nothing would be left.
    pub fn short(&self, when: &When, year: i64) -> String {
        let of_year = when.form().dates().all(|date| date.year.exact() == Some(year) && date.month.is_some());
        self.form(when.form(), Setting { known: of_year.then_some(year), in_phrase: false })
    }

    /// How much later `second` is: "the next day", "ten days later", "three years later"; `None` on the same day
    /// or before. Rounded: in days below two weeks, in weeks below two months, in months below two years.
    pub fn gap(&self, first: Day, second: Day) -> Option<String> {
        let days = u64::try_from(first.days_until(second)).ok().filter(|&days| days > 0)?;
        let months = months_between(first, second);
        let (unit, count) = match (days, months) {
            (..14, _) => (&self.0.gap.days, days),
            (..60, _) => (&self.0.gap.weeks, (days + 3) / 7),
            (_, 12) => (&self.0.gap.years, 1),
            (_, ..24) => (&self.0.gap.months, months),
            _ => (&self.0.gap.years, (months + 6) / 12),
        };
        Some(unit.words(count, &self.number(count)))
    }

    /// How long an interval is, both ends counted: "16 days", "3 months", "45 years"; `None` for a single date, a
    /// set, and an interval with an open or unknown end.
    ///
    /// Counted in the unit of the coarser end: days (from 100 on months, from two years on years), months, years.
    pub fn length(&self, when: &When) -> Option<String> {
        if !when.is_interval() {
            return None;
        }
        let (first, last) = (when.earliest()?, when.latest()?.add_days(1));
        let units = &self.0.length;
        let days = u64::try_from(first.days_until(last)).ok()?;
        let months = months_between(first, last);
        let (unit, count) = match when.precision() {
            precision if precision >= Precision::Day && days < 100 => (&units.days, days),
            precision if precision >= Precision::Season && months < 24 => (&units.months, months),
            _ => (&units.years, (months + 6) / 12),
        };
        Some(unit.words(count, &self.digits(count)))
    }

    fn form(&self, form: &Form, alone: Setting) -> String {
        let words = &self.0.interval;
        let setting = Setting { in_phrase: true, ..alone };
        let one = |pattern: &str, date: &Date| fill(pattern, &[("date", &self.date(date, setting))]);
        match form {
            Form::Date(date) => self.date(date, alone),
            Form::Interval(End::Date(start), End::Date(end)) => self.range(start, end, setting),
            Form::Interval(End::Date(date), End::Open) => one(&words.open_end, date),
            Form::Interval(End::Date(date), End::Unknown) => one(&words.unknown_end, date),
            Form::Interval(End::Open, End::Date(date)) => one(&words.open_start, date),
            Form::Interval(_, End::Date(date)) => one(&words.unknown_start, date),
            Form::Interval(..) => form.to_string(), // not reached: an interval holds a date
            Form::Set(choice, members) => self.set(*choice, members, setting),
        }
    }

    /// From one date to another, with what they share said once.
    fn range(&self, start: &Date, end: &Date, setting: Setting) -> String {
        let words = &self.0.interval;
        let range = |start: &str, end: &str| fill(&words.range, &[("start", start), ("end", end)]);
        let in_year = |date: &str, year: i64| match setting.known {
            Some(_) => date.to_owned(),
            None => self.of_year(date, year),
        };
        match (plain(start), plain(end)) {
            (Some(Plain::Year(first)), Some(Plain::Year(last))) => self.years(first, last),
            (Some(Plain::Month(year, first)), Some(Plain::Month(same, _))) if year == same => {
                range(self.month_name(first), &self.date(end, setting))
            }
            (Some(Plain::Day(first)), Some(Plain::Day(last))) if first == last => {
                self.day_times(start, end, setting)
            }
            _ if start.time.is_some() || end.time.is_some() => {
                range(&self.date(start, setting), &self.date(end, setting))
            }
            (Some(Plain::Day(first)), Some(Plain::Day(last)))
                if first.month_start() == last.month_start() =>
            {
                let (start, end) = (first.day.to_string(), last.day.to_string());
                let names = [("start", &*start), ("end", &*end), ("month", self.month_name(last.month))];
                in_year(&fill(&words.days_in_month, &names), last.year)
            }
            (Some(Plain::Day(first)), Some(Plain::Day(last))) if first.year == last.year => {
                let [start, end] = [first, last].map(|day| self.day_in_year(day.month, day.day));
                in_year(&range(&start, &end), last.year)
            }
            _ => range(&self.date(start, setting), &self.date(end, setting)),
        }
    }

    /// "25 February 2025, 14:00 to 16:00"
    fn day_times(&self, start: &Date, end: &Date, setting: Setting) -> String {
        let date = self.date(&Date { time: None, ..*start }, setting);
        let times = match (start.time, end.time) {
            (Some(start), Some(end)) => {
                fill(&self.0.interval.range, &[("start", &self.time(start)), ("end", &self.time(end))])
            }
            (Some(time), None) | (None, Some(time)) => self.time(time),
            (None, None) => return date,
        };
        fill(&self.0.date.with_time, &[("date", &date), ("time", &times)])
    }

    fn set(&self, choice: Choice, members: &[Member], setting: Setting) -> String {
        let words = &self.0.list;
        let (last, earlier, later) = match choice {
            Choice::One => (&words.or, &words.or_earlier, &words.or_later),
            Choice::All => (&words.and, &words.and_earlier, &words.and_later),
        };
        let member = |member: &Member| match member {
            Member::Date(date) => self.date(date, setting),
            Member::Range(start, end) => self.range(start, end, setting),
            Member::UpTo(date) => fill(earlier, &[("date", &self.date(date, setting))]),
            Member::From(date) => fill(later, &[("date", &self.date(date, setting))]),
        };
        let list = self.list(&members.iter().map(member).collect::<Vec<_>>(), last);
        if choice == Choice::One && members.len() > 2 {
            fill(&words.one_of, &[("list", &list)])
        } else {
            list
        }
    }

    /// "a", "a or b", "a, b or c"
    pub(super) fn list(&self, items: &[String], last: &str) -> String {
        let Some((end, rest)) = items.split_last() else { return String::new() };
        let join = |list: String, item: &String| fill(&self.0.list.more, &[("list", &list), ("item", item)]);
        match rest.split_first() {
            None => end.clone(),
            Some((first, rest)) => {
                fill(last, &[("list", &rest.iter().fold(first.clone(), join)), ("item", end)])
            }
        }
    }
}

/// A date without qualifiers and open digits.
enum Plain {
    Year(i64),
    Month(i64, u8),
    Day(Day),
}

fn plain(date: &Date) -> Option<Plain> {
    let qualified = (0..3).any(|part| date.qualifier(part).is_some());
    if qualified || date.significant.is_some() || date.season().is_some() {
        return None;
    }
    let year = date.year.said()?;
    let number = |digits: Digits<2>| digits.exact().map(|number| number as u8);
    Some(match (date.month, date.day) {
        (None, _) => Plain::Year(year),
        (Some(month), None) => Plain::Month(year, number(month)?),
        (Some(month), Some(day)) => Plain::Day(Day { year, month: number(month)?, day: number(day)? }),
    })
}

/// Months from one day to another, the nearest whole number.
fn months_between(first: Day, second: Day) -> u64 {
    let months = |day: Day| day.year.saturating_mul(12).saturating_add(day.month.into());
    let months = months(second).saturating_sub(months(first));
    let nearest = (months.saturating_sub(1)..=months.saturating_add(1))
        .min_by_key(|&months| first.add_months(months).days_until(second).saturating_abs());
    u64::try_from(nearest.unwrap_or(months)).unwrap_or(0)
}

impl Plural {
    fn words(&self, count: u64, number: &str) -> String {
        fill(if count == 1 { &self.one } else { &self.other }, &[("n", number)])
    }
}
