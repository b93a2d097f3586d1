//! Tables: CSV with a line of column names. Columns are known by their names, in any order; a column that is none of ours is kept.

use super::html::checked;
use super::{Import, dates, extra_name};
use crate::article::{known_key, read_time};
use crate::date::When;
use crate::export::{Medium, Record, Source};
use crate::text::Span;
use serde_json::{Map, Value};

/// Columns of our own tables that say again what others say.
const SAID: [&str; 4] = ["earliest", "latest", "precision", "url"];

/// A row, from which each cell is taken once.
pub(super) struct Row {
    cells: Vec<(String, String)>,
    /// Its bytes in the file.
    pub(super) span: Span,
}

impl Row {
    /// The trimmed cell of a column, if there is anything in it.
    pub(super) fn take(&mut self, column: &str) -> Option<String> {
        self.take_if(|name| name == column)
    }

    fn take_if(&mut self, wanted: impl Fn(&str) -> bool) -> Option<String> {
        let at = self.cells.iter().position(|(name, cell)| wanted(name) && !cell.trim().is_empty())?;
        Some(self.cells.remove(at).1.trim().to_owned())
    }

    /// What nobody took.
    pub(super) fn rest(self) -> impl Iterator<Item = (String, String)> {
        self.cells.into_iter().filter(|(_, cell)| !cell.trim().is_empty())
    }

    /// The cell of a key under any name that the key has in front matter.
    fn key(&mut self, key: &str) -> Option<String> {
        self.take(key).or_else(|| self.take_if(|name| known_key(name) == Some(key)))
    }

    /// The cell of a list's key, which people also name by one of its kind: `Source`.
    fn either(&mut self, key: &str, one: &str) -> Option<String> {
        self.key(key).or_else(|| self.take_if(|name| name.eq_ignore_ascii_case(one)))
    }
}

/// The rows of a table that hold anything; commas, semicolons or tabs part its cells, as its first line says.
///
/// # Errors
/// Where it is no table, and why.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, (Span, String)> {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: &u8| head.bytes().filter(|byte| byte == sign).count();
    // The comma comes last: of equals, the last is taken.
    let delimiter = *b"\t;,".iter().max_by_key(|sign| count(sign)).unwrap_or(&b',');
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let whole = Span::new(0, text.len());
    let header = reader.headers().map_err(|error| (whole, error.to_string()))?.clone();
    let mut names: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| (whole, error.to_string()))?;
        let at = row.position().map_or(0, |position| position.byte() as usize);
        // The line before may end there, after its carriage return.
        let rest = text.get(at..).unwrap_or_default();
        let start = text.len() - rest.trim_start_matches(['\r', '\n']).len();
        // A cell without a column gets one.
        names.extend((names.len()..row.len()).map(|number| format!("column_{}", number + 1)));
        let cells: Vec<_> =
            names.iter().zip(&row).map(|(name, cell)| (name.clone(), cell.to_owned())).collect();
        if cells.iter().any(|(_, cell)| !cell.trim().is_empty()) {
            rows.push(Row { cells, span: Span::new(start, text.len()) });
        }
    }
    Ok(rows)
}

