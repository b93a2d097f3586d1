//! What is refused, with what is said of it; and that reading and writing are one.

use super::*;
use crate::date::{Day, Precision, When};
use proptest::prelude::*;

/// Each text with the message, the text under the carets, and the help.
fn check(cases: &[(&str, &str, &str, &str)]) {
    for (text, message, under, help) in cases {
        let error = When::parse(text).expect_err(text);
        let found = (error.message.as_str(), error.span.of(text), error.help.as_str());
        assert_eq!(found, (*message, *under, *help), "{text}");
    }
}

#[test]
fn parts_that_do_not_exist() {
    check(&[
        ("2025-13", "month 13 does not exist", "13", MONTH_HELP),
        ("2025-00", "month 00 does not exist", "00", "write 2025"),
        ("1985-42", "month 42 does not exist", "42", MONTH_HELP),
        ("2025-2X", "month 2X does not exist", "2X", MONTH_HELP),
        ("2025-02-30", "2025-02 has 28 days", "2025-02-30", "its last day is 2025-02-28"),
        ("2024-02-30", "2024-02 has 29 days", "2024-02-30", "its last day is 2024-02-29"),
        ("2025-04-31?", "2025-04 has 30 days", "2025-04-31?", "its last day is 2025-04-30"),
        ("2025-01-32", "day 32 does not exist", "32", "days are 01 to 31, in two digits"),
        ("2025-01-00", "day 00 does not exist", "00", "write 2025-01"),
        ("2025-02-3X", "2025-02 has 28 days", "2025-02-3X", "its last day is 2025-02-28"),
        (
            "19X1-02-29",
            "no year and month that fit have such a day",
            "19X1-02-29",
            "write XX for a day that is not known",
        ),
        ("2025-21-05", "21 is a season, quarter or half of a year and has no day 05", "05", MONTH_HELP),
        ("-0000", "there is no year -0000", "-0000", "write 0000 for 1 BCE, -0001 for 2 BCE"),
        ("2025-02-25T24:00", "hour 24 does not exist", "24", TIME_HELP),
        ("2025-02-25T12:60", "minute 60 does not exist", "60", TIME_HELP),
        (
            "2025-02T12:00",
            "a time needs a day",
            "12:00",
            "a time stands behind a whole day: 2025-02-25T14:30",
        ),
    ]);
}

#[test]
fn what_authors_write() {
    for (text, help) in [
        ("2025-2-3", "write 2025-02-03"),
        ("2025/02/03", "write 2025-02-03"),
        ("2025.2.3", "write 2025-02-03"),
        ("25.02.2025", "write 2025-02-25"),
        ("25/02/2025", "write 2025-02-25"),
        ("2/25/2025", "write 2025-02-25"),
        ("3/2/2025", "write 2025-02-03 or 2025-03-02"),
        ("2025/02", "write 2025-02"),
        ("02/2025", "write 2025-02"),
        ("2025-2", "write 2025-02"),
        ("2005/06", "write 2005/2006 or 2005-06"),
        ("1914-18", "write 1914/1918"),
        ("1914–18", "write 1914/1918"),
        ("1914-1918", "write 1914/1918"),
        ("1914–1918", "write 1914/1918"),
        ("1914 - 1918", "write 1914/1918"),
        ("1914..1918", "write 1914/1918"),
        ("2025-02-17/23", "write 2025-02-17/2025-02-23"),
        ("2025-2-17/2025-2-23", "write 2025-02-17/2025-02-23"),
        ("1984-", "write 1984/.."),
        ("2025-02-25..", "write 2025-02-25/.."),
        ("..2025", "write ../2025"),
        (".. / 2025", "write ../2025"),
        ("1990s-2000s", "write 199X/200X or 199X/20XX"),
        ("2025–02–25", "write 2025-02-25"),
        ("2025-00-00", "write 2025"),
        ("20250225", "write 2025-02-25 or Y20250225"),
        ("17000", "write Y17000"),
        ("-17000", "write Y-17000"),
        ("-43", "year 0000 is 1 BCE: write -0042 for 43 BCE, -0043 for 44 BCE"),
        ("800", "write 0800 or 800X"),
        ("199x", "write 199X"),
        ("199u", "write 199X"),
        ("199?", "write 199X"),
        ("19--", "write 19XX"),
        ("1990s", "write 199X"),
        ("1990's", "write 199X"),
        ("1900s", "write 190X or 19XX"),
        ("y17000", "write Y17000"),
        ("Y1984", "write 1984"),
        ("Y-43", "write -0043"),
        ("1984 ~", "write 1984~"),
        ("1984?~", "write 1984%"),
        ("1984/open", "write 1984/.. or 1984/"),
        ("unknown/1984", "write ../1984 or /1984"),
        ("1667, 1668", "write [1667, 1668] or {1667, 1668}"),
        ("[1667,1668", "write [1667,1668]"),
        ("{1667,1668", "write {1667,1668}"),
        ("2025-W09", "write 2025-02-24/2025-03-02"),
        ("2025-W09-2", "write 2025-02-25"),
        ("2025-056", "write 2025-02-25"),
        ("2025-Q1", "write 2025-33"),
        ("Q3 2025", "write 2025-35"),
        ("2025H2", "write 2025-41"),
        ("2025-02-25T14", "write 2025-02-25T14:00"),
        ("2025-02-25T1430", "write 2025-02-25T14:30"),
        ("2025-02-25 9:00", "write 2025-02-25T09:00"),
        ("2008/1964", "write 1964/2008 if the two were swapped"),
        ("44 BC", "year 0000 is 1 BCE: write -0043 for 44 BCE, 0044 for 44 CE"),
        ("1 BCE", "year 0000 is 1 BCE: write 0000 for 1 BCE, 0001 for 1 CE"),
        ("19th century", "write 18XX for the years 1800 to 1899"),
        (
            "circa 1984",
            "write 1984~ for about 1984, 1984? for possibly 1984, ../1984 for until, 1984/.. for since; \
             months are numbers, as in 2025-02",
        ),
        (
            "c. 1984-02",
            "write 1984-02~ for about 1984-02, 1984-02? for possibly 1984-02, ../1984-02 for until, \
             1984-02/.. for since; months are numbers, as in 2025-02",
        ),
        ("44 v. Chr.", "year 0000 is 1 BCE: write -0043 for 44 BCE, 0044 for 44 CE"),
        ("2025 February", DATE_HELP),
        ("25 February 2025", DATE_HELP),
        ("last Tuesday", DATE_HELP),
        ("", DATE_HELP),
    ] {
        assert_eq!(When::parse(text).expect_err(text).help, help, "{text:?}");
    }
}

