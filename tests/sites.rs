//! Golden sites: `tests/sites/<case>/input` is built, and what is said, the list of files and `timeline.json` are compared with
//! `tests/sites/<case>/expected`.
//!
//! Share cards are counted; `tests/share_cards.rs` looks at them.
//!
//! `UPDATE=1 cargo test --test sites` writes the expectations anew: read what changed.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use support::{Site, read};

#[test]
fn each_site_is_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut cases: Vec<String> =
        fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    cases.sort();
    assert!(cases.len() > 3, "the cases were not found");
    let wrong: Vec<String> = cases.iter().filter_map(|case| check(case, &root.join(case)).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn check(case: &str, folder: &Path) -> Result<(), String> {
    let site = Site::new(&[]);
    for (path, bytes) in read(&folder.join("input")) {
        site.write(&path, bytes);
    }
    let built = site.build(&[]);
    // Cards are called by what is on them: any change of their template would give them other names here.
    let (cards, files): (Vec<&str>, Vec<&str>) =
        built.files.keys().map(String::as_str).partition(|path| path.starts_with("card/"));
    let cards = match cards.len() {
        0 => String::new(),
        n => format!("card/*.png: {n}\n"),
    };
    let found = BTreeMap::from([
        ("told.txt".to_owned(), built.told.clone()),
        ("files.txt".to_owned(), files.join("\n") + "\n" + &cards),
        (
            "timeline.json".to_owned(),
            built
                .files
                .get("timeline.json")
                .map_or(String::new(), |_| built.text("timeline.json").to_owned()),
        ),
    ]);
    let expected = folder.join("expected");
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(&expected).unwrap();
        found.iter().for_each(|(name, text)| fs::write(expected.join(name), text).unwrap());
    }
    let known: BTreeMap<String, String> =
        read(&expected).into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect();
    for (name, text) in &found {
        let before = known.get(name).ok_or_else(|| format!("{case}: no expected/{name}"))?;
        if before != text {
            return Err(format!("{case}: {name} differs.\n--- expected\n{before}\n--- found\n{text}"));
        }
    }
    match known.keys().find(|name| !found.contains_key(*name)) {
        Some(name) => Err(format!("{case}: expected/{name} is compared with nothing")),
        None => Ok(()),
    }
}
