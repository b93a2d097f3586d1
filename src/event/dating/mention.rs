//! When each mentioned event was: by the expression of its clause, by what the text told before, or by the day of the report.

use super::is_attributive;
use crate::date::{Day, When};
use crate::event::clause::{Clause, Kind, Parsed, Token, Words};
use crate::event::mentions::{Form, Word};
use crate::tag::{Signal, Timex, TimexType};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Sentences that lead a report: its heading and what comes next.
const LEAD: usize = 3;
/// How many days before its publication a report's own day may lie.
const FRESH: i64 = 15;
/// How far an expression may stand from a noun that it dates, in tokens.
const NEAR: usize = 2;
/// How far an article may stand before its noun, in tokens.
const DETERMINED: usize = 4;
/// TIMEX3 value of "now", "currently".
const NOW: &str = "PRESENT_REF";

/// What is known while the mentions of a text are dated in order.
struct Dating<'a> {
    text: &'a str,
    sentences: &'a [Parsed],
    found: &'a [Word],
    timexes: &'a [Timex],
    words: &'a Words<'a>,
    published: Option<Day>,
    /// The dates of the mentions so far.
    dates: Vec<Option<String>>,
    /// The first date of each stem in the sentences before.
    told: BTreeMap<&'a str, String>,
    /// The day on which the news happened.
    report: Option<String>,
    /// The day that the narrative has reached.
    current: Option<String>,
}

/// The date of each mention, in order; as [`EventMention::date`](crate::event::EventMention::date).
pub(in crate::event) fn date_mentions(
    text: &str,
    sentences: &[Parsed],
    found: &[Word],
    timexes: &[Timex],
    words: &Words<'_>,
    published: Option<Day>,
) -> Vec<Option<String>> {
    let mut dating = Dating {
        text,
        sentences,
        found,
        timexes,
        words,
        published,
        dates: Vec::new(),
        told: BTreeMap::new(),
        report: None,
        current: None,
    };
    dating.report = dating.day_of_report();
    // What goes with a verb is dated after it, though it may stand before.
    let mut paragraph = None;
    for sentence in found.chunk_by(|one, next| one.sentence == next.sentence) {
        let own =
            sentence.first().and_then(|word| sentences.get(word.sentence)).map(|sentence| sentence.paragraph);
        if paragraph != own {
            (paragraph, dating.current) = (own, dating.report.clone());
        }
        let first = dating.dates.len();
        let all = first..first + sentence.len();
        dating.dates.resize(all.end, None);
        for verbs in [true, false] {
            for index in all.clone().filter(|index| found[*index].is_verb() == verbs) {
                dating.dates[index] = dating.date(index);
            }
        }
        for index in all {
            if let Some(date) = &dating.dates[index] {
                dating.told.entry(dating.stem(index)).or_insert_with(|| date.clone());
            }
        }
    }
    dating.dates
}

