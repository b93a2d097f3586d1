//! `dateline build`

mod single;

use super::progress::Progress;
use super::{configuration, count, day, failed, inputs, say, tell, today};
use crate::config::Overrides;
use crate::date::Day;
use crate::diag::{Diagnostic, Severity};
use crate::error::Error;
use crate::export::{self, Changes};
use crate::output::{self, Artifact, Written};
use crate::pipeline::{self, Build};
use crate::source;
use camino::{Utf8Path, Utf8PathBuf};
use serde_json::{Value, json};
use std::process::ExitCode;
use std::time::Instant;

/// The machine's copy of the timeline, by which builds are compared.
const TIMELINE: &str = "timeline.json";
/// Events of a kind that are named when a build ends.
const NAMED: usize = 10;

/// Arguments of `dateline build`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline build                                build the site in this folder into public/
  dateline build ~/timeline --output /tmp/site  build another folder's site somewhere else
  dateline build --published 2025-02-26         for articles that state no publication date
  dateline build --json | jq .message           what there is to say, for another program
  dateline build --single-file                  all in timeline.html, for an archive")]
pub(super) struct Arguments {
    /// The site's folder
    #[arg(default_value = ".", value_name = "DIR")]
    root: Utf8PathBuf,
    /// Output folder; relative to the site's folder [default: public]
    #[arg(short, long, value_name = "DIR")]
    output: Option<Utf8PathBuf>,
    /// Address under which the site will be published: https://example.org/timeline/
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Publication date of articles that state none
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Day>,
    /// Show drafts too
    #[arg(long)]
    drafts: bool,
    /// Write one HTML file in place of the site: all events and articles in full with their images, which asks for nothing else;
    /// relative to the site's folder [default: timeline.html]
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = single::FILE, value_parser = single::file, conflicts_with = "output")]
    single_file: Option<Utf8PathBuf>,
    /// Number of threads [default: one a processor]
    #[arg(short, long, value_name = "N")]
    jobs: Option<usize>,
    /// Say nothing but warnings and errors
    #[arg(short, long)]
    quiet: bool,
    /// For tools: one line of JSON a message, and one of what was built at the end
    #[arg(long, conflicts_with_all = ["quiet", "single_file"])]
    json: bool,
}

impl Arguments {
    /// Says what there is to say.
    fn tell(&self, told: &[Diagnostic]) {
        if self.json {
            told.iter().for_each(|diagnostic| say(&diagnostic.to_json().to_string()));
        } else {
            tell(told);
        }
    }

    /// Ends a build that failed.
    fn fail(&self, told: &[Diagnostic], folder: &Utf8Path) -> ExitCode {
        self.tell(told);
        if self.json {
            say(&json!({ "built": false }).to_string());
        } else {
            say_errors(told, folder);
        }
        ExitCode::FAILURE
    }
}

pub(super) fn base_url(text: &str) -> Result<String, String> {
    let whole = text.starts_with("https://") || text.starts_with("http://");
    if whole { Ok(text.to_owned()) } else { Err("an address begins with https:// or http://".to_owned()) }
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    if let Some(code) = super::no_folder(&arguments.root) {
        return code;
    }
    let threads = rayon::ThreadPoolBuilder::new().num_threads(arguments.jobs.unwrap_or(0)).build();
    match threads {
        Ok(pool) => pool.install(|| build(arguments)),
        Err(_) => build(arguments),
    }
}

