//! Outlines: headings and list items that begin with a date are events, and what follows is their text.
//!
//! A list item of an ordinary article may begin with a year by chance ("2014 was dry"), and one such item must not turn the
//! article into an outline. So a date counts where it is set off (`2014: ...`, `**2014** ...`), is written as ISO 8601, or is
//! more than a number before a capital; and in a list, where at least half of the items begin with one.

use super::body::Body;
use super::{Block, BlockKind, Markup, OutlineEntry};
use crate::date::{Day, Precision, When};
use crate::diag::Diagnostic;
use crate::lang::Pack;
use crate::tag::{Anchor, Timex, tag_prefix};
use crate::text::{SourceFile, Span, sentences};
use std::sync::Arc;

/// What sets a date off from its event; a hyphen does so between blanks.
const SEPARATORS: [char; 6] = [':', '–', '—', '―', '|', '-'];
/// No date is longer, in characters.
const LONGEST: usize = 80;

/// The date that a text begins with.
struct Head {
    when: When,
    /// Its bytes in the text.
    span: Span,
    /// Where the title begins.
    rest: usize,
    form: Form,
}

/// How clearly a date at the head of a text is meant as one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// A number or words with more words behind them: "2014 was dry".
    Loose,
    /// More than a number before a capital, or an ISO date: "c. 1590 The bridge", "2025-02-22 the vote".
    Clear,
    /// Set off by punctuation or markup, or alone.
    SetOff,
}

/// What dates are read with.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub pack: &'a Pack,
    /// What a date without a year is reckoned from.
    pub published: Option<Day>,
}

/// Whether a heading states an event: a date, and what happened.
pub(super) fn states_event(text: &str, reading: Reading<'_>) -> bool {
    head(text, reading, None).is_some_and(|head| head.form > Form::Loose && head.rest < text.len())
}

/// The events that a body states.
pub(super) fn read(text: &str, body: &Body, markup: Markup, reading: Reading<'_>) -> Vec<OutlineEntry> {
    let heads = heads(text, body, markup, reading);
    let mut found: Vec<(usize, Head)> = Vec::new();
    let is_line = |block: &Block, head: &Head| {
        block.kind == BlockKind::Paragraph && head.form == Form::SetOff && head.rest < block.span.len()
    };
    let lines = count(body, &heads, is_line);
    let days =
        count(body, &heads, |block, head| is_line(block, head) && head.when.precision() >= Precision::Day);
    let takes_lines = lines > 1 && (days > 1 || 2 * lines >= body.blocks.len());
    for (number, (block, head)) in body.blocks.iter().zip(heads).enumerate() {
        let Some((head, accepted)) = head else { continue };
        let alone = head.rest >= block.span.len();
        let holds = match block.kind {
            BlockKind::Heading(_) => {
                head.form > Form::Loose && (!alone || head.when.precision() >= Precision::Day)
            }
            BlockKind::Item(_) => accepted && (!alone || has_more(body, number)),
            BlockKind::Paragraph => takes_lines && is_line(block, &head),
            BlockKind::Quote | BlockKind::Other => false,
        };
        if holds {
            found.push((number, head));
        }
    }
    let starts: Vec<usize> = found.iter().map(|(number, _)| *number).collect();
    let ends = starts.iter().copied().skip(1).chain([body.blocks.len()]);
    found
        .into_iter()
        .zip(ends)
        .filter_map(|((number, head), end)| entry(text, body, number, &head, end, reading))
        .collect()
}

