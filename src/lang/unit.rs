//! Units of time and how fine an expression is: the words that rules and engine share.

/// How fine an expression is; what `{day:x}` in a pattern asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Grain {
    Time,
    Day,
    Week,
    Month,
    Part,
    Year,
    Decade,
    Century,
    Clock,
    Duration,
    Set,
    Reference,
    /// Any calendar date or span of one, from a day to a century.
    Date,
    /// Anything at all.
    Any,
}

impl Grain {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::Any as usize + 1;

    const NAMES: [(&'static str, Self); Self::COUNT] = [
        ("time", Self::Time),
        ("day", Self::Day),
        ("week", Self::Week),
        ("month", Self::Month),
        ("part", Self::Part),
        ("year", Self::Year),
        ("decade", Self::Decade),
        ("century", Self::Century),
        ("clock", Self::Clock),
        ("duration", Self::Duration),
        ("set", Self::Set),
        ("reference", Self::Reference),
        ("date", Self::Date),
        ("any", Self::Any),
    ];

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, grain)| *grain)
    }

    /// All grains.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        Self::NAMES.into_iter().map(|(_, grain)| grain)
    }

    /// Whether an expression of the grain `other` will do where this one is asked for.
    pub(crate) fn accepts(self, other: Self) -> bool {
        match self {
            Self::Any => true,
            Self::Date => !matches!(
                other,
                Self::Time | Self::Clock | Self::Duration | Self::Set | Self::Reference | Self::Any
            ),
            _ => self == other,
        }
    }
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    /// A day from Monday to Friday: a business, trading or working day.
    Workday,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    const NAMES: [(&'static str, Self); 14] = [
        ("second", Self::Second),
        ("minute", Self::Minute),
        ("hour", Self::Hour),
        ("day", Self::Day),
        ("workday", Self::Workday),
        ("week", Self::Week),
        ("weekend", Self::Weekend),
        ("fortnight", Self::Fortnight),
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("year", Self::Year),
        ("decade", Self::Decade),
        ("century", Self::Century),
        ("millennium", Self::Millennium),
    ];

    /// The unit of a name in the lexicon.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, unit)| *unit)
    }
}

/// Parts of a year that have a name: TIMEX3 code.
pub(crate) const YEAR_PARTS: [&str; 10] = ["SP", "SU", "FA", "WI", "Q1", "Q2", "Q3", "Q4", "H1", "H2"];
/// Parts of a day: TIMEX3 code.
pub(crate) const DAY_PARTS: [&str; 6] = ["MO", "MI", "AF", "EV", "NI", "DT"];
