//! The data of other tools -> [`Record`]s, of which [`files`] makes content files.
//!
//! Nothing is lost: what has no place in an event is kept under `extra` by its own name, and what cannot be an event at all is told
//! with its line. What comes from elsewhere is never raw HTML: it becomes Markdown, or text.

mod dates;
mod files;
mod html;
mod ics;
mod json;
mod markwhen;
mod sheet;
mod table;
mod timelinejs;

pub use files::files;

use crate::article::{Reading, known_key, read_date};
use crate::date::When;
use crate::diag::Diagnostic;
use crate::export::{Details, Record};
use crate::lang::{Pack, Packs};
use crate::text::{SourceFile, Span};
use std::sync::Arc;

/// What can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The JSON of TimelineJS 3 or 1, or its spreadsheet as CSV.
    TimelineJs,
    /// A table with a line of column names.
    Csv,
    /// iCalendar.
    Ics,
    /// Markwhen's text.
    Markwhen,
    /// `timeline.json` of a site.
    Json,
}

/// What an import found.
#[derive(Debug, Default)]
pub struct Imported {
    /// The events, in the order of the file.
    pub records: Vec<Record>,
    /// What introduces them.
    pub introduction: Option<Introduction>,
    /// Named spans of time, which belong into the site's configuration.
    pub eras: Vec<(String, When)>,
    /// What could not be understood, with its place.
    pub told: Vec<Diagnostic>,
}

/// A title and a text for the folder of the events.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Introduction {
    pub title: String,
    /// Markdown.
    pub text: String,
    pub details: Details,
}

/// Reads a file of another tool.
///
/// ```
/// use dateline::{import::{Format, read}, lang::Packs, text::SourceFile};
/// let file = SourceFile::new("bridges.csv", "date,title\nspring 1911,The iron bridge\n");
/// let found = read(&file.into(), Format::Csv, &Packs::default());
/// assert_eq!(found.records[0].when.to_string(), "1911-21");
/// ```
pub fn read(file: &Arc<SourceFile>, format: Format, packs: &Packs) -> Imported {
    let mut import = Import { file, packs, found: Imported::default() };
    match format {
        Format::TimelineJs if file.text.trim_start().starts_with('{') => import.timelinejs(),
        Format::TimelineJs => import.sheet(),
        Format::Csv => import.table(),
        Format::Ics => import.calendar(),
        Format::Markwhen => import.markwhen(),
        Format::Json => import.timeline_json(),
    }
    import.found
}

/// Keys of front matter that a table of the author's own must not state by chance.
const KEYS: [&str; 12] = [
    "date",
    "end",
    "time",
    "order",
    "importance",
    "events",
    "extract",
    "dateis",
    "cascade",
    "extra",
    "taxonomies",
    "media",
];

/// The name under which a field of others is kept: `extra` is read as front matter where the rest says nothing.
fn extra_name(name: &str) -> String {
    let clashes = known_key(name).is_some_and(|key| KEYS.contains(&key));
    if clashes { format!("{name}_as_written") } else { name.to_owned() }
}

/// A file as it is being read.
struct Import<'a> {
    file: &'a Arc<SourceFile>,
    packs: &'a Packs,
    found: Imported,
}

impl Import<'_> {
    fn pack(&self) -> &Pack {
        self.packs.site()
    }

    /// A date in EDTF or in words.
    fn date(&self, text: &str) -> Result<When, String> {
        let reading = Reading { pack: self.pack(), published: None };
        read_date(text, reading).map_err(|error| error.message)
    }

    /// Tells of what is not an event for want of something.
    fn left_out(&mut self, span: Span, message: impl Into<String>, label: &str) {
        let told = Diagnostic::error("not-imported", message).at(self.file, self.line(span), label);
        self.found
            .told
            .push(told.help("mend it in the file and import it again: what is there stays as it is"));
    }

    /// Tells of what is kept, but not as the event's own.
    fn kept(&mut self, span: Span, message: impl Into<String>) {
        let told = Diagnostic::warning("not-mapped", message).at(self.file, self.line(span), "here");
        self.found.told.push(told);
    }

    /// The first line of a span: a message need not show all of it.
    fn line(&self, span: Span) -> Span {
        let first = span.of(&self.file.text).lines().next().unwrap_or_default();
        Span::new(span.start, span.start + first.trim_end().len())
    }
}
