//! Markwhen: one text with an event a line.
//!
//! | Markwhen | here |
//! |---|---|
//! | `2024-01-05: Text #tag` | `date`, title, `tags` |
//! | the lines below it | `key: value` first, then the body; `id` is the id |
//! | `2024-01/2024-03`, `1/5/2024 - 3/2024`, `Jan 2024 to Mar 2024`, `2024-W05`, `44 BCE` | `date`; numbers stand in American order, unless `dateFormat: d/M/y` |
//! | `# Heading`, `section`, `group` | a tag of the events below; of nested ones all names under `extra.group` |
//! | `[Place](location)` | `place` |
//! | `... every 2 weeks` | the first time, the rest under `extra.every`, told |
//! | the header's `title` and `description` | the introduction of the folder |
//!
//! Dates that count from another event or from today (`after !id 3 days`, `now`) are told with their line.

use super::html::{checked, plain};
use super::{Import, Introduction, extra_name};
use crate::date::{Day, When};
use crate::export::{Details, Record, Source};
use crate::text::Span;

/// A heading or group that is open.
struct Group {
    /// Of a heading its level; 7 for `section` and `group`, which end by themselves.
    level: usize,
    title: String,
    tags: Vec<String>,
}

/// An event whose lines are being gathered.
struct Open {
    when: When,
    first: String,
    every: Option<String>,
    lines: Vec<String>,
    groups: (Vec<String>, Vec<String>),
    span: Span,
}

