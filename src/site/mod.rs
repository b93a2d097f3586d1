//! Timeline -> the list of pages and their URLs. Every internal link is made here.
//!
//! A *URL path* is what stands under the site's root, with a leading and, but for files, a final slash: `/event/x/`,
//! `/404.html`. [`href`] makes a link of it.

mod feeds;
mod href;
mod links;

pub use feeds::{Feed, Newest};
pub use href::href;
pub use links::{Files, Target};
pub(crate) use links::{decode, resolve};

use crate::article::Article;
use crate::config::{Config, FacetKind};
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::text::{SEGMENT, alphabetical, short_slug};
use crate::timeline::{EventIndex, Facet, FacetValue, PeriodKey, Timeline};
use std::collections::{BTreeMap, BTreeSet};

/// Facet values of fewer events than this have no page of their own.
const FACET_PAGE_FROM: usize = 2;

/// URL path of the page of what is new in the site.
pub const CHANGES: &str = "/changes/";

/// Lines of a list from A to Z on one page; a longer list goes on.
pub const LINES: usize = 600;
/// Events of a facet value, records that are new, or events of a period without finer ones, on one page; more go on.
pub const ENTRIES: usize = 200;
/// Events and articles of a section on one page; more go on.
pub const OF_SECTION: (usize, usize) = (100, 50);
/// Articles on a page of the list of all.
pub const ARTICLES: usize = 200;

/// What a page shows. Indexes point into the [`Timeline`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// `/`
    Home,
    /// `/2025/`, `/2025/02/`, `/1990s/`: index into `periods`.
    Period(usize),
    /// `/<section>/`: index into `sections`.
    Section(usize),
    /// `/event/<slug>/`
    Event(EventIndex),
    /// `/article/`
    ArticleIndex,
    /// `/article/<slug>/`: index into `articles`.
    Article(usize),
    /// `/tag/`: index into `facets`.
    FacetIndex(usize),
    /// `/tag/<x>/`: indexes into `facets` and its `values`.
    FacetValue(usize, usize),
    /// `/search/`: A to Z of all events.
    Search,
    /// `/embed/`: the timeline without what is around it, for the pages of others.
    Embed,
    /// `/changes/`: what is new in the site, whenever it happened.
    Changes,
    /// `/404.html`
    NotFound,
    /// A former URL that redirects to the event.
    Redirect(EventIndex),
}

/// One page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its URL path.
    pub url: String,
    /// What it shows.
    pub kind: PageKind,
    /// Which part of a list that is too long for one page; 0 for the first, and for all other pages.
    pub part: usize,
}

/// The pages of a site and the URL path of each thing.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// All pages, in order of their URLs.
    pub pages: Vec<Page>,
    events: Vec<String>,
    contents: BTreeMap<String, String>,
    sections: BTreeMap<String, String>,
    periods: BTreeMap<PeriodKey, String>,
    facet_pages: BTreeSet<(FacetKind, String)>,
    /// The part of its index that a facet value without a page stands on, where that is not the first.
    facet_parts: BTreeMap<(FacetKind, String), String>,
    /// The URLs of each list that has several parts.
    lists: Vec<Vec<String>>,
    files: Files,
    statics: Files,
    base_url: Option<String>,
    /// Of a site in one file: the images that are in it, by URL path, as `data:` URLs.
    images: Option<BTreeMap<String, String>>,
}

