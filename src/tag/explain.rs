//! Readings told to people.

use super::matcher::Place;
use super::meaning::Meaning;
use super::resolve::Resolved;
use super::{Anchor, Modifier, Signal, Tense, Timex, TimexType, tag};
use crate::date::{Day, When};
use crate::lang::{Grain, Pack, Why};
use crate::text::{LineColumn, Sentence, SourceFile, Span, sentences};

/// A margin note: an expression in its sentence, what it means, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The expression, in bytes of the tagged text.
    pub span: Span,
    /// The words around the expression, which stands in square brackets.
    pub fragment: String,
    /// The date in words and the reason for it.
    pub meaning: String,
    /// TIMEX3 type, value and modifier, EDTF, what it was reckoned from, and the rule.
    pub value: String,
}

impl Note {
    /// The note with its place as people count it, and with the bytes, both of the file that it stands in.
    pub fn at(&self, place: LineColumn, bytes: Span) -> String {
        let LineColumn { line, column } = place;
        let Self { fragment, meaning, value, .. } = self;
        let (start, end) = (bytes.start, bytes.end);
        format!("{line}:{column}  bytes {start}..{end}\n  {fragment}\n  {meaning}\n  {value}\n")
    }
}

/// How a text was read, for a person who wonders: each expression with its place, its date and the reason.
///
/// ```
/// use dateline::{date::Day, lang::Pack, tag};
/// let told = tag::explain("The court opened on Tuesday.", Pack::english(), Day::new(2025, 2, 26));
/// assert_eq!(told, "\
/// 1:21  bytes 20..27
///   The court opened on [Tuesday].
///   25 February 2025: the last “Tuesday” up to the publication date, Wednesday 26 February 2025 \
/// (the clause is in the past tense: “opened”)
///   DATE 2025-02-25, EDTF 2025-02-25, from 2025-02-26, rule “weekday”
/// ");
/// ```
pub fn explain(text: &str, pack: &Pack, published: Option<Day>) -> String {
    let file = SourceFile::new("", text);
    let notes = notes(text, &tag(text, pack, published), pack);
    let told = notes.iter().map(|note| note.at(file.line_column(note.span.start), note.span));
    told.collect::<Vec<_>>().join("\n")
}

/// A note on each of the `timexes` of a text.
pub fn notes(text: &str, timexes: &[Timex], pack: &Pack) -> Vec<Note> {
    let sentences = sentences(text, &pack.abbreviations);
    let note = |timex: &Timex| Note {
        span: timex.span,
        fragment: fragment(text, timex.span, &sentences),
        meaning: format!("{}: {}", date(timex, pack), timex.why),
        value: value(timex, timexes, text),
    };
    timexes.iter().map(note).collect()
}

/// How much of its sentence stands around an expression, in characters.
const BEFORE: usize = 60;
const AFTER: usize = 40;

fn fragment(text: &str, span: Span, sentences: &[Sentence]) -> String {
    let at = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let sentence = sentences.get(at).map_or(span, |sentence| sentence.span);
    let before = Span::new(sentence.start.min(span.start), span.start).of(text);
    let after = Span::new(span.end, sentence.end.max(span.end)).of(text);
    // Cut where a word ends.
    let from = match before.char_indices().rev().nth(BEFORE) {
        Some((at, _)) => before[at..].find(char::is_whitespace).map_or(before.len(), |gap| at + gap),
        None => 0,
    };
    let to = match after.char_indices().nth(AFTER) {
        Some((at, _)) => after[..at].rfind(char::is_whitespace).unwrap_or(0),
        None => after.len(),
    };
    let (open, close) = (if from > 0 { "… " } else { "" }, if to < after.len() { " …" } else { "" });
    let (before, words, after) = (one_line(&before[from..]), one_line(span.of(text)), one_line(&after[..to]));
    format!("{open}{}[{words}]{}{close}", before.trim_start(), after.trim_end())
}

/// White space as single blanks.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            line.push(c);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

fn date(timex: &Timex, pack: &Pack) -> String {
    match (&timex.when, &timex.unresolved) {
        (Some(when), _) => pack.date_words(when),
        (None, Some(_)) => pack.why.words(Why::NotDated).to_owned(),
        (None, None) => pack.why.words(Why::NoDate).to_owned(),
    }
}

