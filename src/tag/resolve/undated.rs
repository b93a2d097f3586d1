//! TIMEX3 values of what is no calendar date: amounts of time, and dates that could not be found.

use super::super::meaning::{Amount, Meaning};
use super::super::value::{clock, duration_code};
use crate::lang::Grain;

/// A TIMEX3 duration: `P3D`, `PT2H`, `P2.5Y`, `PXW`.
pub(super) fn duration(amounts: &[Amount]) -> String {
    let (mut days, mut times) = (String::new(), String::new());
    for Amount { count, unit } in amounts {
        let (code, of_day, factor) = duration_code(*unit);
        let count = match count {
            None => "X".to_owned(),
            Some((whole, 0)) => (whole * factor).to_string(),
            Some((whole, hundredths)) => format!("{whole}.{hundredths:02}").trim_end_matches('0').to_owned(),
        };
        let part = if of_day { &mut times } else { &mut days };
        part.push_str(&count);
        part.push_str(code);
    }
    if times.is_empty() { format!("P{days}") } else { format!("P{days}T{times}") }
}

/// The value of a date that could not be found: what is known of it.
pub(super) fn open_value(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Date { month: Some(month), day: Some(day), .. } => format!("XXXX-{month:02}-{day:02}"),
        Meaning::Date { month: Some(month), .. } | Meaning::MonthStep(month, _) => format!("XXXX-{month:02}"),
        Meaning::Weekday(day) | Meaning::WeekdayStep(day, _) | Meaning::ThenWeekday(day, _) => {
            format!("XXXX-WXX-{day}")
        }
        Meaning::Part(_, part) | Meaning::PartStep(part, _) => format!("XXXX-{part}"),
        Meaning::Clock { hour, minute, second } => format!("XXXX-XX-XX{}", clock(*hour, *minute, *second)),
        Meaning::Cut(_, inner) | Meaning::Mark(_, inner) => open_value(inner),
        other => match other.grain() {
            Grain::Week => "XXXX-WXX".to_owned(),
            Grain::Month => "XXXX-XX".to_owned(),
            Grain::Part | Grain::Year => "XXXX".to_owned(),
            Grain::Decade => "XXX".to_owned(),
            Grain::Century => "XX".to_owned(),
            _ => "XXXX-XX-XX".to_owned(),
        },
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::lang::Unit;

    #[test]
    fn durations_are_written_as_timex3() {
        let check = |amounts: &[(Option<(i64, u8)>, Unit)], expected: &str| {
            let amounts: Vec<Amount> = amounts.iter().map(|&(count, unit)| Amount { count, unit }).collect();
            assert_eq!(duration(&amounts), expected);
        };
        check(&[(Some((3, 0)), Unit::Day)], "P3D");
        check(&[(Some((2, 50)), Unit::Year)], "P2.5Y");
        check(&[(None, Unit::Week)], "PXW");
        check(&[(Some((1, 0)), Unit::Day), (Some((2, 0)), Unit::Hour)], "P1DT2H");
        check(&[(Some((1, 0)), Unit::Fortnight)], "P2W");
    }
}
