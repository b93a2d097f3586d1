//! The expression that dates a mention, and the dates that lie an amount of time from another event.

use super::is_attributive;
use super::mention::{Dated, Dating};
use crate::date::{Day, When};
use crate::event::clause::{Clause, Kind, Parsed, Token};
use crate::event::mentions::{DateSource, Form, Word};
use crate::tag::{Signal, Timex, TimexType};
use crate::text::Span;

/// How far an expression may stand from a noun that it dates, in tokens.
const NEAR: usize = 2;
/// How far a noun may stand from a word before it that it goes with, in tokens.
const DETERMINED: usize = 4;
/// TIMEX3 value of "now", "currently".
const NOW: &str = "PRESENT_REF";

/// As much of a date as is known: the parts that its first and last day share. What TIMEX3 writes as a week, a weekend or a quarter
/// is written by its first day: such a date has no other words for them.
fn written(timex: &Timex) -> Option<String> {
    let when = timex.when.as_ref()?;
    let (first, last) = (when.earliest()?, when.latest()?);
    let year = (first.year == last.year).then(|| format!("{:04}", first.year))?;
    Some(if first == last || timex.value.contains(['W', 'Q']) {
        first.to_string()
    } else if first.month == last.month {
        format!("{year}-{:02}-XX", first.month)
    } else {
        format!("{year}-XX-XX")
    })
}

/// The date that lies a TIMEX3 amount before a day, or after it; no finer than the amount.
fn moved(day: Day, amount: &str, back: bool) -> Option<String> {
    let (number, unit) = amount.strip_prefix('P')?.split_at_checked(amount.len().checked_sub(2)?)?;
    let number = i64::from(number.parse::<u16>().ok()?) * if back { -1 } else { 1 };
    let month = |months: i64| day.add_months(months).to_string();
    Some(match unit {
        "D" => day.add_days(number).to_string(),
        "W" => day.add_days(number * 7).to_string(),
        "M" => format!("{}-XX", month(number).rsplit_once('-')?.0),
        "Y" => format!("{}-XX-XX", month(number * 12).rsplitn(3, '-').last()?),
        _ => return None,
    })
}

impl<'a> Dating<'a> {
    /// The date that the text gives an event in its own clause, and the expression that says it.
    pub(super) fn own(&self, index: usize) -> Option<(&'a Timex, Dated)> {
        let timex = self.expression(index)?;
        let date = if timex.value == NOW { self.publication()?.date } else { written(timex)? };
        Some((timex, Dated { date, source: DateSource::Own, expression: Some(timex.span) }))
    }

