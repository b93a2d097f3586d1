//! The data of other tools becomes event files, whole, and nothing that is there is harmed.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use serde_json::Value;
use support::{Site, run};

const VERSION_3: &str = r#"{
  "title": { "text": { "headline": "Bridges <br>of the Aller", "text": "<p>From <em>wood</em> to steel.</p>" } },
  "events": [
    {
      "start_date": { "year": "-44", "month": "", "day": "" },
      "text": { "headline": "A ford", "text": "<p class=\"lead\">The legions &amp; their <a href='https://example.org/'>ford</a>.</p>" }
    },
    {
      "unique_id": "iron", "group": "Iron", "display_date": "<b>May</b> 1911",
      "start_date": { "year": "1911", "month": "5" }, "end_date": { "year": "1911", "month": "5" },
      "media": { "url": "https://example.org/a.jpg", "caption": "The <a href='x'>bridge</a>", "thumbnail": "t.jpg" },
      "background": { "color": "papayawhip" },
      "text": { "headline": "The iron bridge <script>alert(1)</script>" }
    },
    {
      "start_date": { "year": 2025, "month": 2, "day": 25, "hour": 9, "minute": 30, "format": "full" },
      "media": { "url": "https://video.example.org/watch?v=1", "caption": "The opening" },
      "text": { "headline": "&quot;Opened&quot;", "text": "&lt;img src=x onerror=alert(1)&gt;<iframe src='//evil'></iframe>" }
    },
    { "text": { "headline": "Without a date" } },
    { "start_date": { "year": "2001" }, "end_date": { "year": "2000" }, "text": { "headline": "Backwards" } }
  ],
  "eras": [ { "start_date": { "year": "1900" }, "end_date": { "year": "1950" }, "text": { "headline": "Iron age" } } ]
}"#;

/// Imports a file into `content/`: exit code, standard output, standard error.
fn import(site: &Site, arguments: &[&str]) -> (i32, String, String) {
    let output = run(&site.path(), &[&["import"], arguments].concat(), &[]);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn find<'a>(events: &'a [Value], title: &str) -> &'a Value {
    events.iter().find(|event| event["title"] == title).unwrap_or_else(|| panic!("no {title} in {events:#?}"))
}

#[test]
fn timelinejs_3_comes_in_whole() {
    let site = Site::new(&[("data.json", VERSION_3)]);
    let (code, said, told) = import(&site, &["timelinejs", "data.json"]);
    assert_eq!(code, 1, "two slides have no date that can be read\n{told}");
    assert!(told.contains("data.json:20:5") && told.contains("a slide without a date"), "{told}");
    assert!(
        told.contains("data.json:21:5") && told.contains("it ends (2000) before it begins (2001)"),
        "{told}"
    );
    assert!(said.starts_with("3 events in data.json: 4 files written in content"), "{said}");
    assert!(said.contains("[[eras]]\ntitle = \"Iron age\"\ndate = \"1900/1950\""), "{said}");

    let built = site.built(&[]);
    let events = built.events();
    assert_eq!(events.len(), 3);
    let ford = find(&events, "A ford");
    assert_eq!(ford["edtf"], "-0043");
    assert_eq!(ford["text"], "The legions & their [ford](https://example.org/).");
    assert!(ford["extra"]["timelinejs"]["text"]["text"].as_str().unwrap().starts_with("<p class=\"lead\">"));
    let iron = find(&events, "The iron bridge");
    assert_eq!(
        (&iron["id"], &iron["edtf"], &iron["display_date"]),
        (&"iron".into(), &"1911-05".into(), &"May 1911".into())
    );
    assert_eq!(iron["tags"][0], "Iron");
    assert_eq!(iron["media"][0]["src"], "https://example.org/a.jpg");
    assert_eq!(iron["media"][0]["caption"], "The bridge");
    assert_eq!(iron["extra"]["timelinejs"]["background"]["color"], "papayawhip");
    assert_eq!(iron["extra"]["timelinejs"]["media"]["thumbnail"], "t.jpg");
    let opened = find(&events, "\"Opened\"");
    assert_eq!(opened["edtf"], "2025-02-25T09:30");
    assert_eq!(opened["sources"][0]["url"], "https://video.example.org/watch?v=1");
    assert_eq!(opened["extra"]["timelinejs"]["start_date"]["format"], "full");
    assert!(built.text("index.html").contains("From <em>wood</em> to steel."));

    // What came in goes out as it came, and nothing of it is script on a page.
    for (path, bytes) in &built.files {
        let page = String::from_utf8_lossy(bytes);
        let html = path.ends_with(".html");
        assert!(
            !html
                || (!page.contains("<script>alert")
                    && !page.contains("<img src=x")
                    && !page.contains("<iframe")),
            "{path}"
        );
    }
    let out: Value = serde_json::from_str(built.text("timelinejs.json")).unwrap();
    let slide = out["events"].as_array().unwrap().iter().find(|slide| slide["unique_id"] == "iron").unwrap();
    assert_eq!(slide["background"]["color"], "papayawhip");
    assert_eq!(slide["media"]["caption"], "The <a href='x'>bridge</a>");
    assert_eq!(slide["media"]["thumbnail"], "t.jpg");
}

