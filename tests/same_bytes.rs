//! Same input, same bytes: whatever the machine, the number of threads, the order of files.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use support::{Built, Site, read};

fn assert_same(first: &Built, second: &Built, what: &str) {
    assert!(first.files.len() > 30, "the demo site was built: {}", first.told);
    let paths = |built: &Built| built.files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(first), paths(second), "{what}");
    for (path, bytes) in &first.files {
        assert!(second.files[path] == *bytes, "{path} differs: {what}");
    }
    assert_eq!(first.told, second.told, "{what}");
}

#[test]
fn two_builds() {
    assert_same(&Site::demo().built(&[]), &Site::demo().built(&[]), "in two folders");
    let site = Site::demo();
    let first = site.built(&[]);
    let second = site.built(&[]);
    assert_same(&first, &second, "one after the other");
    assert!(second.said.contains("nothing changed"), "{}", second.said);
}

#[test]
fn one_thread_and_eight() {
    assert_same(&Site::demo().built(&["--jobs", "1"]), &Site::demo().built(&["--jobs", "8"]), "threads");
}

#[test]
fn another_locale_and_time_zone() {
    let there = Site::demo()
        .build_with(&[], &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR.UTF-8"), ("LANG", "de_DE.UTF-8")]);
    assert_same(&Site::demo().built(&[]), &there, "locale and time zone");
}

/// File systems list a folder in the order in which its files were made, or by a hash of their names.
#[test]
fn shuffled_directory_order() {
    let shuffled = Site::new(&[]);
    let mut files: Vec<_> = read(&Site::demo().path()).into_iter().collect();
    files.reverse();
    let middle = files.len() / 2;
    files.rotate_left(middle);
    for (path, bytes) in files {
        shuffled.write(&path, bytes);
    }
    assert_same(&Site::demo().built(&[]), &shuffled.built(&[]), "order of files");
}
