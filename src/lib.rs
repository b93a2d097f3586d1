//! dateline: a static timeline site generator.

pub mod article;
pub mod cli;
pub mod config;
pub mod date;
pub mod diag;
pub mod error;
pub mod event;
pub mod export;
pub mod lang;
pub mod output;
pub mod pipeline;
pub mod render;
pub mod site;
pub mod source;
pub mod tag;
pub mod text;
pub mod timeline;
