//! When the record of an event came into the site, and when it was changed: from the history of its git repository.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use std::path::Path;
use std::process::Command;
use support::{Site, run};

/// Runs git in a folder, on a day.
fn git(folder: &Path, day: &str, arguments: &[&str]) {
    let date = format!("{day}T12:00:00Z");
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=Keeper", "-c", "user.email=keeper@example.org"])
        .args(arguments)
        .envs([("GIT_AUTHOR_DATE", &date), ("GIT_COMMITTER_DATE", &date)])
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn commit(site: &Site, day: &str) {
    git(&site.path(), day, &["add", "--all"]);
    git(&site.path(), day, &["commit", "--quiet", "--message", "A change"]);
}

fn event(title: &str, date: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\ndate = \"{date}\"\n+++\n\nIts text, long enough that git knows the file again under another name.\n"
    )
}

/// Two events, one of them renamed and changed later, and one that is not committed.
fn site() -> Site {
    let site = Site::new(&[("dateline.toml", "base_url = \"https://example.org/\"\n")]);
    git(&site.path(), "2025-01-01", &["init", "--quiet"]);
    site.write("content/old.md", event("The bridge", "1911"));
    commit(&site, "2025-01-01");
    site.write("content/é flood.md", event("The flood", "1981"));
    std::fs::rename(site.path().join("content/old.md"), site.path().join("content/bridge.md")).unwrap();
    commit(&site, "2025-02-01");
    site.write("content/bridge.md", event("The bridge", "1911") + "More.\n");
    commit(&site, "2025-03-01");
    site.write("content/new.md", event("Not yet", "2026"));
    site
}

#[test]
fn records_have_the_days_of_their_commits() {
    let built = site().built(&[]);
    let events = built.events();
    let days = |title: &str| {
        let event = events.iter().find(|event| event["title"] == title).unwrap();
        [event["added"].as_str(), event["updated"].as_str()]
    };
    assert_eq!(days("The bridge"), [Some("2025-01-01"), Some("2025-03-01")]);
    assert_eq!(days("The flood"), [Some("2025-02-01"), Some("2025-02-01")]);
    assert_eq!(days("Not yet"), [None, None]);
    assert!(built.text("timeline.ics").contains("DTSTAMP:20250301T000000Z"));

    assert!(built.text("event/bridge/index.html").contains("href=\"../../added.xml\""));

    // Newest by record, whatever the events' own dates.
    let feed: atom_syndication::Feed = built.text("added.xml").parse().unwrap();
    let told: Vec<_> = feed
        .entries()
        .iter()
        .map(|entry| (entry.title().as_str(), entry.updated().date_naive().to_string()))
        .collect();
    assert_eq!(
        told,
        [("1911: The bridge", "2025-03-01".to_owned()), ("1981: The flood", "2025-02-01".to_owned())]
    );
    assert_eq!(feed.entries()[0].published().unwrap().date_naive().to_string(), "2025-01-01");
    let feed: atom_syndication::Feed = built.text("feed.xml").parse().unwrap();
    assert_eq!(feed.entries()[0].title().as_str(), "2026: Not yet");
}

#[test]
fn a_history_that_is_cut_short_is_told_and_not_believed() {
    let whole = site();
    let folder = tempfile::tempdir().unwrap();
    let source = format!("file://{}", whole.path().display());
    git(folder.path(), "2025-01-01", &["clone", "--quiet", "--depth", "1", &source, "copy"]);
    let output = run(&folder.path().join("copy"), &["build"], &[]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && told.contains("note[shallow-history]"), "{told}");
    let public = support::read(&folder.path().join("copy/public"));
    assert!(!public.contains_key("added.xml"));
    assert!(!String::from_utf8_lossy(&public["timeline.json"]).contains("\"added\""));
}

#[test]
fn a_site_in_no_repository_has_no_such_days() {
    let site = Site::new(&[
        ("dateline.toml", "base_url = \"https://example.org/\"\n"),
        ("content/a.md", &event("A", "2025")),
    ]);
    let built = site.built(&[]);
    assert!(!built.files.contains_key("added.xml") && built.told.is_empty(), "{}", built.told);
}
