//! `dateline explain` finds the file and the line that are meant.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

use std::process::Command;

/// The heads of the notes on a file: `line:column  bytes start..end`.
fn heads(name: &str, bytes: &[u8], argument: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    let output = command.args(["explain", argument]).current_dir(&folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    said.lines().filter(|line| line.contains("  bytes ")).map(str::to_owned).collect()
}

const TEXT: &str = "The weir\n\nIt fell in 1911, and in\n1912 it stood.\n\nIn May\n1913 it fell.\n";

#[test]
fn a_line_limits_the_notes() {
    let heads = |argument| heads("weir.md", TEXT.as_bytes(), argument);
    let all = ["3:12  bytes 21..25", "4:1  bytes 34..38", "6:4  bytes 53..61"];
    assert_eq!(heads("weir.md"), all);
    assert_eq!(heads("weir.md:4"), all[1..2]);
    // An expression that goes over the end of a line is in both.
    for line in ["weir.md:6", "weir.md:7"] {
        assert_eq!(heads(line), all[2..]);
    }
    assert_eq!(heads("weir.md:5"), [""; 0]);
}

#[test]
#[cfg(unix)]
fn a_colon_may_stand_in_a_name() {
    assert_eq!(heads("weir:3", TEXT.as_bytes(), "weir:3").len(), 4);
    assert_eq!(heads("weir:3", TEXT.as_bytes(), "weir:3:4").len(), 1);
    assert_eq!(heads("weir:a.txt", TEXT.as_bytes(), "weir:a.txt").len(), 4);
}

#[test]
fn the_bytes_are_those_of_the_file() {
    let marked = heads("weir.md", "\u{feff}# Weir\n\nIt *fell* in **1911**.\n".as_bytes(), "weir.md");
    assert_eq!(marked, ["3:16  bytes 26..30"]);
}
