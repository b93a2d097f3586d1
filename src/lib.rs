//! dateline: a static timeline site generator.

pub mod diag;
pub mod error;
pub mod text;
