//! What browsers are shown, and how pages learn that it changed.
//!
//! Each page that is served holds a script, `live.js`, and marks of what it was made of. The script listens to a stream of such
//! marks: where they are others, it loads the style sheet or the page anew. A page that did not change is left alone.

use super::maker::{Found, Maker};
use crate::config::Config;
use crate::output::{Artifact, Artifacts};
use crate::pipeline::Plan;
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What the server itself answers lies below this; no file of a site begins with a dot.
pub(super) const OWN: &str = ".dateline/";
/// The script of served pages.
pub(super) const SCRIPT: &str = include_str!("live.js");

/// What browsers see.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    /// The last site that could be shown.
    pub(super) site: Option<Arc<Site>>,
    /// How many events wait for review.
    pub(super) review: usize,
    /// What is wrong, as the terminal shows it.
    pub(super) problem: Option<String>,
}

/// A site that is shown.
#[derive(Debug)]
pub(super) struct Site {
    plan: Arc<Plan>,
    pub(super) maker: Maker,
    /// What all style sheets are.
    style: u64,
    /// What all scripts and copied files are, images for one: any page may depend on them.
    rest: u64,
}

/// A file of a site.
#[derive(Debug)]
pub(super) enum File {
    Bytes(Arc<[u8]>),
    /// A build would copy it.
    Copy(Utf8PathBuf),
    /// Its template is wrong.
    Failed,
}

impl Site {
    pub(super) fn new(plan: &Arc<Plan>, config: &Config, maker: Maker) -> Self {
        let files = |style: bool| {
            let is_wanted = move |path: &Utf8Path| (path.extension() == Some("css")) == style;
            let all = plan.copied.iter().chain(&plan.statics);
            all.filter(move |(path, _)| is_wanted(path)).map(state)
        };
        let style = mark([(mark(files(true)), &config.look)]);
        Self { plan: plan.clone(), maker, style, rest: mark(files(false)) }
    }

    /// A file by its path. Its name is looked up among those of the site: a path that leads out of it is the name of none.
    pub(super) async fn file(&self, name: &Utf8Path) -> Option<File> {
        let copied = |files: &Artifacts| {
            files.get(name).and_then(|file| match file {
                Artifact::Bytes(bytes) => Some(File::Bytes(bytes.as_slice().into())),
                Artifact::Copy(disk) => Some(File::Copy(disk.clone())),
                Artifact::Drawing(_) => None,
            })
        };
        if let Some(file) = copied(&self.plan.statics) {
            return Some(file);
        }
        match self.maker.file(name.to_owned()).await {
            Found::Made(bytes) => Some(File::Bytes(bytes)),
            Found::Failed => Some(File::Failed),
            Found::Nothing => copied(&self.plan.copied),
        }
    }
}

impl Shown {
    /// A file of the site by its path.
    pub(super) async fn file(&self, name: &Utf8Path) -> Option<File> {
        self.site.as_ref()?.file(name).await
    }

    /// The marks of the page at `path`, and what is wrong: JSON for the script.
    pub(super) async fn marks(&self, path: &str) -> String {
        let name = file_of(path);
        let bytes = match self.file(&name).await {
            Some(File::Bytes(bytes)) => Some(bytes),
            _ => None,
        };
        let (Marks { page, style }, problem, review) =
            (self.marks_of(&name, bytes.as_deref()), &self.problem, self.review);
        let drafts = self.site.as_ref().map_or(&[][..], |site| &site.plan.drafts);
        serde_json::json!({ "page": page, "style": style, "problem": problem, "drafts": drafts, "review": review })
            .to_string()
    }

    /// A page with the script that keeps it current; of a page that is not there, what is shown in its place.
    pub(super) fn live(&self, name: &Utf8Path, own: Option<&[u8]>, html: &str) -> String {
        let Marks { page, style } = self.marks_of(name, own);
        let script =
            format!("<script src=\"/{OWN}live.js\" data-page=\"{page}\" data-style=\"{style}\"></script>");
        let end = html.rfind("</body>").unwrap_or(html.len());
        format!("{}{script}{}", &html[..end], &html[end..])
    }

    /// The page for an address where nothing is; before the first build that succeeds, for all of them.
    pub(super) async fn missing(&self) -> String {
        match self.file("404.html".into()).await {
            Some(File::Bytes(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
            _ => "<!DOCTYPE html><meta charset=\"utf-8\"><title>dateline</title><body></body>".to_owned(),
        }
    }

    fn marks_of(&self, name: &Utf8Path, bytes: Option<&[u8]>) -> Marks {
        let (style, rest) = self.site.as_ref().map_or((0, 0), |site| (site.style, site.rest));
        Marks { page: format!("{:x}", mark([(name, bytes, rest)])), style: format!("{style:x}") }
    }
}

/// What a page was made of, in short.
struct Marks {
    page: String,
    style: String,
}

/// `/event/x/` is the file `event/x/index.html`.
pub(super) fn file_of(path: &str) -> Utf8PathBuf {
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html").into() } else { path.into() }
}

/// What tells a file from what it was: its bytes, or size and time of the one that is copied.
fn state<'a>((path, file): (&'a Utf8PathBuf, &'a Artifact)) -> impl Hash + use<'a> {
    let disk = match file {
        Artifact::Copy(from) => std::fs::metadata(from).ok(),
        Artifact::Bytes(_) | Artifact::Drawing(_) => None,
    };
    let copied = disk.map(|disk| (disk.len(), disk.modified().ok()));
    let bytes = match file {
        Artifact::Bytes(bytes) => bytes.as_slice(),
        Artifact::Copy(_) | Artifact::Drawing(_) => &[],
    };
    (path, bytes, copied)
}

fn mark(parts: impl IntoIterator<Item = impl Hash>) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.into_iter().for_each(|part| part.hash(&mut hasher));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_only_what_changed_gets_other_marks() {
        let shown = Shown::default();
        let marks = |name: &str, bytes: Option<&[u8]>| shown.marks_of(name.into(), bytes).page;
        assert_eq!(marks("a/index.html", Some(b"a")), marks("a/index.html", Some(b"a")));
        let all = [("a", Some(&b"a"[..])), ("a", Some(b"other")), ("a", None), ("b", Some(b"a"))];
        let all: std::collections::BTreeSet<String> = all.map(|(name, bytes)| marks(name, bytes)).into();
        assert_eq!(all.len(), 4);
    }

    #[test]
    fn ok_the_script_stands_at_the_end_of_the_body() {
        let live = Shown::default().live("index.html".into(), None, "<body><p>Some</p></body></html>");
        assert!(live.starts_with("<body><p>Some</p><script src=\"/.dateline/live.js\""), "{live}");
        assert!(live.ends_with("></script></body></html>"), "{live}");
    }
}
