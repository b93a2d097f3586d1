//! What the site writes beside its pages, read by the libraries of others.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use icalendar::Component;
use serde_json::Value;
use std::path::Path;
use support::{Built, Site, run};

/// A site with all kinds of dates, texts and keys.
fn every_way() -> Site {
    let site = Site::new(&[]);
    for (path, bytes) in
        support::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/every-way/input"))
    {
        site.write(&path, bytes);
    }
    let events = [
        ("ides", "date = \"-0043-03-15\"\ntitle = \"The Ides of March\""),
        ("light", "date = \"Y-138E8\"\ntitle = \"First light\""),
        ("nineties", "date = \"199X~\"\ntitle = \"The ferry, \\\"Aller\\\"; and more\""),
        ("since", "date = \"2025-01-20/..\"\ntitle = \"A new office\"\ntags = [\"a, b\", \"c; d\"]"),
        ("until", "date = \"../2025-02-24\"\ntitle = \"Replies\""),
        ("noon", "date = \"2025-02-25\"\ntime = \"12:30\"\ntitle = \"At noon 🕛\""),
        ("west", "date = \"2025-02-25T23:30:00-05:00\"\ntitle = \"Late in the evening\""),
        (
            "week",
            "date = \"2025-02-17\"\nend = \"2025-02-23\"\ntitle = \"A week\"\nimage = \"week.svg\"\ndepth = 7",
        ),
        (
            "one-of",
            "date = \"[1667,1668]\"\ntitle = \"One of two years\"\n[[sources]]\ntitle = \"A <book>\"\nurl = \"javascript:alert(1)\"",
        ),
    ];
    for (name, front) in events {
        let text = "A text with *stress*, a [link](ides.md), and <script>alert(1)</script>.\n\nThe second paragraph.";
        site.write(&format!("content/events/{name}.md"), format!("+++\n{front}\n+++\n{text}\n"));
    }
    site.write("content/events/week.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    site
}

fn built() -> Built {
    every_way().built(&["--base-url", "https://example.org/rivers/"])
}

#[test]
fn timeline_json_is_as_its_schema_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/timeline.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for built in [built(), Site::demo().built(&[])] {
        let wrong: Vec<String> = validator
            .iter_errors(&built.json())
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
    // And a schema that allows anything would prove nothing.
    let mut broken = built().json();
    broken["events"][0]["importance"] = 11.into();
    assert!(!validator.is_valid(&broken));
}

#[test]
fn the_calendar_is_read_by_two_libraries() {
    let built = built();
    let text = built.text("timeline.ics");
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text}");
    // Two of the events lie before the first year of calendars, one begins there.
    let writable = built.events().into_iter().filter(|event| {
        ["earliest", "latest"]
            .iter()
            .all(|key| event[key].as_str().is_none_or(|day| !day.starts_with(['-', 'Y'])))
    });
    let expected = writable.count();

    let calendar: icalendar::Calendar = text.parse().unwrap();
    let events: Vec<&icalendar::Event> =
        calendar.components.iter().filter_map(|one| one.as_event()).collect();
    assert_eq!(events.len(), expected);
    let calendars: Vec<_> = ical::IcalParser::new(text.as_bytes()).collect::<Result<_, _>>().unwrap();
    assert_eq!(calendars[0].events.len(), expected);

    let find = |id: &str| {
        *events.iter().find(|event| event.get_uid() == Some(&format!("{id}@example.org/rivers"))).unwrap()
    };
    let week = find("week");
    assert_eq!(week.property_value("DTSTART"), Some("20250217"));
    assert_eq!(week.property_value("DTEND"), Some("20250224"));
    assert_eq!(week.get_timestamp().unwrap().to_rfc3339(), "2025-02-23T00:00:00+00:00");
    assert_eq!(find("nineties").get_summary(), Some("The ferry, \"Aller\"; and more"));
    let described = find("nineties").get_description().unwrap();
    assert_eq!(
        described,
        "about the 1990s\n\nA text with stress, a link, and alert(1).\n\nThe second paragraph."
    );
    assert_eq!(find("west").property_value("DTSTART"), Some("20250226T043000Z"));
    assert_eq!(find("noon").property_value("DTSTART"), Some("20250225T123000"));
}

