//! The site of a folder, read again and again, and what its author decides about it.

use super::Told;
use super::decision::{self, Form, GONE, Undone};
use super::live::{Shown, Site};
use super::maker::{Maker, Wanted};
use super::review::{self, Look};
use crate::check;
use crate::config::{Config, Overrides, ShareCards};
use crate::diag::{Diagnostic, Severity};
use crate::pipeline::{self, Memory, Plan};
use crate::source::{self, CONFIG, History, Inputs};
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, Weak};
use std::time::Instant;

/// The files of pages that somebody looks at.
pub(super) type Open = Arc<Mutex<Vec<Weak<Utf8PathBuf>>>>;

/// What a builder found when it had looked through all files of the site of a number.
pub(super) type Late = Arc<dyn Fn(usize, Vec<Diagnostic>) + Send + Sync>;

/// Builds a site again and again: what did not change is not read again.
pub(super) struct Builder {
    root: Utf8PathBuf,
    overrides: Overrides,
    tell: Box<dyn Fn(&Told<'_>) + Send>,
    late: Late,
    open: Open,
    /// From git, as it was when the server was started.
    history: Option<History>,
    memory: Memory,
    read: Option<Read>,
    /// What the last build read, whether it could be shown or not.
    plan: Option<Arc<Plan>>,
    /// Which build it is.
    number: usize,
    failed: bool,
}

/// What was read of the site's folder.
struct Read {
    /// The bytes of the configuration.
    file: Option<Vec<u8>>,
    config: Arc<Config>,
    inputs: Inputs,
    told: Vec<Diagnostic>,
}

impl Builder {
    pub(super) fn new(
        root: &Utf8Path,
        overrides: &Overrides,
        open: Open,
        late: Late,
        tell: impl Fn(&Told<'_>) + Send + 'static,
    ) -> Self {
        Self {
            root: root.to_owned(),
            overrides: overrides.clone(),
            tell: Box::new(tell),
            late,
            open,
            history: None,
            memory: Memory::default(),
            read: None,
            plan: None,
            number: 0,
            failed: false,
        }
    }

    /// What is to be shown in the place of `before` after files have changed; none where they hold what they held. Tells how it went.
    pub(super) fn build(&mut self, before: &Shown, changed: &BTreeSet<Utf8PathBuf>) -> Option<Shown> {
        let start = Instant::now();
        let read = self.read_again(changed)?;
        if let Some(site) = &before.site {
            site.maker.rest();
        }
        self.number += 1;
        let (config, inputs) = (&read.config, &read.inputs);
        let mut told = read.told.clone();
        let plan = Arc::new(pipeline::plan(inputs, config, Some(&mut self.memory), &mut told));
        check::waive(&mut told, &plan.reading.timeline);
        let templates = &config.folders.templates;
        let is_look = |path: &Utf8PathBuf| path == "" || path == CONFIG || path.starts_with(templates);
        let wanted = Wanted {
            open: self.opened(),
            samples: self.plan.is_none() || self.failed || changed.iter().any(is_look),
        };
        self.plan = Some(plan.clone());
        let late = {
            let (late, number) = (self.late.clone(), self.number);
            move |told| late(number, told)
        };
        settle(&mut told, config);
        let mut site = None;
        if !is_failure(&told) {
            match Maker::start(plan.clone(), config.clone(), inputs.templates.clone(), wanted, late) {
                Ok(maker) => site = Some(Site::new(&plan, config, maker)),
                Err(wrong) => {
                    told.extend(wrong);
                    settle(&mut told, config);
                }
            }
        }
        self.failed = site.is_none();
        if self.failed {
            // What is likely not meant matters once there is a site.
            told.retain(|diagnostic| diagnostic.severity == Severity::Error);
        }
        let review = plan.reading.review.len();
        let counts = site.is_some().then_some(plan.reading.counts);
        (self.tell)(&Told::Built { changed, diagnostics: &told, counts, review, took: start.elapsed() });
        let problem = self.failed.then(|| words(&told));
        self.read = Some(read);
        Some(Shown { site: site.map(Arc::new).or_else(|| before.site.clone()), review, problem })
    }

    /// What is to be shown once all files of the site were looked through; none where all is well, or there is a newer site.
    pub(super) fn checked(
        &mut self,
        before: &Shown,
        number: usize,
        mut told: Vec<Diagnostic>,
    ) -> Option<Shown> {
        let (config, plan) = (&self.read.as_ref()?.config, self.plan.as_ref()?);
        check::waive(&mut told, &plan.reading.timeline);
        settle(&mut told, config);
        if number != self.number || told.is_empty() {
            return None;
        }
        (self.tell)(&Told::Checked { diagnostics: &told });
        self.failed = is_failure(&told);
        told.retain(|diagnostic| diagnostic.severity == Severity::Error);
        self.failed.then(|| Shown { problem: Some(words(&told)), ..before.clone() })
    }

    /// Reads what has changed, or all of it; none where nothing has.
    fn read_again(&mut self, changed: &BTreeSet<Utf8PathBuf>) -> Option<Read> {
        let mut before = self.read.take();
        if let Some(read) = before.as_mut().filter(|_| !changed.is_empty()) {
            match source::read_again(&mut read.inputs, &self.root, &read.config.folders, changed) {
                Some(true) => return before,
                Some(false) => {
                    self.read = before;
                    return None;
                }
                None => {}
            }
        }
        let (file, mut told) = source::config(&self.root);
        let (mut config, wrong) = pipeline::config(file.as_ref(), &source::name(&self.root), &self.overrides);
        // Nobody shares links to pages that this machine alone shows.
        config.share_cards = ShareCards::None;
        told.extend(wrong);
        if before.is_none_or(|before| before.file != file) {
            self.memory = Memory::default();
        }
        let (mut inputs, unread) = source::read(&self.root, &config.folders, &self.root.join(&config.output));
        told.extend(unread);
        let content = self.root.join(&inputs.content_folder);
        inputs.history = self.history.get_or_insert_with(|| source::history(&content).0).clone();
        Some(Read { file, config: Arc::new(config), inputs, told })
    }

    /// The pages that somebody looks at.
    fn opened(&self) -> Vec<Utf8PathBuf> {
        let Ok(mut open) = self.open.lock() else { return Vec::new() };
        open.retain(|page| page.strong_count() > 0);
        let pages: BTreeSet<Utf8PathBuf> =
            open.iter().filter_map(Weak::upgrade).map(|page| (*page).clone()).collect();
        pages.into_iter().collect()
    }

    /// The page of what is to be reviewed.
    pub(super) fn review(&self, look: &Look) -> String {
        let known = self.read.as_ref().zip(self.plan.as_ref());
        known.map(|(read, plan)| review::page(&read.config, &plan.reading, look)).unwrap_or_default()
    }

    /// Writes what a form decides; the file that is now another one, by its place in the site's folder.
    pub(super) fn decide(&self, form: &Form) -> Result<Option<Utf8PathBuf>, Undone> {
        let (read, plan) = self.read.as_ref().zip(self.plan.as_ref()).ok_or(GONE)?;
        // A key that is looked up, not a path: what the site does not hold is not there.
        let mut proposed = pipeline::proposed(&plan.reading.timeline, &read.config).into_iter();
        let proposed = proposed.find(|proposed| proposed.article.key == form.article).ok_or(GONE)?;
        let article = proposed.article;
        let mut events = proposed.events.iter().map(|(event, _)| event);
        let event = events.find(|event| review::id(article, event) == form.event).ok_or(GONE)?;
        let content = self.root.join(&read.inputs.content_folder);
        decision::write(form, (article, event), &read.config, (&self.root, &content))
    }
}

/// In order, at the levels of the site, without notes: they are for the build that counts.
fn settle(told: &mut Vec<Diagnostic>, config: &Config) {
    config.levels.apply(told);
    pipeline::sort(told);
    told.retain(|diagnostic| diagnostic.severity > Severity::Note);
}

fn is_failure(told: &[Diagnostic]) -> bool {
    told.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// As the terminal shows it.
fn words(told: &[Diagnostic]) -> String {
    told.iter().map(|diagnostic| diagnostic.render(false)).collect::<Vec<_>>().join("\n\n")
}

/// The site's configuration as it is now.
pub(super) fn configuration(root: &Utf8Path, overrides: &Overrides) -> Config {
    pipeline::config(source::config(root).0.as_ref(), &source::name(root), overrides).0
}