impl Site {
    /// Gives every thing of the timeline its URL. Two things never share one: the later gets a number, and a note says so.
    ///
    /// `files` are the files of the content folder that are no articles, `statics` the user's static files.
    pub fn new(
        config: &Config,
        timeline: &Timeline,
        files: Files,
        statics: Files,
    ) -> (Self, Vec<Diagnostic>) {
        let mut plan = Plan::default();
        let mut site = Self { files, statics, base_url: config.base_url.clone(), ..Self::default() };
        for (url, kind) in [
            ("/", PageKind::Home),
            ("/search/", PageKind::Search),
            ("/embed/", PageKind::Embed),
            ("/404.html", PageKind::NotFound),
        ] {
            plan.add(url.to_owned(), kind, "");
        }
        if !timeline.articles.is_empty() {
            let url = plan.add("/article/".to_owned(), PageKind::ArticleIndex, "");
            let pages = timeline.articles.len().div_ceil(ARTICLES);
            site.lists.extend(plan.parts(&url, PageKind::ArticleIndex, pages));
        }
        let records = timeline.records().len();
        if records > 0 {
            let url = plan.add(CHANGES.to_owned(), PageKind::Changes, "");
            site.lists.extend(plan.parts(&url, PageKind::Changes, records.div_ceil(ENTRIES)));
        }
        // Ours, whether there is a page of that name or not.
        let folders = ["event", "article", "filter", "changes", "card"]
            .into_iter()
            .chain(FacetKind::ALL.map(FacetKind::slug));
        plan.taken.extend(folders.map(|folder| format!("/{folder}/")));
        for (f, facet) in timeline.facets.iter().enumerate() {
            let index = format!("/{}/", facet.kind.slug());
            plan.pages.push(Page { url: index.clone(), kind: PageKind::FacetIndex(f), part: 0 });
            for (v, value) in
                facet.values.iter().enumerate().filter(|(_, v)| v.events.len() >= FACET_PAGE_FROM)
            {
                let url =
                    plan.add(format!("{index}{}/", value.slug), PageKind::FacetValue(f, v), &value.name);
                site.facet_pages.insert((facet.kind, value.slug.clone()));
                site.lists.extend(plan.parts(
                    &url,
                    PageKind::FacetValue(f, v),
                    value.events.len().div_ceil(ENTRIES),
                ));
            }
            if let Some(parts) =
                plan.parts(&index, PageKind::FacetIndex(f), facet.values.len().div_ceil(LINES))
            {
                site.place_values(facet, &parts);
                site.lists.push(parts);
            }
        }
        site.lists.extend(plan.parts("/search/", PageKind::Search, timeline.events.len().div_ceil(LINES)));
        for (p, period) in timeline.periods.iter().enumerate() {
            let url = plan.add(period_url(period.key), PageKind::Period(p), "");
            if timeline.is_finest(period.key) {
                let pages = period.events.len().div_ceil(ENTRIES);
                site.lists.extend(plan.parts(&url, PageKind::Period(p), pages));
            }
            site.periods.insert(period.key, url);
        }
        for (i, event) in timeline.events.iter().enumerate() {
            let segment = segment(event.slug.as_deref().unwrap_or(&event.id), "event");
            site.events.push(plan.add(format!("/event/{segment}/"), PageKind::Event(i), &event.id));
        }
        for (a, article) in timeline.articles.iter().enumerate() {
            let url = plan.add(article_url(article), PageKind::Article(a), article.file.path.as_str());
            site.contents.insert(article.key.clone(), url);
        }
        for (s, section) in timeline.sections.iter().enumerate() {
            let segments: Vec<String> =
                section.path.split('/').map(|part| segment(part, "section")).collect();
            let url = plan.add(format!("/{}/", segments.join("/")), PageKind::Section(s), &section.path);
            let articles = timeline.articles_of(section).count().div_ceil(OF_SECTION.1);
            let pages = section.events.len().div_ceil(OF_SECTION.0).max(articles);
            site.lists.extend(plan.parts(&url, PageKind::Section(s), pages));
            site.sections.insert(section.path.clone(), url.clone());
            if let Some(index) = &section.index {
                site.contents.insert(index.key.clone(), url);
            }
        }
        if let Some(index) = &timeline.index {
            site.contents.insert(index.key.clone(), "/".to_owned());
        }
        for (i, event) in timeline.events.iter().enumerate() {
            if let Some(mention) =
                event.mentions.first().filter(|m| timeline.event_files.contains_key(&m.article))
            {
                site.contents.entry(mention.article.clone()).or_insert_with(|| site.events[i].clone());
            }
            for alias in &event.aliases {
                if let Some(url) = alias_url(alias) {
                    plan.redirect(url, i, &event.id);
                }
            }
        }
        site.pages = plan.pages;
        site.pages.sort_by(|a, b| a.url.cmp(&b.url));
        (site, plan.diagnostics)
    }

