//! How much readers have to load.

use crate::diag::Diagnostic;
use crate::output::{Artifact, Artifacts};

/// Bytes of HTML that a telephone still loads in good time.
const PAGE: usize = 1_000_000;

/// Pages that are too heavy.
pub fn weight(artifacts: &Artifacts) -> Vec<Diagnostic> {
    let pages = artifacts.iter().filter(|(path, _)| path.extension() == Some("html"));
    let heavy = pages.filter_map(|(path, page)| match page {
        Artifact::Bytes(bytes) if bytes.len() > PAGE => Some((path, bytes.len())),
        _ => None,
    });
    let told = heavy.map(|(path, bytes)| {
        let message = format!("the page {path} has {:.1} MB of HTML", bytes as f64 / 1e6);
        Diagnostic::warning("heavy-page", message)
            .help("shorten its texts, or part it: long articles into several files")
    });
    told.collect()
}
