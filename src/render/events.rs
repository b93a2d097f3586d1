//! Events as templates see them.

use super::dates::{is_open, is_span, is_vague};
use super::interface::word;
use super::view::{Event, Link, Media, Source, Status};
use super::{Renderer, address};
use crate::article::{self, SourceRef};
use crate::config::FacetKind;
use crate::date::When;
use crate::event::{self, Confidence, Origin};
use crate::site::Target;
use crate::timeline::EventIndex;

/// A text is worth showing below the title when it has more characters than this beyond it.
const LITTLE: usize = 30;

impl Renderer<'_> {
    /// An event as it stands in a timeline.
    pub(super) fn event(&self, index: EventIndex, event: &event::Event) -> Event {
        let when = self.dates().date(&event.when, event.display_date.as_deref());
        Event {
            id: event.id.clone(),
            url: self.site.event(index).to_owned(),
            title: event.title.clone(),
            summary: event.summary.clone(),
            text: self.text(event),
            when,
            class: self.class(event),
            importance: event.importance,
            origin: match event.origin {
                Origin::File => "file",
                Origin::Curated => "curated",
                Origin::Outline => "outline",
                Origin::Prose => "prose",
            },
            status: event.status.as_ref().map(|status| Status {
                key: status.clone(),
                words: word(&self.theme.words, "status", status).to_owned(),
            }),
            readings: event.readings.iter().map(|when| self.dates().date(when, None)).collect(),
            tags: self.values(FacetKind::Tag, &event.tags),
            people: self.values(FacetKind::Person, &event.people),
            places: self.values(FacetKind::Place, &event.places),
            sources: self.sources(event),
            image: event.media.iter().find_map(|media| self.media(event, media)),
            explained: event.why.confidence != Confidence::Stated,
            extra: event.extra.clone(),
        }
    }

    /// What stands below the title: the summary, else the sentence it was read from.
    pub(super) fn text(&self, event: &event::Event) -> Option<String> {
        let text = event.summary.clone().or_else(|| event.quote.clone());
        text.filter(|text| !repeats(&event.title, text))
    }

    /// Importance first, then what its date is like.
    pub(super) fn class(&self, event: &event::Event) -> String {
        let rank = match event.importance {
            i if i >= self.config.key_importance => "key",
            i if i >= self.config.main_importance => "main",
            _ => "minor",
        };
        let kinds = [
            ("vague", is_vague(&event.when)),
            ("span", is_span(&event.when)),
            ("open", is_open(&event.when)),
        ];
        let kinds = kinds.iter().filter(|(_, holds)| *holds).map(|(name, _)| *name);
        std::iter::once(rank).chain(kinds).collect::<Vec<_>>().join(" ")
    }

    /// Values of a facet, each with its page where the facet has pages.
    pub(super) fn values(&self, kind: FacetKind, names: &[String]) -> Vec<Link> {
        let facet = self.timeline.facets.iter().find(|facet| facet.kind == kind);
        let link = |name: &String| {
            let value = facet.and_then(|facet| facet.values.get(facet.value(name)?));
            let url = value.map_or_else(String::new, |value| self.site.facet_value(kind, &value.slug));
            Link { url, name: name.clone(), note: None }
        };
        names.iter().map(link).collect()
    }

    /// Where an event is documented.
    pub(super) fn sources(&self, event: &event::Event) -> Vec<Source> {
        event.sources.iter().filter_map(|source| self.source(event, source)).collect()
    }

    /// A source; one that says nothing is none. The article itself, as its own source, leads to its page here when it has no address.
    fn source(&self, event: &event::Event, source: &SourceRef) -> Option<Source> {
        let outside = source.url.as_deref().and_then(address::safe);
        let article = event.mentions.first().and_then(|mention| self.timeline.content(&mention.article));
        let own = article.filter(|article| source.title.is_some() && article.meta.title == source.title);
        let url = outside.clone().or_else(|| self.site.content(&own?.key).map(str::to_owned));
        let wayback = outside.as_deref().and_then(|url| {
            let read = source.accessed.as_deref().or(source.date.as_deref());
            address::wayback(url, read.and_then(|date| When::parse(date).ok()?.earliest()))
        });
        let name = [
            source.publisher.as_deref(),
            source.title.as_deref(),
            outside.as_deref().and_then(address::host),
            outside.as_deref(),
        ];
        Some(Source {
            name: name.into_iter().flatten().find(|name| !name.trim().is_empty())?.to_owned(),
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            url,
            date: source.date.as_deref().map(|date| self.dates().written(date)),
            accessed: source.accessed.as_deref().map(|date| self.dates().written(date).words),
            wayback,
            archive: source.archive.as_deref().and_then(address::safe),
            note: source.note.clone(),
            tier: source.tier.clone(),
        })
    }

    /// A picture; none when nothing is at its address.
    pub(super) fn media(&self, event: &event::Event, media: &article::Media) -> Option<Media> {
        let article = event.mentions.first().and_then(|mention| self.timeline.content(&mention.article))?;
        let place = |written: &str| {
            let written = address::safe(written)?;
            match self.site.target(&article.key, &written) {
                Target::Outside => Some(written),
                Target::Page(url) | Target::File { url, .. } => Some(url),
                Target::Missing => None,
            }
        };
        Some(Media {
            src: place(&media.src)?,
            alt: media.alt.clone().or_else(|| media.caption.clone()).unwrap_or_default(),
            caption: media.caption.clone(),
            credit: media.credit.clone(),
            link: media.link.as_deref().and_then(place),
        })
    }
}

/// Whether a text says little more than the title: the title of a found event is its sentence without the date.
fn repeats(title: &str, text: &str) -> bool {
    let (title, text) = (title.trim_end_matches('.').to_lowercase(), text.to_lowercase());
    text.contains(&title) && text.chars().count() <= title.chars().count() + LITTLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_a_text_that_repeats_the_title_is_left_out() {
        for (title, text, expected) in [
            ("The mill burns", "The mill burns.", true),
            ("The mill burns", "On Tuesday, the mill burns.", true),
            ("The mill burns", "The mill burns, and with it the sacks of eleven customers.", false),
            ("The mill burns", "A fire.", false),
        ] {
            assert_eq!(repeats(title, text), expected, "{text}");
        }
    }
}