impl Import<'_> {
    pub(super) fn markwhen(&mut self) {
        let file = self.file;
        let mut introduction =
            Introduction { title: String::new(), text: String::new(), details: Details::default() };
        let (mut groups, mut open): (Vec<Group>, Option<Open>) = (Vec::new(), None);
        let (mut at, mut fenced, mut day_first, mut begun) = (0, false, false, false);
        for raw in file.text.split_inclusive('\n') {
            let (span, line) = (Span::new(at, at + raw.len()), raw.trim_end());
            at = span.end;
            if line == "---" && !begun {
                fenced = !fenced;
                continue;
            }
            let field = line.split_once(':').filter(|(key, _)| is_key(key));
            if fenced || (!begun && field.is_some() && self.event_line(line, day_first).is_none()) {
                let Some((key, value)) = field else { continue };
                match (key.trim(), unquoted(value)) {
                    ("title", value) => introduction.title = value.to_owned(),
                    ("description", value) => introduction.text = checked(value).0,
                    ("dateFormat", value) => day_first = value.to_lowercase().starts_with('d'),
                    (key, value) => drop(introduction.details.extra.insert(extra_name(key), value.into())),
                }
                continue;
            }
            let text = line.trim_start();
            if text.starts_with("//") {
                continue;
            }
            if let Some(change) = group(text) {
                self.markwhen_event(open.take());
                begun = true;
                match change {
                    Some(group) => {
                        groups.retain(|other| other.level < group.level || other.level == 7);
                        groups.push(group);
                    }
                    None => drop(
                        groups
                            .iter()
                            .rposition(|group| group.level == 7)
                            .map(|at| groups.drain(at..).count()),
                    ),
                }
                continue;
            }
            if let Some((when, every, first)) = self.event_line(line, day_first) {
                self.markwhen_event(open.take());
                begun = true;
                let names = groups.iter().map(|group| group.title.clone()).collect();
                let tags = groups.iter().flat_map(|group| group.tags.clone()).collect();
                open = Some(Open { when, first, every, lines: Vec::new(), groups: (names, tags), span });
            } else if let Some(event) = &mut open.as_mut().filter(|_| !is_relative(text)) {
                event.lines.push(line.to_owned());
            } else if is_relative(text) {
                self.markwhen_event(open.take());
                self.left_out(
                    span,
                    "a date that counts from another event or from today",
                    "write the day itself",
                );
            } else if !text.is_empty() {
                introduction.text = format!("{}\n{line}", introduction.text).trim().to_owned();
            }
        }
        self.markwhen_event(open);
        let said = !introduction.title.is_empty() || !introduction.text.is_empty();
        self.found.introduction = said.then_some(introduction);
    }

    fn markwhen_event(&mut self, open: Option<Open>) {
        let Some(Open { when, first, every, lines, groups: (names, heading_tags), span }) = open else {
            return;
        };
        let mut details = Details::default();
        let mut id = None;
        let mut lines = lines.into_iter().peekable();
        while let Some((key, value)) =
            lines.peek().and_then(|line| line.split_once(':')).filter(|(key, _)| is_key(key))
        {
            match (key.trim(), unquoted(value)) {
                ("id", value) => id = Some(value.to_owned()),
                (key, value) => drop(details.extra.insert(extra_name(key), value.into())),
            }
            lines.next();
        }
        let body: Vec<String> = lines.collect();
        let (text, html) = checked(&body.join("\n"));
        if html {
            self.kept(span, "the text holds HTML: it becomes Markdown, or is shown as it is written");
        }
        let (first, places, sources) = links(&first);
        (details.place, details.sources) = (places, sources);
        details.tags = heading_tags
            .into_iter()
            .chain(tags(&first))
            .chain(body.iter().flat_map(|line| tags(line)))
            .collect();
        details.tags.extend(names.last().cloned());
        let mut seen = Vec::new();
        details.tags.retain(|tag| {
            !seen.contains(tag) && {
                seen.push(tag.clone());
                true
            }
        });
        if names.len() > 1 {
            details.extra.insert("group".to_owned(), names.join(" / ").into());
        }
        if let Some(every) = every {
            self.kept(span, "an event that repeats is taken once, on its first day");
            details.extra.insert("every".to_owned(), every.into());
        }
        let title = plain(&untagged(&first).replace('&', "&amp;").replace('<', "&lt;"), self.packs);
        let title = if title.is_empty() { when.to_string() } else { title };
        self.found.records.push(Record { id, title, when, text, details });
    }

    /// A date, how often it repeats, and what follows its colon.
    fn event_line(&self, line: &str, day_first: bool) -> Option<(When, Option<String>, String)> {
        let text = line.trim_start();
        if !text.starts_with(|c: char| c.is_alphanumeric() || c == '-') {
            return None;
        }
        // Times hold colons, too.
        text.match_indices(':').find_map(|(at, _)| {
            let (date, rest) = (&text[..at], &text[at + 1..]);
            let (date, every) = match date.split_once(" every ") {
                Some((date, every)) => (date, Some(every.to_owned())),
                None => (date, None),
            };
            let ends = rest.is_empty() || rest.starts_with(' ');
            let when = ends.then(|| self.markwhen_date(date.trim(), day_first)).flatten()?;
            Some((when, every, rest.trim().to_owned()))
        })
    }

    /// A date or a range of two.
    fn markwhen_date(&self, text: &str, day_first: bool) -> Option<When> {
        if let Some(when) = self.point(text, day_first) {
            return Some(when);
        }
        let separators =
            text.match_indices(" to ").chain(text.match_indices('-')).chain(text.match_indices('/'));
        separators.into_iter().find_map(|(at, separator)| {
            let (start, end) = (text[..at].trim(), text[at + separator.len()..].trim());
            // `300-200 BCE`: the era of the end is that of the start.
            let era = end.split_once(' ').filter(|_| start.bytes().all(|byte| byte.is_ascii_digit()));
            let start = era.map_or_else(|| start.to_owned(), |(_, era)| format!("{start} {era}"));
            When::interval(Some(&self.point(&start, day_first)?), Some(&self.point(end, day_first)?))
        })
    }

    fn point(&self, text: &str, day_first: bool) -> Option<When> {
        let parts: Vec<&str> = text.split('/').collect();
        let number = |part: &str| part.parse::<u8>().ok();
        let year = |part: &str| part.parse::<i64>().ok().filter(|_| part.len() == 4);
        match parts[..] {
            [month, last] if last.len() == 4 && month.len() <= 2 => {
                return When::month(year(last)?, number(month)?);
            }
            [first, second, last] => {
                let (month, day) = if day_first { (second, first) } else { (first, second) };
                return Some(When::day(Day::new(year(last)?, number(month)?, number(day)?)?));
            }
            _ => {}
        }
        if let Some((year, week)) = text.split_once("-W") {
            let (week, day) = week.split_once('-').map_or((week, None), |(week, day)| (week, number(day)));
            let monday = Day::from_iso_week(year.parse().ok()?, number(week)?)?;
            let last = When::day(monday.add_days(6));
            return match day {
                Some(day) if (1..=7).contains(&day) => Some(When::day(monday.add_days(i64::from(day) - 1))),
                Some(_) => None,
                None => When::interval(Some(&When::day(monday)), Some(&last)),
            };
        }
        let dated = text.contains(|c: char| c.is_ascii_digit());
        self.date(text)
            .ok()
            .filter(|when| dated && !when.is_interval() || when.ends().is_some_and(|_| text.contains('/')))
    }
}

