//! Names of precisions, as data files have them.

use super::Precision;

impl Precision {
    /// `day`, `month`, `year`, ...: the word in `timeline.json` and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Millennium => "millennium",
            Self::Century => "century",
            Self::Decade => "decade",
            Self::Year => "year",
            Self::Season => "season",
            Self::Month => "month",
            Self::Day => "day",
            Self::Time => "time",
        }
    }
}
