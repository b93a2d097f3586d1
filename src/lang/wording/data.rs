//! The shape of `wording.toml`, and the check of its texts.

use super::WordingError;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// `wording.toml`; its keys are explained in `en/wording.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Data {
    pub(super) months: [String; 12],
    pub(super) months_short: [String; 12],
    pub(super) weekdays: [String; 7],
    pub(super) numbers: Vec<String>,
    pub(super) thousands: String,
    pub(super) ordinal: Ordinal,
    pub(super) date: DateWords,
    pub(super) seasons: BTreeMap<String, Season>,
    pub(super) unspecified: Unspecified,
    pub(super) qualified: Qualified,
    pub(super) interval: Interval,
    pub(super) list: List,
    pub(super) gap: Gap,
    pub(super) length: Length,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ordinal {
    pub(super) endings: Vec<(String, String)>,
    pub(super) other: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DateWords {
    pub(super) day_in_year: String,
    pub(super) day: String,
    pub(super) with_weekday: String,
    pub(super) month: String,
    pub(super) year_bce: String,
    pub(super) year_early: String,
    pub(super) early_until: i64,
    pub(super) decade: String,
    pub(super) century: String,
    pub(super) century_bce: String,
    pub(super) millennium: String,
    pub(super) millennium_bce: String,
    pub(super) period_in_phrase: String,
    pub(super) in_period: String,
    pub(super) with_time: String,
    pub(super) zone: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Season {
    pub(super) alone: String,
    pub(super) in_year: String,
    pub(super) in_phrase: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unspecified {
    pub(super) day: String,
    pub(super) month: String,
    pub(super) day_and_month: String,
    pub(super) year: String,
    pub(super) day_and_year: String,
    pub(super) all: String,
    pub(super) between: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Qualified {
    pub(super) approximate: String,
    pub(super) uncertain: String,
    pub(super) both: String,
    pub(super) parts: String,
    pub(super) parts_approximate: String,
    pub(super) parts_uncertain: String,
    pub(super) parts_both: String,
    pub(super) year: String,
    pub(super) month: String,
    pub(super) day: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Interval {
    pub(super) range: String,
    pub(super) days_in_month: String,
    pub(super) years_bce: String,
    pub(super) open_end: String,
    pub(super) open_start: String,
    pub(super) unknown_end: String,
    pub(super) unknown_start: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    pub(super) more: String,
    pub(super) or: String,
    pub(super) and: String,
    pub(super) one_of: String,
    pub(super) or_earlier: String,
    pub(super) or_later: String,
    pub(super) and_earlier: String,
    pub(super) and_later: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Gap {
    pub(super) days: Plural,
    pub(super) weeks: Plural,
    pub(super) months: Plural,
    pub(super) years: Plural,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Length {
    pub(super) days: Plural,
    pub(super) months: Plural,
    pub(super) years: Plural,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plural {
    pub(super) one: String,
    pub(super) other: String,
}

impl Data {
    /// Checks that each text has the words in braces that are filled in, and no others.
    pub(super) fn check(&self) -> Result<(), WordingError> {
        for code in 21..=41_u8 {
            let season = self.seasons.get(&code.to_string()).ok_or(WordingError::NoSeason(code))?;
            check(&format!("seasons.{code}.alone"), &season.alone, &[])?;
            check(&format!("seasons.{code}.in_year"), &season.in_year, &["year"])?;
            let in_phrase = season.in_phrase.as_deref().unwrap_or("{date}");
            check(&format!("seasons.{code}.in_phrase"), in_phrase, &["date"])?;
        }
        for (ending, text) in &self.ordinal.endings {
            check(&format!("ordinal.endings.{ending}"), text, &["n"])?;
        }
        let Self { gap, length, .. } = self;
        for (key, plural) in [
            ("gap.days", &gap.days),
            ("gap.weeks", &gap.weeks),
            ("gap.months", &gap.months),
            ("gap.years", &gap.years),
            ("length.days", &length.days),
            ("length.months", &length.months),
            ("length.years", &length.years),
        ] {
            // One of a thing needs no number: "the next day".
            let one: &[&str] = if plural.one.contains('{') { &["n"] } else { &[] };
            check(&format!("{key}.one"), &plural.one, one)?;
            check(&format!("{key}.other"), &plural.other, &["n"])?;
        }
        self.patterns().into_iter().try_for_each(|(key, text, names)| check(key, text, names))
    }

    fn patterns(&self) -> [(&'static str, &str, &'static [&'static str]); 45] {
        let Self { ordinal, date, unspecified, qualified, interval, list, .. } = self;
        [
            ("ordinal.other", &ordinal.other, &["n"]),
            ("date.day_in_year", &date.day_in_year, &["day", "month"]),
            ("date.day", &date.day, &["date", "year"]),
            ("date.with_weekday", &date.with_weekday, &["weekday", "date"]),
            ("date.month", &date.month, &["month", "year"]),
            ("date.year_bce", &date.year_bce, &["year"]),
            ("date.year_early", &date.year_early, &["year"]),
            ("date.decade", &date.decade, &["year"]),
            ("date.century", &date.century, &["ordinal"]),
            ("date.century_bce", &date.century_bce, &["ordinal"]),
            ("date.millennium", &date.millennium, &["ordinal"]),
            ("date.millennium_bce", &date.millennium_bce, &["ordinal"]),
            ("date.period_in_phrase", &date.period_in_phrase, &["period"]),
            ("date.in_period", &date.in_period, &["date", "period"]),
            ("date.with_time", &date.with_time, &["date", "time"]),
            ("date.zone", &date.zone, &["time", "offset"]),
            ("unspecified.day", &unspecified.day, &["date"]),
            ("unspecified.month", &unspecified.month, &["date"]),
            ("unspecified.day_and_month", &unspecified.day_and_month, &["date"]),
            ("unspecified.year", &unspecified.year, &["date"]),
            ("unspecified.day_and_year", &unspecified.day_and_year, &["date"]),
            ("unspecified.all", &unspecified.all, &[]),
            ("unspecified.between", &unspecified.between, &["start", "end"]),
            ("qualified.approximate", &qualified.approximate, &["date"]),
            ("qualified.uncertain", &qualified.uncertain, &["date"]),
            ("qualified.both", &qualified.both, &["date"]),
            ("qualified.parts", &qualified.parts, &["date", "notes"]),
            ("qualified.parts_approximate", &qualified.parts_approximate, &["part"]),
            ("qualified.parts_uncertain", &qualified.parts_uncertain, &["part"]),
            ("qualified.parts_both", &qualified.parts_both, &["part"]),
            ("interval.range", &interval.range, &["start", "end"]),
            ("interval.days_in_month", &interval.days_in_month, &["start", "end", "month"]),
            ("interval.years_bce", &interval.years_bce, &["start", "end"]),
            ("interval.open_end", &interval.open_end, &["date"]),
            ("interval.open_start", &interval.open_start, &["date"]),
            ("interval.unknown_end", &interval.unknown_end, &["date"]),
            ("interval.unknown_start", &interval.unknown_start, &["date"]),
            ("list.more", &list.more, &["list", "item"]),
            ("list.or", &list.or, &["list", "item"]),
            ("list.and", &list.and, &["list", "item"]),
            ("list.one_of", &list.one_of, &["list"]),
            ("list.or_earlier", &list.or_earlier, &["date"]),
            ("list.or_later", &list.or_later, &["date"]),
            ("list.and_earlier", &list.and_earlier, &["date"]),
            ("list.and_later", &list.and_later, &["date"]),
        ]
    }
}

fn check(key: &str, text: &str, names: &[&str]) -> Result<(), WordingError> {
    let found: BTreeSet<&str> =
        text.split('{').skip(1).map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name)).collect();
    if found == names.iter().copied().collect() {
        return Ok(());
    }
    let expected: Vec<_> = names.iter().map(|name| format!("{{{name}}}")).collect();
    let expected = if names.is_empty() { "no braces".to_owned() } else { expected.join(", ") };
    Err(WordingError::Braces { key: key.to_owned(), text: text.to_owned(), expected })
}
