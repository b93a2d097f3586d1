//! What kind of text it is: a report, which counts dates from its publication, or a history, which tells them on.

use super::choose::Reading;
use super::matcher::Place;
use super::meaning::Meaning;
use crate::date::Day;

/// What kind of text an expression stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Genre {
    /// Most of its dates are written out and lie years before its publication, or it begins or is titled with such a date and none is
    /// counted from the day of writing: a history, whose dates go on from one to the next.
    pub(super) narrative: bool,
    /// It counts dates from its publication: today, last week.
    pub(super) report: bool,
}

/// Fewer years make no history where dates are counted from the day of writing too.
const ENOUGH: usize = 4;
/// Years before publication.
const LONG_AGO: i64 = 3;
/// Years before publication of which only a history tells first, even if it comes to the present at last.
const OUT_OF_MIND: i64 = 15;
/// Tokens of a dateline: "OLDTOWN, February 26 (Agency)".
const HEAD: usize = 12;

impl Genre {
    pub(super) fn of(place: Place<'_>, found: &[Reading], published: Option<Day>) -> Self {
        let strongly = found.iter().filter(|reading| counts_strongly(&reading.meaning)).count();
        let narrative = published.is_some_and(|published| {
            is_narrative(found, published, strongly)
                || (strongly == 0 && is_titled_long_ago(place, found, published))
        });
        Self { narrative, report: strongly > 0 }
    }
}

/// Whether an expression is reckoned from the day of writing and from nothing else; a weekday and a night may go on from another day.
fn counts_strongly(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Weekday(_) | Meaning::Overnight => false,
        Meaning::Cut(_, inner)
        | Meaning::Mark(_, inner)
        | Meaning::DayPartOf(inner, _)
        | Meaning::At(inner, _) => counts_strongly(inner),
        _ => meaning.counts_from_publication(),
    }
}

/// `strongly` is how many expressions are reckoned from the day of writing and from nothing else.
fn is_narrative(found: &[Reading], published: Day, strongly: usize) -> bool {
    let age = |reading: &Reading| reading.meaning.year().map(|year| published.year - year);
    let old = found.iter().filter(|reading| age(reading).is_some_and(|age| age >= LONG_AGO)).count();
    let counted = found.iter().filter(|reading| reading.meaning.counts_from_publication()).count();
    (old >= ENOUGH && old > 2 * counted)
        || (strongly == 0 && begins_long_ago(found, age))
        || (counted == 0 && begins_with_old_year(found, age))
        || (old > strongly && first_dated(found).and_then(age).is_some_and(|age| age >= OUT_OF_MIND))
}

/// Whether a year long before publication stands in the title: in a first paragraph that ends without a full stop.
fn is_titled_long_ago(place: Place<'_>, found: &[Reading], published: Day) -> bool {
    let title = place.tokens.iter().take_while(|token| token.paragraph == 0);
    let ends_open =
        title.clone().last().is_some_and(|last| !matches!(last.span.of(place.text), "." | "!" | "?"));
    let length = title.count();
    let year =
        found.iter().take_while(|reading| reading.start < length).find_map(|reading| reading.meaning.year());
    ends_open && length < place.tokens.len() && year.is_some_and(|year| published.year - year >= LONG_AGO)
}

/// The first date of a text, as no news begins with an old one: a day, a month, a range of years, or what is counted from publication.
fn first_dated(found: &[Reading]) -> Option<&Reading> {
    found.iter().find(|reading| {
        let meaning = &reading.meaning;
        meaning.has_month() || meaning.counts_from_publication() || matches!(meaning, Meaning::Range(..))
    })
}

/// Whether a text that counts nothing from its publication begins with a year long before it: "By the end of 1862 ...".
fn begins_with_old_year(found: &[Reading], age: impl Fn(&Reading) -> Option<i64>) -> bool {
    let dates = |reading: &&Reading| reading.meaning.has_month() || reading.meaning.year().is_some();
    found.iter().find(dates).and_then(age).is_some_and(|age| age >= LONG_AGO)
}

/// Whether the first date of a text has a year before its publication; a bare day at its head is a dateline.
fn begins_long_ago(found: &[Reading], age: impl Fn(&Reading) -> Option<i64>) -> bool {
    let dates =
        |reading: &&Reading| reading.meaning.has_month() || matches!(reading.meaning, Meaning::Weekday(_));
    let bare = |reading: &Reading| matches!(reading.meaning, Meaning::Date { year: None, day: Some(_), .. });
    let dateline = found.iter().any(|reading| reading.start < HEAD && bare(reading));
    found.iter().find(dates).and_then(age).is_some_and(|age| age > 0) && !dateline
}
