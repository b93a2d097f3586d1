//! `dateline check --external`

use super::ask::ask;
use super::known::{self, Known};
use crate::check::{Answer, outside, outside_links};
use crate::cli::progress::Progress;
use crate::cli::{count, today};
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::output;
use crate::timeline::Timeline;
use std::collections::{BTreeMap, BTreeSet};

/// Hosts of which none answers when there is no network.
const MANY: usize = 3;

/// What was found of the links to other sites.
pub(super) struct External {
    /// What there is to say.
    pub(super) told: Vec<Diagnostic>,
    /// How it went, in a few words.
    pub(super) summary: String,
}

/// Asks for the links of a site to others; all of them where `fresh`, else those that were not found lately.
pub(super) fn check(timeline: &Timeline, fresh: bool) -> External {
    let links = outside_links(timeline);
    let urls: BTreeSet<&str> = links.iter().map(|link| link.url).collect();
    let today = today();
    let mut known = today.filter(|_| !fresh).map(read).unwrap_or_default();
    let mut answers: BTreeMap<String, Answer> = BTreeMap::new();
    answers.extend(urls.iter().filter_map(|url| Some(((*url).to_owned(), known.answer(url)?.clone()))));
    let open: Vec<&str> = urls.iter().copied().filter(|url| !answers.contains_key(*url)).collect();
    let progress = Progress::start("asking other sites");
    progress.step(format!("asking for {}", count(open.len(), "link", "links")));
    let asked = ask(open.iter().copied());
    drop(progress);
    if let Some(offline) = offline(&asked) {
        return External { told: vec![offline], summary: "no link was checked".to_owned() };
    }
    answers.extend(asked.clone());
    let mut told = outside(&links, &answers);
    if let Some(today) = today {
        known.extend(&asked, today);
        told.extend(write(&known).err());
    }
    External { told, summary: summary(&answers, open.len()) }
}

/// Where nobody answers, the fault is not theirs.
fn offline(asked: &BTreeMap<String, Answer>) -> Option<Diagnostic> {
    let hosts: BTreeSet<&str> = asked.keys().filter_map(|url| url.split('/').nth(2)).collect();
    let silent = asked.values().all(|answer| matches!(answer, Answer::Unreachable(_)));
    let told = Diagnostic::error("no-network", format!("none of {} hosts can be reached", hosts.len()));
    (silent && hosts.len() >= MANY)
        .then(|| told.help("is the network there? Links to other sites were not checked"))
}

fn read(today: Day) -> Known {
    let text = known::file().and_then(|file| std::fs::read_to_string(file).ok());
    Known::parse(&text.unwrap_or_default(), today)
}

fn write(known: &Known) -> Result<(), Diagnostic> {
    let Some(file) = known::file() else { return Ok(()) };
    let unwritten = |why: &dyn std::fmt::Display| {
        Diagnostic::note("io", format!("what was found cannot be kept for the next time: {why}"))
    };
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|error| unwritten(&error))?;
    }
    output::write_file(&file, known.to_text().as_bytes()).map(drop).map_err(|error| unwritten(&error))
}

fn summary(answers: &BTreeMap<String, Answer>, asked: usize) -> String {
    let of = |is: fn(&Answer) -> bool| answers.values().filter(|answer| is(answer)).count();
    let parts = [
        (of(|answer| matches!(answer, Answer::Gone(_))), "dead"),
        (of(|answer| matches!(answer, Answer::Unreachable(_))), "out of reach"),
        (of(|answer| matches!(answer, Answer::Moved(_))), "moved"),
        (of(|answer| matches!(answer, Answer::Refused(_))), "that do not say"),
    ];
    let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!(", {n} {what}"));
    let links = count(answers.len(), "link to other sites", "links to other sites");
    format!("{links}, {asked} asked for now{}", parts.collect::<String>())
}
