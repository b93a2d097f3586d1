//! Facets: what readers filter by.

use super::EventIndex;
use crate::config::FacetKind;
use crate::event::Event;
use crate::text::{SEGMENT, short_slug};
use std::collections::BTreeMap;

/// A field that readers filter by, with its values.
#[derive(Debug)]
pub struct Facet {
    /// Which.
    pub kind: FacetKind,
    /// Its values, by slug.
    pub values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Debug)]
pub struct FacetValue {
    /// As written (the spelling used most, then the first in order of characters).
    pub name: String,
    /// URL segment.
    pub slug: String,
    /// Its events, oldest first, each once.
    pub events: Vec<EventIndex>,
}

impl Facet {
    /// The values of one field over all `events`. Values that differ in case or punctuation alone are one.
    pub fn new(kind: FacetKind, events: &[Event]) -> Self {
        let mut values: BTreeMap<String, (BTreeMap<&str, usize>, Vec<EventIndex>)> = BTreeMap::new();
        for (index, event) in events.iter().enumerate() {
            for name in names(kind, event) {
                let (spellings, indexes) = values.entry(value_slug(name)).or_default();
                *spellings.entry(name).or_default() += 1;
                if indexes.last() != Some(&index) {
                    indexes.push(index);
                }
            }
        }
        let values = values
            .into_iter()
            .map(|(slug, (spellings, events))| {
                // max_by_key takes the last of equals; reversed, that is the first in order of characters.
                let name =
                    spellings.into_iter().rev().max_by_key(|(_, count)| *count).map_or("", |(name, _)| name);
                FacetValue { name: name.to_owned(), slug, events }
            })
            .collect();
        Self { kind, values }
    }

    /// The value that `name` is a spelling of.
    pub fn value(&self, name: &str) -> Option<usize> {
        self.values.binary_search_by(|value| value.slug.as_str().cmp(&value_slug(name))).ok()
    }
}

/// A name of signs alone ("!?") still needs an address; values that are the same for as long as an address may be are one.
fn value_slug(name: &str) -> String {
    let slug = short_slug(name, SEGMENT);
    if slug.is_empty() { "-".to_owned() } else { slug }
}

/// The values of a facet that an event carries, as written.
pub(super) fn names(kind: FacetKind, event: &Event) -> impl Iterator<Item = &str> {
    let (own, sources) = match kind {
        FacetKind::Tag => (event.tags.as_slice(), &[][..]),
        FacetKind::Person => (event.people.as_slice(), &[][..]),
        FacetKind::Place => (event.places.as_slice(), &[][..]),
        FacetKind::Publisher => (&[][..], event.sources.as_slice()),
    };
    let publishers = sources.iter().filter_map(|source| source.publisher.as_deref());
    own.iter().map(String::as_str).chain(publishers).filter(|name| !name.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::SourceRef;
    use crate::event::sample::event;

    fn values(kind: FacetKind, events: &[Event]) -> Vec<(String, String, Vec<usize>)> {
        Facet::new(kind, events).values.into_iter().map(|v| (v.name, v.slug, v.events)).collect()
    }

    #[test]
    fn ok_spellings_of_one_value_are_gathered_under_the_commonest() {
        let tagged = |tags: &[&str]| Event {
            tags: tags.iter().map(|&t| t.to_owned()).collect(),
            ..event("a", "2025")
        };
        let events = [tagged(&["law", "Digital Service"]), tagged(&["Law"]), tagged(&["Law", "law!", "  "])];
        let expected = [
            ("Digital Service".to_owned(), "digital-service".to_owned(), vec![0]),
            ("Law".to_owned(), "law".to_owned(), vec![0, 1, 2]),
        ];
        assert_eq!(values(FacetKind::Tag, &events), expected);
    }

    #[test]
    fn ok_a_sentence_as_a_value_makes_no_longer_address_than_a_file_may_have() {
        let events = [Event { places: vec!["é".repeat(300)], ..event("a", "2025") }];
        assert_eq!(values(FacetKind::Place, &events)[0].1, "é".repeat(SEGMENT / 2));
    }

    #[test]
    fn ok_publishers_come_from_sources() {
        let source = |name: &str| SourceRef { publisher: Some(name.to_owned()), ..SourceRef::default() };
        let events = [Event {
            sources: vec![source("OPM"), source("OPM"), SourceRef::default()],
            ..event("a", "2025")
        }];
        assert_eq!(values(FacetKind::Publisher, &events), [("OPM".to_owned(), "opm".to_owned(), vec![0])]);
    }

    #[test]
    fn ok_a_value_is_found_by_any_spelling() {
        let events = [Event { people: vec!["Amy Gleason".to_owned()], ..event("a", "2025") }];
        let facet = Facet::new(FacetKind::Person, &events);
        assert_eq!(facet.value("AMY GLEASON"), Some(0));
        assert_eq!(facet.value("Gleason"), None);
    }
}
