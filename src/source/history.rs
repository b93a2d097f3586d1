//! When files came into a site and were last changed: from the history of its git repository, in one pass.
#![allow(clippy::disallowed_types)] // the one program that is asked: what it knows is in no file that could be read instead

use crate::date::Day;
use crate::diag::Diagnostic;
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeMap;
use std::process::Command;

/// When a file was first and last committed, by the days of its commits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// First.
    pub added: Day,
    /// Last.
    pub updated: Day,
}

/// The history of files by path inside a folder.
pub type History = BTreeMap<Utf8PathBuf, Recorded>;

/// The history of the files below `folder`; empty where it lies in no repository, or git is not there.
///
/// A shallow clone knows no more than its last commits, which would seem to have added everything: that is told, and nothing taken.
pub fn history(folder: &Utf8Path) -> (History, Option<Diagnostic>) {
    match git(folder, &["rev-parse", "--is-shallow-repository"]).as_deref().map(str::trim) {
        Some("false") => {}
        Some(_) => {
            let message = "the git history is cut short: when events were added is not known";
            let help = "fetch all of it: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout";
            return (History::new(), Some(Diagnostic::note("shallow-history", message).help(help)));
        }
        None => return (History::new(), None),
    }
    let log = [
        "log",
        "--format=%x00%x00%cs",
        "--name-status",
        "-M",
        "-z",
        "--relative",
        "--no-show-signature",
        "--",
        ".",
    ];
    (git(folder, &log).map(|log| read(&log)).unwrap_or_default(), None)
}

fn git(folder: &Utf8Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .args(["--no-optional-locks", "-C"])
        .arg(folder)
        .args(arguments)
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// Reads a log from its newest commit to its oldest. Fields end with a zero byte; a commit begins with two more.
fn read(log: &str) -> History {
    let mut history = History::new();
    // The present path of what once had another.
    let mut present: BTreeMap<&str, &str> = BTreeMap::new();
    let mut day = None;
    let mut fields =
        log.split('\0').map(|field| field.trim_start_matches('\n')).filter(|field| !field.is_empty());
    while let Some(field) = fields.next() {
        if let Ok(committed) = Day::parse(field) {
            day = Some(committed);
            continue;
        }
        let Some(path) = fields.next() else { break };
        let renamed = field.starts_with('R');
        let path = if renamed { (fields.next().unwrap_or(path), Some(path)) } else { (path, None) };
        let now = present.get(path.0).copied().unwrap_or(path.0);
        present.extend(path.1.map(|old| (old, now)));
        let Some(day) = day else { continue };
        let recorded = history.entry(now.into()).or_insert(Recorded { added: day, updated: day });
        recorded.added = recorded.added.min(day);
        recorded.updated = recorded.updated.max(day);
    }
    history
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_a_file_keeps_its_history_through_a_new_name() {
        let log = "\0\x002025-03-01\0\0M\0b.md\0\0\x002025-02-01\0\0R100\0a.md\0b.md\0A\0é f.md\0\0\x002025-01-01\0\0A\0a.md\0";
        let day = |text: &str| Day::parse(text).unwrap();
        let recorded = |added, updated| Recorded { added: day(added), updated: day(updated) };
        let expected = [
            ("b.md", recorded("2025-01-01", "2025-03-01")),
            ("é f.md", recorded("2025-02-01", "2025-02-01")),
        ];
        assert_eq!(read(log), expected.into_iter().map(|(path, recorded)| (path.into(), recorded)).collect());
        assert!(read("").is_empty());
    }
}
