//! The line itself, from top to bottom:
//!
//! ```text
//! files -source-> bytes -article-> Article -event-> [Event]      (per article, parallel)
//!       -> Timeline -site-> [Page] -render|export-> Artifacts    (global, cheap)
//! ```
//!
//! Values in, values out: reading is [`source`](crate::source)'s, writing [`output`](crate::output)'s.

mod articles;
mod memory;
mod press;
mod proposed;
mod single;

pub use articles::{Beside, article};
pub use memory::Memory;
pub use press::{Made, Press};
pub use proposed::{Proposed, Shown, proposed};
pub use single::{Single, single};

use crate::article::{self, Article, Kind};
use crate::check;
use crate::config::{self, Config, Overrides};
use crate::diag::Diagnostic;
use crate::event::{self, Days, Event, Register};
use crate::export::{Export, record_digest};
use crate::output::{Artifact, Artifacts};
use crate::render::{self, Renderer, Theme};
use crate::site::{Feed, Site, Target};
use crate::source::{CONFIG, Inputs};
use crate::text::Span;
use crate::timeline::Timeline;
use articles::articles;
use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a build made.
#[derive(Debug, Default)]
pub struct Build {
    /// The site's files; not to be written when a diagnostic is an error.
    pub artifacts: Artifacts,
    /// What there is to say, in no order: see [`sort`].
    pub diagnostics: Vec<Diagnostic>,
    /// What was read and made.
    pub counts: Counts,
    /// The events that are not sure enough for the site: see [`review`].
    pub review: Vec<Event>,
    /// The ids of the events and the days of their records, to be read by the next build: `dateline.lock`.
    pub register: String,
    /// What was read.
    pub timeline: Timeline,
    /// The addresses of all that.
    pub site: Arc<Site>,
    /// URL paths of the pages of drafts, and of events that drafts alone tell.
    pub drafts: Vec<String>,
}

/// Numbers for the summary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Counts {
    pub articles: usize,
    pub event_files: usize,
    pub events: usize,
    pub pages: usize,
}

/// Resolves `dateline.toml`; `folder` is the name of the site's folder.
pub fn config(bytes: Option<&Vec<u8>>, folder: &str, overrides: &Overrides) -> (Config, Vec<Diagnostic>) {
    let (file, mut told) =
        bytes.map_or((None, Vec::new()), |bytes| article::decode(Utf8Path::new(CONFIG), bytes));
    let (config, more) = config::load(file.map(Arc::new).as_ref(), folder, overrides);
    told.extend(more);
    (config, told)
}

/// Builds the site of `inputs`.
///
/// Everything is tried, so that one run tells all that is wrong.
pub fn build(inputs: &Inputs, config: &Config) -> Build {
    let mut told = Vec::new();
    let Plan { reading, copied: mut artifacts, statics, drafts } = plan(inputs, config, None, &mut told);
    if let Some(theme) = theme(&inputs.templates, config, &reading.site, &mut told) {
        let press = Press::new(&reading, config, &theme);
        let (cards, notes) = press.cards();
        told.extend(notes.iter().cloned());
        told.extend(put(&mut artifacts, cards));
        let made: Vec<_> = press.names().par_iter().filter_map(|name| press.make(name)).collect();
        for made in made {
            match made {
                Ok(files) => told.extend(put(&mut artifacts, files)),
                Err(error) => told.push(error),
            }
        }
    }
    artifacts.extend(statics);
    check::waive(&mut told, &reading.timeline);
    let Reading { timeline, site, counts, review, register } = reading;
    Build { artifacts, diagnostics: told, counts, review, register, timeline, site, drafts }
}

/// A site whose own files are yet to be made.
#[derive(Debug)]
pub struct Plan {
    /// What was read.
    pub reading: Reading,
    /// The theme's static files, and those of the content folder, which what is made goes before.
    pub copied: Artifacts,
    /// The user's static files, which go before all else.
    pub statics: Artifacts,
    /// URL paths of the pages of drafts, and of events that drafts alone tell.
    pub drafts: Vec<String>,
}

