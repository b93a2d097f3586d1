//! The JSON of TimelineJS: version 3, and version 1 (`timeline.date[]`).
//!
//! | TimelineJS | here |
//! |---|---|
//! | `start_date`, `end_date` | `date`; the years -1, -2 are 1 and 2 BCE |
//! | `display_date`, also inside of a date | `display_date` |
//! | `text.headline`, `text.text` | title, body |
//! | `media` with the whole address of a picture | `media` |
//! | any other medium | a source, where it has an address |
//! | `group` | the first tag |
//! | `title` | the introduction of the folder |
//! | `eras` | told, to be put into the configuration |
//! | anything else: players, backgrounds, HTML that Markdown cannot say | `extra.timelinejs`, by its name, and out again |

use super::html::{is_rich, markdown, plain};
use super::{Import, Introduction, dates};
use crate::date::When;
use crate::export::{Beyond, Details, Medium, Record, SOURCES, Source, TIMELINEJS as NAME, date_fields};
use crate::text::{Span, digest};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The endings of addresses of pictures.
const PICTURES: [&str; 8] = ["jpg", "jpeg", "png", "gif", "webp", "svg", "avif", "bmp"];

/// A table of the file, from which each key is taken once.
pub(super) type Slide = Map<String, Value>;

impl Import<'_> {
    pub(super) fn timelinejs(&mut self) {
        let file = self.file;
        let top = match serde_json::from_str::<BTreeMap<&str, &RawValue>>(&file.text) {
            Ok(top) => top,
            Err(error) => return self.broken_json(&error),
        };
        if let Some(timeline) = top.get("timeline") {
            return self.version_1(timeline);
        }
        let place = |raw: &RawValue| span_of(&file.text, raw.get());
        if let Some((slide, span)) = top.get("title").and_then(|raw| Some((table(raw)?, place(raw)))) {
            self.introduction(slide, span);
        }
        for raw in items(top.get("events").copied()) {
            match table(raw) {
                Some(slide) => self.slide(slide, place(raw)),
                None => self.left_out(place(raw), "a slide is a table in braces", "no table"),
            }
        }
        for raw in items(top.get("eras").copied()) {
            self.era(table(raw).unwrap_or_default(), place(raw));
        }
        for (key, raw) in top.iter().filter(|(key, _)| !["title", "events", "eras", "scale"].contains(*key)) {
            self.kept(place(raw), format!("`{key}` says nothing about an event: left out"));
        }
    }

    fn version_1(&mut self, timeline: &RawValue) {
        let file = self.file;
        let place = |raw: &RawValue| span_of(&file.text, raw.get());
        let Ok(top) = serde_json::from_str::<BTreeMap<&str, &RawValue>>(timeline.get()) else { return };
        let mut title = table(timeline).unwrap_or_default();
        ["date", "era", "chart", "type", "startDate", "endDate"].into_iter().for_each(|key| {
            title.shift_remove(key);
        });
        self.introduction(version_3(title), place(timeline));
        for raw in items(top.get("date").copied()) {
            self.slide(version_3(table(raw).unwrap_or_default()), place(raw));
        }
        for raw in items(top.get("era").copied()) {
            self.era(version_3(table(raw).unwrap_or_default()), place(raw));
        }
    }

    pub(super) fn broken_json(&mut self, error: &serde_json::Error) {
        let lines = self.file.text.split_inclusive('\n').take(error.line().saturating_sub(1));
        let start: usize = lines.map(str::len).sum();
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        self.left_out(
            Span::new(start, self.file.text.len()),
            format!("the file is no JSON: {message}"),
            "here",
        );
    }

    /// What introduces the timeline; its date, if it has any, means nothing.
    pub(super) fn introduction(&mut self, mut slide: Slide, span: Span) {
        let mut details = Details::default();
        slide.shift_remove("unique_id");
        let (title, text) = self.text(&mut slide);
        self.medium(&mut slide, &mut details, span);
        keep(slide, &mut details);
        let introduction = Introduction { title, text, details };
        if introduction.title.is_empty() && introduction.text.is_empty() {
            return;
        }
        if self.found.introduction.is_some() {
            return self.left_out(span, "there is a second title", "left out");
        }
        self.found.introduction = Some(introduction);
    }

    pub(super) fn era(&mut self, mut slide: Slide, span: Span) {
        let (title, _) = self.text(&mut slide);
        let dates = (take_table(&mut slide, "start_date"), take_table(&mut slide, "end_date"));
        let (start, end) = (dates::of_fields(&dates.0), dates::of_fields(&dates.1));
        match (start, end) {
            (Ok(Some(start)), Ok(Some(end))) if !title.is_empty() => {
                match When::interval(Some(&start), Some(&end)) {
                    Some(when) => self.found.eras.push((title, when)),
                    None => {
                        self.left_out(span, format!("the era `{title}` ends before it begins"), "left out")
                    }
                }
            }
            _ => self.left_out(span, "an era has a headline, a start and an end", "left out"),
        }
    }

    pub(super) fn slide(&mut self, mut slide: Slide, span: Span) {
        let (start, end) = (take_table(&mut slide, "start_date"), take_table(&mut slide, "end_date"));
        let when = match self.when(&start, &end) {
            Ok(Some(when)) => when,
            Ok(None) => return self.left_out(span, "a slide without a date", "no `start_date` with a year"),
            Err(error) => return self.left_out(span, format!("a slide without a date: {error}"), "here"),
        };
        let beyond =
            slide.shift_remove("dateline").and_then(|value| serde_json::from_value::<Beyond>(value).ok());
        let shown = slide.get("text").and_then(|text| text["text"].as_str()).unwrap_or_default();
        let untouched = beyond.as_ref().is_some_and(|beyond| beyond.digest == digest(shown));
        let exact = beyond.as_ref().and_then(|beyond| When::parse(&beyond.edtf).ok());
        let exact = exact.filter(|exact| date_fields(exact) == date_fields(&when));
        let known = beyond.is_some();
        let (markdown, stated) = beyond.map(|beyond| (beyond.text, beyond.details)).unwrap_or_default();
        let mut details = Details { display_date: None, ..stated.clone() };
        let (title, converted) = self.text(&mut slide);
        let text = if untouched { markdown } else { converted };
        if untouched {
            slide.shift_remove("text");
        }
        let display = display_date(&mut slide, &start).map(|html| plain(&html, self.packs));
        // Our own words for the date are no words of the author.
        let ours = exact.as_ref().map(|when| self.pack().wording.words(when));
        details.display_date = display
            .filter(|words| Some(words) != ours.as_ref())
            .or_else(|| stated.display_date.filter(|_| exact.is_some()));
        self.medium(&mut slide, &mut details, span);
        let group = slide.shift_remove("group").and_then(|group| filled(&group));
        let group = group.into_iter().filter(|group| !stated.tags.contains(group));
        details.tags = group.chain(stated.tags.clone()).collect();
        let id = slide.shift_remove("unique_id").and_then(|id| filled(&id));
        slide.extend(left_over(&start, "start_date"));
        slide.extend(left_over(&end, "end_date"));
        keep(slide, &mut details);
        if !known && title.is_empty() && text.is_empty() && details == Details::default() {
            return self.left_out(span, "a slide with a date alone", "no text, no medium");
        }
        self.found.records.push(Record { id, title, when: exact.unwrap_or(when), text, details });
    }

    /// The date of a slide; an end that is the beginning is none.
    fn when(&self, start: &Slide, end: &Slide) -> Result<Option<When>, String> {
        let Some(first) = dates::of_fields(start)? else { return Ok(None) };
        match dates::of_fields(end)?.filter(|last| *last != first) {
            None => Ok(Some(first)),
            Some(last) => {
                let interval = When::interval(Some(&first), Some(&last));
                interval.map(Some).ok_or_else(|| format!("it ends ({last}) before it begins ({first})"))
            }
        }
    }

    /// Headline and text. What Markdown cannot say of them stays in the slide.
    fn text(&self, slide: &mut Slide) -> (String, String) {
        let mut table = take_table(slide, "text");
        let read = |table: &Slide, key: &str| table.get(key).and_then(filled).unwrap_or_default();
        let (headline, html) = (read(&table, "headline"), read(&table, "text"));
        let own = html.split(SOURCES).next().unwrap_or_default();
        let said = [("headline", !headline.contains("<a ") && !is_rich(&headline)), ("text", !is_rich(own))];
        for (key, _) in said.into_iter().filter(|(_, whole)| *whole) {
            table.shift_remove(key);
        }
        slide.insert("text".to_owned(), Value::Object(table));
        (plain(&headline, self.packs), markdown(own))
    }

    /// A picture is one here, too; a player is a source. What they have beside stays in the slide.
    fn medium(&mut self, slide: &mut Slide, details: &mut Details, span: Span) {
        let mut table = take_table(slide, "media");
        table.retain(|_, value| !is_blank(value));
        let url = table.get("url").and_then(filled).unwrap_or_default();
        let url = if url.starts_with("//") { format!("https:{url}") } else { url };
        let whole = url.starts_with("https://") || url.starts_with("http://");
        let words = |key: &str| {
            let html = table.get(key).and_then(filled).unwrap_or_default();
            Some(plain(&html, self.packs)).filter(|text| !text.is_empty())
        };
        let (caption, credit) = (words("caption"), words("credit"));
        if is_picture(&url) && whole {
            table.shift_remove("url");
            let mut take = |key: &str| table.shift_remove(key).and_then(|value| filled(&value));
            let (alt, link) = (take("alt"), take("link"));
            // Captions and credits with links, for one, stay beside their words.
            table.retain(|key, value| {
                !["caption", "credit"].contains(&key.as_str())
                    || value.as_str().is_none_or(|html| html.contains('<'))
            });
            details.media.insert(0, Medium { src: url, alt, caption, credit, link });
        } else if whole && !details.sources.iter().any(|source| source.url.as_ref() == Some(&url)) {
            details.sources.push(Source {
                title: caption,
                url: Some(url),
                note: credit,
                ..Source::default()
            });
        } else if is_picture(&url) {
            self.kept(
                span,
                format!("the picture `{url}` has no whole address: it stays under extra.timelinejs"),
            );
        }
        slide.insert("media".to_owned(), Value::Object(table));
    }
}

