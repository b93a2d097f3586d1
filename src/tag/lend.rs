//! A year told once for two dates: "from March to May 1998", "26 June - 4 August 1952".

use super::choose::Reading;
use super::matcher::Place;
use super::meaning::Meaning;

/// Gives dates that lack a year the one of the date that they are joined with. From the end on, so that a whole list shares it:
/// "in June, July and August 2012".
pub(super) fn lend_years(place: Place<'_>, readings: &mut [Reading]) {
    let mut list = false;
    for index in (1..readings.len()).rev() {
        let (before, after) = readings.split_at_mut(index);
        let (Some(borrower), Some(lender)) = (before.last_mut(), after.first()) else { continue };
        let joint =
            joined(place, borrower.end, lender.start) || (list && listed(place, borrower.end, lender.start));
        let meaning = if joint { lent(&borrower.meaning, &lender.meaning) } else { None };
        list = meaning.is_some();
        if let Some(meaning) = meaning {
            borrower.meaning = meaning;
        }
    }
}

/// Whether nothing but a comma stands between two expressions.
fn listed(place: Place<'_>, from: usize, to: usize) -> bool {
    to == from + 1 && place.tokens.get(from).is_some_and(|token| token.span.of(place.text) == ",")
}

/// Whether two expressions are the ends of a range or members of a list: a joint and a determiner at most stand between them.
fn joined(place: Place<'_>, from: usize, to: usize) -> bool {
    let (lexicon, roles) = (&place.pack.lexicon, &place.pack.roles);
    let is = |at: usize, class| {
        place.tokens.get(at).is_some_and(|token| lexicon.value_in(class, token.word).is_some())
    };
    let gap = to.saturating_sub(from);
    (gap == 1 || (gap == 2 && is(from + 1, roles.determiner))) && is(from, roles.range_joint)
}

fn lent(borrower: &Meaning, lender: &Meaning) -> Option<Meaning> {
    let year = lender.year()?;
    match *borrower {
        Meaning::Date { year: None, month: Some(month), day } => {
            // "December to May 1998" begins in the year before.
            let year = year - i64::from(lender.month()? < month);
            Some(Meaning::Date { year: Some(year), month: Some(month), day })
        }
        Meaning::Date { year: None, month: None, day: Some(day) } if lender.day().is_some() => {
            Some(Meaning::Date { year: Some(year), month: lender.month(), day: Some(day) })
        }
        Meaning::Part(None, part) => Some(Meaning::Part(Some(year), part)),
        Meaning::Cut(modifier, ref inner) => Some(Meaning::Cut(modifier, Box::new(lent(inner, lender)?))),
        _ => None,
    }
}
