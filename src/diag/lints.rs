//! What a site may decide about messages: their levels, by code.

use super::{Diagnostic, Severity};
use std::collections::BTreeMap;

/// A message whose level a site may set in its configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lint {
    /// Its code.
    pub code: &'static str,
    /// How bad it is where the site says nothing.
    pub severity: Severity,
    /// What it tells, in one sentence without a full stop.
    pub about: &'static str,
}

const fn lint(code: &'static str, severity: Severity, about: &'static str) -> Lint {
    Lint { code, severity, about }
}

/// All of them, by code. Of what a code tells as an error too, a site sets the level of the rest.
pub const LINTS: &[Lint] = &[
    lint("bad-value", Severity::Warning, "a key of front matter has a value that it does not take"),
    lint(
        "card-letters",
        Severity::Note,
        "a share card lacks its title, whose letters the fonts of cards do not have",
    ),
    lint("dead-anchor", Severity::Warning, "a link names a heading that its page does not have"),
    lint(DEAD_LINK, Severity::Error, "a link or image leads to no page and no file of the site"),
    lint("draft", Severity::Note, "a draft is left out"),
    lint("early-sources", Severity::Warning, "all sources of an event are older than it"),
    lint("encoding", Severity::Note, "a file is in another encoding than UTF-8"),
    lint(
        "false-precision",
        Severity::Warning,
        "an event has the first day of a year or month, which nothing in its file confirms",
    ),
    lint("future-confirmed", Severity::Warning, "an event that is still to come is called confirmed"),
    lint("heavy-copy", Severity::Warning, "a copy of the timeline in one file has more than 20 MB"),
    lint("heavy-page", Severity::Warning, "a page has more than 1 MB of HTML"),
    lint("hidden-file", Severity::Warning, "a file of the content folder has the address of a page"),
    lint(
        "home-page-source",
        Severity::Warning,
        "a source is the home page of a site, where the report will not stay",
    ),
    lint("idle-correction", Severity::Warning, "a correction changes nothing"),
    lint("late-sources", Severity::Note, "all sources of an event are more than three years younger than it"),
    lint("long-title", Severity::Warning, "a title has more than 120 letters"),
    lint("lost-correction", Severity::Warning, "the sentence of a correction is no longer in its article"),
    lint("near-duplicate", Severity::Warning, "two events of one time have nearly the same title"),
    lint("no-alt", Severity::Warning, "an image has no text for those who cannot see it"),
    lint("no-base-url", Severity::Note, "there is no `base_url`, and so no feed and no sitemap"),
    lint("no-events", Severity::Note, "an article holds no dated event"),
    lint("no-source", Severity::Warning, "an event file names no source"),
    lint(
        "no-title",
        Severity::Note,
        "an event file or an article has no title, and goes by the name of its file",
    ),
    lint("not-mapped", Severity::Warning, "an import keeps something, but not as the event's own"),
    lint(
        "outside-dead",
        Severity::Warning,
        "a link leads to a page of another site that is there no more (--external)",
    ),
    lint(
        "outside-image",
        Severity::Note,
        "a copy of the timeline in one file lacks the images of other sites",
    ),
    lint(
        "outside-moved",
        Severity::Note,
        "a link leads to a page of another site that has moved for good (--external)",
    ),
    lint(
        "outside-unreachable",
        Severity::Warning,
        "a link leads to another site that does not answer (--external)",
    ),
    lint("publisher-from-text", Severity::Note, "the last line of a text is taken as its publisher"),
    lint(
        "shallow-history",
        Severity::Note,
        "the git history is cut short: when events were added is not known",
    ),
    lint(
        "similar-names",
        Severity::Warning,
        "two tags, people or places differ only in case, plural or spelling",
    ),
    lint("skipped-file", Severity::Note, "a file is about its folder: a README, a licence"),
    lint("slug-collision", Severity::Note, "two pages would have one address: the second gets a number"),
    lint("twin", Severity::Note, "a data file lies beside a Markdown file of its name, which is shown"),
    lint("undated-article", Severity::Warning, "date expressions wait for the article's publication date"),
    lint("unknown-event", Severity::Warning, "`related` names an event that does not exist"),
    lint("unknown-key", Severity::Warning, "a key of front matter looks misspelt"),
    lint("unknown-language", Severity::Warning, "there is no language pack for an article"),
    lint("unreadable-data", Severity::Warning, "a data file cannot be read"),
    lint("used-once", Severity::Note, "tags are used by one event each"),
];

/// The one error with which a site can be built: the link stays as it is written.
pub(super) const DEAD_LINK: &str = "dead-link";

/// The levels that a site sets; `None` is off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    set: BTreeMap<&'static str, Option<Severity>>,
}

impl Levels {
    /// Sets a level. False where there is no such lint.
    pub fn set(&mut self, code: &str, level: Option<Severity>) -> bool {
        let known = LINTS.iter().find(|lint| lint.code == code);
        known.map(|lint| self.set.insert(lint.code, level)).is_some()
    }

    /// Gives each message its level, and drops those that are off. Errors stay errors, dead links apart.
    pub fn apply(&self, told: &mut Vec<Diagnostic>) {
        told.retain_mut(|diagnostic| {
            match self.set.get(diagnostic.code).filter(|_| diagnostic.is_lint()) {
                Some(Some(level)) => diagnostic.severity = *level,
                Some(None) => return false,
                None => {}
            }
            true
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_levels_are_set_and_errors_stay() {
        let mut levels = Levels::default();
        for code in ["bad-value", DEAD_LINK] {
            assert!(levels.set(code, Some(Severity::Note)));
        }
        assert!(levels.set("draft", None));
        assert!(!levels.set("bad-date", None), "what cannot be built is no matter of taste");
        let mut told = vec![
            Diagnostic::error("bad-value", "broken"),
            Diagnostic::warning("bad-value", "odd"),
            Diagnostic::error(DEAD_LINK, "gone"),
            Diagnostic::note("draft", "left out"),
            Diagnostic::note("twin", "two"),
        ];
        levels.apply(&mut told);
        let found: Vec<_> = told.iter().map(|told| (told.code, told.severity)).collect();
        assert_eq!(
            found,
            [
                ("bad-value", Severity::Error),
                ("bad-value", Severity::Note),
                (DEAD_LINK, Severity::Note),
                ("twin", Severity::Note)
            ]
        );
    }
}
