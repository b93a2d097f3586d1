//! The register of ids, `dateline.lock`: an event keeps its address though its sentence, its article or its neighbours change.
//!
//! A line for each telling of an event that has no id of its author: the article, the id made of its words, and the id that the event
//! has; separated by tabs. A line without an article says where a former id leads. Lines of four fields say when the records of events
//! came and were changed.

use super::records::{Days, Records};
use super::{Event, Origin};
use crate::date::Day;
use std::collections::{BTreeMap, BTreeSet};

const HEAD: &str = "\
# The ids of events that were found in prose or stated without one, so that their addresses last; and, outside of git, the days on
# which events came and were changed. Written by `dateline build`: keep this file with your content. Delete a line, and its event is
# named anew.
";

/// What earlier builds called the events of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// By article, by made id: the id of the event.
    ids: BTreeMap<String, BTreeMap<String, String>>,
    /// Former ids, and those that they lead to.
    moved: BTreeMap<String, String>,
    records: Records,
}

impl Register {
    /// Reads a register; a line that is none is passed over, such as the marks of a merge in version control.
    pub fn parse(text: &str) -> Self {
        let mut register = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let [article, made, id] = line.split('\t').collect::<Vec<_>>()[..] else {
                register.records.read(line);
                continue;
            };
            let (made, id) = (made.to_owned(), id.to_owned());
            if article.is_empty() {
                register.moved.insert(made, id);
            } else {
                register.ids.entry(article.to_owned()).or_default().insert(made, id);
            }
        }
        register
    }

    /// As [`Register::parse`] reads it; empty where there is nothing to keep.
    pub fn to_text(&self) -> String {
        let ids = self.ids.iter().flat_map(|(article, ids)| {
            ids.iter().map(move |(made, id)| format!("{article}\t{made}\t{id}\n"))
        });
        let moved = self.moved.iter().map(|(old, new)| format!("\t{old}\t{new}\n"));
        let lines: String = ids.chain(moved).chain(self.records.lines()).collect();
        if lines.is_empty() { lines } else { format!("{HEAD}{lines}") }
    }

    /// When the record of an event came and was changed, where earlier builds recorded it.
    pub fn days(&self, event: &Event) -> Option<Days> {
        self.records.days(event)
    }

    /// Records what came and was changed until `today`; `digest` tells the contents of an event's record.
    pub fn record(&mut self, events: &[Event], digest: impl Fn(&Event) -> String, today: Day) {
        self.records = self.records.next(events, digest, today);
    }

    /// Gives events the ids that they had: those of the same words, then those of nearly the same.
    pub fn settle(&self, events: &mut [Event]) {
        let stated: BTreeSet<String> =
            events.iter().filter(|event| !is_made(event)).map(|event| event.id.clone()).collect();
        let article = |event: &Event| event.identity.tellings.first().map(|telling| telling.article.clone());
        for own in events.chunk_by_mut(|one, next| article(one) == article(next)) {
            let Some(known) = own.first().and_then(article).and_then(|article| self.ids.get(&article)) else {
                continue;
            };
            // What was once one with an event file has no name of its own.
            let mut left: BTreeMap<&str, &str> = known
                .iter()
                .filter(|(_, id)| !stated.contains(*id))
                .map(|(made, id)| (made.as_str(), id.as_str()))
                .collect();
            let mut open: Vec<&mut Event> = Vec::new();
            for event in own.iter_mut().filter(|event| is_made(event)) {
                match left.remove(event.id.as_str()) {
                    Some(id) => keep(event, id),
                    None => open.push(event),
                }
            }
            for event in open {
                let near = |made: &&str| likeness(made, &event.id);
                let best =
                    left.keys().filter(|made| near(made).is_some()).max_by_key(|made| near(made)).copied();
                if let Some(id) = best.and_then(|made| left.remove(made)) {
                    keep(event, id);
                }
            }
        }
    }

    /// The register of the events of a build, which have their last ids; former ids become addresses that lead to them. What is known of
    /// articles that are not there stays: they may come back.
    pub fn next(&self, events: &mut [Event]) -> Self {
        let tellings = events.iter().flat_map(|event| &event.identity.tellings);
        let present: BTreeSet<&str> = tellings.map(|telling| telling.article.as_str()).collect();
        let absent = self.ids.iter().filter(|(article, _)| !present.contains(article.as_str()));
        let ids = absent.map(|(article, ids)| (article.clone(), ids.clone())).collect();
        let mut next = Self { ids, records: self.records.clone(), ..Self::default() };
        let ids: BTreeSet<String> = events.iter().map(|event| event.id.clone()).collect();
        for (old, new) in &self.moved {
            next.moved.insert(old.clone(), new.clone());
        }
        for event in events.iter() {
            // An author's own id needs no register.
            for telling in event.identity.tellings.iter().skip(usize::from(!is_made(event))) {
                next.ids
                    .entry(telling.article.clone())
                    .or_default()
                    .insert(telling.id.clone(), event.id.clone());
            }
            for old in &event.identity.former {
                next.moved.insert(old.clone(), event.id.clone());
            }
        }
        let moved = std::mem::take(&mut next.moved);
        next.moved = moved
            .keys()
            .filter(|old| !ids.contains(*old))
            .filter_map(|old| {
                Some((old.clone(), last(&moved, old).filter(|id| ids.contains(*id))?.to_owned()))
            })
            .collect();
        let mut former: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        next.moved.iter().for_each(|(old, new)| former.entry(new).or_default().push(old));
        for event in events {
            let old = former.remove(event.id.as_str()).unwrap_or_default();
            event.aliases.extend(old.into_iter().map(str::to_owned));
        }
        next
    }
}

