//! What is new in a site, by the days on which it was recorded.

use super::Renderer;
use super::view::{Change, ChangeDay};
use crate::site::ENTRIES;

impl Renderer<'_> {
    /// The days of one part of the list, the latest first.
    pub(super) fn changes(&self, part: usize) -> Vec<ChangeDay> {
        let records = self.timeline.records();
        let shown = records.chunks(ENTRIES).nth(part).unwrap_or_default();
        let day = |index: &usize| self.timeline.changed(&self.timeline.events[*index]);
        let days = shown.chunk_by(|a, b| day(a) == day(b));
        days.filter_map(|indexes| {
            let day = day(indexes.first()?)?;
            let change = |&index: &usize| {
                let added = self.timeline.added(&self.timeline.events[index]);
                let is_new = added == Some(day);
                let added = added.filter(|_| !is_new).map(|day| self.day(day));
                Change { event: self.event_value(index).clone(), is_new, added }
            };
            let changes = indexes.iter().map(change).collect();
            Some(ChangeDay { id: day.to_string(), date: self.day(day), changes })
        })
        .collect()
    }
}