/// A word before a colon, as headers and fields have it.
fn is_key(key: &str) -> bool {
    let key = key.trim();
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        && !key.contains(' ')
        && key.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c))
}

fn unquoted(value: &str) -> &str {
    value.trim().trim_matches(['"', '\''])
}

/// A heading or the beginning of a group; `None` inside for the end of one.
fn group(text: &str) -> Option<Option<Group>> {
    let of = |level: usize, title: &str| {
        Some(Some(Group { level, title: untagged(title), tags: tags(title).collect() }))
    };
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&level) && text[level..].starts_with(' ') {
        return of(level, &text[level..]);
    }
    let word = text.to_lowercase();
    if ["endsection", "endgroup", "end section", "end group", "end"].contains(&word.as_str()) {
        return Some(None);
    }
    let title = ["section ", "group "]
        .iter()
        .find(|name| word.starts_with(**name))
        .map(|name| &text[name.len()..])?;
    of(7, title)
}

/// Whether a line begins with a date that is none by itself.
fn is_relative(text: &str) -> bool {
    let date = text.split(": ").next().unwrap_or_default();
    let words = ["after ", "before ", "by ", "now"];
    text.contains(':')
        && (date.starts_with('!')
            || date.contains(" !")
            || words.iter().any(|word| date.starts_with(word)) && date.len() < 60)
}

/// `#tag`s: numbers of things (`#1`) are none.
fn tags(text: &str) -> impl Iterator<Item = String> {
    let words = text.split_whitespace().filter_map(|word| word.strip_prefix('#'));
    let tags = words.map(|word| word.trim_end_matches([',', '.', ';', ':', '!', '?']));
    tags.filter(|tag| tag.contains(|c: char| c.is_alphabetic()) && !tag.starts_with('#')).map(str::to_owned)
}

/// The words without the tags at their end; those within lose their sign.
fn untagged(text: &str) -> String {
    let is_tag = |word: &&str| tags(word).next().is_some();
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while words.last().is_some_and(is_tag) {
        words.pop();
    }
    words.iter().map(|word| if is_tag(word) { &word[1..] } else { word }).collect::<Vec<_>>().join(" ")
}

/// `[words](address)`: the words stay, places and addresses are taken out.
fn links(text: &str) -> (String, Vec<String>, Vec<Source>) {
    let (mut out, mut places, mut sources) = (String::new(), Vec::new(), Vec::new());
    let mut rest = text;
    while let Some((before, words, address, after)) = link(rest) {
        out.push_str(before);
        match address {
            "location" | "map" => places.push(words.to_owned()),
            _ => sources.push(Source {
                title: Some(words.to_owned()),
                url: Some(address.to_owned()),
                ..Source::default()
            }),
        }
        out.push_str(words);
        rest = after;
    }
    out.push_str(rest);
    (out, places, sources)
}

/// What stands before the first link, its words, its address, and what follows.
fn link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let end = middle + text[middle..].find(')')?;
    Some((&text[..start], &text[start + 1..middle], &text[middle + 2..end], &text[end + 1..]))
}

#[cfg(test)]
mod tests {
    use crate::import::{Format, Imported, read};
    use crate::lang::Packs;
    use crate::text::SourceFile;
    use std::sync::Arc;

    fn found(text: &str) -> Imported {
        read(&Arc::new(SourceFile::new("a.mw", text)), Format::Markwhen, &Packs::default())
    }

