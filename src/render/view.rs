//! The template contract: every value that a template sees, and nothing else.
//!
//! `docs/templates.md` is generated from this file: the structs here with their comments, and `TEMPLATES`. A field is part of
//! the contract; removing or renaming one breaks the templates of users.

pub(super) mod data;

use serde::Serialize;
use std::collections::BTreeMap;
use tera::Value;

/// Text that is HTML already, and marked so.
pub(super) type Html = Value;
/// An [`Event`], made once and shared by all pages that show it.
type SharedEvent = Value;

/// A template: its name, what it renders, and the variables it gets with their types.
#[cfg(test)]
type Template = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// Which template renders what, and the variables it gets beside those that all get: `site`, `page`, `ui`, `here`.
#[cfg(test)]
pub(super) const TEMPLATES: &[Template] = &[
    (
        "home.html",
        "`/`: the whole timeline; of a long one the latest period and the key events before it",
        &[
            ("introduction", "HTML of the content folder's own `_index.md`, or none"),
            ("eras", "array of `Era`"),
            ("bars", "array of `Cell`"),
            ("filters", "`Filters` or none"),
            ("groups", "array of `Group`"),
        ],
    ),
    (
        "embed.html",
        "`/embed/`: the timeline without what is around it, for an `<iframe>` on the pages of others",
        &[("bars", "array of `Cell`"), ("filters", "`Filters` or none"), ("groups", "array of `Group`")],
    ),
    (
        "period.html",
        "`/1990s/`, `/1998/`, `/1998/02/`",
        &[
            ("period", "`Period`"),
            ("bars", "array of `Cell`"),
            ("filters", "`Filters` or none"),
            ("parts", "array of `Link`: the pages that the events are spread over, where they are several"),
            ("groups", "array of `Group`"),
        ],
    ),
    (
        "section.html",
        "a folder of `content/`",
        &[
            ("section", "`Section`"),
            ("filters", "`Filters` or none"),
            ("parts", "array of `Link`: the pages that the events are spread over, where they are several"),
            ("groups", "array of `Group`"),
        ],
    ),
    ("event.html", "`/event/x/`", &[("event", "`Event`"), ("detail", "`Detail`")]),
    (
        "articles.html",
        "`/article/`",
        &[
            ("articles", "array of `ArticleLink`"),
            ("parts", "array of `Link`: the pages that the list is spread over, where they are several"),
        ],
    ),
    (
        "article.html",
        "`/article/x/`",
        &[
            ("article", "`Article`"),
            ("events", "array of `Entry`, in order of time"),
            ("story", "the same in the order of the text; empty where that is the order of time"),
        ],
    ),
    (
        "facet.html",
        "`/tag/`: all values from A to Z",
        &[
            ("facet", "`Facet`"),
            ("alphabet", "array of `Link`: where each letter begins"),
            ("parts", "array of `Link`: the pages that the list is spread over, where they are several"),
            ("letters", "array of `Letter`"),
        ],
    ),
    (
        "facet-value.html",
        "`/tag/x/`",
        &[
            ("facet", "`Facet`"),
            ("value", "`FacetValue`"),
            ("filters", "`Filters` or none"),
            ("parts", "array of `Link`: the pages that the events are spread over, where they are several"),
            ("groups", "array of `Group`"),
        ],
    ),
    (
        "search.html",
        "`/search/`: search over all events, and all of them from A to Z",
        &[
            ("filters", "`Filters` or none"),
            ("alphabet", "array of `Link`: where each letter begins"),
            ("parts", "array of `Link`: the pages that the list is spread over, where they are several"),
            ("letters", "array of `Letter`"),
        ],
    ),
    (
        "changes.html",
        "`/changes/`: what is new in the site, whenever it happened; where that is known",
        &[
            ("days", "array of `ChangeDay`, the latest first"),
            ("parts", "array of `Link`: the pages that the list is spread over, where they are several"),
        ],
    ),
    ("404.html", "`/404.html`", &[]),
    ("redirect.html", "a former address of an event", &[("event", "`Event`")]),
    (
        "single.html",
        "the whole timeline in one file, which asks for no other (`dateline build --single-file`)",
        &[
            ("style", "the style sheets"),
            ("introduction", "HTML of the content folder's own `_index.md`, or none"),
            ("eras", "array of `Era`"),
            ("chapters", "array of `Chapter`"),
            ("articles", "array of `WholeArticle`"),
        ],
    ),
    ("feed.xml", "the Atom feeds, written when `base_url` is known", &[("feed", "`Feed`")]),
    (
        "sitemap.xml",
        "the list of pages, written when `base_url` is known",
        &[("urls", "array of whole URLs")],
    ),
    ("robots.txt", "what crawlers may read", &[]),
    (
        "card.svg",
        "the picture that goes with links to a page, made when `base_url` is known: SVG, drawn as a PNG of 1200 by 630 pixels",
        &[("card", "`Card`")],
    ),
];