#[test]
fn the_table_is_read_by_its_columns() {
    let built = built();
    let mut table = csv::Reader::from_reader(built.text("timeline.csv").as_bytes());
    let header = table.headers().unwrap().clone();
    let column =
        |name: &str| header.iter().position(|one| one == name).unwrap_or_else(|| panic!("no {name}"));
    let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), built.events().len());
    let find = |id: &str| rows.iter().find(|row| &row[column("id")] == id).unwrap();
    assert_eq!(&find("nineties")[column("date")], "199X~");
    assert_eq!(&find("since")[column("tags")], "[\"a, b\",\"c; d\"]");
    assert_eq!(&find("week")[column("media")], "https://example.org/rivers/event/week/week.svg");
    assert_eq!(&find("week")[column("depth")], "7");
    assert!(find("ides")[column("text")].contains("*stress*"));
}

#[test]
fn no_script_leaves_the_site() {
    let built = built();
    let data: Value = serde_json::from_str(built.text("timelinejs.json")).unwrap();
    let events = data["events"].as_array().unwrap();
    for event in events {
        let shown = event["text"]["text"].as_str().unwrap();
        assert!(!shown.contains("<script") && !shown.contains("javascript:"), "{shown}");
    }
    assert!(events.iter().any(|event| event["text"]["text"].as_str().unwrap().contains("&lt;script&gt;")));
}

