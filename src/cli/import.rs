//! `dateline import`

use super::{configuration, count, no_folder, say, tell};
use crate::article;
use crate::config::Overrides;
use crate::diag::{Diagnostic, Severity};
use crate::import::{self, Format, Imported};
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeMap;
use std::io::Read;
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `dateline import`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Each event becomes a Markdown file with TOML front matter. Files that are there already stay as they are.

Examples:
  dateline import timelinejs data.json --into content/old  TimelineJS: JSON, or its sheet as CSV
  dateline import csv events.csv                           a table; columns go by their names
  dateline import ics calendar.ics --dry-run               show what would be written"
)]
pub(super) struct Arguments {
    /// What the file is
    #[arg(value_enum)]
    format: Choice,
    /// File to read; -, standard input
    #[arg(value_name = "FILE")]
    file: Utf8PathBuf,
    /// Folder for the event files, inside of the site's
    #[arg(long, value_name = "DIR", default_value = "content")]
    into: Utf8PathBuf,
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: Utf8PathBuf,
    /// Write over files that are there already
    #[arg(long)]
    overwrite: bool,
    /// Write nothing: show what would be written
    #[arg(long)]
    dry_run: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Choice {
    /// TimelineJS: JSON of version 3 or 1, or the spreadsheet as CSV
    Timelinejs,
    /// A table with a line of column names
    Csv,
    /// A calendar (iCalendar)
    Ics,
    /// Markwhen: a text with an event a line
    Markwhen,
    /// timeline.json of a site
    Json,
}

/// What happened to the files.
#[derive(Default)]
struct Written {
    new: usize,
    same: usize,
    kept: Vec<Utf8PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let root = &arguments.site;
    if let Some(code) = no_folder(root) {
        return code;
    }
    let bytes = match read(&arguments.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("{} cannot be read: {error}", arguments.file);
            tell(&[Diagnostic::error("unreadable-file", message).help("name a file that is there")]);
            return ExitCode::from(2);
        }
    };
    let (config, _, mut told) = configuration(root, &Overrides::default());
    let (file, notes) = article::decode(&arguments.file, &bytes);
    told.extend(notes);
    let format = match arguments.format {
        Choice::Timelinejs => Format::TimelineJs,
        Choice::Csv => Format::Csv,
        Choice::Ics => Format::Ics,
        Choice::Markwhen => Format::Markwhen,
        Choice::Json => Format::Json,
    };
    let mut imported =
        file.map(|file| import::read(&Arc::new(file), format, &config.packs)).unwrap_or_default();
    told.append(&mut imported.told);
    let folder = root.join(&arguments.into);
    let written = import::files(&imported)
        .map_err(|error| error.to_string())
        .and_then(|files| write(&files, &folder, arguments));
    match written {
        Ok(written) => {
            told.extend(already_there(&written.kept));
            tell(&told);
            say(&summary(&imported, &written, arguments));
        }
        Err(error) => {
            told.push(Diagnostic::error("io", error).help("name another folder with --into"));
            tell(&told);
        }
    }
    let failed = told.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn read(file: &Utf8Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if file != "-" {
        return std::fs::read(file);
    }
    std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
}

/// Writes what is not there yet.
fn write(
    files: &BTreeMap<Utf8PathBuf, String>,
    folder: &Utf8Path,
    arguments: &Arguments,
) -> Result<Written, String> {
    let mut written = Written::default();
    for (name, text) in files {
        let path = folder.join(name);
        match std::fs::read(&path) {
            Ok(bytes) if bytes == text.as_bytes() => written.same += 1,
            Ok(_) if !arguments.overwrite => written.kept.push(path),
            _ => {
                written.new += 1;
                if !arguments.dry_run {
                    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
                    made.and_then(|()| std::fs::write(&path, text))
                        .map_err(|error| format!("{path}: {error}"))?;
                }
            }
        }
    }
    Ok(written)
}

fn already_there(kept: &[Utf8PathBuf]) -> Option<Diagnostic> {
    let first = kept.first()?;
    let message = match kept.len() {
        1 => format!("{first} is there already, with another text: it stays as it is"),
        n => format!(
            "{first} and {} are there already, with another text: they stay as they are",
            count(n - 1, "other file", "other files")
        ),
    };
    Some(
        Diagnostic::warning("already-there", message)
            .help("--overwrite replaces them; --into names another folder"),
    )
}

fn summary(imported: &Imported, written: &Written, arguments: &Arguments) -> String {
    let verb = if arguments.dry_run { "would be written" } else { "written" };
    let mut parts = vec![format!("{} {verb}", count(written.new, "file", "files"))];
    let others = [(written.same, "there already"), (written.kept.len(), "kept as they are")];
    parts.extend(others.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
    let events = count(imported.records.len(), "event", "events");
    let mut text = format!("{events} in {}: {} in {}", arguments.file, parts.join(", "), arguments.into);
    if !imported.eras.is_empty() {
        text += "\n\nThe eras belong into dateline.toml:\n";
        for (title, when) in &imported.eras {
            let title = toml::Value::String(title.clone());
            text += &format!("\n[[eras]]\ntitle = {title}\ndate = \"{when}\"\n");
        }
    }
    text
}
