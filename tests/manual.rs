//! The manual is true: each chapter is done from its first line to its last, in an empty folder, as a reader would.
//!
//! A block under a line that ends with the name of a file (`content/ferry.txt`:) is written to that file; a `console` block is run, and
//! what it prints compared. `UPDATE=1 cargo test --test manual` writes anew
//! what is printed: read what changed.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The chapters that are done. The references are made by the program, and compared elsewhere.
const DONE: [&str; 7] = [
    "tutorial",
    "from-timelinejs",
    "from-a-spreadsheet",
    "from-hugo",
    "publish",
    "correct-a-date",
    "write-a-theme",
];

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// The file that a line announces: "Write this into `dateline.toml`:".
fn announced(line: &str) -> Option<&str> {
    line.strip_suffix("`:")?.rsplit('`').next().filter(|name| name.contains('.'))
}

/// A reader at work in a folder.
struct Reader {
    folder: PathBuf,
}

impl Reader {
    /// What a command prints.
    fn run(&mut self, command: &str) -> String {
        if let Some(folder) = command.strip_prefix("cd ") {
            self.folder.push(folder);
            return String::new();
        }
        let program = Path::new(env!("CARGO_BIN_EXE_dateline"));
        let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("exec 2>&1; {command}")]).current_dir(&self.folder).env("PATH", path);
        let output = shell.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1").output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        assert_ne!(output.status.code(), Some(127), "no such command: {command}");
        printed.lines().map(|line| format!("{}\n", quick(line))).collect()
    }
}

/// A line in which everything took a tenth of a second: "in 0.27 s" is "in 0.1 s".
fn quick(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let is_time = |at: usize| {
        words[at].parse::<f64>().is_ok() && words.get(at + 1).is_some_and(|unit| ["s", "s;"].contains(unit))
    };
    let quick: Vec<&str> = (0..words.len()).map(|at| if is_time(at) { "0.1" } else { words[at] }).collect();
    quick.join(" ")
}

/// Does a chapter; gives it back with what was printed now in the place of what is not so any more.
fn done(text: &str) -> String {
    let root = tempfile::tempdir().unwrap();
    let mut reader = Reader { folder: root.path().to_owned() };
    let mut now = String::new();
    let mut lines = text.lines().peekable();
    let mut before = "";
    while let Some(line) = lines.next() {
        now += &format!("{line}\n");
        if let Some(kind) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            match announced(before) {
                _ if kind == "console" => now += &console(&block, &mut reader),
                Some(name) => {
                    let path = reader.folder.join(name);
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(path, block.join("\n") + "\n").unwrap();
                    now += &(block.join("\n") + "\n");
                }
                None => now += &(block.join("\n") + "\n"),
            }
            now += "```\n";
        } else if !line.is_empty() {
            before = line;
            continue;
        }
        if !line.is_empty() {
            before = "";
        }
    }
    now
}

/// A console block as it is now.
fn console(block: &[&str], reader: &mut Reader) -> String {
    let mut now = String::new();
    for part in block.chunk_by(|_, line| !line.starts_with("$ ")) {
        let command = part.first().unwrap();
        let command = command.strip_prefix("$ ").expect("a console block begins with a command");
        now += &format!("$ {command}\n{}", reader.run(command));
    }
    now
}

#[test]
fn each_chapter_can_be_done_as_it_says() {
    for name in DONE {
        let path = docs().join(name).with_extension("md");
        let text = fs::read_to_string(&path).unwrap();
        let now = done(&text);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(path, now).unwrap();
        } else {
            assert_eq!(now, text, "{name} is not true any more");
        }
    }
}

#[test]
fn the_table_of_contents_has_every_chapter_and_no_other() {
    let contents = fs::read_to_string(docs().join("SUMMARY.md")).unwrap();
    let mut listed: Vec<&str> =
        contents.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
    let files = fs::read_dir(docs()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut chapters: Vec<String> =
        files.filter(|name| name.ends_with(".md") && name != "SUMMARY.md").collect();
    listed.sort_unstable();
    chapters.sort_unstable();
    assert_eq!(listed, chapters);
    assert!(DONE.iter().all(|name| chapters.contains(&format!("{name}.md"))));
}
