//! Finds and reads the input files: the only reader.
//!
//! What comes back is in order of paths, whatever the file system says, and holds no path outside the site's folder.
#![allow(clippy::disallowed_methods)] // the room for reading

mod history;

pub use history::{History, Recorded, history};

use crate::config::Folders;
use crate::date::Day;
use crate::diag::Diagnostic;
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// Name of the configuration file.
pub const CONFIG: &str = "dateline.toml";

/// Name of the register of ids.
pub const REGISTER: &str = "dateline.lock";

/// Name of the manifest that marks a folder as a built site.
pub const MANIFEST: &str = ".dateline-manifest";

/// File endings that are read; everything else in `content/` travels along.
const READ: [&str; 7] = ["md", "markdown", "txt", "json", "toml", "yaml", "yml"];
/// Folders that are never content when the site's folder is its own content folder.
const NOT_CONTENT: [&str; 4] = ["public", "target", "node_modules", "docs"];
/// Files that are about a folder, not in its timeline (upper case, without ending).
const ABOUT: [&str; 6] = ["README", "LICENSE", "LICENCE", "CHANGELOG", "CONTRIBUTING", "CODE_OF_CONDUCT"];

/// All that a build reads.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Files that may hold articles, by path inside the content folder.
    pub contents: BTreeMap<Utf8PathBuf, Vec<u8>>,
    /// All files of the content folder: path inside it, and on disk.
    pub files: BTreeMap<Utf8PathBuf, Utf8PathBuf>,
    /// The user's templates, by path inside `templates/`.
    pub templates: BTreeMap<Utf8PathBuf, Vec<u8>>,
    /// The user's static files: path inside `static/`, and on disk.
    pub statics: BTreeMap<Utf8PathBuf, Utf8PathBuf>,
    /// The register of ids, if there is one.
    pub register: Option<Vec<u8>>,
    /// When the files of the content folder were recorded, by path inside it; empty where that is not known.
    pub history: History,
    /// The day on which what is new is recorded, where no history says it; none where nothing is recorded.
    pub today: Option<Day>,
    /// The content folder as messages name it: `content`, or empty when the site's folder is itself the content.
    pub content_folder: Utf8PathBuf,
}

/// Reads `dateline.toml`, if there is one.
pub fn config(root: &Utf8Path) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    let mut told = Vec::new();
    let path = root.join(CONFIG);
    let bytes = path.exists().then(|| read_file(&path, Utf8Path::new(CONFIG), &mut told)).flatten();
    (bytes, told)
}

/// Reads the site in the folder `root`; the folder `output` is left out.
///
/// A file that cannot be read is told, and the rest is read.
pub fn read(root: &Utf8Path, folders: &Folders, output: &Utf8Path) -> (Inputs, Vec<Diagnostic>) {
    let mut told = Vec::new();
    let mut inputs = Inputs { content_folder: content_folder(root, folders), ..Inputs::default() };
    let own_folder = inputs.content_folder != "";
    let is_other = |name: &str| {
        name == CONFIG
            || name == REGISTER
            || NOT_CONTENT.contains(&name)
            || folders.all().iter().any(|folder| *folder == name)
    };
    let content = root.join(&inputs.content_folder);
    let output = output.canonicalize().ok();
    let skip = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        // However the two are written, and whatever links lead there; nor is a site that was built in here, whatever its name.
        (entry.file_type().is_dir() && output.is_some() && entry.path().canonicalize().ok() == output)
            || (entry.depth() > 0 && entry.path().join(MANIFEST).exists())
            || (!own_folder && entry.depth() == 1 && is_other(&name))
    };
    for (path, disk) in walk(&content, skip, &mut told) {
        let place = inputs.content_folder.join(&path);
        if is_about(&path) {
            told.push(Diagnostic::note(
                "skipped-file",
                format!("{place} is about the folder, not a part of the timeline: left out"),
            ));
        } else {
            let ending = path.extension().unwrap_or_default().to_lowercase();
            if READ.contains(&ending.as_str())
                && let Some(bytes) = read_file(&disk, &place, &mut told)
            {
                inputs.contents.insert(path.clone(), bytes);
            }
            // Data that states no event may be linked to.
            inputs.files.insert(path, disk);
        }
    }
    for (path, disk) in walk(&root.join(&folders.templates), |_| false, &mut told) {
        if let Some(bytes) = read_file(&disk, &folders.templates.join(&path), &mut told) {
            inputs.templates.insert(path, bytes);
        }
    }
    let register = root.join(REGISTER);
    inputs.register =
        register.exists().then(|| read_file(&register, Utf8Path::new(REGISTER), &mut told)).flatten();
    inputs.statics = walk(&root.join(&folders.statics), |_| false, &mut told);
    for folder in &folders.copied {
        let files = walk(&root.join(folder), |_| false, &mut told);
        inputs.statics.extend(files.into_iter().map(|(path, disk)| (with_slashes(&folder.join(path)), disk)));
    }
    (inputs, told)
}

