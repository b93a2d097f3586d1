//! Completions and manual pages know every command.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use std::collections::BTreeSet;
use support::{Site, read, run};

/// The commands that the help lists.
fn commands(site: &Site) -> BTreeSet<String> {
    let help = String::from_utf8(run(&site.path(), &["--help"], &[]).stdout).unwrap();
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    // What goes on from the line before stands further to the right.
    let entries = list.lines().filter(|line| !line.starts_with("   "));
    let names = entries.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn ok_completions_know_every_command() {
    let site = Site::new(&[]);
    let commands = commands(&site);
    assert!(commands.len() > 10, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(&site.path(), &["completions", shell], &[]);
        assert_eq!(output.status.code(), Some(0));
        let script = String::from_utf8(output.stdout).unwrap();
        for command in &commands {
            assert!(script.contains(command.as_str()), "{shell} does not know {command}");
        }
        assert!(script.contains("base-url"), "{shell} does not know the options");
    }
}

#[test]
fn ok_each_command_has_a_manual_page() {
    let site = Site::new(&[]);
    let output = run(&site.path(), &["man", "--output", "pages/man1"], &[]);
    assert_eq!(output.status.code(), Some(0));
    let pages = read(&site.path().join("pages/man1"));
    let expected: BTreeSet<String> = commands(&site)
        .into_iter()
        .map(|command| format!("dateline-{command}.1"))
        .chain(["dateline.1".to_owned()])
        .collect();
    assert_eq!(pages.keys().cloned().collect::<BTreeSet<_>>(), expected);
    for (name, page) in &pages {
        let page = std::str::from_utf8(page).unwrap();
        let title = format!(".TH {} 1", name.trim_end_matches(".1"));
        assert!(
            page.contains(&title),
            "{name} has another title: {}",
            page.lines().nth(2).unwrap_or_default()
        );
        assert!(page.contains("Examples:"), "{name} shows no example");
    }
    let one = run(&site.path(), &["man"], &[]).stdout;
    assert_eq!(one, pages["dateline.1"]);
}