fn value(timex: &Timex, all: &[Timex], text: &str) -> String {
    let modifier = timex.modifier.map(|modifier| format!(" {}", modifier.name())).unwrap_or_default();
    let when = timex.when.as_ref().map(|when| format!(", EDTF {when}")).unwrap_or_default();
    let from = match &timex.anchor {
        Anchor::None => String::new(),
        Anchor::Published(day) => format!(", from {day}"),
        Anchor::Timex(index) => all
            .get(*index)
            .map(|timex| format!(", from “{}”", one_line(timex.span.of(text))))
            .unwrap_or_default(),
        Anchor::Title(words) => format!(", from “{words}” in the title"),
        Anchor::Table { .. } => ", from a table".to_owned(),
    };
    format!("{} {}{modifier}{when}{from}, rule “{}”", timex.kind.name(), timex.value, timex.rule)
}

/// What a reason may speak of.
pub(super) struct Told<'a> {
    pub(super) place: Place<'a>,
    pub(super) span: Span,
    pub(super) meaning: &'a Meaning,
    pub(super) resolved: &'a Resolved,
    /// With the token that tells it.
    pub(super) signal: (Signal, Option<usize>),
    /// With the token that tells it.
    pub(super) tense: (Tense, Option<usize>),
    pub(super) published: Option<Day>,
    /// The timexes before.
    pub(super) before: &'a [Timex],
    /// What the words can mean as well.
    pub(super) others: &'a [When],
}

