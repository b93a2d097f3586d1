//! Which template renders a page, and with what.

use super::embed::OEMBED;
use super::groups::By;
use super::interface::{text, word};
use super::letters::{letters, part};
use super::overview::era_class;
use super::view::{
    Entry, Era, Facet, FacetValue, Image, Item, Letter, Link, Page as PageView, Period, Site as SiteView,
};
use super::{ADDED_FEED, FEED, JSON_FEED, LOOK, Renderer, SITEMAP};
use crate::config;
use crate::config::Order;
use crate::date::When;
use crate::site::{ARTICLES, CHANGES, ENTRIES, LINES, OF_SECTION, Page, PageKind};
use crate::timeline::{self, EventIndex, PeriodKey};
use tera::Context;

/// Whether search engines should know a page.
pub(super) fn is_listed(page: &Page) -> bool {
    !matches!(page.kind, PageKind::NotFound | PageKind::Embed | PageKind::Redirect(_))
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
        let has_records = self.timeline.has_records();
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
            look: (!self.config.look.is_empty()).then(|| LOOK.to_owned()),
            feed: self.site.has_feeds(self.config).then(|| FEED.to_owned()),
            json_feed: self.site.has_feeds(self.config).then(|| JSON_FEED.to_owned()),
            added_feed: (self.site.has_feeds(self.config) && has_records).then(|| ADDED_FEED.to_owned()),
            changes: has_records.then(|| CHANGES.to_owned()),
            oembed: self.site.absolute(OEMBED),
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
        menu.push(link("/search/", text(words, "search")));
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
        // All parts of a list have one feed.
        let beside = self.site.parts(url).first().map_or(url, String::as_str);
        let feed = |name: &str| has_feed.then(|| format!("{beside}{name}"));
        PageView {
            kind,
            title,
            description,
            canonical: self.site.absolute(url),
            image: self.card_of(url),
            feed: feed("feed.xml"),
            json_feed: feed("feed.json"),
            added_feed: feed("added.xml").filter(|_| self.timeline.has_records()),
        }
    }

    pub(super) fn eras(&self) -> Vec<Era> {
        let era = |(number, era): (usize, &config::Era)| Era {
            title: era.title.clone(),
            when: self.dates().date(&era.when, None),
            class: era_class(number),
        };
        self.config.eras.iter().enumerate().map(era).collect()
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
                self.fill_timeline(context);
                ("home.html", view("home", &self.config.title, about))
            }
            PageKind::Embed => {
                self.fill_timeline(context);
                let home = PageView {
                    canonical: self.site.absolute("/"),
                    ..view("embed", &self.config.title, about)
                };
                ("embed.html", home)
            }
            PageKind::Period(index) => {
                let title = self.fill_period(page, index, context);
                ("period.html", view("period", &title, None))
            }
            PageKind::Section(index) => {
                let section = &self.timeline.sections[index];
                let filled = self.section(page, section);
                let description = filled.description.clone();
                context.insert("section", &filled);
                context.insert("filters", &self.filters(Some(&section.events)));
                context.insert("parts", &self.parts(page));
                let part = self.part(&section.events, page, OF_SECTION.0);
                context.insert("groups", &self.brief(part, By::Year));
                ("section.html", view("section", &section.title, description))
            }
            PageKind::Event(index) => ("event.html", self.fill_event(index, page, context)),
            PageKind::ArticleIndex => {
                let latest = self.timeline.articles.rchunks(ARTICLES).nth(page.part).unwrap_or_default();
                let links = latest.iter().rev().filter_map(|article| self.article_link(article));
                context.insert("articles", &links.collect::<Vec<_>>());
                context.insert("parts", &self.parts(page));
                ("articles.html", view("articles", text(words, "articles"), None))
            }
            PageKind::Article(index) => {
                let article = &self.timeline.articles[index];
                let filled = self.article(&page.url, article);
                let title = filled.title.clone();
                let events = self.timeline.events_of(&article.key);
                context.insert("article", &filled);
                context.insert("events", &self.entries(events));
                let story = self.in_story(events, &article.key);
                let differs = story != events;
                context.insert("story", &if differs { self.entries(&story) } else { Vec::new() });
                ("article.html", view("article", &title, article.meta.summary.clone()))
            }
            PageKind::FacetIndex(facet) => {
                let name = self.fill_facet(facet, context);
                self.fill_letters(page, letters(self.facet_items(facet)), context);
                ("facet.html", view("facet", &name, None))
            }
            PageKind::FacetValue(facet, value) => {
                self.fill_facet(facet, context);
                let value = &self.timeline.facets[facet].values[value];
                context.insert("value", &FacetValue { name: value.name.clone(), count: value.events.len() });
                context.insert("filters", &self.filters(Some(&value.events)));
                context.insert("parts", &self.parts(page));
                let part = self.part(&value.events, page, ENTRIES);
                context.insert("groups", &self.brief(part, By::Year));
                ("facet-value.html", view("facet-value", &value.name, None))
            }
            PageKind::Search => {
                let item = |index| {
                    let Link { url, name, note } = self.event_link(index)?;
                    Some(Item { name, url, count: 1, note, anchor: None })
                };
                context.insert("filters", &self.filters(None));
                self.fill_letters(page, letters((0..self.timeline.events.len()).filter_map(item)), context);
                ("search.html", view("search", text(words, "search"), None))
            }
            PageKind::Changes => {
                context.insert("days", &self.changes(page.part));
                context.insert("parts", &self.parts(page));
                ("changes.html", view("changes", text(words, "new_records"), None))
            }
            PageKind::NotFound => ("404.html", view("not-found", text(words, "not_found"), None)),
            PageKind::Redirect(index) => {
                context.insert("event", self.event_value(index));
                let target = self.site.event(index);
                let title = self.timeline.events[index].title.clone();
                (
                    "redirect.html",
                    PageView { canonical: self.site.absolute(target), ..view("redirect", &title, None) },
                )
            }
        }
    }

    /// The whole timeline: on the home page, and where it is embedded.
    fn fill_timeline(&self, context: &mut Context) {
        context.insert("bars", &self.overview(None));
        context.insert("filters", &self.filters(None));
        let all: Vec<EventIndex> = (0..self.timeline.events.len()).collect();
        context.insert("groups", &self.digest(&all, By::Year));
    }

    /// A list from A to Z, or a part of it, with the ways to each letter and to the other parts.
    fn fill_letters(&self, page: &Page, all: Vec<Letter>, context: &mut Context) {
        let parts = self.site.parts(&page.url);
        let mut lines = 0;
        let mut alphabet = Vec::new();
        for letter in &all {
            let url = parts.get(lines / LINES).unwrap_or(&page.url);
            let place = format!("{url}#{}", letter.id);
            alphabet.push(Link { url: place, name: letter.name.clone(), note: None });
            lines += letter.items.len();
        }
        context.insert("alphabet", &alphabet);
        context.insert("parts", &self.parts(page));
        context.insert("letters", &part(all, page.part, LINES));
    }

    /// The parts of the list that a page is one part of, by number.
    fn parts(&self, page: &Page) -> Vec<Link> {
        let link =
            |(url, number): (&String, usize)| Link { url: url.clone(), name: number.to_string(), note: None };
        self.site.parts(&page.url).iter().zip(1..).map(link).collect()
    }

    /// What a page shows of a list, oldest first, that is spread over several: where the newest come first, the first page has these.
    pub(super) fn part<'b, T>(&self, all: &'b [T], page: &Page, limit: usize) -> &'b [T] {
        let part = match self.config.order {
            Order::OldestFirst => all.chunks(limit).nth(page.part),
            Order::NewestFirst => all.rchunks(limit).nth(page.part),
        };
        part.unwrap_or_default()
    }

    /// Events in the order that they are given in.
    fn entries(&self, events: &[EventIndex]) -> Vec<Entry> {
        events.iter().map(|&index| self.entry(index)).collect()
    }

    /// Events in the order in which an article comes to tell them.
    fn in_story(&self, events: &[EventIndex], article: &str) -> Vec<EventIndex> {
        let mut told = events.to_vec();
        told.sort_by_key(|&index| {
            let mentions = self.timeline.events[index].mentions.iter().filter(|m| m.article == article);
            mentions.map(|mention| (mention.span, mention.date_span)).min()
        });
        told
    }

    fn fill_event(&self, index: EventIndex, page: &Page, context: &mut Context) -> PageView {
        let event = &self.timeline.events[index];
        let detail = self.detail(index, event);
        let picture = detail.media.first().and_then(|media| {
            let whole = super::address::is_whole(&media.src).then(|| media.src.clone());
            let url = whole.or_else(|| self.site.absolute(&media.src))?;
            Some(Image { url, alt: media.alt.clone(), width: None, height: None })
        });
        context.insert("detail", &detail);
        context.insert("event", self.event_value(index));
        let text = event.summary.clone().or_else(|| event.quote.clone());
        let view = self.page_view("event", event.title.clone(), text, &page.url);
        PageView { image: picture.or(view.image), ..view }
    }

    fn fill_period(&self, page: &Page, index: usize, context: &mut Context) -> String {
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
        context.insert("filters", &self.filters(Some(&period.events)));
        context.insert("parts", &self.parts(page));
        context.insert(
            "groups",
            &if self.timeline.is_finest(period.key) {
                self.brief(self.part(&period.events, page, ENTRIES), by)
            } else {
                self.digest(&period.events, by)
            },
        );
        title
    }

    fn fill_facet(&self, index: usize, context: &mut Context) -> String {
        let facet = self.facet(&self.timeline.facets[index]);
        context.insert("facet", &facet);
        facet.name
    }

    pub(super) fn facet(&self, facet: &timeline::Facet) -> Facet {
        let kind = facet.kind.slug();
        Facet {
            kind,
            name: word(&self.theme.words, "facets", kind).to_owned(),
            url: format!("/{kind}/"),
            count: facet.values.len(),
        }
    }

    /// A value of a single event has no page: its line leads to the event, and links to the value lead to the line.
    fn facet_items(&self, index: usize) -> Vec<Item> {
        let facet = &self.timeline.facets[index];
        let item = |value: &timeline::FacetValue| {
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
