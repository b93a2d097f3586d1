//! `dateline review`

use super::{configuration, count, day, say, tell};
use crate::config::Overrides;
use crate::date::Day;
use crate::event::{Doubt, Event};
use crate::pipeline;
use crate::source;
use camino::Utf8PathBuf;
use std::process::ExitCode;

/// Arguments of `dateline review`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "An event is on this list where it is less sure than `least_confidence` in dateline.toml says. To decide on it, use the
review page of `dateline serve`, or write to the FILE.events.toml beside its article: `dateline extract FILE --write` begins that file.

Examples:
  dateline review              the events of this folder's site that are not shown
  dateline review ~/timeline"
)]
pub(super) struct Arguments {
    /// The site's folder
    #[arg(default_value = ".", value_name = "DIR")]
    root: Utf8PathBuf,
    /// Publication date of articles that state none
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Day>,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let root = &arguments.root;
    if let Some(code) = super::no_folder(root) {
        return code;
    }
    let overrides = Overrides { published: arguments.published, ..Overrides::default() };
    let (config, output, mut told) = configuration(root, &overrides);
    let (inputs, unread) = source::read(root, &config.folders, &output);
    told.extend(unread);
    told.retain(|diagnostic| diagnostic.severity > crate::diag::Severity::Note);
    tell(&told);
    let (events, places) = pipeline::review(&inputs, &config);
    for (event, place) in events.iter().zip(places) {
        say(&entry(event, &place));
    }
    say(&match events.len() {
        0 => "Nothing is to be reviewed.".to_owned(),
        n => format!(
            "{} to be reviewed: keep, fix or hide them in the .events.toml beside each article",
            count(n, "event is", "events are")
        ),
    });
    ExitCode::SUCCESS
}

/// ```text
/// content/story.txt:3: 2025-02-26 The keepers have announced their resignation
///   the article does not say when: its publication date stands in
///   “The keepers have announced their resignation.”
/// ```
fn entry(event: &Event, place: &str) -> String {
    let why = event.doubt.map(Doubt::words).unwrap_or(&event.why.how);
    let quote = event.quote.as_deref().map(|quote| format!("  {quote}\n")).unwrap_or_default();
    format!("{place}: {} {}\n  {why}\n{quote}", event.when, event.title)
}
