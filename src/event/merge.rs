//! The same event in several articles, or in an article and an event file -> one event.
//!
//! Two tellings are one event where their dates agree and their words do (`Signature::is_same`); what an author states is never merged
//! with another statement of an author, unless somebody says so. The outcome depends on no order of files. The work grows with the
//! number of events, not with its square: only pairs that share a day and a rare word are looked at (prefix filtering, Chaudhuri,
//! Ganti and Kaushik 2006), and of many that share them only neighbours (`NEAR`).

use super::signature::{Bar, least_shared};
use super::statement::{days, is_compatible, is_inside};
use super::{Event, Origin, importance};
use crate::date::{Day, Precision, When};
use foldhash::fast::FixedState;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

/// Merges events, given in document order; what stays is in that order too.
pub fn merge(events: Vec<Event>) -> Vec<Event> {
    let groups = grouped(&events);
    let mut events: Vec<Option<Event>> = events.into_iter().map(Some).collect();
    let members = |group: Vec<usize>| {
        let members: Vec<Event> = group.iter().filter_map(|index| events[*index].take()).collect();
        (group.into_iter().min().unwrap_or_default(), members)
    };
    let members: Vec<(usize, Vec<Event>)> = groups.into_iter().map(members).collect();
    let joined = |(place, mut members): (usize, Vec<Event>)| {
        members.sort_by_cached_key(standing);
        Some((place, joined(members)?))
    };
    let mut merged: Vec<(usize, Event)> = members.into_par_iter().filter_map(joined).collect();
    merged.sort_by_key(|(place, _)| *place);
    merged.into_iter().map(|(_, event)| event).collect()
}

/// Which of several tellings speaks for all: what an author states, what is certain, what has happened, the most precise, the earliest.
fn standing(event: &Event) -> impl Ord + use<> {
    (
        event.origin,
        event.doubt.is_some(),
        event.status.as_deref() == Some("scheduled"),
        Reverse(event.why.confidence.max(super::Confidence::Resolved)),
        Reverse(event.when.precision().min(Precision::Day)),
        event.sources.iter().filter_map(|source| source.date.clone()).min(),
        event.mentions.first().map(|mention| (mention.article.clone(), mention.span)),
        event.id.clone(),
    )
}

/// One event of its tellings, the first of which speaks for all.
fn joined(members: Vec<Event>) -> Option<Event> {
    let mut members = members.into_iter();
    let mut event = members.next()?;
    let rest: Vec<Event> = members.collect();
    if rest.is_empty() {
        return Some(event);
    }
    let most = rest.iter().chain([&event]).map(|event| event.importance).max().unwrap_or_default();
    for other in rest {
        let lost = if names(&other, &event) {
            let own = std::mem::replace(&mut event.id, other.id.clone());
            event.identity.is_kept.then_some(own)
        } else {
            other.identity.is_kept.then(|| other.id.clone())
        };
        if !is_compatible(&event.when, &other.when) {
            event.readings.push(other.when);
        }
        event.readings.extend(other.readings);
        for (own, more) in [
            (&mut event.tags, other.tags),
            (&mut event.people, other.people),
            (&mut event.places, other.places),
            (&mut event.related, other.related),
        ] {
            add(own, more);
        }
        add(&mut event.sources, other.sources);
        add(&mut event.media, other.media);
        event.mentions.extend(other.mentions);
        event.identity.extend(lost, other.identity);
    }
    let id = event.id.clone();
    event.identity.former.retain(|former| *former != id);
    if !event.readings.is_empty() {
        event.readings.insert(0, event.when.clone());
        event.readings.sort_by_cached_key(When::order_key);
        event.readings.dedup();
    }
    if !event.identity.is_ranked {
        let articles: BTreeSet<&str> =
            event.mentions.iter().map(|mention| mention.article.as_str()).collect();
        let publishers: BTreeSet<&str> =
            event.sources.iter().filter_map(|source| source.publisher.as_deref()).collect();
        event.importance = importance::of_many(most, articles.len(), publishers.len());
    }
    Some(event)
}

