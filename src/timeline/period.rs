//! Periods: the spans of the calendar that have a page.

use super::EventIndex;
use crate::date::Precision;
use crate::event::Event;
use std::collections::{BTreeMap, BTreeSet};

/// A year of more events than this is cut into months.
const MONTHS_FROM: usize = 12;
/// A timeline of more years than this is gathered into decades.
const DECADES_FROM: usize = 12;

/// A span of the calendar that has a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Which.
    pub key: PeriodKey,
    /// Its events, oldest first.
    pub events: Vec<EventIndex>,
}

/// Which span of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeriodKey {
    /// `/1990s/`: the first year.
    Decade(i64),
    /// `/1998/`
    Year(i64),
    /// `/1998/02/`
    Month(i64, u8),
}

impl PeriodKey {
    /// In order of time, a decade before its years, a year before its months.
    fn order(self) -> (i64, u8, u8) {
        match self {
            Self::Decade(first) => (first, 0, 0),
            Self::Year(year) => (year, 1, 0),
            Self::Month(year, month) => (year, 2, month),
        }
    }
}

impl Ord for PeriodKey {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for PeriodKey {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The periods of `events`, each event in the period of its start; none is finer than the event's own date.
pub(super) fn periods(events: &[Event]) -> Vec<Period> {
    let mut years: BTreeMap<i64, usize> = BTreeMap::new();
    for event in events {
        *years.entry(event.when.anchor().year).or_default() += 1;
    }
    let decades: BTreeSet<i64> = years.keys().map(|year| decade(*year)).collect();
    let mut periods: BTreeMap<PeriodKey, Vec<EventIndex>> = BTreeMap::new();
    for (index, event) in events.iter().enumerate() {
        let day = event.when.anchor();
        let precision = event.when.precision();
        let coarse = precision < Precision::Year;
        let mut add = |key| periods.entry(key).or_default().push(index);
        if coarse || (years.len() > DECADES_FROM && decades.len() > 1) {
            add(PeriodKey::Decade(decade(day.year)));
        }
        if !coarse {
            add(PeriodKey::Year(day.year));
        }
        if precision >= Precision::Month && years[&day.year] > MONTHS_FROM {
            add(PeriodKey::Month(day.year, day.month));
        }
    }
    periods.into_iter().map(|(key, events)| Period { key, events }).collect()
}

fn decade(year: i64) -> i64 {
    year.div_euclid(10) * 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::sample::event;

    fn keys(dates: &[&str]) -> Vec<(PeriodKey, usize)> {
        let events: Vec<Event> = dates.iter().map(|date| event(date, date)).collect();
        periods(&events).into_iter().map(|period| (period.key, period.events.len())).collect()
    }

    #[test]
    fn ok_each_year_has_a_period() {
        assert_eq!(
            keys(&["-0043-03-15", "2024-12-31", "2025", "2025-02-25", "../2025-02"]),
            [(PeriodKey::Year(-43), 1), (PeriodKey::Year(2024), 1), (PeriodKey::Year(2025), 3)]
        );
    }

    #[test]
    fn ok_a_full_year_is_cut_into_months_and_keeps_its_coarse_events_to_itself() {
        let mut dates = vec!["2025", "2025-01-05"];
        dates.extend(["2025-02-25"; MONTHS_FROM]);
        assert_eq!(
            keys(&dates),
            [
                (PeriodKey::Year(2025), MONTHS_FROM + 2),
                (PeriodKey::Month(2025, 1), 1),
                (PeriodKey::Month(2025, 2), MONTHS_FROM)
            ]
        );
    }

    #[test]
    fn ok_a_date_coarser_than_a_year_belongs_to_its_decade_alone() {
        assert_eq!(keys(&["199X", "1995"]), [(PeriodKey::Decade(1990), 1), (PeriodKey::Year(1995), 1)]);
    }

    #[test]
    fn ok_many_years_are_gathered_into_decades() {
        let dates: Vec<String> = (1995..=1995 + DECADES_FROM).map(|year| year.to_string()).collect();
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let keys = keys(&dates);
        assert_eq!(keys[0], (PeriodKey::Decade(1990), 5));
        assert_eq!(keys[1], (PeriodKey::Year(1995), 1));
        assert_eq!(keys.iter().filter(|(key, _)| matches!(key, PeriodKey::Decade(_))).count(), 2);
    }
}
