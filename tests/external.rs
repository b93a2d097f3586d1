//! `dateline check --external`, against a server on this machine: no test meets the network.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Output;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use support::{Site, run};

/// A request: its method and path, its user agent, and when it came.
#[derive(Clone, Debug)]
struct Request {
    line: String,
    agent: String,
    at: Instant,
}

/// A server that answers each path in its own way, and remembers what it was asked.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                answer(stream.unwrap(), &seen);
            }
        });
        Self { address, asked }
    }

    /// The requests since the last time.
    fn asked(&self) -> Vec<Request> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.asked().into_iter().map(|request| request.line).collect();
        lines.sort();
        lines
    }
}

fn answer(mut stream: TcpStream, seen: &Mutex<Vec<Request>>) {
    let mut head = BufReader::new(stream.try_clone().unwrap()).lines().map(Result::unwrap);
    let Some(first) = head.next() else { return };
    let line = first.trim_end_matches(" HTTP/1.1").to_owned();
    let fields: Vec<String> = head.take_while(|line| !line.is_empty()).collect();
    let agent =
        fields.iter().find_map(|field| field.to_lowercase().strip_prefix("user-agent: ").map(str::to_owned));
    seen.lock().unwrap().push(Request {
        line: line.clone(),
        agent: agent.unwrap_or_default(),
        at: Instant::now(),
    });
    let answer = match line.as_str() {
        "HEAD /there" | "HEAD /new" | "GET /no-head" | "HEAD /a%20b" => "200 OK",
        "HEAD /no-head" => "405 Method Not Allowed",
        "HEAD /moved" => "301 Moved Permanently\r\nLocation: /new",
        "HEAD /for-now" => "302 Found\r\nLocation: /there",
        "HEAD /round" => "302 Found\r\nLocation: /round",
        "HEAD /members" | "GET /members" => "403 Forbidden",
        "HEAD /broken" | "GET /broken" => "500 Internal Server Error",
        "HEAD /gone" | "GET /gone" => "410 Gone",
        _ => "404 Not Found",
    };
    write!(stream, "HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
}

/// A site whose event has these sources.
fn site(sources: &[String]) -> Site {
    let sources: Vec<String> =
        sources.iter().map(|url| format!("{{ title = \"A report\", url = \"{url}\" }}")).collect();
    let text = format!(
        "+++\ntitle = \"The bridge\"\ndate = \"1911-05-03\"\nsources = [{}]\n+++\n\nOf iron.\n",
        sources.join(", ")
    );
    Site::new(&[("content/bridge.md", &text)])
}

fn check(site: &Site, arguments: &[&str]) -> (String, Output) {
    let cache = site.path().join(".cache");
    let environment = [("XDG_CACHE_HOME", cache.to_str().unwrap()), ("NO_PROXY", "*"), ("no_proxy", "*")];
    let output = run(&site.path(), &[&["check"], arguments].concat(), &environment);
    (String::from_utf8(output.stderr.clone()).unwrap(), output)
}

#[test]
fn each_link_is_told_as_it_was_found() {
    let server = Server::start();
    // Nobody listens where somebody has just stopped to.
    let nobody = format!("http://{}/", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
    let paths =
        ["there#part", "no-head", "a b", "moved", "for-now", "round", "members", "broken", "gone", "lost"];
    let mut sources: Vec<String> = paths.iter().map(|path| format!("{}/{path}", server.address)).collect();
    sources.push(nobody.clone());
    let (told, output) = check(&site(&sources), &["--external"]);
    let mut codes: Vec<&str> = told.split('\n').filter(|line| line.contains("[outside-")).collect();
    codes.sort_unstable();
    let address = &server.address;
    let refused = codes.iter().find(|code| code.contains(&nobody)).copied().unwrap_or_default();
    assert!(refused.starts_with("warning[outside-unreachable]"), "{told}");
    codes.retain(|code| *code != refused);
    assert_eq!(
        codes,
        [
            format!("note[outside-moved]: {address}/moved has moved for good"),
            format!("warning[outside-dead]: {address}/gone is there no more (410)"),
            format!("warning[outside-dead]: {address}/lost is there no more (404)"),
            format!(
                "warning[outside-unreachable]: {address}/broken cannot be reached: the server answers 500 Internal Server Error"
            ),
            format!(
                "warning[outside-unreachable]: {address}/round cannot be reached: more than 10 redirects"
            ),
        ],
        "{told}"
    );
    assert!(told.contains(&format!("its address is {address}/new now")), "{told}");
    assert!(told.contains(&format!("https://web.archive.org/web/{address}/gone")), "{told}");
    assert!(told.contains("--> content/bridge.md:4:"), "with its place: {told}");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.starts_with(
            "11 links to other sites, 11 asked for now, 2 dead, 3 out of reach, 1 moved, 1 that do not say\n"
        ),
        "{said}"
    );
    let asked = server.asked();
    assert!(
        asked
            .iter()
            .all(|request| request.agent.starts_with(&format!("dateline/{}", env!("CARGO_PKG_VERSION"))))
    );
    assert!(
        asked.iter().any(|request| request.line == "GET /no-head")
            && !asked.iter().any(|request| request.line == "GET /there")
    );
}

#[test]
fn a_host_is_asked_for_one_page_at_a_time() {
    let server = Server::start();
    let (_, output) =
        check(&site(&["there", "new"].map(|path| format!("{}/{path}", server.address))), &["--external"]);
    assert!(output.status.code() == Some(0), "{output:?}");
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert!(asked[1].at - asked[0].at >= Duration::from_millis(450), "{asked:?}");
}

#[test]
fn what_was_found_is_not_asked_for_again() {
    let server = Server::start();
    let site = site(&["there", "gone", "moved"].map(|path| format!("{}/{path}", server.address)));
    check(&site, &["--external"]);
    let all = ["GET /gone", "HEAD /gone", "HEAD /moved", "HEAD /new", "HEAD /there"];
    assert_eq!(server.lines(), all);
    let (told, _) = check(&site, &["--external"]);
    assert_eq!(server.lines(), ["GET /gone", "HEAD /gone"], "it may be mended");
    assert!(told.contains("note[outside-moved]"), "told again: {told}");
    check(&site, &["--external=fresh"]);
    assert_eq!(server.lines(), all);
    let (told, _) = check(&site, &[]);
    assert!(server.asked().is_empty() && !told.contains("outside"), "off unless it is wanted: {told}");
}

#[test]
fn links_of_every_kind_and_the_copy_that_an_author_names() {
    let server = Server::start();
    let url = &server.address;
    let text = format!(
        "+++\ntitle = \"The bridge\"\ndate = \"1911-05-03\"\nallow = [\"no-alt\"]\n\
         sources = [{{ url = \"{url}/source\", archive = \"{url}/archive\" }}, {{ url = \"{url}/again\" }}]\n\
         media = [{{ src = \"{url}/picture.jpg\", link = \"{url}/page\" }}]\n+++\n\n\
         See [this]({url}/text#a), [that]({url}/again), [us](mailto:a@example.org) and [here](#x).\n"
    );
    let site = Site::new(&[("content/bridge.md", &text)]);
    let (told, _) = check(&site, &["--external"]);
    let mut dead: Vec<&str> = told
        .split("warning[outside-dead]: ")
        .skip(1)
        .filter_map(|rest| rest.split(' ').next()?.rsplit('/').next())
        .collect();
    dead.sort_unstable();
    assert_eq!(dead, ["again", "archive", "page", "picture.jpg", "source", "text"]);
    assert!(told.contains(&format!("its archived copy is {url}/archive")), "{told}");
    site.write("content/bridge.md", text.replace("no-alt\"", "no-alt\", \"outside-dead\""));
    assert!(!check(&site, &["--external"]).0.contains("outside-dead"), "waived by its file");
}

#[test]
fn without_a_network_one_sentence_says_so() {
    let hosts: Vec<String> = (0..3)
        .map(|_| format!("http://{}/", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()))
        .collect();
    let (told, output) = check(&site(&hosts), &["--external"]);
    assert!(
        told.contains("error[no-network]: none of 3 hosts can be reached") && !told.contains("outside"),
        "{told}"
    );
    assert_eq!(output.status.code(), Some(1));
}
