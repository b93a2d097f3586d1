//! A small site that holds every kind of date, event and page: the life of a tide mill.

use crate::article::{Article, Input, Media, SourceRef, read};
use crate::config::{self, Config, Overrides};
use crate::date::{Day, When};
use crate::event::{Confidence, Days, Event, Mention, Origin, Why};
use crate::render::{Renderer, Theme};
use crate::site::{Files, Page, PageKind, Site};
use crate::text::{SourceFile, Span};
use crate::timeline::Timeline;
use camino::Utf8PathBuf;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A site and what it was made of.
pub(super) struct Sample {
    pub(super) config: Config,
    pub(super) timeline: Timeline,
    pub(super) site: Arc<Site>,
}

impl Sample {
    /// The sample site; `base_url` as in a configuration.
    pub(super) fn new(base_url: Option<&str>) -> Self {
        Self::of(events(), contents(), base_url)
    }

    /// A site of these events.
    pub(super) fn of(events: Vec<Event>, contents: Vec<Article>, base_url: Option<&str>) -> Self {
        let toml = "title = \"The mill at Sandwick\"\nauthor = \"The mill's friends\"\n\
            description = \"How a tide mill was built, ran for three centuries, fell silent, and grinds again.\"\n\
            edit_url = \"https://example.org/edit/{path}\"\nreport_url = \"https://example.org/report\"\n";
        let file = Arc::new(SourceFile::new("dateline.toml", toml));
        let overrides = Overrides { base_url: base_url.map(str::to_owned), ..Overrides::default() };
        let (config, told) = config::load(Some(&file), "mill", &overrides);
        assert_eq!(told, []);
        let mut timeline = Timeline::new(events, contents, &config.facets);
        timeline.days = days();
        let files: Files = ["events/wheel.jpg"].into_iter().map(Utf8PathBuf::from).collect();
        let (site, _) = Site::new(&config, &timeline, files, Files::new());
        Self { config, timeline, site: Arc::new(site) }
    }

    /// All pages with their HTML, under these templates.
    pub(super) fn render(&self, theme: &Theme) -> Vec<(Page, String)> {
        let renderer = Renderer::new(theme, &self.config, &self.timeline, &self.site);
        let html = |page: &Page| renderer.page(page).unwrap_or_else(|told| panic!("{}: {told:?}", page.url));
        self.site.pages.iter().map(|page| (page.clone(), html(page))).collect()
    }

    /// The built-in theme.
    pub(super) fn theme(&self) -> Theme {
        self.themed(&[]).unwrap()
    }

    /// The theme with the user's files over it.
    pub(super) fn themed(&self, user: &[(&str, &str)]) -> Result<Theme, Vec<crate::diag::Diagnostic>> {
        let user: Vec<_> = user
            .iter()
            .map(|(name, text)| {
                (Utf8PathBuf::from(*name), Arc::new(SourceFile::new(format!("templates/{name}"), *text)))
            })
            .collect();
        Theme::load(&user, "en", &self.site)
    }

    /// The HTML of the page at a URL path, under the built-in theme.
    pub(super) fn page(&self, url: &str) -> String {
        let found = self.render(&self.theme()).into_iter().find(|(page, _)| page.url == url);
        found.unwrap_or_else(|| panic!("no page {url}: {:?}", self.site.pages)).1
    }
}

/// When the records of two events came, and one of them was changed.
fn days() -> BTreeMap<String, Days> {
    let days = |added, updated| Days { added: Some(added), updated: Some(updated) };
    let day = |month| Day::new(2025, month, 8).unwrap();
    let events =
        [("the-new-wheel-is-hung", day(1), day(2)), ("the-mill-is-rebuilt-in-brick", day(1), day(1))];
    events.into_iter().map(|(id, added, updated)| (id.to_owned(), days(added, updated))).collect()
}

/// The name of a kind of page.
pub(super) fn kind(page: &Page) -> &'static str {
    match page.kind {
        PageKind::Home => "home",
        PageKind::Period(_) => "period",
        PageKind::Section(_) => "section",
        PageKind::Event(_) => "event",
        PageKind::ArticleIndex => "article index",
        PageKind::Article(_) => "article",
        PageKind::FacetIndex(_) => "facet index",
        PageKind::FacetValue(..) => "facet value",
        PageKind::Search => "search",
        PageKind::Embed => "embed",
        PageKind::Changes => "changes",
        PageKind::NotFound => "404",
        PageKind::Redirect(_) => "redirect",
    }
}

