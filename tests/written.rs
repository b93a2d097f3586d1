//! `dateline extract --write` writes what was found to be edited, and never over what a person wrote.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use support::Site;

const STORY: &str = "Published: 2025-02-26\n\nA new captain\n\nThe ferry company chose a captain on Monday.\n\
                     The boat was sold to a museum on 3 May 2011.\n";

fn written(site: &Site) -> String {
    let output = support::run(&site.path(), &["extract", "content/story.txt", "--write"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read_to_string(site.path().join("content/story.events.toml")).unwrap()
}

fn titles(site: &Site) -> Vec<String> {
    site.built(&[]).events().iter().map(|event| event["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_is_written_changes_nothing_until_it_is_edited() {
    let site = Site::new(&[("content/story.txt", STORY)]);
    let before = titles(&site);
    assert_eq!(written(&site).matches("[[event]]").count(), 2);
    assert_eq!(titles(&site), before);
    assert_eq!(before.len(), 2);
}

#[test]
fn what_a_person_wrote_stays_to_the_letter() {
    let site = Site::new(&[("content/story.txt", STORY)]);
    let edited = written(&site)
        .replacen("action = \"keep\"", "action = \"hide\" # nobody asked", 1)
        .replace("# title = \"The ferry", "title = \"The FERRY");
    site.write("content/story.events.toml", &edited);
    // The article grows, and its sentences are edited.
    let more = STORY.replace("The ferry company chose", "The old ferry company has chosen")
        + "The quay opened on 5 June 2012.\n";
    site.write("content/story.txt", more);
    let again = written(&site);
    assert!(again.starts_with(edited.trim_end()), "{again}");
    assert_eq!(again.matches("[[event]]").count(), 3);
    assert_eq!(written(&site), again, "a third time adds nothing");
    assert_eq!(titles(&site).len(), 2, "what was hidden stays hidden");
}
