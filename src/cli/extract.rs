//! `dateline extract`

use super::texts::{documents, language};
use super::{article, day, say, tell};
use crate::article::Article;
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::event::{self, Event, mentions};
use crate::export::{Proposal, mention_line, proposals_csv, proposals_table, with_entries};
use crate::lang::Pack;
use crate::output;
use camino::Utf8PathBuf;
use std::process::ExitCode;

/// Arguments of `dateline extract`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline extract content/story.txt                       events, how sure they are, and why
  dateline extract content/*.txt --format csv > events.csv
  dateline extract content/story.txt --write               write them to content/story.events.toml
  dateline extract --mentions corpus/*.txt > events.jsonl  verbs and nouns that tell events

With --mentions, a file NAME.dct beside NAME.txt holds its publication date, unless --published gives it.")]
pub(super) struct Arguments {
    /// Articles; with --mentions plain texts in UTF-8 [default: -, standard input]
    #[arg(value_name = "FILE")]
    files: Vec<Utf8PathBuf>,
    /// Publication date, the day that "on Tuesday" is reckoned from, if the article does not state it
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Day>,
    /// What to write [default: table; with --mentions jsonl]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write the events to FILE.events.toml beside each article; what stands there stays as it is
    #[arg(long, requires = "files", conflicts_with_all = ["format", "mentions"])]
    write: bool,
    /// Each verb and noun that tells an event, with the date of the event
    #[arg(long)]
    mentions: bool,
    /// Language of the texts with --mentions; its region orders numeric dates: en, en-GB
    #[arg(long, value_name = "CODE", default_value = "en", value_parser = with_mentions, requires = "mentions")]
    language: &'static Pack,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Table,
    /// A line of JSON an event; with --mentions a document
    Jsonl,
    /// Comma-separated values with a head line
    Csv,
    /// Entries of FILE.events.toml
    Toml,
}

/// A language pack that has words for event mentions.
fn with_mentions(code: &str) -> Result<&'static Pack, String> {
    let known = |pack: &&Pack| pack.telling.mentions.is_some();
    Some(language(code)?)
        .filter(known)
        .ok_or_else(|| "its language pack cannot find event mentions".to_owned())
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    if arguments.mentions {
        return mentioned(arguments);
    }
    let stdin = [Utf8PathBuf::from("-")];
    let files = if arguments.files.is_empty() { &stdin[..] } else { &arguments.files };
    let found: Vec<(Article, Vec<Event>)> = files
        .iter()
        .filter_map(|path| {
            let (article, config) = article::read(path, arguments.published)?;
            let (events, told) = event::events(&article, &config);
            tell(&told);
            Some((article, events))
        })
        .collect();
    let unread = found.len() < files.len();
    if arguments.write {
        let failed = found.iter().filter(|(article, events)| !write(article, events)).count();
        return if unread || failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    }
    let proposals: Vec<Proposal<'_>> = found
        .iter()
        .flat_map(|(article, events)| events.iter().map(move |event| Proposal::new(article, event)))
        .collect();
    if !found.is_empty() {
        say(written(&proposals, arguments.format.unwrap_or(Format::Table)).trim_end());
    }
    if unread { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn written(proposals: &[Proposal<'_>], format: Format) -> String {
    match format {
        Format::Table if proposals.is_empty() => "No dated event was found.".to_owned(),
        Format::Table => proposals_table(proposals),
        Format::Jsonl => proposals.iter().filter_map(|p| Some(p.to_json().ok()? + "\n")).collect(),
        Format::Csv => proposals_csv(proposals)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default(),
        Format::Toml => corrections(proposals),
    }
}

fn corrections(proposals: &[Proposal<'_>]) -> String {
    proposals.iter().filter_map(Proposal::to_correction).collect::<Vec<_>>().join("\n")
}

/// Adds the events that nobody has decided on to the file of corrections; whether that could be done.
fn write(article: &Article, events: &[Event]) -> bool {
    let proposals: Vec<Proposal<'_>> = events.iter().map(|event| Proposal::new(article, event)).collect();
    let path = article.file.path.with_extension("events.toml");
    let new = corrections(&proposals);
    if new.is_empty() {
        say(&format!("{path}: nothing to add"));
        return true;
    }
    let text = with_entries(article.corrections_file.as_ref().map(|file| file.text.as_str()), &new);
    match output::write_file(&path, text.as_bytes()) {
        Ok(_) => {
            say(&format!(
                "{path}: {} written, to be edited",
                super::count(new.matches("[[event]]").count(), "event", "events")
            ));
            true
        }
        Err(error) => {
            tell(&[Diagnostic::error("io", error.to_string())]);
            false
        }
    }
}

fn mentioned(arguments: &Arguments) -> ExitCode {
    if arguments.format.is_some_and(|format| format != Format::Jsonl) {
        tell(&[Diagnostic::error("bad-format", "mentions are written as JSON lines alone")
            .help("leave --format out")]);
        return ExitCode::from(2);
    }
    documents(&arguments.files, arguments.published, |file, published| {
        let found = mentions(&file.text, arguments.language, published).unwrap_or_default();
        mention_line(file, &found).unwrap_or_default() + "\n"
    })
}
