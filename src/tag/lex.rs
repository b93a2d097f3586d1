//! Text -> tokens: words, numbers and signs with their bytes. Typographic and ASCII forms give the same tokens.

use crate::lang::{Numbers, Pack, Word};
use crate::text::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number(Digits),
    Sign,
}

/// A number written in digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Digits {
    /// The whole part.
    pub(super) value: i64,
    /// The fraction, in hundredths.
    pub(super) hundredths: u8,
    /// How many digits stand in the text.
    pub(super) length: u8,
    /// Whether it is written "31st", or "31." in a language that writes ordinals so.
    pub(super) ordinal: bool,
    /// Whether it is written in groups or with a fraction ("1,000", "2.5"): an amount, never a year.
    pub(super) amount: bool,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: Kind,
    pub(super) word: Word,
    /// No white space stands before it.
    pub(super) glued: bool,
    /// It begins with a capital letter.
    pub(super) capital: bool,
    /// Number of its sentence, from 0.
    pub(super) sentence: u32,
    /// Number of its paragraph, from 0.
    pub(super) paragraph: u32,
}

/// The tokens of `text`. With `trust_case`, words that count only with a capital ("May") need one.
pub(super) fn lex(text: &str, pack: &Pack, trust_case: bool) -> Vec<Token> {
    let mut lexer = Lexer {
        text,
        pack,
        trust_case,
        at: 0,
        tokens: Vec::with_capacity(text.len() / 5),
        gap: Gap::Blank,
        sentence: 0,
        paragraph: 0,
        ended: false,
        buffer: String::new(),
    };
    while let Some(c) = lexer.peek(0) {
        lexer.next(c);
    }
    lexer.tokens
}

/// What white space stands before the next token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Blank,
    Line,
    Paragraph,
}