/// Reads files of `inputs` again that have changed, by their places in the site's folder: whether any holds other bytes now. None where
/// more than that has happened, such as a file that came, went or is only copied: then the site is to be read anew.
pub fn read_again(
    inputs: &mut Inputs,
    root: &Utf8Path,
    folders: &Folders,
    changed: &BTreeSet<Utf8PathBuf>,
) -> Option<bool> {
    let mut any = false;
    for place in changed {
        let inside = |folder: &Utf8Path| place.strip_prefix(folder).ok();
        let content = inside(&inputs.content_folder).and_then(|path| inputs.contents.get_mut(path));
        let template = inside(&folders.templates).and_then(|path| inputs.templates.get_mut(path));
        let known = content.or(template)?;
        let bytes = std::fs::read(root.join(place)).ok()?;
        if *known != bytes {
            *known = bytes;
            any = true;
        }
    }
    // A build in another terminal may have written it.
    if let Ok(bytes) = std::fs::read(root.join(REGISTER)) {
        inputs.register = Some(bytes);
    }
    Some(any)
}

/// The folder of the articles, from the site's; empty when the site's folder is itself the content.
pub fn content_folder(root: &Utf8Path, folders: &Folders) -> Utf8PathBuf {
    let usual = || root.join(Folders::CONTENT).is_dir().then(|| Folders::CONTENT.into());
    folders.content.clone().or_else(usual).unwrap_or_default()
}

/// The name of a folder; of the folder that `.` means.
pub fn name(root: &Utf8Path) -> String {
    let whole = root.canonicalize_utf8().unwrap_or_else(|_| root.to_owned());
    whole.file_name().unwrap_or_default().to_owned()
}

/// README and the like; files and folders that begin with `_` are drafts of the author, `_index.md` apart.
fn is_about(path: &Utf8Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_uppercase();
    let hidden = path.components().any(|part| part.as_str().starts_with('_'));
    ABOUT.contains(&stem.as_str())
        || (hidden
            && (path.file_name() != Some("_index.md")
                || path.as_str().starts_with('_') && path.components().count() > 1))
}

/// The files below `folder` that `skip` does not name, by path inside it; what begins with a dot is left out.
fn walk(
    folder: &Utf8Path,
    skip: impl Fn(&DirEntry) -> bool,
    told: &mut Vec<Diagnostic>,
) -> BTreeMap<Utf8PathBuf, Utf8PathBuf> {
    let mut files = BTreeMap::new();
    if !folder.exists() {
        return files;
    }
    let hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    for entry in WalkDir::new(folder)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| !hidden(entry) && !skip(entry))
    {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => match Utf8Path::from_path(entry.path()).filter(|disk| !has_control(disk)) {
                Some(disk) => {
                    let inside = disk.strip_prefix(folder).unwrap_or(disk);
                    files.insert(with_slashes(inside), disk.to_owned());
                }
                None => told.push(bad_name(entry.path())),
            },
            Err(error) => {
                let path = error.path().unwrap_or(folder.as_std_path());
                let path = path.strip_prefix(".").unwrap_or(path).display().to_string();
                let why = error
                    .io_error()
                    .map_or_else(|| "it leads back to itself".to_owned(), ToString::to_string);
                told.push(unreadable(&path, &why));
            }
        }
    }
    files
}

/// A line end in a name, for one.
fn has_control(path: &Utf8Path) -> bool {
    path.file_name().is_some_and(|name| name.contains(char::is_control))
}

/// Paths inside a site are written with slashes on every machine: they become addresses.
fn with_slashes(path: &Utf8Path) -> Utf8PathBuf {
    path.components().map(|part| part.as_str()).collect::<Vec<_>>().join("/").into()
}

fn read_file(disk: &Utf8Path, place: &Utf8Path, told: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
    std::fs::read(disk).map_err(|error| told.push(unreadable(place.as_str(), &error.to_string()))).ok()
}

fn unreadable(path: &str, why: &str) -> Diagnostic {
    Diagnostic::error("unreadable-file", format!("{path} cannot be read: {why}"))
        .help("mend its permissions, or move it out of the site's folder")
}

fn bad_name(path: &Path) -> Diagnostic {
    Diagnostic::error(
        "bad-file-name",
        format!("{path:?} is no file name in UTF-8, or holds control characters"),
    )
    .help("rename it: paths become addresses of pages")
}
