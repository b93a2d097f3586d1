//! The time between events, told where it is long.

use super::dates::Dated;
use crate::date::Day;
use crate::lang::Pack;
use crate::timeline::EventIndex;

/// A gap is told from this many times the usual distance on.
const UNUSUAL: i64 = 4;
/// A gap shorter than this many days is never told.
const SHORTEST: i64 = 7;

/// What is told between the entries of one list.
pub(super) struct Gaps<'a> {
    dates: &'a [Dated],
    pack: &'a Pack,
    /// In days.
    from: i64,
}

impl<'a> Gaps<'a> {
    /// For a list of events, oldest first: long is what is long among them.
    pub(super) fn new(dates: &'a [Dated], pack: &'a Pack, events: &[EventIndex]) -> Self {
        let mut gaps = Self { dates, pack, from: SHORTEST };
        let mut distances: Vec<i64> = events
            .windows(2)
            .filter_map(|pair| gaps.between(*pair.first()?, *pair.last()?))
            .map(|(from, to)| from.days_until(to))
            .filter(|days| *days > 0)
            .collect();
        distances.sort_unstable();
        let usual = distances.get(distances.len() / 2).copied().unwrap_or(0);
        gaps.from = SHORTEST.max(usual * UNUSUAL);
        gaps
    }

    /// What is told between two entries that follow each other on the page; newest first, nothing is.
    pub(super) fn told(&self, above: EventIndex, below: EventIndex) -> Option<String> {
        let (from, to) = self.between(above, below)?;
        if from.days_until(to) >= self.from { self.pack.wording.gap(from, to) } else { None }
    }

    /// From the last day of the one to the first of the other.
    fn between(&self, earlier: EventIndex, later: EventIndex) -> Option<(Day, Day)> {
        let (earlier, later) = (self.dates.get(earlier)?, self.dates.get(later)?);
        Some((earlier.latest.or(earlier.earliest)?, later.earliest?))
    }
}
