//! One file -> one [`Article`].

use super::body::Body;
use super::front::{self, Table, Value};
use super::meta::{self, Layer, Stated};
use super::{
    Article, Kind, Markup, Meta, Published, PublishedFrom, byline, corrections, file_name, markdown, outline,
    plain_text,
};
use crate::date::{Day, When};
use crate::diag::{Diagnostic, Severity};
use crate::lang::{Pack, Packs};
use crate::text::{Plain, SourceFile, Span, sentences};
use camino::Utf8Path;
use std::sync::Arc;

/// What an article is read from.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Its path inside `content/`, with its ending.
    pub path: &'a Utf8Path,
    /// `FILE.meta.toml` beside it: the same keys; what the front matter states goes before it.
    pub meta_file: Option<&'a Arc<SourceFile>>,
    /// `FILE.events.toml` beside it: what a person says about the events found in its prose.
    pub corrections_file: Option<&'a Arc<SourceFile>>,
    /// What the folders around it state for all their files, the nearest folder first. What the file states goes before it.
    pub cascades: &'a [&'a Cascade],
    /// The languages; files that state none are in the site's.
    pub packs: &'a Packs,
    /// The publication date of files that state none (`--published`).
    pub published: Option<Day>,
}

impl<'a> Input<'a> {
    /// A file on its own.
    pub fn of(file: Arc<SourceFile>, path: &'a Utf8Path, packs: &'a Packs) -> Self {
        Self { file, path, meta_file: None, corrections_file: None, cascades: &[], packs, published: None }
    }
}

/// What the `_index.md` of a folder states for all files below it: its `[cascade]` table, and its own `published`.
///
/// All keys of front matter can stand there, and `date_is = "published"`: then `date` says when a file was written, as in
/// the archives of blogs, not when its event happened.
#[derive(Clone, Debug)]
pub struct Cascade {
    file: Arc<SourceFile>,
    table: Table,
}

impl Cascade {
    /// The cascade of an `_index.md`; `None` where it states nothing for other files.
    pub fn of(file: &Arc<SourceFile>) -> Option<Self> {
        let front = front::read(file, markup(&file.path));
        let mut table = Table::new();
        for entry in front.table {
            match (meta::known_key(&entry.key), &entry.node.value) {
                (Some("cascade"), Value::Table(stated)) => table.extend(stated.iter().cloned()),
                (Some("cascade"), Value::List(nodes)) => {
                    let tables = nodes.iter().filter_map(|node| {
                        if let Value::Table(table) = &node.value { Some(table) } else { None }
                    });
                    table.extend(tables.flatten().cloned());
                }
                // The cascade's own date goes before it.
                (Some("published"), _) => table.push(entry),
                _ => {}
            }
        }
        (!table.is_empty()).then(|| Self { file: file.clone(), table })
    }

    /// The `[cascade]` of the site's configuration, which holds for all files; `None` where it states nothing.
    pub fn of_site(file: &Arc<SourceFile>) -> Option<Self> {
        let is_cascade = |entry: &front::Entry| entry.key == "cascade";
        let entry = front::read_whole(file).table.into_iter().find(is_cascade)?;
        let Value::Table(table) = entry.node.value else { return None };
        (!table.is_empty()).then(|| Self { file: file.clone(), table })
    }

    /// What is wrong with it: told once, where it stands.
    pub fn check(&self, packs: &Packs) -> Vec<Diagnostic> {
        let layers = [Layer::new(&self.file, &self.table, PublishedFrom::FrontMatter)];
        let (pack, unknown) = meta::pack(&layers, packs);
        unknown.into_iter().chain(meta::read(&layers, pack).told).collect()
    }
}

