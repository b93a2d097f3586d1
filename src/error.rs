//! The one public error: what stops a build that is not said by a [`Diagnostic`](crate::diag::Diagnostic) at its place.

use camino::{Utf8Path, Utf8PathBuf};
use std::io;

/// Files named in a message before it says "and more".
const NAMED: usize = 3;

/// Why the site could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The output folder holds files that dateline did not write.
    #[error("{folder} holds files that dateline did not write: {}", list(.files))]
    ForeignOutput {
        /// The output folder.
        folder: Utf8PathBuf,
        /// The files, by path inside it.
        files: Vec<Utf8PathBuf>,
    },
    /// The output folder would stand where a build reads.
    #[error("{folder} cannot be the output folder: a build would write over {input}, which it reads")]
    OutputPlace {
        /// The output folder.
        folder: Utf8PathBuf,
        /// What is read.
        input: Utf8PathBuf,
    },
    /// The system refused.
    #[error("{path}: {source}")]
    Io {
        /// What was read or written.
        path: Utf8PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Error {
    pub(crate) fn io(path: &Utf8Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    /// What would mend it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::ForeignOutput { .. } => {
                "move them away, or name another output folder (`--output`, or `output` in dateline.toml)"
            }
            Self::OutputPlace { .. } => {
                "name a folder of its own, such as public (`--output`, or `output` in dateline.toml)"
            }
            Self::Io { .. } => "the previous site is untouched",
        }
    }
}

fn list(files: &[Utf8PathBuf]) -> String {
    let named: Vec<&str> = files.iter().take(NAMED).map(|path| path.as_str()).collect();
    let more = files.len().saturating_sub(NAMED);
    if more == 0 { named.join(", ") } else { format!("{} and {more} more", named.join(", ")) }
}
