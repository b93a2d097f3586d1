//! Which template renders a page, and with what.

use super::groups::By;
use super::interface::{text, word};
use super::letters::letters;
use super::view::{Era, Facet, FacetValue, Item, Link, Page as PageView, Period, Site as SiteView};
use super::{FEED, JSON_FEED, Renderer, SITEMAP};
use crate::config;
use crate::date::When;
use crate::site::{Page, PageKind};
use crate::timeline::{EventIndex, PeriodKey};
use tera::Context;

/// Whether search engines should know a page.
pub(super) fn is_listed(page: &Page) -> bool {
    !matches!(page.kind, PageKind::NotFound | PageKind::Redirect(_))
}

impl Renderer<'_> {
    pub(super) fn site_view(&self) -> SiteView {
        let days = || self.dates_of.iter().map(|date| date.anchor);
        let span = days().min().zip(days().max()).filter(|(first, last)| first != last);
        let span = span.and_then(|(first, last)| {
            let months = |day: crate::date::Day| {
                When::month(day.year, day.month).unwrap_or_else(|| When::year(day.year))
            };
            let near = last.year - first.year < 30;
            let (first, last) = if near {
                (months(first), months(last))
            } else {
                (When::year(first.year), When::year(last.year))
            };
            if first == last { Some(first) } else { When::interval(Some(&first), Some(&last)) }
        });
        let contents = self.timeline.articles.iter().chain(self.timeline.event_files.values());
        SiteView {
            title: self.config.title.clone(),
            description: self.config.description.clone(),
            language: self.config.language.clone(),
            author: self.config.author.clone(),
            url: self.site.absolute("/"),
            menu: self.menu(),
            sections: self
                .timeline
                .sections
                .iter()
                .filter(|s| !s.path.contains('/'))
                .filter_map(|s| self.section_link(&s.path, &s.title))
                .collect(),
            events: self.timeline.events.len(),
            articles: self.timeline.articles.len(),
            span: span.map(|span| self.dates().date(&span, None)),
            updated: contents.filter_map(|article| self.changed(article)).max().map(|day| self.day(day)),
            feed: self.site.has_feeds(self.config).then(|| FEED.to_owned()),
            json_feed: self.site.has_feeds(self.config).then(|| JSON_FEED.to_owned()),
            sitemap: self.site.absolute(SITEMAP),
            report_url: self.config.report_url.clone(),
        }
    }

    fn menu(&self) -> Vec<Link> {
        let words = &self.theme.words;
        let link = |url: &str, name: &str| Link { url: url.to_owned(), name: name.to_owned(), note: None };
        let mut menu = vec![link("/", text(words, "timeline"))];
        if !self.timeline.articles.is_empty() {
            menu.push(link("/article/", text(words, "articles")));
        }
        for facet in self.timeline.facets.iter().filter(|facet| !facet.values.is_empty()) {
            menu.push(link(&format!("/{}/", facet.kind.slug()), word(words, "facets", facet.kind.slug())));
        }
        menu.push(link("/search/", text(words, "all_events")));
        menu
    }

    fn section_link(&self, path: &str, title: &str) -> Option<Link> {
        Some(Link { url: self.site.section(path)?.to_owned(), name: title.to_owned(), note: None })
    }

    /// The template of a page and its variables.
    pub(super) fn page_context(&self, page: &Page) -> (&'static str, Context) {
        let mut context = self.shared.clone();
        context.insert("here", &page.url);
        let (template, view) = self.fill(page, &mut context);
        context.insert("page", &view);
        (template, context)
    }

    /// The variables of a file that is no page.
    pub(super) fn file_context(&self, url: &str) -> Context {
        let mut context = self.shared.clone();
        context.insert("here", url);
        context.insert("page", &self.page_view("file", self.config.title.clone(), None, url));
        context
    }

    fn page_view(
        &self,
        kind: &'static str,
        title: String,
        description: Option<String>,
        url: &str,
    ) -> PageView {
        let has_feed = self.site.has_feeds(self.config) && matches!(kind, "section" | "facet-value");
        let feed = |name: &str| has_feed.then(|| format!("{url}{name}"));
        let (feed, json_feed) = (feed("feed.xml"), feed("feed.json"));
        PageView {
            kind,
            title,
            description,
            canonical: self.site.absolute(url),
            image: None,
            feed,
            json_feed,
        }
    }

    fn eras(&self) -> Vec<Era> {
        let era =
            |era: &config::Era| Era { title: era.title.clone(), when: self.dates().date(&era.when, None) };
        self.config.eras.iter().map(era).collect()
    }

    fn fill(&self, page: &Page, context: &mut Context) -> (&'static str, PageView) {
        let view =
            |kind, title: &str, description| self.page_view(kind, title.to_owned(), description, &page.url);
        let about = Some(self.config.description.clone()).filter(|about| !about.is_empty());
        let words = &self.theme.words;
        match page.kind {
            PageKind::Home => {
                context.insert(
                    "introduction",
                    &self.timeline.index.as_ref().and_then(|index| self.introduction(&page.url, index)),
                );
                context.insert("eras", &self.eras());
                context.insert("bars", &self.overview(None));
                let all: Vec<EventIndex> = (0..self.timeline.events.len()).collect();
                context.insert("groups", &self.digest(&all, By::Year));
                ("home.html", view("home", &self.config.title, about))
            }
            PageKind::Period(index) => {
                let title = self.fill_period(index, context);
                ("period.html", view("period", &title, None))
            }
            PageKind::Section(index) => {
                let section = &self.timeline.sections[index];
                let filled = self.section(&page.url, section);
                let description = filled.description.clone();
                context.insert("section", &filled);
                context.insert("groups", &self.brief(&section.events));
                ("section.html", view("section", &section.title, description))
            }
            PageKind::Event(index) => ("event.html", self.fill_event(index, page, context)),
            PageKind::ArticleIndex => {
                let links: Vec<_> = self
                    .timeline
                    .articles
                    .iter()
                    .rev()
                    .filter_map(|article| self.article_link(article))
                    .collect();
                context.insert("articles", &links);
                ("articles.html", view("articles", text(words, "articles"), None))
            }
            PageKind::Article(index) => {
                let article = &self.timeline.articles[index];
                let filled = self.article(&page.url, article);
                let title = filled.title.clone();
                let events = self.timeline.events_of(&article.key);
                context.insert("article", &filled);
                context.insert(
                    "events",
                    &self.groups(events, By::Nothing).into_iter().flat_map(|g| g.entries).collect::<Vec<_>>(),
                );
                ("article.html", view("article", &title, article.meta.summary.clone()))
            }
            PageKind::FacetIndex(facet) => {
                let name = self.fill_facet(facet, context);
                context.insert("letters", &letters(self.facet_items(facet)));
                ("facet.html", view("facet", &name, None))
            }
            PageKind::FacetValue(facet, value) => {
                self.fill_facet(facet, context);
                let value = &self.timeline.facets[facet].values[value];
                context.insert("value", &FacetValue { name: value.name.clone(), count: value.events.len() });
                context.insert("groups", &self.brief(&value.events));
                ("facet-value.html", view("facet-value", &value.name, None))
            }
            PageKind::Search => {
                let item = |index| {
                    let Link { url, name, note } = self.event_link(index)?;
                    Some(Item { name, url, count: 1, note, anchor: None })
                };
                context.insert("letters", &letters((0..self.timeline.events.len()).filter_map(item)));
                ("search.html", view("search", text(words, "all_events"), None))
            }
            PageKind::NotFound => ("404.html", view("not-found", text(words, "not_found"), None)),
            PageKind::Redirect(index) => {
                context.insert("event", &self.events[index]);
                let target = self.site.event(index);
                let title = self.timeline.events[index].title.clone();
                (
                    "redirect.html",
                    PageView { canonical: self.site.absolute(target), ..view("redirect", &title, None) },
                )
            }
        }
    }

    fn fill_event(&self, index: EventIndex, page: &Page, context: &mut Context) -> PageView {
        let event = &self.timeline.events[index];
        let detail = self.detail(index, event);
        let picture = detail.media.first().map(|media| media.src.as_str());
        let image = picture.and_then(|src| {
            if super::address::is_whole(src) { Some(src.to_owned()) } else { self.site.absolute(src) }
        });
        context.insert("detail", &detail);
        context.insert("event", &self.events[index]);
        let text = event.summary.clone().or_else(|| event.quote.clone());
        PageView { image, ..self.page_view("event", event.title.clone(), text, &page.url) }
    }

    fn fill_period(&self, index: usize, context: &mut Context) -> String {
        let period = &self.timeline.periods[index];
        let title = self.period_name(period.key, false);
        let same = |key: PeriodKey| std::mem::discriminant(&key) == std::mem::discriminant(&period.key);
        let link = |key: PeriodKey| {
            Some(Link {
                url: self.site.period(key)?.to_owned(),
                name: self.period_name(key, false),
                note: None,
            })
        };
        let keys = || self.timeline.periods.iter().map(|period| period.key);
        let (by, within) = match period.key {
            PeriodKey::Decade(_) => (By::Year, None),
            PeriodKey::Year(year) => {
                let months = keys().any(|key| matches!(key, PeriodKey::Month(of, _) if of == year));
                (
                    if months { By::Month } else { By::Nothing },
                    Some(PeriodKey::Decade(year.div_euclid(10) * 10)),
                )
            }
            PeriodKey::Month(year, _) => (By::Nothing, Some(PeriodKey::Year(year))),
        };
        let view = Period {
            title: title.clone(),
            events: period.events.len(),
            within: within.and_then(link),
            previous: keys().take(index).rfind(|key| same(*key)).and_then(link),
            next: keys().skip(index + 1).find(|key| same(*key)).and_then(link),
        };
        context.insert("period", &view);
        context.insert("bars", &self.overview(Some(period.key)));
        context.insert("groups", &self.digest(&period.events, by));
        title
    }

    fn fill_facet(&self, index: usize, context: &mut Context) -> String {
        let facet = &self.timeline.facets[index];
        let name = word(&self.theme.words, "facets", facet.kind.slug()).to_owned();
        let url = format!("/{}/", facet.kind.slug());
        context.insert(
            "facet",
            &Facet { kind: facet.kind.slug(), name: name.clone(), url, count: facet.values.len() },
        );
        name
    }

    /// A value of a single event has no page: its line leads to the event, and links to the value lead to the line.
    fn facet_items(&self, index: usize) -> Vec<Item> {
        let facet = &self.timeline.facets[index];
        let item = |value: &crate::timeline::FacetValue| {
            let url = self.site.facet_value(facet.kind, &value.slug);
            let single = value.events.first().filter(|_| url.contains('#')).copied();
            let link = single.and_then(|event| self.event_link(event));
            Item {
                name: value.name.clone(),
                anchor: single.map(|_| value.slug.clone()),
                count: value.events.len(),
                note: link.as_ref().and_then(|link| link.note.clone()),
                url: link.map_or(url, |link| link.url),
            }
        };
        facet.values.iter().map(item).collect()
    }
}
