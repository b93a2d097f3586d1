//! Title, summary and quotation out of a sentence. Nothing is added to the article's own words.

use crate::lang::Telling;
use crate::tag::{Anchor, Timex};
use crate::text::Span;

/// Longest title, in characters.
const TITLE: usize = 90;
/// A title is not cut before this many characters, even at a comma.
const SHORTEST: usize = 55;

/// How an event is told.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// A headline: the sentence without its date, its connective and what is too long.
    pub(super) title: String,
    /// The sentence, where the title had to be cut.
    pub(super) summary: Option<String>,
    /// The sentence, verbatim but for line breaks.
    pub(super) quote: String,
}

/// Tells `sentence`, which begins at byte `at` of the text that `timex` counts in.
pub(super) fn tell(sentence: &str, timex: &Timex, at: usize, telling: &Telling) -> Told {
    let quote = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let date = Span::new(timex.span.start.saturating_sub(at), timex.span.end.saturating_sub(at));
    // A sentence that is little more than its date ("On Tuesday.") is its own headline.
    let headline = [without_date(sentence, date, timex, telling), sentence.to_owned()]
        .iter()
        .map(|text| headline(text, telling))
        .find(|headline| headline.contains(char::is_alphanumeric))
        .unwrap_or_else(|| quote.clone());
    let title = shortened(&headline);
    let summary = (title != headline).then(|| quote.clone());
    Told { title, summary, quote }
}

/// The sentence without the date under which it will stand, where the date is an adverbial that it can do without.
fn without_date(sentence: &str, date: Span, timex: &Timex, telling: &Telling) -> String {
    let before = Span::new(0, date.start).of(sentence);
    let after = Span::new(date.end, sentence.len()).of(sentence);
    let mut phrase = preposition(before, telling);
    // "until about", "bis zum": all of them go.
    while let Some(shorter) = phrase.and_then(|before| preposition(before, telling)) {
        phrase = Some(shorter);
    }
    let adverbial = phrase.is_some() || matches!(timex.anchor, Anchor::Published(_));
    let free =
        after.is_empty() || after.starts_with([' ', ',', '.', ';', ':', '!', '?', '—', '–', '”', '"', '\n']);
    if !(adverbial && free) {
        return sentence.to_owned();
    }
    let before = phrase.unwrap_or(before).trim_end();
    if before.is_empty() && telling.verb_second {
        return sentence.to_owned();
    }
    let after = after.trim_start();
    // A date at the head takes its comma along.
    let after = if before.is_empty() { after.trim_start_matches(',').trim_start() } else { after };
    let space = if after.is_empty() || after.starts_with([',', '.', ';', ':', '!', '?', '”', '"']) {
        ""
    } else {
        " "
    };
    let before = if after.starts_with([',', ';']) { before.trim_end_matches(',') } else { before };
    format!("{before}{space}{after}").trim().to_owned()
}

/// What stands before the preposition that ends `before`.
fn preposition<'a>(before: &'a str, telling: &Telling) -> Option<&'a str> {
    let text = before.trim_end();
    let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    telling.prepositions.contains(&text.get(start..)?.to_lowercase()).then(|| &text[..start])
}

/// Without a leading connective and the final stop, with a capital at its head.
fn headline(sentence: &str, telling: &Telling) -> String {
    let mut text = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let first: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
    if telling.connectives.contains(&first.to_lowercase()) {
        text = text[first.len()..].trim_start_matches([',', ' ']).to_owned();
    }
    let text = text.trim_end_matches(['.', ',', ';', ':', ' ', '—', '–']);
    let mut chars = text.chars();
    let title: String =
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect());
    // The end of a longer quotation gets back the mark that opened it.
    let is_cut = title.find('”').is_some_and(|end| !title[..end].contains('“'));
    if is_cut { format!("“{title}") } else { title }
}

