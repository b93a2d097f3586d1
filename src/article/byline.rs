//! Bylines and datelines: what the first lines of an article say about who wrote it and when.
//!
//! `By Jane Doe | Feb. 26, 2025`, `Published On 26 Feb 2025`, `Updated: 27 February 2025`, `26 February 2025`, and the
//! dateline of a report: `GENEVA, Feb. 26, 2025 (Agency) — The council met`.

use super::BlockKind;
use super::body::Body;
use crate::date::{Day, When};
use crate::lang::{Byline, Pack};
use crate::tag::tag;
use crate::text::Span;

/// How many blocks at the head of a body may be such lines.
const MOST_LINES: usize = 6;
/// A longer line is prose, in characters.
const LONGEST: usize = 140;
/// Where the date of a dateline begins at the latest, and how far behind it the dash stands, in bytes.
const DATELINE: (usize, usize) = (48, 40);

/// What the first lines say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub published: Option<Day>,
    pub updated: Option<Day>,
    pub authors: Vec<String>,
    /// The lines that say it, in the file; not the report's own first paragraph.
    pub lines: Vec<Span>,
}

/// A day that stands in a line, and its bytes there.
struct Dated {
    day: Day,
    span: Span,
}

/// Reads the first lines of a body.
pub(super) fn read(body: &Body, pack: &Pack) -> Head {
    let words = Byline::of(&pack.code);
    let mut head = Head::default();
    for block in
        body.blocks.iter().take(MOST_LINES).filter(|block| !matches!(block.kind, BlockKind::Heading(_)))
    {
        let text = block.span.of(body.plain.text());
        let days = days(&text[..floor(text, 4 * LONGEST)], pack);
        if !head.line(text, &days, words) {
            head.published = head.published.or_else(|| dateline(text, &days));
            break;
        }
        head.lines.push(block.source);
    }
    // What only says when it was changed was published then or before.
    head.published = head.published.or(head.updated);
    head
}

fn days(text: &str, pack: &Pack) -> Vec<Dated> {
    let single = |when: &When| when.earliest().filter(|first| when.latest() == Some(*first));
    let dated =
        |timex: crate::tag::Timex| Some(Dated { day: single(timex.when.as_ref()?)?, span: timex.span });
    tag(text, pack, None).into_iter().filter_map(dated).collect()
}

impl Head {
    /// Takes a line in; says whether it is a byline at all.
    fn line(&mut self, text: &str, days: &[Dated], words: &Byline) -> bool {
        if text.chars().count() > LONGEST
            || (text.ends_with(['.', '!', '?', '”'])
                && days.last().is_none_or(|d| d.span.end + 1 < text.len()))
        {
            return false;
        }
        let mut rest = Vec::new();
        let mut at = 0;
        for dated in days {
            rest.push(Span::new(at, dated.span.start).of(text));
            at = dated.span.end;
        }
        rest.push(text.get(at..).unwrap_or_default());
        let said: Vec<&str> = rest.iter().flat_map(|part| split(part)).collect();
        let by = said.iter().position(|word| words.by.contains(&word.to_lowercase()));
        let fits = |word: &&str| is_name(word) || words.knows(word);
        let named = by.is_some_and(|at| said.get(at + 1).is_some_and(|word| is_name(word)));
        if !said.iter().all(fits) || said.len() > 16 || (days.is_empty() && (!named || by != Some(0))) {
            return false;
        }
        for (dated, before) in days.iter().zip(&rest) {
            let updated = split(before).any(|word| words.updated.contains(&word.to_lowercase()));
            let field = if updated { &mut self.updated } else { &mut self.published };
            field.get_or_insert(dated.day);
        }
        if self.authors.is_empty() {
            self.authors = rest.iter().find_map(|part| authors(part, words)).unwrap_or_default();
        }
        true
    }
}

impl Byline {
    fn knows(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        [&self.published, &self.updated, &self.by, &self.and, &self.small]
            .iter()
            .any(|words| words.contains(&word))
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ':' | '|' | '·' | '•' | '/' | '(' | ')' | '—' | '–')
    })
    .map(|word| word.trim_matches(['.', ';', '-']))
    .filter(|word| !word.is_empty())
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '@' || c == '+')
}

/// The names between "by" and what ends them.
fn authors(text: &str, words: &Byline) -> Option<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    let mut inside = false;
    let mut open = false;
    for token in text.split_whitespace() {
        let word = token.trim_matches([',', ':', '|', '·', '•', ';']);
        let small = word.to_lowercase();
        if !inside {
            inside = words.by.contains(&small);
            continue;
        }
        let ends = word.is_empty()
            || words.published.contains(&small)
            || words.updated.contains(&small)
            || (small != word && words.knows(word));
        if words.and.contains(&small) {
            open = false;
        } else if ends || !is_name(word) || word.starts_with(char::is_numeric) {
            break;
        } else {
            match names.last_mut().filter(|_| open) {
                Some(name) => *name = format!("{name} {word}"),
                None => names.push(word.to_owned()),
            }
            open = !token.ends_with([',', ';']);
            if token.ends_with(['|', '·', '•']) {
                break;
            }
        }
    }
    // Beside whole names, a single word is where they wrote or for whom.
    let whole = |name: &String| name.contains(' ');
    if names.iter().any(whole) {
        names.retain(whole);
    }
    Some(names).filter(|names| !names.is_empty())
}

/// The day of `GENEVA, Feb. 26, 2025 (Agency) — The council met`.
fn dateline(text: &str, days: &[Dated]) -> Option<Day> {
    let dated = days.first().filter(|dated| dated.span.start <= DATELINE.0)?;
    let before = text.get(..dated.span.start)?;
    let after = text.get(dated.span.end..)?;
    let dash = [" — ", " – ", " - ", " -- ", "— "].iter().filter_map(|dash| after.find(dash)).min()?;
    let place = split(before).all(is_name) && split(&after[..dash]).all(is_name);
    (place && dash <= DATELINE.1).then_some(dated.day)
}

/// The last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
