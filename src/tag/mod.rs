//! Sentences -> timexes: lex, match, choose, resolve, explain. The heart.
//!
//! Imports `text`, `date` and `lang` alone, so that it can be used as a library on its own.
//!
//! ```
//! use dateline::{date::Day, lang::Pack, tag::tag};
//! let published = Day::new(2025, 2, 26);
//! let timexes = tag("The staffers resigned on Tuesday.", Pack::english(), published);
//! assert_eq!(timexes[0].value, "2025-02-25");
//! assert_eq!(timexes[0].when.as_ref().unwrap().to_string(), "2025-02-25");
//! ```
//!
//! # Who uses what
//!
//! | you have | use |
//! |---|---|
//! | prose, and want every expression in it | [`tag`] |
//! | a field that should hold a date and nothing else ("early 1990s") | [`tag_whole`] |
//! | a heading or list item that may begin with a date ("3 May 2011: The bridge opens") | [`tag_prefix`] |
//! | a date for a timeline | [`Timex::when`]: an EDTF value with bounds and precision |
//! | TIMEX3 annotations to compare with those of others | [`Timex::annotations`]; as files: `export::timex_line`, `export::timeml` |
//! | a person who asks why | [`explain`] for a text, [`notes`] to lay it out yourself, [`Timex::why`] for the reason alone |
//!
//! All three readers take the publication date, from which "Tuesday" is reckoned. Without one, only dates that stand on their own
//! are found; the others say so in [`Timex::unresolved`]. Reading cannot fail, and no text makes it panic.
//!
//! # What they give
//!
//! Of an article published on Wednesday, 26 February 2025 (`docs/tagger.md` has more):
//!
//! | prose | [`value`](Timex::value) | [`when`](Timex::when) |
//! |---|---|---|
//! | opened on 3 May 2011 | `2011-05-03` | `2011-05-03` |
//! | opened on Tuesday | `2025-02-25` | `2025-02-25` |
//! | will open on Tuesday | `2025-03-04` | `2025-03-04` |
//! | opened last week | `2025-W08` | `2025-02-17/2025-02-23` |
//! | opened in early May 2011 | `2011-05`, [`modifier`](Timex::modifier) START | `2011-05-01/2011-05-10` |
//! | in the war of 1939-45 | `1939/1945` | `1939/1945` |
//! | took three days | `P3D` | none: an amount |
//! | is open now | `PRESENT_REF` | none: a vague word |

mod amounts;
mod choose;
mod explain;
mod genre;
mod lend;
mod lex;
mod make;
mod matcher;
mod meaning;
mod number;
#[cfg(test)]
mod proof;
mod resolve;
mod signal;
mod tense;
mod timex;
mod title;
mod value;

pub use explain::{Note, explain, notes};
pub use signal::Signal;
pub use tense::Tense;
pub use timex::{Anchor, Annotation, End, Modifier, Timex, TimexType, Unresolved};

use crate::date::{Day, When};
use crate::lang::Pack;
use crate::text::Span;
use choose::{Reading, readings};
use genre::Genre;
use lex::{Kind, Token, lex};
use matcher::Place;
use meaning::Meaning;
use resolve::{Context, Mention, Told};

/// Finds the temporal expressions of `text` and resolves them against `published`, in order of their spans.
///
/// Spans count bytes of `text`, lie on characters and do not overlap.
///
/// ```
/// use dateline::{date::Day, lang::Pack, tag::{Unresolved, tag}};
/// let text = "It opened last week, after three days of frost.";
/// let found = tag(text, Pack::english(), Day::new(2025, 2, 26));
/// let values: Vec<_> = found.iter().map(|timex| (timex.span.of(text), timex.value.as_str())).collect();
/// assert_eq!(values, [("last week", "2025-W08"), ("three days", "P3D")]);
/// assert_eq!(found[0].when.as_ref().unwrap().to_string(), "2025-02-17/2025-02-23");
/// assert_eq!(tag(text, Pack::english(), None)[0].unresolved, Some(Unresolved::NeedsPublished));
/// ```
pub fn tag(text: &str, pack: &Pack, published: Option<Day>) -> Vec<Timex> {
    let tokens = lex(text, pack, true);
    let place = Place { text, tokens: &tokens, pack };
    let mut found = readings(place, false);
    lend::lend_years(place, &mut found);
    resolve_all(place, pack, &found, published)
}