/// An event of its own file.
pub(super) fn event(edtf: &str, importance: u8, title: &str, summary: &str) -> Event {
    let slug = crate::text::short_slug(title, 40);
    Event {
        id: slug.clone(),
        id_span: None,
        title: title.to_owned(),
        summary: (!summary.is_empty()).then(|| summary.to_owned()),
        quote: None,
        when: When::parse(edtf).unwrap(),
        display_date: None,
        order: None,
        tags: Vec::new(),
        people: Vec::new(),
        places: Vec::new(),
        importance,
        status: None,
        sources: Vec::new(),
        media: Vec::new(),
        related: Vec::new(),
        aliases: Vec::new(),
        slug: None,
        section: "events".to_owned(),
        origin: Origin::File,
        mentions: vec![Mention {
            article: format!("events/{slug}.md"),
            span: Span::default(),
            date_span: None,
        }],
        why: Why {
            expression: edtf.to_owned(),
            how: String::new(),
            published: None,
            rule: String::new(),
            confidence: Confidence::Stated,
        },
        doubt: None,
        readings: Vec::new(),
        identity: Default::default(),
        extra: Default::default(),
    }
}

fn source(publisher: &str, title: &str, url: &str, date: &str) -> SourceRef {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    SourceRef {
        publisher: text(publisher),
        title: text(title),
        url: text(url),
        date: text(date),
        ..SourceRef::default()
    }
}

const REPORT: &str = "+++\ntitle = \"The mill grinds again\"\npublished = \"2025-04-07\"\npublisher = \"The Sandwick Courant\"\n\
    author = \"Mara Quill\"\nurl = \"https://courant.example.org/again\"\n+++\n\
    The tide mill at Sandwick ground its first flour in eighty years on Saturday.\n\n\
    The county had promised the money in March, after a storm broke the old sluice on 9 January. \
    “We did not think that it would hold,” said Ines Calder, who leads the volunteers. \
    On Saturday some three hundred people stood on the dam.\n\n\
    The wheel will turn every Sunday from May.\n";

fn events() -> Vec<Event> {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let mut first = event(
        "1692~",
        9,
        "A mill is built on the creek",
        "Two brothers dam the mouth of the creek and set a wheel of oak into it.",
    );
    first.tags = names(&["building"]);
    first.people = names(&["Aldous Fenn", "Robert Fenn"]);
    first.sources = vec![source(
        "County Record Office",
        "Rent roll of the manor",
        "https://records.example.org/1692",
        "1692~",
    )];
    let mut fire = event(
        "1781-11-03",
        7,
        "Fire takes the upper floor",
        "Sparks from a dry stone set the sacks alight; the tide was out.",
    );
    fire.tags = names(&["fire", "damage"]);
    fire.sources = vec![source("The Sandwick Courant", "", "", "1781-11-10")];
    let mut rebuilt =
        event("1782/1784", 6, "The mill is rebuilt in brick", "The work stops twice for want of lime.");
    rebuilt.tags = names(&["building"]);
    let mut barge = event("1847", 3, "A barge knocks the dam", "");
    barge.tags = names(&["damage"]);
    let mut steam =
        event("189X", 5, "Steam mills upriver take the trade", "Of eleven customers four remain.");
    steam.status = Some("disputed".to_owned());
    let closed = event(
        "1942-06",
        8,
        "The last miller closes the sluice",
        "He leaves the key with the harbour master.",
    );
    let mut listed = event("1971-05-14", 4, "The county lists the building", "");
    listed.places = names(&["Sandwick"]);
    let mut friends =
        event("2019-09-02/..", 5, "Volunteers clear the pond", "They meet on every second Sunday.");
    friends.people = names(&["Ines Calder"]);
    let mut survey = event(
        "2023-10-16/2023-11-04",
        5,
        "Divers survey the foundations",
        "Forty piles of elm are found sound; six are not.",
    );
    survey.tags = names(&["building", "survey"]);
    survey.sources = vec![
        source("Harbour Trust", "Survey of the piles", "https://trust.example.org/piles", "2023-12"),
        source("County Record Office", "", "https://records.example.org/2023", ""),
        source(
            "The Sandwick Courant",
            "Divers at the mill",
            "https://courant.example.org/divers",
            "2023-10-17",
        ),
        source("Mills Society", "", "", "spring bulletin"),
    ];
    let mut wheel = event(
        "2024-12-05T14:30",
        6,
        "The new wheel is hung",
        "A crane lifts nine tons of oak over the road.",
    );
    wheel.media = vec![Media {
        src: "wheel.jpg".to_owned(),
        alt: Some("A wooden wheel hangs from a crane".to_owned()),
        caption: Some("The wheel above the road.".to_owned()),
        credit: Some("I. Calder".to_owned()),
        link: None,
    }];
    wheel.related = names(&["the-last-miller-closes-the-sluice"]);
    wheel.aliases = names(&["/old/wheel/"]);
    let curated = Event {
        origin: Origin::Curated,
        ..event(
            "2026-05",
            4,
            "Opening of the bakery",
            "The first loaves of the mill's own flour are planned.",
        )
    };
    let mut all = vec![first, fire, rebuilt, barge, steam, closed, listed, friends, survey, wheel];
    all.push(Event {
        status: Some("scheduled".to_owned()),
        mentions: vec![mention("news/again.md", "from May", "May")],
        ..curated
    });
    all.extend(found());
    all
}

