//! The reference of the command line in `docs/`: written from the program, and compared with it.
//!
//! `UPDATE=1 cargo test --lib cli::reference` writes it anew.

use super::command;
use crate::diag::LINTS;
use std::path::Path;

/// The width that lines are broken at, whatever the terminal.
const WIDTH: usize = 100;

/// Compares a page of `docs/` with what it should be.
fn check(name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, expected).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == expected, "docs/{name} is out of date: UPDATE=1 cargo test --lib cli::reference");
}

fn help(command: &clap::Command) -> String {
    let help = command.clone().term_width(WIDTH).render_long_help().to_string();
    let lines: Vec<&str> = help.trim_end().lines().map(str::trim_end).collect();
    format!("```text\n{}\n```\n", lines.join("\n"))
}

#[test]
fn ok_the_commands_are_those_of_the_program() {
    let mut command = command();
    command.build();
    let mut page = format!(
        "# Commands\n\nWritten from the program: what `--help` says of each command.\n\n{}",
        help(&command)
    );
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        page += &format!("\n## dateline {}\n\n{}", sub.get_name(), help(sub));
    }
    check("commands.md", &page);
}

#[test]
fn ok_the_lints_are_those_of_the_program() {
    let mut page = "# What is told, and how bad it is\n\nWritten from the program: the codes whose levels a site sets under `[lints]` in \
        `dateline.toml`\n(`off`, `note`, `warning`, `error`), and which a file waives with `allow` in its front matter.\n\n| code | level | tells that |\n|---|---|---|\n"
        .to_owned();
    for lint in LINTS {
        page += &format!("| `{}` | {} | {} |\n", lint.code, lint.severity.name(), lint.about);
    }
    check("lints.md", &page);
}

#[test]
fn ok_every_command_shows_examples() {
    for command in command().get_subcommands() {
        let shown = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        assert!(shown.contains("Example"), "dateline {} shows no example", command.get_name());
        let long = shown.lines().find(|line| line.starts_with("  ") && line.chars().count() > WIDTH);
        assert!(long.is_none(), "an example is broken: {long:?}");
    }
    command().debug_assert();
}
