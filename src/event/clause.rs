//! The clauses of a text, as far as dates need them: which words stand together, and how one clause hangs on another.

use crate::lang::{Mentions, Pack, Telling, Value, WordSet};
use crate::tag::{Timex, tag_whole};
use crate::text::{Sentence, Span, sentences};
use std::ops::Range;

/// A word or sign.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    /// In lower case, with straight apostrophes.
    pub(super) word: String,
    pub(super) capital: bool,
    /// Whether it is part of an expression that the tagger found.
    pub(super) timex: bool,
}

/// How a clause hangs on the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It stands on its own.
    Main,
    /// It tells more about a noun.
    Relative,
    /// It is what somebody said.
    Said,
    /// It lies before, after or around another one.
    Subordinate,
    /// It stands between quotation marks.
    Quoted,
}

/// Tokens between two bounds.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) kind: Kind,
    pub(super) tokens: Range<usize>,
}

/// A sentence with its tokens and clauses.
#[derive(Clone, Debug)]
pub(super) struct Parsed {
    pub(super) span: Span,
    /// The number of its paragraph.
    pub(super) paragraph: usize,
    pub(super) tokens: Vec<Token>,
    pub(super) clauses: Vec<Clause>,
    /// Whether it is the heading of its text: the first sentence, without a stop.
    pub(super) heading: bool,
}

/// The words of a pack, close at hand.
pub(super) struct Words<'a> {
    pub(super) pack: &'a Pack,
    pub(super) telling: &'a Telling,
    pub(super) mentions: &'a Mentions,
}

impl<'a> Words<'a> {
    /// None where the pack has no words for mentions.
    pub(super) fn of(pack: &'a Pack) -> Option<Self> {
        let mentions = pack.telling.mentions.as_ref()?;
        Some(Self { pack, telling: &pack.telling, mentions })
    }

    /// The tense that the pack gives a word.
    pub(super) fn tense(&self, word: &str) -> Option<&'a str> {
        let lexicon = &self.pack.lexicon;
        let word = lexicon.small(word).or_else(|| lexicon.word(word))?;
        match lexicon.value_in(self.pack.roles.tense, word)? {
            Value::Name(name) => Some(name),
            Value::Number(_) => None,
        }
    }

    /// How a word bounds what follows it.
    pub(super) fn signal(&self, word: &str) -> Option<&'a str> {
        let lexicon = &self.pack.lexicon;
        match lexicon.value_in(self.pack.roles.signal, lexicon.word(word)?)? {
            Value::Name(name) => Some(name),
            Value::Number(_) => None,
        }
    }

    /// Whether a word begins an infinitive.
    pub(super) fn is_infinitive(&self, word: &str) -> bool {
        let lexicon = &self.pack.lexicon;
        lexicon.word(word).is_some_and(|word| lexicon.value_in(self.pack.roles.infinitive, word).is_some())
    }

    /// Whether a verb tells what was done to its subject; `before` is its clause up to it.
    pub(super) fn is_passive(&self, before: &[Token], verb: &Token) -> bool {
        let near = before.iter().rev().map(|token| token.word.as_str());
        let mut near = near.take_while(|word| self.is_filler(word) || self.mentions.passive.contains(*word));
        !verb.word.ends_with(&self.mentions.going_on) && near.any(|word| self.mentions.passive.contains(word))
    }

    /// Whether a word names who did what was done.
    pub(super) fn is_agent(&self, token: &Token) -> bool {
        self.mentions.agents.contains(&token.word)
    }

    /// Whether a word may stand between an auxiliary and its verb.
    pub(super) fn is_filler(&self, word: &str) -> bool {
        let lexicon = &self.pack.lexicon;
        self.mentions.adverb_endings.iter().any(|ending| word.ends_with(ending.as_str()))
            || lexicon
                .word(word)
                .is_some_and(|word| lexicon.value_in(self.pack.roles.verb_filler, word).is_some())
    }

    /// Whether a word turns a verb round: "not".
    pub(super) fn is_negation(&self, word: &str) -> bool {
        self.mentions.negations.contains(word)
    }

    /// Whether a word is a verb of saying.
    pub(super) fn is_saying(&self, word: &str) -> bool {
        self.mentions.is_saying(word)
    }
}

