//! What holds for the tagger on any text.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use dateline::date::Day;
use dateline::export::{timeml, timex_line};
use dateline::lang::Pack;
use dateline::tag::{Timex, tag, tag_prefix, tag_whole};
use dateline::text::SourceFile;
use proptest::prelude::*;

fn packs() -> impl Iterator<Item = &'static Pack> {
    Pack::builtin_codes().map(|code| Pack::builtin(code).unwrap())
}

/// Pieces of dates and what may stand around them, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Tuesday",
        "March",
        "May",
        "3",
        "31st",
        "2024",
        "1990s",
        "'90s",
        "the",
        "of",
        "last",
        "next",
        "week",
        "years",
        "two",
        "twenty-",
        "one",
        "hundred",
        "ago",
        "later",
        "early",
        "mid-",
        "until",
        "by",
        "from",
        "to",
        "between",
        "and",
        "-",
        "–",
        "—",
        "--",
        ",",
        ".",
        "’",
        "'s",
        "“",
        "\"",
        ":",
        "/",
        "8",
        "p.m.",
        "noon",
        "morning",
        "Christmas",
        "BC",
        "century",
        "first day back in office",
        "3.",
        "14.30 Uhr",
        "1.000,5",
        "Dienstagabend",
        "Morgen",
        "morgen",
        "vor",
        "zwei Wochen",
        "bis",
        "vergangenen Jahres",
        "Ende der",
        "1990er",
        "v. Chr.",
        "ist",
        "geplant",
        "Die",
        "Trump",
        "had",
        "will",
        "said",
        "\n",
        "\n\n",
        "\u{a0}",
        "é",
        "日",
        "999999999999999999999",
    ]);
    let gap = prop::sample::select(vec!["", " ", " ", " "]);
    prop::collection::vec((piece, gap), 0..30)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
}

/// A text as typewriters have it, and where each of its bytes stands there.
fn typewritten(text: &str) -> (String, Vec<usize>) {
    let (mut plain, mut places) = (String::new(), Vec::new());
    for c in text.chars() {
        places.extend(std::iter::repeat_n(plain.len(), c.len_utf8()));
        match c {
            '‘' | '’' => plain.push('\''),
            '“' | '”' => plain.push('"'),
            '–' => plain.push('-'),
            '—' => plain.push_str("--"),
            '\u{a0}' => plain.push(' '),
            c => plain.push(c),
        }
    }
    places.push(plain.len());
    (plain, places)
}

/// Spans and values as the exports tell them.
type Told = Vec<(usize, usize, String)>;

fn told(timexes: &[Timex]) -> Told {
    let told = timexes.iter().flat_map(Timex::annotations);
    told.map(|told| (told.span.start, told.span.end, told.value.to_owned())).collect()
}

fn from_json(line: &str) -> Told {
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    let number = |timex: &serde_json::Value, key: &str| timex[key].as_u64().unwrap() as usize;
    let timexes = line["timexes"].as_array().unwrap().iter();
    let value = |timex: &serde_json::Value| timex["value"].as_str().unwrap().to_owned();
    timexes.map(|timex| (number(timex, "start"), number(timex, "end"), value(timex))).collect()
}

/// The text of a TimeML document, and its timexes.
fn from_timeml(document: &str) -> (String, Told) {
    let tree = roxmltree::Document::parse(document).unwrap();
    let (mut text, mut found) = (String::new(), Vec::new());
    let element = tree.descendants().find(|node| node.has_tag_name("TEXT")).unwrap();
    for node in element.descendants().filter(roxmltree::Node::is_text) {
        let start = text.len();
        text.push_str(node.text().unwrap());
        if let Some(timex) = node.parent().filter(|parent| parent.has_tag_name("TIMEX3")) {
            found.push((start, text.len(), timex.attribute("value").unwrap().to_owned()));
        }
    }
    (text, found)
}

fn check_spans(text: &str, timexes: &[Timex]) {
    let mut end = 0;
    for timex in timexes {
        let span = timex.span;
        assert!(span.start >= end && span.end > span.start, "{text:?}: {span:?}");
        assert!(text.get(span.start..span.end).is_some(), "{text:?}: {span:?} cuts a character");
        assert!(timex.when.is_none() || timex.unresolved.is_none(), "{text:?}: {timex:?}");
        end = span.end;
    }
}

