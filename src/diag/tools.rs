//! Diagnostics for tools: JSON, and the commands by which GitHub shows them beside the lines of a change.

use super::{Diagnostic, Severity};

impl Severity {
    /// `note`, `warning`, `error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Diagnostic {
    /// `{code, severity, message, file, line, column, end_line, end_column, help}`; lines and columns count characters from 1, and
    /// are absent where the message is about the whole site.
    pub fn to_json(&self) -> serde_json::Value {
        let place = self.place.as_ref().map(|place| {
            let ends = [place.span.start, place.span.end].map(|at| place.file.line_column(at));
            (place.file.path.as_str(), ends)
        });
        let mut json = serde_json::json!({
            "code": self.code,
            "severity": self.severity.name(),
            "message": self.message,
            "help": self.help,
        });
        if let (Some((file, [start, end])), Some(object)) = (place, json.as_object_mut()) {
            object.insert("file".to_owned(), file.into());
            for (key, number) in [
                ("line", start.line),
                ("column", start.column),
                ("end_line", end.line),
                ("end_column", end.column),
            ] {
                object.insert(key.to_owned(), number.into());
            }
        }
        json
    }

    /// A workflow command: `::warning file=content/a.md,line=3,col=7,title=no-source::the event names no source`.
    ///
    /// ```
    /// use dateline::{diag::Diagnostic, text::{SourceFile, Span}};
    /// let file = std::sync::Arc::new(SourceFile::new("content/a, b.md", "date = \"2025-13\"\n"));
    /// let told = Diagnostic::error("bad-date", "month 13: 100% wrong").at(&file, Span::new(13, 15), "");
    /// assert_eq!(
    ///     told.to_github(),
    ///     "::error file=content/a%2C b.md,line=1,endLine=1,col=14,endColumn=16,title=bad-date::month 13: 100%25 wrong",
    /// );
    /// ```
    pub fn to_github(&self) -> String {
        let level = if self.severity == Severity::Note { "notice" } else { self.severity.name() };
        let place = self.place.as_ref().map_or_else(String::new, |place| {
            let [start, end] = [place.span.start, place.span.end].map(|at| place.file.line_column(at));
            let file = escaped(place.file.path.as_str(), true);
            let lines = format!("file={file},line={},endLine={}", start.line, end.line);
            // Columns of several lines are refused.
            let columns =
                (start.line == end.line).then(|| format!(",col={},endColumn={}", start.column, end.column));
            lines + &columns.unwrap_or_default() + ","
        });
        let help = self.help.as_deref().map(|help| format!("\n{help}")).unwrap_or_default();
        format!(
            "::{level} {place}title={}::{}",
            self.code,
            escaped(&format!("{}{help}", self.message), false)
        )
    }
}

/// Percent signs and line ends mean something in a command; in its properties, colons and commas too.
fn escaped(text: &str, is_property: bool) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    if is_property { text.replace(':', "%3A").replace(',', "%2C") } else { text }
}
