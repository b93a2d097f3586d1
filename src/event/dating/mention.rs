//! When each mentioned event was: by the expression of its clause, by what the text told before, or by the day of the report.

use crate::date::{Day, When};
use crate::event::clause::{Kind, Parsed, Words};
use crate::event::mentions::{DateSource, EventMention, Form, Told, Word};
use crate::tag::{Timex, TimexType};
use crate::text::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// Sentences that lead a report: its heading and what comes next.
const LEAD: usize = 3;
/// How many days before its publication a report's own day may lie.
const FRESH: i64 = 15;
/// How many sentences a date carries on in a paragraph.
const CARRY: usize = 2;

/// The date of a mention.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub(super) date: String,
    pub(super) source: DateSource,
    pub(super) expression: Option<Span>,
}

impl Dated {
    pub(super) const fn new(date: String, source: DateSource) -> Self {
        Self { date, source, expression: None }
    }

    /// The same date for what goes with it.
    fn carried(&self) -> Self {
        let source = if self.source == DateSource::Own { DateSource::Carried } else { self.source };
        Self { source, expression: None, ..self.clone() }
    }
}

/// What the narrative has come to.
struct Reached {
    /// None in old times, of which a paragraph may not tell the date: "It was built in 1911. It closed twice."
    day: Option<String>,
    /// The last sentence for which it holds.
    until: usize,
}

/// What is known while the mentions of a text are dated in order.
pub(super) struct Dating<'a> {
    pub(super) text: &'a str,
    pub(super) sentences: &'a [Parsed],
    pub(super) found: &'a [Word],
    pub(super) timexes: &'a [Timex],
    pub(super) words: &'a Words<'a>,
    pub(super) published: Option<Day>,
    /// The dates of the mentions so far.
    dated: Vec<Option<Dated>>,
    /// The first date of each stem in the sentences before.
    told: BTreeMap<&'a str, String>,
    /// The day on which the news happened.
    report: Option<Dated>,
    reached: Option<Reached>,
}

/// The mentions of the words of a text, in order, with their dates.
pub(in crate::event) fn date_mentions(
    text: &str,
    sentences: &[Parsed],
    found: &[Word],
    timexes: &[Timex],
    words: &Words<'_>,
    published: Option<Day>,
) -> Vec<EventMention> {
    let mut dating = Dating {
        text,
        sentences,
        found,
        timexes,
        words,
        published,
        dated: vec![None; found.len()],
        told: BTreeMap::new(),
        report: None,
        reached: None,
    };
    dating.report = dating.day_of_report();
    let mut paragraph = None;
    for sentence in found.chunk_by(|one, next| one.sentence == next.sentence) {
        let Some(number) = sentence.first().map(|word| word.sentence) else { continue };
        if paragraph.replace(sentences[number].paragraph) != Some(sentences[number].paragraph) {
            dating.reached = None;
        }
        dating.date_sentence(dating.within(number));
    }
    (0..found.len()).map(|index| dating.mention(index)).collect()
}

impl<'a> Dating<'a> {
    fn date_sentence(&mut self, all: Range<usize>) {
        // What goes with a verb is dated after it, though it may stand before.
        for verbs in [true, false] {
            for index in all.clone().filter(|index| self.found[*index].is_verb() == verbs) {
                self.dated[index] = self.date(index);
            }
        }
        for index in all {
            if let Some(dated) = &self.dated[index] {
                self.told.entry(self.stem(index)).or_insert_with(|| dated.date.clone());
            }
        }
    }

    fn mention(&self, index: usize) -> EventMention {
        let word = &self.found[index];
        let dated = self.dated[index].clone();
        EventMention {
            span: self.sentences[word.sentence].tokens[word.token].span,
            source: dated.as_ref().map(|dated| dated.source),
            expression: dated.as_ref().and_then(|dated| dated.expression),
            date: dated.map(|dated| dated.date),
            told: self.told(index),
            main: word.is_verb() && word.form != Form::Open && self.kind(word) == Kind::Main,
        }
    }