/// The site as a whole: the variable `site`.
#[derive(Debug, Serialize)]
pub(super) struct Site {
    /// Its title.
    pub(super) title: String,
    /// One sentence under it; may be empty.
    pub(super) description: String,
    /// BCP 47 code.
    pub(super) language: String,
    /// Who keeps it.
    pub(super) author: Option<String>,
    /// Whole URL of the home page, when `base_url` is known.
    pub(super) url: Option<String>,
    /// The links of the navigation.
    pub(super) menu: Vec<Link>,
    /// The sections of the first level.
    pub(super) sections: Vec<Link>,
    /// How many events.
    pub(super) events: usize,
    /// How many articles.
    pub(super) articles: usize,
    /// From the first event's day to the last one's.
    pub(super) span: Option<Date>,
    /// The latest publication or update of any content.
    pub(super) updated: Option<Date>,
    /// URL path of the custom properties that the configuration sets, when it sets some.
    pub(super) look: Option<String>,
    /// URL path of the Atom feed, when there is one.
    pub(super) feed: Option<String>,
    /// The same as JSON Feed.
    pub(super) json_feed: Option<String>,
    /// URL path of the feed of what is new in the site, when it is known.
    pub(super) added_feed: Option<String>,
    /// URL path of the page of what is new in the site, when it is known.
    pub(super) changes: Option<String>,
    /// Whole URL of what programs are told that embed the timeline (oEmbed), when `base_url` is known.
    pub(super) oembed: Option<String>,
    /// Whole URL of the sitemap, when there is one.
    pub(super) sitemap: Option<String>,
    /// Where to report an error.
    pub(super) report_url: Option<String>,
}

/// The page being rendered: the variable `page`.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    /// `home`, `period`, `section`, `event`, `articles`, `article`, `facet`, `facet-value`, `search`, `embed`, `changes`, `not-found`, `redirect`, `file`.
    pub(super) kind: &'static str,
    /// Its title, without the site's.
    pub(super) title: String,
    /// One sentence, for search engines and previews.
    pub(super) description: Option<String>,
    /// Its whole URL, when `base_url` is known.
    pub(super) canonical: Option<String>,
    /// The picture that goes with links to it, when `base_url` is known.
    pub(super) image: Option<Image>,
    /// URL path of its own Atom feed, where it has one.
    pub(super) feed: Option<String>,
    /// The same as JSON Feed.
    pub(super) json_feed: Option<String>,
    /// URL path of its own feed of what is new in the site, when it is known.
    pub(super) added_feed: Option<String>,
}

/// The picture that goes with links to a page.
#[derive(Debug, Serialize)]
pub(super) struct Image {
    /// Its whole URL.
    pub(super) url: String,
    /// What it shows; may be empty.
    pub(super) alt: String,
    /// Its width in pixels, of a card.
    pub(super) width: Option<u32>,
    /// Its height in pixels, of a card.
    pub(super) height: Option<u32>,
}

/// A share card: the variable `card`. Its texts are cut into lines that fit; what the fonts of cards lack is left out.
#[derive(Debug, Serialize)]
pub(super) struct Card {
    /// When it was, of an event.
    pub(super) date: Option<String>,
    /// The lines of the title.
    pub(super) title: Vec<String>,
    /// Size of the title in pixels.
    pub(super) size: u32,
    /// Where the title begins, in pixels from the top.
    pub(super) top: u32,
    /// The lines of the sentence below the title.
    pub(super) about: Vec<String>,
    /// How many events, of all cards but those of events.
    pub(super) events: Option<usize>,
    /// Title of the site, of all cards but its own.
    pub(super) site: Option<String>,
    /// The columns of the overview, on the cards of the site and of its periods.
    pub(super) bars: Vec<Cell>,
    /// The colours of the site for light screens.
    pub(super) colours: Colours,
}

