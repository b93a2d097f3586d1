//! Timelines, timexes and event mentions -> bytes: one file a format.

mod changes;
mod json;
mod jsonl;
mod mentions;
mod proposals;
mod timeml;

pub use changes::{Changes, changes};
pub use json::timeline_json;
pub use jsonl::timex_line;
pub use mentions::mention_line;
pub use proposals::{Proposal, proposals_csv, proposals_table};
pub use timeml::timeml;
