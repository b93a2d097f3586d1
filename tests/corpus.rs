//! Runs the corpora of `tests/corpus/`, a folder for each language: Markdown for people, fenced blocks for the tagger.
//!
//! A block of `prose` is a text. Under a line of it, carets mark an expression, and what follows them is expected of it: its
//! value, then what else matters: `mod=START`, `when=2025-02`, `signal=By`, `unresolved`. Everything that the tagger finds must
//! be marked; a text without carets must yield nothing. `ref=2024-03-06` in the head of the block is the publication date.
//!
//! A block of `events` marks each word that tells an event with its date, or `none`; all that are found must be marked, and no others.
//! What follows the date, in any order, is how it is told (`Happened`, `Open`, ...), how its date was found (`Own`, `Carried`, ...;
//! `Undated`), and whether it is the verb of a main clause (`main`, `minor`).
//!
//! A block of `timeline` is the body of an article; lines that begin with `=>` are the entries that it yields: the date, the title, and
//! in brackets what is doubtful.
//!
//! A block of `prefix` marks what a line begins with. A block of `whole` has one expression a line: `early 1990s => 1990/1993`.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

use dateline::article::{self, Input};
use dateline::config::{self, Overrides};
use dateline::date::{Day, When};
use dateline::event::{self, Event, EventMention, mentions};
use dateline::lang::{Pack, Packs};
use dateline::tag::{Timex, tag, tag_prefix, tag_whole};
use dateline::text::SourceFile;
use std::fs;
use std::path::Path;

/// A fenced block.
struct Case {
    pack: &'static Pack,
    /// File and line, for messages.
    place: String,
    kind: String,
    published: Option<Day>,
    lines: Vec<String>,
}

/// An expression marked in a text.
#[derive(Debug)]
struct Mark {
    start: usize,
    end: usize,
    value: String,
    rest: Vec<String>,
}

fn cases() -> Vec<Case> {
    Pack::builtin_codes().flat_map(cases_in).collect()
}

/// The cases of a language.
fn cases_in(code: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(code);
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let events = fs::read_dir(folder.join("events")).into_iter().flatten();
    files.extend(events.map(|entry| entry.unwrap().path()));
    files.retain(|path| path.is_file());
    files.sort();
    let pack = Pack::builtin(code).unwrap();
    files.iter().flat_map(|file| cases_of(file, pack)).collect()
}

fn cases_of(file: &Path, pack: &'static Pack) -> Vec<Case> {
    let text = fs::read_to_string(file).unwrap();
    let name = format!("{}/{}", pack.code, file.file_name().unwrap().to_string_lossy());
    let mut cases = Vec::new();
    let mut open: Option<Case> = None;
    for (number, line) in text.lines().enumerate() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(_), Some(case)) => cases.push(case),
            (Some(head), None) => {
                let mut words = head.split_whitespace();
                let kind = words.next().unwrap_or_default().to_owned();
                let published =
                    words.find_map(|word| word.strip_prefix("ref=")).map(|day| Day::parse(day).unwrap());
                open = Some(Case {
                    pack,
                    place: format!("{name}:{}", number + 1),
                    kind,
                    published,
                    lines: Vec::new(),
                });
            }
            (None, Some(mut case)) => {
                case.lines.push(line.to_owned());
                open = Some(case);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "{name}: a block is not closed");
    cases
}

/// The text of a block without its marks, and the marks, in order.
fn marked(lines: &[String]) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut line_start = 0;
    for line in lines {
        let body = line.trim_start();
        if !body.starts_with('^') {
            if !text.is_empty() {
                text.push('\n');
            }
            line_start = text.len();
            text.push_str(line);
            continue;
        }
        let column = line.chars().count() - body.chars().count();
        let length = body.chars().take_while(|c| *c == '^').count();
        let above = &text[line_start..];
        let byte =
            |chars: usize| line_start + above.char_indices().nth(chars).map_or(above.len(), |(at, _)| at);
        let mut words = body.trim_start_matches('^').split_whitespace().map(str::to_owned);
        let value = words.next().expect("a value stands after the carets");
        marks.push(Mark { start: byte(column), end: byte(column + length), value, rest: words.collect() });
    }
    marks.sort_by_key(|mark| mark.start);
    (text, marks)
}

