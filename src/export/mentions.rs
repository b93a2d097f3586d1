//! JSON lines: the events that a document mentions, one document a line.

use crate::event::EventMention;
use crate::text::SourceFile;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    doc: &'a str,
    /// What the offsets count: bytes of UTF-8.
    units: &'static str,
    events: Vec<EventInfo<'a>>,
}

#[derive(Serialize)]
struct EventInfo<'a> {
    start: usize,
    end: usize,
    date: &'a str,
}

/// The mentions of `file` as one line of JSON, without its line break.
///
/// `doc` is the file's name without ending. `start` and `end` count bytes of the file, a byte-order mark among them. `date` is empty
/// where the text does not date the event.
///
/// ```
/// use dateline::{event::mentions, export::mention_line, lang::Pack, text::SourceFile};
/// let file = SourceFile::new("mill.txt", "The mill burned down on 3 May 1911.");
/// let found = mentions(&file.text, Pack::english(), None).unwrap();
/// assert_eq!(
///     mention_line(&file, &found).unwrap(),
///     r#"{"doc":"mill","units":"utf8","events":[{"start":9,"end":15,"date":"1911-05-03"}]}"#
/// );
/// ```
///
/// # Errors
/// None in practice: serde_json fails on maps with keys that are no strings, and there are none.
pub fn mention_line(file: &SourceFile, mentions: &[EventMention]) -> serde_json::Result<String> {
    let events = mentions.iter().map(|mention| EventInfo {
        start: file.mark + mention.span.start,
        end: file.mark + mention.span.end,
        date: mention.date.as_deref().unwrap_or_default(),
    });
    let doc = file.path.file_stem().unwrap_or_default();
    serde_json::to_string(&Document { doc, units: "utf8", events: events.collect() })
}
