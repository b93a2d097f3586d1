//! Timexes and sentences -> [`Event`]s: stated, curated, and found in prose; and the [`mentions`] of events, word by word.

mod clause;
mod corrections;
mod dating;
mod ids;
mod importance;
mod mentions;
mod merge;
mod names;
mod prose;
mod quote;
mod records;
mod register;
mod signature;
mod stated;
mod statement;
mod telling;

pub use crate::config::Confidence;
pub use dating::date_words;
pub(crate) use ids::of_date as date_id;
pub use ids::{unique, unknown_related};
pub use mentions::{DateSource, EventMention, Told, mentions};
pub use merge::merge;
pub use records::Days;
pub use register::Register;
pub use statement::Doubt;

use crate::article::{Article, Decision, Kind, Media, SourceRef};
use crate::config::Config;
use crate::date::{Day, When};
use crate::diag::Diagnostic;
use crate::lang::Pack;
use crate::text::Span;
use std::collections::BTreeMap;

/// Something that happened: the unit of the timeline.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Event {
    /// Permanent; unique in a site.
    pub id: String,
    /// Whether the author gave the id, and where: two events with one given id are an error.
    pub id_span: Option<Span>,
    pub title: String,
    /// Plain text, one or two sentences.
    pub summary: Option<String>,
    /// The sentence it was read from, verbatim.
    pub quote: Option<String>,
    pub when: When,
    pub display_date: Option<String>,
    /// Author's order within one day.
    pub order: Option<i64>,
    pub tags: Vec<String>,
    pub people: Vec<String>,
    pub places: Vec<String>,
    /// 1 to 10.
    pub importance: u8,
    /// `confirmed`, `reported`, `disputed`, `scheduled`, ... as written; empty when not stated.
    pub status: Option<String>,
    pub sources: Vec<SourceRef>,
    pub media: Vec<Media>,
    /// Ids of other events, as written.
    pub related: Vec<String>,
    /// Former URLs or slugs that redirect here.
    pub aliases: Vec<String>,
    pub slug: Option<String>,
    /// Folder inside `content/`, or the front matter's `section`.
    pub section: String,
    pub origin: Origin,
    /// Where articles report it; the first is its own file.
    pub mentions: Vec<Mention>,
    pub why: Why,
    /// What an editor should look at before it is shown.
    pub doubt: Option<Doubt>,
    /// Other dates that are reported, with its own, in order of time; empty where all reports agree.
    pub readings: Vec<When>,
    /// How it is known again.
    pub identity: Identity,
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// How an event is known again: in another article, and in the next build.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Identity {
    /// Ids of events that are this one, whatever their words say, as an author wrote them.
    pub same_as: Vec<String>,
    /// Ids of events that are not this one.
    pub not_same_as: Vec<String>,
    /// The articles that tell it, each with the id that the event would have had of that article alone.
    pub tellings: Vec<Telling>,
    /// Ids that it had before: their addresses lead to it.
    pub former: Vec<String>,
    /// Whether its id comes from an earlier build.
    pub is_kept: bool,
    /// Which of [`Article::corrections`] is about it: a person has corrected it, or has said that it is right.
    pub correction: Option<usize>,
    /// Whether an author stated its importance.
    pub is_ranked: bool,
    /// What it is about.
    pub(crate) signature: signature::Signature,
}

/// An article that tells an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// [`crate::article::Article::key`].
    pub article: String,
    /// When it was published.
    pub published: Option<Day>,
    /// The id made of what that article says.
    pub id: String,
}

impl Identity {
    /// Takes over the identity of an event that is the same; `lost` is an id under which one of the two was published, and is no more.
    fn extend(&mut self, lost: Option<String>, other: Self) {
        self.former.extend(lost);
        self.is_kept |= other.is_kept;
        self.former.extend(other.former);
        self.tellings.extend(other.tellings);
        self.signature.extend(&other.signature);
    }
}

/// Importance of an event whose author states none.
pub const IMPORTANCE: u8 = 5;

/// The languages that an article's events are read and shown in.
#[derive(Clone, Copy)]
struct Languages<'a> {
    /// Of the article.
    text: &'a Pack,
    /// Of the site, on whose pages dates are put into words.
    pages: &'a Pack,
    /// Whether somebody has said in which order numeric dates are written: `en-GB`.
    order_is_known: bool,
}

/// The events of one content file, in document order: what DESIGN calls "which events a file yields".
///
/// Their ids are still those that each event asks for; [`unique`] settles them over the whole site.
pub fn events(article: &Article, config: &Config) -> (Vec<Event>, Vec<Diagnostic>) {
    let (mut events, told) = proposals(article, config);
    events.retain(|event| decision(article, event) != Some(Decision::Hide));
    (events, told)
}

/// What a person has decided on an event of an article.
pub fn decision(article: &Article, event: &Event) -> Option<Decision> {
    event.identity.correction.and_then(|number| article.corrections.get(number)).map(|own| own.decision)
}