impl Told<'_> {
    /// The reason for a reading, in the words of the pack.
    pub(super) fn why(&self) -> String {
        let mut told = String::new();
        self.say(self.step(), &mut told);
        if let Some(cause) = self.cause() {
            told.push_str(" (");
            self.say(cause, &mut told);
            told.push(')');
        }
        let also = (!self.others.is_empty()).then_some(Why::Also);
        for note in [self.part(), self.bound(), also].into_iter().flatten() {
            told.push_str("; ");
            self.say(note, &mut told);
        }
        told
    }

    fn step(&self) -> Why {
        match (self.resolved.step, self.resolved.kind) {
            (Why::Undated, TimexType::Duration) => Why::Amount,
            (Why::Undated, TimexType::Set) => Why::Habit,
            (Why::NeedsPublished, _) if self.published.is_some() => Why::NeedsYear,
            (step, _) => step,
        }
    }

    /// What decided between the last, the next and the nearest one.
    fn cause(&self) -> Option<Why> {
        let (tense, signal) = (self.tense.0, self.signal.0);
        match (self.resolved.step, tense) {
            (Why::Back, Tense::Past) => Some(Why::Past),
            (Why::Back, Tense::PastPerfect) => Some(Why::PastPerfect),
            (Why::Ahead, Tense::Future) => Some(Why::Future),
            (Why::Ahead, _) if matches!(signal, Signal::By | Signal::Until | Signal::Before) => {
                Some(Why::SignalAhead)
            }
            (Why::Ahead, Tense::Unknown) => Some(Why::NoPast),
            (Why::Nearest, _) if matches!(self.meaning, Meaning::Dated(..)) => Some(Why::WeekdayFits),
            (Why::Nearest, Tense::Present | Tense::Unknown) => Some(Why::NoTense),
            (Why::Nearest, _) if self.resolved.calendar.is_some_and(|date| date.grain() == Grain::Day) => {
                Some(Why::Near)
            }
            (Why::Back, Tense::Present) => Some(Why::Present),
            (Why::Back, Tense::Unknown) => Some(Why::NoVerb),
            _ => None,
        }
    }

    /// What part of the date is meant.
    fn part(&self) -> Option<Why> {
        let when = self.resolved.when.as_ref()?;
        let is_week = self.resolved.calendar.is_some_and(|date| date.grain() == Grain::Week);
        match self.resolved.modifier {
            _ if when.is_approximate() => Some(Why::Approximate),
            _ if when.is_interval() && when.latest().is_none() => Some(Why::OpenEnd),
            _ if when.is_interval() && when.earliest().is_none() => Some(Why::OpenStart),
            _ if !when.is_interval() || is_week => None,
            Some(Modifier::Start) => Some(Why::FirstThird),
            Some(Modifier::Mid) => Some(Why::MiddleThird),
            Some(Modifier::End) => Some(Why::LastThird),
            _ => None,
        }
    }

    /// How the word before it bounds what is told.
    fn bound(&self) -> Option<Why> {
        self.resolved.when.as_ref()?;
        match self.signal.0 {
            Signal::At => None,
            Signal::By => Some(Why::By),
            Signal::Until => Some(Why::Until),
            Signal::Since => Some(Why::Since),
            Signal::Before | Signal::After => Some(Why::Beside),
            Signal::From => Some(Why::From),
            Signal::To => Some(Why::To),
        }
    }

    /// Appends the pack's words for a piece, with what they speak of.
    fn say(&self, piece: Why, told: &mut String) {
        let mut rest = self.place.pack.why.words(piece);
        while let Some((words, name, after)) = next_gap(rest) {
            told.push_str(words);
            told.push_str(&self.fill(name));
            rest = after;
        }
        told.push_str(rest);
    }

    /// The words that tell the tense: one, or two that end at a token ("ahead of").
    fn verb(&self, at: usize) -> String {
        let (lexicon, roles) = (&self.place.pack.lexicon, &self.place.pack.roles);
        let token = |at: usize| self.place.tokens.get(at);
        let pair = token(at).is_some_and(|last| {
            let alone = |class| lexicon.value_in(class, last.word).is_some();
            self.place.value_at(roles.prospect, at).is_some() && !alone(roles.prospect)
        });
        let first = if pair { at - 1 } else { at };
        token(first).zip(token(at)).map_or_else(String::new, |(first, last)| {
            one_line(Span::new(first.span.start, last.span.end).of(self.place.text))
        })
    }

    fn fill(&self, name: &str) -> String {
        let token = |at: Option<usize>| at.and_then(|at| self.place.tokens.get(at));
        let text =
            |token: Option<&super::Token>| token.map(|token| token.span.of(self.place.text).to_owned());
        let anchor = match self.resolved.anchor {
            Anchor::Timex(index) => self.before.get(index),
            _ => None,
        };
        let filled = match name {
            "words" => Some(one_line(self.span.of(self.place.text))),
            "published" => self.published.map(|day| self.place.pack.day_words(day)),
            "anchor" => match &self.resolved.anchor {
                Anchor::Table { entry, .. } => Some(entry.clone()),
                _ => anchor.map(|timex| one_line(timex.span.of(self.place.text))),
            },
            "anchor-date" => anchor.map(|timex| match &timex.when {
                Some(when) => self.place.pack.date_words(when),
                None => timex.value.clone(),
            }),
            "verb" => self.tense.1.map(|at| self.verb(at)),
            "signal" => text(token(self.signal.1)),
            "others" => {
                let words = self.others.iter().map(|when| self.place.pack.date_words(when));
                Some(words.collect::<Vec<_>>().join(", "))
            }
            _ => None,
        };
        filled.unwrap_or_default()
    }
}

