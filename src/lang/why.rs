//! The reasons for a reading, as the pack words them for readers.

use std::collections::BTreeMap;

macro_rules! steps {
    ($($(#[$doc:meta])* $step:ident $name:literal),* $(,)?) => {
        /// A piece of the reason that a reading is told with. The words are the pack's, under `[why]`.
        ///
        /// They may hold `{words}` (the expression), `{published}` (the publication date in words), `{anchor}` and
        /// `{anchor-date}` (what the value was reckoned from: its words, and its date in words), `{verb}` (which tells the
        /// tense), `{signal}` (the word before the expression that bounds it) and `{others}` (other dates that it can mean).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Step { $($(#[$doc])* $step),* }

        impl Step {
            const NAMES: &[&str] = &[$($name),*];
        }
    };
}

steps! {
    // How the value was found.
    /// Everything stands in the text.
    Written "written",
    /// The last one up to the publication date.
    Back "back",
    /// The first one from the publication date on.
    Ahead "ahead",
    /// The one nearest to the publication date.
    Nearest "nearest",
    /// Counted from the publication date.
    Counted "counted",
    /// A deadline counted from a date in its sentence.
    Deadline "deadline",
    /// The year or month of a date told before.
    Carried "carried",
    /// Counted from a date told before.
    Then "then",
    /// Known from a table.
    Table "table",
    /// Known from the table of events.
    DayTable "day-table",
    /// Known from the site's own table.
    SiteTable "site-table",

    // Why there is no date.
    /// A vague reference; of an amount or a habit, see there.
    Undated "undated",
    /// An amount of time.
    Amount "amount",
    /// Something that comes again and again.
    Habit "habit",
    /// There is no publication date to count from.
    NeedsPublished "needs-published",
    /// There is a publication date, but the text is a history, and no date told before gives what lacks.
    NeedsYear "needs-year",
    /// It hangs on an event that the text does not date.
    NeedsEvent "needs-event",

    // What decided between the last, the next and the nearest one.
    /// The clause is of the past.
    Past "past",
    /// The clause is of a past before another.
    PastPerfect "past-perfect",
    /// The clause is of the present, which does not look ahead.
    Present "present",
    /// The clause has no verb that looks ahead.
    NoVerb "no-verb",
    /// The clause has no verb of the past.
    NoPast "no-past",
    /// No tense tells the last from the next.
    NoTense "no-tense",
    /// The clause looks ahead.
    Future "future",
    /// The signal word looks ahead.
    SignalAhead "signal-ahead",
    /// A day so near is meant, whatever the tense.
    Near "near",
    /// The weekday beside the date must fit.
    WeekdayFits "weekday-fits",

    // What else the date says.
    /// The first third of a span.
    FirstThird "first-third",
    /// The middle third of a span.
    MiddleThird "middle-third",
    /// The last third of a span.
    LastThird "last-third",
    /// The date is about right.
    Approximate "approximate",
    /// A span whose start is open.
    OpenStart "open-start",
    /// A span whose end is open.
    OpenEnd "open-end",
    /// by
    By "by",
    /// until
    Until "until",
    /// since
    Since "since",
    /// before, after
    Beside "beside",
    /// The words can mean another date as well.
    Also "also",
    /// from
    From "from",
    /// to
    To "to",

    // Heads of notes.
    /// It denotes no date.
    NoDate "no-date",
    /// It denotes a date that was not found.
    NotDated "not-dated",
}

/// What the words of a piece may speak of.
const GAPS: [&str; 7] = ["words", "published", "anchor", "anchor-date", "verb", "signal", "others"];

/// The wording of all pieces.
#[derive(Debug, Default)]
pub(crate) struct Whys(Vec<String>);

impl Whys {
    /// Takes the wordings; each must have one, and no other may stand there.
    pub(super) fn new(mut raw: BTreeMap<String, String>) -> Result<Self, String> {
        let mut all = Vec::new();
        for name in Step::NAMES {
            let words = raw.remove(*name).ok_or_else(|| format!("the reason `{name}` has no words"))?;
            if let Some(gap) = gaps(&words).find(|gap| !GAPS.contains(gap)) {
                return Err(format!("the reason `{name}` cannot speak of `{{{gap}}}`, only of {GAPS:?}"));
            }
            all.push(words);
        }
        match raw.keys().next() {
            Some(unknown) => Err(format!("there is no reason `{unknown}`")),
            None => Ok(Self(all)),
        }
    }

    pub(crate) fn words(&self, step: Step) -> &str {
        self.0.get(step as usize).map_or("", String::as_str)
    }
}

/// The names between braces.
fn gaps(words: &str) -> impl Iterator<Item = &str> {
    words.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn all() -> BTreeMap<String, String> {
        Step::NAMES.iter().map(|name| ((*name).to_owned(), "so".to_owned())).collect()
    }

    #[test]
    fn a_reason_is_missing_unknown_or_speaks_of_what_is_not_there() {
        assert!(Whys::new(all()).is_ok());
        let with = |name: &str, words: &str| {
            let mut raw = all();
            raw.insert(name.to_owned(), words.to_owned());
            Whys::new(raw).unwrap_err()
        };
        assert_eq!(with("because", "so"), "there is no reason `because`");
        assert!(with("back", "the last {word}").starts_with("the reason `back` cannot speak of `{word}`"));
        let mut raw = all();
        raw.remove("since");
        assert_eq!(Whys::new(raw).unwrap_err(), "the reason `since` has no words");
    }
}