/// The same as [`events`], with those that a person has hidden.
pub fn proposals(article: &Article, config: &Config) -> (Vec<Event>, Vec<Diagnostic>) {
    let (mut events, mut told) = stated_or_found(article, config);
    told.extend(unused_corrections(article, &events));
    let pack = config.pack_for(article.meta.language.as_deref()).unwrap_or(config.pack());
    for event in &mut events {
        names::add(event, config);
        if event.origin != Origin::Prose {
            let more = event.summary.as_deref().unwrap_or_default();
            event.identity.signature = signature::Signature::of_stated(&event.title, more, pack);
        }
        let published = article.meta.published.as_ref().map(|published| published.day);
        event.identity.tellings =
            vec![Telling { article: article.key.clone(), published, id: event.id.clone() }];
    }
    (events, told)
}

/// Corrections are of events found in prose; where none is searched, they do nothing.
fn unused_corrections(article: &Article, events: &[Event]) -> Option<Diagnostic> {
    let file = article.corrections_file.as_ref()?;
    let first = article.corrections.first()?;
    let searched = article.kind == Kind::Article
        && (article.outline.is_empty() && !article.meta.curated || article.meta.extract == Some(true));
    let stated = |event: &Event| event.origin == Origin::Prose;
    (!searched && !events.iter().any(stated)).then(|| {
        let message =
            format!("the prose of {} is not searched: nothing is there to be corrected", article.file.path);
        Diagnostic::warning("idle-correction", message)
            .at(file, first.span, "does nothing")
            .help("mend what the article states itself, or set `extract = true` in it")
    })
}

fn stated_or_found(article: &Article, config: &Config) -> (Vec<Event>, Vec<Diagnostic>) {
    let own = config.pack_for(article.meta.language.as_deref());
    let code = article.meta.language.as_deref().unwrap_or(&config.language);
    let text = own.unwrap_or(config.pack());
    let packs =
        Languages { text, pages: config.pack(), order_is_known: code.contains('-') || !text.month_first };
    let meta = &article.meta;
    let mined = |events: Vec<Event>| {
        // Prose of an unknown language would be misread.
        let (found, told) = own.map(|_| prose::events(article, packs)).unwrap_or_default();
        (events.into_iter().chain(found).collect(), told)
    };
    match article.kind {
        Kind::SectionIndex => (Vec::new(), Vec::new()),
        Kind::EventFile => (stated::file(article, packs).into_iter().collect(), Vec::new()),
        Kind::Article if meta.curated => match meta.extract {
            Some(true) => mined(stated::curated(article, packs)),
            _ => (stated::curated(article, packs), Vec::new()),
        },
        Kind::Article if !article.outline.is_empty() => match meta.extract {
            Some(true) => mined(stated::outline(article, packs)),
            _ => (stated::outline(article, packs), Vec::new()),
        },
        Kind::Article if meta.extract.unwrap_or(config.extract) => mined(Vec::new()),
        Kind::Article => (Vec::new(), Vec::new()),
    }
}

/// How an event came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A file of its own.
    File,
    /// `[[events]]` of a file.
    Curated,
    /// A heading or list item that begins with a date.
    Outline,
    /// Found in prose.
    Prose,
}

/// One place in one article that reports an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// [`crate::article::Article::key`].
    pub article: String,
    /// Bytes of the article's file: the sentence, the outline entry, or the whole body.
    pub span: Span,
    /// Bytes of the article's file: the words of the date, when it stands in the text.
    pub date_span: Option<Span>,
}

/// Why the event has its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The words of the date as written: "on Tuesday", "2025-02-22".
    pub expression: String,
    /// How it was read, in plain words.
    pub how: String,
    /// The publication date it was reckoned from.
    pub published: Option<Day>,
    /// Name of the rule; empty for stated dates.
    pub rule: String,
    /// How sure.
    pub confidence: Confidence,
}

#[cfg(test)]
pub(crate) mod sample {
    use super::*;

    /// An event of the file `events/<id>.md` for tests of later rooms.
    pub(crate) fn event(id: &str, date: &str) -> Event {
        Event {
            id: id.to_owned(),
            id_span: None,
            title: format!("Title of {id}"),
            summary: None,
            quote: None,
            when: When::parse(date).unwrap(),
            display_date: None,
            order: None,
            tags: Vec::new(),
            people: Vec::new(),
            places: Vec::new(),
            importance: IMPORTANCE,
            status: None,
            sources: Vec::new(),
            media: Vec::new(),
            related: Vec::new(),
            aliases: Vec::new(),
            slug: None,
            section: "events".to_owned(),
            origin: Origin::File,
            mentions: vec![Mention {
                article: format!("events/{id}"),
                span: Span::default(),
                date_span: None,
            }],
            why: Why {
                expression: date.to_owned(),
                how: String::new(),
                published: None,
                rule: String::new(),
                confidence: Confidence::Stated,
            },
            doubt: None,
            readings: Vec::new(),
            identity: Identity::default(),
            extra: BTreeMap::new(),
        }
    }
}
