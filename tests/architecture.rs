//! The law of the house: which room may use what.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order of the line; a room uses only those before it.
const ROOMS: [&str; 20] = [
    "text", "diag", "error", "date", "lang", "tag", "config", "source", "article", "event", "timeline",
    "site", "render", "export", "import", "output", "check", "pipeline", "serve", "cli",
];

/// A source file: its path below `src/`, and its code without comments and tests.
struct File {
    path: String,
    code: String,
}

impl File {
    fn room(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    assert!(paths.len() > 20, "the sources were not found: {paths:?}");
    paths
        .into_iter()
        .map(|path| File {
            path: path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"),
            code: code(&fs::read_to_string(&path).unwrap()),
        })
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.ends_with("tests.rs") || path.components().any(|part| part.as_os_str() == "tests") {
            // Tests may meet the world.
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
    paths.sort();
}

/// Comments go; tests stand at the end of a file, and go with all that follows.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or(text);
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| line.split(" // ").next().unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

/// Every file outside `allowed` whose code holds one of the words.
fn outside(allowed: &[&str], forbidden: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files().iter().filter(|file| !allowed.iter().any(|place| file.path.starts_with(place))) {
        let used: BTreeSet<&str> = words(&file.code).filter(|word| forbidden.contains(word)).collect();
        found.extend(used.into_iter().map(|word| format!("{}: {word}", file.path)));
    }
    found
}

#[test]
fn no_room_uses_a_later_one() {
    let order = |room: &str| ROOMS.iter().position(|known| *known == room);
    let mut wrong = Vec::new();
    for file in files().iter().filter(|file| !["lib.rs", "main.rs"].contains(&file.path.as_str())) {
        let here = order(file.room()).unwrap_or_else(|| panic!("{} is in no room of the house", file.path));
        for used in file.code.split("crate::").skip(1) {
            // `use crate::{a, b}` would hide its rooms from this test.
            assert!(!used.starts_with('{'), "{}: write one `use crate::room` a line", file.path);
            let room = words(used).next().unwrap_or_default();
            let there =
                order(room).unwrap_or_else(|| panic!("{} uses `{room}`, which is no room", file.path));
            if there > here {
                wrong.push(format!("{} uses the later room {room}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_library_has_one_place() {
    for (library, place) in [
        ("chrono", "date/calendar.rs"),
        ("pulldown_cmark", "article/markdown"),
        ("tera", "render/"),
        ("ureq", "cli/check/ask.rs"),
    ] {
        assert_eq!(outside(&[place], &[library]), [""; 0], "{library} is used in {place} alone");
    }
}

#[test]
fn the_world_is_met_at_the_edges() {
    let edges = ["source.rs", "output.rs", "serve/", "cli/", "main.rs"];
    assert_eq!(outside(&edges, &["fs", "env", "SystemTime", "Instant", "walkdir", "tempfile"]), [""; 0]);
}

#[test]
fn only_the_edges_are_serialised() {
    // The data of language packs is configuration.
    let places = ["render/view", "export/", "config/", "lang/"];
    assert_eq!(outside(&places, &["Serialize", "Deserialize"]), [""; 0]);
}

/// The codes of warnings and notes that the program tells, in order.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for file in files().iter().filter(|file| !file.path.starts_with("cli/")) {
        for start in ["Diagnostic::warning(", "Diagnostic::note(", "code: "] {
            for rest in file.code.split(start).skip(1) {
                let code = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next());
                codes.extend(code.map(str::to_owned));
            }
        }
    }
    codes
}

#[test]
fn each_warning_has_a_level_that_sites_may_set() {
    let mut codes = codes();
    codes.insert("dead-link".to_owned());
    let listed: BTreeSet<String> = dateline::diag::LINTS.iter().map(|lint| lint.code.to_owned()).collect();
    assert_eq!(listed, codes, "list it in src/diag/lints.rs");
    let in_order: Vec<&str> = dateline::diag::LINTS.iter().map(|lint| lint.code).collect();
    assert!(in_order.is_sorted(), "{in_order:?}");
}

/// Names in the data model, the same in every language: a status, a key, a gap in a wording, the signals before a date, a maker that no rule uses, and a key of rules.
const VOCABULARY: [&str; 10] =
    ["scheduled", "published", "others", "until", "since", "before", "after", "from", "same", "match"];

/// The folders of the language packs.
fn packs() -> Vec<PathBuf> {
    let lang = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lang");
    let mut packs: Vec<PathBuf> = fs::read_dir(lang).unwrap().map(|entry| entry.unwrap().path()).collect();
    packs.retain(|path| path.join("pack.toml").is_file());
    packs.sort();
    packs
}

fn toml(path: &Path) -> toml::Table {
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

/// The words of a pack stand in no string of the rooms that read and date prose, but for those that pack and program share as
/// names ("month" is a class, a key, a unit in every language).
#[test]
fn no_word_of_a_language_in_the_rooms_that_read_prose() {
    assert!(packs().len() > 1, "the packs were not found");
    let mut wrong = Vec::new();
    for pack in packs() {
        let mut lexicon = BTreeSet::new();
        for name in ["lexicon.toml", "telling.toml", "wording.toml", "byline.toml"] {
            strings(&toml::Value::Table(toml(&pack.join(name))), &mut lexicon);
        }
        assert!(lexicon.len() > 200, "{pack:?}: the lexicon was not read");
        let names = names(&pack);
        let rooms = ["text", "date", "lang", "tag", "event"];
        for file in files().iter().filter(|file| rooms.contains(&file.room())) {
            // Odd pieces between double quotes are the strings.
            for string in file.code.split('"').skip(1).step_by(2) {
                if lexicon.contains(string) && !names.contains(string) && !VOCABULARY.contains(&string) {
                    wrong.push(format!("{}: \"{string}\"", file.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What a pack and the program call by the same name: keys, words in braces, and what rules make values of.
fn names(pack: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for file in ["pack.toml", "lexicon.toml", "wording.toml"] {
        keys(&toml(&pack.join(file)), &mut names);
    }
    let wording = fs::read_to_string(pack.join("wording.toml")).unwrap();
    names.extend(wording.split('{').skip(1).map(|text| text.split('}').next().unwrap().to_owned()));
    for file in fs::read_dir(pack.join("rules")).unwrap() {
        for rule in toml(&file.unwrap().path())["rule"].as_array().unwrap() {
            names.extend(rule["value"].as_str().unwrap().split_whitespace().map(str::to_owned));
        }
    }
    names
}

fn keys(table: &toml::Table, found: &mut BTreeSet<String>) {
    for (key, value) in table {
        found.insert(key.clone());
        value.as_table().into_iter().for_each(|table| keys(table, found));
    }
}

/// The strings of the data that are words of the language: letters alone, four at least.
fn strings(value: &toml::Value, found: &mut BTreeSet<String>) {
    let mut add = |text: &str| {
        if text.chars().count() > 3 && text.chars().all(char::is_alphabetic) {
            found.insert(text.to_lowercase());
        }
    };
    match value {
        toml::Value::String(text) => add(text),
        toml::Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
        toml::Value::Table(table) => {
            table.values().for_each(|value| strings(value, found));
        }
        _ => {}
    }
}
