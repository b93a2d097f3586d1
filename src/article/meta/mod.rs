//! Front matter, the file beside the article and the cascades of its folders -> [`Meta`].

pub(crate) mod dates;
mod keys;
mod layer;
mod reader;
mod sources;

pub(super) use layer::Layer;

use super::front::{Node, Value};
use super::{Curated, Meta, Published, PublishedFrom};
use crate::date::{Day, When};
use crate::diag::Diagnostic;
use crate::lang::{Byline, Pack, Packs};
use crate::text::Span;
use dates::Reading;
use reader::{Found, Reader};

/// Whether a key has a meaning of its own.
pub(super) fn is_known(key: &str) -> bool {
    keys::known(key).is_some()
}

/// The key's own name, for one of its names.
pub(crate) fn known_key(key: &str) -> Option<&'static str> {
    keys::known(key)
}

/// The pack of the language that the layers state, else the site's. A language without a pack is told, where it does not stand in
/// the file of a folder, which tells it itself.
pub(super) fn pack<'a>(layers: &[Layer<'_>], packs: &'a Packs) -> (&'a Pack, Option<Diagnostic>) {
    let stated = layers.iter().find_map(|layer| Some((layer, layer.get("language").first()?)));
    let Some((layer, entry)) = stated else { return (packs.site(), None) };
    let Some(code) = entry.node.text() else { return (packs.site(), None) };
    if let Some(pack) = packs.of(&code) {
        return (pack, None);
    }
    let known: Vec<&str> = Pack::builtin_codes().collect();
    let told = Diagnostic::warning("unknown-language", format!("there is no language pack for `{code}`"))
        .at(layer.file, entry.node.span, "the prose is not searched")
        .help(format!(
            "the languages are {}; events that are stated are read all the same",
            known.join(", ")
        ));
    (packs.site(), Some(told).filter(|_| layer.from != PublishedFrom::Section))
}

/// What the layers say.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub meta: Meta,
    /// Whether a date without a name, such as one in the file name, says when the article was written.
    pub date_is_published: bool,
    pub told: Vec<Diagnostic>,
}