proptest! {
    #[test]
    fn spans_are_in_order_and_on_characters(text in pieces(), published in any::<bool>()) {
        let published = if published { Day::new(2025, 2, 26) } else { None };
        for pack in packs() {
            check_spans(&text, &tag(&text, pack, published));
            check_spans(&text, tag_whole(&text, pack, published).as_slice());
            check_spans(&text, tag_prefix(&text, pack, published).as_slice());
        }
    }

    #[test]
    fn no_text_is_too_strange(text in any::<String>()) {
        for pack in packs() {
            check_spans(&text, &tag(&text, pack, Day::new(2025, 2, 26)));
        }
    }

    #[test]
    fn the_same_text_is_read_the_same(text in pieces()) {
        let published = Day::new(2025, 2, 26);
        for pack in packs() {
            prop_assert_eq!(tag(&text, pack, published), tag(&text, pack, published));
        }
    }

    #[test]
    fn typography_changes_nothing(text in pieces()) {
        let published = Day::new(2025, 2, 26);
        // Typewritten, a hyphen beside a dash would be another sign.
        let mut pairs = text.chars().zip(text.chars().skip(1));
        prop_assume!(!pairs.any(|(a, b)| "-–—".contains(a) && "-–—".contains(b) && (a, b) != ('-', '-')));
        let (plain, places) = typewritten(&text);
        let moved = told(&tag(&text, Pack::english(), published)).into_iter();
        let moved: Told = moved.map(|(start, end, value)| (places[start], places[end], value)).collect();
        prop_assert_eq!(moved, told(&tag(&plain, Pack::english(), published)), "{:?}", text);
    }

    #[test]
    fn the_exports_keep_text_and_spans(text in pieces(), marks in "[&<>\r\n\"' ]{0,9}") {
        let file = SourceFile::new("a.txt", format!("{marks}{text}{marks}"));
        let timexes = tag(&file.text, Pack::english(), None);
        prop_assert_eq!(from_json(&timex_line(&file, &timexes).unwrap()), told(&timexes));
        let (read, found) = from_timeml(&timeml(&file, &timexes, None));
        prop_assert_eq!((read, found), (file.text.clone(), told(&timexes)));
    }
}

#[test]
fn ok_what_follows_a_dash_stands_for_itself_however_it_is_typed() {
    for text in ["4—8 weeks", "4--8 weeks"] {
        let found = tag(text, Pack::english(), None);
        assert_eq!(found.iter().map(|timex| timex.span.of(text)).collect::<Vec<_>>(), ["8 weeks"], "{text}");
    }
}

#[test]
fn the_region_orders_numeric_dates() {
    let value = |code: &str| tag("on 2/3/2025", Pack::builtin(code).unwrap(), None).remove(0).value;
    assert_eq!(value("en"), "2025-02-03");
    assert_eq!(value("en-US"), "2025-02-03");
    assert_eq!(value("en-GB"), "2025-03-02");
    assert_eq!(value("de-AT"), "2025-03-02");
}

#[test]
fn an_unknown_language_has_no_pack() {
    assert!(Pack::builtin("tlh").is_none());
}

/// Twenty times the text must cost about twenty times as much, not four hundred.
#[test]
fn work_grows_with_the_text() {
    let english = [
        "Tuesday ",
        "the team on Tuesday ",
        "until Tuesday ",
        "the next day ",
        "the last of the ",
        "twenty ",
        "1,111,",
        "$1998, ",
        "first day in office, Smith ",
    ];
    let german = ["Dienstag ", "am 3. ", "3.", "ist am Dienstag, ", "vor zwei ", "1.111."];
    let units = english.map(|unit| ("en", unit)).into_iter().chain(german.map(|unit| ("de", unit)));
    for (code, unit) in units {
        let pack = Pack::builtin(code).unwrap();
        let time = |times: usize| {
            let text = unit.repeat(times);
            // The best of three: another program may take the processor in between.
            let run = |_| {
                let start = std::time::Instant::now();
                let _ = tag(&text, pack, Day::new(2025, 2, 26));
                start.elapsed().as_secs_f64()
            };
            (0..3).map(run).fold(f64::INFINITY, f64::min)
        };
        let (short, long) = (time(250), time(5_000));
        assert!(long < short.max(0.001) * 100.0, "{unit:?}: {short} s, then {long} s");
    }
}
