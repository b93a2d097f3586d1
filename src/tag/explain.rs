//! Readings told to people.

use super::{Anchor, Signal, Tense, Timex, tag};
use crate::date::{Day, When};
use crate::lang::{Pack, Why};

/// What a step's wording may speak of.
pub(super) struct Told<'a> {
    pub(super) words: &'a str,
    /// The publication date in words.
    pub(super) published: &'a str,
    pub(super) anchor: Option<&'a str>,
}

/// A step in the words of the pack.
pub(super) fn why(step: Why, told: &Told<'_>, pack: &Pack) -> String {
    let words = told.words.split_whitespace().collect::<Vec<_>>().join(" ");
    let template = pack.why.words(step);
    let anchor = told.anchor.unwrap_or(told.published);
    template.replace("{words}", &words).replace("{published}", told.published).replace("{anchor}", anchor)
}

/// How a text was read, for a person who wonders: each expression with its place, rule, value, date and reason.
///
/// ```
/// use dateline::{lang::Pack, tag};
/// let pack = Pack::builtin("en").unwrap();
/// let told = tag::explain("The court opened on 3 May 2011.", pack, None);
/// assert_eq!(told, "\
/// 20..30 \"3 May 2011\"
///   value   DATE 2011-05-03
///   when    2011-05-03
///   why     written out
///   rule    day month year
///   clause  past
/// ");
/// ```
pub fn explain(text: &str, pack: &Pack, published: Option<Day>) -> String {
    let timexes = tag(text, pack, published);
    timexes.iter().map(|timex| one(timex, &timexes, text)).collect()
}

fn one(timex: &Timex, all: &[Timex], text: &str) -> String {
    let words = |timex: &Timex| format!("{}..{} {:?}", timex.span.start, timex.span.end, timex.span.of(text));
    let mut value = format!("{} {}", timex.kind.name(), timex.value);
    if let Some(modifier) = timex.modifier {
        value = format!("{value} {}", modifier.name());
    }
    let anchor = match &timex.anchor {
        Anchor::None => None,
        Anchor::Published(day) => Some(format!("published {day}")),
        Anchor::Timex(index) => all.get(*index).map(words),
        Anchor::Table { entry, .. } => Some(entry.clone()),
    };
    let signal = (timex.signal != Signal::At).then(|| format!("{:?}", timex.signal).to_lowercase());
    let lines = [
        ("value", Some(value)),
        ("when", timex.when.as_ref().map(When::to_string)),
        ("why", Some(timex.why.clone())),
        ("from", anchor),
        ("rule", Some(timex.rule.to_string())),
        ("signal", signal),
        ("clause", (timex.tense != Tense::Unknown).then(|| format!("{:?}", timex.tense).to_lowercase())),
    ];
    let notes = lines.into_iter().filter_map(|(name, note)| note.map(|note| format!("  {name:<7} {note}\n")));
    format!("{}\n{}", words(timex), notes.collect::<String>())
}