#[test]
fn timelinejs_1_comes_in_whole() {
    let data = r#"{ "timeline": {
        "headline": "Old", "type": "default", "text": "An introduction", "startDate": "1911",
        "date": [
            { "startDate": "1911,5,3", "endDate": "1911,5,5", "headline": "Opened", "tag": "Iron", "classname": "x",
              "asset": { "media": "//example.org/a.png", "credit": "Someone", "caption": "" } },
            { "startDate": "3/14/1948", "headline": "Mended" },
            { "startDate": "-43", "headline": "Forded" }
        ],
        "era": [ { "startDate": "1900", "endDate": "1950", "headline": "Iron age" } ]
    } }"#;
    let site = Site::new(&[("data.json", data)]);
    let (code, said, told) = import(&site, &["timelinejs", "data.json", "--into", "content/old"]);
    assert_eq!((code, told.as_str()), (0, ""));
    assert!(said.contains("[[eras]]"), "{said}");
    let built = site.built(&[]);
    let events = built.events();
    let opened = find(&events, "Opened");
    assert_eq!((&opened["edtf"], &opened["section"]), (&"1911-05-03/1911-05-05".into(), &"old".into()));
    assert_eq!(opened["media"][0]["src"], "https://example.org/a.png");
    assert_eq!(opened["media"][0]["credit"], "Someone");
    assert_eq!(opened["extra"]["timelinejs"]["classname"], "x");
    assert_eq!(find(&events, "Mended")["edtf"], "1948-03-14");
    assert_eq!(find(&events, "Forded")["edtf"], "-0042");
    assert!(built.text("old/index.html").contains("An introduction"));
}

#[test]
fn the_sheet_of_timelinejs_comes_in_whole() {
    let sheet = "\u{feff}Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Alt Text,Type,Group,Background,Note\r\n\
        ,,,,,,,,,The sheet,,,,,,,title,,#fff,\r\n\
        \"1,911\",5,3,9.30,,,,,,\"Opened, \"\"at last\"\"\",\"<p>One</p>\r\n<p>Two</p>\",https://example.org/a.jpg,,,,A bridge,,Iron,/sky.jpg,kept\r\n\
        ,,,,,,,,,,,,,,,,,,,\r\n\
        1900,,,,1950,,,,,Iron age,,,,,,,era,,,\r\n\
        soon,,,,,,,,,Planned,,,,,,,,,,\r\n";
    let site = Site::new(&[("sheet.csv", sheet)]);
    let (code, said, told) = import(&site, &["timelinejs", "sheet.csv"]);
    assert_eq!(code, 1);
    assert!(told.contains("sheet.csv:7:1") && told.contains("the year `soon` is no whole number"), "{told}");
    assert!(said.contains("Iron age"), "{said}");
    let events = site.built(&[]).events();
    assert_eq!(events.len(), 1);
    let opened = find(&events, "Opened, \"at last\"");
    assert_eq!((&opened["edtf"], &opened["text"]), (&"1911-05-03T09:30".into(), &"One\n\nTwo".into()));
    assert_eq!(opened["media"][0]["alt"], "A bridge");
    assert_eq!(opened["extra"]["timelinejs"]["background"]["url"], "/sky.jpg");
    assert_eq!(opened["extra"]["timelinejs"]["Note"], "kept");
}

