//! What the program has to say about its input: one shape for people and for tools.

mod lints;
mod render;
mod tools;

pub use lints::{LINTS, Levels, Lint};

use crate::text::{SourceFile, Span};
use std::sync::Arc;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing to mend; told so that nobody wonders.
    Note,
    /// The site is built; something in it is likely not what was meant.
    Warning,
    /// The site cannot be built.
    Error,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The bytes meant.
    pub span: Span,
}

/// One message with its place, and the mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable, kebab-case, for waivers and tools: `bad-date`, `undated-article`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence without a full stop: what is wrong, with the value.
    pub message: String,
    /// Where; absent for messages about the site as a whole.
    pub place: Option<Place>,
    /// What stands under the carets.
    pub label: String,
    /// What would be right.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message)
    }
    /// A warning without a place yet.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message)
    }
    /// A note without a place yet.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Note, message)
    }
    fn new(code: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        Self { code, severity, message: message.into(), place: None, label: String::new(), help: None }
    }
    /// Whether a site or a file may decide that it does not matter: errors do, dead links apart.
    pub fn is_lint(&self) -> bool {
        self.severity != Severity::Error || self.code == lints::DEAD_LINK
    }
    /// The same at a place, with the words that stand under the carets.
    #[must_use]
    pub fn at(mut self, file: &Arc<SourceFile>, span: Span, label: impl Into<String>) -> Self {
        self.place = Some(Place { file: file.clone(), span });
        self.label = label.into();
        self
    }
    /// The same with what would be right.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