/// Colours as SVG has them.
#[derive(Debug, Serialize)]
pub(super) struct Colours {
    /// Behind everything.
    pub(super) paper: String,
    /// Of titles.
    pub(super) ink: String,
    /// Of other texts.
    pub(super) soft: String,
    /// Of lines that only divide.
    pub(super) rule: String,
    /// Of lines that mean something.
    pub(super) line: String,
    /// Of what is important.
    pub(super) accent: String,
}

/// A named way to somewhere.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Link {
    /// URL path or whole URL; for the `href` filter.
    pub(super) url: String,
    /// What it leads to.
    pub(super) name: String,
    /// A few words beside it: a date, a publisher.
    pub(super) note: Option<String>,
}

/// A date in words, with what machines need.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Date {
    /// The date in words: "25 February 2025", "about 1590".
    pub(super) words: String,
    /// The same in pieces, for the `date` component.
    pub(super) long: Vec<Piece>,
    /// In pieces, for a place where the year is known: "25 February".
    pub(super) short: Vec<Piece>,
    /// Day of the week.
    pub(super) weekday: Option<String>,
    /// How long it took: "16 days".
    pub(super) length: Option<String>,
    /// A few words below the short date: the weekday, the length, or what is not stated.
    pub(super) note: Option<String>,
    /// Whether some piece has a `datetime`.
    pub(super) machine: bool,
    /// EDTF value (ISO 8601-2).
    pub(super) edtf: String,
    /// First day as `YYYY-MM-DD`, from year 1 on.
    pub(super) start: Option<String>,
    /// Last day as `YYYY-MM-DD`, from year 1 on.
    pub(super) end: Option<String>,
}

/// A piece of a date's wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Piece {
    /// Its words.
    pub(super) text: String,
    /// Its value, where HTML's `<time>` has a form for it.
    pub(super) datetime: Option<String>,
}

/// An event as it stands in a timeline: the variable `event`, and `event` of an `Entry`.
#[derive(Debug, Serialize)]
pub(super) struct Event {
    /// Permanent and unique.
    pub(super) id: String,
    /// URL path of its page.
    pub(super) url: String,
    /// Its title.
    pub(super) title: String,
    /// What its author says in short.
    pub(super) summary: Option<String>,
    /// What stands below the title: the summary, else the sentence it was read from.
    pub(super) text: Option<String>,
    /// When.
    pub(super) when: Date,
    /// `key`, `main` or `minor`; then, where they hold, `vague` (not known to the day), `span` (has a length), `open` (goes on).
    pub(super) class: String,
    /// 1 to 10.
    pub(super) importance: u8,
    /// `file`, `curated`, `outline`, `prose`: how it came to be.
    pub(super) origin: &'static str,
    /// How certain it is said to be.
    pub(super) status: Option<Status>,
    /// All dates that are reported, its own among them, where reports do not agree.
    pub(super) readings: Vec<Date>,
    /// Its tags.
    pub(super) tags: Vec<Link>,
    /// Who took part.
    pub(super) people: Vec<Link>,
    /// Where.
    pub(super) places: Vec<Link>,
    /// Where it is documented.
    pub(super) sources: Vec<Source>,
    /// Its first picture.
    pub(super) image: Option<Media>,
    /// Whether its date was read out of prose, so that its page explains it.
    pub(super) explained: bool,
    /// Unknown keys of its front matter, as written.
    pub(super) extra: BTreeMap<String, serde_json::Value>,
}

/// How certain an event is said to be.
#[derive(Debug, Serialize)]
pub(super) struct Status {
    /// As written: `confirmed`, `disputed`, ...
    pub(super) key: String,
    /// The same in the site's language, where `ui.status` has it.
    pub(super) words: String,
}