/// Reads `inputs`; what `memory` knows of them is not read again.
pub fn plan(
    inputs: &Inputs,
    config: &Config,
    memory: Option<&mut Memory>,
    told: &mut Vec<Diagnostic>,
) -> Plan {
    let mut reading = reading(inputs, config, memory, told);
    reading.counts.pages = reading.site.pages.len();
    if config.base_url.is_none() {
        told.push(
            Diagnostic::note(
                "no-base-url",
                "no `base_url`: no feed.xml and no sitemap.xml, which hold whole addresses",
            )
            .help(
                "give the site's address in dateline.toml, or with --base-url https://example.org/timeline/",
            ),
        );
    }
    let mut copied = files(inputs, &reading.timeline, &reading.site, told);
    let file = |name: &str, text: String| (name.into(), Artifact::Bytes(text.into_bytes()));
    let cname = config.cname.as_ref().map(|cname| file("CNAME", format!("{cname}\n")));
    // GitHub Pages would else leave out what begins with an underscore.
    let made = cname.into_iter().chain([file(".nojekyll", String::new())]).collect();
    told.extend(put(&mut copied, made));
    // What the user puts there is meant: a robots.txt, a page, another style.
    let statics =
        inputs.statics.iter().map(|(path, disk)| (path.clone(), Artifact::Copy(disk.clone()))).collect();
    let drafts = drafts(&reading.timeline, &reading.site);
    Plan { reading, copied, statics, drafts }
}

/// Puts files that were made among the others; what they hide is told.
fn put(artifacts: &mut Artifacts, files: Made) -> Vec<Diagnostic> {
    let told = hiding(artifacts, &files);
    artifacts.extend(files);
    told
}

/// Which of the others cannot be reached for files that were made.
pub fn hiding(artifacts: &Artifacts, files: &Made) -> Vec<Diagnostic> {
    files.iter().filter_map(|(path, _)| Some(hidden(path, artifacts.get(path)?))).collect()
}

/// The articles of a site and their events, merged, whether they are sure enough for its pages or not; without what there is to say.
pub fn found(inputs: &Inputs, config: &Config) -> (Vec<Article>, Vec<Event>) {
    let (articles, events) = articles(inputs, config, None, &mut Vec::new());
    let (events, _) = merged(events, &articles, &register(inputs), &mut Vec::new());
    (articles, events)
}

fn drafts(timeline: &Timeline, site: &Site) -> Vec<String> {
    let is_draft = |key: &str| timeline.content(key).is_some_and(|article| article.meta.draft);
    let contents = timeline.articles.iter().chain(timeline.event_files.values());
    let drafts = contents.filter(|article| article.meta.draft).filter_map(|draft| site.content(&draft.key));
    let told = timeline.events.iter().enumerate();
    let told = told.filter(|(_, event)| event.mentions.iter().all(|mention| is_draft(&mention.article)));
    let mut pages: Vec<String> =
        drafts.chain(told.map(|(event, _)| site.event(event))).map(str::to_owned).collect();
    pages.sort();
    pages.dedup();
    pages
}

/// The events that are not sure enough for the site, and where each stands: `content/story.txt:12`.
pub fn review(inputs: &Inputs, config: &Config) -> (Vec<Event>, Vec<String>) {
    let (articles, events) = found(inputs, config);
    let unsure: Vec<Event> = events.into_iter().filter(|event| !is_sure(event, config)).collect();
    let by_key: BTreeMap<&str, &Article> =
        articles.iter().map(|article| (article.key.as_str(), article)).collect();
    let place = |event: &Event| {
        let mention = event.mentions.first()?;
        let file = &by_key.get(mention.article.as_str())?.file;
        Some(format!("{}:{}", file.path, file.line_column(mention.span.start).line))
    };
    let places = unsure.iter().map(|event| place(event).unwrap_or_default()).collect();
    (unsure, places)
}

/// What a person has looked at is sure.
fn is_sure(event: &Event, config: &Config) -> bool {
    event.identity.correction.is_some() || event.why.confidence >= config.least_confidence
}

/// What earlier builds called the events.
fn register(inputs: &Inputs) -> Register {
    Register::parse(&inputs.register.as_deref().map(String::from_utf8_lossy).unwrap_or_default())
}