struct Lexer<'a> {
    text: &'a str,
    pack: &'a Pack,
    trust_case: bool,
    at: usize,
    tokens: Vec<Token>,
    gap: Gap,
    sentence: u32,
    paragraph: u32,
    /// A full stop, question or exclamation mark has been read.
    ended: bool,
    buffer: String,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The character `offset` bytes on.
    fn peek(&self, offset: usize) -> Option<char> {
        let at = self.at + offset;
        match self.text.as_bytes().get(at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            Some(_) => self.text.get(at..)?.chars().next(),
            None => None,
        }
    }

    fn next(&mut self, c: char) {
        if c.is_whitespace() {
            self.blank(c);
        } else if c.is_ascii_digit() {
            self.number();
        } else if c.is_alphabetic() {
            self.word(0);
        } else {
            self.sign(c);
        }
    }

    fn blank(&mut self, c: char) {
        self.gap = match (c, self.gap) {
            ('\n', Gap::Line | Gap::Paragraph) => Gap::Paragraph,
            ('\n', _) => Gap::Line,
            (_, Gap::None) => Gap::Blank,
            (_, gap) => gap,
        };
        self.at += c.len_utf8();
    }

    /// Appends the token that ends at `end`, and moves there.
    fn push(&mut self, end: usize, kind: Kind, word: Word, capital: bool) {
        let starts_sentence = capital || matches!(kind, Kind::Number(_));
        if self.gap == Gap::Paragraph && !self.tokens.is_empty() {
            self.paragraph += 1;
            self.sentence += 1;
            self.ended = false;
        } else if self.ended && self.gap != Gap::None && (starts_sentence || self.gap == Gap::Line) {
            self.sentence += 1;
            self.ended = false;
        } else if kind != Kind::Sign {
            self.ended = false;
        }
        let (sentence, paragraph) = (self.sentence, self.paragraph);
        let glued = self.gap == Gap::None;
        self.tokens.push(Token {
            span: Span::new(self.at, end),
            kind,
            word,
            glued,
            capital,
            sentence,
            paragraph,
        });
        self.gap = Gap::None;
        self.at = end;
    }

    /// Length in bytes of the run of letters that begins `offset` bytes on.
    fn letters(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes().get(self.at + offset..).unwrap_or(&[]);
        let mut length = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        // Letters beyond ASCII are rare: what follows them is looked at one by one.
        while let Some(c) = self.peek(offset + length).filter(|c| c.is_alphabetic()) {
            length += c.len_utf8();
        }
        length
    }

    /// A word that begins `prefix` bytes on (after an apostrophe, or at once).
    fn word(&mut self, prefix: usize) {
        let mut length = prefix + self.letters(prefix);
        let capital = self.peek(prefix).is_some_and(char::is_uppercase);
        if prefix == 0 {
            if let Some(dotted) = self.dotted() {
                let word = self.look_up(dotted, capital);
                return self.push(self.at + dotted, Kind::Word, word, capital);
            }
            if let Some((with_apostrophe, word)) = self.apostrophe_inside(length, capital) {
                return self.push(self.at + with_apostrophe, Kind::Word, word, capital);
            }
            let digits = self.digits(length);
            if digits > 0 {
                // "Q3": a known word with digits.
                let word = self.look_up(length + digits, capital);
                if word != Word::UNKNOWN {
                    return self.push(self.at + length + digits, Kind::Word, word, capital);
                }
            }
            if self.peek(length) == Some('.') {
                let word = self.look_up(length + 1, capital);
                if word != Word::UNKNOWN
                    || self.pack.abbreviations.contains(self.spelling(length + 1).trim_end_matches('.'))
                {
                    length += 1;
                    return self.push(self.at + length, Kind::Word, word, capital);
                }
            }
        }
        let word = self.look_up(length, capital);
        self.push(self.at + length, Kind::Word, word, capital);
    }

    /// "a.m.", "U.S.": single letters with full stops, two at least. A last stop that is missing is forgiven.
    fn dotted(&self) -> Option<usize> {
        let mut length = 0;
        let mut letters = 0;
        while self.peek(length).is_some_and(|c| c.is_ascii_alphabetic())
            && self.peek(length + 1).is_none_or(|c| !c.is_alphanumeric())
        {
            letters += 1;
            length += 1;
            if self.peek(length) != Some('.') {
                break;
            }
            length += 1;
        }
        (letters >= 2).then_some(length)
    }

    /// "o'clock", "won't": a known word with an apostrophe inside.
    fn apostrophe_inside(&mut self, length: usize, capital: bool) -> Option<(usize, Word)> {
        let apostrophe = self.peek(length).filter(|c| plain(*c) == '\'')?;
        let after = length + apostrophe.len_utf8();
        let tail = self.letters(after);
        if tail == 0 {
            return None;
        }
        let word = self.look_up(after + tail, capital);
        (word != Word::UNKNOWN).then_some((after + tail, word))
    }

    /// The word of the next `length` bytes.
    fn look_up(&mut self, length: usize, capital: bool) -> Word {
        let lexicon = &self.pack.lexicon;
        let needs_no_capital = capital || !self.trust_case;
        let text = self.text.get(self.at..self.at + length).unwrap_or("");
        // Most words stand as the pack spells them.
        let spelled = text.bytes().all(|byte| byte.is_ascii_lowercase());
        let spelling = if spelled { text } else { self.spelling(length) };
        match lexicon.word(spelling) {
            Some(word) if needs_no_capital || !lexicon.needs_capital(word) => word,
            Some(_) => lexicon.small(spelling).unwrap_or_default(),
            None => Word::UNKNOWN,
        }
    }

    /// The next `length` bytes as a pack spells words: in lower case, with ASCII signs.
    fn spelling(&mut self, length: usize) -> &str {
        let text = self.text.get(self.at..self.at + length).unwrap_or("");
        self.buffer.clear();
        if text.is_ascii() {
            self.buffer.push_str(text);
            self.buffer.make_ascii_lowercase();
        } else {
            self.buffer.extend(text.chars().map(plain).flat_map(char::to_lowercase));
        }
        &self.buffer
    }

    fn number(&mut self) {
        let Numbers { decimal, thousands, ordinal_stop } = self.pack.numbers;
        let mut length = self.digits(0);
        let mut digits = Digits { length: length.min(255) as u8, ..Digits::default() };
        digits.value = self.value(0, length);
        while self.peek(length) == Some(thousands)
            && self.digits(length + 1) == 3
            && length <= 15
            && (digits.amount || length <= 3)
        {
            digits.value = digits.value.saturating_mul(1000).saturating_add(self.value(length + 1, 3));
            digits.amount = true;
            length += 4;
        }
        let fraction = if self.follows_point() { 0 } else { self.digits(length + 1) };
        let version =
            self.peek(length + 1 + fraction) == Some(decimal) && self.digits(length + 2 + fraction) > 0;
        if self.peek(length) == Some(decimal) && fraction > 0 && !version {
            let scale = if fraction == 1 { 10 } else { 1 };
            digits.hundredths = (self.value(length + 1, fraction.min(2)) * scale) as u8;
            digits.amount = true;
            length += 1 + fraction;
        }
        let suffix = self.letters(length);
        if suffix > 0 && !digits.amount {
            let start = self.at;
            self.at += length;
            let word = self.look_up(suffix, false);
            self.at = start;
            digits.ordinal = self.pack.lexicon.value_in(self.pack.roles.ordinal_suffix, word).is_some();
        }
        let mut end = self.at + length + if digits.ordinal { suffix } else { 0 };
        if ordinal_stop && length <= 2 && self.peek(length) == Some('.') && self.goes_on(length + 1) {
            digits.ordinal = true;
            end += 1;
        }
        // A number may be a word of a name: "9/11".
        let word = self.text.get(self.at..end).and_then(|text| self.pack.lexicon.word(text));
        self.push(end, Kind::Number(digits), word.unwrap_or(Word::NUMBER), false);
    }

    /// Whether a sentence goes on after a stop: with a word, a number, a dash or a comma, but not with a small word that has a capital.
    fn goes_on(&mut self, offset: usize) -> bool {
        let rest = self.text.get(self.at + offset..).unwrap_or("");
        let blank = rest.len() - rest.trim_start().len();
        if rest.get(..blank).is_some_and(|blank| blank.contains("\n\n")) {
            return false;
        }
        match self.peek(offset + blank) {
            Some(c) if c.is_alphabetic() => {
                let start = self.at;
                self.at += offset + blank;
                let word = self.look_up(self.letters(0), c.is_uppercase());
                self.at = start;
                let roles = &self.pack.roles;
                let small = [roles.determiner, roles.signal, roles.verb_filler, roles.tense];
                let is = |class| self.pack.lexicon.value_in(class, word).is_some();
                blank > 0 && (c.is_lowercase() || !small.into_iter().any(is))
            }
            // "3. 5. 2024"
            Some(c) if c.is_ascii_digit() => blank > 0,
            Some(c) => matches!(plain(c), '-' | '/' | ','),
            None => false,
        }
    }

    /// Whether the number goes on one before it: the "2" of "25.2.2025", the "3" of "1.2.3".
    fn follows_point(&self) -> bool {
        let mut decimal = [0; 4];
        let decimal: &str = self.pack.numbers.decimal.encode_utf8(&mut decimal);
        let Some([number, point]) = self.tokens.len().checked_sub(2).and_then(|from| self.tokens.get(from..))
        else {
            return false;
        };
        self.gap == Gap::None
            && point.glued
            && matches!(number.kind, Kind::Number(_))
            && point.span.of(self.text) == decimal
    }

    /// Length of the run of digits that begins `offset` bytes on.
    fn digits(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes().get(self.at + offset..).unwrap_or(&[]);
        bytes.iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// The value of `length` digits that begin `offset` bytes on; stops at the end of an `i64`.
    fn value(&self, offset: usize, length: usize) -> i64 {
        let start = self.at + offset;
        self.text.get(start..start + length).map_or(0, |digits| digits.parse().unwrap_or(i64::MAX))
    }

    fn sign(&mut self, c: char) {
        let length = c.len_utf8();
        let next = self.peek(length);
        if plain(c) == '\''
            && next.is_some_and(char::is_alphabetic)
            && self.gap == Gap::None
            && self.tokens.last().is_some_and(|before| before.kind != Kind::Sign)
        {
            return self.word(length);
        }
        if c == '-' && next == Some('-') {
            let dashes = self.rest().bytes().take_while(|byte| *byte == b'-').count();
            let word = self.pack.lexicon.word("\u{2014}").unwrap_or_default();
            return self.push(self.at + dashes, Kind::Sign, word, false);
        }
        if is_invisible(c) {
            self.at += length;
            return;
        }
        let mut utf8 = [0; 4];
        let word = self.pack.lexicon.word(plain(c).encode_utf8(&mut utf8)).unwrap_or_default();
        self.push(self.at + length, Kind::Sign, word, false);
        self.ended |= matches!(c, '.' | '!' | '?' | '…');
    }
}

