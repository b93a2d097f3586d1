//! The development server over a real socket: what it shows, what it refuses, and how it follows the author's edits.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use support::Site;

/// A server that ends with the value.
struct Server {
    child: Child,
    /// `127.0.0.1:4747`
    address: String,
}

/// An answer, taken apart.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Server {
    fn start(site: &Site, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["serve"])
            .args(arguments)
            .current_dir(site.path())
            .env("NO_COLOR", "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        said.read_line(&mut first).unwrap();
        // What it says later is read, so that it never waits for a reader.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        let address = first.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap();
        Self { child, address: address.to_owned() }
    }

    fn connect(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// Sends a request line and headers as they are: no client tidies the path up.
    fn ask(&self, line: &str, headers: &[&str]) -> Answer {
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        let mut stream = self.connect(&format!("{line} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"));
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), &[&format!("Host: {}", self.address)])
    }

    /// The stream of a page's marks.
    fn marks(&self, page: &str) -> Marks {
        let line = format!("GET /.dateline/events?page={page} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        Marks { lines: BufReader::new(self.connect(&line)) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Marks {
    lines: BufReader<TcpStream>,
}

impl Marks {
    /// The next marks; waits for them.
    fn next(&mut self) -> serde_json::Value {
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.lines.read_line(&mut line).unwrap() > 0, "the stream has ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }
}

const EVENT: &str = "---\ntitle: The bridge falls\ndate: 1953-02-01\n---\nIt fell. ![A map](map.svg)\n";

fn bridges() -> Site {
    Site::new(&[
        ("dateline.toml", "title = \"Bridges\"\n# a secret of this file\n"),
        ("content/fall.md", EVENT),
        ("content/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("content/late.md", "---\ntitle: A draft\ndate: 1954-02-01\ndraft: true\n---\n"),
        ("secret.txt", "a secret of this file\n"),
    ])
}

#[test]
fn ok_the_site_is_served_from_memory() {
    let site = bridges();
    let server = Server::start(&site, &["--port", "0"]);
    let home = server.get("/");
    assert_eq!(home.status, 200);
    assert!(home.head.contains("content-type: text/html; charset=utf-8"), "{}", home.head);
    assert!(home.head.contains("cache-control: no-store"), "{}", home.head);
    assert!(home.body.contains("The bridge falls") && home.body.contains("A draft"), "drafts are shown");
    assert_eq!(home.body.matches("/.dateline/live.js").count(), 1);
    assert!(server.get("/.dateline/live.js").body.contains("EventSource"));
    for (path, kind) in [
        ("/style.css", "text/css"),
        ("/dateline.js", "text/javascript"),
        ("/timeline.json", "application/json"),
        ("/feed.xml", "text/xml"),
        ("/event/fall/map.svg", "image/svg+xml"),
    ] {
        let file = server.get(path);
        assert_eq!(file.status, 200, "{path}");
        assert!(file.head.contains(&format!("content-type: {kind}")), "{path}: {}", file.head);
        assert!(!file.body.contains("live.js"), "{path}");
    }
    assert!(server.get("/feed.xml").body.contains(&format!("http://{}/", server.address)));
    let gone = server.get("/nowhere/");
    assert!(gone.status == 404 && gone.body.contains("live.js"), "the page comes once it is written");
    let folder = server.get("/event/fall");
    assert_eq!(folder.status, 302);
    assert!(folder.head.contains("location: /event/fall/"), "{}", folder.head);
    let part =
        server.ask("GET /event/fall/map.svg", &[&format!("Host: {}", server.address), "Range: bytes=0-3"]);
    assert_eq!((part.status, part.body.as_str()), (206, "<svg"));
    let head = server.ask("HEAD /", &[&format!("Host: {}", server.address)]);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert!(!site.path().join("public").exists(), "nothing is written");
    assert!(!site.built(&[]).text("index.html").contains("live.js"), "a built site holds nothing of it");
}

#[test]
fn err_no_path_leads_out_of_the_site() {
    let site = bridges();
    site.write("outside/static/page.txt", "a secret of this file\n");
    let server = Server::start(&site, &["--port", "0"]);
    for path in [
        "/../secret.txt",
        "/../rivers/secret.txt",
        "/secret.txt",
        "/dateline.toml",
        "/content/fall.md",
        "/fall.md",
        "/./../dateline.toml",
        "/event/../../dateline.toml",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/..%5c..%5csecret.txt",
        "/..\\secret.txt",
        "/%252e%252e/secret.txt",
        "//etc/passwd",
        "/etc/passwd",
        "/%00",
        "/secret.txt%00.html",
        "/.dateline/../secret.txt",
        "/.dateline/secret.txt",
        "/.dateline-manifest",
        "/.git/config",
        "/style.css/../../secret.txt",
        "/C:/Windows/win.ini",
        "/file:///etc/passwd",
        "/%c0%ae%c0%ae/secret.txt",
    ] {
        let answer = server.get(path);
        assert!(matches!(answer.status, 404 | 400), "{path}: {} {}", answer.status, answer.body);
        assert!(!answer.body.contains("secret of this file") && !answer.body.contains("root:"), "{path}");
    }
}

#[test]
fn err_others_than_this_machine_get_no_answer() {
    let site = bridges();
    let server = Server::start(&site, &["--port", "0"]);
    let own = format!("Host: {}", server.address);
    let port = server.address.rsplit(':').next().unwrap();
    let rebound = format!("Host: evil.example:{port}");
    for path in ["/", "/timeline.json", "/.dateline/live.js", "/.dateline/events?page=/"] {
        for headers in [
            &[rebound.as_str()][..],
            &["Host: evil.example"],
            &["Host: 127.0.0.1.evil.example"],
            &[&own, "Origin: http://evil.example"],
            &[&own, "Origin: null"],
            &[&own, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"],
            &[&own, "Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: cors"],
        ] {
            let answer = server.ask(&format!("GET {path}"), headers);
            assert_eq!(answer.status, 403, "{path} {headers:?}: {}", answer.body);
            assert!(
                !answer.body.contains("bridge") && !answer.head.contains("access-control"),
                "{path} {headers:?}"
            );
        }
    }
    assert_eq!(server.ask(&format!("GET http://evil.example:{port}/"), &[&own]).status, 403);
    assert!(matches!(server.ask("GET /", &[]).status, 400 | 403), "no name at all");
    assert_eq!(server.ask("GET /", &[&format!("Host: localhost:{port}")]).status, 200);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        let answer = server.ask(&format!("{method} /"), &[&own, "Content-Length: 0"]);
        assert_eq!(answer.status, 405, "{method}");
    }
}

#[test]
fn ok_it_listens_on_this_machine_alone_and_finds_a_free_port() {
    let site = bridges();
    let first = Server::start(&site, &["--port", "0"]);
    assert!(first.address.starts_with("127.0.0.1:"), "{}", first.address);
    let port = first.address.rsplit(':').next().unwrap();
    let second = Server::start(&site, &["--port", port]);
    assert_ne!(first.address, second.address);
    assert_eq!(second.get("/").status, 200);
    let output = support::run(&site.path(), &["serve", "--host", "no.such.host.invalid"], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error[no-port]: cannot listen on no.such"));
}

#[test]
fn ok_every_kind_of_mistake_appears_and_goes_away() {
    let site = bridges();
    let server = Server::start(&site, &["--port", "0"]);
    let mut marks = server.marks("/");
    let first = marks.next();
    assert_eq!(first["problem"], serde_json::Value::Null);
    let config = fs::read_to_string(site.path().join("dateline.toml")).unwrap();
    for (path, wrong, right, expected) in [
        ("content/fall.md", EVENT.replace("1953-02-01", "1953-02-31"), Some(EVENT), "error[bad-date]"),
        ("content/fall.md", EVENT.replace("map.svg", "mop.svg"), Some(EVENT), "error[dead-link]"),
        ("content/fall.md", "---\ntitle: [\n---\n".to_owned(), Some(EVENT), "error[front-matter]"),
        ("content/more.md", "---\ndate: 2000-13-01\n---\n".to_owned(), None, "error[bad-date]"),
        ("dateline.toml", "titel = \"A\"\n".to_owned(), Some(config.as_str()), "error[unknown-key]"),
        ("templates/home.html", "{{ nothing }}".to_owned(), None, "error"),
        ("templates/home.html", "{% if %}".to_owned(), None, "error"),
    ] {
        site.write(path, wrong);
        let told = marks.next();
        assert!(told["problem"].as_str().unwrap_or_default().contains(expected), "{path}: {told}");
        assert!(told["problem"].as_str().unwrap().contains(path), "{path}: {told}");
        assert_eq!(told["page"], first["page"], "the page stays as it was");
        assert!(server.get("/").body.contains("The bridge falls"));
        match right {
            Some(right) => site.write(path, right),
            None => fs::remove_file(site.path().join(path)).unwrap(),
        }
        let mended = marks.next();
        assert_eq!(mended, first, "{path} is mended");
    }
}

#[test]
fn ok_a_site_that_is_wrong_from_the_start_recovers() {
    let site = Site::new(&[("content/fall.md", "---\ndate: 1953-02-31\n---\n")]);
    let server = Server::start(&site, &["--port", "0"]);
    let page = server.get("/");
    assert!(page.status == 404 && page.body.contains("live.js"), "{}", page.body);
    let mut marks = server.marks("/");
    assert!(marks.next()["problem"].as_str().unwrap().contains("error[bad-date]"));
    site.write("content/fall.md", EVENT.replace("![A map](map.svg)", ""));
    let told = marks.next();
    assert_eq!(told["problem"], serde_json::Value::Null);
    assert!(!page.body.contains(told["page"].as_str().unwrap()), "the page is loaded anew");
    assert!(server.get("/").body.contains("The bridge falls"));
}

#[test]
fn ok_pages_are_loaded_anew_only_where_they_changed() {
    let site = bridges();
    site.write("content/other.md", "---\ntitle: Another\ndate: 1960\n---\nAlone.\n");
    let server = Server::start(&site, &["--port", "0"]);
    let mut marks = ["/event/other/", "/event/fall/"].map(|page| server.marks(page));
    let first = marks.each_mut().map(Marks::next);
    assert_eq!(first[0]["drafts"], serde_json::json!(["/event/late/"]), "the pages of drafts are marked");
    site.write("content/fall.md", EVENT.replace("It fell.", "It fell at night."));
    let now = marks.each_mut().map(Marks::next);
    assert_eq!(now[0], first[0], "the other page stays");
    assert_ne!(now[1]["page"], first[1]["page"]);
    site.write("static/style.css", "body { color: red }");
    let styled = marks.each_mut().map(Marks::next);
    assert_eq!(styled[0]["page"], first[0]["page"], "a style sheet is exchanged in place");
    assert_ne!(styled[0]["style"], first[0]["style"]);
    site.write("static/style.css", "body { color: tan }");
    let again = marks.each_mut().map(Marks::next);
    assert_ne!(again[0]["style"], styled[0]["style"], "the same file with other bytes");
    site.write("content/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\"/>");
    assert_ne!(marks[1].next()["page"], again[1]["page"], "an image changed");
}

/// What the process holds in memory, in kB.
fn memory(child: &Child) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

#[test]
fn ok_a_hundred_edits_are_all_seen() {
    let site = bridges();
    for n in 0..30 {
        site.write(
            &format!("content/more/{n}.md"),
            format!("---\ntitle: More {n}\ndate: {}\n---\n", 1900 + n),
        );
    }
    let server = Server::start(&site, &["--port", "0"]);
    let mut marks = server.marks("/");
    let mut last = marks.next()["page"].clone();
    let mut before = None;
    for n in 0..100 {
        let text = EVENT.replace("The bridge falls", &format!("Edit {n}."));
        let path = site.path().join("content/fall.md");
        match n % 3 {
            // In place.
            0 => fs::write(&path, text).unwrap(),
            // As careful editors do it: a new file takes the name of the old one.
            1 => replace(&path, &text),
            // As others do it: the old one is put aside.
            _ => {
                fs::rename(&path, site.path().join("content/fall.md~")).unwrap();
                fs::write(&path, text).unwrap();
            }
        }
        // Between two renames the event may be gone for a moment.
        while !server.get("/").body.contains(&format!("Edit {n}.")) {
            let now = marks.next();
            assert_ne!(now["page"], last, "edit {n}: a change that is none");
            last = now["page"].clone();
        }
        if n == 20 {
            before = memory(&server.child);
        }
    }
    if let (Some(before), Some(after)) = (before, memory(&server.child)) {
        assert!(after < before + before / 3, "{before} kB became {after} kB");
    }
}

#[cfg(unix)]
#[test]
fn ok_a_file_that_cannot_be_read_is_told_until_it_can() {
    let site = bridges();
    let server = Server::start(&site, &["--port", "0"]);
    let mut marks = server.marks("/");
    let first = marks.next();
    // No file behind it: it cannot be read, whoever asks.
    let path = site.path().join("content/lost.md");
    std::os::unix::fs::symlink("nowhere.md", &path).unwrap();
    let told = marks.next();
    let problem = told["problem"].as_str().unwrap_or_default();
    assert!(problem.contains("error[unreadable-file]: content/lost.md"), "{told}");
    // Another file that changes does not hide it.
    site.write("content/fall.md", EVENT.replace("It fell.", "It fell at night."));
    let told = marks.next();
    assert!(told["problem"].as_str().unwrap_or_default().contains("content/lost.md"), "{told}");
    fs::remove_file(&path).unwrap();
    site.write("content/fall.md", EVENT);
    while marks.next() != first {}
}

#[test]
fn ok_a_mistake_on_a_page_that_nobody_looks_at_is_told_too() {
    let site = bridges();
    site.write("content/rare.md", "---\ntitle: A rare one\ndate: 1960\nextra:\n  rare: true\n---\nAlone.\n");
    let server = Server::start(&site, &["--port", "0"]);
    let mut marks = server.marks("/");
    let first = marks.next();
    let template = "{% extends \"builtin/event.html\" %}\n{% block head %}{% if event.title == \"A rare one\" %}{{ nothing }}{% endif %}{% endblock head %}\n";
    site.write("templates/event.html", template);
    let mut told = marks.next();
    while told["problem"].is_null() {
        told = marks.next();
    }
    assert!(told["problem"].as_str().unwrap().contains("templates/event.html"), "{told}");
    assert_eq!(server.get("/event/fall/").status, 200, "other pages are as they should be");
    let rare = server.get("/event/rare/");
    assert!(rare.status == 500 && rare.body.contains("live.js"), "{}", rare.body);
    fs::remove_file(site.path().join("templates/event.html")).unwrap();
    while marks.next() != first {}
    assert_eq!(server.get("/event/rare/").status, 200);
}

#[test]
fn ok_what_is_read_again_depends_on_all_that_it_is_made_of() {
    let site = bridges();
    site.write("content/news/story.txt", "The mill burned down on Friday.\n");
    let server = Server::start(&site, &["--port", "0"]);
    let mut marks = server.marks("/");
    marks.next();
    let until = |path: &str, text: &str, words: &str| {
        site.write(path, text);
        let start = std::time::Instant::now();
        while !server.get("/").body.contains(words) {
            assert!(start.elapsed() < Duration::from_secs(20), "{path}: {words}");
            std::thread::sleep(Duration::from_millis(5));
        }
    };
    until("content/news/story.meta.toml", "published = \"2025-02-26\"\n", "2025-02-21");
    until("content/news/story.meta.toml", "published = \"2025-02-19\"\n", "2025-02-14");
    fs::remove_file(site.path().join("content/news/story.meta.toml")).unwrap();
    until("content/news/_index.md", "---\ncascade:\n  published: 2024-02-26\n---\n", "2024-02-23");
    until("content/news/_index.md", "---\ncascade:\n  published: 2023-02-26\n---\n", "2023-02-24");
    until(
        "content/news/story.events.toml",
        "[[event]]\nquote = \"burned down\"\ntitle = \"A fire\"\n",
        "A fire",
    );
    fs::remove_file(site.path().join("content/news/_index.md")).unwrap();
    until("dateline.toml", "title = \"Bridges\"\npublished = \"2022-02-26\"\n", "2022-02-25");
    until("dateline.toml", "title = \"Other bridges\"\npublished = \"2022-02-26\"\n", "Other bridges");
    until("templates/i18n/en.toml", "search = \"Look for\"\n", "Look for");
}

fn replace(path: &Path, text: &str) {
    let new = path.with_file_name(".fall.md.tmp");
    fs::write(&new, text).unwrap();
    fs::rename(&new, path).unwrap();
}

const STORY: &str = "---
title: News from Oldtown
published: 2025-02-26
---
The council of Oldtown approved the new bridge over the Wend on Tuesday. The work is to last a year.

“The mayor will resign on Friday,” her deputy said.

The old bridge fell into the river on 1 February 1953.
";

fn oldtown() -> Site {
    Site::new(&[
        ("dateline.toml", "title = \"Oldtown\"\n"),
        ("content/news/story.md", STORY),
        ("secret.md", STORY),
    ])
}

const DECISIONS: &str = "content/news/story.events.toml";

/// What a form of the review page holds.
#[derive(Clone, Debug)]
struct Form {
    token: String,
    article: String,
    event: String,
}

impl Server {
    fn post(&self, body: &str, headers: &[&str]) -> Answer {
        let length = format!("Content-Length: {}", body.len());
        let kind = "Content-Type: application/x-www-form-urlencoded";
        let headers: String = [&[kind, length.as_str()], headers].concat().join("\r\n");
        let mut stream = self.connect(&format!(
            "POST /.dateline/review HTTP/1.1\r\n{headers}\r\nConnection: close\r\n\r\n{body}"
        ));
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    /// The form of the event whose entry on the review page holds some words.
    fn form(&self, words: &str) -> Form {
        let page = self.get("/.dateline/review?show=all").body;
        let entry =
            page.split("<li id=").find(|entry| entry.contains(words)).unwrap_or_else(|| panic!("{page}"));
        let field = |name: &str| {
            let rest = entry.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        Form { token: field("token"), article: field("article"), event: field("event") }
    }

    /// Decides on an event as the page does.
    fn decide(&self, form: &Form, rest: &str) -> Answer {
        let host = format!("Host: {}", self.address);
        let origin = format!("Origin: http://{}", self.address);
        self.post(
            &format!("token={}&article={}&event={}&{rest}", form.token, form.article, form.event),
            &[&host, &origin],
        )
    }

    /// What the review page says of the event whose entry holds some words.
    fn state(&self, words: &str) -> String {
        let page = self.get("/.dateline/review?show=all").body;
        let entry = page.split("<li id=").find(|entry| entry.contains(words)).unwrap();
        entry.split("<i>").nth(1).unwrap().split("</i>").next().unwrap().to_owned()
    }
}

#[test]
fn ok_events_are_accepted_hidden_fixed_and_all_that_is_undone() {
    let site = oldtown();
    let server = Server::start(&site, &["--port", "0"]);
    let decisions = || fs::read_to_string(site.path().join(DECISIONS)).unwrap_or_default();
    let home = || server.get("/").body;
    let waits = server.get("/.dateline/review");
    assert_eq!(waits.status, 200);
    assert!(waits.head.contains("frame-ancestors 'none'"), "{}", waits.head);
    assert!(
        waits.body.contains("The mayor will resign") && !waits.body.contains("fell into"),
        "{}",
        waits.body
    );
    assert!(!home().contains("mayor"), "what is not sure is not shown");
    let review = support::run(&site.path(), &["review"], &[]);
    assert!(
        String::from_utf8_lossy(&review.stdout).contains("content/news/story.md:7: 2025-02-28 “The mayor")
    );
    let mut marks = server.marks("/");
    assert_eq!(marks.next()["review"], 1);

    let mayor = server.form("The mayor");
    let kept = server.decide(&mayor, "action=keep");
    assert_eq!(kept.status, 303, "{}", kept.body);
    let place = kept.head.split("location: ").nth(1).unwrap().split('#').next().unwrap().to_owned();
    assert!(home().contains("mayor"), "the site is built before the answer");
    assert_eq!(marks.next()["review"], 0);
    let after = server.get(&place).body;
    assert!(after.contains("<p role=\"status\">Accepted: “The mayor"), "{after}");
    assert!(after.contains("value=\"undo\""), "it can be taken back at once");
    assert!(decisions().contains("action = \"keep\""), "{}", decisions());
    assert_eq!(server.state("The mayor"), "Shown, accepted");

    // What somebody writes there stays, and what was decided before.
    let noted = decisions() + "\n# A note.\n[[event]]\ndate = \"1900\"\ntitle = \"The first bridge\"\n";
    site.write(DECISIONS, &noted);
    while !home().contains("The first bridge") {
        marks.next();
    }
    let bridge = server.form("fell into");
    assert_eq!(server.decide(&bridge, "action=hide").status, 303);
    assert!(!home().contains("fell into"));
    assert_eq!(server.state("fell into"), "Hidden");
    assert!(decisions().starts_with(&noted), "{}", decisions());
    assert_eq!(server.decide(&bridge, "action=undo").status, 303);
    assert_eq!(decisions(), noted);
    assert!(home().contains("fell into"));

    let council = server.form("approved the new");
    let fixed =
        server.decide(&council, "action=fix&date=2025-02-24&title=The+council+says+%22yes%22+%26+smiles");
    assert_eq!(fixed.status, 303, "{}", fixed.body);
    assert!(
        home().contains("2025-02-24") && home().contains("says &quot;yes&quot; &amp; smiles"),
        "{}",
        home()
    );
    assert_eq!(server.state("approved the new"), "Shown, corrected");
    assert_eq!(server.decide(&council, "action=undo").status, 303);
    assert_eq!(server.decide(&mayor, "action=undo").status, 303);
    assert_eq!(server.state("The mayor"), "For review");
    assert!(decisions().contains("# A note.\n[[event]]\ndate = \"1900\""), "{}", decisions());
    assert_eq!(decisions().matches("[[event]]").count(), 1, "{}", decisions());
    // A build says the same as the server did.
    assert!(!site.built(&[]).text("index.html").contains("mayor"));
}

#[test]
fn err_a_wrong_fix_is_told_and_nothing_typed_is_lost() {
    let site = oldtown();
    let server = Server::start(&site, &["--port", "0"]);
    let form = server.form("approved the new");
    for (typed, told) in [
        ("date=2025-02-31&title=Mine+%3Cb%3E", "2025-02"),
        ("date=&title=Mine+%3Cb%3E", ""),
        ("date=soonish&title=Mine+%3Cb%3E", ""),
        ("date=2025-02-24&title=+", "An event needs a title."),
    ] {
        let again = server.decide(&form, &format!("action=fix&{typed}"));
        assert_eq!(again.status, 422, "{typed}: {}", again.body);
        let alert = again.body.split("<p role=\"alert\"").nth(1).unwrap().split("</p>").next().unwrap();
        assert!(alert.contains(told), "{typed}: {alert}");
        assert!(again.body.contains("<details open>") && again.body.contains("aria-invalid"), "{typed}");
        if typed.contains("Mine") {
            assert!(again.body.contains("value=\"Mine &lt;b&gt;\""), "{}", again.body);
        } else {
            assert!(again.body.contains("value=\"2025-02-24\""), "{}", again.body);
        }
    }
    // A file that nobody can read is left alone.
    site.write(DECISIONS, "[[event]\n");
    let mut marks = server.marks("/");
    while marks.next()["problem"].is_null() {}
    let kept = server.decide(&form, "action=hide");
    assert!(matches!(kept.status, 303 | 422), "{}", kept.status);
    assert!(fs::read_to_string(site.path().join(DECISIONS)).unwrap().starts_with("[[event]\n"));
}

#[test]
fn err_nobody_else_decides_and_nothing_else_is_written() {
    let site = oldtown();
    let server = Server::start(&site, &["--port", "0"]);
    let before = support::read(&site.path());
    let form = server.form("The mayor");
    let body = |form: &Form| {
        format!("token={}&article={}&event={}&action=keep", form.token, form.article, form.event)
    };
    let (good, host) = (body(&form), format!("Host: {}", server.address));
    let origin = format!("Origin: http://{}", server.address);
    let port = server.address.rsplit(':').next().unwrap();
    let with = |change: &dyn Fn(&mut Form)| {
        let mut form = form.clone();
        change(&mut form);
        body(&form)
    };
    for (body, headers, status) in [
        (with(&|form| form.token.clear()), vec![host.as_str(), &origin], 403),
        (with(&|form| form.token = "0".repeat(32)), vec![&host, &origin], 403),
        (good.clone(), vec![&host], 403),
        (good.clone(), vec![&host, "Origin: null"], 403),
        (good.clone(), vec![&host, "Origin: http://evil.example"], 403),
        (good.clone(), vec![&host, "Origin: http://localhost:1"], 403),
        (good.clone(), vec![&host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"], 403),
        (good.clone(), vec![&host, "Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate"], 403),
        (good.clone(), vec![&host, &origin, "Sec-Fetch-Site: same-site"], 403),
        (good.clone(), vec!["Host: evil.example", "Origin: http://evil.example"], 403),
        (with(&|form| form.article = "nothing.md".into()), vec![&host, &origin], 409),
        (with(&|form| form.article = "../secret.md".into()), vec![&host, &origin], 409),
        (with(&|form| form.article = "news/../news/story.md".into()), vec![&host, &origin], 409),
        (with(&|form| form.article = "%2Fetc%2Fpasswd".into()), vec![&host, &origin], 409),
        (with(&|form| form.article = "content%2Fnews%2Fstory.md".into()), vec![&host, &origin], 409),
        (with(&|form| form.event = "e0".into()), vec![&host, &origin], 409),
        (good.replace("action=keep", "action=delete"), vec![&host, &origin], 400),
        (good.replace("action=keep", ""), vec![&host, &origin], 400),
        (format!("{good}&title={}", "a".repeat(20_000)), vec![&host, &origin], 413),
    ] {
        let answer = server.post(&body, &headers);
        assert_eq!(answer.status, status, "{headers:?} {body:.200}: {}", answer.body);
        assert!(!answer.body.contains(&form.token), "{headers:?}");
    }
    assert_eq!(server.get(&format!("/.dateline/review?{good}")).status, 200, "only looked at");
    let elsewhere = server.ask("POST /.dateline/decide", &[&host, &origin, "Content-Length: 0"]);
    assert_eq!(elsewhere.status, 405);
    let rebound = server.ask("GET /.dateline/review", &[&format!("Host: evil.example:{port}")]);
    assert!(rebound.status == 403 && !rebound.body.contains(&form.token));
    assert_eq!(support::read(&site.path()), before, "nothing is written");
    // Another run has another token.
    let other = Server::start(&site, &["--port", "0"]);
    let own = [format!("Host: {}", other.address), format!("Origin: http://{}", other.address)];
    assert_eq!(other.post(&good, &[&own[0], &own[1]]).status, 403);
    assert_eq!(support::read(&site.path()), before);
    // Where the browser says that the page is the server's own, that is enough.
    assert_eq!(
        server.post(&good, &[&host, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: navigate"]).status,
        303
    );
    let mut after = support::read(&site.path());
    after.remove(DECISIONS).unwrap();
    assert_eq!(after, before, "and one file is written");
}

#[cfg(unix)]
#[test]
fn err_no_link_in_the_content_folder_leads_a_decision_out_of_it() {
    let site = oldtown();
    site.write("elsewhere/far.md", STORY.replace("The mayor", "The far mayor"));
    std::os::unix::fs::symlink(site.path().join("elsewhere"), site.path().join("content/far")).unwrap();
    let server = Server::start(&site, &["--port", "0"]);
    let refused = server.decide(&server.form("The far mayor"), "action=keep");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("outside of the content folder"), "{}", refused.body);
    assert!(!site.path().join("elsewhere/far.events.toml").exists());
}