/// Whether a telling gives the event its id: one that was published under it, else the earliest; what an author states keeps its own.
fn names(other: &Event, event: &Event) -> bool {
    let first = |event: &Event| {
        let tellings = event.identity.tellings.iter();
        tellings.map(|telling| (telling.published, telling.article.clone())).min()
    };
    let (kept, is_kept) = (other.identity.is_kept, event.identity.is_kept);
    event.id_span.is_none()
        && event.origin == Origin::Prose
        && (kept, Reverse(first(other))) > (is_kept, Reverse(first(event)))
}

fn add<T: PartialEq>(own: &mut Vec<T>, more: Vec<T>) {
    for value in more {
        if !own.contains(&value) {
            own.push(value);
        }
    }
}

/// The events of each group, as indexes.
fn grouped(events: &[Event]) -> Vec<Vec<usize>> {
    // An order that no order of files changes.
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by_key(|index| {
        (&events[*index].id, events[*index].mentions.first().map(|mention| &mention.article), *index)
    });
    let mut ranks = vec![0; events.len()];
    order.iter().enumerate().for_each(|(rank, index)| ranks[*index] = rank);
    let mut pairs = stated_pairs(events);
    pairs.extend(found_pairs(events, &order, &ranks));
    // The likest first, so that who is refused for another is the less like.
    pairs.par_sort_unstable_by_key(|pair| {
        let (one, other) = (ranks[pair.one], ranks[pair.other]);
        (Reverse(pair.likeness), one.min(other), one.max(other))
    });
    let mut groups = Groups::new(events);
    pairs.iter().for_each(|pair| groups.join(pair));
    groups.all()
}

/// Two events that may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pair {
    one: usize,
    other: usize,
    /// Shared words; the most for pairs that somebody stated.
    likeness: usize,
}

/// `same_as`, by any id of the other event.
fn stated_pairs(events: &[Event]) -> Vec<Pair> {
    if events.iter().all(|event| event.identity.same_as.is_empty()) {
        return Vec::new();
    }
    let by_id = by_id(events);
    let of = |(one, event): (usize, &Event)| {
        let others = event.identity.same_as.iter().filter_map(|id| by_id.get(id.as_str()));
        others.map(|other| Pair { one, other: *other, likeness: usize::MAX }).collect::<Vec<_>>()
    };
    events.iter().enumerate().flat_map(of).collect()
}

/// Events by their ids; an id that is in use goes before one that an article's telling would have had.
fn by_id(events: &[Event]) -> BTreeMap<&str, usize> {
    let tellings = events.iter().enumerate().rev().flat_map(|(index, event)| {
        event.identity.tellings.iter().map(move |telling| (telling.id.as_str(), index))
    });
    let ids = events.iter().enumerate().rev().map(|(index, event)| (event.id.as_str(), index));
    tellings.chain(ids).collect()
}

/// Pairs whose dates and words agree; `order` are the events by rank.
fn found_pairs(events: &[Event], order: &[usize], ranks: &[usize]) -> Vec<Pair> {
    let words = ranked_words(events);
    let places: Vec<Option<Place>> = events.iter().map(|event| Place::of(&event.when)).collect();
    let blocks = Blocks::new(&places, &words, ranks);
    // Reckoned once: each event is compared with many.
    let days: Vec<Option<(Day, Day)>> = events.iter().map(|event| days(&event.when)).collect();
    // The shorter telling asks for the longer one.
    let of = |one: usize| {
        let own = &words[one];
        let longer = |other: &usize| (own.len(), ranks[one]) < (words[*other].len(), ranks[*other]);
        let rare = &own[..own.len().saturating_sub(least_shared(own.len()) - 1)];
        let mut near: Vec<usize> = Vec::new();
        for block in places[one].map(|place| blocks.around(place)).unwrap_or_default() {
            let here = rare.iter().flat_map(|word| blocks.near(block, *word, ranks[one]));
            near.extend(here.map(|rank| order[rank]).filter(longer));
        }
        near.sort_unstable();
        near.dedup();
        near.into_iter()
            .filter_map(|other| {
                let bar = bar(&events[one].when, &events[other].when, days[one].zip(days[other]))?;
                Some(Pair { one, other, likeness: likeness(&events[one], &events[other], bar)? })
            })
            .collect::<Vec<_>>()
    };
    (0..events.len()).into_par_iter().flat_map_iter(of).collect()
}

