//! Numbers in words: "twenty-one", "two hundred and five", "thirty-first". The words are the pack's.

use super::lex::{Kind, Token};
use crate::lang::{Lexicon, Pack, Value, Word};

/// A number and the tokens that it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spelled {
    pub(super) value: i64,
    pub(super) ordinal: bool,
    pub(super) length: usize,
}

/// No number is written with more words.
const MAX_WORDS: usize = 12;

/// The longest number in words that begins at a token.
pub(super) fn spelled(tokens: &[Token], at: usize, pack: &Pack) -> Option<Spelled> {
    let (lexicon, roles) = (&pack.lexicon, &pack.roles);
    let mut best = None;
    let (mut total, mut group) = (0i64, 0i64);
    let mut joint = false;
    for (length, token) in tokens.iter().skip(at).take(MAX_WORDS).enumerate() {
        if token.kind == Kind::Sign && length == 0 {
            return None;
        }
        let number = |class| value(lexicon, class, token.word);
        if let Some(n) = number(roles.cardinal).filter(|n| fits(group, *n)) {
            group += n;
        } else if let Some(n) = number(roles.ordinal).filter(|n| fits(group, *n)) {
            return Some(Spelled { value: total + group + n, ordinal: true, length: length + 1 });
        } else if let Some(n) = number(roles.magnitude).filter(|_| length > 0 && !joint) {
            if n >= 1000 {
                total += group.saturating_mul(n);
                group = 0;
            } else {
                group = group.saturating_mul(n);
            }
        } else if length > 0 && !joint && lexicon.value_in(roles.number_joint, token.word).is_some() {
            joint = true;
            continue;
        } else {
            break;
        }
        joint = false;
        best = Some(Spelled { value: total + group, ordinal: false, length: length + 1 });
    }
    best
}

fn value(lexicon: &Lexicon, class: crate::lang::Class, word: Word) -> Option<i64> {
    match lexicon.value_in(class, word)? {
        Value::Number(number) => Some(*number),
        Value::Name(_) => None,
    }
}

/// Whether a number word can follow what has been read of its group: "twenty" takes "one", "hundred" takes "five".
fn fits(group: i64, next: i64) -> bool {
    group == 0
        || (group % 10 == 0 && group % 100 != 0 && group % 100 >= 20 && next < 10)
        || (group % 100 == 0 && next < 100)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::tag::lex::lex;

    #[test]
    fn number_words_are_read() {
        let pack = Pack::builtin("en").unwrap();
        let check = |text: &str, expected: Option<(i64, bool, usize)>| {
            let found = spelled(&lex(text, pack, true), 0, pack).map(|n| (n.value, n.ordinal, n.length));
            assert_eq!(found, expected, "{text}");
        };
        check("two", Some((2, false, 1)));
        check("twenty-one days", Some((21, false, 3)));
        check("two hundred and five", Some((205, false, 4)));
        check("three thousand two hundred", Some((3200, false, 4)));
        check("thirty-first", Some((31, true, 3)));
        check("two three", Some((2, false, 1)));
        check("two and a half", Some((2, false, 1)));
        check("days", None);
        let pack = Pack::builtin("de").unwrap();
        let german =
            |text: &str| spelled(&lex(text, pack, true), 0, pack).map(|n| (n.value, n.ordinal, n.length));
        assert_eq!(german("einundzwanzig Tage"), Some((21, false, 1)));
        assert_eq!(german("zwei Millionen"), Some((2_000_000, false, 2)));
        assert_eq!(german("neunzehnten"), Some((19, true, 1)));
    }
}
