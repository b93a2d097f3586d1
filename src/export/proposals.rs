//! The events of an article as an editor looks at them: a table, data, or corrections to be edited.

use super::Choice;
use crate::article::Article;
use crate::event::Event;
use serde::Serialize;

/// An event with where it stands and how it was found.
#[derive(Debug, Serialize)]
pub struct Proposal<'a> {
    /// The article's path.
    file: &'a str,
    /// The line of its sentence, from 1.
    line: usize,
    /// EDTF.
    date: String,
    precision: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    importance: u8,
    confidence: &'static str,
    /// How the date was found, in plain words.
    how: &'a str,
    /// Why an editor should look at it first.
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
    #[serde(skip)]
    is_settled: bool,
}

impl<'a> Proposal<'a> {
    /// An event of an article.
    pub fn new(article: &'a Article, event: &'a Event) -> Self {
        let span = event.mentions.first().map_or_else(Default::default, |mention| mention.span);
        Self {
            file: article.file.path.as_str(),
            line: article.file.line_column(span.start).line,
            date: event.when.to_string(),
            precision: event.when.precision().name(),
            title: &event.title,
            summary: event.summary.as_deref(),
            importance: event.importance,
            confidence: event.why.confidence.name(),
            how: &event.why.how,
            doubt: event.doubt.map(crate::event::Doubt::words),
            quote: event.quote.as_deref(),
            is_settled: event.identity.correction.is_some(),
        }
    }

    /// A line of JSON, without its line break.
    ///
    /// # Errors
    /// None in practice: serde_json fails on maps with keys that are no strings, and there are none.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    /// An entry of `FILE.events.toml`: what is sure is kept, what is not is hidden until somebody says otherwise. None for what no
    /// quotation finds, and for what a person has settled already.
    pub fn to_correction(&self) -> Option<String> {
        let choice = if self.doubt.is_some() { Choice::Hide } else { Choice::Keep };
        (!self.is_settled).then(|| self.entry(&choice)).flatten()
    }

    /// The entry of a choice; None for what no quotation finds. What it does not state is there to be edited, as a comment.
    pub(super) fn entry(&self, choice: &Choice) -> Option<String> {
        let (action, date, title) = choice.keys();
        let why = self.doubt.unwrap_or(self.how).replace('\n', " ");
        let line = |key: &str, stated: Option<&str>, found: &str| match stated {
            Some(stated) => format!("{key} = {}\n", text(stated)),
            None => format!("# {key} = {}\n", text(found)),
        };
        let mut lines = [line("title", title, self.title), line("date", date, &self.date)];
        // A comment would else part the keys.
        lines.sort_by_key(|line| line.starts_with('#'));
        Some(format!(
            "# {}: {why}\n[[event]]\nquote = {}\naction = \"{action}\"\n{}",
            self.date,
            text(self.quote?),
            lines.concat()
        ))
    }
}

/// A text as TOML writes it, in one line.
fn text(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}

/// Proposals as CSV with a head line.
///
/// # Errors
/// None in practice: nothing is written but to memory.
pub fn proposals_csv(proposals: &[Proposal<'_>]) -> csv::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "file",
        "line",
        "date",
        "precision",
        "title",
        "importance",
        "confidence",
        "how",
        "doubt",
        "quote",
    ])?;
    for p in proposals {
        let (line, importance) = (p.line.to_string(), p.importance.to_string());
        let (doubt, quote) = (p.doubt.unwrap_or_default(), p.quote.unwrap_or_default());
        writer.write_record([
            p.file,
            &line,
            &p.date,
            p.precision,
            p.title,
            &importance,
            p.confidence,
            p.how,
            doubt,
            quote,
        ])?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// Proposals as a table for a terminal.
///
/// ```text
/// DATE        PRECISION  SURE      TITLE
/// 2025-02-22  day        resolved  Musk asks for five points
///                                  the last Saturday before Wednesday, 26 February 2025
/// ```
pub fn proposals_table(proposals: &[Proposal<'_>]) -> String {
    let rows = proposals.iter().map(|p| {
        let how = p.doubt.unwrap_or(p.how);
        ([p.date.as_str(), p.precision, p.confidence], p.title, how)
    });
    let rows: Vec<_> = [(["DATE", "PRECISION", "SURE"], "TITLE", "")].into_iter().chain(rows).collect();
    let width = |column: usize| {
        rows.iter().map(|(cells, ..)| cells[column].chars().count()).max().unwrap_or_default()
    };
    let widths = [width(0), width(1), width(2)];
    let mut table = String::new();
    for (cells, title, how) in rows {
        let cells: Vec<String> =
            cells.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let indent = " ".repeat(widths.iter().sum::<usize>() + 6);
        table += &format!("{}  {title}\n", cells.join("  "));
        if !how.is_empty() {
            table += &format!("{indent}{how}\n");
        }
    }
    table
}
