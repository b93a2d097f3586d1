//! The words of a language: every spelling once, with its classes and values.

use super::PackError;
use super::raw::{RawClass, RawLetters, RawLexicon, RawNumeric, RawOrdinal};
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A word of the pack, by number. [`Word::UNKNOWN`] is every word that the pack does not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(u32);

impl Word {
    /// Any word that stands in no class and in no rule.
    pub const UNKNOWN: Word = Word(0);
    /// Any number in digits.
    pub const NUMBER: Word = Word(1);
    /// How many words stand for others.
    const RESERVED: usize = 2;

    /// The word's number, for tables indexed by word.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A class of words, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class(usize);

/// What a word of a class stands for: the number of a month, the name of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The key in the lexicon is a number.
    Number(i64),
    /// The key in the lexicon is a name.
    Name(String),
}

/// A spelling of a class after its first word, and its value.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub(crate) rest: Vec<Word>,
    /// Index into [`Lexicon::value`].
    pub(crate) value: u32,
}

/// A class of numbers; see the pack's `[numeric]`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numeric {
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) digits: (u8, u8),
    /// Whether an ordinal is demanded (`Some(true)`), refused, or left open (`None`).
    pub(crate) ordinal: Option<bool>,
    pub(crate) words: bool,
    pub(crate) quantity: bool,
}

impl From<&RawNumeric> for Numeric {
    fn from(raw: &RawNumeric) -> Self {
        let ordinal = match raw.ordinal {
            RawOrdinal::Never => Some(false),
            RawOrdinal::Maybe => None,
            RawOrdinal::Always => Some(true),
        };
        let digits = raw.digits.unwrap_or((1, 18));
        Self { from: raw.from, to: raw.to, digits, ordinal, words: raw.words, quantity: raw.quantity }
    }
}

/// A class of words known by their look; see the pack's `[shape]`.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    suffixes: Vec<String>,
    except: Vec<String>,
    capital: bool,
}

impl Shape {
    /// Whether a word as it stands in the text has this look.
    pub(crate) fn fits(&self, word: &str) -> bool {
        let Some(first) = word.chars().next() else { return false };
        (if self.capital { first.is_uppercase() } else { first.is_lowercase() })
            && (self.suffixes.is_empty()
                || self.suffixes.iter().any(|s| word.len() > s.len() + 1 && word.ends_with(s.as_str())))
            && !self.except.iter().any(|e| e == word)
    }
}

/// All words of a pack.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: HashMap<Box<str>, Word, FixedState>,
    /// Words that are other ones with a capital: the verb "may".
    small: HashMap<Box<str>, Word, FixedState>,
    class_names: BTreeMap<String, Class>,
    /// The words with which the spellings of each class begin.
    firsts: Vec<Vec<Word>>,
    /// The classes of each word, with the spellings that begin with it.
    by_word: Vec<Vec<(Class, Vec<Phrase>)>>,
    values: Vec<Value>,
    numerics: BTreeMap<String, Numeric>,
    shapes: BTreeMap<String, Shape>,
    /// Words that count only with a capital.
    capital_only: BTreeSet<Word>,
    /// Words that the pack spells with a capital.
    proper: BTreeSet<Word>,
    /// Words that begin with a digit.
    numbers: BTreeSet<Word>,
}

impl Lexicon {
    pub(super) fn new(raw: &RawLexicon) -> Result<Self, PackError> {
        let mut lexicon = Self::default();
        lexicon.capital_only = raw.capital_only.iter().map(|word| lexicon.intern(word)).collect();
        for (name, class) in &raw.class {
            lexicon.add_class(name, class)?;
        }
        lexicon.numerics = raw.numeric.iter().map(|(name, numeric)| (name.clone(), numeric.into())).collect();
        for (name, raw) in &raw.shape {
            let capital = raw.letters == RawLetters::Capital;
            let shape = Shape { suffixes: raw.suffixes.clone(), except: raw.except.clone(), capital };
            lexicon.shapes.insert(name.clone(), shape);
        }
        Ok(lexicon)
    }

