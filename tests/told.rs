//! Nothing that an author wrote goes missing without a word.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use support::Site;

const EVENT: &str = "+++\ntitle = \"The weir\"\ndate = 2025-01-01\n+++\n";

/// Builds a site of `files`, and expects the exit code and words of a message.
fn check(files: &[(&str, &str)], code: i32, expected: &str) {
    let built = Site::new(files).build(&[]);
    assert_eq!(built.code, code, "{}", built.told);
    assert!(built.told.contains(expected), "no `{expected}` in {}", built.told);
}

#[test]
fn two_files_that_differ_in_their_ending_are_both_shown() {
    let site =
        Site::new(&[("content/weir.md", EVENT), ("content/weir.txt", "The weir\n\nIt fell in 1911.\n")]);
    let built = site.built(&[]);
    assert!(built.text("event/weir/index.html").contains("The weir"));
    assert!(built.text("article/weir/index.html").contains("1911"));
}

#[test]
fn a_file_at_the_address_of_a_page() {
    check(
        &[("content/weir.md", EVENT), ("content/event/weir/index.html", "mine")],
        0,
        "warning[hidden-file]: content/event/weir/index.html cannot be reached",
    );
    // What stands in `static/` is meant.
    let site = Site::new(&[("content/weir.md", EVENT), ("static/robots.txt", "mine")]);
    assert_eq!(site.built(&[]).text("robots.txt"), "mine");
}

#[test]
fn a_related_event_that_is_none() {
    let related = EVENT.replace("date", "related = [\"wier\"]\ndate");
    check(&[("content/weir.md", &related)], 0, "a related event does not exist: `wier` in content/weir.md");
}

#[test]
fn tools_get_lines_of_json() {
    let lines = |site: &Site| -> Vec<serde_json::Value> {
        let output = support::run(&site.path(), &["build", "--json"], &[]);
        let printed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let site = Site::new(&[("content/weir.md", EVENT)]);
    let first = lines(&site);
    assert_eq!(first[0]["code"], "no-base-url");
    let built = first.last().unwrap();
    assert_eq!((&built["built"], &built["events"], &built["changes"]), (&true.into(), &1.into(), &().into()));
    site.write("content/mill.md", EVENT.replace("weir", "mill"));
    assert_eq!(lines(&site).last().unwrap()["changes"]["new"][0], "2025-01-01 The mill");
    site.write("content/mill.md", "+++\ndate = \"soon\"\n+++\n");
    let failed = lines(&site);
    assert_eq!((failed[0]["severity"].as_str(), failed[0]["line"].as_u64()), (Some("error"), Some(2)));
    assert_eq!(failed.last().unwrap()["built"], false);
}
