//! `dateline extract`

use super::day;
use super::texts::{documents, language};
use crate::date::Day;
use crate::event::mentions;
use crate::export::mention_line;
use crate::lang::Pack;
use camino::Utf8PathBuf;
use std::process::ExitCode;

/// Arguments of `dateline extract`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A file NAME.dct beside NAME.txt holds its publication date, unless --published gives it.

Examples:
  dateline extract --mentions story.txt --published 2025-02-26   one line of JSON
  dateline extract --mentions corpus/*.txt > events.jsonl        one line a document"
)]
pub(super) struct Arguments {
    /// Plain-text files in UTF-8 [default: -, standard input]
    #[arg(value_name = "FILE")]
    files: Vec<Utf8PathBuf>,
    /// Each verb and noun that tells an event, with the date of the event
    #[arg(long, required = true)]
    mentions: bool,
    /// Publication date, the day that "on Tuesday" is reckoned from
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Day>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Language of the texts; its region orders numeric dates: en, en-GB
    #[arg(long, value_name = "CODE", default_value = "en", value_parser = with_mentions)]
    language: &'static Pack,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One line of JSON a document
    Jsonl,
}

/// A language pack that has words for event mentions.
fn with_mentions(code: &str) -> Result<&'static Pack, String> {
    let known = |pack: &&Pack| pack.telling.mentions.is_some();
    Some(language(code)?)
        .filter(known)
        .ok_or_else(|| "its language pack cannot find event mentions".to_owned())
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    documents(&arguments.files, arguments.published, |file, published| {
        let found = mentions(&file.text, arguments.language, published).unwrap_or_default();
        mention_line(file, &found).unwrap_or_default() + "\n"
    })
}
