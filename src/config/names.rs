//! Names with what else texts call them.

use std::collections::BTreeMap;

/// People or places that a site knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<Name>);

/// A person or place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As pages write it.
    pub name: String,
    /// What else texts call it.
    pub aliases: Vec<String>,
}

impl Names {
    pub(super) fn new(names: BTreeMap<String, Vec<String>>) -> Self {
        Self(names.into_iter().map(|(name, aliases)| Name { name, aliases }).collect())
    }

    /// All of them, in order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &Name> {
        self.0.iter()
    }

    /// The one name of what is called `alias`, in any case.
    pub fn one_name(&self, alias: &str) -> Option<&str> {
        let alias = alias.trim().to_lowercase();
        let is = |name: &&Name| name.spellings().any(|spelling| spelling.to_lowercase() == alias);
        self.iter().find(is).map(|name| name.name.as_str())
    }
}

impl Name {
    fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether a text names it, as whole words.
    ///
    /// ```
    /// use dateline::config::Name;
    /// let musk = Name { name: "Elon Musk".into(), aliases: vec!["Musk".into()] };
    /// assert!(musk.stands_in("Musk’s email"));
    /// assert!(!musk.stands_in("a muskrat, a Muskogee"));
    /// ```
    pub fn stands_in(&self, text: &str) -> bool {
        self.spellings().any(|spelling| {
            text.match_indices(spelling).any(|(at, _)| {
                let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                !spelling.is_empty()
                    && ends(text[..at].chars().next_back())
                    && ends(text[at + spelling.len()..].chars().next())
            })
        })
    }
}