    /// URL path of an event's page.
    pub fn event(&self, index: EventIndex) -> &str {
        self.events.get(index).map_or("/", String::as_str)
    }

    /// Id of an event's place on the pages of articles that tell it.
    pub fn anchor(&self, index: EventIndex) -> String {
        let slug = self.event(index).trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        format!("e-{slug}")
    }

    /// URL path of the page that shows a content file, by [`Article::key`]: an article's, an event's, a section's.
    pub fn content(&self, key: &str) -> Option<&str> {
        self.contents.get(key).map(String::as_str)
    }

    /// URL path of a facet value's page, or of its place in the index when it has a single event.
    pub fn facet_value(&self, kind: FacetKind, slug: &str) -> String {
        let value = (kind, slug.to_owned());
        match self.facet_parts.get(&value) {
            _ if self.facet_pages.contains(&value) => format!("/{}/{slug}/", kind.slug()),
            Some(part) => format!("{part}#{slug}"),
            None => format!("/{}/#{slug}", kind.slug()),
        }
    }

    /// The URL paths of all parts of the list that the page at `url` is a part of; none where the page is the whole list.
    pub fn parts(&self, url: &str) -> &[String] {
        self.lists.iter().find(|list| list.iter().any(|part| part == url)).map_or(&[], Vec::as_slice)
    }

    /// Notes on which part of its index each value stands that has no page of its own.
    fn place_values(&mut self, facet: &Facet, parts: &[String]) {
        let mut values: Vec<&FacetValue> = facet.values.iter().collect();
        values.sort_by_cached_key(|value| alphabetical(&value.name));
        for (values, part) in values.chunks(LINES).zip(parts).skip(1) {
            let single = values.iter().filter(|value| value.events.len() < FACET_PAGE_FROM);
            self.facet_parts.extend(single.map(|value| ((facet.kind, value.slug.clone()), part.clone())));
        }
    }

    /// URL path of a period's page, when it has one.
    pub fn period(&self, key: PeriodKey) -> Option<&str> {
        self.periods.get(&key).map(String::as_str)
    }

    /// URL path of the finest period page that holds `day`.
    pub fn period_of(&self, day: Day) -> Option<&str> {
        let decade = PeriodKey::Decade(day.year.div_euclid(10) * 10);
        [PeriodKey::Month(day.year, day.month), PeriodKey::Year(day.year), decade]
            .into_iter()
            .find_map(|k| self.period(k))
    }

    /// URL path of a section's page, by its path inside `content/`.
    pub fn section(&self, path: &str) -> Option<&str> {
        self.sections.get(path).map(String::as_str)
    }

    /// The link from the page at `from` to `to`, both URL paths: relative, except on `/404.html`, which is served in place of
    /// pages at any depth.
    pub fn href(&self, from: &str, to: &str) -> String {
        if let Some(images) = &self.images {
            return self.href_in_file(images, to);
        }
        match to.strip_prefix('/') {
            Some(rest) if from == "/404.html" => format!("{}{}", self.base_path(), href::encode(rest)),
            _ => href(from, to),
        }
    }

    /// The same site, all of it in one file, with these images as `data:` URLs by their URL paths.
    #[must_use]
    pub fn in_one_file(self, images: BTreeMap<String, String>) -> Self {
        Self { images: Some(images), ..self }
    }

    /// Whether all of it is in one file.
    pub fn is_in_one_file(&self) -> bool {
        self.images.is_some()
    }

    /// Events and articles are places in the file; what is not in it has its address on the web, if it has one.
    fn href_in_file(&self, images: &BTreeMap<String, String>, to: &str) -> String {
        if let Some(data) = images.get(to) {
            return data.clone();
        }
        let path = to.split('#').next().unwrap_or(to);
        let page = self.pages.binary_search_by(|page| page.url.as_str().cmp(path)).ok();
        match page.map(|page| &self.pages[page].kind) {
            Some(PageKind::Event(_) | PageKind::Article(_)) => format!("#{}", href::encode(&place(to))),
            _ => self.absolute(to).unwrap_or_else(|| "#".to_owned()),
        }
    }

