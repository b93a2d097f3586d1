//! Two copies of `timeline.json` -> what is new, changed and gone.

use serde_json::Value;
use std::collections::BTreeMap;

/// Events by date and title, in order of time.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// That were not there before.
    pub new: Vec<String>,
    /// Of which the date, the title, or anything else but their place is another.
    pub changed: Vec<String>,
    /// That are there no more.
    pub gone: Vec<String>,
}

/// Compares two copies by the ids of their events; none where one of them cannot be read.
///
/// ```
/// use dateline::export::changes;
/// let before = br#"{"events": [{"id": "a", "edtf": "2025", "title": "A vote"}, {"id": "b", "edtf": "2024", "title": "B"}]}"#;
/// let after = br#"{"events": [{"id": "a", "edtf": "2025-02", "title": "A vote"}, {"id": "c", "edtf": "2026", "title": "C"}]}"#;
/// let found = changes(before, after).unwrap();
/// assert_eq!((found.new, found.changed, found.gone), (vec!["2026 C".into()], vec!["2025-02 A vote".into()], vec!["2024 B".into()]));
/// ```
pub fn changes(before: &[u8], after: &[u8]) -> Option<Changes> {
    let (before, after) = (events(before)?, events(after)?);
    let name = |event: &Value| {
        let text = |key: &str| event[key].as_str().unwrap_or_default().to_owned();
        (text("earliest"), format!("{} {}", text("edtf"), text("title")))
    };
    let named = |events: Vec<&Value>| {
        let mut names: Vec<_> = events.into_iter().map(name).collect();
        names.sort();
        names.into_iter().map(|(_, name)| name).collect()
    };
    let known = |(id, event): (&String, &Value)| before.get(id).map(|old| old == event);
    let of = |state: Option<bool>| {
        named(after.iter().filter(|entry| known(*entry) == state).map(|(_, event)| event).collect())
    };
    Some(Changes {
        new: of(None),
        changed: of(Some(false)),
        gone: named(
            before.iter().filter(|(id, _)| !after.contains_key(*id)).map(|(_, event)| event).collect(),
        ),
    })
}

/// Events by id, without what tells only where they stand.
fn events(json: &[u8]) -> Option<BTreeMap<String, Value>> {
    let document: Value = serde_json::from_slice(json).ok()?;
    let mut events = BTreeMap::new();
    for event in document.get("events")?.as_array()? {
        let mut event = event.as_object()?.clone();
        event.remove("mentions");
        event.remove("url");
        event.remove("added");
        event.remove("updated");
        events.insert(event.get("id")?.as_str()?.to_owned(), Value::Object(event));
    }
    Some(events)
}
