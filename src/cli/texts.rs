//! Plain texts as commands read them: files or standard input, each with its publication date.

use super::tell;
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::lang::Pack;
use crate::text::SourceFile;
use camino::{Utf8Path, Utf8PathBuf};
use std::io::{self, Read, Write};
use std::process::ExitCode;

/// Standard input, as an argument and as the name of the document.
const STDIN: &str = "-";

/// The language pack of an argument.
pub(super) fn language(code: &str) -> Result<&'static Pack, String> {
    Pack::builtin(code).ok_or_else(|| "there is no such language pack".to_owned())
}

/// Writes what `document` makes of each file and its publication date; without files, of standard input.
///
/// A file that cannot be read is told, and the others are gone through.
pub(super) fn documents(
    files: &[Utf8PathBuf],
    given: Option<Day>,
    document: impl Fn(&SourceFile, Option<Day>) -> String,
) -> ExitCode {
    let stdin = [Utf8PathBuf::from(STDIN)];
    let files = if files.is_empty() { &stdin } else { files };
    let mut code = ExitCode::SUCCESS;
    for path in files {
        let told = match read(path).and_then(|file| Ok((published(path, given)?, file))) {
            Ok((published, file)) => match write(&document(&file, published)) {
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

/// Writes a document to standard output, whole, so that a reader need not wait for the next.
fn write(document: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(document.as_bytes())?;
    out.flush()
}