/// How many words two tellings of one event share; none where they are not of one event.
fn likeness(one: &Event, other: &Event, bar: Bar) -> Option<usize> {
    let found = |event: &Event| event.origin == Origin::Prose;
    let article = |event: &'_ Event| event.mentions.first().map(|mention| &mention.article).cloned();
    let (first, second) = (&one.identity.signature, &other.identity.signature);
    let may_be = (found(one) || found(other)) && first.is_same(second, bar);
    // What one article tells twice it has joined already.
    (may_be && !(found(one) && found(other) && article(one) == article(other))).then(|| first.shared(second))
}

/// How much two dates ask of two tellings; none where they are not of one event.
fn bar(one: &When, other: &When, days: Option<((Day, Day), (Day, Day))>) -> Option<Bar> {
    // Days are quicker to compare than dates.
    if days.is_none_or(|(first, second)| first == second) && one == other {
        return Some(Bar::Site);
    }
    let (one, other) = days?;
    // Reports differ by the day more often than by anything else.
    let is_day = |(first, last): (Day, Day)| first == last;
    let is_next = is_day(one) && is_day(other) && one.0.days_until(other.0).abs() == 1;
    (is_next || is_inside(one, other) || is_inside(other, one)).then_some(Bar::Elsewhen)
}

/// The words of each event, the rarest first.
fn ranked_words(events: &[Event]) -> Vec<Vec<u64>> {
    let words = |event: &'_ Event| event.identity.signature.words().to_vec();
    let mut counts: HashMap<u64, u32, FixedState> = HashMap::default();
    for word in events.iter().flat_map(words) {
        *counts.entry(word).or_default() += 1;
    }
    let ranked = |event: &Event| {
        let mut words = words(event);
        words.sort_by_cached_key(|word| (counts.get(word), *word));
        words
    };
    events.iter().map(ranked).collect()
}

/// The part of time that holds a date: a day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Place {
    Day(Day),
    Month(i64, u8),
    Year(i64),
}

impl Place {
    /// None for a date that no year holds.
    fn of(when: &When) -> Option<Self> {
        let (first, last) = (when.earliest().or(when.latest())?, when.latest().or(when.earliest())?);
        Some(match () {
            () if first == last => Self::Day(first),
            () if (first.year, first.month) == (last.year, last.month) => {
                Self::Month(first.year, first.month)
            }
            () if first.year == last.year => Self::Year(first.year),
            () => return None,
        })
    }

    /// The places around it that are wider.
    fn wider(self) -> Vec<Self> {
        match self {
            Self::Day(day) => vec![Self::Month(day.year, day.month), Self::Year(day.year)],
            Self::Month(year, _) => vec![Self::Year(year)],
            Self::Year(_) => Vec::new(),
        }
    }
}

/// Where events stand: at their own place, or inside a wider one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Block {
    At(Place),
    Inside(Place),
}

/// How many events on either side of an event, in a block and of a word, are compared with it: who tells what hundreds of others tell is
/// one with all of them by way of some.
const NEAR: usize = 8;

/// Events, by rank, by block and word; blocks are numbered.
struct Blocks {
    numbers: BTreeMap<Block, u32>,
    events: Vec<(u32, u64, u32)>,
    /// Where the events of a block and word stand.
    spans: HashMap<(u32, u64), Range<usize>, FixedState>,
}

