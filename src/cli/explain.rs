//! `dateline explain`

use super::{day, say, tell};
use crate::config::Overrides;
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::pipeline;
use crate::source::CONFIG;
use crate::tag::{Timex, Unresolved, tag};
use camino::{Utf8Path, Utf8PathBuf};
use std::process::ExitCode;

/// Arguments of `dateline explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline explain content/2025-02-26-story.txt
  dateline explain content/story.md --published 2025-02-26")]
pub(super) struct Arguments {
    /// An article
    file: Utf8PathBuf,
    /// Publication date, if the article does not state it
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Day>,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let bytes = match std::fs::read(&arguments.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("{} cannot be read: {error}", arguments.file);
            tell(&[Diagnostic::error("unreadable-file", message).help("name an article")]);
            return ExitCode::FAILURE;
        }
    };
    let overrides = Overrides { published: arguments.published, ..Overrides::default() };
    let (config, told) = pipeline::config(configuration(&arguments.file).as_ref(), "", &overrides);
    tell(&told);
    let meta = arguments.file.with_extension("meta.toml");
    let beside = std::fs::read(&meta).ok().map(|bytes| (meta.as_path(), bytes));
    let beside = beside.as_ref().map(|(path, bytes)| (*path, bytes.as_slice()));
    let (article, told) =
        pipeline::article(&arguments.file, &bytes, beside, &around(&arguments.file), &config);
    tell(&told);
    let Some(article) = article else { return ExitCode::FAILURE };
    let published = article.meta.published.as_ref().map(|published| published.day);
    let head = published.map_or_else(|| "no publication date".to_owned(), |day| format!("published {day}"));
    say(&format!("{}, {head}", arguments.file));
    // That a language has no pack has been told.
    let Some(pack) = config.pack_for(article.meta.language.as_deref()) else { return ExitCode::SUCCESS };
    for timex in tag(article.plain.text(), pack, published) {
        let place = article.file.line_column(article.plain.source_span(timex.span).start);
        say(&format!("\n{}:{}  {}", place.line, place.column, note(&timex, article.plain.text())));
    }
    ExitCode::SUCCESS
}

/// The `dateline.toml` of the site that the file lies in.
fn configuration(file: &Utf8Path) -> Option<Vec<u8>> {
    let whole = file.canonicalize_utf8().unwrap_or_else(|_| file.to_owned());
    whole.ancestors().skip(1).find_map(|folder| std::fs::read(folder.join(CONFIG)).ok())
}

/// The `_index.md` of each folder that the file lies in, the nearest first, up to the site's content folder.
fn around(file: &Utf8Path) -> Vec<(Utf8PathBuf, Vec<u8>)> {
    let whole = file.canonicalize_utf8().unwrap_or_else(|_| file.to_owned());
    let mut found = Vec::new();
    for folder in whole.ancestors().skip(1) {
        let index = folder.join("_index.md");
        if let Ok(bytes) = std::fs::read(&index) {
            found.push((index, bytes));
        }
        if folder.file_name() == Some("content") || folder.join(CONFIG).exists() {
            break;
        }
    }
    found
}

/// One expression, as a margin note.
fn note(timex: &Timex, text: &str) -> String {
    let when = match (&timex.when, &timex.unresolved) {
        (Some(when), _) => when.to_string(),
        (None, Some(Unresolved::NeedsPublished)) => "needs the publication date".to_owned(),
        (None, Some(Unresolved::NeedsEvent)) => "hangs on an event that the text does not date".to_owned(),
        (None, None) => "no date".to_owned(),
    };
    let modifier = timex.modifier.map(|modifier| format!(" {}", modifier.name())).unwrap_or_default();
    let words = timex.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    format!(
        "“{words}” -> {when}\n      {}\n      {} {}{modifier}, rule “{}”",
        timex.why,
        timex.kind.name(),
        timex.value,
        timex.rule
    )
}
