//! Timelines and timexes -> bytes: one file a format.

mod json;
mod jsonl;
mod timeml;

pub use json::timeline_json;
pub use jsonl::timex_line;
pub use timeml::timeml;