/// The same for a text whose title stands apart: a year in it says of when a history tells.
///
/// ```
/// use dateline::{date::Day, lang::Pack, tag::{Anchor, tag_titled}};
/// let published = Day::new(2025, 2, 26);
/// let found = tag_titled("The pier, 1905", "It opened on 9 May.", Pack::english(), published);
/// assert_eq!(found[0].value, "1905-05-09");
/// assert_eq!(found[0].anchor, Anchor::Title("1905".to_owned()));
/// ```
pub fn tag_titled(title: &str, text: &str, pack: &Pack, published: Option<Day>) -> Vec<Timex> {
    let stated = |timex: &Timex| timex.anchor == Anchor::None && timex.when.is_some();
    if !tag(title, pack, published).iter().any(stated) {
        return tag(text, pack, published);
    }
    let head = format!("{title}\n\n");
    let whole = format!("{head}{text}");
    let mut found = tag(&whole, pack, published);
    let body = found.iter().take_while(|timex| timex.span.start < head.len()).count();
    let own = found.split_off(body);
    let moved = |span: Span| Span::new(span.start - head.len(), span.end - head.len());
    let told = |timex: Timex| Timex {
        span: moved(timex.span),
        ends: timex.ends.into_iter().map(|end| End { span: moved(end.span), ..end }).collect(),
        anchor: match timex.anchor {
            Anchor::Timex(index) => match found.get(index) {
                Some(titled) => Anchor::Title(titled.span.of(&whole).to_owned()),
                None => Anchor::Timex(index - body),
            },
            anchor => anchor,
        },
        ..timex
    };
    own.into_iter().map(told).collect()
}

/// Reads `expression` if it is one temporal expression as a whole ("early 1990s", "44 BCE", "Spring 2020").
///
/// ```
/// use dateline::{lang::Pack, tag::tag_whole};
/// let pack = Pack::builtin("en").unwrap();
/// assert_eq!(tag_whole("early 1990s", pack, None).unwrap().when.unwrap().to_string(), "1990/1993");
/// assert!(tag_whole("early on", pack, None).is_none());
/// ```
pub fn tag_whole(expression: &str, pack: &Pack, published: Option<Day>) -> Option<Timex> {
    let tokens = lex(expression, pack, false);
    let place = Place { text: expression, tokens: &tokens, pack };
    let found = readings(place, true);
    let [reading] = found.as_slice() else { return None };
    let whole =
        reading.start == 0 && tokens.iter().skip(reading.end).all(|token| token.span.of(expression) == ".");
    if whole { resolve_all(place, pack, &found, published).pop() } else { None }
}

/// Reads the temporal expression that `text` begins with, for outlines ("25 February 2025: Twenty-one resign").
///
/// What follows it must be the end, a sign (`:`, a dash, a comma, a full stop), or, after a date that has its year and is
/// more than a bare number, any word that is no finite verb. A date that is less than that (a weekday, a month without a
/// year) wants a colon, a dash, or the end.
///
/// ```
/// use dateline::{lang::Pack, tag::tag_prefix};
/// let pack = Pack::builtin("en").unwrap();
/// let text = "25 February 2025: Twenty-one staffers resign";
/// assert_eq!(tag_prefix(text, pack, None).unwrap().span.of(text), "25 February 2025");
/// assert!(tag_prefix("2024 staffers resign", pack, None).is_none());
/// ```
pub fn tag_prefix(text: &str, pack: &Pack, published: Option<Day>) -> Option<Timex> {
    let text = text.lines().next()?;
    let tokens = lex(text, pack, true);
    let place = Place { text, tokens: &tokens, pack };
    let first = readings(place, true).into_iter().next().filter(|reading| reading.start == 0)?;
    let stated = first.meaning.is_written_out();
    let ends = match tokens.get(first.end) {
        None => true,
        // A bare number before a word counts things ("2024 staffers"); a date before a finite verb begins a sentence
        // ("The 1990s were quiet").
        Some(next) if next.kind != Kind::Sign => {
            let verb = pack.lexicon.value_in(pack.roles.tense, next.word).is_some();
            stated && !verb && (first.meaning.has_month() || !is_bare_number(place, &first))
        }
        Some(next) => {
            let sign = next.span.of(text);
            matches!(sign, ":" | "-" | "–" | "—" | "--" | "|" | "/")
                || (stated && matches!(sign, "," | "." | ";" | ")" | "]"))
        }
    };
    if ends { resolve_all(place, pack, &[first], published).pop() } else { None }
}

