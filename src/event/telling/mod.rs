//! Title, summary and quotation out of a sentence. Nothing is added to the article's own words but dates for relative ones.

mod dates;
mod subject;

use super::statement::{Prose, Statement};
use crate::lang::Telling;
use crate::tag::{Anchor, Timex};
use crate::text::Span;
use dates::Explained;
use subject::Subject;

/// Longest title, in characters.
const TITLE: usize = 90;
/// A title is not cut before this many characters, even at a comma.
const SHORTEST: usize = 55;
/// Longest summary, in characters: about 25 words.
const SUMMARY: usize = 160;
/// A summary is not cut before this many characters.
const SHORTEST_SUMMARY: usize = 80;
/// Longest attribution that a cut text takes along, in characters.
const ATTRIBUTION: usize = 50;

/// How an event is told.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// A headline: the sentence without its date, its connective and what is too long.
    pub(super) title: String,
    /// More of the sentence, where the title had to be cut.
    pub(super) summary: Option<String>,
    /// The sentence, verbatim but for line breaks.
    pub(super) quote: String,
}

/// Tells what a statement states: by a headline where its subject is named, else by quoting it.
pub(super) fn tell(prose: &Prose<'_>, statement: &Statement<'_>) -> Told {
    let telling = &prose.pack.telling;
    let sentence = statement.parsed.span;
    let quote = squeezed(sentence.of(prose.text));
    let year = statement.when.earliest().map(|first| first.year);
    let subject = subject::of(prose, statement);
    if matches!(subject, Subject::Unknown) {
        let words = squeezed(&dates::noted(prose, sentence, year));
        let title = shortened(words.trim_end_matches(['.', ' ']), TITLE - 2, SHORTEST, telling);
        let summary = (title != words.trim_end_matches(['.', ' '])).then(|| summary(&words, telling));
        return Told { title: quoted(&title), summary: summary.map(|text| quoted(&text)), quote };
    }
    let name = match subject {
        Subject::Named { pronoun, name } => Some((pronoun, name)),
        Subject::Plain | Subject::Unknown => None,
    };
    let timex = statement.timex.filter(|timex| sentence.contains(timex.span));
    let explained = dates::explained(prose, sentence, year, timex, name);
    // A sentence that is little more than its date ("On Tuesday.") is its own headline.
    let headline = [without_date(&explained, timex, telling), explained.text]
        .iter()
        .map(|text| headline(text, telling))
        .find(|headline| headline.contains(char::is_alphanumeric))
        .unwrap_or_else(|| quote.clone());
    let title = shortened(&headline, TITLE, SHORTEST, telling);
    let summary = (title != headline).then(|| summary(&headline, telling));
    Told { title, summary, quote }
}

/// As much of a headline as a reader takes in at once, as a sentence.
fn summary(headline: &str, telling: &Telling) -> String {
    let text = shortened(headline, SUMMARY, SHORTEST_SUMMARY, telling);
    let ends = text.ends_with(['.', '!', '?', '…', '”', '"']);
    if ends { text } else { format!("{text}.") }
}

/// Between quotation marks, where it does not bring its own.
fn quoted(words: &str) -> String {
    if words.starts_with(['“', '"', '„']) { words.to_owned() } else { format!("“{words}”") }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentence without the date under which it will stand, where the date is an adverbial that it can do without.
fn without_date(explained: &Explained, timex: Option<&Timex>, telling: &Telling) -> String {
    let sentence = explained.text.as_str();
    let Some((date, timex)) = explained.date.zip(timex) else { return sentence.to_owned() };
    let before = Span::new(0, date.start).of(sentence);
    let after = Span::new(date.end, sentence.len()).of(sentence);
    if !is_removable(before, after, timex, telling) {
        return sentence.to_owned();
    }
    let before = adverbial_start(before, telling).unwrap_or(before).trim_end();
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

/// Whether a sentence can do without its date: an adverbial that stands free.
fn is_removable(before: &str, after: &str, timex: &Timex, telling: &Telling) -> bool {
    let phrase = adverbial_start(before, telling);
    // "the strike of 19 February": the date belongs to a noun.
    let word = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let of_noun = telling.mentions.as_ref().is_some_and(|mentions| mentions.genitives.contains(&word));
    let adverbial = phrase.is_some() || (matches!(timex.anchor, Anchor::Published(_)) && !of_noun);
    let free =
        after.is_empty() || after.starts_with([' ', ',', '.', ';', ':', '!', '?', '—', '–', '”', '"', '\n']);
    let at_head = phrase.unwrap_or(before).trim_end().is_empty();
    adverbial && free && !(at_head && telling.verb_second)
}

/// What stands before the prepositions that end `before`: "until about", "bis zum".
fn adverbial_start<'a>(before: &'a str, telling: &Telling) -> Option<&'a str> {
    std::iter::successors(preposition(before, telling), |before| preposition(before, telling)).last()
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

/// At most `longest` characters: cut at the last comma or dash, else between two words, and marked so. Whose words they are is kept.
fn shortened(text: &str, longest: usize, shortest: usize, telling: &Telling) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let cut = cut(text, longest, shortest);
    match attribution(&text[cut..], telling) {
        Some(source) => {
            // A little more room, so that something stands before it.
            let room = longest.saturating_sub(source.chars().count() + 2).max(shortest);
            format!("{}…, {source}", whole(&text[..self::cut(text, room, room / 2)], telling))
        }
        None => format!("{}…", whole(&text[..cut], telling)),
    }
}

