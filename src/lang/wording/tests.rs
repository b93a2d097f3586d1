//! The English words of dates.

use super::{Wording, WordingError};
use crate::date::{Day, When};
use proptest::prelude::*;

const ENGLISH: &str = include_str!("../en/wording.toml");

fn english() -> Wording {
    Wording::load(ENGLISH).unwrap()
}

fn when(edtf: &str) -> When {
    When::parse(edtf).unwrap_or_else(|error| panic!("{edtf}: {error}"))
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Each date with its words.
fn check(cases: &[(&str, &str)]) {
    let english = english();
    for (edtf, words) in cases {
        assert_eq!(english.words(&when(edtf)), *words, "{edtf}");
    }
}

#[test]
fn dates() {
    check(&[
        ("2025-02-25", "25 February 2025"),
        ("2025-02", "February 2025"),
        ("2025", "2025"),
        ("2020-21", "Spring 2020"),
        ("2025-33", "first quarter of 2025"),
        ("2025-41", "second half of 2025"),
        ("2025-02-25T23:59", "25 February 2025, 23:59"),
        ("1985-04-12T23:20:30Z", "12 April 1985, 23:20:30 UTC"),
        ("1985-04-12T23:20:30+04:30", "12 April 1985, 23:20:30 UTC+04:30"),
    ]);
}

#[test]
fn years_far_from_now() {
    check(&[
        ("0800-12-25", "25 December 800"),
        ("0079-08-24", "24 August 79 CE"),
        ("0001", "1 CE"),
        ("0000", "1 BCE"),
        ("-0043", "44 BCE"),
        ("-0043-03-15", "15 March 44 BCE"),
        ("-9999", "10,000 BCE"),
        ("Y-16999", "17,000 BCE"),
        ("Y-17E7", "170,000,000 BCE"),
        ("Y17000", "17,000"),
    ]);
}

#[test]
fn decades_and_centuries() {
    check(&[
        ("199X", "1990s"),
        ("200X", "2000s"),
        ("18XX", "19th century"),
        ("20XX", "21st century"),
        ("11XX", "12th century"),
        ("00XX", "1st century"),
        ("1XXX", "2nd millennium"),
        ("-04XX", "5th century BCE"),
        ("-1XXX", "2nd millennium BCE"),
        ("-004X", "50 to 41 BCE"),
        ("000X", "1 BCE to 9 CE"),
        ("199X~", "about the 1990s"),
    ]);
}

#[test]
fn digits_left_open() {
    check(&[
        ("1985-04-XX", "April 1985, day unknown"),
        ("2004-XX", "2004, month unknown"),
        ("1985-XX-XX", "1985, day and month unknown"),
        ("156X-12-25", "25 December in the 1560s"),
        ("15XX-12-25", "25 December in the 16th century"),
        ("XXXX-12-25", "25 December, year unknown"),
        ("XXXX-12-XX", "December, day and year unknown"),
        ("XXXX-12", "December, year unknown"),
        ("XXXX", "date unknown"),
        ("1XXX-12", "December in the 2nd millennium"),
        ("1XXX-XX", "2nd millennium, month unknown"),
        ("15XX-12-XX", "December in the 16th century, day unknown"),
        ("19XX-21", "Spring in the 20th century"),
        ("1984-1X", "between October and December 1984"),
        ("1985-04-1X", "between 10 April and 19 April 1985"),
        ("1985-1X-05", "between 5 October and 5 December 1985"),
        ("1X84", "between 1084 and 1984"),
        ("199X-1X", "between October 1990 and December 1999"),
    ]);
}

#[test]
fn qualifiers() {
    check(&[
        ("1590~", "about 1590"),
        ("1984?", "possibly 1984"),
        ("1984-06%", "possibly about June 1984"),
        ("1950S2", "about 1950"),
        ("1950S4", "1950"),
        ("~2004-~06-~11", "about 11 June 2004"),
        ("2004?-06-11", "11 June 2004 (year uncertain)"),
        ("2004-06~-11", "11 June 2004 (year and month approximate)"),
        ("?2004-06-~11", "11 June 2004 (year uncertain, day approximate)"),
        ("2004-%06-11", "11 June 2004 (month uncertain and approximate)"),
    ]);
}

#[test]
fn intervals() {
    check(&[
        ("2025-02-17/2025-02-23", "17 to 23 February 2025"),
        ("2025-01-28/2025-02-12", "28 January to 12 February 2025"),
        ("2024-12-28/2025-02-12", "28 December 2024 to 12 February 2025"),
        ("2024-11/2025-01", "November 2024 to January 2025"),
        ("2025-01/2025-03", "January to March 2025"),
        ("1914/1918", "1914 to 1918"),
        ("-0048/-0039", "49 to 40 BCE"),
        ("-0026/0014", "27 BCE to 14 CE"),
        ("-0043-03-15/-0043-03-17", "15 to 17 March 44 BCE"),
        ("1590~/1600~", "about 1590 to about 1600"),
        ("199X/200X", "the 1990s to the 2000s"),
        ("18XX/..", "since the 19th century"),
        ("2025-33/..", "since the first quarter of 2025"),
        ("2025-21/2025-23", "Spring 2025 to Autumn 2025"),
        ("2004-06-XX/2004-07-03", "June 2004, day unknown to 3 July 2004"),
        ("2025-02-25/2025-02-25", "25 February 2025"),
        ("2025-02-25T14:00/2025-02-25T16:00", "25 February 2025, 14:00 to 16:00"),
        ("2025-02-25T14:00/2025-02-26T16:00", "25 February 2025, 14:00 to 26 February 2025, 16:00"),
        ("2025-01-20/..", "since 20 January 2025"),
        ("../2025-02-24", "until 24 February 2025"),
        ("1985/", "from 1985, end unknown"),
        ("/1985", "until 1985, start unknown"),
    ]);
}

#[test]
fn sets() {
    check(&[
        ("[1667,1668]", "1667 or 1668"),
        ("[1667,1668,1670]", "one of 1667, 1668 or 1670"),
        ("[1667,1668,1670..1672]", "one of 1667, 1668 or 1670 to 1672"),
        ("{1960,1961-12}", "1960 and December 1961"),
        ("{1667,1668,1670..1672}", "1667, 1668 and 1670 to 1672"),
        ("[..1984]", "1984 or earlier"),
        ("[1760-12..]", "December 1760 or later"),
        ("{..1984}", "1984 and earlier"),
        ("[1984]", "1984"),
    ]);
}

#[test]
fn short_dates_leave_out_the_year_of_their_heading() {
    for (edtf, words) in [
        ("2025-02-25", "25 February"),
        ("2025-02-25T23:59", "25 February, 23:59"),
        ("2025-02", "February"),
        ("2025-21~", "about Spring"),
        ("2025-33", "first quarter"),
        ("2025-01-28/2025-02-12", "28 January to 12 February"),
        ("2025-02-17/2025-02-23", "17 to 23 February"),
        ("2025-01/2025-03", "January to March"),
        ("2025-01-20/..", "since 20 January"),
        ("2025-02-XX", "February, day unknown"),
        ("[2025-02-03,2025-02-04]", "3 February or 4 February"),
        // Nothing would be left, or the year is another.
        ("2025", "2025"),
        ("2025~", "about 2025"),
        ("2025-XX-XX", "2025, day and month unknown"),
        ("2024-02-25", "25 February 2024"),
        ("2024-12-28/2025-02-12", "28 December 2024 to 12 February 2025"),
        ("2025/2026-02", "2025 to February 2026"),
        ("202X-02-25", "25 February in the 2020s"),
    ] {
        assert_eq!(english().short(&when(edtf), 2025), words, "{edtf}");
    }
}

proptest! {
    #[test]
    fn there_are_words_for_every_date(text in "[?~]?-?[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2}(T12:30)?)?)?[~%]?(/(\\.\\.|[0-9X]{4}(-[0-9X]{2})?)?)?") {
        if let Ok(when) = When::parse(&text) {
            let english = english();
            for words in [english.words(&when), english.short(&when, 2025)] {
                prop_assert!(!words.is_empty() && !words.contains(['{', '}']) && words.trim() == words, "{words}");
            }
        }
    }
}

#[test]
fn gaps() {
    for (first, second, words) in [
        ("2025-02-25", "2025-02-25", None),
        ("2025-02-25", "2025-02-24", None),
        ("2025-02-25", "2025-02-26", Some("the next day")),
        ("2025-02-25", "2025-03-07", Some("ten days later")),
        ("2025-02-01", "2025-02-14", Some("13 days later")),
        ("2025-02-01", "2025-02-15", Some("two weeks later")),
        ("2025-01-31", "2025-04-30", Some("three months later")),
        ("2024-02-25", "2025-02-25", Some("one year later")),
        ("2023-09-01", "2025-02-25", Some("18 months later")),
        ("2022-02-24", "2025-02-25", Some("three years later")),
        ("2014-08-11", "2025-01-20", Some("ten years later")),
        ("-0043-03-15", "1969-07-20", Some("2012 years later")),
    ] {
        assert_eq!(english().gap(day(first), day(second)).as_deref(), words, "{first} {second}");
    }
}

#[test]
fn lengths() {
    for (edtf, words) in [
        ("2025-01-28/2025-02-12", Some("16 days")),
        ("2025-02-25/2025-02-25", Some("1 day")),
        ("2024-11/2025-01", Some("3 months")),
        ("2024-11-03/2025-03-30", Some("5 months")),
        ("1964/2008", Some("45 years")),
        ("2024/2025-03", Some("1 year")),
        ("2025-02-25", None),
        ("2025-02-25/..", None),
        ("/2025", None),
        ("[1667,1668]", None),
    ] {
        assert_eq!(english().length(&when(edtf)).as_deref(), words, "{edtf}");
    }
}

#[test]
fn names_and_numbers() {
    let english = english();
    assert_eq!(english.month_name(2), "February");
    assert_eq!(english.month_short(9), "Sept");
    assert_eq!((english.month_name(0), english.month_name(13)), ("", ""));
    assert_eq!(english.weekday(day("2025-02-25")), "Tuesday");
    assert_eq!(english.number(12), "twelve");
    assert_eq!((english.number(0), english.number(13)), ("0".to_owned(), "13".to_owned()));
    for (number, words) in
        [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (112, "112th"), (121, "121st")]
    {
        assert_eq!(english.ordinal(number), words);
    }
}

#[test]
fn another_language_is_data_alone() {
    let german = Wording::load(include_str!("../de/wording.toml")).unwrap();
    for (edtf, words) in [
        ("2025-02-25", "25. Februar 2025"),
        ("2025-02-17/2025-02-23", "17. bis 23. Februar 2025"),
        ("2025-01-28/2025-02-12", "28. Januar bis 12. Februar 2025"),
        ("-0043", "44 v. Chr."),
        ("18XX", "19. Jahrhundert"),
        ("1590~", "um 1590"),
        ("199X", "1990er"),
        ("2025-33", "1. Quartal 2025"),
        ("2020-21", "Frühling 2020"),
        ("2025-01-20/..", "seit 20. Januar 2025"),
        ("2025-02-25T23:59", "25. Februar 2025, 23:59"),
        ("[1667,1668,1670]", "1667, 1668 oder 1670"),
        ("Y-16999", "17.000 v. Chr."),
    ] {
        assert_eq!(german.words(&when(edtf)), words, "{edtf}");
    }
    let gap = |from, to| german.gap(day(from), day(to)).unwrap();
    assert_eq!(gap("2025-02-25", "2025-02-26"), "am nächsten Tag");
    assert_eq!(gap("2025-02-25", "2025-06-25"), "vier Monate später");
}

#[test]
fn a_text_with_wrong_braces_is_refused() {
    let load = |from: &str, to: &str| {
        assert!(ENGLISH.contains(from), "{from}");
        Wording::load(&ENGLISH.replacen(from, to, 1)).unwrap_err()
    };
    let error = load("approximate = \"about {date}\"", "approximate = \"about {day}\"");
    assert_eq!(error.to_string(), "`qualified.approximate = \"about {day}\"` must hold {date}");
    assert!(matches!(load("41 = {", "42 = {"), WordingError::NoSeason(41)));
    assert!(load("decade =", "decades =").to_string().contains("unknown field `decades`"));
    assert!(load("\"December\"]", "]").to_string().contains("12"));
}