/// The texts that a file's front matter states under one of the names of `key`, each with its bytes in the file, quotes included.
///
/// ```
/// use dateline::article::texts;
/// use dateline::text::SourceFile;
/// let file = std::sync::Arc::new(SourceFile::new("a.md", "---\ntags: [bridges, \"frost\"]\n---\n"));
/// let found: Vec<_> = texts(&file, "tags").into_iter().map(|(text, span)| (text, span.of(&file.text).to_owned())).collect();
/// assert_eq!(found, [("bridges".into(), "bridges".into()), ("frost".into(), "\"frost\"".into())]);
/// ```
pub fn texts(file: &Arc<SourceFile>, key: &str) -> Vec<(String, Span)> {
    fn collect(table: &Table, key: &str, found: &mut Vec<(String, Span)>) {
        for entry in table {
            match (meta::known_key(&entry.key), &entry.node.value) {
                (Some("taxonomies" | "extra"), Value::Table(table)) => collect(table, key, found),
                (Some(known), Value::List(nodes)) if known == key => {
                    found.extend(nodes.iter().filter_map(|node| Some((node.text()?, node.span))));
                }
                (Some(known), _) if known == key => {
                    found.extend(entry.node.text().map(|text| (text, entry.node.span)));
                }
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(&front::read(file, markup(&file.path)).table, key, &mut found);
    found
}

/// Whether a data file (`.json`, `.toml`, `.yaml`) states an event: `title` and `date` at its top level.
pub fn is_event_data(file: &Arc<SourceFile>) -> bool {
    let front = front::read(file, Markup::Data);
    let states = |key| {
        front.table.iter().any(|entry| meta::known_key(&entry.key) == Some(key) && !entry.node.is_empty())
    };
    states("title") && states("date")
}

/// What makes a data file unreadable: warnings, for it may not be meant for us.
pub fn unreadable_data(file: &Arc<SourceFile>) -> Vec<Diagnostic> {
    let front = front::read(file, Markup::Data);
    let warning = |told| Diagnostic {
        code: "unreadable-data",
        severity: Severity::Warning,
        message: format!("{} cannot be read: it yields no event", file.path),
        ..told
    };
    front.told.into_iter().filter(|_| front.broken).map(warning).collect()
}

/// Reads an article. What is wrong with its front matter is told; what can be read is read.
///
/// ```
/// use dateline::article::{Input, Kind, read};
/// use dateline::lang::Packs;
/// use dateline::text::SourceFile;
/// use std::sync::Arc;
/// let file = Arc::new(SourceFile::new("content/a.md", "---\ntitle: A vote\ndate: 2025-02-22\n---\nIt was close.\n"));
/// let packs = Packs::default();
/// let (article, told) = read(&Input::of(file, "a.md".into(), &packs));
/// assert!(told.is_empty());
/// assert_eq!(article.kind, Kind::EventFile);
/// assert_eq!(article.meta.when.unwrap().to_string(), "2025-02-22");
/// assert_eq!(article.plain.text(), "It was close.");
/// ```
pub fn read(input: &Input<'_>) -> (Article, Vec<Diagnostic>) {
    let (file, markup) = (&input.file, markup(input.path));
    let front = front::read(file, markup);
    let beside = input.meta_file.map(front::read_whole).unwrap_or_default();
    let mut told = front.told;
    told.extend(beside.told);

    let mut layers = vec![Layer::new(file, &front.table, PublishedFrom::FrontMatter)];
    layers.extend(input.meta_file.map(|file| Layer::new(file, &beside.table, PublishedFrom::MetaFile)));
    layers.extend(
        input
            .cascades
            .iter()
            .map(|cascade| Layer::new(&cascade.file, &cascade.table, PublishedFrom::Section)),
    );
    let (pack, unknown) = meta::pack(&layers, input.packs);
    told.extend(unknown);
    let Stated { mut meta, date_is_published, told: stated } = meta::read(&layers, pack);
    told.extend(stated);

    let (stem, folder) = place(input.path);
    let is_index = stem == "_index";
    if is_index {
        told.extend(Cascade::of(file).iter().flat_map(|cascade| cascade.check(input.packs)));
    }
    let (name_day, _) = file_name::split(stem);
    let is_stated = matches!(&meta.published, Some(p) if p.from != PublishedFrom::Section);
    if markup == Markup::Markdown && !is_index && meta.when.is_none() && !is_stated && !date_is_published {
        meta.when = name_day.map(When::day);
    }
    let kind = match () {
        () if is_index => Kind::SectionIndex,
        () if meta.when.is_some() && meta.extract != Some(true) => Kind::EventFile,
        () => Kind::Article,
    };

    let span = Span::new(front.body, file.text.len());
    let reading = outline::Reading {
        pack,
        published: meta.published.as_ref().map(|published| published.day).or(input.published),
    };
    let body = read_body(&file.text, span, markup, &meta, kind, reading);
    let head = if kind == Kind::Article { byline::read(&body, pack) } else { byline::Head::default() };
    if kind == Kind::Article {
        dates_of_article(&mut meta, &head, name_day, input.published);
        told.extend(publisher(&mut meta, &body, markup, file));
        told.extend(outline::wrong_dates(file, &body));
    }
    let published = meta.published.as_ref().map(|published| published.day);
    let reading = outline::Reading { published, ..reading };
    let outline =
        if kind == Kind::Article { outline::read(&file.text, &body, markup, reading) } else { Vec::new() };
    meta.title = meta.title.or_else(|| title(&body));
    let is_titled = meta.title.is_some();
    meta.title = meta.title.or_else(|| Some(file_name::title(stem))).filter(|title| !title.is_empty());

    let (corrections, more) =
        input.corrections_file.map(|file| corrections::read(file, pack, published)).unwrap_or_default();
    told.extend(more);

    let Body { plain, blocks, links, anchors, title, .. } = body;
    let article = Article {
        file: file.clone(),
        key: input.path.to_string(),
        stem: stem.to_owned(),
        section: folder.map(Utf8Path::to_string).unwrap_or_default(),
        kind,
        markup,
        sentences: prose(&plain, &blocks, &head.lines, pack),
        meta,
        body: span,
        plain,
        blocks,
        outline,
        links,
        anchors,
        is_titled,
        title_span: title.map(|(_, span)| span),
        corrections,
        corrections_file: input.corrections_file.cloned(),
        byline: head.lines,
    };
    (article, told)
}

/// What a file is called, and the folder that it lies in: `index.md` is called as its folder, as Hugo and Zola have it.
fn place(path: &Utf8Path) -> (&str, Option<&Utf8Path>) {
    let is_index = markup(path) == Markup::Markdown && path.file_stem() == Some("index");
    let bundle = path.parent().filter(|folder| is_index && !folder.as_str().is_empty());
    let (name, around) = bundle.map_or((path.file_stem(), path), |folder| (folder.file_name(), folder));
    (name.unwrap_or_default(), around.parent())
}

fn markup(path: &Utf8Path) -> Markup {
    match path.extension().map(str::to_lowercase).as_deref() {
        Some("md" | "markdown") => Markup::Markdown,
        Some("json" | "toml" | "yaml" | "yml") => Markup::Data,
        _ => Markup::Text,
    }
}

/// The first heading or line is the title where the front matter states none or the same; in an article, one that states
/// an event stays in the body.
fn read_body(
    text: &str,
    span: Span,
    markup: Markup,
    meta: &Meta,
    kind: Kind,
    reading: outline::Reading<'_>,
) -> Body {
    let takes_title = |words: &str| {
        let same = |title: &String| title.trim().to_lowercase() == words.trim().to_lowercase();
        meta.title.as_ref().is_none_or(same)
            && (kind != Kind::Article || !outline::states_event(words, reading))
    };
    match markup {
        Markup::Markdown => markdown::read(text, span, &takes_title),
        Markup::Text => plain_text::read(text, span, &takes_title),
        Markup::Data => Body::default(),
    }
}

/// The publication date where front matter and the file beside say none: file name, byline, section, option.
fn dates_of_article(meta: &mut Meta, head: &byline::Head, name_day: Option<Day>, option: Option<Day>) {
    let found = |day: Option<Day>, from| day.map(|day| Published { day, from });
    if meta.published.as_ref().is_none_or(|published| published.from == PublishedFrom::Section) {
        meta.published = found(name_day, PublishedFrom::FileName)
            .or_else(|| found(head.published, PublishedFrom::Byline))
            .or_else(|| meta.published.take())
            .or_else(|| found(option, PublishedFrom::Option));
    }
    meta.updated = meta.updated.or(head.updated);
    if meta.authors.is_empty() {
        meta.authors.clone_from(&head.authors);
    }
}

/// A scraped text often ends with the name of who published it.
fn publisher(meta: &mut Meta, body: &Body, markup: Markup, file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let (name, span) =
        plain_text::signature(body).filter(|_| markup == Markup::Text && meta.publisher.is_none())?;
    meta.publisher = Some(name.to_owned());
    let message = format!("the last line is taken as the publisher: {name}");
    Some(
        Diagnostic::note("publisher-from-text", message)
            .at(file, span, "the publisher")
            .help("state `publisher` in the front matter"),
    )
}

fn title(body: &Body) -> Option<String> {
    let first = body.blocks.first().filter(|block| block.kind == super::BlockKind::Heading(1));
    let heading = || first.map(|block| block.span.of(body.plain.text()).to_owned());
    let title = body.title.as_ref().map(|(words, _)| words.clone()).or_else(heading);
    title.filter(|title| !title.is_empty())
}

/// The sentences, without the lines that say who wrote them and when.
fn prose(plain: &Plain, blocks: &[super::Block], byline: &[Span], pack: &Pack) -> Vec<crate::text::Sentence> {
    let mut found = sentences(plain.text(), &pack.abbreviations);
    found.retain(|sentence| {
        blocks.get(sentence.paragraph).is_none_or(|block| !byline.contains(&block.source))
    });
    found
}