/// A cut text without the small words at its end, which wait for what follows: "to the".
fn whole<'a>(text: &'a str, telling: &Telling) -> &'a str {
    let mut text = text.trim_end();
    // A number belongs to what follows it, too.
    let waits =
        |last: &str| telling.function_words.contains(last) || last.bytes().all(|byte| byte.is_ascii_digit());
    while let Some((before, _)) = text.rsplit_once(' ').filter(|(_, last)| waits(last)) {
        text = before.trim_end();
    }
    text.trim_end_matches([',', ';', '—', '–', ' '])
}

/// Where a text is cut to fit.
fn cut(text: &str, longest: usize, shortest: usize) -> usize {
    // The mark takes the place of one character.
    let end = text.char_indices().nth(longest.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    let head = &text[..end];
    let shortest = text.char_indices().nth(shortest).map_or(0, |(at, _)| at);
    // The comma of "12,500" and the dash of "2019–2020" end no clause.
    let ends_clause =
        |(at, mark): &(usize, &str)| *mark == "—" || text[at + mark.len()..].starts_with(char::is_whitespace);
    let mut clauses = head.rmatch_indices([',', ';', '—', '–']).filter(ends_clause).map(|(at, _)| at);
    let clause = clauses.find(|&at| at >= shortest);
    let whole_word = text[end..].starts_with(' ').then_some(end);
    clause.or(whole_word).or_else(|| head.rfind(' ')).unwrap_or(end)
}

/// What says whose words a text is, in the part of it that is cut off: "according to the report".
fn attribution<'a>(rest: &'a str, telling: &Telling) -> Option<&'a str> {
    let lower = rest.to_lowercase();
    let at = telling.attributions.iter().filter_map(|phrase| lower.find(phrase.as_str())).min()?;
    let source = rest.get(at..)?;
    let end = source.find([',', ';', '—']).unwrap_or(source.len());
    Some(source[..end].trim()).filter(|source| source.chars().count() <= ATTRIBUTION)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{Day, When};
    use crate::lang::Pack;
    use proptest::prelude::*;

    /// Tells a sentence whose date, with `[` and `]` around it, is reckoned from the publication date.
    fn told(marked: &str) -> Told {
        let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap() - 1);
        let sentence = marked.replace(['[', ']'], "");
        let day = Day { year: 2025, month: 2, day: 26 };
        let mut timex = crate::tag::tag("yesterday", Pack::english(), Some(day)).remove(0);
        timex.span = Span::new(start, end);
        tell_of(&sentence, Span::new(0, sentence.len()), &[timex], Pack::english())
    }

    fn tell_of(text: &str, span: Span, timexes: &[Timex], pack: &Pack) -> Told {
        let prose = Prose {
            text,
            timexes,
            pack,
            order_is_known: true,
            words: crate::event::clause::Words::of(pack),
            published: None,
            sentences: vec![span],
        };
        let statement = Statement { timex: timexes.first(), ..prose.stated(0, When::year(2025)) };
        tell(&prose, &statement)
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
            ("[Tuesday]’s vote failed.", "The 25 February vote failed"),
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
            let timexes = crate::tag::tag(sentence, pack, Day::new(2025, 2, 26));
            tell_of(sentence, Span::new(0, sentence.len()), &timexes, pack).title
        };
        assert_eq!(
            title("Am Dienstag wurde die Brücke eröffnet."),
            "Am 25. Februar wurde die Brücke eröffnet"
        );
        assert_eq!(title("Die Brücke wurde am Dienstag eröffnet."), "Die Brücke wurde eröffnet");
        assert_eq!(title("Bis zum 1. Juli soll sie fahren."), "Bis zum 1. Juli soll sie fahren");
        assert_eq!(title("Die Fähre soll bis spätestens 1. Juli fahren."), "Die Fähre soll fahren");
        assert_eq!(title("Aber sie kam gestern an."), "Sie kam an");
    }

    #[test]
    fn ok_a_long_title_is_cut_between_clauses_and_the_sentence_becomes_the_summary() {
        let sentence = "On [Tuesday], the council of the old town by the river approved the new bridge, \
                        which nobody had expected after the long and bitter dispute over its cost.";
        let told = told(sentence);
        assert_eq!(told.title, "The council of the old town by the river approved the new bridge…");
        let summary = "The council of the old town by the river approved the new bridge, which nobody had expected after the long \
                       and bitter dispute over its cost.";
        assert_eq!(told.summary.as_deref(), Some(summary));
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
            timex.span = Span::new(start.min(end), start.max(end));
            let told = tell_of(&sentence, Span::new(at.min(sentence.len()), sentence.len()), &[timex], pack);
            prop_assert!(told.title.chars().count() <= TITLE, "{:?}", told.title);
        }
    }

    #[test]
    fn ok_the_quotation_is_verbatim() {
        assert_eq!(told("On [Tuesday],\n the bridge   opened.").quote, "On Tuesday, the bridge opened.");
    }
}