/// Events that the report tells.
fn found() -> Vec<Event> {
    let told =
        |edtf: &str, importance, title: &str, sentence: &str, words: &str, how: &str, confidence| Event {
            quote: Some(sentence.to_owned()),
            origin: Origin::Prose,
            section: "news".to_owned(),
            tags: vec!["damage".to_owned()],
            sources: vec![source("The Sandwick Courant", "The mill grinds again", "", "2025-04-07")],
            mentions: vec![mention("news/again.md", sentence, words)],
            why: Why {
                expression: words.to_owned(),
                how: how.to_owned(),
                published: Day::new(2025, 4, 7),
                rule: "weekday".to_owned(),
                confidence,
            },
            ..event(edtf, importance, title, "")
        };
    let storm =
        "The county had promised the money in March, after a storm broke the old sluice on 9 January.";
    vec![
        told(
            "2025-01-09",
            5,
            "A storm breaks the old sluice",
            storm,
            "9 January",
            "the 9 January of the year of publication",
            Confidence::Resolved,
        ),
        told(
            "2025-03",
            5,
            "The county promises the money",
            storm,
            "March",
            "the March before publication",
            Confidence::Resolved,
        ),
        told(
            "2025-04-05",
            9,
            "The mill grinds its first flour in eighty years",
            "The tide mill at Sandwick ground its first flour in eighty years on Saturday.",
            "Saturday",
            "the last Saturday before Monday, 7 April 2025",
            Confidence::Resolved,
        ),
        told(
            "2025-04-05",
            3,
            "Three hundred people stand on the dam",
            "On Saturday some three hundred people stood on the dam.",
            "Saturday",
            "the last Saturday before Monday, 7 April 2025",
            Confidence::Resolved,
        ),
    ]
}

/// Where a sentence of the report stands, and in it the words of the date.
fn mention(article: &str, sentence: &str, words: &str) -> Mention {
    let start = REPORT.find(sentence).unwrap();
    let at = start + sentence.find(words).unwrap();
    Mention {
        article: article.to_owned(),
        span: Span::new(start, start + sentence.len()),
        date_span: Some(Span::new(at, at + words.len())),
    }
}

fn contents() -> Vec<Article> {
    vec![
        article("news/again.md", REPORT),
        article(
            "events/_index.md",
            "+++\ntitle = \"The mill's own chronicle\"\n+++\nWhat the friends of the mill have gathered.\n",
        ),
        article(
            "events/the-new-wheel-is-hung.md",
            "+++\ntitle = \"The new wheel is hung\"\ndate = \"2024-12-05\"\n+++\nThe crane came at dawn. By noon the road was shut.\n",
        ),
    ]
}

/// A content file, read.
pub(super) fn article(key: &str, text: &str) -> Article {
    let path = Utf8PathBuf::from(key);
    let file = Arc::new(SourceFile::new(format!("content/{path}"), text));
    let packs = crate::lang::Packs::default();
    let (article, told) = read(&Input::of(file, &path, &packs));
    assert_eq!(told, []);
    article
}
