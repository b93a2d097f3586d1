//! What an event's own page shows beyond its entry in a timeline.

use super::interface::word;
use super::view::{Detail, Field, Link, Report, Why};
use super::{Renderer, address};
use crate::article::Article;
use crate::config::FacetKind;
use crate::date::When;
use crate::event::{Event, Mention};
use crate::timeline::EventIndex;

impl Renderer<'_> {
    pub(super) fn detail(&self, index: EventIndex, event: &Event) -> Detail {
        let own = event.mentions.first().and_then(|mention| self.timeline.content(&mention.article));
        let mut reports: Vec<Report> = Vec::new();
        for report in event.mentions.iter().filter_map(|mention| self.report(index, mention)) {
            if reports.iter().all(|known| page(&known.article.url) != page(&report.article.url)) {
                reports.push(report);
            }
        }
        Detail {
            body: own.and_then(|article| self.event_body(index, article)),
            why: self.why(event),
            quotes: self.quotes(index, event),
            sources: self
                .sources(event)
                .into_iter()
                .filter(|source| source.url.as_ref().is_none_or(|url| !url.starts_with('/')))
                .collect(),
            reports,
            media: event.media.iter().filter_map(|media| self.media(event, media)).collect(),
            fields: self.fields(event),
            related: event
                .related
                .iter()
                .filter_map(|id| self.timeline.event(id))
                .filter(|i| *i != index)
                .map(|i| self.event_value(i).clone())
                .collect(),
            previous: index.checked_sub(1).and_then(|before| self.event_link(before)),
            next: self.event_link(index + 1),
            edit_url: own.and_then(|article| self.edit_url(article)),
        }
    }

    fn why(&self, event: &Event) -> Why {
        Why {
            expression: Some(event.why.expression.clone())
                .filter(|words| !words.is_empty() && *words != event.when.to_string()),
            how: event.why.how.clone(),
            published: event.why.published.map(|day| self.dates().date(&When::day(day), None)),
            confidence: word(&self.theme.words, "confidence", event.why.confidence.name()).to_owned(),
            rule: event.why.rule.clone(),
        }
    }

    /// Articles have pages of their own; event files are the event's page itself.
    pub(super) fn report(&self, index: EventIndex, mention: &Mention) -> Option<Report> {
        let article = self.timeline.article(&mention.article)?;
        let page = self.site.content(&article.key)?;
        // Only what the page shows as text has a place on it: not the front matter, nor the title.
        let shown = mention.date_span.is_some_and(|span| {
            article.body.contains(span)
                && !span.is_empty()
                && article.title_span.is_none_or(|title| !title.overlaps(span))
        });
        let url = if shown { format!("{page}#{}", self.site.anchor(index)) } else { page.to_owned() };
        Some(Report {
            article: Link { url, name: self.article_title(article), note: self.article_note(article) },
        })
    }

    fn fields(&self, event: &Event) -> Vec<Field> {
        let field = |&kind: &FacetKind| {
            let names = match kind {
                FacetKind::Tag => &event.tags,
                FacetKind::Person => &event.people,
                FacetKind::Place => &event.places,
                // The sources name them.
                FacetKind::Publisher => return None,
            };
            let name = word(&self.theme.words, "facets", kind.slug()).to_owned();
            (!names.is_empty()).then(|| Field { name, links: self.values(kind, names) })
        };
        self.config.facets.iter().filter_map(field).collect()
    }

    /// A link to an event, with its date.
    pub(super) fn event_link(&self, index: EventIndex) -> Option<Link> {
        let event = self.timeline.events.get(index)?;
        let date =
            event.display_date.clone().unwrap_or_else(|| self.config.pack().wording.words(&event.when));
        Some(Link { url: self.site.event(index).to_owned(), name: event.title.clone(), note: Some(date) })
    }

    fn edit_url(&self, article: &Article) -> Option<String> {
        let url = self.config.edit_url.as_deref()?.replace("{path}", article.file.path.as_str());
        address::safe(&url)
    }
}

/// The page of a place.
fn page(url: &str) -> &str {
    url.split('#').next().unwrap_or(url)
}