    fn add_class(&mut self, name: &str, raw: &RawClass) -> Result<(), PackError> {
        let class = self.make_class(name);
        let spellings: Vec<(&str, &str)> = match raw {
            RawClass::List(list) => list.iter().map(|word| (word.as_str(), word.as_str())).collect(),
            RawClass::Valued(map) => map
                .iter()
                .flat_map(|(value, list)| list.iter().map(move |word| (value.as_str(), word.as_str())))
                .collect(),
        };
        for (value, spelling) in spellings {
            let mut words = split(spelling).into_iter().map(|piece| self.intern(&piece));
            let Some(first) = words.next() else {
                return Err(PackError::new(format!("class `{name}`"), "has an empty spelling"));
            };
            let rest: Vec<Word> = words.collect();
            if self.phrases(class, first).iter().any(|phrase| phrase.rest == rest) {
                return Err(PackError::new(format!("class `{name}`"), format!("lists {spelling:?} twice")));
            }
            self.add_phrase(class, first, Phrase { rest, value: self.values.len() as u32 });
            self.values.push(value.parse().map_or_else(|_| Value::Name(value.to_owned()), Value::Number));
        }
        Ok(())
    }

    fn make_class(&mut self, name: &str) -> Class {
        let class = Class(self.firsts.len());
        self.firsts.push(Vec::new());
        self.class_names.insert(name.to_owned(), class);
        class
    }

    /// Gives a spelling of a class its value, whatever it was before; a class that is not there is made.
    pub(super) fn set(&mut self, class: &str, spelling: &str, value: Value) {
        let class = self.class(class).unwrap_or_else(|| self.make_class(class));
        let mut words = split(spelling).into_iter().map(|piece| self.intern(&piece));
        let Some(first) = words.next() else { return };
        let rest: Vec<Word> = words.collect();
        let classes = self.by_word.get_mut(first.index()).into_iter().flatten();
        classes
            .filter(|(known, _)| *known == class)
            .for_each(|(_, phrases)| phrases.retain(|phrase| phrase.rest != rest));
        self.add_phrase(class, first, Phrase { rest, value: self.values.len() as u32 });
        self.values.push(value);
    }

    fn add_phrase(&mut self, class: Class, first: Word, phrase: Phrase) {
        let length = self.by_word.len().max(first.index() + 1);
        self.by_word.resize(length, Vec::new());
        let classes = &mut self.by_word[first.index()];
        match classes.iter_mut().find(|(known, _)| *known == class) {
            Some((_, phrases)) => phrases.push(phrase),
            None => {
                classes.push((class, vec![phrase]));
                self.firsts[class.0].push(first);
            }
        }
    }

    /// The number of a word as [`split`] gives it, made if it is new. A word that counts only with a capital must be spelled
    /// with one: "may" in a pattern is the verb.
    pub(super) fn intern(&mut self, word: &str) -> Word {
        let raised = word.starts_with(char::is_uppercase);
        let lower = word.to_lowercase();
        // "may" in a class of verbs is the verb, "May" in one of months the month.
        let small = !raised && self.words.get(lower.as_str()).is_some_and(|word| self.needs_capital(*word));
        let next = Word(self.len() as u32);
        let words = if small { &mut self.small } else { &mut self.words };
        let number = *words.entry(lower.into()).or_insert(next);
        if raised {
            self.proper.insert(number);
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            self.numbers.insert(number);
        }
        number
    }

    /// Numbers that are words of a spelling: the "9" and the "11" of "9/11".
    pub(super) fn spelled_numbers(&self) -> impl Iterator<Item = Word> {
        self.numbers.iter().copied()
    }

    /// How many words there are, those that stand for others included.
    pub(crate) fn len(&self) -> usize {
        self.words.len() + self.small.len() + Word::RESERVED
    }

    /// The word of a spelling in lower case.
    pub(crate) fn word(&self, spelling: &str) -> Option<Word> {
        self.words.get(spelling).copied()
    }

    /// The other word that a spelling is without a capital: the verb "may".
    pub(crate) fn small(&self, spelling: &str) -> Option<Word> {
        self.small.get(spelling).copied()
    }

    /// Whether the pack spells a word with a capital: names of months and days, not "week".
    pub(crate) fn is_proper(&self, word: Word) -> bool {
        self.proper.contains(&word)
    }

    /// Whether a word counts only where it has a capital: "May".
    pub(crate) fn needs_capital(&self, word: Word) -> bool {
        self.capital_only.contains(&word)
    }

    pub(crate) fn class(&self, name: &str) -> Option<Class> {
        self.class_names.get(name).copied()
    }

    pub(crate) fn numeric(&self, name: &str) -> Option<Numeric> {
        self.numerics.get(name).copied()
    }

    pub(crate) fn shape(&self, name: &str) -> Option<&Shape> {
        self.shapes.get(name)
    }

