//! Files to articles and their events, each alone and all in parallel.

use super::memory::{Memory, Read};
use crate::article::{self, Article, Cascade, Input, Kind};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::event::{self, Event};
use crate::source::Inputs;
use crate::text::SourceFile;
use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads one file as an article, outside a site. `around` are the `_index.md` of the folders that it lies in, the nearest first. None
/// when its bytes are no text.
pub fn article(
    path: &Utf8Path,
    bytes: &[u8],
    beside: Beside<(Utf8PathBuf, Vec<u8>)>,
    around: &[(Utf8PathBuf, Vec<u8>)],
    config: &Config,
) -> (Option<Article>, Vec<Diagnostic>) {
    let (file, mut told) = article::decode(path, bytes);
    let decode = |(path, bytes): (Utf8PathBuf, Vec<u8>)| article::decode(&path, &bytes).0.map(Arc::new);
    let beside =
        Beside { meta: beside.meta.and_then(decode), corrections: beside.corrections.and_then(decode) };
    let indexes = around.iter().filter_map(|(path, bytes)| article::decode(path, bytes).0);
    let cascades: Vec<Cascade> = indexes.filter_map(|file| Cascade::of(&Arc::new(file))).collect();
    let of_site = config.cascade.as_ref().and_then(Cascade::of_site);
    let cascades: Vec<&Cascade> = cascades.iter().chain(&of_site).collect();
    let article = file.map(|file| {
        let beside = Beside { meta: beside.meta.as_ref(), corrections: beside.corrections.as_ref() };
        let (article, more) = article::read(&input(&Arc::new(file), path, beside, &cascades, config));
        told.extend(more);
        article
    });
    (article, told)
}

/// The files that belong to an article.
#[derive(Clone, Debug, Default)]
pub struct Beside<T> {
    /// `FILE.meta.toml`
    pub meta: Option<T>,
    /// `FILE.events.toml`
    pub corrections: Option<T>,
}

fn input<'a>(
    file: &Arc<SourceFile>,
    path: &'a Utf8Path,
    beside: Beside<&'a Arc<SourceFile>>,
    cascades: &'a [&'a Cascade],
    config: &'a Config,
) -> Input<'a> {
    Input {
        file: file.clone(),
        path,
        meta_file: beside.meta,
        corrections_file: beside.corrections,
        cascades,
        packs: &config.packs,
        published: config.published,
    }
}

/// The content files by path inside the content folder.
type Contents = BTreeMap<Utf8PathBuf, Arc<SourceFile>>;

/// The content files that are articles, read, in order of their paths, and their events in document order.
pub(super) fn articles(
    inputs: &Inputs,
    config: &Config,
    memory: Option<&mut Memory>,
    told: &mut Vec<Diagnostic>,
) -> (Vec<Article>, Vec<Event>) {
    let decode = |(path, bytes): (&Utf8PathBuf, &Vec<u8>)| {
        (path.clone(), article::decode(&inputs.content_folder.join(path), bytes))
    };
    let decoded: Vec<_> = inputs.contents.par_iter().map(decode).collect();
    let mut contents = Contents::new();
    for (path, (file, notes)) in decoded {
        told.extend(notes);
        contents.extend(file.map(|file| (path, Arc::new(file))));
    }
    let indexes = contents.iter().filter(|(path, _)| path.file_name() == Some("_index.md"));
    let cascades: BTreeMap<&Utf8Path, Cascade> =
        indexes.filter_map(|(path, file)| Some((path.parent()?, Cascade::of(file)?))).collect();
    let of_site = config.cascade.as_ref().and_then(Cascade::of_site);
    told.extend(of_site.iter().flat_map(|cascade| cascade.check(&config.packs)));
    let read = |(path, file): (&Utf8PathBuf, &Arc<SourceFile>)| {
        let folders = path.ancestors().skip(1).filter(|folder| cascades.contains_key(folder));
        let indexes = folders.clone().filter_map(|folder| contents.get(&folder.join("_index.md")));
        let [meta, corrections] =
            ["meta.toml", "events.toml"].map(|ending| contents.get(&path.with_extension(ending)));
        let files: Vec<_> =
            [file].into_iter().chain(meta).chain(corrections).chain(indexes).cloned().collect();
        let known = memory.as_ref().and_then(|memory| memory.of(path, &files));
        let read = known.unwrap_or_else(|| {
            let around: Vec<&Cascade> =
                folders.filter_map(|folder| cascades.get(folder)).chain(&of_site).collect();
            let article = article::read(&input(file, path, Beside { meta, corrections }, &around, config));
            let events = event::events(&article.0, config);
            Arc::new(Read { files, article, events })
        });
        (path.clone(), read)
    };
    let wanted: Contents =
        contents.iter().filter(|(path, file)| is_article(path, file, &contents, told)).map(cloned).collect();
    let read: Vec<_> = wanted.par_iter().map(read).collect();
    if let Some(memory) = memory {
        memory.keep(&read);
    }
    let (mut articles, mut events) = (Vec::new(), Vec::new());
    // What is remembered is cloned, on all processors.
    for Read { article: (article, notes), events: (found, more), .. } in
        read.into_par_iter().map(|(_, read)| Arc::unwrap_or_clone(read)).collect::<Vec<_>>()
    {
        told.extend(notes);
        if article.meta.draft && !config.drafts {
            told.push(
                Diagnostic::note("draft", format!("{} is a draft: left out", article.file.path))
                    .help("build with --drafts to see it"),
            );
            continue;
        }
        let known = config.pack_for(article.meta.language.as_deref()).is_some();
        let mined = known && article.meta.extract.unwrap_or(config.extract);
        if found.is_empty() && more.is_empty() && article.kind == Kind::Article && mined {
            let message = format!("{} holds no dated event", article.file.path);
            told.push(Diagnostic::note("no-events", message));
        }
        told.extend(more);
        events.extend(found);
        articles.push(article);
    }
    (articles, events)
}

fn cloned((path, file): (&Utf8PathBuf, &Arc<SourceFile>)) -> (Utf8PathBuf, Arc<SourceFile>) {
    (path.clone(), file.clone())
}

/// What is no article: the files that belong to another one (`story.meta.toml`, `story.events.toml`), data that states no event, and
/// data files beside a Markdown file of the same name, which wins.
fn is_article(
    path: &Utf8Path,
    file: &Arc<SourceFile>,
    contents: &Contents,
    told: &mut Vec<Diagnostic>,
) -> bool {
    let name = path.file_name().unwrap_or_default();
    if name.ends_with(".meta.toml") {
        return false;
    }
    if let Some(stem) = name.strip_suffix(".events.toml") {
        let is_beside = ["md", "markdown", "txt"]
            .iter()
            .any(|ending| contents.contains_key(&path.with_file_name(format!("{stem}.{ending}"))));
        if !is_beside {
            let message =
                format!("{} corrects no article: there is no {stem}.md or {stem}.txt beside it", file.path);
            told.push(Diagnostic::warning("lost-correction", message));
        }
        return false;
    }
    if matches!(path.extension(), Some("md" | "markdown" | "txt")) {
        return true;
    }
    if contents.contains_key(&path.with_extension("md")) {
        told.push(Diagnostic::note(
            "twin",
            format!("{} has a Markdown twin, which is shown: left out", file.path),
        ));
        return false;
    }
    let states_event = article::is_event_data(file);
    if !states_event {
        told.extend(article::unreadable_data(file));
    }
    states_event
}
