//! Cuts reading text into sentences.
//!
//! A stop ends a sentence unless something says otherwise: the word before it is an abbreviation of the language pack or
//! an initial, the stop is a decimal point or part of an address, or what follows goes on in lower case. Whether a
//! capitalised word after `U.S.` begins a sentence is decided by the text itself: if the same word also stands somewhere
//! in lower case ("the", "he"), it is a common word and its capital means a beginning (Kiss and Strunk 2006).

use super::Span;
use std::collections::BTreeSet;

/// Words that end in a full stop without ending a sentence ("Mr.", "Feb."); lower case, without the stop.
pub type Abbreviations = BTreeSet<String>;

/// One sentence of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// The number of its paragraph (block) in the text, from 0.
    pub paragraph: usize,
}

/// The sentences of `text`, in order. A paragraph break (blank line) always ends one.
///
/// ```
/// use dateline::text::{Abbreviations, sentences};
/// let text = "Mr. Hale left at 5 p.m. on Feb. 3. “Why?” she asked.\n\nNobody knew.";
/// let abbreviations = Abbreviations::from(["mr".to_owned(), "feb".to_owned()]);
/// let found: Vec<&str> = sentences(text, &abbreviations).iter().map(|s| s.span.of(text)).collect();
/// assert_eq!(found, ["Mr. Hale left at 5 p.m. on Feb. 3.", "“Why?” she asked.", "Nobody knew."]);
/// ```
pub fn sentences(text: &str, abbreviations: &Abbreviations) -> Vec<Sentence> {
    let splitter = Splitter { abbreviations, common: common_words(text) };
    let mut found = Vec::new();
    for (number, paragraph) in paragraphs(text).into_iter().enumerate() {
        splitter.split(paragraph.of(text), |span| {
            found.push(Sentence { span: span.shifted(paragraph.start), paragraph: number });
        });
    }
    found
}

/// The words of `text` that stand in it in lower case.
pub fn common_words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| word.chars().next().is_some_and(char::is_lowercase))
        .collect()
}

/// The stretches between blank lines, without surrounding white space.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            push_trimmed(text, Span::new(start, at), &mut |span| found.push(span));
            start = at + line.len();
        }
        at += line.len();
    }
    push_trimmed(text, Span::new(start, text.len()), &mut |span| found.push(span));
    found
}

fn push_trimmed(text: &str, span: Span, push: &mut impl FnMut(Span)) {
    let raw = span.of(text);
    let start = span.start + (raw.len() - raw.trim_start().len());
    let trimmed = raw.trim();
    if !trimmed.is_empty() {
        push(Span::new(start, start + trimmed.len()));
    }
}

struct Splitter<'a> {
    abbreviations: &'a Abbreviations,
    common: BTreeSet<&'a str>,
}

impl Splitter<'_> {
    /// Passes each sentence of one paragraph to `push`.
    fn split(&self, text: &str, mut push: impl FnMut(Span)) {
        let mut start = 0;
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            if !is_stop(character) {
                continue;
            }
            let mut end = at + character.len_utf8();
            while let Some(&(_, next)) = characters.peek() {
                if !is_stop(next) && !is_closing(next) {
                    break;
                }
                end += next.len_utf8();
                characters.next();
            }
            if self.ends_here(text, start, at, end) {
                push_trimmed(text, Span::new(start, end), &mut push);
                start = end;
            }
        }
        push_trimmed(text, Span::new(start, text.len()), &mut push);
    }

    /// Whether the run of stops and closing marks `at..end` ends the sentence that began at `start`.
    fn ends_here(&self, text: &str, start: usize, at: usize, end: usize) -> bool {
        let (run, rest) = (&text[at..end], &text[end..]);
        let next = rest.trim_start();
        if next.is_empty() || run.contains(['。', '！', '？']) {
            return true;
        }
        let Some(first) = next.chars().find(|&c| !is_opening(c)) else { return true };
        let word = word_before(&text[start..at]);
        if next.len() == rest.len() {
            return is_glued(word, run, next);
        }
        if first.is_lowercase() {
            return false;
        }
        run != "." || !self.is_abbreviated(word, text[start..at].trim_start(), next)
    }

    /// Whether a single full stop after `word` belongs to the word.
    fn is_abbreviated(&self, word: &str, sentence: &str, next: &str) -> bool {
        if word.is_empty() {
            return false;
        }
        let first_number = sentence == word && word.chars().all(|c| c.is_ascii_digit()) && word.len() < 4;
        let mut letters = word.chars();
        let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        if first_number {
            return true;
        }
        if initial {
            // A name follows an initial: not a quotation, and a common word only by chance ("It was on X. The rest").
            let before = sentence.strip_suffix(word).unwrap_or_default().trim_end();
            let after_small = word_before(before).starts_with(char::is_lowercase);
            let begins = next.starts_with(is_opening) || (after_small && self.is_common(next));
            return !begins;
        }
        let acronym = word.contains('.')
            && word.split('.').all(|part| part.len() < 3 && !part.contains(char::is_numeric));
        if acronym {
            return !self.is_common(next);
        }
        let written_small = word.starts_with(|c: char| c.is_lowercase() || c.is_numeric());
        self.abbreviations.contains(&word.to_lowercase()) && !(written_small && self.is_common(next))
    }

    /// Whether the capitalised word that `next` begins with also stands in the text in lower case.
    fn is_common(&self, next: &str) -> bool {
        let next = next.trim_start_matches(is_opening);
        let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        word.chars().next().is_some_and(char::is_uppercase)
            && self.common.contains(word.to_lowercase().as_str())
    }
}

