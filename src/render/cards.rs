//! Share cards: which pages have a picture of their own for previews of links, and what is on it.
//!
//! A card's address holds a digest of its drawing, so that one of an earlier build is known as the same without being drawn again.

use super::Renderer;
use super::drawing::{self, Face, SIZE};
use super::view::{Card, Colours, Image};
use crate::config::ShareCards;
use crate::diag::{Diagnostic, Severity};
use crate::site::{Page, PageKind};
use crate::text::digest;
use crate::timeline::PeriodKey;
use rayon::prelude::*;

/// URL path of the folder of cards.
const FOLDER: &str = "/card/";
/// Width of the texts in pixels: of all cards, and of those that have the line beside them.
const WIDTH: u32 = 1040;
const BESIDE: u32 = 968;
/// Sizes of titles, and how many lines each may take: with bars below them, and without.
const LOW: &[(u32, usize)] = &[(112, 1), (84, 2), (72, 2), (58, 3), (48, 3)];
const HIGH: &[(u32, usize)] = &[(112, 1), (84, 3), (72, 4), (62, 5), (52, 6), (44, 7)];
/// Where titles begin.
const TOP: u32 = 70;
const BELOW_DATE: u32 = 130;
const ABOUT: &[(u32, usize)] = &[(32, 2)];
const LABEL: &[(u32, usize)] = &[(32, 1)];

/// A card with its address.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// URL path of the picture.
    pub url: String,
    /// What [`draw`](drawing::draw) makes the picture of.
    pub svg: String,
    alt: String,
}