/// At most [`TITLE`] characters: cut at the last comma or dash, else between two words and marked so.
fn shortened(title: &str) -> String {
    if title.chars().count() <= TITLE {
        return title.to_owned();
    }
    // The mark takes the place of one character.
    let end = title.char_indices().nth(TITLE - 1).map_or(title.len(), |(at, _)| at);
    let head = &title[..end];
    let shortest = title.char_indices().nth(SHORTEST).map_or(0, |(at, _)| at);
    // The comma of "12,500" and the dash of "2019–2020" end no clause.
    let ends_clause = |(at, mark): &(usize, &str)| {
        *mark == "—" || title[at + mark.len()..].starts_with(char::is_whitespace)
    };
    let mut clauses = head.rmatch_indices([',', ';', '—', '–']).filter(ends_clause).map(|(at, _)| at);
    let clause = clauses.find(|&at| at >= shortest);
    let whole_word = title[end..].starts_with(' ').then_some(end);
    let cut = clause.or(whole_word).or_else(|| head.rfind(' ')).unwrap_or(end);
    format!("{}…", title[..cut].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;
    use crate::lang::Pack;
    use proptest::prelude::*;

    /// Tells a sentence whose date, with `[` and `]` around it, is reckoned from the publication date.
    fn told(marked: &str) -> Told {
        let pack = Pack::english();
        let start = marked.find('[').unwrap();
        let end = marked.find(']').unwrap() - 1;
        let sentence = marked.replace(['[', ']'], "");
        let day = Day { year: 2025, month: 2, day: 26 };
        let mut timex = crate::tag::tag("yesterday", pack, Some(day)).remove(0);
        timex.span = Span::new(start, end);
        tell(&sentence, &timex, 0, &pack.telling)
    }

    #[test]
    fn ok_titles_do_without_date_and_connective() {
        for (sentence, title) in [
            ("But on [Tuesday], the bridge opened.", "The bridge opened"),
            ("The bridge opened on [Tuesday].", "The bridge opened"),
            ("The bridge opened [last week], after a long delay.", "The bridge opened, after a long delay"),
            ("The mayor on [Tuesday] opened the bridge.", "The mayor opened the bridge"),
            (
                "The office closed its branch, the mill, on [Tuesday].",
                "The office closed its branch, the mill",
            ),
            ("[Tuesday]’s vote failed.", "Tuesday’s vote failed"),
            ("We opened it,” she said [yesterday].", "“We opened it,” she said"),
            ("“We opened it,” she said [yesterday].", "“We opened it,” she said"),
        ] {
            assert_eq!(told(sentence).title, title, "{sentence}");
        }
    }

    #[test]
    fn ok_a_sentence_keeps_the_date_at_its_head_where_the_verb_stands_second() {
        let title = |sentence: &str| {
            let pack = Pack::builtin("de").unwrap();
            let timex = crate::tag::tag(sentence, pack, Day::new(2025, 2, 26)).remove(0);
            tell(sentence, &timex, 0, &pack.telling).title
        };
        assert_eq!(title("Am Dienstag wurde die Brücke eröffnet."), "Am Dienstag wurde die Brücke eröffnet");
        assert_eq!(title("Die Brücke wurde am Dienstag eröffnet."), "Die Brücke wurde eröffnet");
        assert_eq!(title("Bis zum 1. Juli soll sie fahren."), "Bis zum 1. Juli soll sie fahren");
        assert_eq!(title("Sie soll bis spätestens 1. Juli fahren."), "Sie soll fahren");
        assert_eq!(title("Aber sie kam gestern an."), "Sie kam an");
    }

    #[test]
    fn ok_a_long_title_is_cut_between_clauses_and_the_sentence_becomes_the_summary() {
        let sentence = "On [Tuesday], the council of the old town by the river approved the new bridge, \
                        which nobody had expected after the long and bitter dispute over its cost.";
        let told = told(sentence);
        assert_eq!(told.title, "The council of the old town by the river approved the new bridge…");
        assert_eq!(told.summary.as_deref(), Some(sentence.replace(['[', ']'], "").as_str()));
    }

    #[test]
    fn ok_a_comma_between_digits_ends_no_clause() {
        let sentence = "The council of the old town by the river set aside some 12,500 guilders for the new stone bridge on \
                        [Tuesday].";
        assert_eq!(
            told(sentence).title,
            "The council of the old town by the river set aside some 12,500 guilders for the new stone…"
        );
    }

    #[test]
    fn ok_a_sentence_of_a_date_alone_still_has_a_title() {
        for (sentence, title) in
            [("On [Tuesday].", "On Tuesday"), ("But [Tuesday]!", "Tuesday!"), ("[But]", "But")]
        {
            assert_eq!(told(sentence).title, title, "{sentence}");
        }
    }

    proptest! {
        #[test]
        fn ok_any_sentence_and_any_span_make_a_title_within_the_limit(
            sentence in "([“”’ßﬁé中,;:—–.! \\n]|But|on|[a-zA-Z]{1,9}|\\PC){0,60}",
            start in 0..250_usize,
            end in 0..250_usize,
            at in 0..40_usize,
        ) {
            let pack = Pack::english();
            let day = crate::date::Day { year: 2025, month: 2, day: 26 };
            let mut timex = crate::tag::tag("yesterday", pack, Some(day)).remove(0);
            timex.span = Span::new(start, end);
            let told = tell(&sentence, &timex, at, &pack.telling);
            prop_assert!(told.title.chars().count() <= TITLE, "{:?}", told.title);
            prop_assert_eq!(told.title.is_empty(), sentence.trim().is_empty(), "{:?}", told.title);
        }
    }

    #[test]
    fn ok_the_quotation_is_verbatim() {
        assert_eq!(told("On [Tuesday],\n the bridge   opened.").quote, "On Tuesday, the bridge opened.");
    }
}
