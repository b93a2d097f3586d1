//! Which files changed.
//!
//! Folders are watched, not files: editors that write a new file and rename it over the old one would else be lost from sight.

use camino::{Utf8Path, Utf8PathBuf};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// A save is several events. So long there must be none, before a build begins.
const QUIET: Duration = Duration::from_millis(20);
/// How many events are waited for at most: something that writes all the time must not hold up the build for ever.
const ENOUGH: usize = 10_000;

/// The files on which a site depends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Watched {
    /// Files, and folders with all that is in them, whether they exist or not.
    pub(super) paths: Vec<Utf8PathBuf>,
    /// A folder in which nothing counts: that of the built site.
    pub(super) ignored: Utf8PathBuf,
}

/// The watched files of a site.
#[derive(Debug)]
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// The site's folder, links resolved, as events name it.
    root: Utf8PathBuf,
    watched: Watched,
    /// Folders that the watcher has been told of.
    followed: BTreeSet<Utf8PathBuf>,
}

impl Watch {
    /// Watches nothing yet.
    pub(super) fn new(root: &Utf8Path) -> io::Result<Self> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender).map_err(io::Error::other)?;
        Ok(Self {
            watcher,
            events,
            root: root.canonicalize_utf8()?,
            watched: Watched::default(),
            followed: BTreeSet::new(),
        })
    }

    /// Watches what the site now depends on; what is there, and the folder around what may come.
    pub(super) fn follow(&mut self, watched: &Watched, tell: &impl Fn(&str)) {
        self.watched = Watched {
            paths: watched.paths.iter().map(|path| self.root.join(path)).collect(),
            ignored: self.root.join(&watched.ignored),
        };
        let whole = self.watched.paths.contains(&self.root);
        let mut wanted = vec![(
            self.root.clone(),
            if whole { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive },
        )];
        let inside = self.watched.paths.iter().filter(|path| !whole && path.is_dir());
        wanted.extend(inside.map(|path| (path.clone(), RecursiveMode::Recursive)));
        for (path, mode) in
            wanted.into_iter().filter(|(path, _)| !self.followed.contains(path)).collect::<Vec<_>>()
        {
            match self.watcher.watch(path.as_std_path(), mode) {
                Ok(()) => {
                    self.followed.insert(path);
                }
                Err(error) => tell(&format!("{path} cannot be watched: {error}")),
            }
        }
    }

    /// Waits for changes, and returns the paths, by their place in the site's folder. None when there will be no more.
    pub(super) fn next(&mut self) -> Option<BTreeSet<Utf8PathBuf>> {
        loop {
            let mut changed = BTreeSet::new();
            let first = self.events.recv().ok()?;
            self.note(first, &mut changed);
            for _ in 0..ENOUGH {
                match self.events.recv_timeout(QUIET) {
                    Ok(event) => self.note(event, &mut changed),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            }
            if !changed.is_empty() {
                return Some(changed);
            }
        }
    }

    fn note(&mut self, event: notify::Result<Event>, changed: &mut BTreeSet<Utf8PathBuf>) {
        let Ok(event) = event else { return };
        // Reading is no change: the build itself reads.
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        if event.need_rescan() {
            changed.insert(Utf8PathBuf::new());
        }
        for path in event.paths.iter().filter_map(|path| Utf8Path::from_path(path)) {
            // A folder that went and came again is another one.
            if path.parent() == Some(&self.root) {
                self.followed.retain(|followed| !followed.starts_with(path));
            }
            changed.extend(self.inside(path));
        }
    }

    /// The path inside the site's folder, where the site depends on it.
    fn inside(&self, path: &Utf8Path) -> Option<Utf8PathBuf> {
        let inside = path.strip_prefix(&self.root).ok()?;
        let hidden = inside.components().any(|part| part.as_str().starts_with('.'));
        let counts =
            self.watched.paths.iter().any(|watched| path.starts_with(watched) || watched.starts_with(path));
        (counts && !hidden && !path.starts_with(&self.watched.ignored)).then(|| inside.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A folder that is watched.
    fn watched(paths: &[&str]) -> (tempfile::TempDir, Utf8PathBuf, Watch) {
        let temp = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(temp.path()).unwrap().canonicalize_utf8().unwrap();
        fs::create_dir_all(root.join("content/deep")).unwrap();
        fs::create_dir_all(root.join("public")).unwrap();
        fs::write(root.join("content/a.md"), "a").unwrap();
        let mut watch = Watch::new(&root).unwrap();
        let paths = paths.iter().map(Utf8PathBuf::from).collect();
        watch.follow(&Watched { paths, ignored: "public".into() }, &|problem| panic!("{problem}"));
        (temp, root, watch)
    }

    fn next(watch: &mut Watch) -> Vec<String> {
        watch.next().unwrap().into_iter().map(Utf8PathBuf::into_string).collect()
    }

    #[test]
    fn ok_what_changes_is_seen_and_nothing_else() {
        let (_temp, root, mut watch) = watched(&["dateline.toml", "content", "templates"]);
        // Read, ignored, hidden, none of the site's: not seen. The last one is.
        fs::read(root.join("content/a.md")).unwrap();
        fs::write(root.join("public/index.html"), "").unwrap();
        fs::write(root.join("content/.a.md.swp"), "").unwrap();
        fs::write(root.join("notes.txt"), "").unwrap();
        fs::write(root.join("content/a.md"), "b").unwrap();
        assert_eq!(next(&mut watch), ["content/a.md"]);
        fs::write(root.join("dateline.toml"), "").unwrap();
        assert_eq!(next(&mut watch), ["dateline.toml"]);
        fs::write(root.join("content/deep/new.md"), "").unwrap();
        assert_eq!(next(&mut watch), ["content/deep/new.md"]);
    }

    #[test]
    fn ok_editors_that_rename_over_the_file() {
        let (_temp, root, mut watch) = watched(&["dateline.toml", "content"]);
        for n in 0..3 {
            fs::write(root.join("content/.a.md.new"), format!("{n}")).unwrap();
            fs::rename(root.join("content/.a.md.new"), root.join("content/a.md")).unwrap();
            assert_eq!(next(&mut watch), ["content/a.md"], "save {n}");
        }
    }

    #[test]
    fn ok_folders_that_come_and_go() {
        let (_temp, root, mut watch) = watched(&["dateline.toml", "content", "templates"]);
        let follow = |watch: &mut Watch| {
            watch.follow(
                &Watched { paths: vec!["content".into(), "templates".into()], ignored: "public".into() },
                &|problem| panic!("{problem}"),
            )
        };
        fs::create_dir(root.join("templates")).unwrap();
        assert_eq!(next(&mut watch), ["templates"]);
        follow(&mut watch);
        fs::write(root.join("templates/home.html"), "").unwrap();
        assert_eq!(next(&mut watch), ["templates/home.html"]);
        fs::remove_dir_all(root.join("content")).unwrap();
        assert!(next(&mut watch).contains(&"content".to_owned()));
        follow(&mut watch);
        fs::create_dir(root.join("content")).unwrap();
        assert_eq!(next(&mut watch), ["content"]);
        follow(&mut watch);
        fs::write(root.join("content/b.md"), "").unwrap();
        assert_eq!(next(&mut watch), ["content/b.md"]);
    }

    #[test]
    fn ok_a_folder_that_is_its_own_content() {
        let (_temp, root, mut watch) = watched(&["dateline.toml", ""]);
        fs::write(root.join("public/index.html"), "").unwrap();
        fs::write(root.join("notes.txt"), "").unwrap();
        assert_eq!(next(&mut watch), ["notes.txt"]);
    }
}
