//! `dateline export`

use super::build::base_url;
use super::{configuration, count, day, inputs, no_folder, tell};
use crate::config::{Config, Overrides};
use crate::date::Day;
use crate::diag::{Diagnostic, Severity};
use crate::export::{Export, Format};
use crate::pipeline::{self, Reading};
use crate::source::Inputs;
use camino::Utf8PathBuf;
use std::io::Write;
use std::process::ExitCode;

/// Arguments of `dateline export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline export csv > events.csv           a table for a spreadsheet
  dateline export ics --output timeline.ics  a calendar
  dateline export timelinejs ~/timeline      another folder's events, for TimelineJS")]
pub(super) struct Arguments {
    /// What to write
    #[arg(value_enum)]
    format: Choice,
    /// The site's folder
    #[arg(default_value = ".", value_name = "DIR")]
    root: Utf8PathBuf,
    /// File to write [default: -, standard output]
    #[arg(short, long, value_name = "FILE", default_value = "-", hide_default_value = true)]
    output: Utf8PathBuf,
    /// Address under which the site is published, for whole addresses
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Publication date of articles that state none
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Day>,
    /// Drafts too
    #[arg(long)]
    drafts: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Choice {
    /// Everything, as the site's timeline.json has it
    Json,
    /// A table, one event a row
    Csv,
    /// A calendar (iCalendar)
    Ics,
    /// The data of a TimelineJS timeline
    Timelinejs,
    /// schema.org events as JSON-LD
    Jsonld,
    /// The newest events as an Atom feed
    Atom,
    /// The newest events as a JSON Feed
    Jsonfeed,
}

impl Choice {
    /// The format of the whole timeline; feeds are none.
    fn whole(self) -> Option<Format> {
        match self {
            Self::Json => Some(Format::Json),
            Self::Csv => Some(Format::Csv),
            Self::Ics => Some(Format::Ics),
            Self::Timelinejs => Some(Format::TimelineJs),
            Self::Jsonld => Some(Format::JsonLd),
            Self::Atom | Self::Jsonfeed => None,
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let root = &arguments.root;
    if let Some(code) = no_folder(root) {
        return code;
    }
    let overrides = Overrides {
        base_url: arguments.base_url.clone(),
        published: arguments.published,
        drafts: arguments.drafts,
        output: None,
    };
    let (config, output, mut told) = configuration(root, &overrides);
    let (inputs, _) = inputs(root, &config, &output, &mut told);
    let Reading { timeline, site, .. } = pipeline::read(&inputs, &config, &mut told);
    // What a build has to say beside is said by a build.
    told.retain(|diagnostic| diagnostic.severity == Severity::Error);
    pipeline::sort(&mut told);
    let export = Export { config: &config, timeline: &timeline, site: &site };
    let made = match arguments.format.whole() {
        Some(format) => export.bytes(format).map_err(|error| error.to_string()),
        None => feed(arguments.format, &inputs, export, &mut told),
    };
    let written =
        made.and_then(|bytes| if told.is_empty() { write(&arguments.output, &bytes) } else { Ok(()) });
    if let Err(error) = written {
        let message = format!("{} cannot be written: {error}", arguments.output);
        told.push(Diagnostic::error("io", message).help("name another file"));
    }
    let left_out = if arguments.format == Choice::Ics { export.outside_calendars() } else { 0 };
    if told.is_empty() && left_out > 0 {
        let events = count(left_out, "event", "events");
        let message = format!("{events} before the year 1 or after 9999: left out, for calendars end there");
        tell(&[Diagnostic::note("outside-calendars", message).help("the other formats hold all events")]);
    }
    tell(&told);
    if told.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The whole site's feed. It holds whole addresses: without one of the site, it is told.
fn feed(
    format: Choice,
    inputs: &Inputs,
    export: Export<'_>,
    told: &mut Vec<Diagnostic>,
) -> Result<Vec<u8>, String> {
    let config = Config { feeds: true, ..export.config.clone() };
    let Some(feed) = export.site.feeds(&config, export.timeline).into_iter().next() else {
        let error = Diagnostic::error("no-base-url", "a feed holds whole addresses, and the site has none");
        told.push(error.help(
            "give it with --base-url https://example.org/timeline/, or as `base_url` in dateline.toml",
        ));
        return Ok(Vec::new());
    };
    match format {
        Choice::Atom => Ok(pipeline::atom(inputs, export, &feed, told).unwrap_or_default().into_bytes()),
        _ => export.json_feed(&feed, &feed.title).map_err(|error| error.to_string()),
    }
}

fn write(output: &Utf8PathBuf, bytes: &[u8]) -> Result<(), String> {
    if output != "-" {
        return std::fs::write(output, bytes).map_err(|error| error.to_string());
    }
    // A closed pipe is no reason to fail.
    let _ = std::io::stdout().lock().write_all(bytes);
    Ok(())
}
