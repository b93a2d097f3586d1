//! The site of a folder, built in memory, and what its author decides about it.

use super::decision::{self, Form, GONE, Undone};
use super::review::{self, Look};
use super::{Built, Told};
use crate::config::{Config, Overrides};
use crate::diag::{Diagnostic, Severity};
use crate::pipeline::{self, Build};
use crate::source;
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeSet;
use std::time::Instant;

/// Builds a site again and again.
pub(super) struct Builder {
    root: Utf8PathBuf,
    overrides: Overrides,
    tell: Box<dyn Fn(&Told<'_>) + Send>,
    /// What was read last, whether a site could be made of it or not.
    last: Option<(Config, Build)>,
}

impl Builder {
    pub(super) fn new(
        root: &Utf8Path,
        overrides: &Overrides,
        tell: impl Fn(&Told<'_>) + Send + 'static,
    ) -> Self {
        Self { root: root.to_owned(), overrides: overrides.clone(), tell: Box::new(tell), last: None }
    }

    /// Builds the site after files have changed, and tells how it went.
    pub(super) fn build(&mut self, changed: &BTreeSet<Utf8PathBuf>) -> Built {
        let start = Instant::now();
        let (config, mut told) = configuration(&self.root, &self.overrides);
        let (inputs, unread) = source::read(&self.root, &config.folders, &self.root.join(&config.output));
        told.extend(unread);
        let mut build = pipeline::build(&inputs, &config);
        told.append(&mut build.diagnostics);
        config.levels.apply(&mut told);
        pipeline::sort(&mut told);
        let failed = told.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        // Notes are for the build that counts.
        told.retain(|diagnostic| {
            diagnostic.severity > Severity::Note && (diagnostic.severity == Severity::Error || !failed)
        });
        let review = build.review.len();
        (self.tell)(&Told::Built {
            changed,
            diagnostics: &told,
            counts: (!failed).then_some(build.counts),
            review,
            took: start.elapsed(),
        });
        let text: Vec<String> = told.iter().map(|diagnostic| diagnostic.render(false)).collect();
        let artifacts = std::mem::take(&mut build.artifacts);
        let drafts = build.drafts.clone();
        self.last = Some((config, build));
        match failed {
            true => Built { problem: Some(text.join("\n\n")), review, ..Built::default() },
            false => Built { artifacts, drafts, review, problem: None },
        }
    }

    /// The page of what is to be reviewed.
    pub(super) fn review(&self, look: &Look) -> String {
        self.last.as_ref().map(|(config, build)| review::page(config, build, look)).unwrap_or_default()
    }

    /// Writes what a form decides; the file that is now another one, by its place in the site's folder.
    pub(super) fn decide(&self, form: &Form) -> Result<Option<Utf8PathBuf>, Undone> {
        let (config, build) = self.last.as_ref().ok_or(GONE)?;
        // A key that is looked up, not a path: what the site does not hold is not there.
        let mut proposed = pipeline::proposed(&build.timeline, config).into_iter();
        let proposed = proposed.find(|proposed| proposed.article.key == form.article).ok_or(GONE)?;
        let article = proposed.article;
        let mut events = proposed.events.iter().map(|(event, _)| event);
        let event = events.find(|event| review::id(article, event) == form.event).ok_or(GONE)?;
        let content = self.root.join(source::content_folder(&self.root, &config.folders));
        decision::write(form, (article, event), config, (&self.root, &content))
    }
}

/// The site's configuration, and what is wrong with it.
pub(super) fn configuration(root: &Utf8Path, overrides: &Overrides) -> (Config, Vec<Diagnostic>) {
    let (file, mut told) = source::config(root);
    let (config, wrong) = pipeline::config(file.as_ref(), &source::name(root), overrides);
    told.extend(wrong);
    (config, told)
}