/// When the records of events came and were changed: as the history of their files says, and as earlier builds recorded it.
fn days(events: &[Event], inputs: &Inputs, register: &Register) -> BTreeMap<String, Days> {
    let of = |event: &Event| {
        let files = || event.mentions.iter().filter_map(|m| inputs.history.get(Utf8Path::new(&m.article)));
        let recorded = register.days(event).unwrap_or_default();
        Days {
            added: files().map(|file| file.added).chain(recorded.added).min(),
            updated: files().map(|file| file.updated).chain(recorded.updated).max(),
        }
    };
    events
        .iter()
        .map(|event| (event.id.clone(), of(event)))
        .filter(|(_, days)| *days != Days::default())
        .collect()
}

/// What the line holds where it parts into pages and data.
#[derive(Debug)]
pub struct Reading {
    /// The events.
    pub timeline: Timeline,
    /// Their addresses.
    pub site: Arc<Site>,
    /// What was read; no page is made yet.
    pub counts: Counts,
    /// The events that are not sure enough for the site: see [`review`].
    pub review: Vec<Event>,
    /// The ids of the events, to be read by the next build.
    pub register: String,
}

/// Reads `inputs` as a timeline.
pub fn read(inputs: &Inputs, config: &Config, told: &mut Vec<Diagnostic>) -> Reading {
    reading(inputs, config, None, told)
}

fn reading(
    inputs: &Inputs,
    config: &Config,
    memory: Option<&mut Memory>,
    told: &mut Vec<Diagnostic>,
) -> Reading {
    let (articles, events) = articles(inputs, config, memory, told);
    let (events, mut register) = merged(events, &articles, &register(inputs), told);
    let (events, review): (Vec<Event>, Vec<Event>) =
        events.into_iter().partition(|event| is_sure(event, config));
    if articles.is_empty() {
        told.push(no_content(&inputs.content_folder));
    }
    let count = |kind| articles.iter().filter(|article| article.kind == kind).count();
    let counts = Counts {
        articles: count(Kind::Article),
        event_files: count(Kind::EventFile),
        events: events.len(),
        pages: 0,
    };
    let mut timeline = Timeline::new(events, articles, &config.facets);
    if let Some(today) = inputs.today {
        // A record that JSON cannot hold would be the same for ever; there is none.
        let digest = |event: &Event| record_digest(event, &timeline).unwrap_or_default();
        register.record(&timeline.events, digest, today);
    }
    timeline.days = days(&timeline.events, inputs, &register);
    let [files_of_content, statics] =
        [&inputs.files, &inputs.statics].map(|files| files.keys().cloned().collect());
    let (site, notes) = Site::new(config, &timeline, files_of_content, statics);
    told.extend(notes);
    let register = register.to_text();
    Reading { timeline, site: Arc::new(site), counts, review, register }
}

/// In order of files and places, each message once; what has no place comes last.
pub fn sort(told: &mut Vec<Diagnostic>) {
    let key = |d: &Diagnostic| {
        let place = d.place.as_ref().map(|place| (place.file.path.clone(), place.span));
        (place.is_none(), place, d.severity, d.code, d.message.clone())
    };
    told.sort_by_cached_key(key);
    told.dedup_by_key(|d| key(d));
}

/// Events of a site, merged, with ids that are unique in it; and the register of these ids.
fn merged(
    mut events: Vec<Event>,
    articles: &[Article],
    register: &Register,
    told: &mut Vec<Diagnostic>,
) -> (Vec<Event>, Register) {
    register.settle(&mut events);
    let mut events = event::merge(events);
    let by_key: BTreeMap<&str, &Article> =
        articles.iter().map(|article| (article.key.as_str(), article)).collect();
    told.extend(event::unique(&mut events, &by_key));
    let register = register.next(&mut events);
    told.extend(event::unknown_related(&events, &by_key));
    (events, register)
}

