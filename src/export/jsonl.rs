//! JSON lines: the timexes of a document, one document a line.

use crate::tag::Timex;
use crate::text::SourceFile;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    doc: &'a str,
    /// What the offsets count: bytes of UTF-8.
    units: &'static str,
    timexes: Vec<TimexInfo<'a>>,
}

#[derive(Serialize)]
struct TimexInfo<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    r#type: &'static str,
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#mod: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edtf: Option<String>,
    rule: &'a str,
}

/// The timexes of `file` as one line of JSON, without its line break.
///
/// `doc` is the file's name without ending. `start` and `end` count bytes of the file, a byte-order mark among them. A range is
/// told as its two ends. `mod` (the TIMEX3 modifier) and `edtf` (the date for a timeline) are left out where there is none.
///
/// ```
/// use dateline::{export::timex_line, lang::Pack, tag::tag, text::SourceFile};
/// let file = SourceFile::new("war.txt", "The war of 1939-45");
/// let line = timex_line(&file, &tag(&file.text, Pack::english(), None)).unwrap();
/// assert_eq!(
///     line,
///     r#"{"doc":"war","units":"utf8","timexes":["#.to_owned()
///         + r#"{"start":11,"end":15,"text":"1939","type":"DATE","value":"1939","edtf":"1939","rule":"years, the second one short"},"#
///         + r#"{"start":16,"end":18,"text":"45","type":"DATE","value":"1945","edtf":"1945","rule":"years, the second one short"}]}"#
/// );
/// ```
///
/// # Errors
/// None in practice: serde_json fails on maps with keys that are no strings, and there are none.
pub fn timex_line(file: &SourceFile, timexes: &[Timex]) -> serde_json::Result<String> {
    let timexes = timexes.iter().flat_map(|timex| {
        timex.annotations().map(|told| TimexInfo {
            start: file.mark + told.span.start,
            end: file.mark + told.span.end,
            text: told.span.of(&file.text),
            r#type: timex.kind.name(),
            value: told.value,
            r#mod: timex.modifier.map(|modifier| modifier.name()),
            edtf: told.when.map(ToString::to_string),
            rule: &timex.rule,
        })
    });
    let doc = file.path.file_stem().unwrap_or_default();
    serde_json::to_string(&Document { doc, units: "utf8", timexes: timexes.collect() })
}