/// Headings and items that begin with what looks like a day but is none: their events would be missing without a word.
pub(super) fn wrong_dates(file: &Arc<SourceFile>, body: &Body) -> Vec<Diagnostic> {
    let begins = |block: &&Block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Item(_));
    let mut told = Vec::new();
    for block in body.blocks.iter().filter(begins) {
        let token = block.span.of(body.plain.text()).split([' ', ':', ',']).next().unwrap_or_default();
        let digits = |byte: &u8| byte.is_ascii_digit();
        let is_day = token.len() == 10
            && token.bytes().filter(digits).count() == 8
            && token.split('-').map(str::len).eq([4, 2, 2]);
        if let Some(error) = When::parse(token).err().filter(|_| is_day) {
            let span = body.plain.source_span(error.span.shifted(block.span.start));
            told.push(
                Diagnostic::error("bad-date", error.message).at(file, span, "no date").help(error.help),
            );
        }
    }
    told
}

/// Of each block its date, and whether the list it stands in takes it.
fn heads(text: &str, body: &Body, markup: Markup, reading: Reading<'_>) -> Vec<Option<(Head, bool)>> {
    let mut heads = Vec::with_capacity(body.blocks.len());
    let mut around: Option<(u8, Day)> = None; // level of the heading, a day of its year
    for block in &body.blocks {
        let words = block.span.of(body.plain.text());
        let mut own = reading;
        if let BlockKind::Heading(level) = block.kind {
            around = around.filter(|(outer, _)| *outer < level);
        }
        own.published = around.map(|(_, day)| day).or(reading.published);
        let year = around.map(|(_, day)| day.year);
        let may = match block.kind {
            BlockKind::Heading(_) | BlockKind::Item(_) => true,
            BlockKind::Paragraph => {
                markup == Markup::Text && words.chars().take(LONGEST).any(|c| SEPARATORS.contains(&c))
            }
            BlockKind::Quote | BlockKind::Other => false,
        };
        let head = may
            .then(|| head(words, own, year))
            .flatten()
            .map(|head| set_off_by_markup(text, body, block, head));
        // Below a heading that is a year or month, dates may go without it.
        if let (BlockKind::Heading(level), Some(head)) = (block.kind, &head) {
            around =
                head.when.latest().filter(|_| head.rest >= words.len()).map(|day| (level, day)).or(around);
        }
        heads.push(head.map(|head| (head, false)));
    }
    accept_lists(text, &body.blocks, &mut heads);
    heads
}

/// `**2025-02-22** The vote`: markup ends where the date ends.
fn set_off_by_markup(text: &str, body: &Body, block: &Block, head: Head) -> Head {
    let end = body.plain.source_span(head.span.shifted(block.span.start)).end;
    let marked =
        text.get(end..).is_some_and(|after| after.trim_start_matches(':').starts_with(['*', '_', ']', '`']));
    if marked { Head { form: Form::SetOff, ..head } } else { head }
}

/// Accepts the dates of lists of which at least half of the items begin with one.
fn accept_lists(text: &str, blocks: &[Block], heads: &mut [Option<(Head, bool)>]) {
    let mut lists: Vec<Vec<usize>> = Vec::new();
    for (number, block) in
        blocks.iter().enumerate().filter(|(_, block)| matches!(block.kind, BlockKind::Item(_)))
    {
        let follows = |list: &&mut Vec<usize>| {
            let last = list.last().and_then(|last| blocks.get(*last));
            last.is_some_and(|last| {
                let between = text.get(last.source.end..block.source.start);
                last.kind == block.kind && between.is_some_and(|between| between.trim().is_empty())
            })
        };
        match lists.iter_mut().rev().take(8).find(follows) {
            Some(list) => list.push(number),
            None => lists.push(vec![number]),
        }
    }
    for list in lists {
        let form = |number: &usize| heads.get(*number).and_then(Option::as_ref).map(|(head, _)| head.form);
        let clear = list.iter().filter(|number| form(number) > Some(Form::Loose)).count();
        let dated = list.iter().filter(|number| form(number).is_some()).count();
        let all = dated == list.len() && dated > 1;
        let enough = 2 * clear >= list.len() && (clear > 1 || list.len() == 1);
        for number in list {
            if let Some((head, accepted)) = heads.get_mut(number).and_then(Option::as_mut) {
                *accepted = all || (enough && head.form > Form::Loose);
            }
        }
    }
}

