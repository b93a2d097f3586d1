//! Dates in fields: year, month, day, hour, minute, second.

use crate::date::{Time, When};
use serde_json::{Map, Value};

/// A date of fields as TimelineJS names them; `None` without a year.
///
/// A year counts from 1 in both directions, as TimelineJS shows it: -44 is 44 BCE, in EDTF -0043. Years in powers of ten stay so.
///
/// # Errors
/// What is wrong, as a sentence.
pub(super) fn of_fields(fields: &Map<String, Value>) -> Result<Option<When>, String> {
    let Some(year) = number(fields, "year")? else { return Ok(None) };
    let mut text = edtf_year(year);
    let (month, day) =
        (number(fields, "month")?.filter(|n| *n != 0), number(fields, "day")?.filter(|n| *n != 0));
    if let Some(month) = month {
        text += &format!("-{month:02}");
        text += &day.map(|day| format!("-{day:02}")).unwrap_or_default();
    }
    let when = When::parse(&text).map_err(|error| error.message)?;
    Ok(Some(match time(fields)? {
        Some(time) => when.clone().with_time(time).unwrap_or(when),
        None => when,
    }))
}

fn time(fields: &Map<String, Value>) -> Result<Option<Time>, String> {
    let Some(hour) = number(fields, "hour")? else { return Ok(None) };
    let minute = number(fields, "minute")?.unwrap_or(0);
    let second = number(fields, "second")?.map(|second| format!(":{second:02}")).unwrap_or_default();
    Time::parse(&format!("{hour:02}:{minute:02}{second}")).map(Some).map_err(|error| error.message)
}

/// Numbers stand there as numbers or as texts, with blanks and commas; nothing, too.
fn number(fields: &Map<String, Value>, name: &str) -> Result<Option<i64>, String> {
    let text = match fields.get(name) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    };
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    if digits.is_empty() {
        return Ok(None);
    }
    digits.parse().map(Some).map_err(|_| format!("the {name} `{text}` is no whole number"))
}

fn edtf_year(shown: i64) -> String {
    let zeros = shown.unsigned_abs().to_string().bytes().rev().take_while(|byte| *byte == b'0').count();
    if shown < -9999 && zeros > 0 {
        return format!("Y{}E{zeros}", shown / 10_i64.pow(zeros as u32));
    }
    let year = if shown < 0 { shown + 1 } else { shown };
    let sign = if year < 0 { "-" } else { "" };
    let prefix = if year.unsigned_abs() > 9999 { "Y" } else { "" };
    format!("{prefix}{sign}{:04}", year.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn ok_and_err_fields() {
        for (fields, expected) in [
            (json!({"year": "1815", "month": "12", "day": "10"}), Ok(Some("1815-12-10"))),
            (json!({"year": " 2,012 ", "month": "", "day": ""}), Ok(Some("2012"))),
            (json!({"year": -44, "month": 3}), Ok(Some("-0043-03"))),
            (json!({"year": "-1"}), Ok(Some("0000"))),
            (json!({"year": "-13800000000"}), Ok(Some("Y-138E8"))),
            (json!({"year": "-65000001"}), Ok(Some("Y-65000000"))),
            (json!({"year": 12000}), Ok(Some("Y12000"))),
            (
                json!({"year": 2025, "month": 2, "day": 25, "hour": 9, "minute": 5}),
                Ok(Some("2025-02-25T09:05")),
            ),
            (json!({"year": 2025, "month": 2, "day": 25, "hour": "", "minute": ""}), Ok(Some("2025-02-25"))),
            (json!({"year": 2025, "day": 25}), Ok(Some("2025"))),
            (json!({"month": 2}), Ok(None)),
            (json!({"year": "c. 1900"}), Err("the year `c. 1900` is no whole number")),
        ] {
            let found = of_fields(fields.as_object().unwrap());
            let found = found.as_ref().map(|when| when.as_ref().map(ToString::to_string));
            let expected = expected.map(|text| text.map(str::to_owned)).map_err(str::to_owned);
            assert_eq!(found.map_err(Clone::clone), expected, "{fields}");
        }
        assert!(of_fields(json!({"year": 2025, "month": 13}).as_object().unwrap()).is_err());
    }
}
