//! What the script filters by: the form on the pages, and the index that it fetches when a reader first uses it.
//!
//! The index is cut so that a visitor who does not filter fetches none of it, one who does not search no texts, and one who looks at a
//! few years of a long timeline only these: `index.json` names the facets and the parts, `0.json` holds the events of the first part,
//! `text-0.json` their texts.

use super::Renderer;
use super::groups::By;
use super::view::data::{Events, Index, IndexFacet, Part, json};
use super::view::{Filter, Filters, Link};
use crate::config::Order;
use crate::date::Day;
use crate::timeline::{EventIndex, Facet, FacetValue, PeriodKey};
use std::cmp::Reverse;
use std::fmt::Write;

/// URL path of the folder of the index.
pub const FOLDER: &str = "/filter/";
/// Events of one part of the index: about 100 kB before the server packs them to a third.
const PART: usize = 2000;
/// Fewer events than this need no filters.
const WORTH_IT: usize = 6;
/// How many values of a facet the page itself holds.
const VALUES: usize = 12;

impl Renderer<'_> {
    /// The form for some of the events, or for all; none where there are few.
    pub(super) fn filters(&self, of: Option<&[EventIndex]>) -> Option<Filters> {
        let total = of.map_or(self.timeline.events.len(), <[_]>::len);
        (total >= WORTH_IT).then(|| Filters {
            index: FOLDER.to_owned(),
            scope: of.map(ranges),
            total,
            facets: self.timeline.facets.iter().map(|facet| self.filter(facet, of.is_none())).collect(),
        })
    }

    /// A facet with its commonest values, where these are what the whole site has.
    fn filter(&self, facet: &Facet, whole: bool) -> Filter {
        let mut values: Vec<&FacetValue> = facet.values.iter().filter(|_| whole).collect();
        values.sort_by_key(|value| Reverse(value.events.len()));
        values.truncate(VALUES);
        let link = |value: &FacetValue| Link {
            url: self.site.facet_value(facet.kind, &value.slug),
            name: value.name.clone(),
            note: Some(value.events.len().to_string()),
        };
        Filter {
            facet: self.facet(facet),
            more: facet.values.len() > values.len(),
            values: values.into_iter().map(link).collect(),
        }
    }

    /// The files of the index, each with its URL path.
    pub fn index(&self) -> Vec<(String, Vec<u8>)> {
        if self.filters(None).is_none() {
            return Vec::new();
        }
        let all: Vec<EventIndex> = (0..self.timeline.events.len()).collect();
        let values: Vec<Vec<Vec<usize>>> =
            self.timeline.facets.iter().map(|f| of_events(f, all.len())).collect();
        let parts: Vec<&[EventIndex]> = all.chunks(PART).collect();
        let mut files = vec![("index.json".to_owned(), json(&self.index_file(&parts)))];
        for (number, part) in parts.iter().enumerate() {
            let text = |index: &EventIndex| self.text(&self.timeline.events[*index]).unwrap_or_default();
            let texts: Vec<String> = part.iter().map(text).collect();
            files.push((format!("{number}.json"), json(&self.events_file(part, &values))));
            files.push((format!("text-{number}.json"), json(&texts)));
        }
        files.into_iter().map(|(name, bytes)| (format!("{FOLDER}{name}"), bytes)).collect()
    }

    fn index_file(&self, parts: &[&[EventIndex]]) -> Index<'_> {
        let part = |part: &&[EventIndex]| Part { count: part.len(), days: self.bounds(part) };
        let period = |key: PeriodKey| Some((edtf(key), self.site.href("/", self.site.period(key)?)));
        Index {
            newest_first: self.config.order == Order::NewestFirst,
            facets: self.timeline.facets.iter().map(index_facet).collect(),
            parts: parts.iter().map(part).collect(),
            eras: self.eras_of_index(),
            periods: self.timeline.periods.iter().filter_map(|p| period(p.key)).collect(),
        }
    }

    fn events_file(&self, part: &[EventIndex], values: &[Vec<Vec<usize>>]) -> Events<'_> {
        let mut stretches: Vec<(String, Option<String>, usize)> = Vec::new();
        let mut events = Vec::with_capacity(part.len());
        for &index in part {
            let (title, key) = self.stretch(index, By::Year).heading();
            let url = key.and_then(|key| self.site.period(key)).map(|url| self.site.href("/", url));
            match stretches.last_mut().filter(|(last, ..)| *last == title) {
                Some((.., count)) => *count += 1,
                None => stretches.push((title, url, 1)),
            }
            let event = &self.timeline.events[index];
            let date = self.date_of(index);
            let pieces = if matches!(key, Some(PeriodKey::Year(_))) { &date.short } else { &date.long };
            let (from, to) = self.days(index);
            events.push((
                event.title.as_str(),
                self.site.href("/", self.site.event(index)),
                pieces.iter().map(|piece| piece.text.as_str()).collect(),
                from,
                to,
                event.importance,
                self.class(event),
                values.iter().map(|of| of[index].clone()).collect(),
            ));
        }
        Events { stretches, events }
    }

    fn bounds(&self, events: &[EventIndex]) -> (i64, i64) {
        let days = || events.iter().map(|&index| self.days(index));
        (days().map(|days| days.0).min().unwrap_or(0), days().map(|days| days.1).max().unwrap_or(0))
    }

    /// The days that an event may lie on; of one with an open end, the day where it stands on the timeline.
    fn days(&self, index: EventIndex) -> (i64, i64) {
        let date = &self.dates_of[index];
        let (from, to) = date.earliest.zip(date.latest).unwrap_or((date.anchor, date.anchor));
        (number(from), number(to))
    }
}

fn index_facet(facet: &Facet) -> IndexFacet<'_> {
    let values = facet.values.iter().map(|value| (value.slug.as_str(), value.name.as_str())).collect();
    IndexFacet { kind: facet.kind.slug(), values }
}

/// Days from 1 January 1970.
pub(super) fn number(day: Day) -> i64 {
    Day { year: 1970, month: 1, day: 1 }.days_until(day)
}

/// The positions of each event's values.
fn of_events(facet: &Facet, events: usize) -> Vec<Vec<usize>> {
    let mut values = vec![Vec::new(); events];
    for (position, value) in facet.values.iter().enumerate() {
        value.events.iter().for_each(|&event| values[event].push(position));
    }
    values
}

/// The EDTF value of a period; of a decade without its last digit.
fn edtf(key: PeriodKey) -> String {
    match key {
        PeriodKey::Decade(first) => format!("{}X", first.div_euclid(10)),
        PeriodKey::Year(year) => year.to_string(),
        PeriodKey::Month(year, month) => format!("{year}-{month:02}"),
    }
}

/// Positions in order, those that follow each other as one: `0-2 5`.
fn ranges(positions: &[EventIndex]) -> String {
    let mut text = String::new();
    let mut rest = positions;
    while let Some((&first, _)) = rest.split_first() {
        let run = rest.iter().zip(first..).take_while(|(position, next)| *position == next).count();
        if !text.is_empty() {
            text.push(' ');
        }
        let _ = write!(text, "{first}");
        if run > 1 {
            let _ = write!(text, "-{}", first + run - 1);
        }
        rest = &rest[run..];
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_positions_as_ranges() {
        for (positions, expected) in
            [(&[][..], ""), (&[3][..], "3"), (&[0, 1, 2, 5][..], "0-2 5"), (&[1, 3, 4][..], "1 3-4")]
        {
            assert_eq!(ranges(positions), expected);
        }
    }
}
