//! Files that commands begin for the author: never in the place of another.
#![allow(clippy::disallowed_types)] // the program's own edge

use crate::diag::Diagnostic;
use camino::Utf8Path;
use std::fs::{File, create_dir_all};
use std::io::{self, Write};

/// Writes a new file, and the folders that it lies in.
///
/// # Errors
/// A file of that name exists: it stays as it is. Or the system refuses.
pub(super) fn create(path: &Utf8Path, text: &str) -> io::Result<()> {
    path.parent().map_or(Ok(()), create_dir_all)?;
    File::create_new(path)?.write_all(text.as_bytes())
}

/// Why a file could not be written.
pub(super) fn unwritten(path: &Utf8Path, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::AlreadyExists => Diagnostic::error("file-exists", format!("{path} exists"))
            .help("it was not touched: choose another title, or edit it"),
        _ => Diagnostic::error("io", format!("{path} cannot be written: {error}")),
    }
}