/// What is wrong with a timex that was found where a mark stands.
fn differences(timex: &Timex, mark: &Mark) -> Vec<String> {
    let mut wrong = Vec::new();
    if timex.value != mark.value {
        wrong.push(format!("value {} instead of {}", timex.value, mark.value));
    }
    for expected in &mark.rest {
        let (key, expected) = expected.split_once('=').unwrap_or((expected, ""));
        let found = match key {
            "mod" => timex.modifier.map_or("", |modifier| modifier.name()).to_owned(),
            "when" => timex.when.as_ref().map_or("none".to_owned(), When::to_string),
            "signal" => format!("{:?}", timex.signal),
            "rule" => timex.rule.replace(' ', "-"),
            "type" => timex.kind.name().to_owned(),
            "unresolved" if timex.unresolved.is_some() && timex.when.is_none() => String::new(),
            "unresolved" => "resolved".to_owned(),
            other => panic!("there is no key `{other}`"),
        };
        if found != expected {
            wrong.push(format!("{key} {found} instead of {expected}"));
        }
    }
    wrong
}

fn check(text: &str, found: &[Timex], marks: &[Mark]) -> Vec<String> {
    let mut wrong = Vec::new();
    for mark in marks {
        let words = &text[mark.start..mark.end];
        match found.iter().find(|timex| (timex.span.start, timex.span.end) == (mark.start, mark.end)) {
            Some(timex) => {
                wrong.extend(differences(timex, mark).into_iter().map(|text| format!("{words:?}: {text}")))
            }
            None => wrong.push(format!("{words:?} is not found")),
        }
    }
    for timex in found {
        if !marks.iter().any(|mark| (timex.span.start, timex.span.end) == (mark.start, mark.end)) {
            wrong.push(format!("{:?} is found ({}, {})", timex.span.of(text), timex.value, timex.rule));
        }
    }
    wrong
}

fn run(case: &Case) -> Vec<String> {
    match case.kind.as_str() {
        "prose" => {
            let (text, marks) = marked(&case.lines);
            check(&text, &tag(&text, case.pack, case.published), &marks)
        }
        "prefix" => {
            let (text, marks) = marked(&case.lines);
            let found: Vec<Timex> = tag_prefix(&text, case.pack, case.published).into_iter().collect();
            check(&text, &found, &marks)
        }
        "events" => {
            let (text, marks) = marked(&case.lines);
            let found = mentions(&text, case.pack, case.published).expect("the pack has words for mentions");
            let wrong = found.iter().zip(&marks).flat_map(|(found, mark)| told(found, mark)).collect();
            let found = found.into_iter().map(|found| (found.span.of(&text).to_owned(), found.date));
            let expected = marks.iter().map(|mark| {
                let date = Some(mark.value.clone()).filter(|value| value != "none");
                (text[mark.start..mark.end].to_owned(), date)
            });
            let (found, expected): (Vec<_>, Vec<_>) = (found.collect(), expected.collect());
            if found == expected { wrong } else { vec![format!("{found:?}\ninstead of {expected:?}")] }
        }
        // Whole articles have a test of their own.
        "timeline" => Vec::new(),
        "whole" => case.lines.iter().filter_map(|line| whole(line, case)).collect(),
        other => vec![format!("there is no kind of block `{other}`")],
    }
}

/// What is wrong with how a mention is told, where its mark says it.
fn told(found: &EventMention, mark: &Mark) -> Vec<String> {
    let words = [
        format!("{:?}", found.told),
        found.source.map_or("Undated".to_owned(), |source| format!("{source:?}")),
        if found.main { "main" } else { "minor" }.to_owned(),
    ];
    let missing = mark.rest.iter().filter(|word| !words.contains(word));
    missing.map(|word| format!("{:?} is {words:?}, not {word}", found.span)).collect()
}