/// A source of an event.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Source {
    /// The publisher, else the title, else the host of the URL.
    pub(super) name: String,
    /// Its title.
    pub(super) title: Option<String>,
    /// Its publisher.
    pub(super) publisher: Option<String>,
    /// Where it is: web address, or URL path of the article on this site.
    pub(super) url: Option<String>,
    /// When it was published.
    pub(super) date: Option<Date>,
    /// When it was read, as written.
    pub(super) accessed: Option<String>,
    /// An archived copy.
    pub(super) archive: Option<String>,
    /// Where the Wayback Machine would have a copy from about the time it was read or published.
    pub(super) wayback: Option<String>,
    /// A remark.
    pub(super) note: Option<String>,
    /// As written: `primary`, ...
    pub(super) tier: Option<String>,
}

/// A picture.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Media {
    /// Web address or URL path.
    pub(super) src: String,
    /// What it shows, for those who do not see it; may be empty.
    pub(super) alt: String,
    /// What stands below it.
    pub(super) caption: Option<String>,
    /// Who made it.
    pub(super) credit: Option<String>,
    /// Where it leads.
    pub(super) link: Option<String>,
}

/// What only an event's own page shows: the variable `detail`.
#[derive(Debug, Serialize)]
pub(super) struct Detail {
    /// Its text, as HTML.
    pub(super) body: Option<Html>,
    /// Why it has its date.
    pub(super) why: Why,
    /// The sentences it was read from, one a mention; the first is the one that its date is taken from.
    pub(super) quotes: Vec<Quote>,
    /// Where it is documented elsewhere: its sources without the articles of this site.
    pub(super) sources: Vec<Source>,
    /// The articles of this site that report it, each once.
    pub(super) reports: Vec<Report>,
    /// Its pictures.
    pub(super) media: Vec<Media>,
    /// Its facets that have values, in the order of the configuration.
    pub(super) fields: Vec<Field>,
    /// Related events.
    pub(super) related: Vec<SharedEvent>,
    /// The event before it.
    pub(super) previous: Option<Link>,
    /// The event after it.
    pub(super) next: Option<Link>,
    /// Where its file can be edited.
    pub(super) edit_url: Option<String>,
}

/// Why an event has its date.
#[derive(Debug, Serialize)]
pub(super) struct Why {
    /// The words of the date as written, where they are not its EDTF value.
    pub(super) expression: Option<String>,
    /// How they were read; empty for stated dates.
    pub(super) how: String,
    /// The publication date that they were reckoned from.
    pub(super) published: Option<Date>,
    /// How sure, in words.
    pub(super) confidence: String,
    /// Name of the rule; empty for stated dates.
    pub(super) rule: String,
}

/// A sentence with the words of the date marked.
#[derive(Debug, Serialize)]
pub(super) struct Quote {
    /// The sentence up to the words.
    pub(super) before: String,
    /// The words; empty when they are not found in it.
    pub(super) marked: String,
    /// The rest of the sentence.
    pub(super) after: String,
    /// Where it stands.
    pub(super) report: Option<Report>,
}

/// An article that reports an event.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Report {
    /// The place in the article, with its publisher and date as note.
    pub(super) article: Link,
}

/// A facet with the values that an event has of it.
#[derive(Debug, Serialize)]
pub(super) struct Field {
    /// The facet: "People".
    pub(super) name: String,
    /// The values.
    pub(super) links: Vec<Link>,
}

/// A stretch of a timeline with a heading.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    /// Id of its place on the page: `2025`, `1990s`.
    pub(super) id: String,
    /// Its heading; absent where the page has no stretches.
    pub(super) title: Option<String>,
    /// URL path of its own page.
    pub(super) url: Option<String>,
    /// Its entries, in the order of the page.
    pub(super) entries: Vec<Entry>,
    /// Level of the entries' headings.
    pub(super) level: u8,
    /// How many events the stretch has.
    pub(super) count: usize,
    /// How many of them stand on its own page alone.
    pub(super) more: Option<usize>,
    /// The time that passed since the stretch before: "ten years later".
    pub(super) gap: Option<String>,
}

/// An event's place in a timeline.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    /// The event.
    pub(super) event: SharedEvent,
    /// Its date in pieces, short where the heading names the year.
    pub(super) when: Vec<Piece>,
    /// Whether it is one of too many, to be shown in a line.
    pub(super) brief: bool,
    /// The time that passed since the entry before, where it is long: "eight days later".
    pub(super) gap: Option<String>,
}

