//! The example `evaluate` counts as TempEval-3 does.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

#[path = "../examples/evaluate/class.rs"]
mod class;
#[path = "../examples/evaluate/corpus.rs"]
mod corpus;
#[path = "../examples/evaluate/report.rs"]
mod report;
#[path = "../examples/evaluate/score.rs"]
mod score;

use class::Class;
use corpus::Timex;
use dateline::lang::Pack;
use dateline::text::Span;
use score::{Counts, Measure, calendar, compare};

const WEIR: &str = r#"<?xml version="1.0" ?>
<TimeML>
<DOCID>weir</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2025-02-26" functionInDocument="CREATION_TIME">26 February 2025</TIMEX3></DCT>
<TEXT>
The Déjà &amp; Sons weir <EVENT eid="e1">fell</EVENT> <TIMEX3 tid="t1" type="DATE" value="2025-02-25">on Tuesday </TIMEX3>,
after <TIMEX3 tid="t2" type="DURATION" value="P3Y">three years</TIMEX3>. A <TIMEX3 tid="t3" type="SET"
value="P1Y">yearly</TIMEX3> check of <TIMEX3 tid="t4" type="DATE" value="2024">last year</TIMEX3> was passed over, as in
<TIMEX3 tid="t5" type="DATE" value="1912">1911</TIMEX3> or, in <TIMEX3 tid="t6" type="DATE"
value="LONG_AGO">the days of the otter</TIMEX3>, never. It reopens in May.
</TEXT>
</TimeML>
"#;

#[test]
fn a_document_is_read_with_its_spans_and_its_date() {
    let document = corpus::parse("weir", WEIR).unwrap();
    assert!(document.text.starts_with("\nThe Déjà & Sons weir fell on Tuesday ,\nafter"));
    assert_eq!(document.published.unwrap().to_string(), "2025-02-26");
    let words: Vec<&str> = document.gold.iter().map(|timex| timex.span.of(&document.text)).collect();
    assert_eq!(words, ["on Tuesday", "three years", "yearly", "last year", "1911", "the days of the otter"]);
}

#[test]
fn the_measures_are_those_of_tempeval() {
    let document = corpus::parse("weir", WEIR).unwrap();
    let found = document.tagged(Pack::english());
    let values: Vec<&str> = found.iter().map(|timex| timex.value.as_str()).collect();
    assert_eq!(values, ["2025-02-25", "P3Y", "P1Y", "2024", "1911", "2025-05"]);
    let outcomes = compare(&document.text, &document.gold, &found);
    let mut counts = Counts::default();
    counts.add(&document.gold, &found, &outcomes);
    // Of six gold timexes and six found: five overlap, four with their very span, four with their value; May is not in the gold.
    let near =
        |found: f64, expected: f64| assert!((found - expected).abs() < 0.005, "{found}, not {expected}");
    near(counts.relaxed().f1, 83.333);
    near(counts.strict().precision, 66.667);
    near(counts.strict().recall, 66.667);
    near(counts.kind(), 83.333);
    near(counts.value(), 66.667);
    // Calendar dates: 2025-02-25, 2024, 1912 in the gold; 2025-02-25, 2024, 1911 and 2025-05 found.
    let Measure { precision, recall, f1 } = counts.calendar();
    near(precision, 50.0);
    near(recall, 66.667);
    near(f1, 57.143);
}

#[test]
fn errors_are_told_by_class() {
    let documents = [corpus::parse("weir", WEIR).unwrap()];
    let told = report::report(&documents, true);
    let row = |class: &str| -> Vec<&str> {
        let line = told.lines().find(|line| line.starts_with(class)).unwrap();
        line[32..].split_whitespace().collect()
    };
    assert!(told.starts_with("1 documents, 6 timexes, 6 found\n"), "{told}");
    // gold, missed, wrong, spurious, right
    assert_eq!(row("day in words"), ["1", "0", "0", "0", "100.0%"]);
    assert_eq!(row("year in figures"), ["1", "0", "1", "0", "0.0%"]);
    assert_eq!(row("month in words"), ["0", "0", "0", "1", "0.0%"]);
    assert_eq!(row("other"), ["1", "1", "0", "0", "0.0%"]);
    assert!(told.contains("  weir: DATE 1912, not DATE 1911: "), "{told}");
    assert!(told.contains("  weir: DATE LONG_AGO, not nothing: "), "{told}");
    assert!(told.contains("It reopens in [May]."), "{told}");
    assert!(!report::report(&documents, false).contains("weir"));
}

