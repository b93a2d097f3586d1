//! `FILE.events.toml` as it is after a person has decided something: comments and all other decisions stay as they are.

use super::Proposal;
use crate::date::When;
use toml_edit::{DocumentMut, Item, RawString, Table, TomlError, Value};

/// The head of a new file of corrections.
const HEAD: &str = "\
# What you say here goes before what was found in the text. Each entry finds its sentence by the quotation, though the text may
# be edited; `action` is keep, hide, split or, with other keys such as title and date, fix. An entry without a quotation adds an event.
";
/// The keys of entries that were written here.
const OWN: [&str; 4] = ["quote", "action", "title", "date"];

/// What a person may decide on an event that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is right.
    Keep,
    /// It is not to be shown.
    Hide,
    /// It is to be shown with another date, as event files state it, or another title.
    Fix {
        /// None where the date is right.
        date: Option<String>,
        /// None where the title is right.
        title: Option<String>,
    },
    /// It is to be as it was found.
    Undo,
}

impl Choice {
    /// The `action` of its entry, and the keys that it states.
    pub(super) fn keys(&self) -> (&'static str, Option<&str>, Option<&str>) {
        match self {
            Self::Keep | Self::Undo => ("keep", None, None),
            Self::Hide => ("hide", None, None),
            Self::Fix { date, title } => ("fix", date.as_deref(), title.as_deref()),
        }
    }
}

/// A file of corrections with more entries at its end; `before` is the file as it is, if there is one.
pub fn with_entries(before: Option<&str>, entries: &str) -> String {
    format!("{}\n\n{entries}", before.unwrap_or(HEAD).trim_end())
}

/// A file of corrections after a choice about an event; `decided` is the quotation of the entry that is about it already.
///
/// # Errors
/// Why the file cannot be changed, for the person who wanted it.
pub fn with_choice(
    before: Option<&str>,
    proposal: &Proposal<'_>,
    decided: Option<&str>,
    choice: &Choice,
) -> Result<String, String> {
    let before = before.unwrap_or(HEAD);
    let Some(quote) = decided else {
        return match choice {
            Choice::Undo => Ok(before.to_owned()),
            _ => {
                let entry = proposal.entry(choice).ok_or("the event was not found in a sentence")?;
                Ok(with_entries(Some(before), &entry))
            }
        };
    };
    let mut document: DocumentMut = before.parse().map_err(|error: TomlError| {
        format!("the file of its decisions cannot be read: {}", error.message())
    })?;
    let is_own =
        |entry: &Table| entry.get("quote").and_then(Item::as_str).is_some_and(|own| own.trim() == quote);
    let place = ["event", "events"]
        .into_iter()
        .find_map(|key| Some((key, document.get(key)?.as_array_of_tables()?.iter().position(is_own)?)));
    let (key, number) =
        place.ok_or("its entry is not written as [[event]]: edit it in the file of its decisions")?;
    match choice {
        Choice::Undo => remove(&mut document, key, number)?,
        _ => entry(&mut document, key, number).into_iter().for_each(|entry| change(entry, choice)),
    }
    Ok(document.to_string())
}

fn entry<'a>(document: &'a mut DocumentMut, key: &str, number: usize) -> Option<&'a mut Table> {
    document.get_mut(key)?.as_array_of_tables_mut()?.get_mut(number)
}

fn change(entry: &mut Table, choice: &Choice) {
    let (action, date, title) = choice.keys();
    // What was fixed once stays fixed.
    let is_fixed = entry.contains_key("date") || entry.contains_key("title");
    let action = if action == "keep" && is_fixed { "fix" } else { action };
    for (key, value) in [("action", Some(action)), ("date", date), ("title", title)] {
        let Some(value) = value.map(Value::from) else { continue };
        match entry.get_mut(key).and_then(Item::as_value_mut) {
            // What stands around it is a comment of somebody.
            Some(old) => {
                let around = old.decor().clone();
                *old = value;
                *old.decor_mut() = around;
            }
            None => {
                entry.insert(key, value.into());
            }
        }
    }
}

/// Takes an entry out, with the comments that were written with it and no other.
fn remove(document: &mut DocumentMut, key: &str, number: usize) -> Result<(), &'static str> {
    let removed = entry(document, key, number).ok_or("its entry is gone")?;
    if removed.iter().any(|(key, _)| !OWN.contains(&key)) {
        return Err("its entry says more than can be taken back here: edit the file of its decisions");
    }
    let before = text(removed.decor().prefix());
    let before = match before.trim_end().rsplit_once('\n') {
        Some((rest, last)) if is_reason(last) => format!("{rest}\n"),
        None if is_reason(before.trim_end()) => String::new(),
        _ => before,
    };
    let space = if before.starts_with('\n') { "\n" } else { "" };
    let kept = Some(before.trim()).filter(|kept| !kept.is_empty()).map(|kept| format!("{kept}\n\n"));
    let around = |after: &str| {
        let own = |line: &&str| ["# title = ", "# date = "].iter().any(|start| line.starts_with(start));
        let after: String = after.split_inclusive('\n').skip_while(own).collect();
        format!("{space}{}{}", kept.unwrap_or_default(), after.trim_start())
    };
    match entry(document, key, number + 1) {
        Some(next) => {
            let prefix = around(&text(next.decor().prefix()));
            next.decor_mut().set_prefix(prefix);
        }
        None => {
            let end = around(&text(Some(document.trailing())));
            let end = end.trim_end();
            document.set_trailing(if end.is_empty() { String::new() } else { format!("{end}\n") });
        }
    }
    let entries = document.get_mut(key).and_then(Item::as_array_of_tables_mut);
    entries.into_iter().for_each(|entries| {
        entries.remove(number);
    });
    Ok(())
}