    /// The whole URL of a path when the site knows its `base_url`.
    pub fn absolute(&self, url: &str) -> Option<String> {
        self.base_url.as_ref().map(|base| format!("{}{}", base.trim_end_matches('/'), href::encode(url)))
    }

    /// The path part of `base_url`, with both slashes: `/repo/`; `/` when there is none.
    pub fn base_path(&self) -> &str {
        let rest =
            self.base_url.as_deref().and_then(|base| base.split_once("://")).map_or("", |(_, rest)| rest);
        rest.find('/').map_or("/", |at| &rest[at..])
    }
}

/// The id of a page, or of a place on it, where the whole site is in one file: `/event/x/#why` is `event/x/why`.
pub fn place(url: &str) -> String {
    let (path, fragment) = url.split_once('#').unwrap_or((url, ""));
    [path.trim_matches('/'), fragment]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("/")
}

/// Pages as they are planned; no URL is given twice.
#[derive(Default)]
struct Plan {
    pages: Vec<Page>,
    taken: BTreeSet<String>,
    /// The next number of each URL that is asked for again: counting from 2 each time would be quadratic.
    numbers: BTreeMap<String, usize>,
    diagnostics: Vec<Diagnostic>,
}

impl Plan {
    /// Adds a page under `url`, or under the next free one, and returns the URL it got.
    fn add(&mut self, url: String, kind: PageKind, name: &str) -> String {
        let free = if self.taken.contains(&url) {
            let stem = url.trim_end_matches('/');
            let number = self.numbers.entry(stem.to_owned()).or_insert(2);
            while self.taken.contains(&format!("{stem}-{number}/")) {
                *number += 1;
            }
            let free = format!("{stem}-{number}/");
            self.diagnostics.push(
                Diagnostic::note("slug-collision", format!("the address {url} is taken: {name} gets {free}"))
                    .help("give it a `slug` of its own"),
            );
            free
        } else {
            url
        };
        self.taken.insert(free.clone());
        self.pages.push(Page { url: free.clone(), kind, part: 0 });
        free
    }

    /// Adds the further pages of a list whose first page is at `url`; the URLs of all of them, where there are several.
    fn parts(&mut self, url: &str, kind: PageKind, pages: usize) -> Option<Vec<String>> {
        let mut urls = vec![url.to_owned()];
        for part in 1..pages {
            urls.push(self.add(format!("{url}page-{}/", part + 1), kind.clone(), ""));
            if let Some(page) = self.pages.last_mut() {
                page.part = part;
            }
        }
        (urls.len() > 1).then_some(urls)
    }

    /// Adds a former URL of an event; one that shows something else now leads nowhere else, whatever its number.
    fn redirect(&mut self, url: String, event: EventIndex, name: &str) {
        if self.taken.insert(url.clone()) {
            self.pages.push(Page { url, kind: PageKind::Redirect(event), part: 0 });
        } else {
            self.diagnostics.push(
                Diagnostic::note(
                    "slug-collision",
                    format!("the alias {url} of {name} is the address of a page: left out"),
                )
                .help("remove it"),
            );
        }
    }
}

fn segment(name: &str, fallback: &str) -> String {
    let segment = short_slug(name, SEGMENT);
    if segment.is_empty() { fallback.to_owned() } else { segment }
}

/// The whole stem, a date at its head included: articles of one name and several days keep their addresses.
fn article_url(article: &Article) -> String {
    format!("/article/{}/", segment(article.meta.slug.as_deref().unwrap_or(&article.stem), "article"))
}

fn period_url(key: PeriodKey) -> String {
    match key {
        PeriodKey::Decade(first) => format!("/{}s/", year(first)),
        PeriodKey::Year(y) => format!("/{}/", year(y)),
        PeriodKey::Month(y, month) => format!("/{}/{month:02}/", year(y)),
    }
}