    /// How a mention is told: what goes with a verb as the verb is.
    fn told(&self, index: usize) -> Told {
        let word = &self.found[index];
        let verb = if word.is_verb() { Some(index) } else { self.verb_of(index) };
        let Some(verb) = verb.map(|verb| &self.found[verb]) else { return Told::Happened };
        let sentence = &self.sentences[verb.sentence];
        let clause = &sentence.tokens[sentence.clauses[verb.clause].tokens.clone()];
        let conditions = &self.words.telling.conditions;
        let again = |timex: &Timex| {
            timex.kind == TimexType::Set && clause.iter().any(|token| token.span.overlaps(timex.span))
        };
        if verb.form == Form::Open || clause.first().is_some_and(|first| conditions.contains(&first.word)) {
            Told::Open
        } else if verb.negated {
            Told::Negated
        } else if self.timexes_of(sentence).any(again)
            || clause.iter().any(|token| self.words.mentions.habits.contains(&token.word))
        {
            Told::Habitual
        } else if matches!(verb.form, Form::Present | Form::Now) && !sentence.heading {
            Told::Holds
        } else {
            Told::Happened
        }
    }

    /// The day on which what a report tells as news happened: of the first day that its first sentences give a main clause, if that
    /// lies shortly before the publication, else the publication itself.
    fn day_of_report(&self) -> Option<Dated> {
        let leads = (0..self.found.len()).take_while(|index| self.found[*index].sentence < LEAD);
        let mut news = leads.filter(|index| self.found[*index].form == Form::Past && self.is_main(*index));
        let told = news.find_map(|index| self.fresh_day(self.expression(index)?));
        told.map(|date| Dated::new(date, DateSource::Report)).or_else(|| self.publication())
    }

    pub(super) fn publication(&self) -> Option<Dated> {
        self.published.map(|day| Dated::new(day.to_string(), DateSource::Report))
    }

    /// The day of an expression, if it is one shortly before the publication.
    fn fresh_day(&self, timex: &Timex) -> Option<String> {
        let when = timex.when.as_ref()?;
        let day = when.earliest().filter(|day| when.latest() == Some(*day))?;
        let told = self.published.is_none_or(|published| day <= published);
        (told && self.is_recent(timex)).then(|| day.to_string())
    }

    /// Whether an expression lies not long before the publication.
    fn is_recent(&self, timex: &Timex) -> bool {
        let last = timex.when.as_ref().and_then(When::latest);
        last.zip(self.published).is_none_or(|(last, published)| published <= last.add_days(FRESH))
    }

    /// The mentions of a sentence.
    pub(super) fn within(&self, sentence: usize) -> Range<usize> {
        let before = |end: usize| self.found.partition_point(|word| word.sentence < end);
        before(sentence)..before(sentence + 1)
    }