/// Whether the id of an event is made of its date and words.
fn is_made(event: &Event) -> bool {
    event.origin != Origin::File && event.id_span.is_none()
}

fn keep(event: &mut Event, id: &str) {
    id.clone_into(&mut event.id);
    event.identity.is_kept = true;
}

/// How many words two made ids share, if they may be of one event: one date and half of the words, or all words and another date.
fn likeness(one: &str, other: &str) -> Option<usize> {
    let parts = |id: &str| -> (String, BTreeSet<String>) {
        let is_date = |part: &&str| part.is_empty() || part.bytes().all(|byte| byte.is_ascii_digit());
        let date: Vec<&str> = id.split('-').take(3).take_while(is_date).collect();
        let words = id.split('-').skip(date.len()).map(str::to_owned).collect();
        (date.join("-"), words)
    };
    let ((date, words), (other_date, other_words)) = (parts(one), parts(other));
    let shared = words.intersection(&other_words).count();
    let near = if date == other_date {
        shared * 2 >= words.len().max(other_words.len())
    } else {
        words == other_words && !words.is_empty()
    };
    near.then_some(shared)
}

/// Where a former id leads in the end; none where it leads in a circle.
fn last<'a>(moved: &'a BTreeMap<String, String>, old: &str) -> Option<&'a str> {
    let mut id = moved.get(old)?;
    for _ in 0..moved.len() {
        match moved.get(id) {
            Some(next) => id = next,
            None => return Some(id),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Telling;
    use crate::event::sample::event;

    /// An event found in an article, by the id made of its words.
    fn found(article: &str, id: &str) -> Event {
        let mut event = Event { origin: Origin::Prose, ..event(id, "2025-02-25") };
        event.identity.tellings =
            vec![Telling { article: article.to_owned(), published: None, id: id.to_owned() }];
        event
    }

    fn build(register: &Register, events: Vec<Event>) -> (Register, Vec<Event>) {
        let mut events = events;
        register.settle(&mut events);
        let next = register.next(&mut events);
        (Register::parse(&next.to_text()), events)
    }

    fn ids(events: &[Event]) -> Vec<&str> {
        events.iter().map(|event| event.id.as_str()).collect()
    }

    #[test]
    fn ok_an_edited_sentence_keeps_its_id() {
        let first = || found("a.txt", "2025-02-25-council-approved-bridge");
        let (register, _) = build(&Register::default(), vec![first()]);
        for edited in [
            "2025-02-25-old-council-approved-bridge",
            "2025-02-24-council-approved-bridge",
            "2025-02-25-approved-bridge",
        ] {
            let (next, events) = build(&register, vec![found("a.txt", edited)]);
            assert_eq!(ids(&events), ["2025-02-25-council-approved-bridge"], "{edited}");
            // And once more, though nothing of the first words is left.
            assert_eq!(ids(&build(&next, vec![found("a.txt", edited)]).1), ids(&events));
        }
    }

    #[test]
    fn ok_another_event_gets_an_id_of_its_own() {
        let (register, _) =
            build(&Register::default(), vec![found("a.txt", "2025-02-25-council-approved-bridge")]);
        let events = build(&register, vec![found("a.txt", "2025-02-25-mayor-rejected-bridge-plan")]).1;
        assert_eq!(ids(&events), ["2025-02-25-mayor-rejected-bridge-plan"]);
        let other = build(&register, vec![found("b.txt", "2025-02-25-council-approved-the-bridge")]).1;
        assert_eq!(ids(&other), ["2025-02-25-council-approved-the-bridge"], "of another article");
    }

    #[test]
    fn ok_a_former_id_leads_to_the_event_for_ever() {
        let (register, _) = build(&Register::default(), vec![found("a.txt", "x"), found("b.txt", "y")]);
        let mut events = vec![found("a.txt", "x"), found("b.txt", "y")];
        register.settle(&mut events);
        let mut merged = events.remove(0);
        let other = events.remove(0);
        merged.identity.extend(Some(other.id), other.identity);
        let mut events = vec![merged];
        let next = register.next(&mut events);
        assert_eq!(events[0].aliases, ["y"]);
        // The second article is gone; its address still leads to the event.
        let (_, events) = build(&Register::parse(&next.to_text()), vec![found("a.txt", "x")]);
        assert_eq!(events[0].aliases, ["y"]);
    }

    #[test]
    fn ok_marks_of_a_merge_are_passed_over() {
        let register = Register::parse("<<<<<<< ours\na.txt\tmade\tid\n=======\n>>>>>>> theirs\n");
        assert_eq!(register.to_text(), format!("{HEAD}a.txt\tmade\tid\n"));
        assert_eq!(Register::default().to_text(), "");
    }
}
