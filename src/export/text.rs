//! What leaves the site of an event: its addresses made whole, its text as Markdown and as HTML.

use super::{Details, Export, Record, Source};
use crate::article::{Article, HtmlOptions, Markup, html, is_safe_address};
use crate::date::Day;
use crate::event::{Event, Origin};
use crate::site::Target;
use crate::text::Span;
use crate::text::digest;
use crate::timeline::{EventIndex, Timeline};

impl Export<'_> {
    /// An event as the formats carry it.
    pub(super) fn record(&self, index: EventIndex) -> Record {
        let event = &self.timeline.events[index];
        let text = markdown(event, self.timeline);
        let mut record = Record::new(event, text, |written| self.place(event, written));
        // The first sentence of the text is no summary that somebody wrote.
        if event.origin == Origin::File {
            let article = event.mentions.first().and_then(|mention| self.timeline.content(&mention.article));
            record.details.summary = article.and_then(|article| article.meta.summary.clone());
        }
        record
    }

    /// The address of an event's page; from the site's root where the site does not know its own.
    pub(super) fn url(&self, index: EventIndex) -> String {
        self.whole(self.site.event(index))
    }

    /// Its date in words: its author's own, else the language's.
    pub(super) fn words(&self, event: &Event) -> String {
        event.display_date.clone().unwrap_or_else(|| self.config.pack().wording.words(&event.when))
    }

    /// Its text as HTML, without scripts or raw HTML, whatever the site allows on its own pages; else what is known of it.
    pub(super) fn html(&self, event: &Event) -> String {
        let options = HtmlOptions { unsafe_html: false, smart_punctuation: self.config.smart_punctuation };
        let body = body(event, self.timeline).map(|(article, part)| {
            let whole = (event.origin == Origin::Outline).then_some(part);
            html(article, whole, &[], &|written| self.place(event, written), options)
        });
        let quote = || Some(format!("<blockquote><p>{}</p></blockquote>", escaped(event.quote.as_deref()?)));
        let summary = || Some(format!("<p>{}</p>", escaped(event.summary.as_deref()?)));
        body.map(|body| body.trim().to_owned())
            .filter(|body| !body.is_empty())
            .or_else(summary)
            .or_else(quote)
            .unwrap_or_default()
    }

    /// The same for readers of feeds: its date first, its sources last.
    pub fn content(&self, index: EventIndex) -> String {
        let event = &self.timeline.events[index];
        let date = format!("<p><time>{}</time></p>\n", escaped(&self.words(event)));
        date + &self.html(event) + &sources_list(&self.record(index).details.sources)
    }

    /// Its text without markup, a paragraph a line with blank lines between; else what is known of it.
    pub(super) fn plain(&self, event: &Event) -> String {
        let body = body(event, self.timeline).map(|(article, part)| match event.origin {
            Origin::Outline => {
                article.outline.iter().find(|entry| entry.text_span == part).map_or("", |entry| &entry.text)
            }
            _ => article.plain.text(),
        });
        let known = [body, event.summary.as_deref(), event.quote.as_deref()];
        let text = known.into_iter().flatten().find(|text| !text.trim().is_empty()).unwrap_or_default();
        let line = |paragraph: &str| paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        text.split("\n\n").map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    /// The day on which the event's record was last said to be changed; for calendars and feeds, which must name one.
    pub(super) fn stamp(&self, event: &Event) -> Option<Day> {
        self.timeline.changed(event).or_else(|| event.when.latest()).or_else(|| event.when.earliest())
    }

    /// The whole address of what an author wrote as one in the file of an event.
    fn place(&self, event: &Event, written: &str) -> String {
        let key = event.mentions.first().map_or("", |mention| mention.article.as_str());
        match self.site.target(key, written) {
            Target::Page(url) | Target::File { url, .. } => self.whole(&url),
            Target::Outside | Target::Missing => written.to_owned(),
        }
    }

    fn whole(&self, url: &str) -> String {
        self.site.absolute(url).unwrap_or_else(|| self.site.href("/", url))
    }
}

/// The content file that tells an event, and the bytes of it that do.
fn body<'a>(event: &Event, timeline: &'a Timeline) -> Option<(&'a Article, Span)> {
    let mention = event.mentions.first()?;
    let article = timeline.content(&mention.article)?;
    let part = match event.origin {
        Origin::File => (article.markup != Markup::Data).then_some(article.body),
        Origin::Outline => {
            let entry = article.outline.iter().find(|entry| entry.span == mention.span)?;
            Some(entry.text_span)
        }
        Origin::Curated | Origin::Prose => None,
    }?;
    Some((article, part))
}

/// Its text as its author wrote it, without its title.
fn markdown(event: &Event, timeline: &Timeline) -> String {
    let Some((article, part)) = body(event, timeline) else { return String::new() };
    let title = article.title_span.filter(|title| part.contains(*title));
    let parts = match title {
        Some(title) => [Span::new(part.start, title.start), Span::new(title.end, part.end)],
        None => [part, Span::new(part.end, part.end)],
    };
    let text: String = parts.iter().map(|span| span.of(&article.file.text)).collect();
    text.replace("\r\n", "\n").trim().to_owned()
}

/// A digest of what is recorded of an event: another where somebody changed its date, words or sources.
///
/// Of an event that was found in prose only what was found counts, not what is reckoned or worded from it.
pub fn record_digest(event: &Event, timeline: &Timeline) -> serde_json::Result<String> {
    let record = Record::new(event, markdown(event, timeline), str::to_owned);
    let Record { title, when, text, details, .. } = record;
    let details = match event.origin {
        Origin::Prose => Details { sources: details.sources, ..Details::default() },
        _ => {
            let importance = details.importance.filter(|_| event.identity.is_ranked);
            Details { importance, aliases: Vec::new(), section: String::new(), ..details }
        }
    };
    let title = event.quote.clone().unwrap_or(title);
    Ok(digest(&format!("{title}\n{when}\n{text}\n{}", serde_json::to_string(&details)?)))
}

/// Text as HTML; also right inside of an attribute.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The opening of the list of sources at the end of a text.
pub const SOURCES: &str = "<ul class=\"dateline-sources\">";

/// Sources as a list in HTML; nothing where there is none.
pub(super) fn sources_list(sources: &[Source]) -> String {
    if sources.is_empty() {
        return String::new();
    }
    let item = |source: &Source| {
        let name = escaped(&source.name());
        match source.url.as_deref().filter(|url| is_safe_address(url)) {
            Some(url) => format!("<li><a href=\"{}\">{name}</a></li>", escaped(url)),
            None => format!("<li>{name}</li>"),
        }
    };
    let items: String = sources.iter().map(item).collect();
    format!("{SOURCES}{items}</ul>")
}