fn timex(start: usize, end: usize, kind: &str, value: &str) -> Timex {
    Timex { span: Span::new(start, end), kind: kind.to_owned(), value: value.to_owned() }
}

#[test]
fn equal_spans_are_paired_first_and_then_the_longest_overlap() {
    let text = "from 3 to 5 May 2011";
    let gold = [timex(5, 6, "DATE", "a"), timex(5, 15, "DATE", "b"), timex(16, 20, "DATE", "c")];
    let found = [timex(5, 20, "DATE", "x"), timex(5, 6, "DATE", "y")];
    let pairs: Vec<(Option<&str>, Option<&str>)> = compare(text, &gold, &found)
        .iter()
        .map(|outcome| (outcome.gold(), outcome.found()))
        .map(|(gold, found)| {
            (gold.map(|timex| timex.value.as_str()), found.map(|timex| timex.value.as_str()))
        })
        .collect();
    assert_eq!(pairs, [(Some("a"), Some("y")), (Some("b"), Some("x")), (Some("c"), None)]);
}

#[test]
fn calendar_values_are_known_by_their_form() {
    for value in [
        "2025",
        "199",
        "19",
        "BC0044",
        "2025-02",
        "2025-02-25",
        "2025-W08",
        "2025-W08-WE",
        "2025-Q1",
        "2025-H2",
        "2025-SU",
    ] {
        assert_eq!(calendar(value), Some(value));
    }
    assert_eq!(calendar("2025-02-25T14:30"), Some("2025-02-25"));
    assert_eq!(calendar("2025-02-25TMO"), Some("2025-02-25"));
    for value in [
        "",
        "P3D",
        "PT2H",
        "XXXX-02",
        "2025-XX",
        "PAST_REF",
        "1",
        "20250",
        "2025-2",
        "2025-02-25-01",
        "2025-W8",
        "BC",
    ] {
        assert_eq!(calendar(value), None, "{value}");
    }
}

#[test]
fn each_expression_has_its_class() {
    let check = |words: &str, kind: &str, value: &str, expected: Class| {
        assert_eq!(Class::of(&timex(0, words.len(), kind, value), words), expected, "{words}");
    };
    check("3 May 2011", "DATE", "2011-05-03", Class::FullDay);
    check("3/5/11", "DATE", "2011-05-03", Class::FullDay);
    check("3 May", "DATE", "2011-05-03", Class::DayOfYear);
    check("Tuesday", "DATE", "2011-05-03", Class::DayWord);
    check("May 2011", "DATE", "2011-05", Class::FullMonth);
    check("last month", "DATE", "2011-05", Class::Month);
    check("last week", "DATE", "2011-W18", Class::Week);
    check("spring", "DATE", "2011-SP", Class::Part);
    check("winter", "DATE", "2011-WI", Class::Part);
    check("'11", "DATE", "2011", Class::Year);
    check("44 BC", "DATE", "BC0044", Class::Year);
    check("last year", "DATE", "2011", Class::YearWord);
    check("the 1990s", "DATE", "199", Class::Long);
    check("noon", "TIME", "2011-05-03T12:00", Class::Time);
    check("three days", "DURATION", "P3D", Class::Counted);
    check("years", "DURATION", "PXY", Class::Vague);
    check("every day", "SET", "P1D", Class::Habit);
    check("now", "DATE", "PRESENT_REF", Class::Reference);
    check("Tuesday", "DATE", "XXXX-WXX-2", Class::Open);
    check("soon", "DATE", "", Class::Other);
}

#[test]
fn a_folder_without_timeml_is_told() {
    let folder = tempfile::tempdir().unwrap();
    assert!(corpus::read(folder.path()).unwrap_err().ends_with("no *.tml in it"));
    std::fs::write(folder.path().join("b.tml"), WEIR).unwrap();
    std::fs::write(folder.path().join("a.tml"), WEIR).unwrap();
    let names: Vec<String> =
        corpus::read(folder.path()).unwrap().into_iter().map(|document| document.name).collect();
    assert_eq!(names, ["a", "b"]);
    std::fs::write(folder.path().join("c.tml"), "<TimeML><TEXT>").unwrap();
    assert!(corpus::read(folder.path()).unwrap_err().contains("c.tml: "));
}