/// Reads the sentences of a text. A line that is nothing but a date stands alone, and so does what is above it.
pub(super) fn parse(text: &str, timexes: &[Timex], words: &Words<'_>) -> Vec<Parsed> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let own = line.trim();
        if !own.is_empty() && tag_whole(own, words.pack, None).is_some() {
            cut(text, Span::new(start, at), timexes, words, &mut found);
            start = at + line.len();
        }
        at += line.len();
    }
    cut(text, Span::new(start, text.len()), timexes, words, &mut found);
    if let Some(first) = found.first_mut() {
        first.heading = !first.span.of(text).trim_end_matches(is_quote).ends_with(['.', '!', '?']);
        let long = |token: &&Token| token.word.chars().count() > LEAST;
        // "Mill Burns in Oldtown": where every word has a capital, none makes a name.
        if first.heading && first.tokens.iter().filter(long).all(|token| token.capital) {
            first.tokens.iter_mut().for_each(|token| token.capital = false);
            first.clauses = clauses(&first.tokens, words);
        }
    }
    found
}

fn cut(text: &str, part: Span, timexes: &[Timex], words: &Words<'_>, found: &mut Vec<Parsed>) {
    let before = found.last().map_or(0, |last| last.paragraph + 1);
    for Sentence { span, paragraph } in sentences(part.of(text), &words.pack.abbreviations) {
        let paragraph = before + paragraph;
        let mut span = span.shifted(part.start);
        // "On Monday, the U.S." is no sentence yet.
        let cut_short = |last: &mut Parsed| {
            let own = last.span.of(text).strip_suffix('.').unwrap_or_default();
            last.paragraph == paragraph && own.ends_with(char::is_uppercase) && !has_verb(&last.tokens, words)
        };
        if let Some(last) = found.pop_if(cut_short) {
            span.start = last.span.start;
        }
        let parsed = Parsed::of(text, span, timexes, Some(words));
        found.push(Parsed { paragraph, ..parsed });
    }
}

impl Parsed {
    /// A sentence on its own; without the words of a pack for mentions, it is one clause.
    pub(super) fn of(text: &str, span: Span, timexes: &[Timex], words: Option<&Words<'_>>) -> Self {
        let tokens = tokens(text, span, timexes, words.map(|words| &words.mentions.contracted));
        let whole = || vec![Clause { kind: Kind::Main, tokens: 0..tokens.len() }];
        let clauses = words.map_or_else(whole, |words| clauses(&tokens, words));
        Self { span, paragraph: 0, tokens, clauses, heading: false }
    }

    /// The clause that holds a byte of the text.
    pub(super) fn clause_at(&self, at: usize) -> Option<&Clause> {
        let token = self.tokens.partition_point(|token| token.span.end <= at);
        self.clauses.iter().find(|clause| clause.tokens.contains(&token))
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '`' | '\'' | '’')
}

