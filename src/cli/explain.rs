//! `dateline explain`

use super::{day, say, tell};
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::tag;
use camino::{Utf8Path, Utf8PathBuf};
use std::process::ExitCode;

/// Arguments of `dateline explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline explain content/2025-02-26-story.txt
  dateline explain content/2025-02-26-story.txt:12   the expressions of line 12 alone
  dateline explain content/story.md --published 2025-02-26")]
pub(super) struct Arguments {
    /// An article, and a line of it
    #[arg(value_name = "FILE[:LINE]")]
    file: Utf8PathBuf,
    /// Publication date, if the article does not state it
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Day>,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let (path, line) = place(&arguments.file);
    let Some((article, config)) = super::article::read(path, arguments.published) else {
        return ExitCode::FAILURE;
    };
    let lines = article.file.text.lines().count();
    if let Some(line) = line.filter(|line| !(1..=lines).contains(line)) {
        tell(&[Diagnostic::error("no-line", format!("{path} has no line {line}"))
            .help(format!("its lines are 1 to {lines}"))]);
        return ExitCode::FAILURE;
    }
    let published = article.meta.published.as_ref().map(|published| published.day);
    let head = published.map_or_else(
        || "no publication date".to_owned(),
        |day| format!("published {}", config.pack().day_words(day)),
    );
    say(&format!("{path}, {head}"));
    // That a language has no pack has been told.
    let Some(pack) = config.pack_for(article.meta.language.as_deref()) else { return ExitCode::SUCCESS };
    let text = article.plain.text();
    let mut silent = true;
    let title = article.meta.title.as_deref().unwrap_or_default();
    for note in tag::notes(text, &tag::tag_titled(title, text, pack, published), pack) {
        let span = article.plain.source_span(note.span);
        let place = article.file.line_column(span.start);
        let last = article.file.line_column(span.end).line;
        if line.is_none_or(|line| (place.line..=last).contains(&line)) {
            say(&format!("\n{}", note.at(place, span.shifted(article.file.mark)).trim_end()));
            silent = false;
        }
    }
    if silent {
        let place = line.map(|line| format!(" on line {line}")).unwrap_or_default();
        say(&format!("\nThere is no date expression{place}."));
    }
    ExitCode::SUCCESS
}

/// The file and the line meant by `FILE:LINE`, unless a file has that whole name.
fn place(argument: &Utf8Path) -> (&Utf8Path, Option<usize>) {
    let split = argument.as_str().rsplit_once(':').filter(|_| !argument.exists());
    match split.and_then(|(path, line)| Some((Utf8Path::new(path), line.parse().ok()?))) {
        Some((path, line)) => (path, Some(line)),
        None => (argument, None),
    }
}
