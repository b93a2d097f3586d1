//! Every example of the published specification (Extended Date/Time Format, Library of Congress,
//! 4 February 2019, <https://www.loc.gov/standards/datetime/>), section by section, with what it means here.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

use dateline::date::{Day, Precision, When};

/// Checks rows of `value | earliest | latest | precision`; a blank bound is an open or unknown one.
fn check(table: &str) {
    let rows: Vec<_> = table.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert!(!rows.is_empty(), "the table has rows");
    for row in rows {
        let [value, earliest, latest, precision] =
            row.split('|').map(str::trim).collect::<Vec<_>>().try_into().expect("four columns");
        let when = When::parse(value).unwrap_or_else(|error| panic!("{value}: {error}"));
        let bound = |text: &str| (!text.is_empty()).then(|| text.parse::<Day>().expect("a day"));
        assert_eq!(when.to_string(), value, "what was written");
        assert_eq!(when.earliest(), bound(earliest), "earliest day of {value}");
        assert_eq!(when.latest(), bound(latest), "latest day of {value}");
        assert_eq!(format!("{:?}", when.precision()), precision, "precision of {value}");
    }
}

#[test]
fn level_0_date() {
    check(
        "1985-04-12 | 1985-04-12 | 1985-04-12 | Day
         1985-04    | 1985-04-01 | 1985-04-30 | Month
         1985       | 1985-01-01 | 1985-12-31 | Year",
    );
}

#[test]
fn level_0_date_and_time() {
    check(
        "1985-04-12T23:20:30       | 1985-04-12 | 1985-04-12 | Time
         1985-04-12T23:20:30Z      | 1985-04-12 | 1985-04-12 | Time
         1985-04-12T23:20:30-04    | 1985-04-12 | 1985-04-12 | Time
         1985-04-12T23:20:30+04:30 | 1985-04-12 | 1985-04-12 | Time",
    );
}

#[test]
fn level_0_time_interval() {
    check(
        "1964/2008             | 1964-01-01 | 2008-12-31 | Year
         2004-06/2006-08       | 2004-06-01 | 2006-08-31 | Month
         2004-02-01/2005-02-08 | 2004-02-01 | 2005-02-08 | Day
         2004-02-01/2005-02    | 2004-02-01 | 2005-02-28 | Month
         2004-02-01/2005       | 2004-02-01 | 2005-12-31 | Year
         2005/2006-02          | 2005-01-01 | 2006-02-28 | Year",
    );
}

#[test]
fn level_1_letter_prefixed_year() {
    check(
        "Y170000002  | Y170000002-01-01  | Y170000002-12-31  | Year
         Y-170000002 | Y-170000002-01-01 | Y-170000002-12-31 | Year",
    );
}

#[test]
fn level_1_seasons() {
    check(
        "2001-21 | 2001-03-01 | 2001-05-31 | Season
         2001-22 | 2001-06-01 | 2001-08-31 | Season
         2001-23 | 2001-09-01 | 2001-11-30 | Season
         2001-24 | 2001-12-01 | 2002-02-28 | Season",
    );
}

#[test]
fn level_1_qualification_of_a_date() {
    check(
        "1984?       | 1984-01-01 | 1984-12-31 | Year
         2004-06~    | 2004-06-01 | 2004-06-30 | Month
         2004-06-11% | 2004-06-11 | 2004-06-11 | Day",
    );
}

#[test]
fn level_1_unspecified_digits_from_the_right() {
    check(
        "201X       | 2010-01-01 | 2019-12-31 | Decade
         20XX       | 2000-01-01 | 2099-12-31 | Century
         2004-XX    | 2004-01-01 | 2004-12-31 | Year
         1985-04-XX | 1985-04-01 | 1985-04-30 | Month
         1985-XX-XX | 1985-01-01 | 1985-12-31 | Year",
    );
}

#[test]
fn level_1_extended_interval() {
    check(
        "1985-04-12/.. | 1985-04-12 |            | Day
         1985-04/..    | 1985-04-01 |            | Month
         1985/..       | 1985-01-01 |            | Year
         ../1985-04-12 |            | 1985-04-12 | Day
         ../1985-04    |            | 1985-04-30 | Month
         ../1985       |            | 1985-12-31 | Year
         1985-04-12/   | 1985-04-12 |            | Day
         1985-04/      | 1985-04-01 |            | Month
         1985/         | 1985-01-01 |            | Year
         /1985-04-12   |            | 1985-04-12 | Day
         /1985-04      |            | 1985-04-30 | Month
         /1985         |            | 1985-12-31 | Year",
    );
}

#[test]
fn level_1_negative_calendar_year() {
    check("-1985 | -1985-01-01 | -1985-12-31 | Year");
}

