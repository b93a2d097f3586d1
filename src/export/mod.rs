//! Timelines, timexes and event mentions -> bytes: one file a format.
//!
//! [`Export`] writes a timeline in any [`Format`]; [`Record`] is an event as the formats carry it, and [`event_file`] makes a content
//! file of one.

mod changes;
mod corrections;
mod csv;
mod event_file;
mod ics;
mod json;
mod json_feed;
mod json_ld;
mod jsonl;
mod mentions;
mod proposals;
mod record;
mod text;
mod timelinejs;
mod timeml;

pub use changes::{Changes, changes};
pub use corrections::{Choice, with_choice, with_entries};
pub use csv::{COLUMNS, cell};
pub use event_file::{event_file, index_file};
pub use ics::calendar_days;
pub use jsonl::timex_line;
pub use mentions::mention_line;
pub use proposals::{Proposal, proposals_csv, proposals_table};
pub use record::{Beyond, Details, Medium, Record, Source};
pub use text::{SOURCES, record_digest};
pub use timelinejs::{Fields, TIMELINEJS, date_fields};
pub use timeml::timeml;

use crate::config::Config;
use crate::site::Site;
use crate::timeline::Timeline;
use std::sync::Arc;

/// A format that holds a whole timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `timeline.json`, described by `docs/timeline.schema.json`.
    Json,
    /// A table, one event a row.
    Csv,
    /// iCalendar (RFC 5545).
    Ics,
    /// What TimelineJS reads.
    TimelineJs,
    /// schema.org events as JSON-LD.
    JsonLd,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Json, Self::Csv, Self::Ics, Self::TimelineJs, Self::JsonLd];

    /// The name of its file in a built site.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Json => "timeline.json",
            Self::Csv => "timeline.csv",
            Self::Ics => "timeline.ics",
            Self::TimelineJs => "timelinejs.json",
            Self::JsonLd => "timeline.jsonld",
        }
    }
}

/// A timeline about to leave its site.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The site's configuration.
    pub config: &'a Config,
    /// Its events.
    pub timeline: &'a Timeline,
    /// Its addresses.
    pub site: &'a Arc<Site>,
}

impl Export<'_> {
    /// The whole timeline in a format.
    ///
    /// # Errors
    /// None in practice: serde_json fails on maps with keys that are no strings, and there are none.
    pub fn bytes(&self, format: Format) -> serde_json::Result<Vec<u8>> {
        match format {
            Format::Json => self.json(),
            Format::Csv => Ok(self.csv()),
            Format::Ics => self.ics(),
            Format::TimelineJs => self.timelinejs(),
            Format::JsonLd => self.json_ld(),
        }
    }
}
