//! `dateline date`

use super::{day, say, tell};
use crate::date::{Day, EdtfError, When};
use crate::diag::Diagnostic;
use crate::event::date_words;
use crate::lang::Pack;
use crate::tag::tag_whole;
use crate::text::SourceFile;
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `dateline date`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline date 2025-02                               an EDTF value: a month
  dateline date '1984~/2004-06'                       an interval from about 1984
  dateline date 'early 1990s'                         words
  dateline date 'last Tuesday' --published 2025-02-26 words that need a publication date")]
pub(super) struct Arguments {
    /// An EDTF value, or a date in words
    #[arg(value_name = "EXPR", allow_hyphen_values = true)]
    expression: String,
    /// The day that "last Tuesday" is reckoned from
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Day>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let pack = Pack::english();
    match read(&arguments.expression, pack, arguments.published) {
        Ok(read) => {
            say(&if arguments.json { json(&arguments.expression, &read) } else { text(&read) });
            ExitCode::SUCCESS
        }
        Err(diagnostic) => {
            tell(&[*diagnostic]);
            ExitCode::FAILURE
        }
    }
}

/// An expression, read.
struct Reading {
    when: When,
    words: String,
    how: String,
}

fn read(expression: &str, pack: &Pack, published: Option<Day>) -> Result<Reading, Box<Diagnostic>> {
    let error = match When::parse(expression.trim()) {
        Ok(when) => return Ok(Reading { words: pack.date_words(&when), when, how: "EDTF".to_owned() }),
        Err(error) => error,
    };
    let Some(timex) = tag_whole(expression, pack, published) else {
        return Err(Box::new(wrong(expression, &error)));
    };
    let worded = date_words(&timex, pack);
    match timex.when {
        Some(when) => {
            let words = worded.unwrap_or_else(|| pack.date_words(&when));
            Ok(Reading { when, words, how: timex.why })
        }
        None if published.is_none() && timex.unresolved.is_some() => Err(Box::new(
            Diagnostic::error("bad-date", format!("\"{expression}\" needs a day to be reckoned from"))
                .help("give one with --published 2025-02-26"),
        )),
        None => Err(Box::new(
            Diagnostic::error(
                "bad-date",
                format!(
                    "\"{expression}\" is a time expression, but no date: its TIMEX3 value is {}",
                    timex.value
                ),
            )
            .help("a date names a point or a span of the calendar: 2025-02-26, February 2025, the 1990s"),
        )),
    }
}

fn wrong(expression: &str, error: &EdtfError) -> Diagnostic {
    let file = Arc::new(SourceFile::new("EXPR", expression.trim()));
    Diagnostic::error("bad-date", error.message.clone()).at(&file, error.span, "").help(error.help.clone())
}

fn text(read: &Reading) -> String {
    let open = |day: Option<Day>| day.map_or_else(|| "open".to_owned(), |day| day.to_string());
    let rows = [
        ("value", read.when.to_string()),
        ("words", read.words.clone()),
        ("earliest", open(read.when.earliest())),
        ("latest", open(read.when.latest())),
        ("precision", read.when.precision().name().to_owned()),
        ("read as", read.how.clone()),
    ];
    rows.map(|(name, value)| format!("{name:<10} {value}")).join("\n")
}

fn json(expression: &str, read: &Reading) -> String {
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    serde_json::json!({
        "expression": expression,
        "value": read.when.to_string(),
        "words": read.words,
        "earliest": day(read.when.earliest()),
        "latest": day(read.when.latest()),
        "precision": read.when.precision().name(),
        "how": read.how,
    })
    .to_string()
}
