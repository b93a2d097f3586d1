//! What was read of files, so that those which did not change need not be read again.

use crate::article::Article;
use crate::diag::Diagnostic;
use crate::event::Event;
use crate::text::SourceFile;
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What earlier builds of a site read. It is of one configuration: with another one, a new memory begins.
#[derive(Debug, Default)]
pub struct Memory {
    files: BTreeMap<Utf8PathBuf, Arc<Read>>,
}

/// An article with its events, and what there is to say about each.
#[derive(Clone, Debug)]
pub(super) struct Read {
    /// All that it depends on: its file, those beside it, the indexes of the folders around it.
    pub(super) files: Vec<Arc<SourceFile>>,
    pub(super) article: (Article, Vec<Diagnostic>),
    pub(super) events: (Vec<Event>, Vec<Diagnostic>),
}

impl Memory {
    /// What was read of a file, if it and all that it depends on are as they were.
    pub(super) fn of(&self, path: &Utf8Path, files: &[Arc<SourceFile>]) -> Option<Arc<Read>> {
        self.files.get(path).filter(|known| known.files == files).cloned()
    }

    /// Keeps what was read, and nothing of files that are gone.
    pub(super) fn keep(&mut self, read: &[(Utf8PathBuf, Arc<Read>)]) {
        self.files = read.iter().cloned().collect();
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Overrides, load};
    use crate::pipeline::{Memory, Plan, plan};
    use crate::source::Inputs;

    fn config() -> Config {
        load(None, "site", &Overrides::default()).0
    }

    fn read(inputs: &Inputs, memory: Option<&mut Memory>) -> String {
        let mut told = Vec::new();
        let Plan { reading, .. } = plan(inputs, &config(), memory, &mut told);
        let articles = reading.timeline.articles.iter().map(|article| &article.plain);
        format!("{:#?}\n{:#?}\n{told:#?}", reading.timeline.events, articles.collect::<Vec<_>>())
    }

    #[test]
    fn ok_with_a_memory_all_is_read_as_without_one() {
        let mut inputs = Inputs::default();
        let mut memory = Memory::default();
        for (path, text) in [
            ("a.md", "---\ntitle: A\ndate: 2025-02-25\n---\n"),
            ("news/story.txt", "The mill burned down on Friday.\n"),
            ("news/_index.md", "---\ncascade:\n  published: 2024-02-26\n---\n"),
            ("news/story.meta.toml", "published = \"2025-02-26\"\n"),
            ("news/story.meta.toml", ""),
            ("news/story.events.toml", "[[event]]\nquote = \"burned\"\ntitle = \"A fire\"\n"),
            ("news/_index.md", "---\ncascade:\n  published: 2023-02-26\n---\n"),
            ("news/story.txt", "The mill burned down on Friday. The church fell on Monday.\n"),
            ("a.md", "---\ntitle: B\ndate: 2025-02-31\n---\n"),
        ] {
            let before = read(&inputs, None);
            inputs.contents.insert(path.into(), text.as_bytes().to_vec());
            let now = read(&inputs, Some(&mut memory));
            assert_eq!(now, read(&inputs, None), "{path}: {text}");
            assert_ne!(now, before, "{path}: {text}");
            assert_eq!(now, read(&inputs, Some(&mut memory)), "read again");
        }
        inputs.contents.remove(camino::Utf8Path::new("news/story.txt"));
        assert_eq!(read(&inputs, Some(&mut memory)), read(&inputs, None));
        assert_eq!(memory.files.len(), 2, "what is gone is forgotten");
    }
}