#[test]
fn where_it_is_wrong() {
    check(&[
        ("  2025-13 ", "month 13 does not exist", "13", MONTH_HELP),
        ("", "the date is empty", "", DATE_HELP),
        ("Sat 22 Feb", "`Sat` is no year", "Sat", DATE_HELP),
        ("October", "`October` is no year", "October", DATE_HELP),
        ("2025-Feb-03", "`Feb` is no month", "Feb", MONTH_HELP),
        ("2025-02-3rd", "`3rd` is no day", "3rd", "days are 01 to 31, in two digits"),
        ("2025-02-", "a day is missing", "", "days are 01 to 31, in two digits"),
        ("1984 or so", "`or so` is not part of a date", " or so", DATE_HELP),
        ("1984-02-03-04", "`-04` is not part of a date", "-04", DATE_HELP),
        ("2025-02-3é", "`3é` is no day", "3é", "days are 01 to 31, in two digits"),
        (
            "2008-06/2008-05",
            "the interval ends with 2008-05, before it starts with 2008-06",
            "2008-05",
            "write 2008-05/2008-06 if the two were swapped",
        ),
        (
            "..",
            "an interval needs a `/` between its ends",
            "",
            "an interval is written 1964/2008, ../2008 or 1964/..",
        ),
        (
            "../..",
            "an interval needs a date at one end at least",
            "../..",
            "an interval is written 1964/2008, ../2008 or 1964/..",
        ),
        (
            "[1667,..1984]",
            "only the first member of a set can have an open start",
            "..1984",
            "write [..1760-12-03,1762], the open start first",
        ),
        (
            "[1984..,1990]",
            "only the last member of a set can have an open end",
            "1984..,",
            "write [1667,1760-12..], the open end last",
        ),
        (
            "[1672..1670]",
            "the range ends with 1670, before it starts with 1672",
            "1672..1670",
            "write 1670..1672",
        ),
        ("[]", "a year is missing", "", DATE_HELP),
        (
            "1950S0",
            "`S` is followed by the number of significant digits",
            "1950S0",
            "write 1950S2 for a year of the 1900s, estimated as 1950",
        ),
        ("19XXS2", "a year has either significant digits or `X`, not both", "19XXS2", "write 19XX or 1950S2"),
        (
            "1950S2-05",
            "a year with significant digits has no month",
            "1950S2-05",
            "significant digits stand alone: 1950S2",
        ),
        ("Y17E99", "the year is too large", "Y17E99", "years reach to about 9 billion billions (Y9E18)"),
    ]);
}

