//! Timelines cut into stretches: by year on most pages, by month on a year's page.

use super::Renderer;
use super::dates::Dated;
use super::gaps::Gaps;
use super::view::{Entry, Group};
use crate::config::Order;
use crate::date::{Precision, When};
use crate::timeline::{EventIndex, PeriodKey};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Up to this many events, a page shows each with its text: more are too much to read, and to draw (2,500 elements a page).
const ALL: usize = 110;

/// Up to this many stretches, those of which nothing is shown have their headings too.
const HEADINGS: usize = 60;

/// How a page is cut.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Into years; dates that are no finer than a decade or a century under its name.
    Year,
    /// Into months; dates that are no finer than a year come first, without a heading.
    Month,
    /// Not at all.
    Nothing,
}

/// How events become stretches.
struct Cut<'a> {
    by: By,
    /// Absent where events are left out: the time between those shown would tell nothing.
    gaps: Option<&'a Gaps<'a>>,
    /// The events shown, where not all are; what no other page shows stays.
    only: Option<&'a BTreeSet<EventIndex>>,
    /// The events shown whole, where not all are.
    whole: Option<&'a BTreeSet<EventIndex>>,
}

/// A stretch before it has words.
pub(super) struct Stretch {
    pub(super) id: String,
    title: Option<String>,
    key: Option<PeriodKey>,
    events: Vec<EventIndex>,
}

impl Stretch {
    /// Its title, empty where it has none, and the period that it is.
    pub(super) fn heading(self) -> (String, Option<PeriodKey>) {
        (self.title.unwrap_or_default(), self.key)
    }
}