fn count(body: &Body, heads: &[Option<(Head, bool)>], test: impl Fn(&Block, &Head) -> bool) -> usize {
    body.blocks
        .iter()
        .zip(heads)
        .filter(|(block, head)| head.as_ref().is_some_and(|(head, _)| test(block, head)))
        .count()
}

/// Whether an item holds more than its first block.
fn has_more(body: &Body, number: usize) -> bool {
    let own = body.blocks.get(number).map(|block| block.source);
    let next = body.blocks.get(number + 1).map(|block| block.source);
    own.zip(next).is_some_and(|(own, next)| own.contains(next))
}

/// The entry that begins with block `number` and reaches at most to block `end`.
fn entry(
    text: &str,
    body: &Body,
    number: usize,
    head: &Head,
    end: usize,
    reading: Reading<'_>,
) -> Option<OutlineEntry> {
    let block = body.blocks.get(number)?;
    let words = block.span.of(body.plain.text());
    let rest = words.get(head.rest..).unwrap_or_default();
    let inside = |next: &&Block| match block.kind {
        BlockKind::Heading(level) => !matches!(next.kind, BlockKind::Heading(other) if other <= level),
        BlockKind::Item(_) => next.source.start < block.source.end,
        _ => !matches!(next.kind, BlockKind::Heading(_)),
    };
    let following: Vec<&Block> = body.blocks.get(number + 1..end)?.iter().take_while(inside).collect();
    let mut title = rest.trim();
    let mut title_end = head.rest + rest.trim_end().len();
    let mut paragraphs: Vec<&str> = Vec::new();
    // A heading is a title as a whole; of an item, its first sentence is.
    let first = match block.kind {
        BlockKind::Heading(_) => None,
        _ => sentences(rest, &reading.pack.abbreviations).first().copied(),
    };
    if let Some(first) = first {
        title = first.span.of(rest);
        title_end = head.rest + first.span.end;
        paragraphs.push(rest.get(first.span.end..).unwrap_or_default().trim());
    }
    paragraphs.extend(following.iter().map(|block| block.span.of(body.plain.text())));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    // A heading that is only a date and has nothing under it but other dates groups them.
    if title.is_empty() && paragraphs.is_empty() {
        return None;
    }
    let stop = body.blocks.get(end).map_or(usize::MAX, |next| next.source.start);
    let last = following.last().map_or(block.source.end, |last| last.source.end);
    let whole_end = match block.kind {
        BlockKind::Item(_) => block.source.end,
        _ => last.max(block.source.end),
    };
    let span = Span::new(block.source.start, whole_end.min(stop).max(block.source.start));
    let span = Span::new(span.start, span.start + span.of(text).trim_end().len());
    let title_source = match block.kind {
        BlockKind::Heading(_) => block.source,
        _ => Span::new(
            block.source.start,
            body.plain.source_span(Span::new(block.span.start, block.span.start + title_end)).end,
        ),
    };
    let text_start = if paragraphs.is_empty() { span.end } else { title_source.end.min(span.end) };
    Some(OutlineEntry {
        when: head.when.clone(),
        when_span: body.plain.source_span(head.span.shifted(block.span.start)),
        title: title.strip_suffix('.').filter(|cut| !cut.ends_with('.')).unwrap_or(title).to_owned(),
        text: paragraphs.join("\n\n"),
        span,
        title_span: title_source,
        text_span: Span::new(text_start, span.end),
    })
}

