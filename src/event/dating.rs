//! Which of a sentence's dates is the date of what it reports.

mod mention;
mod own;

pub(super) use mention::date_mentions;

use super::Languages;
use super::clause::{Kind, Parsed, Words};
use crate::date::{Day, Precision, When};
use crate::lang::{Pack, Telling};
use crate::tag::{Signal, Timex, TimexType, tag_whole};
use crate::text::Span;

/// The expression that dates what a sentence reports: the first one that does not belong to something else.
///
/// What was said goes before the saying, where it has a date of its own; the timexes, like the sentence, count bytes of `text`.
pub(super) fn governing<'a>(
    text: &str,
    sentence: &Parsed,
    timexes: &'a [Timex],
    words: Option<&Words<'_>>,
    telling: &Telling,
) -> Option<&'a Timex> {
    let may_date = |timex: &&Timex| {
        let before = Span::new(sentence.span.start, timex.span.start).of(text);
        let after = Span::new(timex.span.end, sentence.span.end).of(text);
        matches!(timex.kind, TimexType::Date | TimexType::Time)
            && timex.when.is_some()
            // Deadlines, bounds and ends are about something else than the statement.
            && matches!(timex.signal, Signal::At | Signal::By | Signal::From)
            && !is_attributive(before, after, telling)
            && !is_subordinate(before, telling)
            && !is_attribution(before, telling)
    };
    let rank = |timex: &&Timex| {
        let kind = words.and(sentence.clause_at(timex.span.start)).map_or(Kind::Main, |clause| clause.kind);
        match kind {
            // What somebody said of old times is no news.
            Kind::Said if timex.when.as_ref().is_some_and(|when| when.precision() >= Precision::Day) => 0,
            Kind::Main => 1,
            Kind::Subordinate | Kind::Said => 2,
            Kind::Relative => 3,
            Kind::Quoted => 4,
        }
    };
    timexes.iter().filter(may_date).min_by_key(rank)
}

/// What a signal makes of the date: "by Monday" is some time up to it.
pub(super) fn when(signal: Signal, date: &When) -> When {
    match signal {
        Signal::By => When::interval(None, Some(date)).unwrap_or_else(|| date.clone()),
        _ => date.clone(),
    }
}

/// The date of a timex in words, where EDTF alone would say more or less than the text does: "by 24 February 2025", "early 2026".
pub fn date_words(timex: &Timex, pack: &Pack) -> Option<String> {
    let when = timex.when.as_ref()?;
    if timex.signal == Signal::By {
        return Some(pack.by_words(when));
    }
    // A part of a year or month is an interval in EDTF, whose ends the text does not state.
    let whole =
        When::parse(&format!("{}{}", timex.value, "X".repeat(4_usize.saturating_sub(timex.value.len()))))
            .ok()?;
    pack.part_words(timex.modifier?.name(), &whole).filter(|_| when.is_interval())
}

/// The same for a date that an author wrote in words.
pub(super) fn display_of(expression: &str, packs: Languages<'_>, published: Option<Day>) -> Option<String> {
    let worded =
        When::parse(expression).is_err().then(|| tag_whole(expression, packs.text, published)).flatten()?;
    date_words(&worded, packs.pages)
}

/// "Tuesday's letter", "the February layoffs": the date tells which one, not when the statement happened.
pub(super) fn is_attributive(before: &str, after: &str, telling: &Telling) -> bool {
    let possessive = after.starts_with("'s") || after.starts_with("’s");
    let noun_follows = after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    possessive || (noun_follows && last_word(before).is_some_and(|word| telling.determiners.contains(&word)))
}

/// "the employees who resigned on Tuesday": the clause between the last comma and the date is about its noun.
fn is_subordinate(before: &str, telling: &Telling) -> bool {
    let clause = before.rsplit([',', ';', '—', '–', ':']).next().unwrap_or(before);
    words(clause).any(|word| telling.relatives.contains(&word))
}

/// "according to Tuesday's report": up to the next comma the words are the source's.
fn is_attribution(before: &str, telling: &Telling) -> bool {
    let clause = before.rsplit([',', ';']).next().unwrap_or(before).to_lowercase();
    telling.attributions.iter().any(|phrase| clause.contains(phrase.as_str()))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

fn last_word(text: &str) -> Option<String> {
    let text = text.trim_end();
    let start = text
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    (start < text.len()).then(|| text[start..].to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ok_no_text_and_no_spans_are_too_strange(
            text in "([“”’é中,;: \\n]|who|the|according to|'s|\\PC){0,40}",
            (start, end) in (0..200_usize, 0..200_usize),
            (from, to) in (0..200_usize, 0..200_usize),
        ) {
            let pack = Pack::english();
            let mut timexes = crate::tag::tag("It was on 3 May 2011.", pack, None);
            timexes.iter_mut().for_each(|timex| timex.span = Span::new(start, end));
            prop_assert_eq!(timexes.len(), 1);
            let sentence = Parsed::of(&text, Span::new(from, to), &timexes, None);
            // Only that it comes back.
            let _ = governing(&text, &sentence, &timexes, None, &pack.telling);
        }
    }
}