impl Renderer<'_> {
    /// Whether the home page shows all events.
    pub(super) fn is_whole(&self) -> bool {
        self.timeline.events.len() <= ALL
    }

    /// `events`, oldest first, or where they are many, the best of them with links to the pages that show all.
    pub(super) fn digest(&self, events: &[EventIndex], by: By) -> Vec<Group> {
        if events.len() <= ALL {
            return self.groups(events, by);
        }
        let best = self.best(events);
        let mut groups = self.cut(events, &Cut { by, gaps: None, only: Some(&best), whole: Some(&best) });
        if groups.len() > HEADINGS {
            groups.retain(|group| !group.entries.is_empty());
        }
        groups
    }

    /// `events`, oldest first, in stretches; where they are many, all but the best of them in brief.
    pub(super) fn brief(&self, events: &[EventIndex], by: By) -> Vec<Group> {
        let best = (events.len() > ALL).then(|| self.best(events));
        let gaps = self.gaps(events);
        self.cut(events, &Cut { by, gaps: Some(&gaps), only: None, whole: best.as_ref() })
    }

    /// The latest year or month whole, as far as it fits, then key events and others: of each year the weightiest, then the second ones.
    fn best(&self, events: &[EventIndex]) -> BTreeSet<EventIndex> {
        let day = |index: &EventIndex| self.dates_of[*index].anchor;
        let last = events.last().map(day);
        let year = |index: &&EventIndex| last.is_some_and(|last| day(index).year == last.year);
        let month =
            |index: &&EventIndex| year(index) && last.is_some_and(|last| day(index).month == last.month);
        let latest = [events.iter().filter(year).collect::<Vec<_>>(), events.iter().filter(month).collect()];
        let latest = latest.into_iter().find(|latest| latest.len() <= ALL).unwrap_or_default();
        let mut best: BTreeSet<EventIndex> = latest.into_iter().copied().collect();
        let room = ALL.saturating_sub(best.len());
        let others: Vec<EventIndex> =
            self.weightiest(events).into_iter().filter(|index| !best.contains(index)).take(room).collect();
        best.extend(others);
        best
    }

    /// `events`, key events before others, and among these those first that are the weightiest of their year.
    fn weightiest(&self, events: &[EventIndex]) -> Vec<EventIndex> {
        let importance = |index: &EventIndex| self.timeline.events[*index].importance;
        let mut ranked = events.to_vec();
        ranked.sort_by_key(|index| Reverse(importance(index)));
        let mut taken: BTreeMap<i64, usize> = BTreeMap::new();
        ranked.sort_by_cached_key(|index| {
            let rank = taken.entry(self.dates_of[*index].anchor.year).or_default();
            *rank += 1;
            (importance(index) < self.config.key_importance, *rank)
        });
        ranked
    }

    /// `events`, oldest first, in stretches, in the order of the page.
    pub(super) fn groups(&self, events: &[EventIndex], by: By) -> Vec<Group> {
        self.cut(events, &Cut { by, gaps: Some(&self.gaps(events)), only: None, whole: None })
    }

    fn gaps(&self, events: &[EventIndex]) -> Gaps<'_> {
        Gaps::new(&self.dates_of, self.config.pack(), events)
    }

    fn cut(&self, events: &[EventIndex], cut: &Cut<'_>) -> Vec<Group> {
        let mut stretches: Vec<Stretch> = Vec::new();
        for &index in events {
            let stretch = self.stretch(index, cut.by);
            match stretches.last_mut().filter(|last| last.id == stretch.id) {
                Some(last) => last.events.push(index),
                None => stretches.push(stretch),
            }
        }
        if self.config.order == Order::NewestFirst {
            stretches.reverse();
            stretches.iter_mut().for_each(|stretch| stretch.events.reverse());
        }
        let mut above: Option<EventIndex> = None;
        stretches.into_iter().map(|stretch| self.group(stretch, cut, &mut above)).collect()
    }

    fn group(&self, stretch: Stretch, cut: &Cut<'_>, above: &mut Option<EventIndex>) -> Group {
        let told = |above: Option<EventIndex>, below: EventIndex| cut.gaps?.told(above?, below);
        let gap = stretch.events.first().and_then(|first| told(*above, *first));
        let url = stretch.key.and_then(|key| self.site.period(key)).map(str::to_owned);
        let year_is_known = cut.by != By::Year || matches!(stretch.key, Some(PeriodKey::Year(_)));
        let is_shown =
            |index: &&EventIndex| url.is_none() || cut.only.is_none_or(|only| only.contains(index));
        *above = None;
        let mut entries = Vec::with_capacity(stretch.events.len());
        for &index in stretch.events.iter().filter(is_shown) {
            let date = self.date_of(index);
            entries.push(Entry {
                event: self.event_value(index).clone(),
                when: if year_is_known { date.short.clone() } else { date.long.clone() },
                brief: cut.whole.is_some_and(|whole| !whole.contains(&index)),
                gap: told(*above, index),
            });
            *above = Some(index);
        }
        Group {
            level: if stretch.title.is_some() { 3 } else { 2 },
            id: stretch.id,
            title: stretch.title,
            count: stretch.events.len(),
            more: Some(stretch.events.len() - entries.len()).filter(|more| *more > 0),
            url,
            gap,
            entries,
        }
    }

    /// An event that stands alone, with its whole date.
    pub(super) fn entry(&self, index: EventIndex) -> Entry {
        let when = self.date_of(index).long.clone();
        Entry { event: self.event_value(index).clone(), when, brief: false, gap: None }
    }

    /// The stretch that an event belongs to, with the event alone in it.
    pub(super) fn stretch(&self, index: EventIndex, by: By) -> Stretch {
        let Dated { anchor: day, precision, .. } = self.dates_of[index];
        let key = match (by, precision) {
            (By::Nothing, _) | (By::Year, Precision::Millennium | Precision::Century) => None,
            (By::Year, Precision::Decade) => Some(PeriodKey::Decade(day.year.div_euclid(10) * 10)),
            (By::Year, _) => Some(PeriodKey::Year(day.year)),
            (By::Month, precision) => {
                (precision >= Precision::Month).then_some(PeriodKey::Month(day.year, day.month))
            }
        };
        let title = match (key, by) {
            (Some(key), _) => Some(self.period_name(key, by == By::Month)),
            (None, By::Year) => Some(self.date_of(index).words.clone()),
            (None, _) => None,
        };
        let id = key.map_or_else(
            || title.as_deref().map(crate::text::slug).unwrap_or_default(),
            |key| match key {
                PeriodKey::Decade(first) => format!("{first}s"),
                PeriodKey::Year(year) => year.to_string(),
                PeriodKey::Month(year, month) => format!("{year}-{month:02}"),
            },
        );
        Stretch { id, title, key, events: vec![index] }
    }

    /// A period in words; `short`: where its year is known.
    pub(super) fn period_name(&self, key: PeriodKey, short: bool) -> String {
        let wording = &self.config.pack().wording;
        let (when, year) = match key {
            PeriodKey::Decade(first) => (When::decade(first), first),
            PeriodKey::Year(year) => (When::year(year), year),
            PeriodKey::Month(year, month) => {
                (When::month(year, month).unwrap_or_else(|| When::year(year)), year)
            }
        };
        if short { wording.short(&when, year) } else { wording.words(&when) }
    }
}
