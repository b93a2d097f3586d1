//! Timelines, timexes and event mentions -> bytes: one file a format.

mod json;
mod jsonl;
mod mentions;
mod timeml;

pub use json::timeline_json;
pub use jsonl::timex_line;
pub use mentions::mention_line;
pub use timeml::timeml;