/// `decided.The`: a stop that lost its space. Addresses (`example.org`), decimals and `U.S.` are not.
fn is_glued(word: &str, run: &str, next: &str) -> bool {
    let lower_word = word.chars().count() > 1 && word.chars().all(char::is_lowercase);
    let mut letters = next.chars().skip_while(|&c| is_opening(c));
    let capitalised =
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    let address = next.split_whitespace().next().is_some_and(|token| token.contains(['/', '@', '(', '_']));
    (lower_word || run.chars().any(is_closing)) && capitalised && !address
}

/// The letters, digits and inner full stops directly before a stop: `Feb`, `U.S`, `2014`.
fn word_before(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|&(_, c)| c.is_alphanumeric() || c == '.')
        .last()
        .map_or(text.len(), |(at, _)| at);
    &text[start..]
}

fn is_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '‽' | '。' | '！' | '？')
}

fn is_closing(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '」' | '』')
}

fn is_opening(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '“' | '‘' | '«' | '‹' | '„' | '‚' | '(' | '[' | '{' | '¿' | '¡' | '—' | '–' | '-'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn abbreviations() -> Abbreviations {
        ["mr", "dr", "feb", "jan", "no", "inc", "st"].map(str::to_owned).into()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text, &abbreviations()).iter().map(|s| s.span.of(text)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn a_stop_ends_a_sentence() {
        check("It rained. We left.", &["It rained.", "We left."]);
        check("Really?! Yes! So it is…", &["Really?!", "Yes!", "So it is…"]);
        check("In 2014. The next year", &["In 2014.", "The next year"]);
        check("He came in May. 30 others left.", &["He came in May.", "30 others left."]);
        check("雨が降った。帰った。", &["雨が降った。", "帰った。"]);
    }

    #[test]
    fn abbreviations_initials_and_numbers_do_not() {
        check("Mr. Hale met Dr. Orne on Feb. 3.", &["Mr. Hale met Dr. Orne on Feb. 3."]);
        check("J. R. Orne paid 3.5 million for No. 7.", &["J. R. Orne paid 3.5 million for No. 7."]);
        check("1. First point. 2. Second", &["1. First point.", "2. Second"]);
        check(
            "It was on X. “So what?” The rest was for the dogs.",
            &["It was on X.", "“So what?”", "The rest was for the dogs."],
        );
        check("It was on X. The rest was for the dogs.", &["It was on X.", "The rest was for the dogs."]);
        check("See example.org. It is new.", &["See example.org.", "It is new."]);
        check("i.e. the old one", &["i.e. the old one"]);
        check(
            "We asked. They said no. We left when we could.",
            &["We asked.", "They said no.", "We left when we could."],
        );
    }

    #[test]
    fn an_ordinal_with_a_full_stop_does_not() {
        let abbreviations = ["3", "19"].map(str::to_owned).into();
        let count = |text: &str| sentences(text, &abbreviations).len();
        assert_eq!(count("Am 3. Mai kam sie. Im 19. Jahrhundert stand hier die Stadt."), 2);
        assert_eq!(count("Sie kam am 3. Die Stadt stand, die alle kannten."), 2);
    }

    #[test]
    fn the_text_itself_says_which_capitals_begin_a_sentence() {
        check("He left the U.S. The trip was long.", &["He left the U.S.", "The trip was long."]);
        check("He met U.S. President Orne.", &["He met U.S. President Orne."]);
        check("At 5 p.m. on Monday", &["At 5 p.m. on Monday"]);
    }

    #[test]
    fn quotes_and_brackets_after_the_stop_belong_to_it() {
        check("“We go.” They went.", &["“We go.”", "They went."]);
        check("\"We go.\" They went.", &["\"We go.\"", "They went."]);
        check("“Why?” she asked. ‘Because.’", &["“Why?” she asked.", "‘Because.’"]);
        check("(It rained.) “So what?”", &["(It rained.)", "“So what?”"]);
        check("Wait... or not. Wait... Not.", &["Wait... or not.", "Wait...", "Not."]);
    }

    #[test]
    fn a_stop_that_lost_its_space_still_ends_one() {
        check("It was decided.The plan held.", &["It was decided.", "The plan held."]);
        check("“It is decided.”The plan held.", &["“It is decided.”", "The plan held."]);
        check("The file www.example.org/a.Txt is old.", &["The file www.example.org/a.Txt is old."]);
    }

    #[test]
    fn a_blank_line_always_ends_one() {
        let text = "A heading\n\nOne line\nand its end. Next\n \r\nLast";
        let found: Vec<_> =
            sentences(text, &abbreviations()).iter().map(|s| (s.span.of(text), s.paragraph)).collect();
        assert_eq!(found, [("A heading", 0), ("One line\nand its end.", 1), ("Next", 1), ("Last", 2)]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[ A-Za-z.!?\"”“()\n0-9é。…]{0,80}") {
            let found = sentences(&text, &abbreviations());
            let kept: String = found.iter().map(|s| s.span.of(&text)).collect();
            let squeeze = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(squeeze(&kept), squeeze(&text));
            prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
        #[test]
        fn never_panics(text in ".{0,200}") {
            sentences(&text, &abbreviations());
        }
    }
}