/// As much of a date as is known: the parts that its first and last day share.
fn written(when: &When) -> Option<String> {
    let (first, last) = (when.earliest()?, when.latest()?);
    let year = (first.year == last.year).then(|| format!("{:04}", first.year))?;
    Some(if first == last {
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

/// Whether a date is known to the day.
fn is_day(date: &str) -> bool {
    !date.contains('X')
}

impl<'a> Dating<'a> {
    /// The day on which what a report tells as news happened: of the first day that its first sentences give a main clause, if that
    /// lies shortly before the publication, else the publication itself.
    fn day_of_report(&self) -> Option<String> {
        let told =
            (0..self.found.len()).take_while(|index| self.found[*index].sentence < LEAD).find_map(|index| {
                let word = &self.found[index];
                let main = word.form == Form::Past && self.kind(word) == Kind::Main;
                self.own(index).filter(|date| main && is_day(date) && self.is_fresh(date))
            });
        told.or_else(|| self.publication())
    }

    fn publication(&self) -> Option<String> {
        self.published.map(|day| day.to_string())
    }

    fn is_fresh(&self, date: &str) -> bool {
        let (Some(published), Ok(day)) = (self.published, Day::parse(date)) else {
            return self.published.is_none();
        };
        day <= published && published <= day.add_days(FRESH)
    }

    /// The mentions of a sentence.
    fn within(&self, sentence: usize) -> Range<usize> {
        let before = |end: usize| self.found.partition_point(|word| word.sentence < end);
        before(sentence)..before(sentence + 1)
    }

    /// The verbs of a clause.
    fn verbs(&self, sentence: usize, clause: usize) -> impl Iterator<Item = &'a Word> {
        self.found[self.within(sentence)].iter().filter(move |word| word.clause == clause && word.is_verb())
    }

    /// The expressions of a sentence.
    fn timexes_of(&self, sentence: &Parsed) -> impl Iterator<Item = &'a Timex> {
        let Span { start, end } = sentence.span;
        let first = self.timexes.partition_point(|timex| timex.span.start < start);
        self.timexes[first..].iter().take_while(move |timex| timex.span.start < end)
    }

    fn kind(&self, word: &Word) -> Kind {
        self.sentences[word.sentence].clauses[word.clause].kind
    }

    fn date(&mut self, index: usize) -> Option<String> {
        let word = &self.found[index];
        if let Some(own) = self.own(index) {
            if word.form == Form::Past && self.kind(word) == Kind::Main {
                // After "It was built in 1911" the paragraph tells of old times, of which it may not tell the date.
                self.current = (is_day(&own) && self.is_fresh(&own)).then(|| own.clone());
            }
            return Some(own);
        }
        let kind = self.kind(word);
        match word.form {
            Form::Noun => {
                // The same event as an earlier sentence told it.
                let told = self.told.get(self.stem(index)).cloned();
                told.or_else(|| self.is_told(index).then(|| self.of_verb(index)).flatten())
            }
            Form::Participle => self.of_verb(index),
            Form::Open | Form::PastPerfect => None,
            // "Hale has resigned" is news where a report begins; later it may have been at any time.
            Form::Perfect => {
                let heading = self.sentences.first().is_some_and(|first| first.heading);
                (word.sentence <= usize::from(heading) && kind == Kind::Main)
                    .then(|| self.current.clone())
                    .flatten()
            }
            Form::Now => (kind == Kind::Main).then(|| self.publication()).flatten(),
            Form::Present => self.present(index),
            Form::Past => match kind {
                Kind::Quoted | Kind::Said => None,
                _ => self.apart(index).unwrap_or_else(|| self.narrated(index)),
            },
        }
    }

    /// The date that the narrative has reached. Who speaks in a report speaks for it, even of old times.
    fn narrated(&self, index: usize) -> Option<String> {
        let report = || self.report.clone().filter(|_| self.words.is_saying(self.word(index)));
        self.in_sentence(index).or_else(|| self.current.clone()).or_else(report)
    }

    /// The date that the sentence has told before: "When he fell on Monday, she called", "It opened in 1911 and closed again".
    fn in_sentence(&self, index: usize) -> Option<String> {
        let word = &self.found[index];
        let before = (self.within(word.sentence).start..index).rev();
        let told = |other: &usize| {
            self.found[*other].form == Form::Past
                && matches!(self.kind(&self.found[*other]), Kind::Main | Kind::Subordinate)
        };
        before.filter(told).find_map(|other| self.dates[other].clone())
    }

    /// The date of a clause that lies an amount of time from the one around it: "two days after the dam broke".
    ///
    /// None where it is no such clause.
    fn apart(&self, index: usize) -> Option<Option<String>> {
        let word = &self.found[index];
        let sentence = &self.sentences[word.sentence];
        let clause = sentence.clauses[word.clause].tokens.clone();
        let opener = sentence.tokens.get(clause.start)?;
        let amount = self.timexes_of(sentence).find(|timex| {
            timex.kind == TimexType::Duration
                && Span::new(timex.span.end, opener.span.start).of(self.text).trim().is_empty()
                && timex.span.end <= opener.span.start
        })?;
        let back = match self.words.signal(&opener.word)? {
            "after" => true,
            "before" => false,
            _ => return None,
        };
        let around = self.in_sentence(index).or_else(|| self.current.clone());
        let day = around.and_then(|around| Day::parse(&around).ok());
        let date = day.and_then(|day| moved(day, &amount.value, back));
        // What happened lies not after its report.
        let publication = self.publication();
        Some(date.filter(|date| publication.as_ref().is_none_or(|published| date <= published)))
    }

    fn present(&self, index: usize) -> Option<String> {
        let word = &self.found[index];
        let sentence = &self.sentences[word.sentence];
        if sentence.heading {
            return self.told_later(index).or_else(|| self.current.clone());
        }
        (self.kind(word) == Kind::Main && self.words.is_saying(self.word(index)))
            .then(|| self.publication())
            .flatten()
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

    /// Names of a sentence: its words with a capital, the first one apart.
    fn names(&self, sentence: usize) -> BTreeSet<&str> {
        let tokens = self.sentences[sentence].tokens.iter();
        tokens.filter(|token| token.capital && !token.timex).map(|token| token.word.as_str()).collect()
    }

    /// The date that a later sentence gives the same event: a word of one stem, and a name in common.
    fn told_later(&self, index: usize) -> Option<String> {
        let word = &self.found[index];
        let names = self.names(word.sentence);
        (index + 1..self.found.len()).filter(|later| self.found[*later].sentence > word.sentence).find_map(
            |later| {
                let same = self.stem(later) == self.stem(index)
                    && !names.is_disjoint(&self.names(self.found[later].sentence));
                if same { self.own(later).filter(|date| is_day(date)) } else { None }
            },
        )
    }

    /// The date of the verb that a noun or participle goes with: the nearest before it in its clause, else the first after it, else
    /// the nearest in a clause of the same kind.
    fn of_verb(&self, index: usize) -> Option<String> {
        let word = &self.found[index];
        // "He declined to say more, citing the trial": the participle goes with the verb that happened.
        let goes = |form: Form| word.form == Form::Noun || form != Form::Open;
        let verb = |other: &usize| self.found[*other].is_verb() && goes(self.found[*other].form);
        let clause = |other: &usize| self.found[*other].clause == word.clause;
        let kind = |other: &usize| self.kind(&self.found[*other]) == self.kind(word);
        let Range { start, end } = self.within(word.sentence);
        let before = || (start..index).rev().filter(verb);
        let after = || (index + 1..end).filter(verb);
        let verb = before()
            .find(clause)
            .or_else(|| after().find(clause))
            .or_else(|| before().find(kind))
            .or_else(|| after().find(kind))?;
        self.dates[verb].clone()
    }

    /// The head of a clause that another one has cut in two, with the rest of it: "On Monday Hale, who is ill, resigned".
    fn head(&self, word: &Word) -> Option<&Clause> {
        let clauses = &self.sentences[word.sentence].clauses;
        let main = |clause: usize| clauses[clause].kind == Kind::Main;
        let head = (0..word.clause).rev().find(|clause| main(*clause))?;
        (main(word.clause) && self.verbs(word.sentence, head).next().is_none()).then(|| &clauses[head])
    }

    /// Whether a noun tells one event and not a kind of them: something before it says which one, or a verb has it as its object,
    /// "declared war".
    fn is_told(&self, index: usize) -> bool {
        let word = &self.found[index];
        let tokens = &self.sentences[word.sentence].tokens;
        let before = &tokens[word.token.saturating_sub(DETERMINED)..word.token];
        let which = |token: &Token| {
            self.words.telling.determiners.contains(&token.word)
                || self.words.mentions.possessives.contains(&token.word)
        };
        let verb =
            index.checked_sub(1).and_then(|before| self.found.get(before)).filter(|verb| verb.is_verb());
        let object =
            verb.is_some_and(|verb| verb.sentence == word.sentence && word.token - verb.token <= NEAR);
        object || before.iter().any(which)
    }

    /// Whether a verb of a mention's clause stands before an expression.
    fn follows_verb(&self, word: &Word, timex: &Timex) -> bool {
        let tokens = &self.sentences[word.sentence].tokens;
        self.verbs(word.sentence, word.clause).any(|verb| tokens[verb.token].span.end <= timex.span.start)
    }

    /// Whether an expression lies after the publication.
    fn is_future(&self, timex: &Timex) -> bool {
        let first = timex.when.as_ref().and_then(When::earliest);
        first.zip(self.published).is_some_and(|(first, published)| first > published)
    }

    /// Whether an expression belongs to the noun before it: "the storm of Monday".
    fn is_genitive(&self, sentence: &Parsed, timex: &Timex) -> bool {
        let before = sentence.tokens.iter().rfind(|token| token.span.end <= timex.span.start);
        before.is_some_and(|token| self.words.mentions.genitives.contains(&token.word))
    }

    /// The date that the text gives an event in its own clause.
    fn own(&self, index: usize) -> Option<String> {
        let word = &self.found[index];
        let sentence = &self.sentences[word.sentence];
        let clause = &sentence.clauses[word.clause];
        let clauses = [Some(clause), self.head(word)];
        let span = |clause: &Clause| {
            let tokens = sentence.tokens.get(clause.tokens.clone()).unwrap_or_default();
            Some(Span::new(tokens.first()?.span.start, tokens.last()?.span.end))
        };
        let spans: Vec<Span> = clauses.into_iter().flatten().filter_map(span).collect();
        let own = sentence.tokens.get(word.token)?.span;
        let inside =
            self.timexes_of(sentence).filter(|timex| spans.iter().any(|span| span.contains(timex.span)));
        let distance = |timex: &Timex| {
            let between = |token: &&Token| {
                token.span.start >= own.end.min(timex.span.end)
                    && token.span.end <= own.start.max(timex.span.start)
            };
            sentence.tokens.iter().filter(between).count()
        };
        let dates = inside.filter(|timex| {
            let before = Span::new(sentence.span.start, timex.span.start).of(self.text);
            let after = Span::new(timex.span.end, sentence.span.end).of(self.text);
            let attributive = is_attributive(before, after, self.words.telling);
            let near = distance(timex) <= NEAR;
            let fits = match word.form {
                Form::Noun => near,
                _ => !attributive && !self.is_genitive(sentence, timex),
            };
            let bound = match timex.signal {
                Signal::At => true,
                // What has been so since a day began on it.
                Signal::Since => word.form == Form::Perfect,
                _ => false,
            };
            let happened = matches!(word.form, Form::Past | Form::Perfect | Form::PastPerfect);
            let possible = match word.form {
                // "chosen on Monday to build it": the date is that of the verb before it.
                Form::Open => timex.span.start >= own.end || !self.follows_verb(word, timex),
                // What happened lies not after its report: "promised to leave on Friday".
                _ => !happened || !self.is_future(timex),
            };
            matches!(timex.kind, TimexType::Date | TimexType::Time) && bound && fits && possible
        });
        let nearest = dates.min_by_key(|timex| distance(timex))?;
        if nearest.value == NOW {
            return self.publication();
        }
        written(nearest.when.as_ref()?)
    }
}