/// What is left of a slide goes under `extra`, beside what was there.
fn keep(mut slide: Slide, details: &mut Details) {
    slide.retain(|_, value| !is_blank(value));
    if slide.is_empty() {
        return;
    }
    match details.extra.get_mut(NAME) {
        Some(Value::Object(kept)) => kept.extend(slide),
        _ => drop(details.extra.insert(NAME.to_owned(), Value::Object(slide))),
    }
}

/// A slide of version 1 in the shape of version 3.
fn version_3(mut old: Slide) -> Slide {
    let mut slide = Slide::new();
    for (key, new) in [("startDate", "start_date"), ("endDate", "end_date")] {
        let date = old.shift_remove(key).and_then(|value| filled(&value));
        slide.extend(date.map(|text| (new.to_owned(), Value::Object(old_date(&text)))));
    }
    let mut text = Slide::new();
    for key in ["headline", "text"] {
        text.extend(old.shift_remove(key).map(|value| (key.to_owned(), value)));
    }
    slide.insert("text".to_owned(), Value::Object(text));
    let mut asset = take_table(&mut old, "asset");
    let url = asset.shift_remove("media");
    asset.extend(url.map(|url| ("url".to_owned(), url)));
    slide.insert("media".to_owned(), Value::Object(asset));
    let tag = old.shift_remove("tag").or_else(|| old.shift_remove("tags"));
    slide.extend(tag.map(|tag| ("group".to_owned(), tag)));
    slide.extend(old);
    slide
}

