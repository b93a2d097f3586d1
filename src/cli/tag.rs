//! `dateline tag`

use super::{day, tell};
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::export::{timeml, timex_line};
use crate::lang::Pack;
use crate::tag::tag;
use crate::text::SourceFile;
use camino::{Utf8Path, Utf8PathBuf};
use std::io::{self, Read, Write};
use std::process::ExitCode;

/// Standard input, as an argument and as the name of the document.
const STDIN: &str = "-";

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

fn language(code: &str) -> Result<&'static Pack, String> {
    Pack::builtin(code).ok_or_else(|| "there is no such language pack".to_owned())
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    if arguments.format == Format::Timeml && arguments.files.len() > 1 {
        tell(&[Diagnostic::error("one-document", "a TimeML document holds one text, not several").help(
            "run the command once a file: for f in *.txt; do dateline tag --format timeml \"$f\" > \"${f%.txt}.tml\"; done",
        )]);
        return ExitCode::from(2);
    }
    let stdin = [Utf8PathBuf::from(STDIN)];
    let files = if arguments.files.is_empty() { &stdin } else { arguments.files.as_slice() };
    let mut code = ExitCode::SUCCESS;
    for path in files {
        let told = match read(path).and_then(|file| Ok((published(path, arguments.published)?, file))) {
            Ok((published, file)) => match write(&document(arguments, &file, published)) {
                Ok(()) => continue,
                // Whoever reads has seen enough: `| head`.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return code,
                Err(error) => {
                    tell(&[Diagnostic::error("io", format!("standard output cannot be written: {error}"))]);
                    return ExitCode::FAILURE;
                }
            },
            Err(diagnostic) => diagnostic,
        };
        tell(&[*told]);
        code = ExitCode::FAILURE;
    }
    code
}

/// The text of a file, byte by byte as it is.
fn read(path: &Utf8Path) -> Result<SourceFile, Box<Diagnostic>> {
    let bytes = if path == STDIN {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let unreadable = |why: String| Box::new(Diagnostic::error("unreadable-file", format!("{path} {why}")));
    let bytes = bytes.map_err(|error| unreadable(format!("cannot be read: {error}")))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        Box::new(unreadable(format!("is not UTF-8: byte {at} (line {line})")).help("save it as UTF-8"))
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => SourceFile { mark: text.len() - rest.len(), ..SourceFile::new(path, rest) },
        None => SourceFile::new(path, text),
    })
}

/// The publication date: the one given, else that in `NAME.dct` beside the file, of which the first ten characters count.
fn published(path: &Utf8Path, given: Option<Day>) -> Result<Option<Day>, Box<Diagnostic>> {
    let beside = path.with_extension("dct");
    if given.is_some() || path == STDIN || !beside.exists() {
        return Ok(given);
    }
    let wrong = |why: String| {
        Box::new(
            Diagnostic::error("bad-date", format!("{beside}: {why}"))
                .help(format!("write the publication date of {path} there, YYYY-MM-DD, or give --published")),
        )
    };
    let text = std::fs::read_to_string(&beside).map_err(|error| wrong(error.to_string()))?;
    let date: String = text.trim().chars().take(10).collect();
    if date.is_empty() {
        return Ok(None);
    }
    Day::parse(&date).map(Some).map_err(|error| wrong(format!("{date}: {}", error.message)))
}

fn document(arguments: &Arguments, file: &SourceFile, published: Option<Day>) -> String {
    let timexes = tag(&file.text, arguments.language, published);
    match arguments.format {
        Format::Jsonl => timex_line(file, &timexes).unwrap_or_default() + "\n",
        Format::Timeml => timeml(file, &timexes, published),
    }
}

/// Writes a document to standard output, whole, so that a reader need not wait for the next.
fn write(document: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(document.as_bytes())?;
    out.flush()
}