    #[test]
    fn ok_dates_of_every_kind() {
        for (date, expected) in [
            ("2024", "2024"),
            ("2024-05", "2024-05"),
            ("2024-05-06", "2024-05-06"),
            ("2024-05-06 14:30", "2024-05-06T14:30"),
            ("2024-05-06T14:30:00Z", "2024-05-06T14:30:00Z"),
            ("2024-01/2024-03", "2024-01/2024-03"),
            ("5/6/2024", "2024-05-06"),
            ("05/2024", "2024-05"),
            ("5/6/2024 - 7/2024", "2024-05-06/2024-07"),
            ("1/1/2024-2/1/2024", "2024-01-01/2024-02-01"),
            ("May 6 2024", "2024-05-06"),
            ("6 May 2024", "2024-05-06"),
            ("Jan 2024 to Mar 2024", "2024-01/2024-03"),
            ("2024-W05", "2024-01-29/2024-02-04"),
            ("2024-W05-3", "2024-01-31"),
            ("1939 - 1945", "1939/1945"),
            ("44 BCE", "-0043"),
            ("300-200 BCE", "-0299/-0199"),
        ] {
            let records = found(&format!("{date}: An event\n")).records;
            assert_eq!(records.len(), 1, "{date}");
            assert_eq!(
                (records[0].when.to_string().as_str(), records[0].title.as_str()),
                (expected, "An event"),
                "{date}"
            );
        }
        let european = found("dateFormat: d/M/y\n6/5/2024: An event\n").records;
        assert_eq!(european[0].when.to_string(), "2024-05-06");
    }

    #[test]
    fn ok_events_with_groups_fields_and_texts() {
        let found = found(
            "---\ntitle: Bridges\ndescription: \"Over the Aller\"\n#iron: red\ntimezone: Europe/Berlin\n---\n// a comment\n# Old #history\n\
             1911-05-03: The [iron bridge](https://example.org/) in [Verden](location) opens #iron\nid: iron\ncost: 12\n\nA *text*: with a colon.\n- [x] built\n\
             ## Floods\n1981: A flood\nsection Modern\n2025-01-06 every 2 weeks for 3 times: A meeting\nend\n2026: At last, #2 and #new things\n",
        );
        assert!(found.told.iter().any(|told| told.message.contains("repeats")));
        let introduction = found.introduction.unwrap();
        assert_eq!((introduction.title.as_str(), introduction.text.as_str()), ("Bridges", "Over the Aller"));
        assert_eq!(introduction.details.extra["timezone"], "Europe/Berlin");
        let [iron, flood, meeting, last] = &found.records[..] else { panic!("{:#?}", found.records) };
        assert_eq!(
            (iron.id.as_deref(), iron.title.as_str()),
            (Some("iron"), "The iron bridge in Verden opens")
        );
        assert_eq!(iron.text, "A *text*: with a colon.\n- [x] built");
        assert_eq!(iron.details.tags, ["history", "iron", "Old"]);
        assert_eq!(iron.details.place, ["Verden"]);
        assert_eq!(iron.details.sources[0].url.as_deref(), Some("https://example.org/"));
        assert_eq!(iron.details.extra["cost"], "12");
        assert_eq!(flood.details.tags, ["history", "Floods"]);
        assert_eq!(flood.details.extra["group"], "Old / Floods");
        assert_eq!(meeting.details.extra["every"], "2 weeks for 3 times");
        assert_eq!(meeting.details.tags, ["history", "Modern"]);
        assert_eq!(
            (last.title.as_str(), &last.details.tags[1..]),
            ("At last, #2 and new things", &["new".to_owned(), "Floods".to_owned()][..])
        );
    }

    #[test]
    fn err_dates_that_count_from_others_are_told_with_their_line() {
        let found =
            found("2024: One\nid: one\nafter !one 3 days: Two\n!one 5 days: Three\nnow: Four\n2025: Five\n");
        assert_eq!(found.records.len(), 2);
        assert_eq!(found.told.len(), 3);
        let place = found.told[0].place.as_ref().unwrap();
        assert_eq!(place.file.line_column(place.span.start).line, 3);
    }
}