fn build(arguments: &Arguments) -> ExitCode {
    let start = Instant::now();
    let overrides = Overrides {
        base_url: arguments.base_url.clone(),
        published: arguments.published,
        output: arguments.output.clone(),
        drafts: arguments.drafts,
    };
    let root = &arguments.root;
    if let Some(file) = &arguments.single_file {
        return single::run(root, file, &overrides, arguments.quiet);
    }
    let (config, folder, mut told) = configuration(root, &overrides);
    // Before anything is read: what is written there would be taken for content.
    if let Err(error) = output::check_place(root, &config.folders, &folder) {
        told.push(as_diagnostic(&error));
        return arguments.fail(&told, &folder);
    }
    let progress = Progress::start("reading the site");
    let (mut inputs, is_recorded) = inputs(root, &config, &folder, &mut told);
    inputs.today = today().filter(|_| !is_recorded);
    if let Err(error) = output::recover(&folder).and_then(|()| output::check(&folder)) {
        told.push(as_diagnostic(&error));
    }
    progress.step(format!("building {}", count(inputs.contents.len(), "file", "files")));
    let built = pipeline::build(&inputs, &config);
    told.extend(built.diagnostics.iter().cloned());
    config.levels.apply(&mut told);
    pipeline::sort(&mut told);
    // What was left out does not matter where nothing was made.
    if arguments.quiet || failed(&told) {
        told.retain(|diagnostic| diagnostic.severity > Severity::Note);
    }
    if failed(&told) {
        drop(progress);
        return arguments.fail(&told, &folder);
    }
    let cards = built.artifacts.values().filter(|file| matches!(file, Artifact::Drawing(_))).count();
    let files = count(built.artifacts.len(), "file", "files");
    progress.step(match cards {
        0 => format!("writing {files}"),
        _ => format!("writing {files}, {} among them", count(cards, "share card", "share cards")),
    });
    let before = output::previous(&folder, TIMELINE);
    let written = output::write(&folder, &built.artifacts);
    drop(progress);
    match written {
        Ok(written) => {
            told.extend(keep_ids(root, &built.register));
            arguments.tell(&told);
            let changes = changes(before.as_deref(), &built);
            if arguments.json {
                say(&report(&built, written, changes, &folder).to_string());
            } else if !arguments.quiet {
                say(&(named(&changes.unwrap_or_default()) + &summary(&built, written, &folder, start)));
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            told.push(as_diagnostic(&error));
            arguments.fail(&told, &folder)
        }
    }
}

/// Writes `dateline.lock`. Where that cannot be done, the site is still whole.
fn keep_ids(root: &Utf8Path, register: &str) -> Option<Diagnostic> {
    if register.is_empty() {
        return None;
    }
    let error = output::write_file(&root.join(source::REGISTER), register.as_bytes()).err()?;
    Some(
        Diagnostic::warning("ids-not-kept", error.to_string())
            .help("without it, an event whose sentence is edited may get another address in the next build"),
    )
}

/// What is new, changed and gone since the site was last built here.
fn changes(before: Option<&[u8]>, built: &Build) -> Option<Changes> {
    let after = built.artifacts.get(Utf8Path::new(TIMELINE)).and_then(|artifact| artifact.bytes().ok());
    before.zip(after.as_deref()).and_then(|(before, after)| export::changes(before, after))
}

/// A line for each event, and no more than [`NAMED`] of a kind.
fn named(changes: &Changes) -> String {
    let lines = |mark: char, events: &[String]| {
        let more = events.len().saturating_sub(NAMED);
        let named = events.iter().take(NAMED).map(|event| format!("{mark} {event}\n"));
        let rest = (more > 0).then(|| format!("{mark} and {more} more\n"));
        named.chain(rest).collect::<String>()
    };
    lines('+', &changes.new) + &lines('~', &changes.changed) + &lines('-', &changes.gone)
}

fn as_diagnostic(error: &Error) -> Diagnostic {
    let code = match error {
        Error::ForeignOutput { .. } => "foreign-output",
        Error::OutputPlace { .. } => "output-place",
        Error::Io { .. } => "io",
    };
    Diagnostic::error(code, error.to_string()).help(error.help())
}

fn say_errors(told: &[Diagnostic], folder: &Utf8Path) {
    let errors = told.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let kept = if folder.exists() { format!("; {folder} is as it was") } else { String::new() };
    eprintln!("{}: the site was not built{kept}", count(errors, "error", "errors"));
}

/// What was built, for tools; without `changes` where no site was there before.
fn report(built: &Build, written: Written, changes: Option<Changes>, folder: &Utf8Path) -> Value {
    let counts = &built.counts;
    let changes =
        changes.map(|Changes { new, changed, gone }| json!({ "new": new, "changed": changed, "gone": gone }));
    let Written { new, changed, same, removed, .. } = written;
    json!({
        "built": true,
        "output": folder.as_str(),
        "events": counts.events,
        "articles": counts.articles,
        "event_files": counts.event_files,
        "pages": counts.pages,
        "review": built.review.len(),
        "files": { "new": new, "changed": changed, "same": same, "removed": removed },
        "changes": changes,
    })
}

fn summary(built: &Build, written: Written, folder: &Utf8Path, start: Instant) -> String {
    let counts = &built.counts;
    let changes = match written {
        Written { new: 0, changed: 0, removed: 0, .. } => "nothing changed".to_owned(),
        Written { new, changed, removed, .. } => {
            let parts = [(new, "new"), (changed, "changed"), (removed, "removed")];
            let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
            parts.collect::<Vec<_>>().join(", ")
        }
    };
    let review = match built.review.len() {
        0 => String::new(),
        n => format!(
            "{} to be looked at first: `dateline review` lists them\n",
            count(n, "event is", "events are")
        ),
    };
    let drawn = match written.drawn {
        0 => String::new(),
        n => format!(
            "{} drawn in {:.2} s; they are kept until they change\n",
            count(n, "share card", "share cards"),
            written.drawing.as_secs_f64()
        ),
    };
    format!(
        "{review}{drawn}{} from {} and {}: {} in {folder} ({changes}), {:.2} s",
        count(counts.events, "event", "events"),
        count(counts.articles, "article", "articles"),
        count(counts.event_files, "event file", "event files"),
        count(counts.pages, "page", "pages"),
        start.elapsed().as_secs_f64(),
    )
}
