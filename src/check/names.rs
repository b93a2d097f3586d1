//! Tags, people and places under several names.

use super::contents;
use super::place::file;
use crate::article::{Article, texts};
use crate::config::{Config, Names};
use crate::diag::Diagnostic;
use crate::event::Event;
use crate::text::{Span, slug};
use crate::timeline::Timeline;
use std::collections::{BTreeMap, BTreeSet};

/// Letters that a name must have for one more, less or other to be a slip.
const LONG: usize = 7;
/// Names that a message shows before it says "and more".
const NAMED: usize = 5;

/// A kind of names.
struct Kind {
    name: &'static str,
    /// The key of front matter that holds them.
    key: &'static str,
    /// The table of the configuration that joins them.
    table: &'static str,
    /// Those of an event.
    names: fn(&Event) -> &[String],
}

const KINDS: [Kind; 3] = [
    Kind { name: "tag", key: "tags", table: "tags", names: |event| &event.tags },
    Kind { name: "person", key: "people", table: "people", names: |event| &event.people },
    Kind { name: "place", key: "place", table: "places", names: |event| &event.places },
];

/// The bytes of a name in the front matter.
fn span(article: &Article, key: &str, name: &str) -> Span {
    let found = texts(&article.file, key);
    found.into_iter().find(|(text, _)| text == name).map_or(Span::default(), |(_, span)| span)
}

/// Names that differ only in case, punctuation, plural or a letter; told where the rarer one stands first.
pub(super) fn similar(timeline: &Timeline) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for Kind { name: kind, key, table, names } in KINDS {
        let mut used: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
        for event in &timeline.events {
            names(event).iter().for_each(|name| used.entry(name).or_default().push(event));
        }
        let spellings: Vec<&str> = used.keys().copied().collect();
        let count = |name: &str| used.get(name).map_or(0, Vec::len);
        // Of several that a name may be, the usual one: advice that names two helps nobody.
        let mut usuals: BTreeMap<&str, &str> = BTreeMap::new();
        for (a, b) in pairs(&spellings) {
            let (rarer, usual) =
                if count(a) < count(b) || count(a) == count(b) && a > b { (a, b) } else { (b, a) };
            let known = usuals.entry(rarer).or_insert(usual);
            if count(usual) > count(known) {
                *known = usual;
            }
        }
        for (rarer, usual) in usuals {
            let Some(article) = used[rarer].first().and_then(|event| file(event, timeline)) else { continue };
            let message =
                format!("the {kind} \"{rarer}\" ({}) may be \"{usual}\" ({})", count(rarer), count(usual));
            told.push(
                Diagnostic::warning("similar-names", message)
                    .at(&article.file, span(article, key, rarer), "")
                    .help(format!(
                        "in dateline.toml, \"{usual}\" = [\"{rarer}\"] under [{table}] makes one of them"
                    )),
            );
        }
    }
    told
}

/// The pairs of names that are likely one, each once.
fn pairs<'a>(names: &[&'a str]) -> BTreeSet<(&'a str, &'a str)> {
    // Two names that differ by a letter are the same without it, or without one letter each.
    let mut by_rest: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        let letters: Vec<char> = slug(name).chars().filter(|c| *c != '-').collect();
        let whole: String = letters.iter().collect();
        by_rest.entry(whole.clone()).or_default().push((index, whole.clone()));
        if letters.len() < LONG {
            continue;
        }
        for at in 0..letters.len() {
            let rest = letters.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, c)| c).collect();
            by_rest.entry(rest).or_default().push((index, whole.clone()));
        }
    }
    let mut pairs = BTreeSet::new();
    for same in by_rest.values() {
        for (n, (a, of_a)) in same.iter().enumerate() {
            let others = same[n + 1..].iter().filter(|(b, of_b)| a != b && is_slip(of_a, of_b));
            pairs.extend(others.map(|(b, _)| (names[*a.min(b)], names[*a.max(b)])));
        }
    }
    pairs
}

/// Whether two names are the same but for a slip: numbers are not mistaken for others, nor beginnings.
fn is_slip(a: &str, b: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let first = |text: &str| text.chars().next();
    a == b || digits(a) == digits(b) && first(a) == first(b) && strsim::osa_distance(a, b) <= 1
}

/// Tags that lead to one event only.
pub(super) fn used_once(timeline: &Timeline) -> Option<Diagnostic> {
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in timeline.events.iter().flat_map(|event| &event.tags) {
        *used.entry(tag).or_default() += 1;
    }
    let once: Vec<&str> = used.iter().filter(|(_, count)| **count == 1).map(|(tag, _)| *tag).collect();
    if once.is_empty() {
        return None;
    }
    let named = once.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let more = once.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message = format!("{} of {} tags are used once: {named}{more}", once.len(), used.len());
    Some(
        Diagnostic::note("used-once", message)
            .help("a tag joins events: one of a single event joins nothing"),
    )
}

/// A name in a file that the configuration calls otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// Its bytes in the file.
    pub span: Span,
    /// What stands there.
    pub old: String,
    /// What is to stand there.
    pub new: String,
}

/// What the tables of names in the configuration would write otherwise, by the path of the file below the site's folder; in order of
/// their places. A name that the file writes in another way than it reads (escaped, one of several in a text) is left alone.
pub fn mends(timeline: &Timeline, config: &Config) -> BTreeMap<String, Vec<Mend>> {
    let tables = [("tags", &config.tags), ("people", &config.people), ("place", &config.places)];
    let mut found = BTreeMap::new();
    // A mark at the head of a file shifts its bytes: rare enough to be left to its author.
    for article in contents(timeline).filter(|article| article.file.mark == 0) {
        let names = tables.iter().flat_map(|(key, known)| {
            texts(&article.file, key).into_iter().filter_map(|(name, span)| mend(article, &name, span, known))
        });
        let mut mends: Vec<Mend> = names.collect();
        mends.sort_by_key(|mend| mend.span);
        if !mends.is_empty() {
            found.insert(article.file.path.to_string(), mends);
        }
    }
    found
}

fn mend(article: &Article, name: &str, span: Span, known: &Names) -> Option<Mend> {
    let one = known.one_name(name).filter(|one| *one != name)?;
    let written = span.of(&article.file.text);
    let quoted = ['"', '\'']
        .iter()
        .any(|quote| written.len() > 1 && written.starts_with(*quote) && written.ends_with(*quote));
    let inner = if quoted { Span::new(span.start + 1, span.end - 1) } else { span };
    // Without quotes, and in all dialects, these stand for themselves.
    let plain = one.chars().all(|c| c.is_alphanumeric() || " -_.".contains(c))
        && one.starts_with(char::is_alphabetic);
    (inner.of(&article.file.text) == name && plain).then(|| Mend {
        span: inner,
        old: name.to_owned(),
        new: one.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_pairs_of_names() {
        let names = [
            "AI",
            "ai",
            "bridge",
            "bridges",
            "covid-18",
            "covid-19",
            "election",
            "elections",
            "Ann Lee",
            "corporate pac",
            "corporate-pacs",
            "hale",
            "hall",
            "selection",
        ];
        let found: Vec<_> = pairs(&names).into_iter().collect();
        assert_eq!(
            found,
            [
                ("AI", "ai"),
                ("bridge", "bridges"),
                ("corporate pac", "corporate-pacs"),
                ("election", "elections")
            ],
            "short names, numbers and beginnings are no slips"
        );
    }
}