fn text(raw: Option<&RawString>) -> String {
    raw.and_then(RawString::as_str).unwrap_or_default().to_owned()
}

/// Whether a line is the comment that [`Proposal::entry`] begins with: `# 2025-02-22: why`.
fn is_reason(line: &str) -> bool {
    let date = line.strip_prefix("# ").and_then(|line| line.split_once(": ")).map(|(date, _)| date);
    date.is_some_and(|date| When::parse(date).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{self, Input};
    use crate::config::{self, Overrides};
    use crate::event;
    use crate::lang::Packs;
    use crate::text::SourceFile;
    use std::sync::Arc;

    const STORY: &str = "---\npublished: 2025-02-26\n---\nThe council of Oldtown approved the new bridge on Tuesday.\n\nThe mayor resigned on 3 February 2025.\n";

    /// The file after a choice about the event of the given title, and what is then read.
    fn chosen(before: Option<&str>, title: &str, choice: &Choice) -> Result<String, String> {
        let (config, packs) = (config::load(None, "site", &Overrides::default()).0, Packs::default());
        let file = |name: &str, text: &str| Arc::new(SourceFile::new(name, text));
        let corrections = before.map(|text| file("content/story.events.toml", text));
        let input = Input {
            corrections_file: corrections.as_ref(),
            ..Input::of(file("content/story.md", STORY), "story.md".into(), &packs)
        };
        let article = article::read(&input).0;
        let events = event::proposals(&article, &config).0;
        let event = events.iter().find(|event| event.title.contains(title)).unwrap();
        let decided =
            event.identity.correction.and_then(|number| article.corrections[number].quote.as_deref());
        with_choice(before, &Proposal::new(&article, event), decided, choice)
    }

    fn fix(date: Option<&str>, title: Option<&str>) -> Choice {
        Choice::Fix { date: date.map(str::to_owned), title: title.map(str::to_owned) }
    }

    #[test]
    fn ok_a_choice_begins_the_file_and_is_taken_back() {
        let kept = chosen(None, "council", &Choice::Keep).unwrap();
        assert!(kept.starts_with(HEAD.trim_end()) && kept.contains("action = \"keep\""), "{kept}");
        let hidden = chosen(Some(&kept), "council", &Choice::Hide).unwrap();
        assert_eq!(hidden, kept.replace("\"keep\"", "\"hide\""));
        assert_eq!(chosen(Some(&hidden), "council", &Choice::Undo).unwrap(), HEAD);
        assert_eq!(chosen(None, "council", &Choice::Undo).unwrap(), HEAD);
    }

    #[test]
    fn ok_a_fix_states_what_is_changed_and_survives_other_choices() {
        let fixed = chosen(None, "council", &fix(Some("2025-02-24"), None)).unwrap();
        assert!(fixed.contains("action = \"fix\"\ndate = \"2025-02-24\"\n# title = "), "{fixed}");
        let hidden = chosen(Some(&fixed), "council", &Choice::Hide).unwrap();
        assert!(hidden.contains("action = \"hide\"\ndate = \"2025-02-24\""), "{hidden}");
        assert_eq!(chosen(Some(&hidden), "council", &Choice::Keep).unwrap(), fixed);
        let titled = chosen(Some(&fixed), "council", &fix(None, Some("A \"bridge\""))).unwrap();
        assert!(titled.contains("date = \"2025-02-24\"\ntitle = "), "{titled}");
        let titled = toml::from_str::<toml::Table>(&titled).unwrap();
        assert_eq!(titled["event"][0]["title"].as_str(), Some("A \"bridge\""));
    }

    #[test]
    fn ok_what_people_wrote_stays() {
        let written = "# Ask the mayor.\n\n# 2025-02-25: why\n# She denies it.\n[[event]]\nquote = \"approved the new bridge\" # part\naction = \"keep\" # sure\n\n# Another.\n[[event]]\ndate = \"2025\"\ntitle = \"Added\"\n# The end.\n";
        let hidden = chosen(Some(written), "council", &Choice::Hide).unwrap();
        assert_eq!(hidden, written.replace("\"keep\"", "\"hide\""));
        let more = chosen(Some(written), "mayor", &Choice::Hide).unwrap();
        assert!(more.starts_with(written) && more.contains("quote = \"The mayor resigned"), "{more}");
        assert_eq!(chosen(Some(&more), "mayor", &Choice::Undo).unwrap(), written);
        let both =
            chosen(Some(&chosen(None, "mayor", &Choice::Hide).unwrap()), "council", &Choice::Keep).unwrap();
        for (first, second) in [("mayor", "council"), ("council", "mayor")] {
            let one = chosen(Some(&both), first, &Choice::Undo).unwrap();
            assert_eq!(
                one,
                chosen(None, second, if second == "mayor" { &Choice::Hide } else { &Choice::Keep }).unwrap()
            );
            assert_eq!(chosen(Some(&one), second, &Choice::Undo).unwrap(), HEAD);
        }
        let undone = chosen(Some(written), "council", &Choice::Undo).unwrap();
        assert_eq!(
            undone,
            "# Ask the mayor.\n\n# 2025-02-25: why\n# She denies it.\n\n# Another.\n[[event]]\ndate = \"2025\"\ntitle = \"Added\"\n# The end.\n"
        );
    }

    #[test]
    fn err_what_cannot_be_changed_is_refused() {
        let more = "[[event]]\nquote = \"approved the new bridge\"\naction = \"keep\"\ntags = [\"a\"]\n";
        assert!(chosen(Some(more), "council", &Choice::Undo).unwrap_err().contains("says more"));
        let listed = "event = [{ quote = \"approved the new bridge\", action = \"keep\" }]\n";
        assert!(chosen(Some(listed), "council", &Choice::Hide).unwrap_err().contains("[[event]]"));
    }
}