/// Words with their inner hyphens, an ending such as "'s" apart, and single signs; "didn't" is one word.
fn tokens(text: &str, sentence: Span, timexes: &[Timex], contracted: Option<&WordSet>) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let first = timexes.partition_point(|timex| timex.span.end <= sentence.start);
    let timexes: Vec<Span> = timexes[first..]
        .iter()
        .map(|timex| timex.span)
        .take_while(|span| span.start < sentence.end)
        .collect();
    let mut push = |span: Span| {
        let word = span.of(text);
        found.push(Token {
            span,
            word: word.to_lowercase().replace('’', "'"),
            capital: word.starts_with(char::is_uppercase),
            timex: timexes.iter().any(|timex| timex.overlaps(span)),
        });
    };
    let own = sentence.of(text);
    let mut start = None;
    let mut characters = own.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let joins = next.is_some_and(char::is_alphanumeric);
        let apostrophe = matches!(c, '\'' | '’') && joins && start.is_some();
        let ending =
            |rest: &str| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        let whole = apostrophe
            && contracted.is_some_and(|endings| endings.contains(&ending(&own[at + c.len_utf8()..])));
        let digits = c == '.' && next.is_some_and(|c| c.is_ascii_digit());
        let inner = start.is_some() && joins && (c == '-' || digits || whole);
        let apostrophe = apostrophe && !whole;
        if apostrophe && let Some(from) = start.replace(at) {
            push(Span::new(from, at).shifted(sentence.start));
        } else if c.is_alphanumeric() || inner {
            start.get_or_insert(at);
        } else {
            if let Some(from) = start.take() {
                push(Span::new(from, at).shifted(sentence.start));
            }
            if !c.is_whitespace() {
                push(Span::new(at, at + c.len_utf8()).shifted(sentence.start));
            }
        }
    }
    if let Some(from) = start {
        push(Span::new(from, own.len()).shifted(sentence.start));
    }
    found
}

/// Whether a verb stands among tokens, at least by its look.
fn has_verb(tokens: &[Token], words: &Words<'_>) -> bool {
    let before = |at: usize| at.checked_sub(1).and_then(|at| tokens.get(at));
    tokens.iter().enumerate().any(|(at, token)| words.is_finite(token, before(at)))
}

impl Words<'_> {
    /// Whether a word is a finite verb by its look; an ending such as "'s" is not, as it mostly is a possessive.
    pub(super) fn is_finite(&self, token: &Token, before: Option<&Token>) -> bool {
        let word = !token.capital && !token.timex && token.word.starts_with(char::is_alphabetic);
        word && (self.tense(&token.word).is_some() || self.is_past(token, before))
    }

    /// Whether a word is a participle of what goes on.
    pub(super) fn is_going_on(&self, word: &str) -> bool {
        word.ends_with(self.mentions.going_on.as_str())
            && !self.mentions.not_going_on.contains(word)
            && (word.chars().count() > LEAST || self.mentions.is_known(word))
    }

    /// Whether a word looks like a past form or participle, and not like an attribute: "the *announced* plan".
    pub(super) fn is_past(&self, token: &Token, before: Option<&Token>) -> bool {
        let shape = self.pack.lexicon.shape(crate::lang::PARTICIPLE);
        let listed = self.tense(&token.word) == Some("past") || self.mentions.past.contains(&token.word);
        let looks = listed || shape.is_some_and(|shape| shape.fits(&token.word));
        let attribute = before.is_some_and(|before| {
            self.telling.determiners.contains(&before.word) && !self.mentions.anaphors.contains(&before.word)
        });
        looks && !attribute
    }
}

/// Whether a verb follows what stands between a comma and the next one: "after Hale, the owner, sold it".
fn goes_on_after_aside(rest: &[Token], comma: usize, words: &Words<'_>) -> bool {
    let aside = rest.get(comma + 1..).unwrap_or_default();
    let Some(close) = aside.iter().position(|token| token.word == ",") else { return false };
    let verb = aside.get(close + 1).is_some_and(|verb| words.is_finite(verb, None));
    verb && !has_verb(&aside[..close], words)
}

/// Letters that a word has at least beside its ending.
const LEAST: usize = 5;

