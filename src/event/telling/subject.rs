//! Who a sentence is about, where its subject is a pronoun.

use crate::event::clause::{Parsed, Token};
use crate::event::statement::{Prose, Statement, is_quoted};
use crate::text::Span;

/// The subject of a sentence.
pub(super) enum Subject<'a> {
    /// It says itself who or what it is about.
    Plain,
    /// A pronoun, and the name that it stands for.
    Named { pronoun: Span, name: &'a str },
    /// A pronoun, and the text does not say plainly for whom it stands.
    Unknown,
}

/// Resolves the subject: a pronoun for one person stands for the name at the head of the sentence before, where no other name could
/// be meant. Nothing else is guessed.
pub(super) fn of<'a>(prose: &Prose<'a>, statement: &Statement<'_>) -> Subject<'a> {
    let parsed = &statement.parsed;
    let telling = &prose.pack.telling;
    let Some(at) = statement.subject else { return Subject::Plain };
    let token = &parsed.tokens[at];
    if !telling.pronouns.contains(&token.word) || is_quoted(prose.text, parsed.span, token.span.start) {
        return Subject::Plain;
    }
    // "When Roe arrived, she opened it": the sentence names her itself.
    let named = parsed.tokens[..at]
        .iter()
        .skip(1)
        .any(|token| token.capital && !token.timex && !is_quoted(prose.text, parsed.span, token.span.start));
    if named {
        return Subject::Plain;
    }
    // “It held,” she said: the headline begins with what was said.
    let opens = prose.text[parsed.span.start..].starts_with(['“', '„', '"'])
        || is_quoted(prose.text, parsed.span, parsed.span.start);
    let name = telling.personal.contains(&token.word).then(|| before(prose, statement.number)).flatten();
    let unknown = if opens { Subject::Plain } else { Subject::Unknown };
    name.map_or(unknown, |name| Subject::Named { pronoun: token.span, name })
}

/// The one name at the head of the sentence before; of that before the quotation, where the sentence ends one.
fn before<'a>(prose: &Prose<'a>, number: usize) -> Option<&'a str> {
    let inside = |number: usize| {
        let span = prose.sentences[number];
        let paragraph = prose.text[..span.start].rfind("\n\n").map_or(0, |at| at + 2);
        is_quoted(prose.text, Span::new(paragraph, span.start), span.start)
    };
    let first = (0..=number).rev().find(|number| !inside(*number))?;
    let span = *prose.sentences.get(first.checked_sub(1)?)?;
    let parsed = Parsed::of(prose.text, span, prose.timexes, prose.words.as_ref());
    name(prose, &parsed)
}

fn name<'a>(prose: &Prose<'a>, parsed: &Parsed) -> Option<&'a str> {
    let telling = &prose.pack.telling;
    let tokens = &parsed.tokens;
    let skip = usize::from(tokens.first().is_some_and(|first| telling.connectives.contains(&first.word)));
    let is_name = |token: &Token| {
        token.capital
            && !token.timex
            && !telling.function_words.contains(&token.word)
            && !telling.pronouns.contains(&token.word)
            && !telling.determiners.contains(&token.word)
    };
    let own: Vec<&Token> = tokens.get(skip..)?.iter().take_while(|token| is_name(token)).collect();
    let (first, last) = (own.first()?, own.last()?);
    let end = skip + own.len();
    let owner = |at: usize| tokens.get(at).is_some_and(|next| next.word.starts_with(['\'', '’']));
    let known = own.len() > 1 || stands_inside(prose.text, first.span.of(prose.text));
    // Another name that could be meant, one that is neither an owner nor behind a preposition.
    let other = (end..tokens.len()).any(|at| {
        is_name(&tokens[at])
            && !is_name(&tokens[at - 1])
            && !telling.function_words.contains(&tokens[at - 1].word)
            && !(at..tokens.len()).take_while(|at| is_name(&tokens[*at])).any(|at| owner(at + 1))
    });
    (known && !other && !owner(end)).then(|| Span::new(first.span.start, last.span.end).of(prose.text))
}

/// Whether a word with a capital stands inside a sentence of the text too, as only names do.
fn stands_inside(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let ends = text[at + word.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        let before = text[..at].trim_end_matches(' ').chars().next_back();
        ends && text[..at].ends_with(' ') && before.is_some_and(|c| c.is_lowercase() || c == ',')
    })
}