/// The date that `text` begins with: EDTF as it is, or in words, whichever reaches further. A day that does without its
/// year is of `year`, where that is known.
fn head(text: &str, reading: Reading<'_>, year: Option<i64>) -> Option<Head> {
    let start = text.len() - text.trim_start_matches(['(', '[', ' ']).len();
    let own = &text[start..];
    let literal = literal(own);
    let beginning = own.char_indices().nth(LONGEST).map_or(own, |(end, _)| &own[..end]);
    let worded = tag_prefix(beginning, reading.pack, reading.published)
        .filter(|timex| is_stated(own, timex))
        .and_then(|timex| Some((in_year(&timex, year)?, timex.span)));
    let (when, span, iso) = match (literal, worded) {
        (Some((when, end)), Some((_, words))) if words.end <= end => (when, Span::new(0, end), true),
        (_, Some((when, words))) => (when, words, false),
        (Some((when, end)), None) => (when, Span::new(0, end), true),
        (None, None) => return None,
    };
    let span = span.shifted(start);
    let after = text.get(span.end..)?;
    let cut =
        after.trim_start_matches(['-', '/', '.']).starts_with(char::is_numeric) && !after.starts_with(' ');
    if cut || after.starts_with(char::is_alphanumeric) {
        return None; // a part of something else: 2025-02 of 2025-02-30
    }
    let after = after.trim_start_matches([')', ']']);
    let rest = after.trim_start();
    let separated = rest.is_empty()
        || rest.starts_with(|c| c != '-' && SEPARATORS.contains(&c))
        || (rest.len() < after.len() && (rest.starts_with("- ") || rest.starts_with("-- ")));
    let title = rest.trim_start_matches(|c: char| SEPARATORS.contains(&c) || c.is_whitespace());
    // "2014 The year of the flood" may go on "was dry"; "c. 1590 The bridge" and "May 1911 The bridge" do not.
    let is_bare = span.of(text).bytes().all(|byte| byte.is_ascii_digit());
    let begins = |c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '“' | '"' | '‘');
    let dashed = iso
        && text
            .get(span.start..span.end)
            .is_some_and(|date| date.trim_start_matches('-').contains(['-', '/']));
    let form = match () {
        () if separated => Form::SetOff,
        () if dashed || (!is_bare && title.starts_with(begins)) => Form::Clear,
        () => Form::Loose,
    };
    Some(Head { when, span, rest: text.len() - title.len(), form })
}

fn in_year(timex: &Timex, year: Option<i64>) -> Option<When> {
    let when = timex.when.clone()?;
    let yearless = matches!(timex.anchor, Anchor::Published(_));
    let moved = year
        .filter(|_| yearless)
        .zip(when.earliest())
        .and_then(|(year, day)| Day::new(year, day.month, day.day));
    Some(moved.map_or(when, When::day))
}

/// "Last week" and "on Tuesday" begin sentences, not entries; "25 February" may do without its year.
fn is_stated(text: &str, timex: &Timex) -> bool {
    let day = timex.when.as_ref().is_some_and(|when| when.precision() >= Precision::Day);
    match timex.anchor {
        Anchor::None => true,
        Anchor::Published(_) => {
            day && text
                .get(..timex.span.end)
                .is_some_and(|words| words.contains(|c: char| c.is_ascii_digit()))
        }
        _ => false,
    }
}

/// An EDTF value at the head of a text, and where it ends. A number alone is a year only with its four digits.
fn literal(text: &str) -> Option<(When, usize)> {
    let token = text.split_whitespace().next()?;
    let token = token.trim_end_matches([':', ',', '.', ';', ')', ']', '|', '–', '—', '-']);
    let digits = token.strip_prefix('-').unwrap_or(token);
    let shaped = digits.starts_with(|c: char| c.is_ascii_digit() || c == 'Y')
        && token.bytes().all(|byte| byte.is_ascii_digit() || b"-/.:+~?%XYTZ".contains(&byte));
    let number = digits.bytes().all(|byte| byte.is_ascii_digit());
    if !shaped || (number && digits.len() != 4) {
        return token
            .split_once(':')
            .filter(|_| text.starts_with(token))
            .and_then(|(before, _)| (before.len() < token.len()).then(|| literal(before)).flatten());
    }
    When::parse(token).ok().map(|when| (when, token.len()))
}