/// Four digits at least, a minus sign before negative years: as EDTF has it.
fn year(year: i64) -> String {
    if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") }
}

/// An alias is a former path (`/old/place/`, `old/place`) or, without a slash, a former slug of the event.
fn alias_url(alias: &str) -> Option<String> {
    let path: Vec<String> =
        alias.split('/').map(|part| short_slug(part, SEGMENT)).filter(|part| !part.is_empty()).collect();
    match (path.as_slice(), alias.contains('/')) {
        ([], _) => None,
        ([name], false) => Some(format!("/event/{name}/")),
        _ => Some(format!("/{}/", path.join("/"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Overrides;
    use crate::config::load;
    use crate::event::Event;
    use crate::event::sample::event;

    fn site(events: Vec<Event>) -> (Site, Timeline, Vec<Diagnostic>) {
        let (config, _) = load(None, "test", &Overrides::default());
        let timeline = Timeline::new(events, Vec::new(), &config.facets);
        let (site, told) = Site::new(&config, &timeline, Files::new(), Files::new());
        (site, timeline, told)
    }

    fn urls(site: &Site) -> Vec<&str> {
        site.pages.iter().map(|page| page.url.as_str()).collect()
    }

    #[test]
    fn ok_two_things_never_share_an_address() {
        let events = vec![event("a b", "2025"), event("a-b", "2025"), event("!", "2025")];
        let (site, _, told) = site(events);
        assert_eq!(
            [site.event(0), site.event(1), site.event(2)],
            ["/event/a-b/", "/event/a-b-2/", "/event/event/"]
        );
        assert_eq!(told.len(), 1);
        assert!(told[0].message.contains("/event/a-b-2/"), "{}", told[0].message);
    }

    #[test]
    fn ok_a_section_named_like_a_page_of_ours_makes_way() {
        let (site, ..) = site(vec![Event { section: "tag".to_owned(), ..event("a", "2025") }]);
        assert_eq!(site.section("tag"), Some("/tag-2/"));
    }

    #[test]
    fn ok_a_facet_value_of_one_event_is_a_place_in_the_index() {
        let tagged = |id: &str, tags: &[&str]| Event {
            tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
            ..event(id, "2025")
        };
        let (site, ..) = site(vec![tagged("a", &["law", "once"]), tagged("b", &["law"])]);
        assert_eq!(site.facet_value(FacetKind::Tag, "law"), "/tag/law/");
        assert_eq!(site.facet_value(FacetKind::Tag, "once"), "/tag/#once");
        assert!(urls(&site).contains(&"/tag/law/") && !urls(&site).contains(&"/tag/once/"));
    }

    #[test]
    fn ok_former_addresses_redirect() {
        let aliased =
            Event { aliases: vec!["old-name".to_owned(), "/2019/old/".to_owned()], ..event("a", "2025") };
        let (site, ..) = site(vec![aliased]);
        for url in ["/event/old-name/", "/2019/old/"] {
            let page = site.pages.iter().find(|page| page.url == url);
            assert_eq!(page.map(|page| &page.kind), Some(&PageKind::Redirect(0)), "{url}");
        }
    }

    #[test]
    fn ok_an_alias_that_is_the_address_of_a_page_is_left_out() {
        let (site, _, told) = site(vec![Event { aliases: vec!["a".to_owned()], ..event("a", "2025") }]);
        assert!(!urls(&site).iter().any(|url| url.contains("a-2")), "{:?}", urls(&site));
        assert_eq!(told.len(), 1);
    }

    #[test]
    fn ok_links_under_a_base_url() {
        let site = Site { base_url: Some("https://example.org/sub/".to_owned()), ..Site::default() };
        assert_eq!(site.absolute("/event/ü/").as_deref(), Some("https://example.org/sub/event/%C3%BC/"));
        assert_eq!(site.href("/404.html", "/event/a/"), "/sub/event/a/");
        assert_eq!(site.href("/event/a/", "/"), "../../");
        assert_eq!(Site::default().absolute("/"), None);
    }
}
