//! Makes the files of one site when they are asked for, and looks through all of them meanwhile.
//!
//! A thread owns what was read and all that pages share; it ends when nobody shows the site any more.

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::output::Artifact;
use crate::pipeline::{self, Plan, Press};
use camino::Utf8PathBuf;
use rayon::prelude::*;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;
use tokio::sync::oneshot;

/// So long nobody must ask, before other files are looked through.
const PAUSE: Duration = Duration::from_millis(50);
/// Files that are looked through before the next question is heard.
const AT_ONCE: usize = 8;

/// The user's templates by their paths.
pub(super) type Templates = BTreeMap<Utf8PathBuf, Vec<u8>>;

/// A file that was asked for.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// Its bytes.
    Made(Arc<[u8]>),
    /// What is wrong with its template will be told.
    Failed,
    /// There is none.
    Nothing,
}

enum Ask {
    File(Utf8PathBuf, oneshot::Sender<Found>),
    /// Something has changed: there will be another site.
    Rest,
}

/// The thread that makes the files of a site.
#[derive(Clone, Debug)]
pub(super) struct Maker {
    asked: Sender<Ask>,
}

/// What is to be right before the site is shown.
pub(super) struct Wanted {
    /// Pages that somebody looks at.
    pub(super) open: Vec<Utf8PathBuf>,
    /// Whether a page of each kind is to be tried: the templates may be others.
    pub(super) samples: bool,
}

impl Maker {
    /// Begins to make a site. `late` gets what there is to say about all its files, once they were looked through.
    ///
    /// # Errors
    /// What is wrong with the templates, or with one of the wanted pages.
    pub(super) fn start(
        plan: Arc<Plan>,
        config: Arc<Config>,
        templates: Templates,
        wanted: Wanted,
        late: impl FnOnce(Vec<Diagnostic>) + Send + 'static,
    ) -> Result<Self, Vec<Diagnostic>> {
        let (asked, questions) = channel();
        let (verdict, begun) = channel();
        std::thread::spawn(move || {
            let mut told = Vec::new();
            let Some(theme) = pipeline::theme(&templates, &config, &plan.reading.site, &mut told) else {
                let _ = verdict.send(told);
                return;
            };
            let press = Press::new(&plan.reading, &config, &theme);
            let mut desk = Desk { press, plan: &plan, made: BTreeMap::new(), left: VecDeque::new(), told };
            let samples = if wanted.samples { desk.press.samples() } else { Vec::new() };
            wanted.open.iter().chain(&samples).for_each(|name| {
                desk.file(name);
            });
            let failed = !desk.told.is_empty();
            let _ = verdict.send(std::mem::take(&mut desk.told));
            if !failed {
                desk.left = desk.press.names().into();
                desk.work(&questions, late);
            }
        });
        // A thread that is gone without a word has nothing to show.
        match begun.recv() {
            Ok(told) if told.is_empty() => Ok(Self { asked }),
            Ok(told) => Err(told),
            Err(_) => Err(vec![Diagnostic::error("bad-template", "the pages could not be made")]),
        }
    }

    /// A file of the site by its path.
    pub(super) async fn file(&self, name: Utf8PathBuf) -> Found {
        let (sender, found) = oneshot::channel();
        let _ = self.asked.send(Ask::File(name, sender));
        found.await.unwrap_or(Found::Nothing)
    }

    /// Stops looking through the files.
    pub(super) fn rest(&self) {
        let _ = self.asked.send(Ask::Rest);
    }
}

/// Where the thread works.
struct Desk<'a> {
    press: Press<'a>,
    plan: &'a Plan,
    /// What was asked for.
    made: BTreeMap<Utf8PathBuf, Found>,
    /// What is yet to be looked through.
    left: VecDeque<Utf8PathBuf>,
    told: Vec<Diagnostic>,
}

impl Desk<'_> {
    fn work(&mut self, questions: &Receiver<Ask>, late: impl FnOnce(Vec<Diagnostic>)) {
        let mut late = Some(late);
        let mut wait = PAUSE;
        loop {
            let question = match late {
                Some(_) => questions.recv_timeout(wait),
                None => questions.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            wait = PAUSE;
            match question {
                Ok(Ask::File(name, answer)) => {
                    let _ = answer.send(self.file(&name));
                }
                Ok(Ask::Rest) => late = None,
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) if self.left.is_empty() => {
                    let told = std::mem::take(&mut self.told);
                    if let Some(late) = late.take() {
                        late(told);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.look_through();
                    wait = Duration::ZERO;
                }
            }
        }
    }

    /// Looks at the next few files.
    fn look_through(&mut self) {
        let next: Vec<Utf8PathBuf> = self.left.drain(..AT_ONCE.min(self.left.len())).collect();
        let made: Vec<_> = next.par_iter().filter_map(|name| self.press.make(name)).collect();
        for made in made {
            match made {
                Ok(files) => self.told.extend(pipeline::hiding(&self.plan.copied, &files)),
                Err(error) => self.told.push(error),
            }
        }
    }

    fn file(&mut self, name: &Utf8PathBuf) -> Found {
        if let Some(found) = self.made.get(name) {
            return found.clone();
        }
        match self.press.make(name) {
            Some(Ok(files)) => {
                let found = |file: &Artifact| {
                    file.bytes().map_or(Found::Failed, |bytes| Found::Made((*bytes).into()))
                };
                self.made.extend(files.iter().map(|(name, file)| (name.clone(), found(file))));
            }
            Some(Err(error)) => {
                self.told.push(error);
                self.made.insert(name.clone(), Found::Failed);
            }
            None => {}
        }
        self.made.get(name).cloned().unwrap_or(Found::Nothing)
    }
}
