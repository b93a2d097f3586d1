//! What the tests of whole builds share: sites in temporary folders, built by the program itself.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail
#![allow(dead_code, unreachable_pub)] // each test file uses its part

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A site in a temporary folder that goes with it.
pub struct Site {
    folder: tempfile::TempDir,
}

/// What a build said and made.
pub struct Built {
    pub code: i32,
    pub said: String,
    pub told: String,
    /// The files of `public/`, by path with slashes.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let site = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(site.path()).unwrap();
        files.iter().for_each(|(path, text)| site.write(path, text));
        site
    }

    /// The demo site: the repository's own content and configuration.
    pub fn demo() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let site = Self::new(&[]);
        site.write("dateline.toml", fs::read(root.join("dateline.toml")).unwrap());
        for (path, bytes) in read(&root.join("content")) {
            site.write(&format!("content/{path}"), bytes);
        }
        site
    }

    /// The site's folder; its name is the title of a site without configuration.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("rivers")
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Runs `dateline build` in the folder.
    pub fn build(&self, arguments: &[&str]) -> Built {
        self.build_with(arguments, &[])
    }

    /// The same, with variables of the environment.
    pub fn build_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Built {
        let output = run(&self.path(), &[&["build"], arguments].concat(), environment);
        Built {
            code: output.status.code().unwrap_or(-1),
            said: String::from_utf8(output.stdout).unwrap(),
            told: String::from_utf8(output.stderr).unwrap(),
            files: read(&self.path().join("public")),
        }
    }

    /// Builds, and expects success.
    pub fn built(&self, arguments: &[&str]) -> Built {
        let built = self.build(arguments);
        assert_eq!(built.code, 0, "{}", built.told);
        built
    }
}

impl Built {
    pub fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("no {path} in {:#?}", self.files.keys()));
        std::str::from_utf8(bytes).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(self.text("timeline.json")).unwrap()
    }

    /// The events of `timeline.json`.
    pub fn events(&self) -> Vec<serde_json::Value> {
        self.json()["events"].as_array().unwrap().clone()
    }
}

/// Runs the program in a folder.
pub fn run(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command
        .current_dir(folder)
        .args(arguments)
        .env("NO_COLOR", "1")
        .envs(environment.iter().copied())
        .output()
        .unwrap()
}

/// The files below a folder, by path with slashes; none when it is absent.
pub fn read(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                // A link that leads nowhere is no file.
                files.extend(fs::read(&path).map(|bytes| (inside, bytes)));
            }
        }
    }
    files
}
