//! A site's files, each made on its own: all of them by a build, those that somebody looks at by the development server.

use super::{Reading, file_of};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::export::{Export, Format};
use crate::output::Artifact;
use crate::render::{self, Drawing, Renderer, Theme};
use crate::site::Feed;
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::{BTreeMap, HashSet};
use std::mem::discriminant;

/// The formats that every site holds.
const FORMATS: [Format; 4] = [Format::Json, Format::Csv, Format::Ics, Format::TimelineJs];

/// What makes files of a timeline.
#[derive(Debug)]
pub struct Press<'a> {
    export: Export<'a>,
    renderer: Renderer<'a>,
    feeds: Vec<Feed>,
    notes: Vec<Diagnostic>,
    /// Where each piece is found: its file, or the first of its files.
    pieces: BTreeMap<Utf8PathBuf, Piece>,
}

/// What is made at once.
#[derive(Clone, Copy, Debug)]
enum Piece {
    Page(usize),
    Feed(usize),
    JsonFeed(usize),
    Format(Format),
    Sitemap,
    Robots,
    /// What the script fetches: several files.
    Index,
    Oembed,
    Look,
}

/// Files that were made.
pub type Made = Vec<(Utf8PathBuf, Artifact)>;

impl<'a> Press<'a> {
    /// Prepares what the files share.
    pub fn new(reading: &'a Reading, config: &'a Config, theme: &'a Theme) -> Self {
        let Reading { timeline, site, .. } = reading;
        let export = Export { config, timeline, site };
        let mut renderer = Renderer::new(theme, config, timeline, site);
        let notes = renderer.make_cards();
        let feeds = site.feeds(config, timeline);
        let pages =
            site.pages.iter().enumerate().map(|(number, page)| (page.url.clone(), Piece::Page(number)));
        let atom = feeds.iter().enumerate().map(|(number, feed)| (feed.atom(), Piece::Feed(number)));
        let json = feeds.iter().enumerate().map(|(number, feed)| (feed.json(), Piece::JsonFeed(number)));
        let formats = FORMATS.map(|format| (format.file_name().to_owned(), Piece::Format(format)));
        let single = [
            (render::SITEMAP, Piece::Sitemap),
            (render::ROBOTS, Piece::Robots),
            (render::INDEX, Piece::Index),
            (render::OEMBED, Piece::Oembed),
            (render::LOOK, Piece::Look),
        ];
        let single = single.map(|(url, piece)| (url.to_owned(), piece));
        // What comes later takes the place of what came before, as it ever did.
        let all = pages.chain(single).chain(atom).chain(json).chain(formats);
        let pieces = all.map(|(url, piece)| (file_of(&url), piece)).collect();
        Self { export, renderer, feeds, notes, pieces }
    }

    /// By what names [`make`](Self::make) knows the files, in order.
    pub fn names(&self) -> Vec<Utf8PathBuf> {
        self.pieces.keys().cloned().collect()
    }

    /// The share cards, which are drawn when they are written, and what there is to say about them.
    pub fn cards(&self) -> (Made, &[Diagnostic]) {
        let card = |card: &Drawing| (file_of(&card.url), Artifact::Drawing(card.svg.clone()));
        (self.renderer.cards().map(card).collect(), &self.notes)
    }

    /// One page of each kind: most of what is wrong with a template shows in them.
    pub fn samples(&self) -> Vec<Utf8PathBuf> {
        let mut seen = HashSet::new();
        let pages = self.export.site.pages.iter();
        pages.filter(|page| seen.insert(discriminant(&page.kind))).map(|page| file_of(&page.url)).collect()
    }

    /// Makes a file, with others where they are made at once. None where there is no such file.
    ///
    /// # Errors
    ///
    /// A template names a variable that it does not get, with the place in the template.
    pub fn make(&self, name: &Utf8Path) -> Option<Result<Made, Diagnostic>> {
        let index = || name.starts_with(render::INDEX.trim_matches('/')).then_some(Piece::Index);
        let piece = self.pieces.get(name).copied().or_else(index)?;
        let content = |index| self.export.content(index);
        let file = |bytes: Vec<u8>| vec![(name.to_owned(), Artifact::Bytes(bytes))];
        let text = |text: String| file(text.into_bytes());
        let data = |bytes: serde_json::Result<Vec<u8>>| Ok(bytes.map(file).unwrap_or_default());
        Some(match piece {
            Piece::Page(number) => self.renderer.page(self.export.site.pages.get(number)?).map(text),
            Piece::Feed(number) => self.renderer.feed(self.feeds.get(number)?, &content).map(text),
            Piece::JsonFeed(number) => {
                let feed = self.feeds.get(number)?;
                data(self.export.json_feed(feed, &self.renderer.feed_title(feed)))
            }
            Piece::Format(format) => data(self.export.bytes(format)),
            Piece::Sitemap => self.renderer.sitemap().map(|map| map.map(text).unwrap_or_default()),
            Piece::Robots => self.renderer.robots().map(text),
            Piece::Index => Ok(files(self.renderer.index())),
            Piece::Oembed => Ok(files(self.renderer.oembed())),
            Piece::Look => Ok(files(self.renderer.look())),
        })
    }
}

fn files(data: impl IntoIterator<Item = (String, Vec<u8>)>) -> Made {
    data.into_iter().map(|(url, bytes)| (file_of(&url), Artifact::Bytes(bytes))).collect()
}