#[test]
fn level_2_exponential_year() {
    check("Y-17E7 | Y-170000000-01-01 | Y-170000000-12-31 | Year");
}

#[test]
fn level_2_significant_digits() {
    check(
        "1950S2       | 1900-01-01       | 1999-12-31       | Century
         Y171010000S3 | Y171000000-01-01 | Y171999999-12-31 | Millennium
         Y3388E2S3    | Y338000-01-01    | Y338999-12-31    | Millennium",
    );
}

#[test]
fn level_2_sub_year_groupings() {
    check(
        "2001-25 | 2001-03-01 | 2001-05-31 | Season
         2001-26 | 2001-06-01 | 2001-08-31 | Season
         2001-27 | 2001-09-01 | 2001-11-30 | Season
         2001-28 | 2001-12-01 | 2002-02-28 | Season
         2001-29 | 2001-09-01 | 2001-11-30 | Season
         2001-30 | 2001-12-01 | 2002-02-28 | Season
         2001-31 | 2001-03-01 | 2001-05-31 | Season
         2001-32 | 2001-06-01 | 2001-08-31 | Season
         2001-33 | 2001-01-01 | 2001-03-31 | Season
         2001-34 | 2001-04-01 | 2001-06-30 | Season
         2001-35 | 2001-07-01 | 2001-09-30 | Season
         2001-36 | 2001-10-01 | 2001-12-31 | Season
         2001-37 | 2001-01-01 | 2001-04-30 | Season
         2001-38 | 2001-05-01 | 2001-08-31 | Season
         2001-39 | 2001-09-01 | 2001-12-31 | Season
         2001-40 | 2001-01-01 | 2001-06-30 | Season
         2001-41 | 2001-07-01 | 2001-12-31 | Season",
    );
}

#[test]
fn level_2_sets() {
    check(
        "[1667,1668,1670..1672]      | 1667-01-01 | 1672-12-31 | Year
         [..1760-12-03]              |            | 1760-12-03 | Day
         [1760-12..]                 | 1760-12-01 |            | Month
         [1760-01,1760-02,1760-12..] | 1760-01-01 |            | Month
         [1667,1760-12]              | 1667-01-01 | 1760-12-31 | Year
         [..1984]                    |            | 1984-12-31 | Year
         {1667,1668,1670..1672}      | 1667-01-01 | 1672-12-31 | Year
         {1960,1961-12}              | 1960-01-01 | 1961-12-31 | Year
         {..1984}                    |            | 1984-12-31 | Year",
    );
}

#[test]
fn level_2_qualification() {
    check(
        "2004-06-11%  | 2004-06-11 | 2004-06-11 | Day
         2004-06~-11  | 2004-06-11 | 2004-06-11 | Day
         2004?-06-11  | 2004-06-11 | 2004-06-11 | Day
         ?2004-06-~11 | 2004-06-11 | 2004-06-11 | Day
         2004-%06-11  | 2004-06-11 | 2004-06-11 | Day",
    );
}

#[test]
fn level_2_unspecified_digits_anywhere() {
    check(
        "156X-12-25 | 1560-12-25 | 1569-12-25 | Decade
         15XX-12-25 | 1500-12-25 | 1599-12-25 | Century
         XXXX-12-XX | 0000-12-01 | 9999-12-31 | Millennium
         1XXX-XX    | 1000-01-01 | 1999-12-31 | Millennium
         1XXX-12    | 1000-12-01 | 1999-12-31 | Millennium
         1984-1X    | 1984-10-01 | 1984-12-31 | Year",
    );
}

#[test]
fn level_2_interval() {
    check(
        "2004-06-~01/2004-06-~20 | 2004-06-01 | 2004-06-20 | Day
         2004-06-XX/2004-07-03   | 2004-06-01 | 2004-07-03 | Month",
    );
}

/// The specification's words on what a qualifier covers.
#[test]
fn qualifiers_cover_their_parts() {
    for (value, approximate, uncertain) in [
        ("1984?", false, true),
        ("2004-06~", true, false),
        ("2004-06-11%", true, true),
        ("2004-06~-11", true, false),
        ("?2004-06-~11", true, true),
        ("2004-%06-11", true, true),
        ("2004-06-~01/2004-06-~20", true, false),
        ("2004-06-11", false, false),
    ] {
        let when = When::parse(value).expect(value);
        assert_eq!((when.is_approximate(), when.is_uncertain()), (approximate, uncertain), "{value}");
    }
}

#[test]
fn precision_grows_finer() {
    assert!(Precision::Century < Precision::Decade && Precision::Day < Precision::Time);
}