/// A column of the overview: a year or a decade.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Cell {
    /// Its name: `2025`, `1990s`; absent for an empty one among many.
    pub(super) name: Option<String>,
    /// Where it leads; absent when it holds no event.
    pub(super) url: Option<String>,
    /// Whether the page is about it, or about a part of it.
    pub(super) current: bool,
    /// Its first and last day, in days from 1 January 1970: `15706 16070`.
    pub(super) days: String,
    /// Width of the drawing, ten units a month or a year.
    pub(super) width: u32,
    /// Its bars, one entry a kind.
    pub(super) bars: Vec<Bar>,
    /// The eras that it lies in, in the same drawing.
    pub(super) eras: Vec<Bar>,
}

/// The bars of one kind in a column.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Bar {
    /// `key`: with a key event; `vague`: of events dated no finer than the column; `main`: all others. Of an era its own.
    pub(super) class: &'static str,
    /// Their outline, an SVG path in a drawing of the cell's `width` and a height of 48.
    pub(super) path: String,
}

/// A span of the calendar: the variable `period`.
#[derive(Debug, Serialize)]
pub(super) struct Period {
    /// Its name.
    pub(super) title: String,
    /// How many events.
    pub(super) events: usize,
    /// The period that holds it.
    pub(super) within: Option<Link>,
    /// The period before it, of its own kind.
    pub(super) previous: Option<Link>,
    /// The period after it.
    pub(super) next: Option<Link>,
}

/// A named span of the configuration.
#[derive(Debug, Serialize)]
pub(super) struct Era {
    /// Its name.
    pub(super) title: String,
    /// From when to when.
    pub(super) when: Date,
    /// What it is drawn as in the overview: `era-1` to `era-4`.
    pub(super) class: &'static str,
}

/// A folder of `content/`: the variable `section`.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    /// Its title.
    pub(super) title: String,
    /// The summary of its `_index.md`.
    pub(super) description: Option<String>,
    /// The text of its `_index.md`, as HTML.
    pub(super) body: Option<Html>,
    /// How many events.
    pub(super) events: usize,
    /// Its articles.
    pub(super) articles: Vec<ArticleLink>,
}

/// An article in a list.
#[derive(Debug, Serialize)]
pub(super) struct ArticleLink {
    /// URL path of its page.
    pub(super) url: String,
    /// Its title.
    pub(super) title: String,
    /// Who published it.
    pub(super) publisher: Option<String>,
    /// When.
    pub(super) published: Option<Date>,
    /// How many events it reports.
    pub(super) events: usize,
}

/// An article: the variable `article`.
#[derive(Debug, Serialize)]
pub(super) struct Article {
    /// Its title.
    pub(super) title: String,
    /// Its summary.
    pub(super) description: Option<String>,
    /// Its authors, joined by commas.
    pub(super) authors: Option<String>,
    /// Who published it.
    pub(super) publisher: Option<String>,
    /// When.
    pub(super) published: Option<Date>,
    /// When it was changed.
    pub(super) updated: Option<Date>,
    /// Where it was published first.
    pub(super) original: Option<String>,
    /// Its text, as HTML, with its dates linked to their events.
    pub(super) body: Html,
    /// Unknown keys of its front matter, as written.
    pub(super) extra: BTreeMap<String, serde_json::Value>,
}

/// A field that readers filter by: the variable `facet`.
#[derive(Debug, Serialize)]
pub(super) struct Facet {
    /// `tag`, `person`, `place`, `publisher`.
    pub(super) kind: &'static str,
    /// "Tags", "People", ...
    pub(super) name: String,
    /// URL path of its index.
    pub(super) url: String,
    /// How many values it has.
    pub(super) count: usize,
}

/// What readers can filter a timeline by: the variable `filters`.
#[derive(Debug, Serialize)]
pub(super) struct Filters {
    /// URL path of the folder of the index that the script fetches.
    pub(super) index: String,
    /// The events that the page is about, by their positions in the index: `0-2 5`; absent where it is about all.
    pub(super) scope: Option<String>,
    /// How many they are.
    pub(super) total: usize,
    /// The facets.
    pub(super) facets: Vec<Filter>,
}

