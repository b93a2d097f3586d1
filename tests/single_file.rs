//! The whole timeline in one file: nothing is missing in it, and it asks for nothing else.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::process::Output;
use support::{Site, run};

const PIXEL: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";

/// Events with headings, notes and images of the same names; an article that tells two; links of every kind.
fn site() -> Site {
    let event = |title: &str, date: &str, body: &str| {
        format!("+++\ntitle = \"{title}\"\ndate = \"{date}\"\ntags = [\"river\"]\n+++\n\n{body}\n")
    };
    let body = "## How\n\nSee [how](#how), [the flood](flood.md), [its end](flood.md#how), [all](_index.md), \
        [the web](https://example.org/), a note[^1] and ![a pixel](pixel.svg).\n\n[^1]: Noted.\n\n\
        ![Elsewhere](https://example.org/far.png)\n\n<img src=\"https://example.org/raw.png\"><script>alert(1)</script>\n";
    let media = "+++\ntitle = \"The bridge\"\ndate = \"1911-05-03\"\nmedia = [{ src = \"pixel.svg\", alt = \"Near\" }, \
        { src = \"https://example.org/photo.jpg\", alt = \"Far\" }, { src = \"/shared.svg\" }]\n\
        sources = [{ title = \"A report\", url = \"https://example.org/r\", archive = \"https://archive.example.org/r\" }]\n\
        related = [\"flood\"]\n+++\n\nOf iron.\n";
    Site::new(&[
        ("content/_index.md", "+++\ntitle = \"Rivers\"\n+++\n\n## Words before\n\nAn introduction.\n"),
        ("content/flood.md", &event("The flood", "1908-04-02", body)),
        ("content/dam.md", &event("The dam", "199X", body)),
        ("content/bridge.md", media),
        (
            "content/2025-02-26-ferry.txt",
            "The ferry\n\nThe ferry sank on Tuesday. On Monday, the captain had warned the council.\n",
        ),
        ("content/pixel.svg", PIXEL),
        ("static/shared.svg", PIXEL),
    ])
}

fn single(site: &Site, arguments: &[&str]) -> (String, Output) {
    let output = run(&site.path(), &[&["build", "--single-file"], arguments].concat(), &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (fs::read_to_string(site.path().join("timeline.html")).unwrap(), output)
}

/// The values of an attribute; what looks like one in the text is none.
fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    let tags = html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap());
    tags.flat_map(|tag| tag.split(start.as_str()).skip(1))
        .map(|rest| rest.split('"').next().unwrap())
        .collect()
}

/// Percent-encoding undone, as browsers do to find a place.
fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

/// What must hold of each such file.
fn check(site: &Site, arguments: &[&str]) -> String {
    let (html, _) = single(site, arguments);
    let ids = values(&html, "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "an id stands twice: {ids:?}");
    for link in values(&html, "href") {
        match link.strip_prefix('#') {
            Some(place) => {
                assert!(place.is_empty() || known.contains(decoded(place).as_str()), "{link} leads nowhere")
            }
            None => assert!(link.contains(':'), "{link} leads out of the file"),
        }
    }
    assert!(values(&html, "src").iter().all(|src| src.starts_with("data:")), "{:?}", values(&html, "src"));
    for word in ["<script", "<link rel=\"stylesheet\"", "url(", "@import", "<iframe", " srcset="] {
        assert!(!html.contains(word), "{word}");
    }
    assert!(html.contains("default-src 'none'"));
    for event in site.built(arguments).events() {
        let url = event["url"].as_str().unwrap();
        let place =
            url.rsplit_once("event/").map(|(_, slug)| format!("event/{}", decoded(slug.trim_matches('/'))));
        assert!(known.contains(place.unwrap().as_str()), "{url} is not in the file");
    }
    html
}

#[test]
fn every_event_is_there_and_nothing_is_asked_for() {
    for arguments in [&[][..], &["--base-url", "https://rivers.example.org/sub/"]] {
        let html = check(&site(), arguments);
        for expected in [
            "<h3>The bridge</h3>",
            "<a href=\"https://archive.example.org/r\">archived copy</a>",
            "<a href=\"#event/flood\">The flood</a>",
            "<a href=\"#event/flood/how\">its end</a>",
            "<a href=\"#event/dam/how\">how</a>",
            "<a href=\"https://example.org/far.png\">Elsewhere</a>",
            "<a href=\"https://example.org/photo.jpg\">Far</a>",
            "<mark>Tuesday</mark>",
            "href=\"#article/2025-02-26-ferry/",
        ] {
            assert!(html.contains(expected), "no {expected} in {html}");
        }
        // In two bodies, among the media, and of the static files.
        assert_eq!(html.matches("src=\"data:image/svg+xml;base64,").count(), 4);
    }
}

#[test]
fn every_kind_of_content_and_the_demo() {
    let every = Site::new(&[]);
    let input = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/every-way/input");
    support::read(&input).into_iter().for_each(|(path, bytes)| every.write(&path, bytes));
    check(&every, &[]);
    check(&Site::demo(), &[]);
}

#[test]
fn where_reports_differ_both_dates_are_there() {
    let report = |day: u8| {
        format!(
            "---\npublished: 2025-02-26\n---\n\nThe old mill in Oldtown burned down on {day} February 2025 after a heavy storm.\n"
        )
    };
    let site = Site::new(&[("content/a.md", &report(14)), ("content/b.md", &report(15))]);
    let (html, _) = single(&site, &[]);
    for day in [14, 15] {
        assert!(html.contains(&format!("<dd><time datetime=\"2025-02-{day}\">")), "{html}");
    }
}

#[test]
fn the_same_bytes_and_a_word_about_them() {
    let site = site();
    let (first, output) = single(&site, &[]);
    assert_eq!(first, single(&site, &["--jobs", "1"]).0);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("5 events and 1 article in timeline.html, "), "{said}");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("note[outside-image]: 3 images lie on other sites"), "{told}");
    assert!(!site.path().join("public").exists() && !site.path().join("dateline.lock").exists());
}

#[test]
fn the_style_and_template_of_the_site() {
    let site = site();
    site.write("static/style.css", "h1 { color: teal } /* </style> */");
    site.write("templates/single.html", "{% extends \"builtin/single.html\" %}");
    let html = check(&site, &[]);
    assert!(html.contains("h1 { color: teal } /* <\\/style> */"), "{html}");
}

#[test]
fn nothing_but_a_page_is_written_over() {
    let site = site();
    for arguments in [["build", "--single-file=content/flood.md"], ["build", "--single-file=none/there.html"]]
    {
        let output = run(&site.path(), &arguments, &[]);
        assert!(!output.status.success());
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("ends in .html") || told.contains("none/there.html was not written"), "{told}");
    }
}

#[test]
fn a_large_copy_is_told() {
    let site = site();
    site.write("content/large.png", vec![0; 16_000_000]);
    site.write("content/large.md", "+++\ntitle = \"Large\"\ndate = \"2020\"\n+++\n\n![Large](large.png)\n");
    let (_, output) = single(&site, &[]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("warning[heavy-copy]: the copy has 21 MB") && told.contains("large.png"), "{told}");
}
