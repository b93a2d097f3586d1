//! One date in words.

use super::{Wording, fill};
use crate::date::form::{Date, Digits, Qualifier, Year};
use crate::date::{Day, Precision, Time, Zone};

/// What is known of a date below its year.
enum Within {
    /// The year is all.
    Nothing,
    /// A season, by its code.
    Season(u8),
    Month(u8),
    Day(u8, u8),
    MonthUnknown,
    DayUnknown(u8),
    DayAndMonthUnknown,
    /// Some digits of a month or day.
    Partial,
}

/// The year, as far as it is known.
enum Era {
    Exact(i64),
    /// "1990s", "19th century".
    Period(String),
    Unknown,
    /// `1X84`
    Partial,
}

/// Where a date is said.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    /// The year that the reader knows already, to be left out.
    pub(super) known: Option<i64>,
    /// Inside a phrase ("since the 1990s") instead of alone ("1990s").
    pub(super) in_phrase: bool,
}

impl Wording {
    /// One date.
    pub(super) fn date(&self, date: &Date, setting: Setting) -> String {
        let qualified = (0..date.parts()).any(|part| date.qualifier(part).is_some());
        let in_phrase = setting.in_phrase || qualified || date.significant.is_some();
        let plain = self.unqualified(date, Setting { in_phrase, ..setting });
        let plain = match date.time {
            Some(time) => fill(&self.0.date.with_time, &[("date", &plain), ("time", &self.time(time))]),
            None => plain,
        };
        let mut qualifiers: Vec<_> = (0..date.parts()).map(|part| date.qualifier(part)).collect();
        if date.significant.is_some() && date.precision() < Precision::Year {
            let estimate = qualifiers.pop().flatten().map_or(Qualifier::Approximate, |_| Qualifier::Both);
            qualifiers.push(Some(estimate));
        }
        match qualifiers.as_slice() {
            [first, rest @ ..] if rest.iter().all(|other| other == first) => self.qualified(&plain, *first),
            _ => self.with_notes(&plain, &qualifiers),
        }
    }

    fn qualified(&self, date: &str, qualifier: Option<Qualifier>) -> String {
        let pattern = match qualifier {
            None => return date.to_owned(),
            Some(Qualifier::Approximate) => &self.0.qualified.approximate,
            Some(Qualifier::Uncertain) => &self.0.qualified.uncertain,
            Some(Qualifier::Both) => &self.0.qualified.both,
        };
        fill(pattern, &[("date", date)])
    }

    /// "11 June 2004 (year uncertain, day approximate)"
    fn with_notes(&self, date: &str, qualifiers: &[Option<Qualifier>]) -> String {
        let words = &self.0.qualified;
        let names = [&words.year, &words.month, &words.day];
        let patterns = [
            (Qualifier::Uncertain, &words.parts_uncertain),
            (Qualifier::Approximate, &words.parts_approximate),
            (Qualifier::Both, &words.parts_both),
        ];
        let notes = patterns.into_iter().filter_map(|(qualifier, pattern)| {
            let parts = names.iter().zip(qualifiers).filter(|(_, found)| **found == Some(qualifier));
            let parts: Vec<_> = parts.map(|(name, _)| (*name).clone()).collect();
            let parts = self.list(&parts, &self.0.list.and);
            (!parts.is_empty()).then(|| fill(pattern, &[("part", &parts)]))
        });
        let notes = notes.reduce(|list, item| fill(&self.0.list.more, &[("list", &list), ("item", &item)]));
        fill(&words.parts, &[("date", date), ("notes", &notes.unwrap_or_default())])
    }

