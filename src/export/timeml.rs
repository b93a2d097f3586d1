//! TimeML 1.2.1: a text with its timexes as TIMEX3 elements.

use crate::date::Day;
use crate::tag::Timex;
use crate::text::{SourceFile, Span};
use std::borrow::Cow;
use std::fmt::Write;

/// The value of a publication date that is not known, as TIMEX3 writes it.
const UNKNOWN: &str = "XXXX-XX-XX";

/// `file` as a TimeML document with the timexes of its text, of which a range is told as its two ends.
///
/// The text comes back as it was from any XML reader, but for characters that XML 1.0 does not have (most control characters):
/// each is replaced by U+FFFD. Without a publication date the value of the document's creation time is `XXXX-XX-XX`.
///
/// ```
/// use dateline::{date::Day, export::timeml, lang::Pack, tag::tag, text::SourceFile};
/// let file = SourceFile::new("bridge.txt", "Smith & Sons closed it on Tuesday.");
/// let published = Day::new(2025, 2, 26);
/// let document = timeml(&file, &tag(&file.text, Pack::english(), published), published);
/// assert!(document.contains("<DOCID>bridge</DOCID>"));
/// assert!(document.contains(
///     r#"<TEXT>Smith &amp; Sons closed it on <TIMEX3 tid="t1" type="DATE" value="2025-02-25">Tuesday</TIMEX3>.</TEXT>"#
/// ));
/// ```
pub fn timeml(file: &SourceFile, timexes: &[Timex], published: Option<Day>) -> String {
    let day = published.map(|day| day.to_string()).unwrap_or_default();
    let value = if published.is_some() { day.as_str() } else { UNKNOWN };
    let id = escaped(file.path.file_stem().unwrap_or_default());
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">

<DOCID>{id}</DOCID>

<DCT><TIMEX3 tid="t0" type="DATE" value="{value}" temporalFunction="false" functionInDocument="CREATION_TIME">{day}</TIMEX3></DCT>

<TEXT>{}</TEXT>

</TimeML>
"#,
        annotated(&file.text, timexes)
    )
}

fn annotated(text: &str, timexes: &[Timex]) -> String {
    let mut out = String::with_capacity(text.len() + 80 * timexes.len());
    let (mut at, mut number) = (0, 0);
    for timex in timexes {
        for told in timex.annotations() {
            number += 1;
            out.push_str(&escaped(Span::new(at, told.span.start).of(text)));
            // Writing to a string cannot fail.
            let _ =
                write!(out, r#"<TIMEX3 tid="t{number}" type="{}" value="{}""#, timex.kind.name(), told.value);
            if let Some(modifier) = timex.modifier {
                let _ = write!(out, r#" mod="{}""#, modifier.name());
            }
            let _ = write!(out, ">{}</TIMEX3>", escaped(told.span.of(text)));
            at = told.span.end;
        }
    }
    out.push_str(&escaped(Span::new(at, text.len()).of(text)));
    out
}

/// Text as XML character data. A carriage return is written as a reference: an XML reader would else take it for a line feed.
fn escaped(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '\r') || !is_xml(c);
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            c if !is_xml(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The characters of XML 1.0 (production 2, `Char`).
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_replaced_and_the_rest_comes_back() {
        assert_eq!(escaped("a < b && c > d\r\n\t]]>"), "a &lt; b &amp;&amp; c &gt; d&#13;\n\t]]&gt;");
        assert_eq!(escaped("a\0b\u{1b}c\u{fffe}d\u{85}é𝄞"), "a\u{fffd}b\u{fffd}c\u{fffd}d\u{85}é𝄞");
        assert!(matches!(escaped("plain “text”\n"), Cow::Borrowed(_)));
    }
}
