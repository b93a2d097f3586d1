//! The classes that the engine itself asks a pack for, beside those that its rules use.

use super::PackError;
use super::lexicon::{Class, Lexicon, Value};

macro_rules! roles {
    ($($(#[$doc:meta])* $field:ident $name:literal),* $(,)?) => {
        /// Classes with a part in the engine.
        #[derive(Debug)]
        pub(crate) struct Roles { $($(#[$doc])* pub(crate) $field: Class),* }

        /// The names of the classes.
        #[cfg(test)]
        pub(super) const NAMES: &[&str] = &[$($name),*];

        impl Roles {
            fn of(lexicon: &Lexicon) -> Result<Self, PackError> {
                let class = |name: &str| lexicon.class(name).ok_or_else(|| PackError::new("lexicon.toml", format!("the class `{name}` is missing")));
                Ok(Self { $($field: class($name)?),* })
            }
        }
    };
}

roles! {
    /// Number words that stand alone or end another: one, twenty.
    cardinal "cardinal",
    /// Number words that multiply the one before: hundred, thousand.
    magnitude "magnitude",
    /// first, twentieth.
    ordinal "ordinal",
    /// What follows digits in an ordinal: st, nd, rd, th.
    ordinal_suffix "ordinal-suffix",
    /// What may stand inside a number: and, a hyphen.
    number_joint "number-joint",
    /// Words that bound the event: by, until, since.
    signal "signal",
    /// Finite verbs and auxiliaries by tense.
    tense "tense",
    /// Words that turn a clause to the future: scheduled, plans, expected.
    prospect "prospect",
    /// Articles and possessives, which a noun follows.
    article "article",
    /// Verbs after which a date is to come: is, are.
    copula "copula",
    /// What an infinitive begins with: to.
    infinitive "infinitive",
    /// Auxiliaries of what was to come then: would.
    conditional "conditional",
    /// Conjunctions of what is waited for: when, once.
    awaiting "awaiting",
    /// Present forms that tell of what is planned, where no other verb tells the time: "the council votes on Thursday".
    futurate "futurate",
    /// Verbs that tell of what is to come: told, announced.
    telling "telling",
    /// Verbs of saying: what follows them is seen from where it was said.
    speech "speech",
    /// Words after which a date is over: ended, dated.
    retrospect "retrospect",
    /// What compares amounts: from, than.
    comparison "comparison",
    /// What stands between an auxiliary and its verb: not, also, been.
    verb_filler "verb-filler",
    /// What makes a deadline of the past one that has passed: "did not open until Monday", "lasted until Monday".
    passed "passed",
    /// What may stand between a signal and its expression: the, this.
    determiner "determiner",
    /// Names of months.
    month "month",
    /// What stands between the two ends of a range: to, a hyphen.
    range_joint "range-joint",
}

/// The shape of regular past forms and participles.
pub(crate) const PARTICIPLE: &str = "participle";
/// The shape of forms that tell, with an auxiliary, what is going on or planned; a language need not have them.
pub(crate) const PROGRESSIVE: &str = "progressive";

impl Roles {
    pub(super) fn new(lexicon: &Lexicon) -> Result<Self, PackError> {
        let roles = Self::of(lexicon)?;
        if lexicon.shape(PARTICIPLE).is_none() {
            return Err(PackError::new("lexicon.toml", format!("the shape `{PARTICIPLE}` is missing")));
        }
        for (name, class, allowed) in [
            ("signal", roles.signal, &["at", "by", "until", "since", "before", "after", "from", "to"][..]),
            ("tense", roles.tense, &["past", "perfect", "present", "future"][..]),
        ] {
            for value in lexicon.class_values(class) {
                if !matches!(value, Value::Name(name) if allowed.contains(&name.as_str())) {
                    return Err(PackError::new(
                        format!("class `{name}`"),
                        format!("{value:?} is none of {allowed:?}"),
                    ));
                }
            }
        }
        Ok(roles)
    }
}