/// The ASCII form of a typographic sign; an em dash stays what it is, and `--` is read as one.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | '‛' | 'ʼ' | '`' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '‐' | '‑' | '‒' | '−' => '-',
        '―' => '—',
        _ => c,
    }
}

/// Signs without width that scraped text leaves behind: soft hyphen, zero-width blanks and joiners, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<&str> {
        let pack = Pack::builtin("en").unwrap();
        lex(text, pack, true).iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn text_is_cut_into_words_numbers_and_signs() {
        let check = |text: &str, expected: &[&str]| assert_eq!(tokens(text), expected, "{text}");
        check("On March 3, 2024.", &["On", "March", "3", ",", "2024", "."]);
        check("Dec. 31st at 10 a.m. sharp", &["Dec.", "31st", "at", "10", "a.m.", "sharp"]);
        check("the U.S. army's 1990s", &["the", "U.S.", "army", "'s", "1990", "s"]);
        check("five o’clock, the ’90s", &["five", "o’clock", ",", "the", "’", "90", "s"]);
        check("1,234.5 and 2024,2025", &["1,234.5", "and", "2024", ",", "2025"]);
        check("version 1.2.3", &["version", "1", ".", "2", ".", "3"]);
        check("mid-May--or", &["mid", "-", "May", "--", "or"]);
        check("2009–2010", &["2009", "–", "2010"]);
        check("", &[]);
    }

    #[test]
    fn a_pack_says_how_numbers_are_written() {
        let pack = Pack::builtin("de").unwrap();
        let check = |text: &str, expected: &[&str]| {
            let tokens = lex(text, pack, true);
            let found: Vec<&str> = tokens.iter().map(|token| token.span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("1.000,5 und 2,5", &["1.000,5", "und", "2,5"]);
        check("um 14.30 Uhr", &["um", "14", ".", "30", "Uhr"]);
        check("am 3. Mai", &["am", "3.", "Mai"]);
        check("vom 3.–5. Mai", &["vom", "3.", "–", "5.", "Mai"]);
        check("am 3.5.2024", &["am", "3", ".", "5", ".", "2024"]);
        check("am 3. Die Stadt", &["am", "3", ".", "Die", "Stadt"]);
        check("Es sind 3.", &["Es", "sind", "3", "."]);
        let amount = lex("2,5", pack, true)[0].kind;
        assert_eq!(amount, lex("2.5", Pack::builtin("en").unwrap(), true)[0].kind);
    }

    #[test]
    fn a_word_with_a_capital_may_be_another_word() {
        let pack = Pack::builtin("de").unwrap();
        let word = |text: &str| lex(text, pack, true)[0].word;
        assert_ne!(word("morgen"), word("Morgen"));
        assert_eq!(word("woche"), word("Woche"));
    }

    #[test]
    fn sentences_and_paragraphs_are_counted() {
        let pack = Pack::builtin("en").unwrap();
        let places = |text: &str| {
            let tokens = lex(text, pack, true);
            tokens.last().map(|token| (token.sentence, token.paragraph)).unwrap()
        };
        assert_eq!(places("He left. Then he came"), (1, 0));
        assert_eq!(places("Mr. Smith left on Feb. 3 for home"), (0, 0));
        assert_eq!(places("A title\n\nThe text"), (1, 1));
        assert_eq!(places("It cost 3.5 percent"), (0, 0));
        let pack = Pack::builtin("de").unwrap();
        let last = |text: &str| lex(text, pack, true).last().map(|token| token.sentence).unwrap();
        assert_eq!(last("Am 3. Mai kam sie."), 0);
        assert_eq!(last("Sie kam am 3. Die Stadt stand."), 1);
        assert_eq!(last("Sie kam 2019. Mai war es."), 1);
    }

    #[test]
    fn spans_lie_on_characters_in_any_text() {
        for text in [
            "é’s’’“x”",
            "１２",
            "a\u{300}.b",
            "…",
            "\u{feff}May",
            "9999999999999999999999",
            "…'s",
            "--",
            "1,",
        ] {
            assert!(tokens(text).iter().all(|token| !token.is_empty()), "{text:?}");
        }
    }
}