/// The theme's static files, and the files that articles link to.
fn files(inputs: &Inputs, timeline: &Timeline, site: &Site, told: &mut Vec<Diagnostic>) -> Artifacts {
    let mut artifacts = Artifacts::new();
    for (name, text) in render::STATIC {
        artifacts.insert((*name).into(), Artifact::Bytes(text.as_bytes().to_vec()));
    }
    let mut used = BTreeSet::new();
    for (article, destination, span) in destinations(timeline) {
        match site.target(&article.key, destination) {
            Target::File { path, url } => {
                if let Some(disk) = inputs.files.get(&path) {
                    artifacts.insert(url.trim_start_matches('/').into(), Artifact::Copy(disk.clone()));
                }
                used.insert(path);
            }
            Target::Missing => told.push(dead_link(article, destination, span)),
            Target::Outside | Target::Page(_) => {}
        }
    }
    // What no article names travels too: a page of the author's own may. A folder that is its own content folder is not meant so.
    if !inputs.content_folder.as_str().is_empty() {
        for (path, disk) in inputs
            .files
            .iter()
            .filter(|(path, _)| !used.contains(*path) && !inputs.contents.contains_key(*path))
        {
            artifacts.entry(path.clone()).or_insert_with(|| Artifact::Copy(disk.clone()));
        }
    }
    artifacts
}

/// Each link and image of the content files, with its place.
fn destinations(timeline: &Timeline) -> impl Iterator<Item = (&Article, &str, Span)> {
    let indexes =
        timeline.sections.iter().filter_map(|section| section.index.as_ref()).chain(&timeline.index);
    timeline.event_files.values().chain(&timeline.articles).chain(indexes).flat_map(|article| {
        let media = article.meta.media.iter().map(|medium| (medium.src.as_str(), Span::default()));
        let links = article.links.iter().map(|link| (link.destination.as_str(), link.span));
        links.chain(media).map(move |(destination, span)| (article, destination, span))
    })
}

/// A file of `content/` at the address of a page.
fn hidden(path: &Utf8Path, file: &Artifact) -> Diagnostic {
    let file = match file {
        Artifact::Copy(disk) => disk.strip_prefix(".").unwrap_or(disk),
        Artifact::Bytes(_) | Artifact::Drawing(_) => path,
    };
    Diagnostic::warning("hidden-file", format!("{file} cannot be reached: /{path} is made by dateline"))
        .help("rename it, or change what is made: most of it has a template")
}

fn dead_link(article: &Article, destination: &str, span: Span) -> Diagnostic {
    Diagnostic::error("dead-link", format!("the link to `{destination}` leads nowhere"))
        .at(&article.file, span, "no such file beside it, and no such page")
        .help("paths are relative to the file; those that begin with / to the content folder")
}

/// The whole site's Atom feed; none where what is wrong with its template is told.
pub fn atom(inputs: &Inputs, export: Export<'_>, feed: &Feed, told: &mut Vec<Diagnostic>) -> Option<String> {
    let Export { config, timeline, site } = export;
    let theme = theme(&inputs.templates, config, site, told)?;
    let renderer = Renderer::new(&theme, config, timeline, site);
    let content = |index| export.content(index);
    renderer.feed(feed, &content).map_err(|error| told.push(error)).ok()
}

/// The templates, the user's over the built-in ones; none where what is wrong with them is told.
pub fn theme(
    templates: &BTreeMap<Utf8PathBuf, Vec<u8>>,
    config: &Config,
    site: &Arc<Site>,
    told: &mut Vec<Diagnostic>,
) -> Option<Theme> {
    let mut files = Vec::new();
    for (path, bytes) in templates {
        let (file, notes) = article::decode(&config.folders.templates.join(path), bytes);
        told.extend(notes);
        files.extend(file.map(|file| (path.clone(), Arc::new(file))));
    }
    Theme::load(&files, &config.language, site).map_err(|errors| told.extend(errors)).ok()
}

/// `/event/x/` is the file `event/x/index.html`.
fn file_of(url: &str) -> Utf8PathBuf {
    let path = url.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html").into() } else { path.into() }
}

fn no_content(folder: &Utf8Path) -> Diagnostic {
    let place = if folder.as_str().is_empty() { "the folder".to_owned() } else { format!("{folder}/") };
    Diagnostic::error("no-content", format!("{place} holds no article"))
        .help("put a Markdown or plain-text file there: a report with its publication date, or a file an event with its `date`")
}
