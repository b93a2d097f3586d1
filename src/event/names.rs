//! People and places as facets: one name for each, and those that a text names where the site's configuration knows them.

use super::{Event, Origin};
use crate::config::Config;

/// Gives the tags, people and places of an event their one name, and adds the people and places whom the sentences that tell it name.
pub(super) fn add(event: &mut Event, config: &Config) {
    let found = matches!(event.origin, Origin::Prose | Origin::Outline);
    let texts = [Some(&event.title), event.summary.as_ref(), event.quote.as_ref()];
    let texts: Vec<String> = texts.into_iter().flatten().cloned().collect();
    for (own, known, found) in [
        (&mut event.tags, &config.tags, false),
        (&mut event.people, &config.people, found),
        (&mut event.places, &config.places, found),
    ] {
        for name in own.iter_mut() {
            if let Some(one) = known.one_name(name) {
                one.clone_into(name);
            }
        }
        if found {
            let named = known.iter().filter(|name| texts.iter().any(|text| name.stands_in(text)));
            own.extend(named.map(|name| name.name.clone()));
        }
        let mut seen = std::collections::BTreeSet::new();
        own.retain(|name| seen.insert(name.clone()));
    }
}
