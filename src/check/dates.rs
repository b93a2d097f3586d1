//! Dates that say more than is known.

use super::place::{at_date, file};
use crate::article::Article;
use crate::config::Config;
use crate::date::{Day, Precision, When};
use crate::diag::Diagnostic;
use crate::event::{Event, Origin};
use crate::tag::tag;
use crate::timeline::Timeline;

/// What authors write about an event that has happened.
const CONFIRMED: &str = "confirmed";

/// Event files on the first day of a year or month, which tools and people write for want of the day. Where the title, the text or
/// the date of a source names that very day, it is meant.
pub(super) fn false_precision(timeline: &Timeline, config: &Config) -> Vec<Diagnostic> {
    let suspects = timeline.events.iter().filter(|event| {
        event.origin == Origin::File
            && event.when.precision() == Precision::Day
            && !event.when.is_interval()
            && event.when.anchor().day == 1
    });
    let told = |event: &Event| {
        let article = file(event, timeline)?;
        let day = event.when.anchor();
        if is_named(day, event, article, config) {
            return None;
        }
        let (what, coarser) = if day.month == 1 {
            ("the first day of a year", format!("{:04}", day.year))
        } else {
            ("the first day of a month", format!("{:04}-{:02}", day.year, day.month))
        };
        let message = format!("the event is on {what}, {day}, and nothing else in the file says so");
        let help =
            format!("write `{coarser}` if the day is not known; if it is, allow = [\"false-precision\"]");
        Some(at_date(Diagnostic::warning("false-precision", message), event, article, what).help(help))
    };
    suspects.filter_map(told).collect()
}

fn is_named(day: Day, event: &Event, article: &Article, config: &Config) -> bool {
    let of_source = |date: &String| When::parse(date).is_ok_and(|when| when == When::day(day));
    if event.sources.iter().filter_map(|source| source.date.as_ref()).any(of_source) {
        return true;
    }
    let Some(pack) = config.pack_for(article.meta.language.as_deref()) else { return false };
    let texts = [&event.title, article.plain.text(), event.summary.as_deref().unwrap_or_default()];
    // "on 1 July" means the day of that year.
    let of_text = |text: &str| {
        let found = tag(text, pack, Some(day)).into_iter().filter_map(|timex| timex.when);
        found.filter(|when| when.precision() >= Precision::Day).any(|when| holds(&when, day))
    };
    texts.into_iter().any(of_text)
}

/// Whether the day is the date, or one of its ends.
fn holds(when: &When, day: Day) -> bool {
    when.earliest() == Some(day) || when.latest() == Some(day)
}

/// Events that are still to come and are called confirmed.
pub(super) fn future_confirmed(timeline: &Timeline, today: Option<Day>) -> Vec<Diagnostic> {
    let Some(today) = today else { return Vec::new() };
    let is_ahead = |event: &&Event| {
        let confirmed = event.status.as_deref().is_some_and(|status| status.eq_ignore_ascii_case(CONFIRMED));
        confirmed && event.when.earliest().is_some_and(|first| first > today)
    };
    let told = |event: &Event| {
        let article = file(event, timeline)?;
        let message = format!("the event of {} is still to come, and called confirmed", event.when);
        let told = Diagnostic::warning("future-confirmed", message);
        Some(at_date(told, event, article, "after today").help("write `status: scheduled`, or mend the date"))
    };
    timeline.events.iter().filter(is_ahead).filter_map(told).collect()
}