fn whole(line: &str, case: &Case) -> Option<String> {
    let (expression, expected) = line.split_once(" => ").expect("`expression => date`");
    let found = tag_whole(expression.trim(), case.pack, case.published).and_then(|timex| timex.when);
    let found = found.map_or("none".to_owned(), |when| when.to_string());
    (found != expected.trim()).then(|| format!("{expression:?} is read as {found} instead of {expected}"))
}

#[test]
fn every_case_is_read_as_marked() {
    let cases = cases();
    let failures: Vec<String> = cases
        .iter()
        .flat_map(|case| run(case).into_iter().map(|wrong| format!("{}: {wrong}", case.place)))
        .collect();
    assert!(
        failures.is_empty(),
        "{} failures in {} cases\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
    for code in Pack::builtin_codes() {
        let count = cases.iter().filter(|case| case.pack.code == code).count();
        assert!(count >= 60, "only {count} cases of `{code}`");
    }
}

#[test]
fn typographic_signs_change_nothing() {
    for case in cases().iter().filter(|case| case.kind == "prose") {
        let (text, _) = marked(&case.lines);
        let typographic = text.replace('\'', "’").replace('"', "“").replace('-', "–").replace(' ', "\u{a0}");
        let values = |text: &str| -> Vec<(String, Option<When>)> {
            tag(text, case.pack, case.published).into_iter().map(|timex| (timex.value, timex.when)).collect()
        };
        assert_eq!(values(&text), values(&typographic), "{}: {text}", case.place);
    }
}

#[test]
fn every_expression_says_why() {
    for case in cases().iter().filter(|case| case.kind == "prose") {
        let (text, _) = marked(&case.lines);
        for timex in tag(&text, case.pack, case.published) {
            assert!(
                !timex.why.is_empty() && !timex.why.contains(['{', '}']),
                "{}: {}",
                case.place,
                timex.why
            );
            assert!(!timex.rule.is_empty(), "{}", case.place);
        }
    }
}

/// The entries that the article of a case yields; a first line after "# " is its title.
fn entries(case: &Case) -> Vec<String> {
    let published = case.published.map_or_else(String::new, |day| format!("Published: {day}\n\n"));
    let mut body: Vec<&str> =
        case.lines.iter().map(String::as_str).filter(|line| !line.starts_with("=>")).collect();
    let title = body.first().and_then(|line| line.strip_prefix("# "));
    if title.is_some() {
        body.remove(0);
    }
    let title = title.unwrap_or("A headline");
    let file = SourceFile::new("content/story.txt", format!("{published}{title}\n\n{}\n", body.join("\n")));
    let overrides = Overrides::default();
    let (config, packs) = (config::load(None, "site", &overrides).0, Packs::default());
    let (article, _) = article::read(&Input::of(file.into(), "story.txt".into(), &packs));
    let entry = |event: &Event| {
        let doubt = event.doubt.map(|doubt| format!(" ({})", doubt.words())).unwrap_or_default();
        format!("{} {}{doubt}", event.when, event.title)
    };
    event::events(&article, &config).0.iter().map(entry).collect()
}

#[test]
fn each_article_yields_its_entries_and_no_others() {
    let cases: Vec<Case> = cases().into_iter().filter(|case| case.kind == "timeline").collect();
    assert!(cases.len() > 20, "the cases were not found");
    let wrong = |case: &Case| {
        let expected: Vec<&str> =
            case.lines.iter().filter_map(|line| line.strip_prefix("=>")).map(str::trim).collect();
        let found = entries(case);
        (found != expected).then(|| format!("{}\n  expected {expected:#?}\n  found {found:#?}", case.place))
    };
    let wrong: Vec<String> = cases.iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
