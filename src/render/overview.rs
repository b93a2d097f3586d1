//! The overview: the whole span as columns of a year or a decade, with a bar a month or a year.

use super::Renderer;
use super::dates::Dated;
use super::explore::number;
use super::groups::By;
use super::view::{Bar, Cell};
use crate::config::Era;
use crate::date::{Day, Precision};
use crate::event::Event;
use crate::timeline::PeriodKey;
use std::collections::BTreeMap;

/// Longer spans are drawn in decades.
const YEARS: i64 = 60;
/// Of still longer ones, only the decades that hold events are drawn.
const DECADES: i64 = 60;
/// Fewer events than this need no overview.
const WORTH_IT: usize = 4;
/// Up to this many columns, the empty ones have their names too.
const NAMED: usize = 16;
/// Height of the drawing, and of the lowest bar.
const HEIGHT: u32 = 48;
const LOWEST: u32 = 4;
/// Width of a month or a year in the drawing.
const SLOT: u32 = 10;

/// What a slot holds: the weight of its events, and whether one is a key event.
#[derive(Clone, Copy, Default)]
struct Slot {
    weight: u32,
    key: bool,
}

impl Renderer<'_> {
    /// The overview on the page of a period, with its column marked, or on the home page.
    pub(super) fn overview(&self, current: Option<PeriodKey>) -> Vec<Cell> {
        let place = |key: PeriodKey, cell: &Cell| match current {
            None if self.is_whole() && cell.url.is_some() => self.place(key),
            _ => cell.url.clone(),
        };
        let cell = |(key, cell): &(PeriodKey, Cell)| Cell {
            current: current.is_some_and(|current| contains(*key, current)),
            url: place(*key, cell),
            ..cell.clone()
        };
        self.columns.iter().map(cell).collect()
    }

    /// The columns of the overview; none where there is little to see.
    pub(super) fn columns(&self) -> Vec<(PeriodKey, Cell)> {
        let placed: Vec<(&Dated, &Event)> = self.dates_of.iter().zip(&self.timeline.events).collect();
        let (Some((first, _)), Some((last, _))) = (placed.first(), placed.last()) else { return Vec::new() };
        let (first, last) = (first.anchor, last.anchor);
        let by_decade = last.year - first.year >= YEARS;
        let cell_of = |day: Day| if by_decade { day.year.div_euclid(10) } else { day.year };
        let (first, last) = (cell_of(first), cell_of(last));
        if placed.len() < WORTH_IT || first == last {
            return Vec::new();
        }
        // The last slot of a cell is for events dated no finer than the cell.
        let slots = if by_decade { 10 } else { 12 };
        let mut cells: BTreeMap<i64, Vec<Slot>> = BTreeMap::new();
        if !by_decade || last - first < DECADES {
            cells.extend((first..=last).map(|cell| (cell, vec![Slot::default(); slots + 1])));
        }
        for (date, event) in placed {
            let day = date.anchor;
            let fine = if by_decade { Precision::Year } else { Precision::Month };
            let slot = match date.precision {
                precision if precision < fine => slots,
                _ if by_decade => usize::try_from(day.year.rem_euclid(10)).unwrap_or(0),
                _ => usize::from(day.month).saturating_sub(1),
            };
            let cell = cells.entry(cell_of(day)).or_insert_with(|| vec![Slot::default(); slots + 1]);
            if let Some(slot) = cell.get_mut(slot) {
                slot.weight += u32::from(event.importance.max(1));
                slot.key |= event.importance >= self.config.key_importance;
            }
        }
        let highest = cells.values().flatten().map(|slot| slot.weight).max().unwrap_or(1);
        let named = cells.len() <= NAMED;
        let key = |cell: i64| if by_decade { PeriodKey::Decade(cell * 10) } else { PeriodKey::Year(cell) };
        let column =
            |(cell, slots): (&i64, &Vec<Slot>)| (key(*cell), self.cell(key(*cell), slots, named, highest));
        cells.iter().map(column).collect()
    }

    fn cell(&self, key: PeriodKey, slots: &[Slot], named: bool, highest: u32) -> Cell {
        let count = u32::try_from(slots.len().saturating_sub(1)).unwrap_or(0);
        let mut bars: Vec<Bar> = Vec::new();
        for (at, slot) in (0..).zip(slots).filter(|(_, slot)| slot.weight > 0) {
            let (class, x, width) = match slot.key {
                _ if at == count => ("vague", 0, count * SLOT),
                true => ("key", at * SLOT + 1, SLOT - 2),
                false => ("main", at * SLOT + 1, SLOT - 2),
            };
            let height = LOWEST + slot.weight * (HEIGHT - LOWEST) / highest.max(1);
            let path = format!("M{x} {HEIGHT}v-{height}h{width}v{height}z");
            match bars.iter_mut().find(|bar| bar.class == class) {
                Some(bar) => bar.path.push_str(&path),
                None => bars.push(Bar { class, path }),
            }
        }
        Cell {
            name: (named || !bars.is_empty()).then(|| self.period_name(key, false)),
            url: (!bars.is_empty()).then(|| self.page_of(key)).flatten(),
            current: false,
            days: days(key).map(|day| day.to_string()).join(" "),
            width: count * SLOT,
            bars,
            eras: self.eras_in(days(key), count * SLOT),
        }
    }

    /// The eras of the configuration in a column of so many days, as surfaces behind its bars.
    fn eras_in(&self, [first, last]: [i64; 2], width: u32) -> Vec<Bar> {
        let place = |day: i64| (day - first) * i64::from(width) / (last + 1 - first);
        let bar = |(place_in_list, era): (usize, &Era)| {
            // What has no end goes on.
            let from = era.when.earliest().map_or(first, number).max(first);
            let to = era.when.latest().map_or(last, number).min(last);
            let (start, end) = (place(from), place(to + 1));
            let path = format!("M{start} 0h{}v{HEIGHT}h-{}z", end - start, end - start);
            (start < end).then(|| Bar { class: era_class(place_in_list), path })
        };
        self.config.eras.iter().enumerate().filter_map(bar).collect()
    }

    /// The same for the script: first and last day of each era, that of the first or last column where it has none, and its class.
    pub(super) fn eras_of_index(&self) -> Vec<(i64, i64, &'static str)> {
        let (Some((first, _)), Some((last, _))) = (self.columns.first(), self.columns.last()) else {
            return Vec::new();
        };
        let ([first, _], [_, last]) = (days(*first), days(*last));
        let era = |(place, era): (usize, &Era)| {
            let from = era.when.earliest().map_or(first, number);
            (from, era.when.latest().map_or(last, number), era_class(place))
        };
        self.config.eras.iter().enumerate().map(era).collect()
    }

    /// The page of a period, or of its first part.
    fn page_of(&self, key: PeriodKey) -> Option<String> {
        let mut keys = self.timeline.periods.iter().map(|period| period.key);
        let url = self.site.period(key).or_else(|| self.site.period(keys.find(|part| contains(key, *part))?));
        url.map(str::to_owned)
    }

    /// Where a period begins on a home page that holds all of it.
    fn place(&self, key: PeriodKey) -> Option<String> {
        let first = self.dates_of.iter().position(|date| contains(key, PeriodKey::Year(date.anchor.year)))?;
        Some(format!("/#{}", self.stretch(first, By::Year).id))
    }
}

/// The class of an era: colours come again after the fourth.
pub(super) fn era_class(number: usize) -> &'static str {
    ["era-1", "era-2", "era-3", "era-4"][number % 4]
}

/// First and last day of a column, in days from 1 January 1970.
fn days(key: PeriodKey) -> [i64; 2] {
    let (first, last) = match key {
        PeriodKey::Decade(first) => (first, first + 9),
        PeriodKey::Year(year) | PeriodKey::Month(year, _) => (year, year),
    };
    let day = |year, month, day| number(Day { year, month, day });
    [day(first, 1, 1), day(last, 12, 31)]
}

/// Whether a period is the other or holds it.
fn contains(period: PeriodKey, other: PeriodKey) -> bool {
    match (period, other) {
        (
            PeriodKey::Decade(first),
            PeriodKey::Decade(year) | PeriodKey::Year(year) | PeriodKey::Month(year, _),
        ) => year.div_euclid(10) * 10 == first,
        (PeriodKey::Year(of), PeriodKey::Year(year) | PeriodKey::Month(year, _)) => of == year,
        _ => period == other,
    }
}
