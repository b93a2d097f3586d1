//! `dateline serve`

use super::{configuration, count, failed, inside, no_folder, say, tell};
use crate::config::Overrides;
use crate::date::Day;
use crate::diag::{Diagnostic, Severity};
use crate::pipeline;
use crate::serve::{self, Built, Listener, Watched};
use crate::source::{self, CONFIG};
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::Instant;

/// Arguments of `dateline serve`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The site is built into memory, drafts too; nothing is written. After a mistake, pages stay as they were and show what is wrong.

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
        base_url: Some(url),
        published: arguments.published,
        drafts: !arguments.no_drafts,
        ..Overrides::default()
    };
    let root = arguments.root.clone();
    let build = {
        let (root, overrides) = (root.clone(), overrides.clone());
        move |changed: &BTreeSet<Utf8PathBuf>| build(&root, &overrides, changed)
    };
    let watched = {
        let root = root.clone();
        move || watched(&root, &overrides)
    };
    let complain = |problem: &str| tell(&[Diagnostic::warning("not-watched", problem)]);
    match serve::serve(listener, &root, watched, build, complain) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&[Diagnostic::error("io", format!("the server stopped: {error}"))]);
            ExitCode::FAILURE
        }
    }
}

/// On what the site depends.
fn watched(root: &Utf8Path, overrides: &Overrides) -> Watched {
    let (config, ..) = configuration(root, overrides);
    let content = source::content_folder(root, &config.folders);
    let folders = config.folders.all().into_iter().map(Utf8Path::to_owned);
    Watched { paths: folders.chain([CONFIG.into(), content]).collect(), ignored: config.output }
}

/// Builds the site in memory, and tells how it went.
fn build(root: &Utf8Path, overrides: &Overrides, changed: &BTreeSet<Utf8PathBuf>) -> Built {
    let start = Instant::now();
    let (config, output, mut told) = configuration(root, overrides);
    let (inputs, unread) = source::read(root, &config.folders, &output);
    told.extend(unread);
    let built = pipeline::build(&inputs, &config);
    told.extend(built.diagnostics);
    config.levels.apply(&mut told);
    pipeline::sort(&mut told);
    let failed = failed(&told);
    // Notes are for the build that counts.
    told.retain(|diagnostic| {
        diagnostic.severity > Severity::Note && (diagnostic.severity == Severity::Error || !failed)
    });
    tell(&told);
    let after = named(root, changed).map(|name| format!("{name}: ")).unwrap_or_default();
    if failed {
        let errors = count(told.len(), "error", "errors");
        let text: Vec<String> = told.iter().map(|diagnostic| diagnostic.render(false)).collect();
        eprintln!("{after}{errors}: the pages stay as they are");
        return Built { problem: Some(text.join("\n\n")), ..Built::default() };
    }
    let events = count(built.counts.events, "event", "events");
    let pages = count(built.counts.pages, "page", "pages");
    say(&format!("{after}{events}, {pages}, {:.2} s", start.elapsed().as_secs_f64()));
    Built { artifacts: built.artifacts, drafts: built.drafts, problem: None }
}

/// What changed, in short.
fn named(root: &Utf8Path, changed: &BTreeSet<Utf8PathBuf>) -> Option<String> {
    let first = inside(root, changed.first()?);
    let more = changed.len() - 1;
    Some(if more == 0 { first.to_string() } else { format!("{first} and {more} more") })
}