    /// The expressions of a sentence.
    pub(super) fn timexes_of(&self, sentence: &Parsed) -> impl Iterator<Item = &'a Timex> {
        let Span { start, end } = sentence.span;
        let first = self.timexes.partition_point(|timex| timex.span.start < start);
        self.timexes[first..].iter().take_while(move |timex| timex.span.start < end)
    }

    pub(super) fn kind(&self, word: &Word) -> Kind {
        self.sentences[word.sentence].clauses[word.clause].kind
    }

    fn is_main(&self, index: usize) -> bool {
        self.kind(&self.found[index]) == Kind::Main
    }

    /// The word of a mention, in lower case.
    fn word(&self, index: usize) -> &'a str {
        let word = &self.found[index];
        &self.sentences[word.sentence].tokens[word.token].word
    }

    /// The stem of a mention.
    fn stem(&self, index: usize) -> &'a str {
        self.words.mentions.stem(self.word(index))
    }

    /// The date of the same event as an earlier sentence told it.
    pub(super) fn elsewhere(&self, index: usize) -> Option<Dated> {
        self.told.get(self.stem(index)).map(|date| Dated::new(date.clone(), DateSource::Elsewhere))
    }

    fn date(&mut self, index: usize) -> Option<Dated> {
        let word = &self.found[index];
        if let Some((timex, own)) = self.own(index) {
            if word.form == Form::Past && self.is_main(index) {
                let day = self.fresh_day(timex);
                if day.is_some() || !self.is_recent(timex) {
                    self.reached = Some(Reached { day, until: word.sentence + CARRY });
                }
            }
            return Some(own);
        }
        match word.form {
            Form::Noun => self.elsewhere(index).or_else(|| self.of_verb(index)),
            Form::Participle => self.of_verb(index),
            Form::Open => self.outcome(index),
            Form::Present | Form::Now => self.now(index),
            // "has not resigned" holds to this day.
            Form::Perfect if word.negated => self.now(index),
            Form::Perfect => self.perfect(index),
            Form::Past | Form::PastPerfect => self.past(index),
        }
    }

    /// What is so or goes on, is so on the day of publication; under a verb of saying it is a thought.
    fn now(&self, index: usize) -> Option<Dated> {
        let word = &self.found[index];
        if self.sentences[word.sentence].heading {
            return self.report.clone();
        }
        match self.kind(word) {
            Kind::Main | Kind::Quoted | Kind::Relative => self.publication(),
            Kind::Said | Kind::Subordinate => None,
        }
    }

    /// "Hale has resigned" is news where a report begins, or what it told before; later it may have been at any time.
    fn perfect(&self, index: usize) -> Option<Dated> {
        let heading = self.sentences.first().is_some_and(|first| first.heading);
        let leads = self.found[index].sentence <= usize::from(heading);
        let told = || self.elsewhere(index).or_else(|| self.report.clone().filter(|_| leads));
        self.is_main(index).then(told).flatten()
    }

    fn past(&self, index: usize) -> Option<Dated> {
        if let Some(apart) = self.apart(index) {
            return apart;
        }
        let saying = self.words.is_saying(self.word(index));
        match self.kind(&self.found[index]) {
            Kind::Quoted => None,
            Kind::Said => self.of_saying(index).or_else(|| self.report.clone().filter(|_| saying)),
            // Who speaks in a report speaks for it, even of old times.
            _ if saying => self.report.clone(),
            _ => {
                // What had happened before, did not happen on the day of the report.
                let before = self.found[index].form == Form::PastPerfect;
                let told = self.in_sentence(index).or_else(|| self.narrated(index));
                told.filter(|dated| !before || dated.source != DateSource::Report)
            }
        }
    }

    /// The date that the narrative has reached.
    pub(super) fn narrated(&self, index: usize) -> Option<Dated> {
        match &self.reached {
            Some(reached) if self.found[index].sentence <= reached.until => {
                reached.day.clone().map(|day| Dated::new(day, DateSource::Carried))
            }
            _ => self.report.clone(),
        }
    }

    /// The date that the sentence has told before: "When he fell on Monday, she called", "It opened in 1911 and closed again".
    pub(super) fn in_sentence(&self, index: usize) -> Option<Dated> {
        let before = (self.within(self.found[index].sentence).start..index).rev();
        let told = |other: &usize| {
            self.found[*other].form == Form::Past
                && matches!(self.kind(&self.found[*other]), Kind::Main | Kind::Subordinate)
        };
        before.filter(told).find_map(|other| self.dated[other].as_ref().map(Dated::carried))
    }

    /// The verbs of a sentence before a mention, the nearest first.
    fn verbs_before(&self, index: usize) -> impl Iterator<Item = usize> {
        let start = self.within(self.found[index].sentence).start;
        (start..index).rev().filter(|other| self.found[*other].form != Form::Noun)
    }

    /// What somebody says happened, is told on the day of the saying.
    fn of_saying(&self, index: usize) -> Option<Dated> {
        let saying = self.verbs_before(index).find(|other| self.words.is_saying(self.word(*other)))?;
        self.dated[saying].as_ref().map(Dated::carried)
    }

    /// An infinitive that tells what came of the verb before it: "fell to close at nine".
    fn outcome(&self, index: usize) -> Option<Dated> {
        let word = &self.found[index];
        let before = &self.sentences[word.sentence].tokens[word.token.checked_sub(1)?];
        let verb = self.verbs_before(index).next()?;
        (self.words.is_infinitive(&before.word) && self.words.mentions.has_outcome(self.word(verb)))
            .then(|| self.dated[verb].as_ref().map(Dated::carried))
            .flatten()
    }

    /// The verb that a noun or participle goes with: the nearest before it in its clause, else the first after it, else the nearest in
    /// a clause of the same kind.
    fn verb_of(&self, index: usize) -> Option<usize> {
        let word = &self.found[index];
        // "He declined to say more, citing the trial": the participle goes with the verb that happened.
        let goes = |form: Form| word.form == Form::Noun || form != Form::Open;
        let verb = |other: &usize| self.found[*other].is_verb() && goes(self.found[*other].form);
        let clause = |other: &usize| self.found[*other].clause == word.clause;
        let kind = |other: &usize| self.kind(&self.found[*other]) == self.kind(word);
        let Range { start, end } = self.within(word.sentence);
        let before = || (start..index).rev().filter(verb);
        let after = || (index + 1..end).filter(verb);
        before()
            .find(clause)
            .or_else(|| after().find(clause))
            .or_else(|| before().find(kind))
            .or_else(|| after().find(kind))
    }

    /// The date of the verb that a noun or participle goes with.
    fn of_verb(&self, index: usize) -> Option<Dated> {
        self.dated[self.verb_of(index)?].as_ref().map(Dated::carried)
    }
}
