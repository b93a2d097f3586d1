//! Pages -> HTML: the template contract ([`view`](self)), the theme, its filters.
//!
//! Templates are Tera's. Each is built in and can be overridden by a file of its name; `docs/templates.md` is what they can
//! rely on. Everything that authors wrote is escaped; bodies of articles alone are HTML already.

mod address;
mod articles;
mod body;
mod cards;
mod changes;
mod dates;
mod detail;
mod drawing;
mod embed;
mod events;
mod explore;
mod feed;
mod filters;
mod gaps;
mod groups;
mod interface;
mod letters;
mod overview;
mod pages;
mod problem;
mod quotes;
mod single;
mod theme;
mod view;

#[cfg(test)]
mod tests;

pub(crate) use body::escaped;
pub use cards::Drawing;
pub use drawing::{draw, is_whole};
pub use embed::OEMBED;
pub use explore::FOLDER as INDEX;
pub use feed::Content;
pub use quotes::marked;
pub use theme::{STATIC, Theme};

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::site::{Page, Site};
use crate::timeline::{EventIndex, PeriodKey, Timeline};
use dates::{Dated, Dates};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use tera::{Context, Value};

/// URL path of the whole site's Atom feed.
pub const FEED: &str = "/feed.xml";
/// URL path of the feed of what is new in the site.
pub const ADDED_FEED: &str = "/added.xml";
/// URL path of the whole site's JSON Feed.
pub const JSON_FEED: &str = "/feed.json";
/// URL path of the custom properties that a site sets over those of the style sheet.
pub const LOOK: &str = "/theme.css";
/// URL path of the sitemap.
pub const SITEMAP: &str = "/sitemap.xml";
/// URL path of the rules for crawlers.
pub const ROBOTS: &str = "/robots.txt";

/// Renders the pages of one site. What pages share is made once.
#[derive(Debug)]
pub struct Renderer<'a> {
    theme: &'a Theme,
    config: &'a Config,
    timeline: &'a Timeline,
    site: &'a Site,
    /// The variables that every template gets.
    shared: Context,
    /// Each event as templates see it, once a page shows it.
    views: Vec<OnceLock<(Value, view::Date)>>,
    /// Where each event stands.
    dates_of: Vec<Dated>,
    /// What feeds hold of each event, once one of them was asked for.
    feed_entries: Vec<OnceLock<Option<view::FeedEntry>>>,
    /// The columns of the overview.
    columns: Vec<(PeriodKey, view::Cell)>,
    /// Share cards by the URL paths of their pages, when they are made.
    cards: BTreeMap<String, Drawing>,
}

impl<'a> Renderer<'a> {
    /// Prepares what pages share.
    pub fn new(theme: &'a Theme, config: &'a Config, timeline: &'a Timeline, site: &'a Site) -> Self {
        let mut renderer = Self {
            theme,
            config,
            timeline,
            site,
            shared: Context::new(),
            views: timeline.events.iter().map(|_| OnceLock::new()).collect(),
            dates_of: timeline.events.iter().map(|event| Dated::new(&event.when)).collect(),
            feed_entries: timeline.events.iter().map(|_| OnceLock::new()).collect(),
            columns: Vec::new(),
            cards: BTreeMap::new(),
        };
        renderer.columns = renderer.columns();
        renderer.shared.insert("site", &renderer.site_view());
        renderer.shared.insert("ui", &theme.words);
        renderer
    }

    /// The HTML of a page.
    ///
    /// # Errors
    ///
    /// A template names a variable that it does not get, with the place in the template.
    pub fn page(&self, page: &Page) -> Result<String, Diagnostic> {
        let (template, context) = self.page_context(page);
        self.theme.render(template, &context)
    }

    /// The sitemap at [`SITEMAP`]; none without a `base_url`.
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub fn sitemap(&self) -> Result<Option<String>, Diagnostic> {
        let listed = self.site.pages.iter().filter(|page| pages::is_listed(page));
        let urls: Option<Vec<String>> = listed.map(|page| self.site.absolute(&page.url)).collect();
        let Some(urls) = urls else { return Ok(None) };
        let mut context = self.file_context(SITEMAP);
        context.insert("urls", &urls);
        self.theme.render("sitemap.xml", &context).map(Some)
    }

    /// The site's own custom properties, with their URL path; none where the configuration sets none.
    pub fn look(&self) -> Option<(String, Vec<u8>)> {
        let line = |(name, value): &(&str, String)| format!("  --{name}: {value};\n");
        let lines: String = self.config.look.iter().map(line).collect();
        (!lines.is_empty()).then(|| (LOOK.to_owned(), format!(":root {{\n{lines}}}\n").into_bytes()))
    }

    /// The rules for crawlers at [`ROBOTS`].
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub fn robots(&self) -> Result<String, Diagnostic> {
        self.theme.render("robots.txt", &self.file_context(ROBOTS))
    }

    /// An event as templates see it.
    fn event_value(&self, index: EventIndex) -> &Value {
        &self.view(index).0
    }

    /// The date of an event as templates see it.
    fn date_of(&self, index: EventIndex) -> &view::Date {
        &self.view(index).1
    }

    fn view(&self, index: EventIndex) -> &(Value, view::Date) {
        self.views[index].get_or_init(|| {
            let view = self.event(index, &self.timeline.events[index]);
            (Value::from_serializable(&view), view.when)
        })
    }

    fn dates(&self) -> Dates<'_> {
        Dates { pack: self.config.pack(), words: &self.theme.words }
    }
}
