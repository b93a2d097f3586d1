//! Relative dates in what is told: "on Monday" stands under another date's heading, so the date that it means takes its place.

use crate::date::{Precision, When};
use crate::event::statement::{Prose, is_quoted};
use crate::event::telling::is_removable;
use crate::lang::{Pack, Telling, WordSet};
use crate::tag::{Anchor, Timex, TimexType};
use crate::text::Span;

/// A sentence with dates in place of relative words.
pub(super) struct Explained {
    pub(super) text: String,
    /// Where the expression stands that dates the whole.
    pub(super) date: Option<Span>,
}

/// Explains a sentence, but for `governing`, if it can be left out, and puts a name in the place of a pronoun. A year that its event
/// stands in need not be said.
pub(super) fn explained(
    prose: &Prose<'_>,
    sentence: Span,
    year: Option<i64>,
    governing: Option<&Timex>,
    name: Option<(Span, &str)>,
) -> Explained {
    let parts = |span: Span| {
        let before = Span::new(sentence.start, span.start).of(prose.text);
        (before, Span::new(span.end, sentence.end).of(prose.text))
    };
    let stays = |timex: &Timex| {
        let (before, after) = parts(timex.span);
        governing.is_some_and(|own| own.span == timex.span)
            && is_removable(before, after, timex, &prose.pack.telling)
    };
    let short = Words { pack: prose.pack, year };
    let relative = prose.timexes_of(sentence).iter().filter(|timex| !stays(timex));
    let mut edits: Vec<(Span, String)> = relative
        .filter_map(|timex| {
            let (before, after) = parts(timex.span);
            if is_quoted(prose.text, sentence, timex.span.start) {
                // Who spoke on another day than that of publication reckoned from that day.
                let day = governing.and_then(|own| own.when.as_ref()).and_then(When::earliest);
                if day.is_some_and(|day| prose.published.is_some_and(|published| day != published)) {
                    return None;
                }
                return noted_word(prose, timex, year).map(|words| (timex.span, words));
            }
            in_place(timex, prose.text, before, after, &short)
        })
        .chain(name.map(|(span, name)| (span, name.to_owned())))
        .collect();
    edits.sort_by_key(|(span, _)| span.start);
    let mut text = String::new();
    let mut date = None;
    let mut at = sentence.start;
    let mut copy = |text: &mut String, from: usize, to: usize| {
        if let Some(own) = governing.filter(|own| from <= own.span.start && own.span.end <= to) {
            let start = text.len() + own.span.start - from;
            date = Some(Span::new(start, start + own.span.len()));
        }
        text.push_str(Span::new(from, to).of(prose.text));
    };
    for (span, words) in edits {
        if span.start < at {
            continue;
        }
        copy(&mut text, at, span.start);
        text.push_str(&words);
        at = span.end;
    }
    copy(&mut text, at, sentence.end);
    Explained { text, date }
}

/// A quoted sentence, with what its relative dates mean in brackets, as editors do it.
pub(super) fn noted(prose: &Prose<'_>, sentence: Span, year: Option<i64>) -> String {
    let mut text = String::new();
    let mut at = sentence.start;
    for timex in prose.timexes_of(sentence) {
        if let Some(words) = noted_word(prose, timex, year).filter(|_| timex.span.start >= at) {
            text.push_str(Span::new(at, timex.span.start).of(prose.text));
            text.push_str(&words);
            at = timex.span.end;
        }
    }
    text.push_str(Span::new(at, sentence.end).of(prose.text));
    text
}

fn noted_word(prose: &Prose<'_>, timex: &Timex, year: Option<i64>) -> Option<String> {
    let when = relative(timex)?;
    let written = timex.span.of(prose.text);
    // "1 July" says itself what it means, under the heading of its year.
    let says = (Words { pack: prose.pack, year }).of(when) == written;
    (!says).then(|| format!("{written} [{}]", prose.pack.date_words(when)))
}

/// The date of an expression that means nothing without its article.
fn relative(timex: &Timex) -> Option<&When> {
    let relative = matches!(timex.anchor, Anchor::Published(_) | Anchor::Timex(_) | Anchor::Title(_));
    let date = matches!(timex.kind, TimexType::Date | TimexType::Time);
    timex.when.as_ref().filter(|_| relative && date)
}

/// Dates in words, under the heading of a year.
struct Words<'a> {
    pack: &'a Pack,
    year: Option<i64>,
}

impl Words<'_> {
    fn of(&self, when: &When) -> String {
        self.year.map_or_else(|| self.pack.date_words(when), |year| self.pack.wording.short(when, year))
    }
}

/// What takes the place of a relative expression, and of its ending.
fn in_place(
    timex: &Timex,
    text: &str,
    before: &str,
    after: &str,
    short: &Words<'_>,
) -> Option<(Span, String)> {
    let when = relative(timex)?;
    let telling = &short.pack.telling;
    let written = timex.span.of(text);
    let words = short.of(when);
    let is_week = when.is_interval()
        && when.earliest().zip(when.latest()).is_some_and(|(first, last)| first.add_days(6) == last);
    let exact = !when.is_interval();
    let has_clock = timex.kind == TimexType::Time && written.contains(|c: char| c.is_ascii_digit());
    let appended = || (timex.span, format!("{written} ({words})"));
    let possessive = ["'s", "’s"].into_iter().find(|ending| after.starts_with(ending));
    Some(match possessive {
        Some(ending) if exact && !telling.adverbials.possessive.is_empty() => {
            let span = Span::new(timex.span.start, timex.span.end + ending.len());
            (span, telling.adverbials.possessive.replace("{}", &words))
        }
        Some(_) => return None,
        None if has_clock => appended(),
        None if exact && follows_preposition(before, telling) => (timex.span, words),
        None if is_week && !follows_preposition(before, telling) => {
            let first = when.earliest().map(|day| short.of(&When::day(day)))?;
            (timex.span, capital(written, telling.adverbials.week.replace("{}", &first)))
        }
        None if exact => {
            let pattern = match when.precision() {
                Precision::Day | Precision::Time => &telling.adverbials.day,
                Precision::Month => &telling.adverbials.month,
                _ => &telling.adverbials.year,
            };
            (timex.span, capital(written, pattern.replace("{}", &words)))
        }
        None => appended(),
    })
}

/// Whether the word before an expression goes with a bare date: "until", "the".
fn follows_preposition(before: &str, telling: &Telling) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let joins = |words: &WordSet| words.contains(&word);
    joins(&telling.prepositions)
        || joins(&telling.determiners)
        || telling.mentions.as_ref().is_some_and(|mentions| {
            joins(&mentions.genitives) || joins(&mentions.before_nouns) || joins(&mentions.subordinators)
        })
}

/// With a capital where the expression has one at the head of its sentence.
fn capital(written: &str, words: String) -> String {
    let mut chars = words.chars();
    match (written.chars().next().is_some_and(char::is_uppercase), chars.next()) {
        (true, Some(first)) if written.chars().skip(1).any(char::is_whitespace) => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => words,
    }
}
