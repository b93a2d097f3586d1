//! Whatever is wrong, the previous site stays as it was.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use std::fs;
use std::path::Path;
use support::{Site, read};

#[test]
fn every_class_of_error_leaves_the_previous_site() {
    let errors = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let mut tried = 0;
    for entry in fs::read_dir(errors).unwrap() {
        let case = entry.unwrap().path();
        // A file of somebody else's is added below; the folder without content needs no site before it.
        if !case.is_dir() || case.ends_with("foreign-output.in") || case.ends_with("no-content.in") {
            continue;
        }
        let site = Site::new(&[("content/good.md", "+++\ntitle = \"Good\"\ndate = 2025-01-01\n+++\n")]);
        let before = site.built(&[]).files;
        for (path, bytes) in read(&case) {
            site.write(&path, bytes);
        }
        let after = site.build(&[]);
        assert_eq!(after.code, 1, "{}: {}", case.display(), after.told);
        assert!(after.files == before, "{}", case.display());
        assert!(after.told.contains("public is as it was"), "{}", after.told);
        tried += 1;
    }
    assert!(tried > 6, "the cases were not found");
}

#[test]
fn a_foreign_file_stops_the_build_and_stays() {
    let site = Site::new(&[("content/good.md", "+++\ntitle = \"Good\"\ndate = 2025-01-01\n+++\n")]);
    site.built(&[]);
    site.write("public/notes.txt", "mine");
    site.write("content/second.md", "+++\ntitle = \"Second\"\ndate = 2025-01-02\n+++\n");
    let built = site.build(&[]);
    assert_eq!(built.code, 1);
    assert!(built.told.contains("notes.txt"), "{}", built.told);
    assert_eq!(built.text("notes.txt"), "mine");
    assert!(!built.files.contains_key("event/second/index.html"));
}

#[test]
fn an_output_folder_where_a_build_reads_is_refused_before_anything_is_touched() {
    for output in [".", "..", "content", "content/public", "static/../content", "templates"] {
        let site = Site::new(&[
            ("content/good.md", "+++\ntitle = \"Good\"\ndate = 2025-01-01\n+++\n"),
            ("templates/404.html", "Lost"),
        ]);
        let before = read(&site.path());
        let built = site.build(&["--output", output]);
        assert_eq!(built.code, 1, "{output}");
        assert!(built.told.contains("error[output-place]"), "{output}: {}", built.told);
        assert!(read(&site.path()) == before, "{output}");
    }
}

#[test]
fn the_output_is_never_read_as_content_however_it_is_named() {
    let site = Site::new(&[("good.md", "+++\ntitle = \"Good\"\ndate = 2025-01-01\n+++\n")]);
    let whole = site.path().join("site");
    for output in [whole.to_str().unwrap(), "../rivers/site", "./site"] {
        let built = site.built(&["--output", output]);
        assert!(
            built.said.starts_with("1 event from 0 articles and 1 event file"),
            "{output}: {}",
            built.said
        );
    }
}