impl Import<'_> {
    pub(super) fn table(&mut self) {
        let file = self.file;
        match rows(&file.text) {
            Ok(rows) => rows.into_iter().for_each(|row| self.table_row(row)),
            Err((span, message)) => self.left_out(span, message, "here"),
        }
    }

    fn table_row(&mut self, mut row: Row) {
        let span = row.span;
        let when = match self.row_date(&mut row) {
            Ok(Some(when)) => when,
            Ok(None) => return self.left_out(span, "a row without a date", "no `date`, no `year`"),
            Err(error) => return self.left_out(span, format!("a row without a date: {error}"), "here"),
        };
        let ours = row.cells.iter().any(|(name, _)| name == "precision");
        if ours {
            SAID.iter().for_each(|column| drop(row.take(column)));
        }
        let mut record = Record {
            id: row.key("id"),
            title: String::new(),
            when,
            text: String::new(),
            details: <_>::default(),
        };
        let text = ["text", "body", "content"]
            .iter()
            .find_map(|name| row.take_if(|column| column.eq_ignore_ascii_case(name)));
        let quote = row.take_if(|name| ours && name == "quote");
        let text = text.or_else(|| Some(format!("> {}", quote?.replace('\n', "\n> ")))).unwrap_or_default();
        let (text, html) = checked(&text);
        if html {
            self.kept(span, "the text holds HTML: it becomes Markdown, or is shown as it is written");
        }
        record.text = text;
        record.title = row.key("title").unwrap_or_else(|| record.when.to_string());
        let details = &mut record.details;
        details.display_date = row.key("displaydate");
        details.summary = row.key("summary");
        details.status = row.key("status");
        details.slug = row.key("slug");
        details.section = row.key("section").unwrap_or_default();
        details.tags = names(row.either("tags", "tag"), true);
        details.people = names(row.either("people", "person"), true);
        details.place = names(row.key("place"), false);
        details.related = names(row.key("related"), true);
        details.aliases = names(row.key("aliases"), true);
        details.order = number(&mut row, "order");
        details.importance =
            number(&mut row, "importance").filter(|importance| (1..=10).contains(importance));
        details.sources = list(row.either("sources", "source"), |line| source(&line));
        details.sources.extend(row.key("url").map(|url| source(&url)));
        details.media = list(row.key("media"), |line| Medium { src: line, ..Medium::default() });
        details.extra = row.rest().map(|(name, cell)| (extra_key(&name), value(&cell))).collect();
        self.found.records.push(record);
    }

    /// `date` with `end` and `time`, or `year`, `month` and `day`.
    fn row_date(&self, row: &mut Row) -> Result<Option<When>, String> {
        let named = |row: &mut Row, names: [&str; 3]| {
            let fields = names.iter().zip(["year", "month", "day"]);
            let cells = fields.filter_map(|(name, key)| {
                Some((key.to_owned(), row.take_if(|column| column.eq_ignore_ascii_case(name))?.into()))
            });
            dates::of_fields(&cells.collect::<Map<String, Value>>())
        };
        let start = match row.key("date").or_else(|| row.take_if(is_start)) {
            Some(text) => Some(self.date(&text)?),
            None => named(row, ["Year", "Month", "Day"])?,
        };
        let Some(start) = start else { return Ok(None) };
        let time = row.key("time");
        let start = match time.as_ref().and_then(|time| read_time(time, self.pack())) {
            Some(time) => start.clone().with_time(time).unwrap_or(start),
            None if time.is_some() => {
                return Err(format!("`{}` is no time of day", time.unwrap_or_default()));
            }
            None => start,
        };
        let end = match row.key("end") {
            Some(text) if text == ".." => return Ok(When::interval(Some(&start), None)),
            Some(text) => Some(self.date(&text)?),
            None => named(row, ["End Year", "End Month", "End Day"])?,
        };
        match end.filter(|end| *end != start) {
            None => Ok(Some(start)),
            Some(end) => {
                let interval = When::interval(Some(&start), Some(&end));
                interval.map(Some).ok_or_else(|| format!("it ends ({end}) before it begins ({start})"))
            }
        }
    }
}

/// Names of the column of dates in the tables of others.
fn is_start(column: &str) -> bool {
    ["start", "start date", "start_date", "startdate", "begin", "when"]
        .iter()
        .any(|name| column.eq_ignore_ascii_case(name))
}

/// A list as JSON, else names parted by semicolons or, with `comma`, by commas.
fn names(cell: Option<String>, comma: bool) -> Vec<String> {
    let Some(cell) = cell else { return Vec::new() };
    if let Some(list) = json(&cell) {
        return list;
    }
    let separator = if cell.contains(';') || !comma { ';' } else { ',' };
    cell.split(separator).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// A list as JSON, else one a line.
fn list<T: serde::de::DeserializeOwned>(cell: Option<String>, line: impl Fn(String) -> T) -> Vec<T> {
    let Some(cell) = cell else { return Vec::new() };
    json(&cell).unwrap_or_else(|| {
        cell.lines()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(|text| line(text.to_owned()))
            .collect()
    })
}

fn json<T: serde::de::DeserializeOwned>(cell: &str) -> Option<Vec<T>> {
    cell.starts_with('[').then(|| serde_json::from_str(cell).ok()).flatten()
}

/// An address, or a title with one behind it.
fn source(line: &str) -> Source {
    let at = line.find("https://").or_else(|| line.find("http://")).unwrap_or(line.len());
    let (title, url) = line.split_at(at);
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Source {
        title: filled(title.trim().trim_end_matches([':', ',', '-']).trim()),
        url: filled(url),
        ..Source::default()
    }
}

/// A whole number; any other cell stays in the row.
fn number<T: std::str::FromStr>(row: &mut Row, key: &str) -> Option<T> {
    let at = row
        .cells
        .iter()
        .position(|(name, cell)| known_key(name) == Some(key) && cell.trim().parse::<T>().is_ok())?;
    row.cells.remove(at).1.trim().parse().ok()
}

fn extra_key(column: &str) -> String {
    let key = column.strip_prefix("extra.").unwrap_or(column);
    if key.is_empty() { "column".to_owned() } else { extra_name(key) }
}

/// A cell as a value: what JSON would write so is one, the rest is text. A number that would lose digits stays text.
fn value(cell: &str) -> Value {
    match serde_json::from_str::<Value>(cell) {
        Ok(Value::Number(number)) if number.to_string() != cell.trim() => cell.into(),
        Ok(value) => value,
        Err(_) => cell.trim().into(),
    }
}
