//! Artifacts -> disk: manifest, compare, stage, swap.
//!
//! The new site is built beside the old one and takes its place in one step, so that a build which fails or is killed at any
//! moment leaves the previous site whole. Files that did not change are linked, not written again. A folder that holds a file
//! which no manifest of ours lists is never touched.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)] // the room for writing

use crate::config::Folders;
use crate::error::Error;
use crate::render;
use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::time::{Duration, Instant};

/// Name of the manifest in the output folder: a list of all files that are ours, one path a line.
pub use crate::source::MANIFEST;
/// Its first line.
const HEAD: &str = "# Written by dateline: the files of this site. Only these are ever replaced or deleted.";
/// What desktops leave in folders that somebody looked at; it goes when the site is replaced.
const DROPPINGS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of this file.
    Copy(Utf8PathBuf),
    /// The PNG that this SVG draws. Its path holds a digest of it: where the previous site has that path, the picture is the same.
    Drawing(String),
}

impl Artifact {
    /// What the file holds.
    ///
    /// # Errors
    /// [`Error::Io`] when the file to be copied cannot be read, or the picture not be drawn.
    pub fn bytes(&self) -> Result<Cow<'_, [u8]>, Error> {
        match self {
            Self::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::Copy(from) => fs::read(from).map(Cow::Owned).map_err(|error| Error::io(from, error)),
            Self::Drawing(svg) => render::draw(svg)
                .map(Cow::Owned)
                .map_err(|error| Error::io(Utf8Path::new("card.svg"), io::Error::other(error))),
        }
    }
}

/// All files of a site, by path inside the output folder.
pub type Artifacts = BTreeMap<Utf8PathBuf, Artifact>;

/// What a write did, in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// New files.
    pub new: usize,
    /// Files with other bytes than before.
    pub changed: usize,
    /// Files that are the same.
    pub same: usize,
    /// Files of the previous site that are gone.
    pub removed: usize,
    /// Pictures that were drawn, and how long that took: those of the previous site are kept.
    pub drawn: usize,
    /// See `drawn`.
    pub drawing: Duration,
}

/// Whether the site in `root` may have its output in `folder`: not where a build reads (`read`), nor above it.
///
/// # Errors
/// [`Error::OutputPlace`] with what would be read and written at once.
pub fn check_place(root: &Utf8Path, read: &Folders, folder: &Utf8Path) -> Result<(), Error> {
    let output = resolved(folder);
    let inputs: Vec<Utf8PathBuf> = read.all().iter().map(|name| resolved(&root.join(name))).collect();
    let refused =
        |input: &Utf8Path| Error::OutputPlace { folder: folder.to_owned(), input: input.to_owned() };
    if let Some((name, _)) = read.all().iter().zip(&inputs).find(|(_, input)| output.starts_with(input)) {
        return Err(refused(name));
    }
    let above = inputs.iter().chain([&resolved(root)]).any(|input| input.starts_with(&output));
    if above { Err(refused(root)) } else { Ok(()) }
}

/// The whole path, links resolved as far as it exists.
fn resolved(path: &Utf8Path) -> Utf8PathBuf {
    let whole = camino::absolute_utf8(path).unwrap_or_else(|_| path.to_owned());
    let exists = whole.ancestors().find_map(|part| Some((part, part.canonicalize_utf8().ok()?)));
    match exists {
        Some((part, real)) => real.join(whole.strip_prefix(part).unwrap_or(&whole)),
        None => whole,
    }
}

