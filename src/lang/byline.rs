//! The words by which a text's first lines say who wrote it and when.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words of bylines and datelines, all in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Byline {
    /// Before the day of publication.
    pub published: BTreeSet<String>,
    /// Before the day of the last change.
    pub updated: BTreeSet<String>,
    /// Before the authors' names.
    pub by: BTreeSet<String>,
    /// Between authors' names.
    pub and: BTreeSet<String>,
    /// Small words that stand between the others.
    pub small: BTreeSet<String>,
}

impl Byline {
    /// The words of a language by its BCP 47 code; none for a language that is not built in.
    pub fn of(code: &str) -> &'static Self {
        static NONE: LazyLock<Byline> = LazyLock::new(Byline::default);
        super::builtin::byline(code).unwrap_or(&NONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_built_in_language_are_read() {
        assert!(Byline::of("en-GB").by.contains("by"));
        assert!(Byline::of("de").by.contains("von"));
        assert!(Byline::of("xx").by.is_empty());
    }
}
