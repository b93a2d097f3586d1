//! One article as commands read it, outside of a build: with what lies beside it and around it.

use super::tell;
use crate::article::Article;
use crate::config::{Config, Overrides};
use crate::date::Day;
use crate::diag::{Diagnostic, Severity};
use crate::pipeline::{self, Beside};
use crate::source::CONFIG;
use camino::{Utf8Path, Utf8PathBuf};
use std::io::Read;

/// Standard input, as an argument.
const STDIN: &str = "-";

/// Reads an article with the configuration of its site; what is wrong is told. None where it cannot be read.
pub(super) fn read(path: &Utf8Path, published: Option<Day>) -> Option<(Article, Config)> {
    let bytes = if path == STDIN {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|error| {
        let message = format!("{path} cannot be read: {error}");
        tell(&[Diagnostic::error("unreadable-file", message).help("name an article")]);
    });
    let bytes = bytes.ok()?;
    let overrides = Overrides { published, ..Overrides::default() };
    let (config, told) = pipeline::config(configuration(path).as_ref(), "", &overrides);
    tell(&told);
    let beside = |ending: &str| {
        let path = path.with_extension(ending);
        std::fs::read(&path).ok().map(|bytes| (path, bytes))
    };
    let beside = Beside { meta: beside("meta.toml"), corrections: beside("events.toml") };
    let (article, mut told) = pipeline::article(path, &bytes, beside, &around(path), &config);
    told.retain(|diagnostic| diagnostic.severity > Severity::Note);
    tell(&told);
    Some((article?, config))
}

/// The `dateline.toml` of the site that the file lies in.
fn configuration(file: &Utf8Path) -> Option<Vec<u8>> {
    let whole = file.canonicalize_utf8().unwrap_or_else(|_| file.to_owned());
    whole.ancestors().skip(1).find_map(|folder| std::fs::read(folder.join(CONFIG)).ok())
}

/// The `_index.md` of each folder that the file lies in, the nearest first, up to the site's content folder.
fn around(file: &Utf8Path) -> Vec<(Utf8PathBuf, Vec<u8>)> {
    let whole = file.canonicalize_utf8().unwrap_or_else(|_| file.to_owned());
    let mut found = Vec::new();
    for folder in whole.ancestors().skip(1) {
        let index = folder.join("_index.md");
        if let Ok(bytes) = std::fs::read(&index) {
            found.push((index, bytes));
        }
        if folder.file_name() == Some("content") || folder.join(CONFIG).exists() {
            break;
        }
    }
    found
}