#[test]
fn every_format_is_written_without_a_site() {
    let site = every_way();
    let whole = site.built(&["--base-url", "https://example.org/rivers/"]);
    for (format, file) in [
        ("json", "timeline.json"),
        ("csv", "timeline.csv"),
        ("ics", "timeline.ics"),
        ("timelinejs", "timelinejs.json"),
    ] {
        let output = run(&site.path(), &["export", format, "--base-url", "https://example.org/rivers/"], &[]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(String::from_utf8(output.stdout).unwrap(), whole.text(file), "{format}");
    }
    let output = run(&site.path(), &["export", "ics"], &[]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("note[outside-calendars]: 3 events"), "{told}");
    let output = run(&site.path(), &["export", "jsonld", "--output", "list.jsonld"], &[]);
    assert!(output.status.success() && output.stdout.is_empty());
    let list: Value =
        serde_json::from_slice(&std::fs::read(site.path().join("list.jsonld")).unwrap()).unwrap();
    assert_eq!(list["numberOfItems"], whole.events().len());
}

#[test]
fn feeds_are_read_by_a_library_and_tell_the_same() {
    let built = built();
    let feeds: Vec<&String> = built.files.keys().filter(|path| path.ends_with("feed.xml")).collect();
    assert!(
        feeds.iter().any(|path| *path == "feed.xml") && feeds.iter().any(|path| *path == "aller/feed.xml"),
        "{feeds:?}"
    );
    assert!(feeds.iter().any(|path| path.starts_with("tag/")), "{feeds:?}");
    for path in feeds {
        read_by_another(&built, path);
        let feed: atom_syndication::Feed = built.text(path).parse().unwrap();
        let json: Value = serde_json::from_str(built.text(&path.replace(".xml", ".json"))).unwrap();
        assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
        let address = format!("https://example.org/rivers/{path}");
        assert_eq!(feed.id(), address);
        assert_eq!(json["feed_url"], address.replace(".xml", ".json"));
        assert!(json["home_page_url"].as_str().is_some_and(|home| home.ends_with('/')));
        assert_eq!(feed.title().as_str(), json["title"]);
        let items = json["items"].as_array().unwrap();
        assert_eq!(feed.entries().len(), items.len());
        assert!(!items.is_empty(), "{path}");
        for (entry, item) in feed.entries().iter().zip(items) {
            assert_eq!(entry.id(), item["id"]);
            let content = entry.content().unwrap();
            assert_eq!(content.value().unwrap(), item["content_html"]);
            assert_eq!(content.content_type(), Some("html"));
            for script in ["<script", "javascript:", "href=\"/", "href=\"..", "src=\"."] {
                assert!(!content.value().unwrap().contains(script), "{path}: {script} in {content:?}");
            }
            let links: Vec<_> = entry.links().iter().filter(|link| link.rel() == "via").collect();
            assert!(links.iter().all(|link| link.href().starts_with("http")), "{links:?}");
        }
    }
    // Newest by their own dates.
    let json: Value = serde_json::from_str(built.text("feed.json")).unwrap();
    let days: Vec<&str> = json["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|item| item["_timeline"]["earliest"].as_str())
        .collect();
    assert!(days.first() > days.get(5), "{days:?}");
    // Each page names its own.
    assert!(
        built.text("aller/index.html").contains("href=\"feed.xml\"")
            && built.text("aller/index.html").contains("href=\"feed.json\"")
    );
    // And there are none of a site without an address.
    let site = Site::new(&[("content/a.md", "+++\ntitle = \"A\"\ndate = \"2025\"\n+++\n")]);
    assert!(!site.built(&[]).files.keys().any(|path| path.contains("feed.")));
}

/// A reader of feeds of every kind, which is strict about dates and ids, finds the same in both forms of a feed.
fn read_by_another(built: &Built, path: &str) {
    let [atom, json] = [path.to_owned(), path.replace(".xml", ".json")].map(|path| {
        feed_rs::parser::parse(built.text(&path).as_bytes()).unwrap_or_else(|error| panic!("{path}: {error}"))
    });
    assert_eq!(atom.title.unwrap().content, json.title.unwrap().content);
    assert!(atom.updated.is_some() && atom.entries.iter().all(|entry| entry.updated.is_some()), "{path}");
    let of = |entries: &[feed_rs::model::Entry]| -> Vec<(String, Option<String>, usize)> {
        let entry = |entry: &feed_rs::model::Entry| {
            let body = entry.content.as_ref().and_then(|content| content.body.clone());
            (entry.id.clone(), body.map(|body| body.trim().to_owned()), entry.categories.len())
        };
        entries.iter().map(entry).collect()
    };
    assert_eq!(of(&atom.entries), of(&json.entries), "{path}");
}

/// The rules of sitemaps.org: whole addresses under the site's own, each once, escaped; 50,000 at most.
#[test]
fn the_sitemap_names_every_page_once() {
    let built = built();
    let map = roxmltree::Document::parse(built.text("sitemap.xml")).unwrap();
    let root = map.root_element();
    let namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    assert!(root.has_tag_name((namespace, "urlset")));
    let mut found = Vec::new();
    for url in root.children().filter(roxmltree::Node::is_element) {
        assert!(url.has_tag_name((namespace, "url")));
        let parts: Vec<_> = url.children().filter(roxmltree::Node::is_element).collect();
        assert!(parts.len() == 1 && parts[0].has_tag_name((namespace, "loc")));
        let path = parts[0].text().unwrap().strip_prefix("https://example.org/rivers/").unwrap();
        assert!(path.is_ascii() && !path.contains([' ', '"', '<', '#']), "{path}");
        let path = percent_encoding::percent_decode_str(path).decode_utf8().unwrap();
        found.push(format!("{path}index.html"));
    }
    assert!(found.len() > 20 && found.len() < 50_000);
    let is_listed = |path: &&String| {
        let is_page = path.ends_with("index.html") && !path.starts_with("embed/");
        is_page && !built.text(path).contains("http-equiv=\"refresh\"")
    };
    let mut pages: Vec<String> = built.files.keys().filter(is_listed).cloned().collect();
    pages.sort();
    found.sort();
    assert_eq!(found, pages);
}

#[test]
fn feeds_are_written_without_a_site() {
    let site = every_way();
    let base = ["--base-url", "https://example.org/rivers/"];
    let whole = site.built(&base);
    for (format, file) in [("atom", "feed.xml"), ("jsonfeed", "feed.json")] {
        let output = run(&site.path(), &[&["export", format], &base[..]].concat(), &[]);
        assert_eq!(String::from_utf8(output.stdout).unwrap(), whole.text(file));
        let homeless = Site::new(&[("content/a.md", "+++\ntitle = \"A\"\ndate = \"2025\"\n+++\n")]);
        let output = run(&homeless.path(), &["export", format], &[]);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8(output.stderr).unwrap().contains("a feed holds whole addresses"));
    }
}
