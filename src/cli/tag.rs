//! `dateline tag`

use super::texts::{documents, language};
use super::{day, tell};
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::export::{timeml, timex_line};
use crate::lang::Pack;
use crate::tag::tag;
use crate::text::SourceFile;
use camino::Utf8PathBuf;
use std::process::ExitCode;

/// Arguments of `dateline tag`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A file NAME.dct beside NAME.txt holds its publication date, unless --published gives it.

Examples:
  dateline tag story.txt --published 2025-02-26   one line of JSON
  dateline tag corpus/*.txt > found.jsonl         one line a document
  dateline tag --format timeml < story.txt        a TimeML document"
)]
pub(super) struct Arguments {
    /// Plain-text files in UTF-8 [default: -, standard input]
    #[arg(value_name = "FILE")]
    files: Vec<Utf8PathBuf>,
    /// Publication date, the day that "on Tuesday" is reckoned from
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Day>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Language of the texts; its region orders numeric dates: en, en-GB
    #[arg(long, value_name = "CODE", default_value = "en", value_parser = language)]
    language: &'static Pack,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One line of JSON a document
    Jsonl,
    /// A TimeML 1.2.1 document
    Timeml,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    if arguments.format == Format::Timeml && arguments.files.len() > 1 {
        tell(&[Diagnostic::error("one-document", "a TimeML document holds one text, not several").help(
            "run the command once a file: for f in *.txt; do dateline tag --format timeml \"$f\" > \"${f%.txt}.tml\"; done",
        )]);
        return ExitCode::from(2);
    }
    documents(&arguments.files, arguments.published, |file, published| document(arguments, file, published))
}

fn document(arguments: &Arguments, file: &SourceFile, published: Option<Day>) -> String {
    let timexes = tag(&file.text, arguments.language, published);
    match arguments.format {
        Format::Jsonl => timex_line(file, &timexes).unwrap_or_default() + "\n",
        Format::Timeml => timeml(file, &timexes, published),
    }
}
