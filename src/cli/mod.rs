//! The command line: one file a command.
//!
//! Exit codes: 0 done, 1 something in the content is wrong or could not be written, 2 the command was not understood.
#![allow(clippy::disallowed_methods)] // the program's own edge: arguments, terminal, clock

mod article;
mod build;
mod date;
mod explain;
mod export;
mod extract;
mod import;
mod review;
mod tag;
mod texts;

use crate::date::Day;
use crate::diag::Diagnostic;
use camino::Utf8Path;
use clap::{Parser, Subcommand};
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

/// Turns a folder of articles into a timeline site.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, about, max_term_width = 100, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site
    Build(build::Arguments),
    /// Show how a date expression is read: value, bounds, precision, words
    Date(date::Arguments),
    /// Show each date expression of an article, and how it was read
    Explain(explain::Arguments),
    /// Write the timeline in another format: JSON, CSV, iCalendar, TimelineJS, JSON-LD, feeds
    Export(export::Arguments),
    /// Show the events found in articles, or write them to a file to be edited
    Extract(extract::Arguments),
    /// Make event files of the data of other tools: TimelineJS, CSV, iCalendar
    Import(import::Arguments),
    /// List the events that are not sure enough for the site
    Review(review::Arguments),
    /// Find the temporal expressions of plain texts: JSON lines or TimeML
    Tag(tag::Arguments),
}

/// Reads the arguments of the process and runs the command.
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Date(arguments) => date::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Review(arguments) => review::run(&arguments),
        Command::Tag(arguments) => tag::run(&arguments),
    }
}

/// A day on the command line.
fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).map_err(|error| format!("{}: {}", error.message, error.help))
}

/// Tells where there is no such folder.
fn no_folder(root: &Utf8Path) -> Option<ExitCode> {
    if root.is_dir() {
        return None;
    }
    tell(&[Diagnostic::error("no-folder", format!("there is no folder {root}"))
        .help("name the folder that holds the site's content/, or the articles themselves")]);
    Some(ExitCode::from(2))
}

/// A number of things: "1 event", "2 events".
fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Writes to standard error; a closed pipe is no reason to fail.
fn tell(diagnostics: &[Diagnostic]) {
    let colour =
        std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut out = std::io::stderr().lock();
    for diagnostic in diagnostics {
        let _ = writeln!(out, "{}\n", diagnostic.render(colour));
    }
}

/// Writes to standard output; a closed pipe is no reason to fail.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}
