//! Ids: those that authors give are kept, the others are made of what the event is.

use super::clause::Parsed;
use super::signature::is_content;
use super::{Event, Origin};
use crate::article::Article;
use crate::date::{Precision, When};
use crate::diag::Diagnostic;
use crate::lang::Telling;
use crate::text::short_slug;
use std::collections::{BTreeMap, BTreeSet};

/// Unknown events named in a message before it says "and more".
const NAMED: usize = 3;
/// Longest part of a title in an id, in bytes.
const TITLE: usize = 60;
/// Words of a sentence in an id.
const WORDS: usize = 6;

/// The id of an event that its author gave none: its date and its title.
///
/// It depends on nothing but the event, so that other articles come and go without changing it.
pub(crate) fn of_date(when: &When, title: &str) -> String {
    let day = when.anchor().to_string();
    // No more of the date than is known.
    let parts = match when.precision() {
        Precision::Day | Precision::Time => 0,
        Precision::Month => 1,
        _ => 2,
    };
    let date =
        (0..parts).fold(day.as_str(), |date, _| date.rsplit_once('-').map_or(date, |(coarser, _)| coarser));
    format!("{date}-{}", short_slug(title, TITLE)).trim_end_matches('-').to_owned()
}

/// The id of an event that a sentence states: its date and the first words that say something.
///
/// Neither small words nor dates are among them, so that most edits of the sentence leave it as it is.
pub(super) fn of_sentence(when: &When, text: &str, sentence: &Parsed, telling: &Telling) -> String {
    let content = sentence.tokens.iter().filter(|token| is_content(token, telling)).take(WORDS);
    let words: Vec<&str> = content.map(|token| token.span.of(text)).collect();
    of_date(when, &words.join(" "))
}

/// Makes the ids of a whole site unique. `events` are in document order.
///
/// Two events to which their author gave one id are an error, told at the second. Where made ids collide, the folder and the
/// number of the event set them apart.
pub fn unique(events: &mut [Event], articles: &BTreeMap<&str, &Article>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let mut given: BTreeMap<String, usize> = BTreeMap::new();
    for (index, event) in events.iter().enumerate().filter(|(_, event)| event.id_span.is_some()) {
        match given.get(&event.id) {
            Some(&first) => told.extend(duplicate(event, &events[first], articles)),
            None => {
                given.insert(event.id.clone(), index);
            }
        }
    }
    let mut taken: BTreeSet<String> = given.into_keys().collect();
    // The next number of each id that is asked for again: counting from 2 each time would be quadratic.
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    // Those that have been published go before new ones.
    let (kept, new): (Vec<&mut Event>, Vec<&mut Event>) =
        events.iter_mut().filter(|event| event.id_span.is_none()).partition(|event| event.identity.is_kept);
    for event in kept.into_iter().chain(new) {
        let mut id = event.id.clone();
        if event.origin == Origin::File && taken.contains(&id) && !event.section.is_empty() {
            id = format!("{}-{id}", event.section.replace('/', "-"));
        }
        if taken.contains(&id) {
            let number = numbers.entry(id.clone()).or_insert(2);
            while taken.contains(&format!("{id}-{number}")) {
                *number += 1;
            }
            id = format!("{id}-{number}");
        }
        taken.insert(id.clone());
        event.id = id;
    }
    told
}

/// Related events that do not exist: one warning for all, for a site that grows often names what is still to be written.
pub fn unknown_related(events: &[Event], articles: &BTreeMap<&str, &Article>) -> Option<Diagnostic> {
    let ids: BTreeSet<&str> =
        events.iter().flat_map(|event| [Some(event.id.as_str()), event.slug.as_deref()]).flatten().collect();
    let mut unknown = Vec::new();
    for event in events {
        let file = event.mentions.first().and_then(|mention| articles.get(mention.article.as_str()));
        let path = file.map_or(event.id.as_str(), |article| article.file.path.as_str());
        let missing = event.related.iter().filter(|id| !ids.contains(id.as_str()));
        unknown.extend(missing.map(|id| format!("`{id}` in {path}")));
    }
    let (named, more) = unknown.split_at(unknown.len().min(NAMED));
    let message = match (unknown.len(), more.len()) {
        (0, _) => return None,
        (1, _) => format!("a related event does not exist: {}", named.join("")),
        (all, 0) => format!("{all} related events do not exist: {}", named.join(", ")),
        (all, more) => format!("{all} related events do not exist: {} and {more} more", named.join(", ")),
    };
    Some(
        Diagnostic::warning("unknown-event", message).help(
            "name an event by its id: its own `id`, else the name of its file; timeline.json lists all",
        ),
    )
}

fn duplicate(event: &Event, first: &Event, articles: &BTreeMap<&str, &Article>) -> Option<Diagnostic> {
    let file =
        |event: &Event| articles.get(event.mentions.first()?.article.as_str()).map(|article| &article.file);
    let (here, there) = (file(event)?, file(first)?);
    let line = there.line_column(first.id_span?.start).line;
    Some(
        Diagnostic::error("duplicate-id", format!("the id `{}` is given twice", event.id))
            .at(here, event.id_span?, format!("also in {}, line {line}", there.path))
            .help("give one of the two events another id, or remove it"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::sample::event;
    use crate::text::Span;

    fn settle(events: Vec<Event>) -> Vec<String> {
        let mut events = events;
        unique(&mut events, &BTreeMap::new());
        events.into_iter().map(|event| event.id).collect()
    }

    #[test]
    fn ok_made_ids_hold_no_more_of_the_date_than_is_known() {
        for (date, id) in [
            ("2025-02-25T11:00", "2025-02-25-a-vote"),
            ("2025-02", "2025-02-a-vote"),
            ("1911", "1911-a-vote"),
            ("199X", "1990-a-vote"),
            ("-0043-03", "-0043-03-a-vote"),
            ("../2025-02-24", "2025-02-24-a-vote"),
        ] {
            assert_eq!(of_date(&When::parse(date).unwrap(), "A vote!"), id, "{date}");
        }
        assert_eq!(of_date(&When::parse("2025-02").unwrap(), "?!"), "2025-02", "a title without letters");
    }

    #[test]
    fn ok_made_ids_are_set_apart_by_folder_and_number() {
        let file = |section: &str| Event { section: section.to_owned(), ..event("launch", "2025") };
        let made = |id: &str| Event { origin: Origin::Prose, ..event(id, "2025-02-25") };
        let prose = || made("2025-02-25-vote");
        assert_eq!(
            settle(vec![file("a"), file("b"), prose(), prose()]),
            ["launch", "b-launch", "2025-02-25-vote", "2025-02-25-vote-2"]
        );
        assert_eq!(
            settle(["v", "v-2", "v", "v", "v-2"].map(made).into()),
            ["v", "v-2", "v-3", "v-4", "v-2-2"],
            "a made number that stands somewhere as an id is passed over"
        );
    }

    #[test]
    fn err_a_related_event_that_does_not_exist_is_told() {
        let related = vec!["launch".to_owned(), "lunch".to_owned()];
        let events = [event("launch", "2025"), Event { related, ..event("landing", "2026") }];
        let told = unknown_related(&events, &BTreeMap::new());
        assert_eq!(told.unwrap().message, "a related event does not exist: `lunch` in landing");
    }

    #[test]
    fn ok_a_given_id_is_kept_whoever_comes_first() {
        let given = Event { id_span: Some(Span::new(0, 1)), ..event("launch", "2025") };
        assert_eq!(settle(vec![event("launch", "2024"), given]), ["events-launch", "launch"]);
    }
}