/// Whether `folder` may be replaced: it is absent, empty, or holds only files that its manifest lists.
///
/// # Errors
/// [`Error::ForeignOutput`] with the files that are not ours; [`Error::Io`] when it cannot be read.
pub fn check(folder: &Utf8Path) -> Result<(), Error> {
    if !folder.exists() {
        return Ok(());
    }
    if !folder.is_dir() {
        return Err(Error::ForeignOutput { folder: folder.to_owned(), files: vec![folder.to_owned()] });
    }
    let ours = manifest(folder)?;
    let present = files(folder)?;
    let foreign: Vec<Utf8PathBuf> =
        present.into_iter().filter(|path| !ours.contains(path) && !is_dropping(path)).collect();
    if foreign.is_empty() {
        Ok(())
    } else {
        Err(Error::ForeignOutput { folder: folder.to_owned(), files: foreign })
    }
}

/// Makes `folder` hold exactly `artifacts` and their manifest.
///
/// # Errors
/// Those of [`check`], and [`Error::Io`] with the path when something cannot be read or written; the folder is then as before.
pub fn write(folder: &Utf8Path, artifacts: &Artifacts) -> Result<Written, Error> {
    // Where the folder is a link, what it leads to is replaced, not the link.
    let folder = &resolved(folder);
    folder.parent().map_or(Ok(()), create_dir)?;
    let _lock = lock(folder);
    check(folder)?;
    let before = manifest(folder)?;
    let same = same(folder, artifacts, &before)?;
    let changed = artifacts.keys().filter(|path| before.contains(*path)).count() - same.len();
    let removed =
        before.iter().filter(|path| path.as_str() != MANIFEST && !artifacts.contains_key(*path)).count();
    let new = artifacts.len() - same.len() - changed;
    let mut written = Written { new, changed, same: same.len(), removed, ..Written::default() };
    let stage = beside(folder, "new");
    // Left over from a build that was killed.
    remove(&stage)?;
    if new + changed + removed == 0 && folder.join(MANIFEST).exists() {
        return Ok(written);
    }
    // Somebody may have put a file there while the stage was filled.
    let swapped = fill(&stage, folder, artifacts, &same, &mut written)
        .and_then(|()| check(folder))
        .and_then(|()| swap(&stage, folder));
    let cleaned = remove(&stage);
    swapped?;
    cleaned?;
    Ok(written)
}

/// Writes a file of the author's folder whole or not at all; one that holds the same bytes already is left alone.
///
/// # Errors
/// [`Error::Io`] with the path when it cannot be written; the file is then as before.
pub fn write_file(path: &Utf8Path, bytes: &[u8]) -> Result<bool, Error> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    let stage = beside(path, "new");
    let written = fs::write(&stage, bytes).and_then(|()| fs::rename(&stage, path));
    if written.is_err() {
        let _ = fs::remove_file(&stage);
    }
    written.map(|()| true).map_err(|error| Error::io(path, error))
}

/// A file of an earlier build; none where there is none.
pub fn previous(folder: &Utf8Path, name: &str) -> Option<Vec<u8>> {
    fs::read(folder.join(name)).ok()
}

/// The files that stand in `folder` with the bytes that they shall have.
fn same<'a>(
    folder: &Utf8Path,
    artifacts: &'a Artifacts,
    before: &BTreeSet<Utf8PathBuf>,
) -> Result<BTreeSet<&'a Utf8Path>, Error> {
    let mut same = BTreeSet::new();
    for (path, artifact) in artifacts.iter().filter(|(path, _)| before.contains(*path)) {
        let old = fs::read(folder.join(path)).unwrap_or_default();
        let is_same = match artifact {
            Artifact::Drawing(_) => render::is_whole(&old),
            _ => artifact.bytes()? == old,
        };
        if is_same {
            same.insert(path.as_path());
        }
    }
    Ok(same)
}

/// A folder beside the site's, in which a build prepares it or puts it aside.
fn beside(folder: &Utf8Path, what: &str) -> Utf8PathBuf {
    folder.with_file_name(format!(".{}.dateline-{what}", folder.file_name().unwrap_or("site")))
}

/// Two builds into one folder go one after the other; the lock ends with the value, and with the process. Where the system cannot
/// lock a folder, nobody waits.
fn lock(folder: &Utf8Path) -> Option<fs::File> {
    let parent = fs::File::open(folder.parent()?).ok()?;
    parent.lock().ok().map(|()| parent)
}

