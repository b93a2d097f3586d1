//! `dateline build --single-file`

use super::super::{configuration, count, failed, inputs, inside, say, tell};
use crate::config::Overrides;
use crate::diag::{Diagnostic, Severity};
use crate::output;
use crate::pipeline::{self, Single};
use camino::{Utf8Path, Utf8PathBuf};
use std::process::ExitCode;

/// The file, where none is named.
pub(super) const FILE: &str = "timeline.html";

/// What is written over may be nothing but a page: an article, for one, is a slip of the hand.
pub(super) fn file(text: &str) -> Result<Utf8PathBuf, String> {
    let path = Utf8PathBuf::from(text);
    match path.extension() {
        Some("html" | "htm") => Ok(path),
        _ => Err("the name of the file ends in .html".to_owned()),
    }
}

/// Writes the file; the site's own folder stays as it is.
pub(super) fn run(root: &Utf8Path, file: &Utf8Path, overrides: &Overrides, quiet: bool) -> ExitCode {
    let (config, folder, mut told) = configuration(root, overrides);
    let (inputs, _) = inputs(root, &config, &folder, &mut told);
    let Single { html, diagnostics, counts } = pipeline::single(&inputs, &config);
    told.extend(diagnostics);
    config.levels.apply(&mut told);
    pipeline::sort(&mut told);
    let path = inside(root, file);
    if !failed(&told)
        && let Err(error) = output::write_file(&path, html.as_bytes())
    {
        told.push(Diagnostic::error("io", error.to_string()).help("name another file: --single-file=FILE"));
    }
    let failed = failed(&told);
    if quiet || failed {
        told.retain(|diagnostic| diagnostic.severity > Severity::Note);
    }
    tell(&told);
    if failed {
        eprintln!("{path} was not written");
        return ExitCode::FAILURE;
    }
    if !quiet {
        let events = count(counts.events, "event", "events");
        let articles = count(counts.articles, "article", "articles");
        say(&format!("{events} and {articles} in {path}, {}", size(html.len())));
    }
    ExitCode::SUCCESS
}

/// Bytes as people say them.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
