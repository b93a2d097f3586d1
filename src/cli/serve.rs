//! `dateline serve`

use super::{count, inside, no_folder, say, tell};
use crate::config::Overrides;
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::serve::{self, Listener, REVIEW, Told};
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeSet;
use std::process::ExitCode;

/// Arguments of `dateline serve`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The site is built into memory, drafts too. After a mistake, pages stay as they were and show what is wrong.

The page /.dateline/review lists the events found in prose that are not sure enough for the site, and on request all others. Its
buttons accept, hide and fix them, and undo that: each decision is written to the FILE.events.toml beside its article, and nothing else
is ever written. They are shown to browsers on this machine alone; with --host, others in the network only read the page.

Examples:
  dateline serve --open                 see the site in this folder in your browser
  dateline serve ~/timeline --port 8000
  dateline serve --host 0.0.0.0         let telephones in the same network see it too"
)]
pub(super) struct Arguments {
    /// The site's folder
    #[arg(default_value = ".", value_name = "DIR")]
    root: Utf8PathBuf,
    /// Address or name to listen on
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// Port; when it is taken, the next free one
    #[arg(short, long, value_name = "PORT", default_value_t = 4747)]
    port: u16,
    /// Open the site in your browser
    #[arg(long)]
    open: bool,
    /// Publication date of articles that state none
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    published: Option<Day>,
    /// Leave drafts out, as a build does
    #[arg(long)]
    no_drafts: bool,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    if let Some(code) = no_folder(&arguments.root) {
        return code;
    }
    let Arguments { host, port, .. } = arguments;
    let bound = Listener::bind(host, *port).and_then(|listener| Ok((listener.url()?, listener)));
    let (url, listener) = match bound {
        Ok(bound) => bound,
        Err(error) => {
            tell(&[Diagnostic::error("no-port", format!("cannot listen on {host}, port {port}: {error}"))
                .help("name another one: --port 8000; `--host 127.0.0.1` is this machine alone")]);
            return ExitCode::FAILURE;
        }
    };
    say(&format!("The site is at {url} (Ctrl+C ends it)"));
    if arguments.open
        && let Err(error) = open::that_detached(&url)
    {
        tell(&[Diagnostic::warning("no-browser", format!("no browser could be opened: {error}"))]);
    }
    let overrides = Overrides {
        base_url: Some(url.clone()),
        published: arguments.published,
        drafts: !arguments.no_drafts,
        ..Overrides::default()
    };
    let root = arguments.root.clone();
    let report = move |told: &Told<'_>| report(told, &root, &url);
    match serve::serve(listener, &arguments.root, &overrides, report) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&[Diagnostic::error("io", format!("the server stopped: {error}"))]);
            ExitCode::FAILURE
        }
    }
}

/// Puts into words how a build went.
fn report(told: &Told<'_>, root: &Utf8Path, url: &str) {
    let (changed, diagnostics, counts, review, took) = match told {
        Told::Built { changed, diagnostics, counts, review, took } => {
            (changed, diagnostics, counts, review, took)
        }
        Told::Checked { diagnostics } => return tell(diagnostics),
        Told::Unwatched(problem) => return tell(&[Diagnostic::warning("not-watched", *problem)]),
    };
    tell(diagnostics);
    let after = named(root, changed).map(|name| format!("{name}: ")).unwrap_or_default();
    let Some(counts) = counts else {
        let errors = count(diagnostics.len(), "error", "errors");
        eprintln!("{after}{errors}: the pages stay as they are");
        return;
    };
    let events = count(counts.events, "event", "events");
    let pages = count(counts.pages, "page", "pages");
    let review = match review {
        0 => String::new(),
        n => format!(", {n} to review at {url}{REVIEW}"),
    };
    say(&format!("{after}{events}, {pages}, {:.2} s{review}", took.as_secs_f64()));
}

/// What changed, in short.
fn named(root: &Utf8Path, changed: &BTreeSet<Utf8PathBuf>) -> Option<String> {
    let first = inside(root, changed.first()?);
    let more = changed.len() - 1;
    Some(if more == 0 { first.to_string() } else { format!("{first} and {more} more") })
}