    fn unqualified(&self, date: &Date, setting: Setting) -> String {
        let words = &self.0.unspecified;
        let wrap = |pattern: &str, date: &str| fill(pattern, &[("date", date)]);
        let within = within(date);
        match (self.era(date, setting, &within), &within) {
            (Era::Partial, _) | (_, Within::Partial) => self.between(date),
            (Era::Unknown, Within::Nothing | Within::MonthUnknown | Within::DayAndMonthUnknown) => {
                words.all.clone()
            }
            (Era::Unknown, Within::DayUnknown(_)) => wrap(&words.day_and_year, &self.in_year(&within)),
            (Era::Unknown, _) => wrap(&words.year, &self.in_year(&within)),
            (era, Within::MonthUnknown) => wrap(&words.month, &self.in_era(&Within::Nothing, &era, setting)),
            (era, Within::DayAndMonthUnknown) => {
                wrap(&words.day_and_month, &self.in_era(&Within::Nothing, &era, setting))
            }
            (era, Within::DayUnknown(month)) => {
                wrap(&words.day, &self.in_era(&Within::Month(*month), &era, setting))
            }
            (era, _) => self.in_era(&within, &era, setting),
        }
    }

    fn era(&self, date: &Date, setting: Setting, within: &Within) -> Era {
        if let Some(year) = date.year.said() {
            return Era::Exact(year);
        }
        let Year::Four { digits, negative } = date.year else { return Era::Partial };
        let size = digits.unspecified();
        let (first, last) = date.year.range().into_inner();
        let nearest = if negative { last } else { first };
        if digits != Digits::of(nearest.unsigned_abs(), size) {
            return Era::Partial;
        }
        let words = &self.0.date;
        let ordinal = |pattern: &str, unit: u64| {
            fill(pattern, &[("ordinal", &self.ordinal(nearest.unsigned_abs() / unit + 1))])
        };
        let period = match (size, negative) {
            (1, false) if first >= 10 => fill(&words.decade, &[("year", &first.to_string())]),
            (1, _) => return Era::Period(self.years(first, last)),
            (2, false) => ordinal(&words.century, 100),
            (2, true) => ordinal(&words.century_bce, 100),
            (3, false) => ordinal(&words.millennium, 1000),
            (3, true) => ordinal(&words.millennium_bce, 1000),
            _ => return Era::Unknown,
        };
        let alone = matches!(within, Within::Nothing | Within::MonthUnknown | Within::DayAndMonthUnknown);
        if alone && !setting.in_phrase {
            return Era::Period(period);
        }
        Era::Period(fill(&words.period_in_phrase, &[("period", &period)]))
    }

    /// "25 February", "February", "Spring".
    fn in_year(&self, within: &Within) -> String {
        match *within {
            Within::Season(code) => self.0.seasons.get(&code.to_string()).map(|season| season.alone.clone()),
            Within::Month(month) | Within::DayUnknown(month) => Some(self.month_name(month).to_owned()),
            Within::Day(month, day) => Some(self.day_in_year(month, day)),
            _ => None,
        }
        .unwrap_or_default()
    }

    fn in_era(&self, within: &Within, era: &Era, setting: Setting) -> String {
        let inner = self.in_year(within);
        let (year, known) = match era {
            Era::Exact(year) => (self.year(*year), setting.known == Some(*year)),
            Era::Period(period) if matches!(within, Within::Nothing) => return period.clone(),
            Era::Period(period) => {
                return fill(&self.0.date.in_period, &[("date", &inner), ("period", period)]);
            }
            Era::Unknown | Era::Partial => (String::new(), true),
        };
        let season = match within {
            Within::Season(code) => self.0.seasons.get(&code.to_string()),
            _ => None,
        };
        let pattern = match within {
            Within::Season(_) => season.map_or("", |season| &season.in_year),
            Within::Month(_) => &self.0.date.month,
            Within::Day(..) => &self.0.date.day,
            _ => return year,
        };
        let date = match known {
            true => inner,
            false => fill(pattern, &[("date", &inner), ("month", &inner), ("year", &year)]),
        };
        match season.and_then(|season| season.in_phrase.as_ref()) {
            Some(pattern) if setting.in_phrase => fill(pattern, &[("date", &date)]),
            _ => date,
        }
    }

