//! Promises of the room as a whole.

mod bodies;
mod html;
mod metas;
mod properties;

use super::*;
use crate::diag::Diagnostic;
use crate::lang::Packs;
use camino::Utf8Path;

fn source(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(path, text))
}

/// Reads a file of `content/` on its own.
fn read_file(path: &str, text: &str) -> (Article, Vec<Diagnostic>) {
    let file = source(&format!("content/{path}"), text);
    let path = Utf8Path::new(path);
    let packs = Packs::default();
    read(&Input::of(file, path, &packs))
}

/// Reads a file that nothing is wrong with.
#[track_caller]
fn article(path: &str, text: &str) -> Article {
    let (article, told) = read_file(path, text);
    assert!(told.is_empty(), "{told:#?}");
    article
}

/// The one message about a file: its code, the text under its carets, its words and its help.
#[track_caller]
fn told(path: &str, text: &str) -> (Article, [String; 4]) {
    let (article, told) = read_file(path, text);
    assert_eq!(told.len(), 1, "{told:#?}");
    let diagnostic = told.into_iter().next().unwrap();
    let place = diagnostic.place.unwrap();
    let under = place.span.of(&place.file.text).to_owned();
    (article, [diagnostic.code.to_owned(), under, diagnostic.message, diagnostic.help.unwrap_or_default()])
}
