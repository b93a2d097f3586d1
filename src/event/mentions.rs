//! What a text tells of: each event-bearing verb and noun, with its date and how it is told.

mod find;

pub(super) use find::{Form, Word};

use super::clause::{Words, parse};
use super::dating::date_mentions;
use crate::date::Day;
use crate::lang::Pack;
use crate::tag::{tag, tag_whole};
use crate::text::Span;

/// An event as a text mentions it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventMention {
    /// The verb or noun, or a word such as "this" that stands for the sentence before: bytes of the text.
    pub span: Span,
    /// Year, month and day, with `XX` for what is not known: `2025-02-25`, `2025-02-XX`, `2025-XX-XX`. A week, a weekend or a quarter
    /// is written by its first day. None where the text does not say when it was.
    pub date: Option<String>,
    /// How the date was found; none where there is none.
    pub source: Option<DateSource>,
    /// The expression that dates it, where its own clause has one: bytes of the text.
    pub expression: Option<Span>,
    /// Whether the text tells it as something that happened.
    pub told: Told,
    /// Whether it is the finite verb of a main clause. Nouns and participles go with a verb.
    pub main: bool,
}

/// How the date of a mention was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateSource {
    /// An expression of its own clause gives it.
    Own,
    /// It goes with a verb that has one, in its sentence or shortly before.
    Carried,
    /// Another sentence tells the same event with its date, or one from which it lies so many days.
    Elsewhere,
    /// Nothing but the day of the report: that of its lead, or its publication.
    Report,
}

/// How a text tells an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It happened: "resigned", "has resigned".
    Happened,
    /// It is so, or goes on: "owns", "is growing".
    Holds,
    /// It happens again and again: "opens every Friday".
    Habitual,
    /// It is to come, or only possible: "will resign", "to resign", "if he resigned".
    Open,
    /// It did not happen: "did not resign".
    Negated,
}

/// Lines at the head of a text that may give the day on which it was written.
const HEAD: usize = 3;
/// How many days that may lie from the publication.
const NEAR: i64 = 31;

/// Finds the events that a text mentions, in order, and dates them where the text does.
///
/// ```
/// use dateline::{date::Day, event::{DateSource, Told, mentions}, lang::Pack};
/// let text = "The mill burned down on Tuesday. The owner will rebuild it.";
/// let found = mentions(text, Pack::english(), Day::new(2025, 2, 26)).unwrap();
/// let told: Vec<_> = found.iter().map(|found| (found.span.of(text), found.date.as_deref())).collect();
/// assert_eq!(told, [("burned", Some("2025-02-25")), ("rebuild", None)]);
/// assert_eq!((found[0].told, found[0].source), (Told::Happened, Some(DateSource::Own)));
/// assert_eq!((found[1].told, found[1].source), (Told::Open, None));
/// ```
///
/// A line of its own at the head that gives a day near the publication dates the text instead of it.
///
/// None where the language pack has no words for it.
pub fn mentions(text: &str, pack: &Pack, published: Option<Day>) -> Option<Vec<EventMention>> {
    let words = Words::of(pack)?;
    let published = written_on(text, pack, published).or(published);
    let timexes = tag(text, pack, published);
    let sentences = parse(text, &timexes, &words);
    let found: Vec<Word> =
        sentences.iter().enumerate().flat_map(|(number, sentence)| words.find(number, sentence)).collect();
    Some(date_mentions(text, &sentences, &found, &timexes, &words, published))
}

/// The day that a line of its own at the head of a text gives: a file's date may be that of its copy.
fn written_on(text: &str, pack: &Pack, published: Option<Day>) -> Option<Day> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD);
    let mut days = lines.filter_map(|line| {
        let when = tag_whole(line, pack, None)?.when?;
        when.earliest().filter(|day| when.latest() == Some(*day))
    });
    days.find(|day| published.is_none_or(|published| published.days_until(*day).abs() <= NEAR))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ok_no_text_is_too_strange(
            text in "([“”’`'\"é中,;: .\\n]|who|that|said|had|on Monday|in 1911|to|burned|killing|the attack|Hale|\\PC){0,60}",
        ) {
            let published = Day::new(2025, 2, 26);
            for published in [published, None] {
                let found = mentions(&text, Pack::english(), published).unwrap();
                let mut end = 0;
                for mention in found {
                    prop_assert!(mention.span.start >= end && !mention.span.of(&text).is_empty(), "{mention:?}");
                    end = mention.span.end;
                }
            }
        }
    }

    #[test]
    fn ok_a_date_without_a_publication_date_stands_on_its_own() {
        let dates = |text| -> Vec<Option<String>> {
            mentions(text, Pack::english(), None).unwrap().into_iter().map(|mention| mention.date).collect()
        };
        assert_eq!(dates("The mill burned on 3 May 1911."), [Some("1911-05-03".to_owned())]);
        assert_eq!(dates("The mill burned on Tuesday."), [None]);
    }

    #[test]
    fn err_a_pack_without_the_words_finds_nothing() {
        let german = Pack::builtin("de").unwrap();
        assert_eq!(mentions("Die Mühle brannte am Dienstag ab.", german, None), None);
    }
}