#[test]
fn times_as_tools_write_them_become_edtf() {
    for (text, edtf) in [
        ("2025-02-25 14:30", "2025-02-25T14:30"),
        ("2025-02-25t14:30:00z", "2025-02-25T14:30:00Z"),
        ("2025-02-25T14:30:00.123Z", "2025-02-25T14:30:00Z"),
        ("2025-02-25 14:30:00 -0600", "2025-02-25T14:30:00-06:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
        (" [1667, 1668] ", "[1667,1668]"),
    ] {
        assert_eq!(When::parse(text).expect(text).to_string(), edtf, "{text}");
    }
}

/// Dates from their grammar: all parts valid, the day perhaps not on the calendar.
fn date() -> impl Strategy<Value = String> {
    let four = "-?[0-9]{4}|-?[0-9]{3}X|-?[0-9]{2}XX|[0-9X]{4}";
    let below =
        "|-[?~%]?(0[1-9]|1[0-2]|XX|0X|1X)[?~%]?(-[?~%]?(0[1-9]|[12][0-9]|3[01]|XX|[0-3]X|X[0-9])[?~%]?)?";
    prop_oneof![
        6 => (four, "[?~%]?", below).prop_map(|(year, mark, rest)| format!("{year}{mark}{rest}")),
        1 => (four, "[?~%]?", 21..=41).prop_map(|(year, mark, code)| format!("{year}{mark}-{code}")),
        1 => "[1-9][0-9]{3}S[1-4]",
        1 => "Y-?[1-9][0-9]{4,12}(S[1-9])?",
        1 => "Y-?[1-9][0-9]{0,3}E[1-9](S[1-9])?",
        1 => "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](Z|[+-](0[0-9]|1[0-4])(:[0-5][0-9])?)?)?",
    ]
}

/// EDTF values of every kind.
fn value() -> impl Strategy<Value = When> {
    let end = || prop_oneof![8 => date(), 1 => Just("..".to_owned()), 1 => Just(String::new())];
    let set = |open, close| {
        let member = prop_oneof![3 => date(), 1 => (date(), date()).prop_map(|(a, b)| format!("{a}..{b}"))];
        let members = prop::collection::vec(member, 1..4);
        ("(\\.\\.)?", members, "(\\.\\.)?")
            .prop_map(move |(from, members, to)| format!("{open}{from}{}{to}{close}", members.join(",")))
    };
    let text = prop_oneof![
        4 => date(),
        2 => (end(), end()).prop_map(|(start, end)| format!("{start}/{end}")),
        1 => set('[', ']'),
        1 => set('{', '}'),
    ];
    text.prop_filter_map("not on any calendar, or backwards", |text| {
        let when = strict(&text).ok()?;
        assert_eq!(when.to_string(), text, "reading and writing are one");
        When::parse(&text).ok()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in "\\PC*") {
        let _ = When::parse(&text);
    }

    #[test]
    fn no_text_of_its_own_signs_makes_it_panic(text in "[0-9XYESTZ?~%/.,:\\[\\]{} éx-]{0,24}") {
        if let Err(error) = When::parse(&text) {
            prop_assert!(text.get(error.span.start..error.span.end).is_some(), "the span lies on whole characters");
            prop_assert!(!error.message.is_empty() && !error.help.is_empty());
        }
    }

    #[test]
    fn what_is_written_is_read_back(when in value()) {
        prop_assert_eq!(When::parse(&when.to_string()), Ok(when));
    }

    #[test]
    fn bounds_are_days_in_order_with_the_anchor_inside(when in value()) {
        let bounds = [when.earliest(), when.latest()];
        for day in bounds.into_iter().flatten() {
            prop_assert_eq!(Day::new(day.year, day.month, day.day), Some(day));
        }
        if let [Some(earliest), Some(latest)] = bounds {
            prop_assert!(earliest <= latest);
            prop_assert_eq!(when.anchor(), earliest);
            let single = !when.is_interval() && !when.is_set() && when.precision() >= Precision::Day;
            prop_assert!(!single || earliest == latest);
        }
        prop_assert!(when.earliest().is_none_or(|day| day <= when.anchor()));
        prop_assert!(when.latest().is_none_or(|day| day >= when.anchor()));
    }

    #[test]
    fn order_agrees_with_equality_and_with_bounds(a in value(), b in value(), c in value()) {
        let order = |a: &When, b: &When| a.order_key().cmp(&b.order_key());
        prop_assert_eq!(order(&a, &b).is_eq(), a == b);
        prop_assert_eq!(order(&a, &b), order(&b, &a).reverse());
        prop_assert!(!(order(&a, &b).is_le() && order(&b, &c).is_le()) || order(&a, &c).is_le());
        prop_assert!(a.anchor() >= b.anchor() || order(&a, &b).is_lt());
    }

    #[test]
    fn qualifying_keeps_the_bounds(when in value()) {
        let about = when.clone().approximate();
        prop_assert!(about.is_approximate());
        prop_assert_eq!((about.earliest(), about.latest()), (when.earliest(), when.latest()));
        prop_assert_eq!(When::parse(&about.to_string()), Ok(about.clone()));
        prop_assert!(about.uncertain().is_uncertain());
    }

    #[test]
    fn constructors_build_what_is_read(year in -20_000_i64..20_000, month in 1_u8..=12, day in 1_u8..=31) {
        let day = Day::new(year, month, day).unwrap_or(Day { year, month, day: 1 });
        let season = When::season(year, 20 + month).unwrap();
        for when in [When::day(day), When::year(year), When::month(year, month).unwrap(), season] {
            prop_assert_eq!(When::parse(&when.to_string()), Ok(when));
        }
        prop_assert_eq!(When::day(day).earliest(), Some(day));
        prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
        for (when, years) in [(When::decade(year), 10), (When::century(year), 100)] {
            prop_assert_eq!(when.earliest(), Day::new(year, 1, 1));
            prop_assert_eq!(when.latest(), Day::new(year + years - 1, 12, 31));
            prop_assert_eq!(When::parse(&when.to_string()), Ok(when));
        }
    }
}