/// The words before the first `{name}`, the name, and what follows.
fn next_gap(template: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((words, name, after))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Wednesday.
    fn published() -> Option<Day> {
        Day::new(2025, 2, 26)
    }

    #[track_caller]
    fn check(text: &str, published: Option<Day>, expected: &str) {
        let pack = Pack::english();
        let meaning = notes(text, &tag(text, pack, published), pack).pop().unwrap().meaning;
        let day = "the publication date, Wednesday 26 February 2025";
        assert_eq!(meaning, expected.replace("PUBLISHED", day), "{text}");
    }

    #[test]
    fn what_decided_is_told() {
        let check = |text, expected| check(text, published(), expected);
        check(
            "It fell on Monday.",
            "24 February 2025: the last “Monday” up to PUBLISHED (the clause is in the past tense: “fell”)",
        );
        check(
            "They had announced it Monday.",
            "24 February 2025: the last “Monday” up to PUBLISHED (the clause is in the past perfect: “announced”)",
        );
        check(
            "It is Monday's news.",
            "24 February 2025: the last “Monday” up to PUBLISHED (nothing in the clause looks ahead: “is”)",
        );
        check(
            "A letter, Monday.",
            "24 February 2025: the last “Monday” up to PUBLISHED (no verb in the sentence says otherwise)",
        );
        check(
            "Both teams play on Friday.",
            "28 February 2025: the first “Friday” on or after PUBLISHED (no verb in the sentence is of the past)",
        );
        check(
            "It will open on Friday.",
            "28 February 2025: the first “Friday” on or after PUBLISHED (the clause looks ahead: “will”)",
        );
        check(
            "The tickets are good until Friday.",
            "28 February 2025: the first “Friday” on or after PUBLISHED (“until” looks ahead); “until” marks an end: what is told lasts up to then",
        );
        check(
            "It closed on 3 March.",
            "3 March 2025: the “3 March” nearest to PUBLISHED (a day so near is meant, whatever the tense)",
        );
        check("A fair in May.", "May 2025: the “May” nearest to PUBLISHED (no tense says which)");
        check(
            "It closed on Monday, 3 March.",
            "3 March 2025: the “Monday, 3 March” nearest to PUBLISHED (its weekday must fit)",
        );
        check("It closed last week.", "17 to 23 February 2025: counted from PUBLISHED");
    }

    #[test]
    fn what_it_was_reckoned_from_is_told() {
        let check = |text, expected| check(text, published(), expected);
        check(
            "They said on Saturday that staff had until Monday to answer.",
            "24 February 2025: the first “Monday” after “Saturday” (22 February 2025) in the same sentence; “until” marks an end: what is told lasts up to then",
        );
        check(
            "It fell on 7 May 1941; two days\nlater it was rebuilt.",
            "9 May 1941: reckoned from “7 May 1941” (7 May 1941), told before",
        );
    }

    #[test]
    fn what_else_a_date_says_is_told() {
        let check = |text, expected| check(text, None, expected);
        check(
            "It was built in the early 1990s.",
            "1990 to 1993: written out; the first third of it is meant",
        );
        check(
            "It was built in mid-2020.",
            "May to August 2020: written out; the middle third of it is meant",
        );
        check(
            "It was built in late 2020.",
            "September to December 2020: written out; the last third of it is meant",
        );
        check("It was built in about 1890.", "about 1890: written out; about then, not exactly");
        check("It was built by 1890.", "1890: written out; “by” sets a deadline: then, or before");
        check(
            "It has stood since 1890.",
            "1890: written out; “since” marks a start: what is told has an open end",
        );
    }

    #[test]
    fn what_the_words_can_mean_as_well_is_told() {
        check(
            "It opened on 3/4/2024.",
            None,
            "4 March 2024: written out; the words can also mean 3 April 2024",
        );
        check("It opened on 3/14/2024.", None, "14 March 2024: written out");
    }

    #[test]
    fn what_is_no_date_says_why() {
        check(
            "It took three days.",
            published(),
            "no date: an amount of time, which says how long, not when",
        );
        check("It opens every day.", published(), "no date: something that comes again and again, not once");
        check(
            "It opened recently.",
            published(),
            "no date: a vague word for some time, which names no day, month or year",
        );
        check(
            "It opened on Tuesday.",
            None,
            "not dated: it can only be reckoned from the day of writing: state the publication date",
        );
        check(
            "It closed on his first day back in office.",
            published(),
            "not dated: it hangs on an event that the text does not date",
        );
    }

    #[test]
    fn the_fragment_is_cut_between_words() {
        let fragment = |text: &str| {
            let pack = Pack::english();
            notes(text, &tag(text, pack, published()), pack).pop().unwrap().fragment
        };
        assert_eq!(fragment("One. It fell\n on \u{a0} 3\u{a0}May 2011. Two."), "It fell on [3 May 2011].");
        let filler = "é à ".repeat(40);
        let long = fragment(&format!("{filler}in 2011 {filler}"));
        assert!(long.starts_with("… é ") && long.ends_with(" à …") || long.ends_with(" é …"), "{long}");
        assert!(long.contains(" in [2011] ") && long.chars().count() < 120, "{long}");
        assert_eq!(fragment(&format!("{}in 2011{}", "x".repeat(500), ", y".repeat(500))).find('['), Some(4));
    }
}
