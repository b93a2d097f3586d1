//! What an article states to have happened, sentence by sentence, and when.

use super::Languages;
use super::clause::{Kind, Parsed, Words};
use super::dating::{self, is_attributive};
use super::mentions::{Form, Word};
use super::signature::{Bar, Signature};
use crate::article::{Article, Block, BlockKind};
use crate::date::{Day, Precision, When};
use crate::lang::Pack;
use crate::tag::{Signal, Timex, TimexType};
use crate::text::Span;

/// Sentences that lead an article.
const LEAD: usize = 2;
/// Sentences at the head of an article, one of which says when the news happened.
const HEAD: usize = 4;
/// How many sentences later a pronoun may go on with what was told, all on one day.
const REACH: usize = 3;

/// Why a statement is for an editor's eyes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Doubt {
    /// The date can be read in several ways: 3/4/2024.
    Ambiguous,
    /// It leads its article, which does not say when it happened: the publication date stands in.
    Undated,
    /// It stands between quotation marks: somebody's words.
    Quoted,
    /// It was planned, and the text does not tell whether it came to pass.
    Planned,
    /// It stands under a condition: "if".
    Conditional,
    /// No verb tells what happened.
    Fragment,
}

impl Doubt {
    /// In plain words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Ambiguous => "the date can be read in several ways",
            Self::Undated => "the article does not say when: its publication date stands in",
            Self::Quoted => "it is somebody's words",
            Self::Planned => "it was planned, and may not have come to pass",
            Self::Conditional => "it stands under a condition",
            Self::Fragment => "no verb tells what happened",
        }
    }
}

/// A sentence that tells of something with a date.
#[derive(Debug)]
pub(super) struct Statement<'a> {
    /// Its number among the sentences of the prose.
    pub(super) number: usize,
    pub(super) parsed: Parsed,
    /// The token before the first verb of its main clause and its auxiliaries: where a pronoun stands as the subject.
    pub(super) subject: Option<usize>,
    pub(super) signature: Signature,
    pub(super) when: When,
    /// The expression that dates it; it may stand in a later sentence.
    pub(super) timex: Option<&'a Timex>,
    pub(super) doubt: Option<Doubt>,
}

impl Statement<'_> {
    /// Whether its date stands in another sentence.
    pub(super) fn is_carried(&self) -> bool {
        self.timex.is_some_and(|timex| !self.parsed.span.contains(timex.span))
    }
}

/// A sentence and the words in it that tell events.
struct Read {
    parsed: Parsed,
    found: Vec<Word>,
}

/// An article on its way to statements.
pub(super) struct Prose<'a> {
    pub(super) text: &'a str,
    pub(super) timexes: &'a [Timex],
    pub(super) pack: &'a Pack,
    /// Whether 3/4/2024 can be read in one way only.
    pub(super) order_is_known: bool,
    pub(super) words: Option<Words<'a>>,
    pub(super) published: Option<Day>,
    /// Its sentences, but for headings, which tell again what the text below them says.
    pub(super) sentences: Vec<Span>,
}

impl<'a> Prose<'a> {
    pub(super) fn new(article: &'a Article, timexes: &'a [Timex], packs: Languages<'a>) -> Self {
        let is_prose = |span: &Span| {
            let at = article.blocks.partition_point(|block| block.span.end <= span.start);
            !matches!(article.blocks.get(at), Some(Block { kind: BlockKind::Heading(_), .. }))
        };
        Self {
            text: article.plain.text(),
            timexes,
            pack: packs.text,
            order_is_known: packs.order_is_known,
            words: Words::of(packs.text),
            published: article.meta.published.as_ref().map(|published| published.day),
            sentences: article.sentences.iter().map(|sentence| sentence.span).filter(is_prose).collect(),
        }
    }

