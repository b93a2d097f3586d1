//! The words of a language: every spelling once, with its classes and values.

use super::PackError;
use super::raw::{RawClass, RawLetters, RawLexicon, RawNumeric, RawOrdinal};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A word of the pack, by number. [`Word::UNKNOWN`] is every word that the pack does not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(u32);

impl Word {
    /// Any word that stands in no class and in no rule.
    pub const UNKNOWN: Word = Word(0);

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
    /// Looked up only, never walked.
    words: HashMap<Box<str>, Word>,
    class_names: BTreeMap<String, Class>,
    classes: Vec<BTreeMap<Word, Vec<Phrase>>>,
    values: Vec<Value>,
    numerics: BTreeMap<String, Numeric>,
    shapes: BTreeMap<String, Shape>,
    capital_only: Vec<String>,
    /// The words that begin with a digit.
    numbers: BTreeSet<Word>,
}

impl Lexicon {
    pub(super) fn new(raw: &RawLexicon) -> Result<Self, PackError> {
        let mut lexicon = Self { capital_only: raw.capital_only.clone(), ..Self::default() };
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
        let class = Class(self.classes.len());
        self.class_names.insert(name.to_owned(), class);
        let mut entries: BTreeMap<Word, Vec<Phrase>> = BTreeMap::new();
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
            let phrases = entries.entry(first).or_default();
            if phrases.iter().any(|phrase| phrase.rest == rest) {
                return Err(PackError::new(format!("class `{name}`"), format!("lists {spelling:?} twice")));
            }
            phrases.push(Phrase { rest, value: self.values.len() as u32 });
            self.values.push(value.parse().map_or_else(|_| Value::Name(value.to_owned()), Value::Number));
        }
        self.classes.push(entries);
        Ok(())
    }

    /// Gives a spelling of a class its value, whatever it was before; a class that is not there is made.
    pub(super) fn set(&mut self, class: &str, spelling: &str, value: Value) {
        let mut words: Vec<Word> = split(spelling).iter().map(|piece| self.intern(piece)).collect();
        let class = *self.class_names.entry(class.to_owned()).or_insert(Class(self.classes.len()));
        if class.0 == self.classes.len() {
            self.classes.push(BTreeMap::new());
        }
        let Some(entries) = self.classes.get_mut(class.0).filter(|_| !words.is_empty()) else { return };
        let rest = words.split_off(1);
        let phrases = words.first().map(|first| entries.entry(*first).or_default());
        let Some(phrases) = phrases else { return };
        phrases.retain(|phrase| phrase.rest != rest);
        phrases.push(Phrase { rest, value: self.values.len() as u32 });
        self.values.push(value);
    }

    /// The number of a word as [`split`] gives it, made if it is new.
    pub(super) fn intern(&mut self, word: &str) -> Word {
        let lower = word.to_lowercase();
        let key = if self.capital_only.contains(&lower) { capitalised(&lower) } else { lower };
        let next = Word(self.words.len() as u32 + 1);
        let number = key.starts_with(|c: char| c.is_ascii_digit());
        let word = *self.words.entry(key.into()).or_insert(next);
        if number {
            self.numbers.insert(word);
        }
        word
    }

    /// Whether a word begins with a digit, so that it stands in a text as a number: the "9" of "9/11".
    pub(super) fn is_number(&self, word: Word) -> bool {
        self.numbers.contains(&word)
    }

    /// How many words there are, [`Word::UNKNOWN`] included.
    pub(crate) fn len(&self) -> usize {
        self.words.len() + 1
    }

    /// The word of this spelling: lower case, or with a capital where the pack demands one.
    pub(crate) fn word(&self, spelling: &str) -> Option<Word> {
        self.words.get(spelling).copied()
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
        let dotted = self.words.keys().filter_map(|word| word.strip_suffix('.'));
        dotted
            .filter(|word| !word.is_empty() && word.chars().all(|c| c == '.' || c.is_lowercase()))
            .map(str::to_owned)
    }

    /// The spellings of a class that begin with a word.
    pub(crate) fn phrases(&self, class: Class, first: Word) -> &[Phrase] {
        self.classes.get(class.0).and_then(|entries| entries.get(&first)).map_or(&[], Vec::as_slice)
    }

    /// The words with which the spellings of a class begin.
    pub(crate) fn first_words(&self, class: Class) -> impl Iterator<Item = Word> {
        self.classes.get(class.0).into_iter().flat_map(|entries| entries.keys().copied())
    }

    /// The words with which numbers in words begin.
    pub(crate) fn number_words(&self) -> impl Iterator<Item = Word> {
        let classes = ["cardinal", "ordinal"].into_iter().filter_map(|name| self.class(name));
        classes.flat_map(|class| self.first_words(class))
    }

    /// All values of a class.
    pub(crate) fn class_values(&self, class: Class) -> impl Iterator<Item = &Value> {
        let entries = self.classes.get(class.0).into_iter().flat_map(BTreeMap::values).flatten();
        entries.filter_map(|phrase| self.value(phrase.value))
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

/// A lower-case word with its first letter raised: the key of words that count only with a capital.
pub(crate) fn capitalised(lower: &str) -> String {
    let mut letters = lower.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
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