impl Blocks {
    fn new(places: &[Option<Place>], words: &[Vec<u64>], ranks: &[usize]) -> Self {
        // Only places that are some event's own are ever asked about.
        let own: BTreeSet<Place> = places.iter().flatten().copied().collect();
        let blocks = own.iter().flat_map(|place| [Block::At(*place), Block::Inside(*place)]);
        let numbers: BTreeMap<Block, u32> = blocks.zip(0..).collect();
        let mut events = Vec::new();
        for ((place, own), rank) in places.iter().zip(words).zip(ranks) {
            let (Some(place), Ok(rank)) = (place, u32::try_from(*rank)) else { continue };
            let wider = place.wider().into_iter().map(Block::Inside);
            for number in wider.chain([Block::At(*place)]).filter_map(|block| numbers.get(&block)) {
                events.extend(own.iter().map(|word| (*number, *word, rank)));
            }
        }
        events.par_sort_unstable();
        let mut end = 0;
        let spans = events.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)).map(|chunk| {
            end += chunk.len();
            ((chunk[0].0, chunk[0].1), end - chunk.len()..end)
        });
        Self { numbers, spans: spans.collect(), events }
    }

    /// The blocks in which the same event may stand.
    fn around(&self, place: Place) -> Vec<u32> {
        let mut blocks = vec![Block::At(place), Block::Inside(place)];
        blocks.extend(place.wider().into_iter().map(Block::At));
        if let Place::Day(day) = place {
            blocks.extend([-1, 1].map(|days| Block::At(Place::Day(day.add_days(days)))));
        }
        blocks.iter().filter_map(|block| self.numbers.get(block).copied()).collect()
    }

    /// The events of a block and word around a rank.
    fn near(&self, block: u32, word: u64, rank: usize) -> impl Iterator<Item = usize> {
        let here = self.spans.get(&(block, word)).map_or(&[][..], |span| &self.events[span.clone()]);
        let at = here.partition_point(|(_, _, own)| (*own as usize) < rank);
        let around = &here[at.saturating_sub(NEAR)..here.len().min(at + NEAR + 1)];
        around.iter().map(|(_, _, rank)| *rank as usize)
    }
}

/// Groups that grow by pairs (union-find).
struct Groups {
    parents: Vec<usize>,
    /// Of each group, by its first event.
    members: BTreeMap<usize, Vec<usize>>,
    /// First events of groups that hold what an author states.
    stated: BTreeSet<usize>,
    /// Events that may not stand in one group with another.
    apart: BTreeMap<usize, BTreeSet<usize>>,
}

impl Groups {
    fn new(events: &[Event]) -> Self {
        let mut apart: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        if events.iter().any(|event| !event.identity.not_same_as.is_empty()) {
            let by_id = by_id(events);
            for (one, event) in events.iter().enumerate() {
                for other in event.identity.not_same_as.iter().filter_map(|id| by_id.get(id.as_str())) {
                    apart.entry(one).or_default().insert(*other);
                    apart.entry(*other).or_default().insert(one);
                }
            }
        }
        let stated = |index: &usize| events[*index].origin != Origin::Prose;
        Self {
            parents: (0..events.len()).collect(),
            members: (0..events.len()).map(|index| (index, vec![index])).collect(),
            stated: (0..events.len()).filter(stated).collect(),
            apart,
        }
    }

    fn first(&self, mut index: usize) -> usize {
        while self.parents[index] != index {
            index = self.parents[index];
        }
        index
    }

    /// Makes one group of two, unless somebody keeps two of their events apart, or each holds what an author states.
    fn join(&mut self, pair: &Pair) {
        let (one, other) = (self.first(pair.one), self.first(pair.other));
        if one == other {
            return;
        }
        // The smaller group goes into the larger one: the way to the first stays short.
        let (keep, gone) =
            if self.members[&one].len() < self.members[&other].len() { (other, one) } else { (one, other) };
        let kept_apart = |index: &usize| {
            let apart = self.apart.get(index);
            apart.is_some_and(|apart| apart.iter().any(|other| self.first(*other) == keep))
        };
        let stated =
            [keep, gone].iter().all(|group| self.stated.contains(group)) && pair.likeness != usize::MAX;
        if stated || self.members[&gone].iter().any(kept_apart) {
            return;
        }
        let moved = self.members.remove(&gone).unwrap_or_default();
        self.parents[gone] = keep;
        self.members.entry(keep).or_default().extend(moved);
        if self.stated.remove(&gone) {
            self.stated.insert(keep);
        }
    }

