//! `dateline.toml`: what was written (`raw`), and what was decided ([`Config`]).

mod load;
mod look;
mod names;
mod parse;
mod raw;

pub use load::load;
pub(crate) use load::readable;
pub use look::PROPERTIES;
pub use names::{Name, Names};

use crate::date::{Day, When};
use crate::diag::Levels;
use crate::lang::{Pack, Packs};
use crate::text::SourceFile;
use camino::{Utf8Path, Utf8PathBuf};
use serde::Deserialize;
use std::sync::Arc;

/// Which end of time comes first on pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Latest event on top.
    NewestFirst,
    /// Earliest event on top.
    #[default]
    OldestFirst,
}

/// Which pages have a picture of their own for previews of links to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShareCards {
    /// The home page, sections, periods and key events.
    #[default]
    Key,
    /// All events too.
    All,
    /// No page.
    None,
}

/// A named span drawn behind the events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Era {
    /// Its name.
    pub title: String,
    /// From when to when.
    pub when: When,
}

/// A field that readers filter by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FacetKind {
    /// `tags`
    Tag,
    /// `people`
    Person,
    /// `place`
    Place,
    /// The publishers of `sources`.
    Publisher,
}

impl FacetKind {
    /// All of them, in their usual order.
    pub const ALL: [Self; 4] = [Self::Tag, Self::Person, Self::Place, Self::Publisher];

    /// The URL segment: `tag`, `person`, `place`, `publisher`.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Person => "person",
            Self::Place => "place",
            Self::Publisher => "publisher",
        }
    }
}

/// How sure the date of an event is, the least sure first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// An editor should look at it first.
    Doubtful,
    /// From another sentence that tells the same event.
    Carried,
    /// From a table (terms of office, holidays).
    Table,
    /// Reckoned from the publication date.
    Resolved,
    /// Written out in the text.
    Written,
    /// Stated by the author.
    Stated,
}

impl Confidence {
    /// As the configuration writes it, and pages look for its words: `carried`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Doubtful => "doubtful",
            Self::Carried => "carried",
            Self::Table => "table",
            Self::Resolved => "resolved",
            Self::Written => "written",
            Self::Stated => "stated",
        }
    }
}

/// A site's configuration with everything decided.
#[derive(Clone, Debug)]
pub struct Config {
    /// The site's title; the folder's name when not given.
    pub title: String,
    /// One sentence under it; may be empty.
    pub description: String,
    /// `https://user.github.io/repo/` with its final slash; `None` when not given.
    pub base_url: Option<String>,
    /// BCP 47 code of the site: the language of its interface, and of articles that name none.
    pub language: String,
    /// The language packs, with the site's tables of days known by name.
    pub packs: Arc<Packs>,
    /// Who keeps the site.
    pub author: Option<String>,
    /// Order of events on pages.
    pub order: Order,
    /// Facets with pages, in order of the navigation.
    pub facets: Vec<FacetKind>,
    /// Eras.
    pub eras: Vec<Era>,
    /// Whether to write feeds.
    pub feeds: bool,
    /// Which pages have share cards.
    pub share_cards: ShareCards,
    /// Events at or above this importance (1 to 10) are key events.
    pub key_importance: u8,
    /// Events at or above this importance (1 to 10) are main events.
    pub main_importance: u8,
    /// Tags, and what else files call them.
    pub tags: Names,
    /// People whom texts name, with what else they are called.
    pub people: Names,
    /// Places that texts name.
    pub places: Names,
    /// Events found in prose that are less sure go to the review list, not to the site.
    pub least_confidence: Confidence,
    /// The custom properties of the style sheet that the site sets ([`PROPERTIES`]), with their CSS values.
    pub look: Vec<(&'static str, String)>,
    /// The same for light screens alone.
    pub light: Vec<(&'static str, String)>,
    /// Address of a content file's source, for "edit this page"; `{path}` stands for the file's path.
    pub edit_url: Option<String>,
    /// Where to report an error.
    pub report_url: Option<String>,
    /// Publication date of articles that state none.
    pub published: Option<Day>,
    /// Whether prose is mined where a file does not say.
    pub extract: bool,
    /// Whether raw HTML in Markdown reaches the page.
    pub unsafe_html: bool,
    /// Whether Markdown's straight quotes and dashes become typographic ones.
    pub smart_punctuation: bool,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Custom domain of GitHub Pages.
    pub cname: Option<String>,
    /// Output folder, relative to the site's root.
    pub output: Utf8PathBuf,
    /// The folders that are read.
    pub folders: Folders,
    /// How bad the site finds what there is to say.
    pub levels: Levels,
    /// The file itself, where its `[cascade]` states front matter for all articles.
    pub cascade: Option<Arc<SourceFile>>,
}

/// The folders of a site that are read, relative to its root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Articles. None for `content`, where it exists, else the site's folder itself.
    pub content: Option<Utf8PathBuf>,
    /// The user's templates.
    pub templates: Utf8PathBuf,
    /// The user's static files: each is copied to its path inside this folder.
    pub statics: Utf8PathBuf,
    /// Folders that are copied as they are, under their own names.
    pub copied: Vec<Utf8PathBuf>,
}

impl Folders {
    /// Where articles are, if the configuration says nothing else.
    pub const CONTENT: &str = "content";

    /// All of them.
    pub fn all(&self) -> Vec<&Utf8Path> {
        let content = self.content.as_deref().unwrap_or(Self::CONTENT.into());
        let copied = self.copied.iter().map(Utf8PathBuf::as_path);
        [content, &self.templates, &self.statics].into_iter().chain(copied).collect()
    }
}

impl Default for Folders {
    fn default() -> Self {
        Self { content: None, templates: "templates".into(), statics: "static".into(), copied: Vec::new() }
    }
}

impl Config {
    /// The pack of the site's language.
    pub fn pack(&self) -> &Pack {
        self.packs.site()
    }

    /// The pack of an article by the language that it states; none for a language without a pack.
    pub fn pack_for(&self, language: Option<&str>) -> Option<&Pack> {
        language.map_or(Some(self.pack()), |code| self.packs.of(code))
    }
}

/// What the command line decides over the file.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// `--base-url`
    pub base_url: Option<String>,
    /// `--published`
    pub published: Option<Day>,
    /// `--output`
    pub output: Option<Utf8PathBuf>,
    /// `--drafts`
    pub drafts: bool,
}
