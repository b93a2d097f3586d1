//! Timeline -> bytes: one file a format.

mod json;

pub use json::timeline_json;
