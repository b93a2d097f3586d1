//! dateline: a static timeline site generator.

pub mod text;