    /// The expression of its own clause that dates an event: the nearest one that can.
    pub(super) fn expression(&self, index: usize) -> Option<&'a Timex> {
        let word = &self.found[index];
        let sentence = &self.sentences[word.sentence];
        let clause = &sentence.clauses[word.clause];
        if let Some(timex) = self.at_its_head(sentence, clause) {
            return Some(timex);
        }
        let span = |clause: &Clause| {
            let tokens = sentence.tokens.get(clause.tokens.clone()).unwrap_or_default();
            Some(Span::new(tokens.first()?.span.start, tokens.last()?.span.end))
        };
        let spans: Vec<Span> =
            [Some(clause), self.head(word)].into_iter().flatten().filter_map(span).collect();
        let inside = self.timexes_of(sentence).filter(|timex| {
            spans.iter().any(|span| span.contains(timex.span)) && self.may_date(word, sentence, timex)
        });
        inside.min_by_key(|timex| distance(word, sentence, timex))
    }

    /// "In 1968, when the dam broke": the expression that a clause hangs on.
    fn at_its_head(&self, sentence: &Parsed, clause: &Clause) -> Option<&'a Timex> {
        let opener = sentence.tokens.get(clause.tokens.start)?;
        if !self.words.mentions.at_time.contains(&opener.word) {
            return None;
        }
        let close = |timex: &&Timex| {
            timex.span.end <= opener.span.start
                && Span::new(timex.span.end, opener.span.start)
                    .of(self.text)
                    .chars()
                    .all(|c| c == ',' || c.is_whitespace())
        };
        let dates = self.timexes_of(sentence).filter(|timex| timex.kind == TimexType::Date);
        dates.filter(|timex| timex.when.is_some()).find(close)
    }

    /// Whether an expression of its clause can date a word.
    fn may_date(&self, word: &Word, sentence: &Parsed, timex: &Timex) -> bool {
        let own = sentence.tokens[word.token].span;
        let follows = timex.span.start >= own.end;
        let bound = match timex.signal {
            Signal::At => true,
            // What has been so since a day began on it.
            Signal::Since if word.form == Form::Perfect => true,
            // "since the February floods": the signal goes with the noun.
            _ => word.form == Form::Noun && !follows,
        };
        let before = Span::new(sentence.span.start, timex.span.start).of(self.text);
        let after = Span::new(timex.span.end, sentence.span.end).of(self.text);
        let fits = match word.form {
            // "announced a meeting in the old mill on Friday": what happened was not on a day to come.
            Form::Noun => distance(word, sentence, timex) <= NEAR || (follows && self.is_future(timex)),
            _ => !is_attributive(before, after, self.words.telling),
        };
        let possible = match word.form {
            // "chosen on Monday to build it": the date is that of the verb before it.
            Form::Open => follows || !self.follows_verb(word, timex),
            // What happened lies not after its report: "promised to leave on Friday".
            Form::Past | Form::Perfect | Form::PastPerfect => !self.is_future(timex),
            _ => true,
        };
        matches!(timex.kind, TimexType::Date | TimexType::Time) && bound && fits && possible
    }

    /// Whether an expression lies after the publication.
    fn is_future(&self, timex: &Timex) -> bool {
        let first = timex.when.as_ref().and_then(When::earliest);
        first.zip(self.published).is_some_and(|(first, published)| first > published)
    }

    /// The verbs of a clause.
    fn verbs(&self, sentence: usize, clause: usize) -> impl Iterator<Item = &'a Word> {
        self.found[self.within(sentence)].iter().filter(move |word| word.clause == clause && word.is_verb())
    }

    /// Whether a verb of a mention's clause stands before an expression.
    fn follows_verb(&self, word: &Word, timex: &Timex) -> bool {
        let tokens = &self.sentences[word.sentence].tokens;
        self.verbs(word.sentence, word.clause).any(|verb| tokens[verb.token].span.end <= timex.span.start)
    }

    /// The head of a clause that another one has cut in two, with the rest of it: "On Monday Hale, who is ill, resigned".
    fn head(&self, word: &Word) -> Option<&Clause> {
        let clauses = &self.sentences[word.sentence].clauses;
        let main = |clause: usize| clauses[clause].kind == Kind::Main;
        let head = (0..word.clause).rev().find(|clause| main(*clause))?;
        (main(word.clause) && self.verbs(word.sentence, head).next().is_none()).then(|| &clauses[head])
    }

    /// The date of what lies an amount of time from another event: "two days after the dam broke", "a day before the vote".
    ///
    /// The outer none where it is told of no such amount.
    pub(super) fn apart(&self, index: usize) -> Option<Option<Dated>> {
        let word = &self.found[index];
        let sentence = &self.sentences[word.sentence];
        let clause = sentence.clauses[word.clause].tokens.clone();
        let amounts = self.timexes_of(sentence).filter(|timex| timex.kind == TimexType::Duration);
        for amount in amounts {
            let at = sentence.tokens.partition_point(|token| token.span.start < amount.span.end);
            let Some(signal) = sentence.tokens.get(at) else { continue };
            let before = match self.words.signal(&signal.word) {
                Some("before") => true,
                Some("after") => false,
                _ => continue,
            };
            if at == clause.start {
                // From the clause around it one goes the other way.
                let around = self.in_sentence(index).or_else(|| self.narrated(index));
                return Some(self.moved(around, amount, !before));
            }
            if clause.contains(&at) {
                let noun = self.within(word.sentence).find(|other| {
                    let other = &self.found[*other];
                    other.form == Form::Noun && (at + 1..=at + DETERMINED).contains(&other.token)
                });
                if let Some(date) = noun.and_then(|noun| self.moved(self.elsewhere(noun), amount, before)) {
                    return Some(Some(date));
                }
            }
        }
        None
    }

    /// What happened an amount of time from another date; not after its report.
    fn moved(&self, from: Option<Dated>, amount: &Timex, back: bool) -> Option<Dated> {
        let day = Day::parse(&from?.date).ok()?;
        let date = moved(day, &amount.value, back)?;
        let over = self.published.is_none_or(|published| date <= published.to_string());
        over.then(|| Dated::new(date, DateSource::Elsewhere))
    }
}

/// How many tokens stand between a word and an expression.
fn distance(word: &Word, sentence: &Parsed, timex: &Timex) -> usize {
    let own = sentence.tokens[word.token].span;
    let between = |token: &&Token| {
        token.span.start >= own.end.min(timex.span.end) && token.span.end <= own.start.max(timex.span.start)
    };
    sentence.tokens.iter().filter(between).count()
}
