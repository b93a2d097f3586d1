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
        "+++\ntitle = \"{title}\"\ndate = \"{date}\"\ntags = [\"rivers\"]\n+++\n\nIts text, long enough that git knows the file again under another name.\n"
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

/// By the events' own dates and by the records', as Atom and as JSON, of the site, of a section and of a tag.
#[test]
fn feeds_of_every_kind_tell_what_is_new() {
    let site = site();
    site.write("content/dams/dam.md", event("The dam", "2024"));
    commit(&site, "2025-04-01");
    let built = site.built(&[]);
    let titles = |path: &str| -> Vec<String> {
        let feed: atom_syndication::Feed = built.text(&format!("{path}.xml")).parse().unwrap();
        let json: serde_json::Value = serde_json::from_str(built.text(&format!("{path}.json"))).unwrap();
        assert_eq!(feed.title().as_str(), json["title"], "{path}");
        assert_eq!(feed.id().replace(".xml", ".json"), json["feed_url"]);
        assert_eq!(
            feed.links().iter().find(|link| link.rel() == "alternate").unwrap().href(),
            json["home_page_url"]
        );
        let items = json["items"].as_array().unwrap();
        let ids: Vec<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
        assert_eq!(feed.entries().iter().map(|entry| entry.id()).collect::<Vec<_>>(), ids);
        items
            .iter()
            .map(|item| item["title"].as_str().unwrap().trim_start_matches("The ").to_owned())
            .collect()
    };
    for (beside, by_date, by_record) in [
        ("", vec!["Not yet", "dam", "flood", "bridge"], vec!["Not yet", "dam", "bridge", "flood"]),
        ("tag/rivers/", vec!["Not yet", "dam", "flood", "bridge"], vec!["Not yet", "dam", "bridge", "flood"]),
        ("dams/", vec!["dam"], vec!["dam"]),
    ] {
        assert_eq!(titles(&format!("{beside}feed")), by_date, "{beside}");
        assert_eq!(titles(&format!("{beside}added")), by_record, "{beside}");
    }
    assert!(built.text("tag/rivers/index.html").contains("href=\"added.xml\""));
    assert!(built.text("added.xml").contains(": New and changed entries</title>"));
}

#[test]
fn a_page_tells_what_is_new() {
    let page = site().built(&[]).text("changes/index.html").to_owned();
    let order = [
        "1 March 2025",
        "The bridge",
        "changed · here since 1 January 2025",
        "1 February 2025",
        "The flood",
        "new",
    ];
    let places: Vec<usize> =
        order.iter().map(|words| page.find(words).unwrap_or_else(|| panic!("{words}: {page}"))).collect();
    assert!(places.is_sorted(), "{places:?}\n{page}");
    assert!(page.contains("href=\"../added.xml\"") && page.contains("href=\"../event/bridge/\""), "{page}");
    assert!(!page.contains("Not yet"), "nobody knows when it came");
}

#[test]
fn content_may_link_to_what_is_new() {
    let site = site();
    site.write("content/_index.md", "+++\ntitle = \"Rivers\"\n+++\n\n[What is new](/changes/).\n");
    assert!(site.built(&[]).text("index.html").contains("<a href=\"changes/\">What is new</a>"));
    let output = run(&site.path(), &["check", "--format", "json"], &[]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(!told.contains("dead-link") && told.contains("no-source"), "{told}");
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

/// 1 and 2 March 2025, as programs are told the day of a build that is to be repeated.
const DAYS: [[(&str, &str); 1]; 2] =
    [[("SOURCE_DATE_EPOCH", "1740787200")], [("SOURCE_DATE_EPOCH", "1740873600")]];

#[test]
fn outside_of_git_the_days_are_kept_beside_the_content() {
    let site = Site::new(&[
        ("dateline.toml", "base_url = \"https://example.org/\"\n"),
        ("content/a.md", &event("A", "2025")),
    ]);
    let first = site.build_with(&[], &DAYS[0]);
    for path in ["added.xml", "changes/index.html"] {
        assert!(!first.files.contains_key(path), "nobody knows when the first events came: {path}");
    }
    site.write("content/b.md", event("B", "1900"));
    let second = site.build_with(&[], &DAYS[0]);
    assert!(second.text("changes/index.html").contains("1 March 2025"), "{}", second.told);
    site.write("content/a.md", event("A", "2024"));
    let third = site.build_with(&[], &DAYS[1]);
    let days = |title: &str| {
        let found = third.events().into_iter().find(|event| event["title"] == title).unwrap();
        [found["added"].clone(), found["updated"].clone()]
            .map(|day| day.as_str().unwrap_or_default().to_owned())
    };
    assert_eq!([days("A"), days("B")], [["", "2025-03-02"], ["2025-03-01", "2025-03-01"]]);
    let feed: atom_syndication::Feed = third.text("added.xml").parse().unwrap();
    let titles: Vec<&str> = feed.entries().iter().map(|entry| entry.title().as_str()).collect();
    assert_eq!(titles, ["2024: A", "1900: B"]);
    // Whatever the day: what did not change is the same, byte for byte.
    assert!(site.built(&[]).files == third.files);
    let output = run(&site.path(), &["export", "json"], &[]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), third.text("timeline.json"));
}

#[test]
fn what_is_known_outlives_the_first_commit() {
    let site = Site::new(&[("content/a.md", &event("A", "2025"))]);
    site.build_with(&[], &DAYS[0]);
    site.write("content/b.md", event("B", "1900"));
    site.build_with(&[], &DAYS[0]);
    git(&site.path(), "2025-05-01", &["init", "--quiet"]);
    commit(&site, "2025-05-01");
    let built = site.built(&[]);
    let added: Vec<_> =
        built.events().iter().map(|event| event["added"].as_str().unwrap().to_owned()).collect();
    assert_eq!(added, ["2025-03-01", "2025-05-01"]);
}

#[test]
fn many_changes_go_on_on_further_pages() {
    let site = Site::new(&[("content/a.md", &event("A", "2025"))]);
    site.build_with(&[], &DAYS[0]);
    (0..201).for_each(|n| site.write(&format!("content/b{n}.md"), event(&format!("B {n}"), "1900")));
    let built = site.build_with(&[], &DAYS[0]);
    let lines = |path: &str| built.text(path).matches("class=\"when\"").count();
    assert_eq!([lines("changes/index.html"), lines("changes/page-2/index.html")], [200, 1]);
}