/// Cuts a sentence at signs and at the words that begin clauses, where a verb stands on either side.
fn clauses(tokens: &[Token], words: &Words<'_>) -> Vec<Clause> {
    let mut found: Vec<Clause> = Vec::new();
    let mut quoted = false;
    let mut start = 0;
    let mut kind = Kind::Main;
    for (at, token) in tokens.iter().enumerate() {
        let opening = match token.word.as_str() {
            "“" | "„" => Some(true),
            "”" => Some(false),
            "\"" => Some(!quoted),
            // Two grave accents open, two apostrophes close, as typewriters have it.
            "`" => Some(true),
            "'" if quoted && tokens.get(at + 1).is_some_and(|next| next.word == "'") => Some(false),
            _ => None,
        };
        let after_comma = at > start
            && at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|before| before.word == ",");
        let next = if let Some(opens) = opening {
            quoted = opens;
            Some(if opens { Kind::Quoted } else { Kind::Main })
        } else if quoted {
            None
        } else {
            let back = after_comma || (kind == Kind::Relative && words.resumes(tokens, at, start));
            words.opened_by(tokens, at, start, kind).or_else(|| back.then_some(Kind::Main))
        };
        let Some(next) = next else { continue };
        let hard = opening.is_some();
        let own = tokens.get(start..at).is_some_and(|own| has_verb(own, words));
        // A semicolon parts more than a comma: "; today, they were".
        let parts = |word: &str| matches!(word, ";" | ":");
        let strong = parts(&token.word);
        let rest = tokens.get(at + usize::from(strong)..).unwrap_or_default();
        let end = rest
            .iter()
            .position(|token| parts(&token.word) || (!strong && token.word == ","))
            .unwrap_or(rest.len());
        let aside = next == Kind::Subordinate && goes_on_after_aside(rest, end, words);
        let goes_on = aside || (after_comma && words.is_going_on(&token.word));
        let follows = goes_on || rest.get(..end).is_some_and(|next| has_verb(next, words));
        // Without a verb of its own, what stands between commas belongs to the clause around it.
        if hard || (own && follows) || (next != Kind::Main && follows) {
            if at > start {
                found.push(Clause { kind, tokens: start..at });
            }
            (start, kind) = (at, next);
        }
    }
    found.push(Clause { kind, tokens: start..tokens.len() });
    found
}

impl Words<'_> {
    /// Whether a verb goes on with the clause around a relative one: "Firemen who arrived late *found* nobody".
    fn resumes(&self, tokens: &[Token], at: usize, start: usize) -> bool {
        let before = tokens.get(start..at).unwrap_or_default();
        let head = before.iter().rfind(|token| !self.is_filler(&token.word));
        let group = head.is_some_and(|head| {
            self.mentions.auxiliaries.contains(&head.word)
                || self.tense(&head.word).is_some()
                || self.mentions.conjunctions.contains(&head.word)
        });
        !group && self.is_finite(&tokens[at], before.last()) && has_verb(before, self)
    }

    /// The kind of the clause that begins at a token, if one does.
    fn opened_by(&self, tokens: &[Token], at: usize, start: usize, around: Kind) -> Option<Kind> {
        let token = tokens.get(at)?;
        let word = token.word.as_str();
        let next = tokens.get(at + 1)?;
        if self.telling.relatives.contains(word) {
            return Some(Kind::Relative);
        }
        // "on that point": after a preposition it is no conjunction.
        let pointing = at > start
            && tokens.get(at - 1).is_some_and(|before| {
                self.telling.prepositions.contains(&before.word)
                    || self.mentions.before_nouns.contains(&before.word)
            });
        if self.mentions.content.contains(word) && !pointing {
            let said = tokens.get(start..at)?.iter().any(|token| self.is_saying(&token.word));
            return Some(if said { Kind::Said } else { Kind::Relative });
        }
        if self.mentions.subordinators.contains(word) && !next.timex {
            return Some(Kind::Subordinate);
        }
        if matches!(word, ";" | ":" | "—" | "–") {
            return Some(Kind::Main);
        }
        if self.mentions.conjunctions.contains(word) {
            return Some(around);
        }
        // "Hale said the dam broke": what was said needs no word to begin it.
        let before = at.checked_sub(1).and_then(|at| tokens.get(at))?;
        let saying = tokens
            .get(start..at)?
            .iter()
            .rposition(|token| !token.timex && !self.telling.prepositions.contains(&token.word));
        let saying = saying
            .and_then(|last| tokens.get(start + last))
            .filter(|last| self.is_saying(&last.word) && !last.capital)?;
        let open = !token.timex
            && !self.telling.prepositions.contains(word)
            && word.chars().all(char::is_alphanumeric)
            && (before.span == saying.span || before.timex);
        open.then_some(Kind::Said)
    }
}
