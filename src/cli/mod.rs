//! The command line: one file a command.
//!
//! Exit codes: 0 done, 1 something in the content is wrong or could not be written, 2 the command was not understood.
#![allow(clippy::disallowed_methods)] // the program's own edge: arguments, terminal, clock

mod article;
mod build;
mod check;
mod date;
mod explain;
mod export;
mod extract;
mod files;
mod import;
mod init;
mod new;
mod progress;
#[cfg(test)]
mod reference;
mod review;
mod serve;
mod shell;
mod tag;
mod texts;

use crate::config::{Config, Overrides};
use crate::date::Day;
use crate::diag::{Diagnostic, Severity};
use crate::pipeline;
use crate::source::{self, Inputs};
use camino::{Utf8Path, Utf8PathBuf};
use clap::{CommandFactory, Parser, Subcommand};
use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// Turns a folder of articles into a timeline site.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    about,
    max_term_width = 100,
    arg_required_else_help = true,
    after_help = "Examples:
  dateline init my-timeline       begin a site
  dateline serve --open           see it in your browser as you write
  dateline check                  look for what a careful editor would ask about
  dateline build                  write it to public/"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new site, or the configuration for an existing Hugo, Zola or Jekyll site
    Init(init::Arguments),
    /// Begin an event file or an article
    New(new::Arguments),
    /// Show the site in a browser while you write: every change is there at once
    Serve(serve::Arguments),
    /// Build the site
    Build(build::Arguments),
    /// Look for what a careful editor would ask about
    Check(check::Arguments),
    /// Write the timeline in another format: table, calendar, feed
    Export(export::Arguments),
    /// Make event files of the data of other tools
    Import(import::Arguments),
    /// List the events that are not sure enough for the site
    Review(review::Arguments),
    /// Show the events found in articles, or write them to a file to be edited
    Extract(extract::Arguments),
    /// Show each date expression of an article, and how it was read
    Explain(explain::Arguments),
    /// Show how a date expression is read: value, bounds, precision, words
    Date(date::Arguments),
    /// Find the temporal expressions of plain texts: JSON lines or TimeML
    Tag(tag::Arguments),
    /// Write the completions of a shell
    Completions(shell::CompletionsArguments),
    /// Write the manual page
    Man(shell::ManArguments),
}

/// The command line as clap knows it.
fn command() -> clap::Command {
    Arguments::command()
}

/// Reads the arguments of the process and runs the command.
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Init(arguments) => init::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Review(arguments) => review::run(&arguments),
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Date(arguments) => date::run(&arguments),
        Command::Tag(arguments) => tag::run(&arguments),
        Command::Completions(arguments) => shell::completions(&arguments),
        Command::Man(arguments) => shell::man(&arguments),
    }
}

/// A day on the command line.
fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).map_err(|error| format!("{}: {}", error.message, error.help))
}

/// The configuration of the site in `root`, the folder that it is built in, and what is wrong with them.
fn configuration(root: &Utf8Path, overrides: &Overrides) -> (Config, Utf8PathBuf, Vec<Diagnostic>) {
    let (file, mut told) = source::config(root);
    let (config, wrong) = pipeline::config(file.as_ref(), &source::name(root), overrides);
    told.extend(wrong);
    let output = inside(root, &config.output);
    (config, output, told)
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

fn failed(told: &[Diagnostic]) -> bool {
    told.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// A number of things: "1 event", "2 events".
fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// A path inside the site's folder, as messages name it.
fn inside(root: &Utf8Path, path: impl AsRef<Utf8Path>) -> Utf8PathBuf {
    if root == "." { path.as_ref().to_owned() } else { root.join(path) }
}

/// The site's files, and whether a history says when they were recorded, or would if it were whole.
fn inputs(root: &Utf8Path, config: &Config, output: &Utf8Path, told: &mut Vec<Diagnostic>) -> (Inputs, bool) {
    let (mut inputs, unread) = source::read(root, &config.folders, output);
    let (history, shallow) = source::history(&root.join(&inputs.content_folder));
    let is_recorded = !history.is_empty() || shallow.is_some();
    inputs.history = history;
    told.extend(unread.into_iter().chain(shallow));
    (inputs, is_recorded)
}

/// Today, in universal time: the program knows no time zone. `SOURCE_DATE_EPOCH` says otherwise, for builds that are to be repeated.
fn today() -> Option<Day> {
    let stated = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).ok().map(|since| since.as_secs());
    let seconds: u64 = stated.or_else(clock)?;
    Some(Day::new(1970, 1, 1)?.add_days(i64::try_from(seconds / 86_400).ok()?))
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