impl Renderer<'_> {
    /// Makes the cards of the pages that have one: without a `base_url` none, for previews ask for whole addresses.
    /// What is wrong with their template is told, and which of them lack something.
    pub fn make_cards(&mut self) -> Vec<Diagnostic> {
        if self.config.base_url.is_none() {
            return Vec::new();
        }
        let pages: Vec<&Page> = self.site.pages.iter().filter(|page| self.has_card(page)).collect();
        let made: Vec<_> = pages.par_iter().map(|page| (page.url.clone(), self.card(page))).collect();
        let mut told = Vec::new();
        for (url, (drawing, notes)) in made {
            told.extend(notes);
            self.cards.extend(drawing.map(|drawing| (url, drawing)));
        }
        // A mistake of the template is one, however many cards show it.
        told.dedup_by(|a, b| a.severity > Severity::Note && a == b);
        told
    }

    /// The cards, each once, in the order of their pages.
    pub fn cards(&self) -> impl Iterator<Item = &Drawing> {
        self.cards.values()
    }

    /// The picture of a page: its own card, else the site's.
    pub(super) fn card_of(&self, url: &str) -> Option<Image> {
        let card = self.cards.get(url).or_else(|| self.cards.get("/"))?;
        let (width, height) = (Some(SIZE.0), Some(SIZE.1));
        Some(Image { url: self.site.absolute(&card.url)?, alt: card.alt.clone(), width, height })
    }

    fn has_card(&self, page: &Page) -> bool {
        let wanted = self.config.share_cards;
        match page.kind {
            PageKind::Home | PageKind::Section(_) | PageKind::Period(_) => {
                wanted != ShareCards::None && page.part == 0
            }
            PageKind::Event(index) => {
                let event = &self.timeline.events[index];
                let key = event.importance >= self.config.key_importance;
                // Its own picture is the better one.
                event.media.is_empty() && (wanted == ShareCards::All || wanted == ShareCards::Key && key)
            }
            _ => false,
        }
    }

    fn card(&self, page: &Page) -> (Option<Drawing>, Vec<Diagnostic>) {
        let said = self.said(page);
        let (width, top) = if said.date.is_some() { (BESIDE, BELOW_DATE) } else { (WIDTH, TOP) };
        let label = |text: &str| Some(drawing::set(text, Face::Label, width, LABEL)?.lines.join(" "));
        let sizes = if said.bars { LOW } else { HIGH };
        let title = drawing::set(&said.title, Face::Title, width, sizes);
        let mut told = Vec::new();
        if title.is_none() {
            told.push(
                Diagnostic::note(
                    "card-letters",
                    format!(
                        "the card of “{}” has no title: the fonts of cards lack letters of it",
                        said.title
                    ),
                )
                .help(
                    "cards have DejaVu's letters: Latin, Greek, Cyrillic, Hebrew, Arabic, Armenian, Georgian",
                ),
            );
        }
        let (title, size) = title.map_or((Vec::new(), 0), |set| (set.lines, set.size));
        let about = said.about.and_then(|about| drawing::set(&about, Face::Label, width, ABOUT));
        let bars = if said.bars { self.overview(said.period) } else { Vec::new() };
        let home = matches!(page.kind, PageKind::Home);
        let card = Card {
            date: said.date.as_deref().and_then(label),
            title,
            size,
            top,
            about: about.map_or_else(Vec::new, |set| set.lines),
            events: said.events,
            site: label(&self.config.title).filter(|_| !home),
            bars,
            colours: self.colours(),
        };
        if card.title.is_empty() && card.date.is_none() && card.site.is_none() {
            return (None, told);
        }
        let mut context = self.shared.clone();
        context.insert("here", &page.url);
        context.insert("card", &card);
        match self.theme.drawing("card.svg", &context) {
            Ok(svg) => {
                let url = format!("{FOLDER}{}.png", digest(&format!("{} {svg}", drawing::REVISION)));
                (Some(Drawing { url, svg, alt: said.alt }), told)
            }
            Err(error) => {
                told.push(error);
                (None, told)
            }
        }
    }

    fn said(&self, page: &Page) -> Said {
        match page.kind {
            PageKind::Section(index) => {
                let section = &self.timeline.sections[index];
                let about = section.index.as_ref().and_then(|index| index.meta.summary.clone());
                Said { about, ..Said::of(&section.title, section.events.len()) }
            }
            PageKind::Period(index) => {
                let period = &self.timeline.periods[index];
                let said = Said::of(&self.period_name(period.key, false), period.events.len());
                Said { bars: !self.columns.is_empty(), period: Some(period.key), ..said }
            }
            PageKind::Event(index) => {
                let event = &self.timeline.events[index];
                let date = self.date_of(index).words.clone();
                let alt = format!("{}: {}", date, event.title);
                Said { date: Some(date), title: event.title.clone(), alt, ..Said::default() }
            }
            _ => {
                let about = Some(self.config.description.clone()).filter(|about| !about.is_empty());
                let said = Said::of(&self.config.title, self.timeline.events.len());
                Said { about, bars: !self.columns.is_empty(), ..said }
            }
        }
    }

    /// The colours of the site for light screens, where `[theme]` names them in ways that pictures know too.
    fn colours(&self) -> Colours {
        let colour = |name: &str, own: &str| {
            let set = self.config.light.iter().find(|(set, _)| *set == name).map(|(_, value)| value.as_str());
            set.filter(|value| is_plain(value)).unwrap_or(own).to_owned()
        };
        Colours {
            paper: colour("paper", "#fbfaf7"),
            ink: colour("ink", "#1a1917"),
            soft: colour("soft", "#55524c"),
            rule: colour("rule", "#dcd8cf"),
            line: colour("line", "#8f8a80"),
            accent: colour("accent", "#96281d"),
        }
    }
}

/// What is to be said on a card.
#[derive(Default)]
struct Said {
    date: Option<String>,
    title: String,
    about: Option<String>,
    events: Option<usize>,
    /// Whether the overview is on it, and which part of it is meant.
    bars: bool,
    period: Option<PeriodKey>,
    /// The same for those who do not see it.
    alt: String,
}

impl Said {
    fn of(title: &str, events: usize) -> Self {
        Self { title: title.to_owned(), events: Some(events), alt: title.to_owned(), ..Self::default() }
    }
}

/// `#96281d`, `white`, `rgb(0 0 0)`: SVG knows fewer colours than CSS.
fn is_plain(colour: &str) -> bool {
    let colour = colour.trim();
    let hex = colour.strip_prefix('#').is_some_and(|rest| rest.chars().all(|c| c.is_ascii_hexdigit()));
    let named = !colour.is_empty() && colour.chars().all(|c| c.is_ascii_lowercase());
    hex || named || colour.starts_with("rgb(") || colour.starts_with("hsl(")
}
