//! The steps by which a value is found, as the pack words them for readers.

use std::collections::BTreeMap;

macro_rules! steps {
    ($($(#[$doc:meta])* $step:ident $name:literal),* $(,)?) => {
        /// One step of a reading, told to people. The words are the pack's, under `[why]`.
        ///
        /// They may hold `{words}` (the expression), `{published}` (the publication date in words), `{anchor}` (what the
        /// value was reckoned from) and `{date}` (the result in words).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Step { $($(#[$doc])* $step),* }

        impl Step {
            const NAMES: &[&str] = &[$($name),*];
        }
    };
}

steps! {
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
    /// An amount, a habit or a vague reference.
    Undated "undated",
    /// There is no publication date to count from.
    NeedsPublished "needs-published",
    /// It hangs on an event that the text does not date.
    NeedsEvent "needs-event",
}

/// The wording of all steps.
#[derive(Debug, Default)]
pub(crate) struct Whys(Vec<String>);

impl Whys {
    /// Takes the wordings; each step must have one, and no other may stand there.
    pub(super) fn new(mut raw: BTreeMap<String, String>) -> Result<Self, String> {
        let mut words = Vec::new();
        for name in Step::NAMES {
            words.push(raw.remove(*name).ok_or_else(|| format!("the step `{name}` has no words"))?);
        }
        match raw.keys().next() {
            Some(unknown) => Err(format!("there is no step `{unknown}`")),
            None => Ok(Self(words)),
        }
    }

    pub(crate) fn words(&self, step: Step) -> &str {
        self.0.get(step as usize).map_or("", String::as_str)
    }
}
