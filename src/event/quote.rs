//! Finds the sentence that a person quoted, though somebody may have edited it since.

use std::collections::BTreeMap;

/// Least part of a quotation's words that its sentence still holds, in percent.
const LEAST: usize = 60;
/// Fewest words by which a sentence is known again.
const FEWEST: usize = 3;

/// Where a quotation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// In this sentence, as it is or nearly so.
    In(usize),
    /// Nowhere; this sentence is the nearest.
    Nearest(usize),
    /// Nowhere, and nothing is near.
    Nowhere,
}

/// Looks for a quotation among sentences: as it is written, but for typography and white space; else by its words.
pub(super) fn find<'a>(quote: &str, sentences: impl Iterator<Item = &'a str> + Clone) -> Found {
    let wanted = words(quote);
    let line = format!(" {} ", wanted.join(" "));
    if wanted.is_empty() {
        return Found::Nowhere;
    }
    let holds = |sentence: &str| format!(" {} ", words(sentence).join(" ")).contains(&line);
    // A short sentence may stand in a longer one before it.
    let whole = sentences.clone().position(|sentence| words(sentence) == wanted);
    if let Some(number) = whole.or_else(|| sentences.clone().position(holds)) {
        return Found::In(number);
    }
    let counted = count(&wanted);
    let shared = |sentence: &str| {
        let own = words(sentence);
        let own = count(&own);
        counted
            .iter()
            .map(|(word, number)| own.get(word).copied().unwrap_or_default().min(*number))
            .sum::<usize>()
    };
    // Of equal ones the first.
    let best = sentences
        .map(shared)
        .enumerate()
        .max_by_key(|(number, shared)| (*shared, std::cmp::Reverse(*number)));
    match best {
        Some((number, shared)) if shared >= FEWEST && shared * 100 >= wanted.len() * LEAST => {
            Found::In(number)
        }
        Some((number, shared)) if shared > 0 => Found::Nearest(number),
        _ => Found::Nowhere,
    }
}

/// The words of a text in lower case, without signs: quotation marks and dashes come in many forms.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn count(words: &[String]) -> BTreeMap<&str, usize> {
    let mut counted = BTreeMap::new();
    for word in words {
        *counted.entry(word.as_str()).or_default() += 1;
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: [&str; 3] = [
        "The council approved the bridge on Tuesday.",
        "“It’s late,” said the mayor — who had voted against it.",
        "The bridge will open in the spring of next year.",
    ];

    fn found(quote: &str) -> Found {
        find(quote, TEXT.into_iter())
    }

    #[test]
    fn ok_part_of_a_sentence_finds_it_whatever_its_signs() {
        assert_eq!(found("approved the bridge"), Found::In(0));
        assert_eq!(found("\"It's late,\" said the mayor - who had voted"), Found::In(1));
    }

    #[test]
    fn ok_a_sentence_goes_before_one_that_only_holds_it() {
        let text = ["He said that he resigned.", "He resigned."];
        assert_eq!(find("He resigned.", text.into_iter()), Found::In(1));
    }

    #[test]
    fn ok_an_edited_sentence_is_found() {
        assert_eq!(found("The town council approved a new bridge on Tuesday"), Found::In(0));
        assert_eq!(found("The bridge will open in spring next year, she said"), Found::In(2));
    }

    #[test]
    fn err_what_is_gone_has_a_nearest_sentence_or_none() {
        assert_eq!(found("The mayor resigned on Friday after the storm"), Found::Nearest(0));
        assert_eq!(found("Nobody died"), Found::Nowhere);
        assert_eq!(found("…"), Found::Nowhere);
    }
}
