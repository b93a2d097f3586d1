//! Where events are documented.

use super::place::{at_date, at_title, file, span};
use crate::article::{Article, SourceRef};
use crate::date::{Day, When};
use crate::diag::Diagnostic;
use crate::event::{Event, Origin};
use crate::timeline::Timeline;
use std::collections::BTreeSet;

/// Years after which a report is no longer of its time.
const LATE: i64 = 3;

/// Everything about the sources of events that authors state.
pub(super) fn check(timeline: &Timeline) -> Vec<Diagnostic> {
    let stated =
        timeline.events.iter().filter(|event| matches!(event.origin, Origin::File | Origin::Curated));
    let mut told = Vec::new();
    for event in stated {
        let Some(article) = file(event, timeline) else { continue };
        if event.sources.is_empty() && event.origin == Origin::File {
            let message = format!("\"{}\" names no source", event.title);
            let none =
                Diagnostic::warning("no-source", message).help("say where it is documented: `sources`");
            told.push(at_title(none, event, article, "no source"));
        }
        told.extend(home_pages(event, article));
        told.extend(out_of_time(event, article));
    }
    told
}

/// Sources that are the first page of a site.
fn home_pages<'a>(event: &'a Event, article: &'a Article) -> impl Iterator<Item = Diagnostic> + 'a {
    let urls: BTreeSet<&str> = event.sources.iter().filter_map(|source| source.url.as_deref()).collect();
    urls.into_iter().filter(|url| is_home_page(url)).map(|url| {
        Diagnostic::warning("home-page-source", format!("the source {url} is the home page of a site"))
            .at(&article.file, span(article, url), "the report itself?")
            .help("give the address of the report")
    })
}

fn is_home_page(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else { return false };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    host.contains('.') && path.trim_matches('/').is_empty() && !host.contains(['?', '#'])
}

/// Sources that are all older than the event, or all much younger.
fn out_of_time(event: &Event, article: &Article) -> Option<Diagnostic> {
    let date = |source: &SourceRef| When::parse(source.date.as_deref()?).ok();
    let dates: Vec<When> = event.sources.iter().filter_map(date).collect();
    // One without a date may be the one that tells it.
    if dates.is_empty() || dates.len() < event.sources.len() {
        return None;
    }
    let last: Option<Vec<Day>> = dates.iter().map(When::latest).collect();
    let first: Option<Vec<Day>> = dates.iter().map(When::earliest).collect();
    let newest = last.and_then(|days| days.into_iter().max());
    let oldest = first.and_then(|days| days.into_iter().min());
    if newest.zip(event.when.earliest()).is_some_and(|(source, event)| source < event) {
        let message = format!("all sources are older than the event of {}", event.when);
        let told = Diagnostic::warning("early-sources", message);
        return Some(at_date(told, event, article, "later than its sources").help(
            "was it only announced? `status: scheduled` says so; else mend a date, or name a source of its time",
        ));
    }
    let late = |(source, event): (Day, Day)| source > event.add_years(LATE);
    oldest.zip(event.when.latest()).is_some_and(late).then(|| {
        let message = format!("all sources are of more than {LATE} years after the event of {}", event.when);
        at_date(Diagnostic::note("late-sources", message), event, article, "")
            .help("a source of its time is worth more")
    })
}

#[cfg(test)]
mod tests {
    use super::is_home_page;

    #[test]
    fn ok_home_pages() {
        for (url, expected) in [
            ("https://example.org", true),
            ("https://www.example.org/", true),
            ("https://example.org/report", false),
            ("https://example.org/?id=7", false),
            ("https://example.org?id=7", false),
            ("the archive", false),
        ] {
            assert_eq!(is_home_page(url), expected, "{url}");
        }
    }
}
