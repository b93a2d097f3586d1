//! Out and in again: the events are the same.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // tests may fail

use camino::Utf8PathBuf;
use dateline::config::{Config, Overrides};
use dateline::date::When;
use dateline::diag::Severity;
use dateline::export::{Details, Export, Format as Out, Medium, Record, Source};
use dateline::import::{self, Format as In, Imported};
use dateline::source::Inputs;
use dateline::{article, pipeline};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

fn config() -> Config {
    let overrides = Overrides { base_url: Some("https://example.org/t/".to_owned()), ..Overrides::default() };
    pipeline::config(None, "test", &overrides).0
}

/// The site of some files, in a format.
fn out(files: &BTreeMap<Utf8PathBuf, String>, format: Out) -> String {
    let contents = files.iter().map(|(path, text)| (path.clone(), text.as_bytes().to_vec())).collect();
    let inputs = Inputs { contents, content_folder: "content".into(), ..Inputs::default() };
    let config = config();
    let mut told = Vec::new();
    let pipeline::Reading { timeline, site, .. } = pipeline::read(&inputs, &config, &mut told);
    told.retain(|told| {
        told.severity > Severity::Note && !["unknown-event", "no-content"].contains(&told.code)
    });
    assert!(told.is_empty(), "{}\n{files:#?}", told[0].render(false));
    let export = Export { config: &config, timeline: &timeline, site: &site };
    String::from_utf8(export.bytes(format).unwrap()).unwrap()
}

fn events(files: &BTreeMap<Utf8PathBuf, String>) -> Vec<Value> {
    let mut document: Value = serde_json::from_str(&out(files, Out::Json)).unwrap();
    let events = document["events"].as_array_mut().unwrap();
    // Where it stands in its file is no part of an event.
    events.iter_mut().for_each(|event| drop(event.as_object_mut().unwrap().remove("mentions")));
    events.clone()
}

/// The files that an import makes of a text.
fn back(text: &str, format: In) -> BTreeMap<Utf8PathBuf, String> {
    let file = article::decode("data".into(), text.as_bytes()).0.unwrap();
    let mut found = import::read(&Arc::new(file), format, &config().packs);
    assert!(found.told.is_empty(), "{}", found.told[0].render(false));
    found.introduction = None;
    import::files(&found).unwrap()
}

/// Checks every format that comes in again.
fn check(records: Vec<Record>) {
    let files = import::files(&Imported { records, ..Imported::default() }).unwrap();
    let expected = events(&files);
    assert_eq!(expected.len(), files.len());
    for (format, again) in
        [(Out::Json, In::Json), (Out::Csv, In::Csv), (Out::TimelineJs, In::TimelineJs), (Out::Ics, In::Ics)]
    {
        let text = out(&files, format);
        let found = events(&back(&text, again));
        // Calendars begin with the year 1.
        let writable = |event: &&Value| {
            let day = |key: &str| {
                event[key].as_str().is_none_or(|day| !day.starts_with(['-', 'Y']) && !day.starts_with("0000"))
            };
            format != Out::Ics || (day("earliest") && day("latest"))
        };
        let expected: Vec<&Value> = expected.iter().filter(writable).collect();
        assert_eq!(found.len(), expected.len(), "{format:?}\n{text}");
        for (found, expected) in found.iter().zip(expected) {
            let keys = expected.as_object().unwrap().keys().chain(found.as_object().unwrap().keys());
            for key in keys {
                assert_eq!(found[key], expected[key], "{format:?}: {key}\n{text}");
            }
        }
    }
}

fn name() -> impl Strategy<Value = String> {
    let words = [
        "Aller",
        "a, b",
        "c; d",
        "\"quoted\"",
        "[x]",
        "é 🕛",
        "1. one",
        "*star*",
        "<b>",
        "&amp;",
        "2025",
        "-",
        "'tis",
        "a\\b",
        "=1+1",
        "# x",
    ];
    vec(select(words.to_vec()), 1..4).prop_map(|words| words.join(" "))
}