/// A facet in the filters.
#[derive(Debug, Serialize)]
pub(super) struct Filter {
    /// The facet.
    pub(super) facet: Facet,
    /// Its commonest values with their numbers of events; none where the page is about some events only.
    pub(super) values: Vec<Link>,
    /// Whether it has others.
    pub(super) more: bool,
}

/// One value of a facet: the variable `value`.
#[derive(Debug, Serialize)]
pub(super) struct FacetValue {
    /// As written.
    pub(super) name: String,
    /// How many events.
    pub(super) count: usize,
}

/// A letter of an A to Z.
#[derive(Debug, Serialize)]
pub(super) struct Letter {
    /// Id of its place on the page.
    pub(super) id: String,
    /// The letter; `0–9` for digits, `#` for what is neither.
    pub(super) name: String,
    /// What begins with it.
    pub(super) items: Vec<Item>,
}

/// A line of an A to Z.
#[derive(Debug, Serialize)]
pub(super) struct Item {
    /// Its name.
    pub(super) name: String,
    /// Where it leads.
    pub(super) url: String,
    /// How many events.
    pub(super) count: usize,
    /// A date, in place of the count.
    pub(super) note: Option<String>,
    /// Id of the line, where links lead to it.
    pub(super) anchor: Option<String>,
}

/// A day on which records of events came or were changed.
#[derive(Debug, Serialize)]
pub(super) struct ChangeDay {
    /// Id of its place on the page: `2025-02-25`.
    pub(super) id: String,
    /// The day.
    pub(super) date: Date,
    /// What came and what was changed, the latest events first.
    pub(super) changes: Vec<Change>,
}

/// A record that came or was changed.
#[derive(Debug, Serialize)]
pub(super) struct Change {
    /// The event.
    pub(super) event: SharedEvent,
    /// Whether it came on that day; else it was changed.
    pub(super) is_new: bool,
    /// When it had come, where it was changed and that is known.
    pub(super) added: Option<Date>,
}

/// A stretch of the timeline in one file.
#[derive(Debug, Serialize)]
pub(super) struct Chapter {
    /// Id of its place in the file.
    pub(super) id: String,
    /// Its heading: a year, a decade.
    pub(super) title: String,
    /// Its events, in the order of the site's pages.
    pub(super) entries: Vec<Whole>,
}

/// An event in full.
#[derive(Debug, Serialize)]
pub(super) struct Whole {
    /// Id of its place in the file.
    pub(super) id: String,
    /// The event.
    pub(super) event: SharedEvent,
    /// The rest of it; its pictures are in the file.
    pub(super) detail: Detail,
    /// Pictures of other sites, which are not.
    pub(super) elsewhere: Vec<Link>,
}

/// An article in full.
#[derive(Debug, Serialize)]
pub(super) struct WholeArticle {
    /// Id of its place in the file.
    pub(super) id: String,
    /// The article.
    pub(super) article: Article,
}

/// An Atom feed: the variable `feed`.
#[derive(Debug, Serialize)]
pub(super) struct Feed {
    /// The site's title, and that of the section or value whose events it tells; what is new in the site is called so (`added.xml`).
    pub(super) title: String,
    /// Whole URL of the page that shows the same.
    pub(super) home: String,
    /// The latest `updated` of its entries (RFC 3339).
    pub(super) updated: String,
    /// Its entries, newest first.
    pub(super) entries: Vec<FeedEntry>,
}

/// An event in a feed.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FeedEntry {
    /// Its title.
    pub(super) title: String,
    /// Its date in words.
    pub(super) date: String,
    /// Whole URL of its page.
    pub(super) url: String,
    /// When its record was changed, or else the article that reports it was published; else its own last day (RFC 3339).
    pub(super) updated: String,
    /// When its record came into the site, where that is known (RFC 3339).
    pub(super) published: Option<String>,
    /// What stands below the title; may be empty.
    pub(super) text: String,
    /// Its date, text and sources as HTML, without scripts and with whole addresses; to be escaped once more.
    pub(super) content: String,
    /// Its tags.
    pub(super) tags: Vec<String>,
    /// Where it is documented: whole addresses.
    pub(super) sources: Vec<Link>,
}