#[test]
fn tables_of_any_kind_come_in_by_the_names_of_their_columns() {
    let table = "Titel;Headline;Start Date;End Date;Location;Tags;Body;Link;importance;Start;2nd\r\n\
        a;The bridge opens;25 February 2025;2025-03-01;Verden;x, y;\"Two\r\nlines\";https://example.org/;high;;007\r\n\
        b;In spring;spring 1911;;;;;;7;;\r\n\
        c;Never;sometime;;;;;;;;\r\n\
        d;Too many;2025;;;;;;;;;extra cell\r\n";
    let site = Site::new(&[("t.csv", table)]);
    let (code, said, told) = import(&site, &["csv", "t.csv"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("t.csv:5:1") && told.contains("`sometime` is no date"), "{told}");
    assert!(said.starts_with("3 events"), "{said}");
    let events = site.built(&[]).events();
    let opens = find(&events, "The bridge opens");
    assert_eq!((&opens["edtf"], &opens["text"]), (&"2025-02-25/2025-03-01".into(), &"Two\nlines".into()));
    assert_eq!(opens["tags"], serde_json::json!(["x", "y"]));
    assert_eq!(opens["place"], serde_json::json!(["Verden"]));
    let extra = serde_json::json!({"Titel": "a", "Link": "https://example.org/", "importance_as_written": "high", "2nd": "007"});
    assert_eq!(opens["extra"], extra);
    assert_eq!(find(&events, "In spring")["importance"], 7);
    assert_eq!(find(&events, "Too many")["extra"]["column_12"], "extra cell");
}

#[test]
fn html_in_a_table_is_no_html_on_a_page() {
    let table = "date,title,text\n2025,One,<p>A <b>bold</b> word<script>alert(1)</script></p>\n2026,Two,Text with <u onclick=x()>tags</u>\n";
    let site = Site::new(&[("t.csv", table)]);
    let (code, _, told) = import(&site, &["csv", "t.csv"]);
    assert_eq!(code, 0);
    assert!(
        told.contains("warning[not-mapped]: the text holds HTML") && told.contains("t.csv:3:1"),
        "{told}"
    );
    let built = site.built(&[]);
    assert_eq!(find(&built.events(), "One")["text"], "A **bold** word");
    let page = built.text("event/2026-two/index.html");
    assert!(page.contains("&lt;u onclick=x()&gt;tags&lt;/u&gt;") && !page.contains("<u onclick"), "{page}");
}

#[test]
fn what_is_there_stays_as_it_is() {
    let site = Site::new(&[
        ("t.csv", "date,title\n2025,One\n2026,Two\n"),
        ("content/2025-one.md", "+++\ntitle = \"Mine\"\ndate = \"2025\"\n+++\n"),
    ]);
    let (code, said, told) = import(&site, &["csv", "t.csv", "--dry-run"]);
    assert_eq!(code, 0);
    assert!(said.contains("1 file would be written, 1 kept as they are"), "{said}");
    assert!(told.contains("content/2025-one.md is there already"), "{told}");
    assert!(!site.path().join("content/2026-two.md").exists());
    let mine = || std::fs::read_to_string(site.path().join("content/2025-one.md")).unwrap();
    import(&site, &["csv", "t.csv"]);
    assert!(mine().contains("Mine") && site.path().join("content/2026-two.md").exists());
    let (_, said, told) = import(&site, &["csv", "t.csv", "--overwrite"]);
    assert!(said.contains("1 file written, 1 there already") && told.is_empty(), "{said}{told}");
    assert!(mine().contains("One"));
}

#[test]
fn no_section_of_a_file_leads_out_of_the_folder() {
    let data =
        r#"{"dateline":1,"events":[{"id":"../../x","title":"X","edtf":"2025","section":"../../etc/é"}]}"#;
    let site = Site::new(&[("t.json", data)]);
    let (code, _, told) = import(&site, &["json", "t.json"]);
    assert_eq!((code, told.as_str()), (0, ""));
    assert!(site.path().join("content/etc/é/x.md").exists());
}

#[test]
fn what_is_no_such_file_is_told() {
    let site =
        Site::new(&[("a.json", "{\"events\": [\n  {]}"), ("a.ics", "hello\n"), ("b.csv", "a,b\n1,2\n")]);
    for (arguments, expected) in [
        (["timelinejs", "a.json"], "a.json:2:"),
        (["ics", "a.ics"], "the file is no calendar"),
        (["csv", "b.csv"], "b.csv:2:1"),
        (["csv", "gone.csv"], "gone.csv cannot be read"),
    ] {
        let (code, _, told) = import(&site, &arguments);
        assert!(code > 0 && told.contains(expected), "{arguments:?}: {told}");
    }
}

#[test]
fn markwhen_comes_in_whole() {
    let text = "title: Bridges\n\n# Iron #old\n1911-05: Opened\nid: opened\n\nOf *iron*.<script>alert(1)</script>\nafter !opened 3 days: Closed\n";
    let site = Site::new(&[("a.mw", text)]);
    let (code, said, told) = import(&site, &["markwhen", "a.mw", "--into", "content/bridges"]);
    assert_eq!(code, 1);
    assert!(told.contains("a.mw:8:1") && said.starts_with("1 event"), "{told}{said}");
    let built = site.built(&[]);
    let opened = &built.events()[0];
    assert_eq!(
        (&opened["id"], &opened["edtf"], &opened["section"]),
        (&"opened".into(), &"1911-05".into(), &"bridges".into())
    );
    assert_eq!(opened["tags"], serde_json::json!(["old", "Iron"]));
    assert!(built.text("bridges/index.html").contains("<title>Bridges"));
    assert!(!built.text("event/opened/index.html").contains("<script>alert"));
}
