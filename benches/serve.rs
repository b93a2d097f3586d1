//! How long a save takes to be on its page: a site of 2,000 events, a hundred edits, from the end of each write to the last byte of the
//! page that shows it, as a browser gets it: told by the stream, and asked for again.
//!
//! `cargo bench --bench serve`. Run as a test it makes a small site and a few edits, to show that it runs.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs
)] // benches meet the world, and may fail

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Articles of the site, each with [`TOLD`] events in its prose; all other events are files of their own.
const ARTICLES: usize = 100;
const TOLD: usize = 3;

const PLACES: [&str; 8] =
    ["Oldtown", "Newtown", "Grey Skerry", "Wendmouth", "Hill", "Ford", "Marsh", "Bridge End"];
const THINGS: [&str; 10] =
    ["bridge", "ferry", "market", "school", "library", "harbour", "mill", "council", "railway", "lighthouse"];
const MONTHS: [&str; 6] = ["January", "March", "May", "July", "September", "November"];

fn event_file(n: usize, title: &str) -> String {
    let (place, thing, other) = (PLACES[n % 8], THINGS[n % 10], THINGS[n / 7 % 10]);
    format!(
        "---\ntitle: {title}\ndate: {}-{:02}-{:02}\ntags: [{thing}, {other}]\npeople: [Person {}]\nplace: {place}\nsources:\n  - \
         title: The Courier\n    url: https://courier.example/{n}\n    date: 2020-01-01\n---\nThe {thing} of {place} was the talk of the \
         town. Nobody remembers what it had been before.\n\nIts keeper said that it would stay, and it did.\n",
        1900 + n % 120,
        1 + n % 12,
        1 + n % 28,
        n % 300
    )
}

fn article(n: usize, word: &str) -> String {
    let mut text = format!("---\ntitle: Report {n}\npublished: 2021-06-{:02}\n---\n", 1 + n % 28);
    for told in 0..TOLD {
        let (place, thing) = (PLACES[(n + told) % 8], THINGS[(n / 8 + told) % 10]);
        text += &format!(
            "The {word} {thing} number {n} of {place} was opened on {} {} {}. Many had come from the villages around, and some had \
             walked all night.\n\n",
            1 + n % 28,
            MONTHS[told % 6],
            1900 + (n * 7 + told) % 120
        );
    }
    text
}

/// The running server; it ends with the value.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(site: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["serve", "--port", "0"])
            .current_dir(site)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        said.read_line(&mut first).unwrap();
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        let address = first.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Self { child, address }
    }

    fn ask(&self, path: &str, close: bool) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let connection = if close { "close" } else { "keep-alive" };
        let head =
            format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: {connection}\r\n\r\n", self.address);
        stream.write_all(head.as_bytes()).unwrap();
        BufReader::new(stream)
    }

    fn page(&self, path: &str) -> String {
        let mut answer = Vec::new();
        self.ask(path, true).read_to_end(&mut answer).unwrap();
        String::from_utf8(answer).unwrap()
    }

    /// What the process holds in memory, in MB; none where the system does not tell.
    fn memory(&self) -> Option<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().trim_end_matches("kB").trim().parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until the stream says something about its page.
fn next(stream: &mut BufReader<TcpStream>) {
    let mut line = String::new();
    while !line.starts_with("data: ") {
        line.clear();
        assert!(stream.read_line(&mut line).unwrap() > 0, "the stream has ended");
    }
}

/// Saves a file and waits until its page holds some words; how long that took, and whether they came at the first look.
fn edit(server: &Server, file: &Path, text: &str, page: &str, words: &str) -> Duration {
    let mut stream = server.ask(&format!("/.dateline/events?page={page}"), false);
    next(&mut stream);
    fs::write(file, text).unwrap();
    let start = Instant::now();
    loop {
        next(&mut stream);
        if server.page(page).contains(words) {
            return start.elapsed();
        }
        assert!(start.elapsed() < Duration::from_secs(30), "{words} never came to {page}: a missed change");
    }
}

fn main() {
    let whole = std::env::args().any(|argument| argument == "--bench");
    let (events, edits) = if whole { (2000, 100) } else { (60, 4) };
    let articles = if whole { ARTICLES } else { 3 };
    let files = events - articles * TOLD;
    let site = tempfile::tempdir().unwrap();
    let content = site.path().join("content");
    fs::create_dir_all(content.join("events")).unwrap();
    fs::create_dir_all(content.join("reports")).unwrap();
    fs::write(site.path().join("dateline.toml"), "title = \"Two thousand events\"\n").unwrap();
    let event = |n: usize| content.join(format!("events/{n}.md"));
    let report = |n: usize| content.join(format!("reports/report-{n}.md"));
    (0..files).for_each(|n| fs::write(event(n), event_file(n, &format!("Event {n}"))).unwrap());
    (0..articles).for_each(|n| fs::write(report(n), article(n, "new")).unwrap());
    let server = Server::start(site.path());
    let start = Instant::now();
    assert!(server.page("/").contains("Two thousand events"));
    println!("{events} events, first page after {:.0} ms", start.elapsed().as_secs_f64() * 1000.0);
    let mut took = Vec::new();
    let mut before = None;
    for n in 0..edits {
        let (title, at) = (format!("Edit {n} of an event"), n * 17 % files);
        took.push(match n % 3 {
            0 => edit(&server, &event(at), &event_file(at, &title), &format!("/event/{at}/"), &title),
            1 => {
                edit(&server, &event(at), &event_file(at, &title), &format!("/{}/", 1900 + at % 120), &title)
            }
            _ => {
                let (at, word) = (n % articles, format!("edit{n}"));
                edit(&server, &report(at), &article(at, &word), &format!("/article/report-{at}/"), &word)
            }
        });
        // The first edits fill what is kept.
        if n == edits / 4 {
            before = server.memory();
        }
    }
    took.sort();
    let ms = |duration: Duration| duration.as_secs_f64() * 1000.0;
    println!(
        "{edits} edits, from save to page: median {:.0} ms, 9 of 10 within {:.0} ms, worst {:.0} ms; no change missed",
        ms(took[took.len() / 2]),
        ms(took[took.len() * 9 / 10]),
        ms(took[took.len() - 1])
    );
    if let (Some(before), Some(after)) = (before, server.memory()) {
        println!("memory: {before:.0} MB after a quarter of them, {after:.0} MB after all");
    }
}