    /// The expressions of a sentence.
    pub(super) fn timexes_of(&self, span: Span) -> &'a [Timex] {
        let start = self.timexes.partition_point(|timex| timex.span.start < span.start);
        let end = self.timexes.partition_point(|timex| timex.span.start < span.end);
        &self.timexes[start..end.max(start)]
    }

    /// What the article states, each event once, in order; with all sentences that tell it. A sentence that `splits` goes on with
    /// nothing.
    pub(super) fn stories(&self, splits: impl Fn(usize) -> bool) -> Vec<Vec<Statement<'a>>> {
        let mut stories: Vec<Vec<Statement<'a>>> = Vec::new();
        for statement in self.statements() {
            let alone = splits(statement.number);
            match stories.iter_mut().find(|story| !alone && self.goes_on(story, &statement)) {
                Some(story) => story.push(statement),
                None => stories.push(vec![statement]),
            }
        }
        stories
    }

    /// A sentence whose date somebody states.
    pub(super) fn stated(&self, number: usize, when: When) -> Statement<'a> {
        self.statement(number, self.read(self.sentences[number]), when, None)
    }

    fn statements(&self) -> Vec<Statement<'a>> {
        let own = self.sentences.iter().enumerate().map(|(number, span)| self.own(number, *span));
        let own: Vec<Option<Statement<'a>>> = own.collect();
        let lead = |number: usize| {
            let leads = number < LEAD && own.iter().take(number).all(Option::is_none);
            leads.then(|| self.lead(number)).flatten()
        };
        let leads: Vec<Statement<'a>> = (0..own.len())
            .take(LEAD)
            .filter(|number| own[*number].is_none())
            .filter_map(lead)
            .take(1)
            .collect();
        let mut all: Vec<Statement<'a>> = leads.into_iter().chain(own.into_iter().flatten()).collect();
        all.sort_by_key(|statement| statement.number);
        all
    }

    fn read(&self, span: Span) -> Read {
        let parsed = Parsed::of(self.text, span, self.timexes, self.words.as_ref());
        let found = self.words.as_ref().map(|words| words.find(0, &parsed)).unwrap_or_default();
        Read { parsed, found }
    }

    fn statement(&self, number: usize, read: Read, when: When, timex: Option<&'a Timex>) -> Statement<'a> {
        let signature = self.signature(&read);
        let subject = self.subject(&read);
        Statement { number, subject, signature, when, timex, doubt: None, parsed: read.parsed }
    }

    fn signature(&self, read: &Read) -> Signature {
        Signature::of(&read.parsed, &read.found, self.words.as_ref(), &self.pack.telling)
    }

    /// A sentence with a date of its own.
    fn own(&self, number: usize, span: Span) -> Option<Statement<'a>> {
        let timexes = self.timexes_of(span);
        if timexes.is_empty() {
            return None;
        }
        let read = self.read(span);
        let (words, telling) = (self.words.as_ref(), &self.pack.telling);
        let timex = dating::governing(self.text, &read.parsed, timexes, words, telling)?;
        let when = dating::when(timex.signal, timex.when.as_ref()?);
        let doubt = self.doubt(&read, timex, &when);
        Some(Statement { doubt, ..self.statement(number, read, when, Some(timex)) })
    }

    fn doubt(&self, Read { parsed, found }: &Read, timex: &Timex, when: &When) -> Option<Doubt> {
        if !timex.others.is_empty() && !self.order_is_known {
            return Some(Doubt::Ambiguous);
        }
        if is_quoted(self.text, parsed.span, timex.span.start) {
            return Some(Doubt::Quoted);
        }
        let words = self.words.as_ref()?;
        let clause = parsed.clause_at(timex.span.start)?;
        let opener = parsed.tokens.get(clause.tokens.start)?;
        if self.pack.telling.conditions.contains(&opener.word) {
            return Some(Doubt::Conditional);
        }
        let finite = || parsed.tokens.iter().any(|token| words.is_finite(token, None));
        if !found.iter().any(Word::is_verb) && !finite() {
            return Some(Doubt::Fragment);
        }
        let over = when.earliest().zip(self.published).is_none_or(|(first, published)| first <= published);
        let mut own =
            found.iter().filter(|word| word.is_verb() && clause.tokens.contains(&word.token)).peekable();
        let planned = own.peek().is_some() && own.all(|verb| verb.form == Form::Open);
        (over && planned && self.published.is_some()).then_some(Doubt::Planned)
    }

    /// The article's first statement, where it has no date of its own: the text may tell later when it was.
    fn lead(&self, number: usize) -> Option<Statement<'a>> {
        let words = self.words.as_ref()?;
        let read = self.read(*self.sentences.get(number)?);
        let Read { parsed, found } = &read;
        let happened = |word: &Word| {
            matches!(word.form, Form::Past | Form::Perfect) && parsed.clauses[word.clause].kind == Kind::Main
        };
        let verb = found.iter().position(happened)?;
        // "announced their resignation": what was said is the event.
        let is_saying = |word: &&Word| words.is_saying(&parsed.tokens[word.token].word);
        let head = found[verb..].iter().find(|word| !is_saying(word)).unwrap_or(&found[verb]);
        let head = words.mentions.stem(&parsed.tokens[head.token].word);
        if let Some(timex) = self.told_later(number, head, &self.signature(&read), words) {
            return Some(self.statement(number, read, timex.when.clone()?, Some(timex)));
        }
        let dated = |span: &Span| self.timexes_of(*span).iter().any(|timex| self.may_date(*span, timex));
        if number > 0 || self.sentences.iter().take(HEAD).any(dated) {
            return None;
        }
        let published = When::day(self.published?);
        Some(Statement { doubt: Some(Doubt::Undated), ..self.statement(number, read, published, None) })
    }

    /// The expression with which a later sentence dates the same event, the finest first: "The employees who resigned on Tuesday".
    fn told_later(
        &self,
        number: usize,
        head: &str,
        lead: &Signature,
        words: &Words<'_>,
    ) -> Option<&'a Timex> {
        let mut found: Vec<&Timex> = Vec::new();
        for span in &self.sentences[number + 1..] {
            let dates = self.timexes_of(*span).iter().filter(|timex| self.may_date(*span, timex));
            let mut dates = dates.peekable();
            if dates.peek().is_none() {
                continue;
            }
            let read = self.read(*span);
            if self.signature(&read).shared(lead) < 2 {
                continue;
            }
            let Read { parsed, found: told } = &read;
            found.extend(dates.filter(|timex| {
                let clause = parsed.clause_at(timex.span.start).map(|clause| clause.tokens.clone());
                told.iter()
                    .filter(|word| clause.as_ref().is_some_and(|clause| clause.contains(&word.token)))
                    .any(|word| {
                        let stem = words.mentions.stem(&parsed.tokens[word.token].word);
                        word.form != Form::Open && stem == head
                    })
            }));
        }
        let precision = |timex: &&Timex| timex.when.as_ref().map(When::precision);
        let finest = found.iter().map(precision).max()?;
        found.into_iter().find(|timex| precision(timex) == finest)
    }

    /// Whether an expression can say when something happened that was told before.
    fn may_date(&self, sentence: Span, timex: &Timex) -> bool {
        let before = Span::new(sentence.start, timex.span.start).of(self.text);
        let after = Span::new(timex.span.end, sentence.end).of(self.text);
        let past = |when: &When| {
            when.precision() >= Precision::Month
                && when.latest().zip(self.published).is_none_or(|(last, published)| last <= published)
        };
        timex.kind == TimexType::Date
            && timex.signal == Signal::At
            && timex.when.as_ref().is_some_and(past)
            && !is_attributive(before, after, &self.pack.telling)
    }

    /// Whether a statement tells again what a story told before it.
    fn goes_on(&self, story: &[Statement<'a>], statement: &Statement<'a>) -> bool {
        let Some(last) = story.last() else { return false };
        let same = || story.iter().any(|told| told.signature.is_same(&statement.signature, Bar::Article));
        let pronoun = || {
            last.when == statement.when
                && statement.number - last.number <= REACH
                && statement
                    .subject
                    .is_some_and(|at| self.pack.telling.pronouns.contains(&statement.parsed.tokens[at].word))
        };
        let doubtful = |statement: &Statement<'_>| statement.doubt.is_some();
        doubtful(last) == doubtful(statement)
            && story.iter().any(|told| is_compatible(&told.when, &statement.when))
            && (same() || pronoun())
    }

    fn subject(&self, Read { parsed, found }: &Read) -> Option<usize> {
        let Some(words) = self.words.as_ref() else { return (!parsed.tokens.is_empty()).then_some(0) };
        let main = |word: &&Word| {
            parsed.clauses[word.clause].kind == Kind::Main
                && word.is_verb()
                && !is_quoted(self.text, parsed.span, parsed.tokens[word.token].span.start)
        };
        let verb = found.iter().find(main)?.token;
        let helps = |at: &usize| {
            let word = parsed.tokens[*at].word.as_str();
            words.mentions.auxiliaries.contains(word) || words.is_filler(word) || parsed.tokens[*at].timex
        };
        (0..verb).rev().find(|at| !helps(at))
    }
}

/// Whether two dates may be of one event: they are the same, or one lies in the other.
pub(super) fn is_compatible(one: &When, other: &When) -> bool {
    one == other
        || days(one)
            .zip(days(other))
            .is_some_and(|(one, other)| is_inside(one, other) || is_inside(other, one))
}

/// First and last day; none where an end is open.
pub(super) fn days(when: &When) -> Option<(Day, Day)> {
    when.earliest().zip(when.latest())
}

/// Whether the days from first to last lie in others.
pub(super) fn is_inside((first, last): (Day, Day), (from, to): (Day, Day)) -> bool {
    from <= first && last <= to
}

/// Whether a place in a sentence stands between quotation marks; those that open or close in another sentence count.
pub(super) fn is_quoted(text: &str, sentence: Span, at: usize) -> bool {
    let mut quoted = false;
    for c in Span::new(sentence.start, at).of(text).chars() {
        quoted = match c {
            '“' | '„' => true,
            '”' => false,
            '"' => !quoted,
            _ => quoted,
        };
    }
    let rest = Span::new(at, sentence.end).of(text);
    quoted || rest.chars().find(|c| matches!(c, '“' | '„' | '”')) == Some('”')
}