/// `2011,3,23`, `2011,3,23,14,30`, `3/23/2011`, `2011`.
pub(super) fn old_date(text: &str) -> Slide {
    let names = ["year", "month", "day", "hour", "minute", "second"];
    let (date, clock) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    let mut parts: Vec<&str> = if date.contains('/') {
        let mut parts: Vec<&str> = date.split('/').collect();
        parts.rotate_right(1);
        parts
    } else if date.contains(',') {
        text.split(',').collect()
    } else {
        // A year before the common era begins with its sign.
        let (sign, rest) = date.split_at(usize::from(date.starts_with('-')));
        let mut parts: Vec<&str> = rest.split('-').collect();
        if !sign.is_empty() {
            parts[0] = &date[..parts[0].len() + 1];
        }
        parts
    };
    parts.extend(clock.split(':').filter(|part| !part.is_empty() && !text.contains(',')));
    names.iter().zip(parts).map(|(name, part)| ((*name).to_owned(), part.trim().into())).collect()
}

/// Of a slide, else of its date.
fn display_date(slide: &mut Slide, start: &Slide) -> Option<String> {
    let own = slide.shift_remove("display_date").and_then(|words| filled(&words));
    own.or_else(|| start.get("display_date").and_then(filled))
}

/// What a date says beyond its fields: a `format`, milliseconds.
fn left_over(date: &Slide, name: &str) -> Option<(String, Value)> {
    let known = ["year", "month", "day", "hour", "minute", "second", "display_date"];
    let rest: Slide = date
        .iter()
        .filter(|(key, value)| !known.contains(&key.as_str()) && !is_blank(value))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    (!rest.is_empty()).then(|| (name.to_owned(), Value::Object(rest)))
}

fn is_picture(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    // A page about a picture has the name of the picture at its end.
    PICTURES.contains(&ending.as_str()) && !url.contains("/wiki/") && !url.contains(char::is_whitespace)
}

/// Where a piece of the text stands in it.
pub(super) fn span_of(text: &str, piece: &str) -> Span {
    let start = piece.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    Span::new(start, start + piece.len())
}

pub(super) fn items(raw: Option<&RawValue>) -> Vec<&RawValue> {
    raw.and_then(|raw| serde_json::from_str(raw.get()).ok()).unwrap_or_default()
}

fn table(raw: &RawValue) -> Option<Slide> {
    serde_json::from_str(raw.get()).ok()
}

fn take_table(slide: &mut Slide, key: &str) -> Slide {
    match slide.shift_remove(key) {
        Some(Value::Object(table)) => table,
        Some(value) if !is_blank(&value) => Slide::from_iter([("value".to_owned(), value)]),
        _ => Slide::new(),
    }
}

fn filled(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Empty cells and braces say nothing.
pub(super) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.iter().all(is_blank),
        Value::Object(map) => map.values().all(is_blank),
        _ => false,
    }
}
