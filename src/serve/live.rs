//! What browsers are shown, and how pages learn that it changed.
//!
//! Each page that is served holds a script, `live.js`, and marks of what it was made of. The script listens to a stream of such
//! marks: where they are others, it loads the style sheet or the page anew. A page that did not change is left alone.

use super::Built;
use crate::output::{Artifact, Artifacts};
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What the server itself answers lies below this; no file of a site begins with a dot.
pub(super) const OWN: &str = ".dateline/";
/// The script of served pages.
pub(super) const SCRIPT: &str = include_str!("live.js");

/// The site as browsers see it.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    /// The files of the last build that succeeded.
    pub(super) artifacts: Arc<Artifacts>,
    drafts: Vec<String>,
    review: usize,
    problem: Option<String>,
    /// What all style sheets are.
    style: u64,
    /// What all scripts and copied files are, images for one: any page may depend on them.
    rest: u64,
}

impl Shown {
    /// What is shown after a build: where it failed, the site of before, with what is wrong.
    pub(super) fn after(&self, built: Built) -> Self {
        if built.artifacts.is_empty() {
            return Self { problem: built.problem, review: built.review, ..self.clone() };
        }
        let is_style = |path: &Utf8Path| path.extension() == Some("css");
        let is_page = |path: &Utf8Path, file: &Artifact| {
            matches!(file, Artifact::Bytes(_)) && path.extension() != Some("js")
        };
        let files = || built.artifacts.iter();
        let style = mark(files().filter(|(path, _)| is_style(path)).map(state));
        let rest = files().filter(|(path, file)| !is_style(path) && !is_page(path, file));
        let rest = mark(rest.map(state));
        Self {
            artifacts: Arc::new(built.artifacts),
            drafts: built.drafts,
            review: built.review,
            problem: built.problem,
            style,
            rest,
        }
    }

    /// The marks of the page at `path`, and what is wrong: JSON for the script.
    pub(super) fn marks(&self, path: &str) -> String {
        let Marks { page, style } = self.marks_of(&file_of(path));
        let Self { problem, drafts, review, .. } = self;
        serde_json::json!({ "page": page, "style": style, "problem": problem, "drafts": drafts, "review": review })
            .to_string()
    }

    /// A page with the script that keeps it current.
    pub(super) fn live(&self, path: &Utf8Path, html: &str) -> String {
        let Marks { page, style } = self.marks_of(path);
        let script =
            format!("<script src=\"/{OWN}live.js\" data-page=\"{page}\" data-style=\"{style}\"></script>");
        let end = html.rfind("</body>").unwrap_or(html.len());
        format!("{}{script}{}", &html[..end], &html[end..])
    }

    /// The page for an address where nothing is; before the first build that succeeds, for all of them.
    pub(super) fn missing(&self) -> String {
        match self.artifacts.get(Utf8Path::new("404.html")) {
            Some(Artifact::Bytes(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
            _ => "<!DOCTYPE html><meta charset=\"utf-8\"><title>dateline</title><body></body>".to_owned(),
        }
    }

    fn marks_of(&self, path: &Utf8Path) -> Marks {
        let page = self.artifacts.get_key_value(path).map(state);
        Marks { page: format!("{:x}", mark([(page, self.rest)])), style: format!("{:x}", self.style) }
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
        Artifact::Bytes(_) => None,
    };
    let copied = disk.map(|disk| (disk.len(), disk.modified().ok()));
    let bytes = match file {
        Artifact::Bytes(bytes) => bytes.as_slice(),
        Artifact::Copy(_) => &[],
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

    fn shown(before: &Shown, files: &[(&str, &str)]) -> Shown {
        let artifacts = files
            .iter()
            .map(|(path, text)| (Utf8PathBuf::from(*path), Artifact::Bytes(text.as_bytes().to_vec())))
            .collect();
        before.after(Built { artifacts, ..Built::default() })
    }

    #[test]
    fn ok_only_what_changed_gets_other_marks() {
        let all = [("a/index.html", "a"), ("index.html", "home"), ("s.css", "s"), ("s.js", "s")];
        let change = |at: usize| {
            let mut files = all;
            files[at].1 = "other";
            shown(&Shown::default(), &files)
        };
        let before = shown(&Shown::default(), &all);
        let differs = |now: &Shown, path: &str| {
            let [was, is] = [&before, now].map(|shown| shown.marks_of(&file_of(path)));
            (was.page != is.page, was.style != is.style)
        };
        for (at, of_a, of_home) in [
            (0, (true, false), (false, false)),
            (1, (false, false), (true, false)),
            (2, (false, true), (false, true)),
            (3, (true, false), (true, false)),
        ] {
            let now = change(at);
            assert_eq!((differs(&now, "/a/"), differs(&now, "/")), (of_a, of_home), "{}", all[at].0);
        }
        assert_eq!(differs(&shown(&before, &all), "/a/"), (false, false));
    }

    #[test]
    fn ok_a_build_that_fails_leaves_the_pages_and_says_why() {
        let before = shown(&Shown::default(), &[("index.html", "home")]);
        let failed = before.after(Built { problem: Some("wrong".to_owned()), ..Built::default() });
        assert_eq!(failed.artifacts, before.artifacts);
        assert!(failed.marks("/").contains("\"problem\":\"wrong\""));
        let mended = shown(&failed, &[("index.html", "home")]);
        assert_eq!(mended.marks("/"), before.marks("/"));
    }

    #[test]
    fn ok_the_script_stands_at_the_end_of_the_body() {
        let shown = shown(&Shown::default(), &[("index.html", "")]);
        let live = shown.live("index.html".into(), "<body><p>Some</p></body></html>");
        assert!(live.starts_with("<body><p>Some</p><script src=\"/.dateline/live.js\""), "{live}");
        assert!(live.ends_with("></script></body></html>"), "{live}");
    }
}