    fn all(self) -> Vec<Vec<usize>> {
        self.members.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{self, Input};
    use crate::config::{self, Config, Overrides};
    use crate::lang::Packs;
    use crate::text::SourceFile;
    use std::sync::Arc;

    fn config() -> Config {
        config::load(None, "site", &Overrides::default()).0
    }

    /// The events of files, each a path and its text; event files have a `date`.
    fn read(files: &[(&str, &str)]) -> Vec<Event> {
        let (config, packs) = (config(), Packs::default());
        let of = |(path, text): &(&str, &str)| {
            let file = Arc::new(SourceFile::new(format!("content/{path}"), *text));
            let input = Input::of(file, (*path).into(), &packs);
            crate::event::events(&article::read(&input).0, &config).0
        };
        files.iter().flat_map(of).collect()
    }

    fn titles(files: &[(&str, &str)]) -> Vec<String> {
        merge(read(files)).into_iter().map(|event| format!("{} {}", event.when, event.title)).collect()
    }

    const COURIER: &str = "Council approves bridge\n\nThe council of Oldtown approved the new bridge over the Wend on Tuesday.\n";
    const GAZETTE: &str =
        "A bridge at last\n\nOn 25 February 2025, Oldtown’s council approved a bridge over the river Wend.\n";

    #[test]
    fn ok_two_articles_tell_one_event_in_either_order() {
        let files = [("2025-02-26-courier.txt", COURIER), ("2025-02-27-gazette.txt", GAZETTE)];
        let found = merge(read(&files));
        assert_eq!(found.len(), 1, "{:#?}", titles(&files));
        assert_eq!(found[0].mentions.len(), 2);
        assert_eq!(found[0].sources.len(), 2);
        let reversed: Vec<_> = files.iter().rev().copied().collect();
        assert_eq!(merge(read(&reversed))[0].title, found[0].title);
    }

    #[test]
    fn ok_similar_events_of_one_day_stay_apart() {
        for other in [
            "The council of Oldtown approved the new budget of the town on 25 February 2025.",
            "The council of Oldtown rejected the new bridge over the Wend on 25 February 2025.",
            "The mayor of Newtown opened the new market on 25 February 2025.",
        ] {
            let files = [("2025-02-26-courier.txt", COURIER), ("2025-02-27-gazette.txt", other)];
            assert_eq!(titles(&files).len(), 2, "{other}");
        }
    }

    #[test]
    fn ok_an_event_file_speaks_for_the_articles() {
        let file = "---\ndate: 2025-02-25\n---\n# Oldtown approves the bridge over the Wend\n\nThe council voted for it.\n";
        let found = merge(read(&[("2025-02-26-courier.txt", COURIER), ("bridge.md", file)]));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].id.as_str(), found[0].mentions.len()), ("bridge", 2));
    }

    #[test]
    fn ok_what_two_authors_state_is_two_events_unless_one_says_otherwise() {
        let file = |more: &str| {
            format!("---\ndate: 2025-02-25\n{more}---\n# Oldtown approves the bridge over the Wend\n")
        };
        let (plain, same) = (file(""), file("same_as: one\n"));
        assert_eq!(titles(&[("one.md", &plain), ("two.md", &plain)]).len(), 2);
        assert_eq!(titles(&[("one.md", &plain), ("two.md", &same)]).len(), 1);
    }

    #[test]
    fn ok_not_same_as_keeps_apart() {
        let file = "---\ndate: 2025-02-25\nnot_same_as: 2025-02-25-council-oldtown-approved-bridge-wend\n---\n# Oldtown’s council approved the bridge over the Wend\n";
        let files = [("2025-02-26-courier.txt", COURIER), ("bridge.md", file)];
        assert_eq!(read(&files)[0].id, "2025-02-25-council-oldtown-approved-bridge-wend");
        assert_eq!(titles(&files).len(), 2);
    }

    #[test]
    fn ok_reports_that_differ_by_a_day_are_one_event_with_both_readings() {
        let other = "The council of Oldtown approved the new bridge over the Wend on 24 February 2025.";
        let found = merge(read(&[("2025-02-26-courier.txt", COURIER), ("2025-02-27-gazette.txt", other)]));
        assert_eq!(found.len(), 1);
        let readings: Vec<String> = found[0].readings.iter().map(ToString::to_string).collect();
        assert_eq!(readings, ["2025-02-24", "2025-02-25"]);
    }
}