    /// "between October and December 1984", for digits that leave a stretch or a choice.
    fn between(&self, date: &Date) -> String {
        let Some((first, last)) = date.bounds() else { return date.to_string() };
        let (start, end) = match (date.month, date.day) {
            (None, _) => (self.year(first.year), self.year(last.year)),
            (_, None) if first.year == last.year => {
                (self.month_name(first.month).to_owned(), self.month_of(last.year, last.month))
            }
            (_, None) => (self.month_of(first.year, first.month), self.month_of(last.year, last.month)),
            _ if first.year == last.year => (self.day_in_year(first.month, first.day), self.day(last)),
            _ => (self.day(first), self.day(last)),
        };
        fill(&self.0.unspecified.between, &[("start", &start), ("end", &end)])
    }

    /// "25 February 2025"
    pub(super) fn day(&self, day: Day) -> String {
        let date = self.day_in_year(day.month, day.day);
        self.of_year(&date, day.year)
    }

    /// A day, or days, of a year: "25 February 2025".
    pub(super) fn of_year(&self, date: &str, year: i64) -> String {
        fill(&self.0.date.day, &[("date", date), ("year", &self.year(year))])
    }

    /// "25 February"
    pub(super) fn day_in_year(&self, month: u8, day: u8) -> String {
        fill(&self.0.date.day_in_year, &[("day", &day.to_string()), ("month", self.month_name(month))])
    }

    /// "February 2025"
    fn month_of(&self, year: i64, month: u8) -> String {
        fill(&self.0.date.month, &[("month", self.month_name(month)), ("year", &self.year(year))])
    }

    /// A year: "2025", "79 CE", "44 BCE", "17,000 BCE".
    pub(super) fn year(&self, year: i64) -> String {
        if year <= 0 {
            let before = self.digits(year.unsigned_abs().saturating_add(1));
            return fill(&self.0.date.year_bce, &[("year", &before)]);
        }
        let digits = self.digits(year.unsigned_abs());
        if year <= self.0.date.early_until {
            fill(&self.0.date.year_early, &[("year", &digits)])
        } else {
            digits
        }
    }

    /// Years from one to another: "1914 to 1918", "49 to 40 BCE".
    pub(super) fn years(&self, first: i64, last: i64) -> String {
        if last > 0 {
            return fill(&self.0.interval.range, &[("start", &self.year(first)), ("end", &self.year(last))]);
        }
        let before = |year: i64| self.digits(year.unsigned_abs().saturating_add(1));
        fill(&self.0.interval.years_bce, &[("start", &before(first)), ("end", &before(last))])
    }

    /// "23:59", "23:20:30 UTC-04"
    pub(super) fn time(&self, time: Time) -> String {
        let clock = Time { zone: None, ..time }.to_string();
        let offset = match time.zone {
            None => return clock,
            Some(Zone::Utc) => String::new(),
            Some(zone) => zone.to_string(),
        };
        fill(&self.0.date.zone, &[("time", &clock), ("offset", &offset)])
    }
}

fn within(date: &Date) -> Within {
    let Some(month) = date.month else { return Within::Nothing };
    if let Some(code) = date.season() {
        return Within::Season(code);
    }
    let unknown = |digits: Digits<2>| digits.to_string() == "XX";
    match (month.exact(), date.day) {
        (Some(month), None) => Within::Month(month as u8),
        (Some(month), Some(day)) => match day.exact() {
            Some(day) => Within::Day(month as u8, day as u8),
            None if unknown(day) => Within::DayUnknown(month as u8),
            None => Within::Partial,
        },
        (None, None) if unknown(month) => Within::MonthUnknown,
        (None, Some(day)) if unknown(month) && unknown(day) => Within::DayAndMonthUnknown,
        _ => Within::Partial,
    }
}