/// Reads all keys; of each, the first layer that states it holds.
pub(super) fn read(layers: &[Layer<'_>], pack: &Pack) -> Stated {
    let mut reader = Reader { layers, reading: Reading { pack, published: None }, told: Vec::new() };
    reader.suspects();
    let (meta, date_is_published) = reader.meta();
    Stated { meta, date_is_published, told: reader.told }
}

/// Reads the keys of one event, whose dates may be reckoned from a publication date.
pub(super) fn entry(layers: &[Layer<'_>], pack: &Pack, published: Option<Day>) -> (Meta, Vec<Diagnostic>) {
    let mut reader = Reader { layers, reading: Reading { pack, published }, told: Vec::new() };
    reader.suspects();
    let (meta, _) = reader.meta();
    (meta, reader.told)
}

impl Reader<'_> {
    fn meta(&mut self) -> (Meta, bool) {
        let extract = self.truth("extract");
        let stated = self.find("published").is_some_and(|found| found.layer.from != PublishedFrom::Section);
        let date_is_published =
            self.text("dateis").as_deref() == Some("published") || (extract == Some(true) && !stated);
        let date = if date_is_published && !stated { self.published("date") } else { None };
        let published = date.or_else(|| self.published("published"));
        self.reading.published = published.as_ref().map(|published| published.day).or(self.reading.published);
        let (when, when_span) = if date_is_published { (None, Span::default()) } else { self.when() };
        let meta = Meta {
            title: self.text("title"),
            when,
            when_span,
            display_date: self.text("displaydate"),
            order: self.integer("order"),
            published,
            updated: self.day("updated").map(|(day, _)| day),
            id: self.text("id"),
            id_span: self.find("id").map(Found::span).unwrap_or_default(),
            slug: self.text("slug"),
            aliases: self.names("aliases", ","),
            summary: self.text("summary"),
            tags: self.names("tags", ","),
            people: self.names("people", ","),
            places: self.names("place", ";"),
            importance: self.importance(),
            status: self.text("status"),
            sources: self.each("sources", "a text or a table with `title` and `url`", sources::source),
            media: self.each("media", "an address or a table with `src`", |node, _| sources::media(node)),
            related: self.names("related", ","),
            same_as: self.names("sameas", ","),
            not_same_as: self.names("notsameas", ","),
            section: self.text("section"),
            language: self.text("language"),
            authors: self.authors(),
            publisher: self.text("publisher"),
            url: self.text("url"),
            allow: self.names("allow", ","),
            draft: self.truth("draft").unwrap_or(false),
            extract,
            curated: self.find("events").is_some(),
            events: self.events(),
            extra: self.extra(),
        };
        (meta, date_is_published)
    }

    fn importance(&mut self) -> Option<u8> {
        let found = self.find("importance")?;
        let number = found.node.text().and_then(|text| text.parse::<f64>().ok());
        match number {
            Some(number) if (1.0..=10.0).contains(&number) => Some(number.round() as u8),
            Some(number) => {
                let message = format!("`importance` is a number from 1 to 10, not {number}");
                self.tell(found, Diagnostic::warning("bad-value", message), found.node.span, "left out");
                None
            }
            None => {
                self.bad_value(found, "a number from 1 to 10");
                None
            }
        }
    }

    /// `byline: By Jane Orne` names Jane Orne.
    fn authors(&mut self) -> Vec<String> {
        let by = &Byline::of(&self.reading.pack.code).by;
        let bare = |name: String| match name.split_once(' ') {
            Some((first, rest)) if by.contains(&first.to_lowercase()) => rest.trim().to_owned(),
            _ => name,
        };
        self.names("author", ",").into_iter().map(bare).collect()
    }

    fn published(&mut self, key: &str) -> Option<Published> {
        let (day, found) = self.day(key)?;
        Some(Published { day, from: found.layer.from })
    }

    /// `date` with `time` and `end`, and the bytes of `date`.
    fn when(&mut self) -> (Option<When>, Span) {
        let Some((date, found)) = self.date("date") else { return (None, Span::default()) };
        let timed = self.timed(date);
        let when = match self.find("end").map(|end| (end, end.node.text())) {
            None => timed,
            Some((end, text)) => {
                let open = text.as_deref() == Some("..");
                let last = if open { None } else { self.date("end").map(|(last, _)| last) };
                match When::interval(Some(&timed), last.as_ref()) {
                    Some(interval) if open || last.is_some() => interval,
                    _ if last.is_none() => timed,
                    _ => {
                        let message =
                            format!("`end` ({}) does not follow `date` ({timed})", text.unwrap_or_default());
                        let diagnostic = Diagnostic::error("bad-date", message)
                            .help("an end is a date, not before the beginning");
                        self.tell(end, diagnostic, end.node.span, "no end of that date");
                        timed
                    }
                }
            }
        };
        (Some(when), found.span())
    }

    fn timed(&mut self, date: When) -> When {
        let Some(found) = self.find("time") else { return date };
        let time = found.node.text().and_then(|text| dates::time(&text, self.reading.pack));
        match time.and_then(|time| date.clone().with_time(time)) {
            Some(timed) => timed,
            None => {
                let takes = "a time of day, such as 23:59, and goes with a `date` that is a single day";
                let diagnostic = Diagnostic::warning("bad-value", format!("`time` takes {takes}"));
                self.tell(found, diagnostic, found.node.span, "left out");
                date
            }
        }
    }

    fn events(&mut self) -> Vec<Curated> {
        let mut events = Vec::new();
        for found in self.all("events") {
            let nodes = match &found.node.value {
                Value::List(nodes) => nodes.as_slice(),
                _ => std::slice::from_ref(found.node),
            };
            for node in nodes {
                events.extend(self.event(Found { node, ..found }));
            }
        }
        events
    }

    fn event(&mut self, found: Found<'_>) -> Option<Curated> {
        let Value::Table(table) = &found.node.value else {
            self.bad_value(found, "tables with `date` and `title`");
            return None;
        };
        let span = extent(found.node);
        let layers = [Layer::new(found.layer.file, table, found.layer.from)];
        let mut reader = Reader { layers: &layers, reading: self.reading, told: Vec::new() };
        let (meta, _) = reader.meta();
        let told = std::mem::take(&mut reader.told);
        let dated = reader.find("date").is_some();
        self.told.extend(told);
        if !dated {
            let diagnostic =
                Diagnostic::error("bad-date", "an entry of `events` has no `date`").help("add `date` to it");
            self.tell(found, diagnostic, span, "no date");
        } else if meta.title.is_none() && meta.summary.is_none() {
            let diagnostic = Diagnostic::error("bad-value", "an entry of `events` has no `title`")
                .help("add `title` to it");
            self.tell(found, diagnostic, span, "no title");
        }
        Some(Curated { meta, span: if found.own { span } else { Span::default() } })
    }

    fn extra(&self) -> std::collections::BTreeMap<String, serde_json::Value> {
        let mut extra = std::collections::BTreeMap::new();
        for entry in self.layers.iter().flat_map(|layer| &layer.unknown) {
            extra.entry(entry.key.clone()).or_insert_with(|| entry.node.to_json());
        }
        extra
    }

    /// Unknown keys are kept, never an error; those one slip away from a known one are told.
    fn suspects(&mut self) {
        for (number, layer) in self.layers.iter().enumerate() {
            for entry in &layer.suspects {
                if let Some(nearest) = keys::nearest(&entry.key) {
                    let found = Found { key: &entry.key, node: &entry.node, layer, own: number == 0 };
                    let diagnostic = Diagnostic::note(
                        "unknown-key",
                        format!("no key `{}` is known: it is kept for templates", entry.key),
                    )
                    .help(format!("did you mean `{nearest}`?"));
                    self.tell(found, diagnostic, entry.key_span, "unknown");
                }
            }
        }
    }
}

/// From the first to the last byte of a node and all that it holds: a TOML table's own span is its header.
pub(super) fn extent(node: &Node) -> Span {
    let inner: Vec<Span> = match &node.value {
        Value::List(nodes) => nodes.iter().map(extent).collect(),
        Value::Table(entries) => {
            entries.iter().flat_map(|entry| [entry.key_span, extent(&entry.node)]).collect()
        }
        _ => Vec::new(),
    };
    inner
        .iter()
        .fold(node.span, |whole, span| Span::new(whole.start.min(span.start), whole.end.max(span.end)))
}