/// Writes the site into `stage`, linking what is the same in `folder`.
fn fill(
    stage: &Utf8Path,
    folder: &Utf8Path,
    artifacts: &Artifacts,
    same: &BTreeSet<&Utf8Path>,
    written: &mut Written,
) -> Result<(), Error> {
    create_dir(stage)?;
    // The manifest is the first file: a stage that is left half done is known as ours.
    let list: Vec<&str> = artifacts.keys().map(|path| path.as_str()).collect();
    let path = stage.join(MANIFEST);
    fs::write(&path, format!("{HEAD}\n{}\n", list.join("\n"))).map_err(|error| Error::io(&path, error))?;
    let mut made = BTreeSet::new();
    let mut drawings = Vec::new();
    for (path, artifact) in artifacts {
        let to = stage.join(path);
        if let Some(parent) = to.parent()
            && made.insert(parent.to_owned())
        {
            create_dir(parent)?;
        }
        // Not every file system links; a copy does as well.
        if same.contains(path.as_path()) && fs::hard_link(folder.join(path), &to).is_ok() {
            continue;
        }
        if matches!(artifact, Artifact::Drawing(_)) {
            drawings.push((to, artifact));
            continue;
        }
        put(&to, artifact)?;
    }
    if drawings.is_empty() {
        return Ok(());
    }
    let start = Instant::now();
    drawings.par_iter().try_for_each(|(to, artifact)| put(to, artifact))?;
    (written.drawn, written.drawing) = (drawings.len(), start.elapsed());
    Ok(())
}

fn put(to: &Utf8Path, artifact: &Artifact) -> Result<(), Error> {
    fs::write(to, artifact.bytes()?).map_err(|error| Error::io(to, error))
}

/// Puts `stage` in the place of `folder`; what stood there ends up in `stage`.
fn swap(stage: &Utf8Path, folder: &Utf8Path) -> Result<(), Error> {
    if !folder.exists() {
        return fs::rename(stage, folder).map_err(|error| Error::io(folder, error));
    }
    exchange(stage, folder).map_err(|error| Error::io(folder, error))
}

/// One step, where the system has it: a reader sees the old site or the new one, never none.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(stage: &Utf8Path, folder: &Utf8Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, stage.as_std_path(), CWD, folder.as_std_path(), RenameFlags::EXCHANGE) {
        // Not every file system can: network shares, for one.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {
            two_steps(stage, folder)
        }
        other => Ok(other?),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(stage: &Utf8Path, folder: &Utf8Path) -> io::Result<()> {
    two_steps(stage, folder)
}

/// Between the two renames there is no site under its name, but it is whole, and [`recover`] brings it back.
fn two_steps(stage: &Utf8Path, folder: &Utf8Path) -> io::Result<()> {
    let aside = beside(folder, "old");
    fs::rename(folder, &aside)?;
    if let Err(error) = fs::rename(stage, folder) {
        fs::rename(&aside, folder)?;
        return Err(error);
    }
    fs::rename(&aside, stage)
}

/// Brings back a site that a killed build had put aside.
///
/// # Errors
/// [`Error::Io`] when it cannot be renamed; [`Error::ForeignOutput`] when what stands aside is somebody else's.
pub fn recover(folder: &Utf8Path) -> Result<(), Error> {
    let folder = &resolved(folder);
    let _lock = lock(folder);
    let aside = beside(folder, "old");
    if aside.join(MANIFEST).exists() && !folder.exists() {
        return fs::rename(&aside, folder).map_err(|error| Error::io(folder, error));
    }
    remove(&aside)
}