fn is_bare_number(place: Place<'_>, reading: &Reading) -> bool {
    let words = place.tokens.get(reading.start..reading.end).unwrap_or_default();
    words.iter().all(|token| token.span.of(place.text).bytes().all(|byte| byte.is_ascii_digit()))
}

fn resolve_all(place: Place<'_>, pack: &Pack, found: &[Reading], published: Option<Day>) -> Vec<Timex> {
    let mut timexes: Vec<Timex> = Vec::new();
    let mut mentions: Vec<Mention> = Vec::new();
    let genre = Genre::of(place, found, published);
    for (index, reading) in found.iter().enumerate() {
        if reading.meaning == Meaning::Nothing || title::is_title(place, reading) {
            continue;
        }
        let tokens = reading.start..reading.end;
        let signal = signal::signal_before(place, reading.start);
        let tense = tense::tense_at(place, tokens.clone());
        let rule = pack.rules.get(reading.rule);
        if rule.is_some_and(|rule| rule.unless_past) && tense::tells_past(place, tokens.clone(), tense.0) {
            continue;
        }
        let following = found.get(index + 1..).unwrap_or_default();
        let told = Told { timexes: &timexes, mentions: &mentions };
        let context =
            Context { place, tokens, signal: signal.0, tense: tense.0, published, genre, told, following };
        let resolved = context.resolve(&reading.meaning);
        let (Some(first), Some(last)) = (place.tokens.get(reading.start), place.tokens.get(reading.end - 1))
        else {
            continue;
        };
        let span = Span::new(first.span.start, last.span.end);
        let mut others: Vec<When> = Vec::new();
        for other in reading.others.iter().map(|meaning| context.resolve(meaning)) {
            if let Some(when) = other.when.filter(|_| other.value != resolved.value)
                && !others.contains(&when)
            {
                others.push(when);
            }
        }
        let told = explain::Told {
            place,
            span,
            meaning: &reading.meaning,
            resolved: &resolved,
            signal,
            tense,
            published,
            before: &timexes,
            others: &others,
        };
        let why = told.why();
        // A history goes on from what it tells, not from the day on which it was written, nor from what was to come; "the minute
        // book opens on 11 March 1886" is told.
        let to_come = || {
            let over = resolved.calendar.zip(published).is_some_and(|(date, day)| date.last() < day);
            tense.0 == Tense::Future && (!over || tense::is_conditional(place, reading.start..reading.end))
        };
        let told_apart = genre.narrative && (matches!(resolved.anchor, Anchor::Published(_)) || to_come());
        if let Some(calendar) = resolved.calendar.filter(|_| !told_apart) {
            let mention = Mention::new(calendar, &reading.meaning, &resolved, &context);
            mentions.push(mention);
        }
        timexes.push(Timex {
            span,
            ends: ends(place, reading, &resolved.value, resolved.when.as_ref()),
            kind: resolved.kind,
            value: resolved.value,
            modifier: resolved.modifier,
            when: resolved.when,
            signal: signal.0,
            tense: tense.0,
            rule: rule.map(|rule| rule.name.clone()).unwrap_or_default(),
            anchor: resolved.anchor,
            unresolved: resolved.unresolved,
            others,
            why,
        });
    }
    timexes
}

/// The ends of a range told in one expression, each with its words and its date.
fn ends(place: Place<'_>, reading: &Reading, value: &str, when: Option<&When>) -> Vec<End> {
    let Some((from, to)) = value.split_once('/') else { return Vec::new() };
    let tokens = place.tokens.get(reading.start..reading.end).unwrap_or_default();
    let joint =
        |token: &Token| place.pack.lexicon.value_in(place.pack.roles.range_joint, token.word).is_some();
    let mut halves = tokens.splitn(2, joint).filter_map(|half| {
        let (first, last) = (half.first()?, half.last()?);
        Some(Span::new(first.span.start, last.span.end))
    });
    let [start, end] = when.and_then(When::ends).unwrap_or_default();
    match (halves.next(), halves.next()) {
        (Some(first), Some(last)) => vec![
            End { span: first, value: from.to_owned(), when: start },
            End { span: last, value: to.to_owned(), when: end },
        ],
        _ => Vec::new(),
    }
}
