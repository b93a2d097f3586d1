//! Sections: the folders of `content/`.

use super::EventIndex;
use crate::article::Article;
use crate::event::Event;
use std::collections::BTreeMap;

/// A folder of `content/`.
#[derive(Debug)]
pub struct Section {
    /// Path inside `content/`: `news`, `news/2025`.
    pub path: String,
    /// From `_index.md`, else the folder's name.
    pub title: String,
    /// Its `_index.md`.
    pub index: Option<Article>,
    /// Its events and those of the folders below it, oldest first.
    pub events: Vec<EventIndex>,
}

/// All sections that hold an event, an article or an `_index.md`, and the folders above them, by path.
pub(super) fn sections(events: &[Event], articles: &[Article], indexes: Vec<Article>) -> Vec<Section> {
    let mut sections: BTreeMap<&str, Vec<EventIndex>> = BTreeMap::new();
    for (index, event) in events.iter().enumerate() {
        for path in ancestors(&event.section) {
            sections.entry(path).or_default().push(index);
        }
    }
    for path in articles.iter().chain(&indexes).flat_map(|article| ancestors(&article.section)) {
        sections.entry(path).or_default();
    }
    let found: BTreeMap<&str, &Article> =
        indexes.iter().map(|index| (index.section.as_str(), index)).collect();
    sections
        .into_iter()
        .map(|(path, events)| {
            let index = found.get(path).map(|&index| index.clone());
            let title =
                index.as_ref().and_then(|index| index.meta.title.clone()).unwrap_or_else(|| name(path));
            Section { path: path.to_owned(), title, index, events }
        })
        .collect()
}

/// `a/b/c` -> `a`, `a/b`, `a/b/c`. The root is the home page, not a section.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices('/').map(|(at, _)| at).chain((!path.is_empty()).then_some(path.len()));
    ends.map(|end| &path[..end])
}

/// The last folder's name, fit for a heading: `court-cases` -> `Court cases`.
fn name(path: &str) -> String {
    let words = path.rsplit('/').next().unwrap_or(path).replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::sample::event;

    #[test]
    fn ok_a_section_holds_the_events_of_the_folders_below_it() {
        let placed = |section: &str| Event { section: section.to_owned(), ..event("a", "2025") };
        let events = [placed("court-cases/2025"), placed(""), placed("court-cases"), placed("news")];
        let sections = sections(&events, &[], Vec::new());
        let found: Vec<_> =
            sections.iter().map(|s| (s.path.as_str(), s.title.as_str(), s.events.as_slice())).collect();
        assert_eq!(
            found,
            [
                ("court-cases", "Court cases", &[0, 2][..]),
                ("court-cases/2025", "2025", &[0][..]),
                ("news", "News", &[3][..])
            ]
        );
    }
}
