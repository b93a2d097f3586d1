//! When the records of events came into a site and were changed, where no version control knows it: lines of `dateline.lock`.
//!
//! A line for each event, its fields separated by tabs: the id, the day on which its record came, the day of its last change, and a
//! digest of what is recorded. What was there when the first lines were written has no days: nobody knows when it came.

use super::Event;
use crate::date::Day;
use std::collections::BTreeMap;

/// When the record of an event came and was last changed, as far as that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// On which it came.
    pub added: Option<Day>,
    /// On which it came, or else was last changed.
    pub updated: Option<Day>,
}

/// What earlier builds recorded, by the id of the event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Records(BTreeMap<String, Entry>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    days: Days,
    digest: String,
}

impl Records {
    /// Reads a line; one that is none is passed over.
    pub(super) fn read(&mut self, line: &str) {
        let [id, added, updated, digest] = line.split('\t').collect::<Vec<_>>()[..] else { return };
        let day = |text: &str| Day::parse(text).ok();
        let days = Days { added: day(added), updated: day(updated) };
        self.0.insert(id.to_owned(), Entry { days, digest: digest.to_owned() });
    }

    /// As [`Records::read`] reads them.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        self.0.iter().map(move |(id, Entry { days, digest })| {
            format!("{id}\t{}\t{}\t{digest}\n", day(days.added), day(days.updated))
        })
    }

    /// The days of an event, which may have had another id.
    pub(super) fn days(&self, event: &Event) -> Option<Days> {
        self.entry(event).map(|entry| entry.days)
    }

    fn entry(&self, event: &Event) -> Option<&Entry> {
        std::iter::once(&event.id).chain(&event.aliases).find_map(|id| self.0.get(id))
    }

    /// The records of the events that there are, of which `digest` tells the contents: what is new or another came or changed `today`.
    pub(super) fn next(&self, events: &[Event], digest: impl Fn(&Event) -> String, today: Day) -> Self {
        let entry = |event: &Event| {
            let digest = digest(event);
            let days = match self.entry(event) {
                Some(known) if known.digest == digest => known.days,
                Some(known) => Days { updated: Some(today), ..known.days },
                None if self.0.is_empty() => Days::default(),
                None => Days { added: Some(today), updated: Some(today) },
            };
            (event.id.clone(), Entry { days, digest })
        };
        Self(events.iter().map(entry).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::sample::event;

    fn day(day: u8) -> Day {
        Day::new(2025, 3, day).unwrap()
    }

    fn next(records: &Records, events: &[Event], today: u8) -> Records {
        let next = records.next(events, |event| event.title.clone(), day(today));
        let mut read = Records::default();
        next.lines().for_each(|line| read.read(line.trim_end()));
        assert_eq!(read, next, "what is written is what is read");
        next
    }

    #[test]
    fn ok_what_comes_and_changes_after_the_first_build_has_days() {
        let old = event("old", "1911");
        let first = next(&Records::default(), std::slice::from_ref(&old), 1);
        assert_eq!(first.days(&old), Some(Days::default()), "nobody knows when it came");

        let new = event("new", "1912");
        let second = next(&first, &[old.clone(), new.clone()], 2);
        let came = Days { added: Some(day(2)), updated: Some(day(2)) };
        assert_eq!([second.days(&old), second.days(&new)], [Some(Days::default()), Some(came)]);

        let changed = Event { title: "Another".to_owned(), ..old };
        let third = next(&second, &[changed.clone(), new.clone()], 3);
        assert_eq!(third.days(&changed), Some(Days { added: None, updated: Some(day(3)) }));
        assert_eq!(third.days(&new), Some(came), "the same on any later day");
        assert_eq!(next(&third, &[changed], 4).days(&new), None, "what is gone is forgotten");
    }

    #[test]
    fn ok_another_id_is_no_other_record() {
        let mut moved = event("a", "1911");
        let records = next(&Records::default(), std::slice::from_ref(&moved), 1);
        moved.id = "b".to_owned();
        moved.aliases = vec!["a".to_owned()];
        assert_eq!(next(&records, std::slice::from_ref(&moved), 2).days(&moved), Some(Days::default()));
    }
}