/// The files that are ours, the manifest among them; none when there is no manifest.
fn manifest(folder: &Utf8Path) -> Result<BTreeSet<Utf8PathBuf>, Error> {
    let path = folder.join(MANIFEST);
    match fs::read(&path) {
        Ok(bytes) => {
            // A build that was killed may have left half of a manifest.
            let text = String::from_utf8_lossy(&bytes);
            let listed = text.lines().filter(|line| !line.is_empty() && *line != HEAD);
            Ok(listed.chain([MANIFEST]).map(Utf8PathBuf::from).collect())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(Error::io(&path, error)),
    }
}

/// All files below `folder`, by path inside it.
fn files(folder: &Utf8Path) -> Result<Vec<Utf8PathBuf>, Error> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| Error::io(folder, error.into()))?;
        if !entry.file_type().is_dir() {
            let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            files.push(Utf8PathBuf::from(inside.to_string_lossy().replace('\\', "/")));
        }
    }
    Ok(files)
}

fn is_dropping(path: &Utf8Path) -> bool {
    path.file_name().is_some_and(|name| DROPPINGS.contains(&name))
}

fn create_dir(path: &Utf8Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(|error| Error::io(path, error))
}

/// Removes a folder of ours, if it is there; one that holds a file of somebody else's is refused.
fn remove(folder: &Utf8Path) -> Result<(), Error> {
    check(folder)?;
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries,
    };
    // The manifest goes last: what a killed build leaves half removed is known as ours.
    let rest = entries.and_then(|entries| {
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else if entry.file_name() != MANIFEST {
                fs::remove_file(entry.path())?;
            }
        }
        fs::remove_dir_all(folder)
    });
    rest.map_err(|error| Error::io(folder, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Artifacts {
        files
            .iter()
            .map(|(path, text)| (Utf8PathBuf::from(*path), Artifact::Bytes(text.as_bytes().to_vec())))
            .collect()
    }

    fn folder() -> (tempfile::TempDir, Utf8PathBuf) {
        let temp = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(temp.path().join("public")).unwrap();
        (temp, path)
    }

    #[test]
    fn ok_a_second_build_replaces_the_first_and_removes_what_is_stale() {
        let (temp, public) = folder();
        write(&public, &site(&[("index.html", "one"), ("a/index.html", "a"), ("same.css", "same")])).unwrap();
        let written =
            write(&public, &site(&[("index.html", "two"), ("b/index.html", "b"), ("same.css", "same")]))
                .unwrap();
        assert_eq!(written, Written { new: 1, changed: 1, same: 1, removed: 1, ..Written::default() });
        assert_eq!(fs::read_to_string(public.join("index.html")).unwrap(), "two");
        assert!(!public.join("a").exists());
        let beside: Vec<_> = fs::read_dir(temp.path()).unwrap().collect();
        assert_eq!(beside.len(), 1, "nothing is left beside the site: {beside:?}");
    }

    #[test]
    fn ok_the_same_site_is_not_written_again() {
        let (_temp, public) = folder();
        let artifacts = site(&[("index.html", "one")]);
        write(&public, &artifacts).unwrap();
        let before = fs::metadata(public.join(MANIFEST)).unwrap().modified().unwrap();
        assert_eq!(write(&public, &artifacts).unwrap(), Written { same: 1, ..Written::default() });
        assert_eq!(fs::metadata(public.join(MANIFEST)).unwrap().modified().unwrap(), before);
    }

    #[test]
    fn err_a_foreign_file_is_never_touched() {
        let (_temp, public) = folder();
        let artifacts = site(&[("index.html", "one")]);
        write(&public, &artifacts).unwrap();
        fs::write(public.join("thesis.doc"), "years of work").unwrap();
        let error = write(&public, &site(&[("index.html", "two")])).unwrap_err();
        assert!(
            matches!(&error, Error::ForeignOutput { files, .. } if files == &["thesis.doc"]),
            "{error:?}"
        );
        assert_eq!(fs::read_to_string(public.join("index.html")).unwrap(), "one");
        assert_eq!(fs::read_to_string(public.join("thesis.doc")).unwrap(), "years of work");
    }

    #[test]
    fn err_a_failed_build_leaves_the_previous_site_whole() {
        let (temp, public) = folder();
        write(&public, &site(&[("index.html", "one")])).unwrap();
        let mut artifacts = site(&[("index.html", "two")]);
        artifacts.insert("photo.jpg".into(), Artifact::Copy(Utf8PathBuf::from("/nowhere/photo.jpg")));
        assert!(matches!(write(&public, &artifacts), Err(Error::Io { .. })));
        assert_eq!(fs::read_to_string(public.join("index.html")).unwrap(), "one");
        assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 1);
    }

    #[test]
    fn ok_what_a_killed_build_left_is_cleaned_up() {
        let (temp, public) = folder();
        let stage = Utf8PathBuf::from_path_buf(temp.path().join(".public.dateline-new")).unwrap();
        fs::create_dir(&stage).unwrap();
        fs::write(stage.join(MANIFEST), format!("{HEAD}\nhalf\nnot/yet")).unwrap();
        fs::write(stage.join("half"), "").unwrap();
        write(&public, &site(&[("index.html", "one")])).unwrap();
        assert!(!stage.exists());
        // Killed between two renames: the site was put aside.
        fs::rename(&public, beside(&public, "old")).unwrap();
        recover(&public).unwrap();
        assert_eq!(fs::read_to_string(public.join("index.html")).unwrap(), "one");
    }

    #[test]
    fn err_a_folder_of_somebody_elses_beside_the_site_is_never_touched() {
        for what in ["new", "old"] {
            let (_temp, public) = folder();
            write(&public, &site(&[("index.html", "one")])).unwrap();
            let foreign = beside(&public, what).join("thesis.doc");
            fs::create_dir(beside(&public, what)).unwrap();
            fs::write(&foreign, "years of work").unwrap();
            let result = recover(&public).and_then(|()| write(&public, &site(&[("index.html", "two")])));
            assert!(matches!(result, Err(Error::ForeignOutput { .. })), "{what}: {result:?}");
            assert_eq!(fs::read_to_string(&foreign).unwrap(), "years of work");
            assert_eq!(fs::read_to_string(public.join("index.html")).unwrap(), "one");
        }
    }

    #[test]
    fn ok_names_that_look_like_remarks_are_ours_too() {
        let (_temp, public) = folder();
        let artifacts = site(&[("# notes.txt", "one")]);
        write(&public, &artifacts).unwrap();
        assert_eq!(write(&public, &artifacts).unwrap().same, 1);
    }

    #[cfg(unix)]
    #[test]
    fn ok_where_the_folder_is_a_link_what_it_leads_to_is_replaced() {
        let (temp, public) = folder();
        let real = Utf8PathBuf::from_path_buf(temp.path().join("elsewhere")).unwrap();
        fs::create_dir(&real).unwrap();
        std::os::unix::fs::symlink(&real, &public).unwrap();
        write(&public, &site(&[("index.html", "one")])).unwrap();
        assert!(public.is_symlink());
        assert_eq!(fs::read_to_string(real.join("index.html")).unwrap(), "one");
    }

    #[test]
    fn err_where_a_build_reads_it_does_not_write() {
        let temp = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(temp.path()).unwrap();
        fs::create_dir_all(root.join("content/deep")).unwrap();
        for (folder, allowed) in [
            ("public", true),
            ("a/new/folder", true),
            ("../beside", true),
            ("contents", true),
            ("", false),
            (".", false),
            ("..", false),
            ("/", false),
            ("content", false),
            ("content/public", false),
            ("content/deep/../../content/public", false),
            ("static", false),
            ("templates/out", false),
        ] {
            assert_eq!(
                check_place(root, &Folders::default(), &root.join(folder)).is_ok(),
                allowed,
                "{folder}"
            );
        }
    }
}