fn text() -> impl Strategy<Value = String> {
    let paragraphs = [
        "Plain words, and more.",
        "A *stressed* word and a [link](https://example.org/?a=b&c=d).",
        "> quoted\n> twice",
        "- one\n- two\n\n  more of two",
        "## A heading",
        "```\ncode <b> here\n```",
        "1985\\. A year",
        "A line\\\nand another",
        "AT&T; and 3 < 4",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "é, 🕛 and \"quotes\"",
    ];
    vec(select(paragraphs.to_vec()), 0..4).prop_map(|paragraphs| paragraphs.join("\n\n"))
}

fn date() -> impl Strategy<Value = When> {
    let dates = [
        "2025-02-25",
        "2025-02",
        "2025",
        "199X",
        "19XX",
        "1984~",
        "1984?",
        "2004-06%",
        "2025-02-25T09:30",
        "2025-02-25T23:30:15Z",
        "2025-02-25T23:30-05:00",
        "2024-11/2025-01",
        "2025-01-20/..",
        "../2025-02-24",
        "1985/",
        "/1985",
        "-0043-03-15",
        "0000",
        "Y-138E8",
        "Y17000",
        "2025-21",
        "2025-34",
        "[1667,1668]",
        "{1960,1961-12}",
        "[..2025-02-24]",
        "1985-04-XX",
        "156X-12-25",
        "2004-06~-11",
        "-0043/0014-08-19",
        "2025-02-25T09:30/2025-02-25T12:00",
        "2025-02-17/2025-02-23",
        "1950S2",
        "0001-01-01",
    ];
    select(dates.to_vec()).prop_map(|date| When::parse(date).unwrap())
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        name().prop_map(Value::String),
        Just(json!("007")),
        Just(json!("5")),
        Just(json!("true")),
        Just(json!(12345678901_i64)),
        Just(json!(2.5)),
        Just(json!(true)),
        Just(json!(["a", 1, {"b": "c"}])),
        Just(json!({"deep": {"er": ["x"]}})),
    ]
}

fn source() -> impl Strategy<Value = Source> {
    let url = select(vec!["https://example.org/a", "https://example.org/?q=1,2;3"]).prop_map(str::to_owned);
    let date = select(vec!["2025-02-26", "2025", "last week or so"]).prop_map(str::to_owned);
    (option::of(name()), option::of(url), option::of(name()), option::of(date)).prop_filter_map(
        "a source says something",
        |(title, url, publisher, date)| {
            let source = Source { title, url, publisher, date, ..Source::default() };
            (source != Source::default()).then_some(source)
        },
    )
}

fn medium() -> impl Strategy<Value = Medium> {
    let src =
        select(vec!["https://example.org/a.jpg", "https://example.org/b.png?x=1"]).prop_map(str::to_owned);
    (src, option::of(name()), option::of(name()), option::of(name()))
        .prop_map(|(src, alt, caption, credit)| Medium { src, alt, caption, credit, link: None })
}

fn details() -> impl Strategy<Value = Details> {
    let key = select(vec!["toll", "capture_lane", "river length", "group"]).prop_map(str::to_owned);
    let names = || {
        vec(name(), 0..3).prop_map(|mut names| {
            names.sort();
            names.dedup();
            names
        })
    };
    let words = (option::of(name()), option::of(name()), option::of(select(vec!["confirmed", "disputed"])));
    let numbers = (option::of(-3_i64..9), 1_u8..=10);
    let section = select(vec!["", "rivers", "rivers/aller"]);
    let lists = (names(), names(), names(), vec(source(), 0..3), vec(medium(), 0..3));
    (words, numbers, section, lists, btree_map(key, value(), 0..3)).prop_map(
        |(
            (display_date, summary, status),
            (order, importance),
            section,
            (tags, people, place, sources, media),
            extra,
        )| Details {
            display_date,
            order,
            summary,
            tags,
            people,
            place,
            importance: Some(importance),
            status: status.map(str::to_owned),
            section: section.to_owned(),
            related: Vec::new(),
            aliases: vec!["former".to_owned()],
            sources,
            media,
            extra,
            slug: None,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn events_come_back_as_they_went(fields in vec((name(), date(), text(), details()), 1..5)) {
        let records = fields.into_iter().enumerate().map(|(number, (title, when, text, details))| Record {
            id: Some(format!("event-{number}")),
            title,
            when,
            text,
            details: Details { aliases: vec![format!("former-{number}")], ..details },
        });
        check(records.collect());
    }
}
