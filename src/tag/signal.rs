//! The word before an expression that says how it bounds the event. The words are the pack's.

use super::lex::Kind;
use super::matcher::Place;
use crate::lang::Value;

/// What stands before an expression and says how it bounds the event: data of the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Signal {
    /// on, in, at, during, or nothing.
    At,
    /// by
    By,
    /// until, till
    Until,
    /// since
    Since,
    /// before
    Before,
    /// after
    After,
    /// from
    From,
    /// to (the second half of a range)
    To,
}

/// Determiners and adverbs that may stand between a signal and its expression: "until *at least* Monday".
const REACH: usize = 4;

/// The signal before the expression that begins at a token, and its own token.
pub(super) fn signal_before(place: Place<'_>, start: usize) -> (Signal, Option<usize>) {
    let (lexicon, roles) = (&place.pack.lexicon, &place.pack.roles);
    for at in (start.saturating_sub(REACH)..start).rev() {
        let Some(token) = place.tokens.get(at).filter(|token| token.kind == Kind::Word) else { break };
        if let Some(Value::Name(name)) = place.value_at(roles.signal, at) {
            match named(name) {
                // "until at least Monday"
                Signal::At => continue,
                signal => return (signal, Some(at)),
            }
        }
        if lexicon.value_in(roles.determiner, token.word).is_none()
            && lexicon.value_in(roles.verb_filler, token.word).is_none()
        {
            break;
        }
    }
    (Signal::At, None)
}

fn named(name: &str) -> Signal {
    match name {
        "by" => Signal::By,
        "until" => Signal::Until,
        "since" => Signal::Since,
        "before" => Signal::Before,
        "after" => Signal::After,
        "from" => Signal::From,
        "to" => Signal::To,
        _ => Signal::At,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::lang::Pack;
    use crate::tag::lex::lex;

    #[test]
    fn the_word_before_decides() {
        let pack = Pack::builtin("en").unwrap();
        let check = |text: &str, expected: Signal| {
            let tokens = lex(text, pack, true);
            let start = tokens.iter().position(|token| token.span.of(text) == "Monday").unwrap();
            assert_eq!(signal_before(Place { text, tokens: &tokens, pack }, start).0, expected, "{text}");
        };
        check("until Monday", Signal::Until);
        check("By Monday", Signal::By);
        check("until at least this Monday", Signal::Until);
        check("on Monday", Signal::At);
        check("Monday", Signal::At);
        check("from the Monday", Signal::From);
        check("by noon; Monday", Signal::At);
        check("according to Monday", Signal::At);
    }
}