    /// Spellings with a full stop at their end ("Jan."), without it; not those that are other words without a capital ("Sat.").
    pub(super) fn abbreviations(&self) -> impl Iterator<Item = String> {
        let words = self.words.iter().filter(|(_, word)| !self.needs_capital(**word));
        let dotted = words.filter_map(|(spelling, _)| spelling.strip_suffix('.'));
        dotted
            .filter(|word| !word.is_empty() && word.chars().all(|c| c == '.' || c.is_lowercase()))
            .map(str::to_owned)
    }

    /// The spellings of a class that begin with a word.
    pub(crate) fn phrases(&self, class: Class, first: Word) -> &[Phrase] {
        let classes = self.by_word.get(first.index()).map_or(&[][..], Vec::as_slice);
        classes.iter().find(|(known, _)| *known == class).map_or(&[], |(_, phrases)| phrases)
    }

    /// The words with which the spellings of a class begin.
    pub(crate) fn first_words(&self, class: Class) -> impl Iterator<Item = Word> {
        self.firsts.get(class.0).into_iter().flatten().copied()
    }

    /// The words with which the spellings of a class end.
    pub(crate) fn last_words(&self, class: Class) -> impl Iterator<Item = Word> {
        self.first_words(class).flat_map(move |first| {
            self.phrases(class, first).iter().map(move |phrase| *phrase.rest.last().unwrap_or(&first))
        })
    }

    /// All spellings of a class, without their first words.
    pub(crate) fn class_phrases(&self, class: Class) -> impl Iterator<Item = &Phrase> {
        self.first_words(class).flat_map(move |first| self.phrases(class, first))
    }

    /// The words with which numbers in words begin.
    pub(crate) fn number_words(&self) -> impl Iterator<Item = Word> {
        self.words_of(["cardinal", "ordinal"])
    }

    /// The words with which numbers in words go on.
    pub(crate) fn number_joints(&self) -> impl Iterator<Item = Word> {
        self.words_of(["cardinal", "ordinal", "magnitude", "number-joint"])
    }

    fn words_of<const N: usize>(&self, classes: [&str; N]) -> impl Iterator<Item = Word> {
        let classes = classes.map(|name| self.class(name));
        classes.into_iter().flatten().flat_map(|class| self.first_words(class))
    }

    /// All values of a class.
    pub(crate) fn class_values(&self, class: Class) -> impl Iterator<Item = &Value> {
        self.class_phrases(class).filter_map(|phrase| self.value(phrase.value))
    }

    /// A value by its index in a [`Phrase`].
    pub(crate) fn value(&self, index: u32) -> Option<&Value> {
        self.values.get(index as usize)
    }

    /// The value of a single word in a class.
    pub(crate) fn value_in(&self, class: Class, word: Word) -> Option<&Value> {
        let phrase = self.phrases(class, word).iter().find(|phrase| phrase.rest.is_empty())?;
        self.value(phrase.value)
    }
}

/// Cuts a spelling into the words that the lexer will make of it: at spaces, around hyphens and slashes, before an apostrophe.
///
/// A pack spells with ASCII: `'` and `-`. A full stop belongs to its word ("Jan.", "a.m."), and "o'clock" and "won't" are one word.
pub(crate) fn split(spelling: &str) -> Vec<String> {
    let mut words = Vec::new();
    for piece in spelling.split_whitespace() {
        let mut rest = piece;
        while let Some(at) = rest.find(['-', '/']) {
            words.extend((at > 0).then(|| rest[..at].to_owned()));
            words.push(rest[at..=at].to_owned());
            rest = &rest[at + 1..];
        }
        match rest.rfind('\'') {
            Some(at) if at > 0 && matches!(&rest[at..], "'" | "'s") => {
                words.extend([rest[..at].to_owned(), rest[at..].to_owned()])
            }
            _ => words.extend((!rest.is_empty()).then(|| rest.to_owned())),
        }
    }
    words
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_cut_as_the_lexer_cuts_text() {
        let check = |spelling: &str, words: &[&str]| assert_eq!(split(spelling), words, "{spelling}");
        check("Jan.", &["Jan."]);
        check("New Year's Eve", &["New", "Year", "'s", "Eve"]);
        check("twenty-one", &["twenty", "-", "one"]);
        check("9/11", &["9", "/", "11"]);
        check("o'clock", &["o'clock"]);
        check("veterans' day", &["veterans", "'", "day"]);
    }

    #[test]
    fn shapes_look_at_letters_endings_and_exceptions() {
        let shape = Shape { suffixes: vec!["s".into()], except: vec!["was".into()], capital: false };
        assert!(shape.fits("staffers"));
        assert!(!shape.fits("Staffers"));
        assert!(!shape.fits("was"));
        assert!(!shape.fits("staff"));
    }
}
