//! Files as people have them: what `timeline.json` says of their bytes, and what their names and neighbours become.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use support::Site;

#[test]
fn mentions_count_the_bytes_of_the_file_as_it_is_on_disk() {
    let head = "---\ntitle: A\npublished: 2025-06-12\n---\n\n";
    let sentence = "The *œld* mill &amp; its \\* wheel\nstopped on **Tuesday**.";
    let crlf = |text: &str| text.replace('\n', "\r\n");
    for (name, before, sentence) in [
        ("plain.md", format!("{head}Ünïcode. "), sentence.to_owned()),
        ("marked.md", format!("\u{feff}{head}"), sentence.to_owned()),
        ("windows.md", crlf(head), crlf(sentence)),
        ("marked-windows.md", crlf(&format!("\u{feff}{head}> ")), "It **stopped** on Tuesday.".to_owned()),
        (
            "marked.txt",
            "\u{feff}Published: 2025-06-12\nTitle: A\n\n".to_owned(),
            "It stopped on Tuesday.".to_owned(),
        ),
    ] {
        let site = Site::new(&[]);
        let whole = format!("{before}{sentence} Nobody knew why.\n");
        site.write(&format!("content/{name}"), &whole);
        let json = site.built(&[]).json();
        let mention = &json["events"][0]["mentions"][0];
        let at = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
        assert_eq!(&whole[at("start")..at("end")], sentence, "{name}");
    }
}

#[test]
fn files_that_differ_in_their_endings_alone_are_two_articles() {
    let site = Site::new(&[
        (
            "content/report.md",
            "---\npublished: 2025-06-12\n---\nThe mill stopped on Monday. See [the text](report.txt).\n",
        ),
        ("content/report.txt", "Published: 2025-06-12\nTitle: Text\n\nThe wheel broke on Tuesday.\n"),
    ]);
    let built = site.built(&[]);
    let files: Vec<String> = built.json()["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["mentions"][0]["article"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(files, ["content/report.md", "content/report.txt"]);
    assert!(built.text("article/report/index.html").contains("href=\"../report-2/\""));
    assert!(built.text("article/report-2/index.html").contains("The wheel broke"));
}

#[test]
fn an_index_is_called_and_dated_as_its_folder() {
    let site = Site::new(&[
        (
            "content/news/2025-06-12-mill/index.md",
            "---\npublished: 2025-06-12\nimage: my photo.jpg\n---\nThe mill stopped on Tuesday.\n",
        ),
        ("content/news/2025-06-13-wheel/index.md", "It broke. ![The wheel](my%20photo.jpg)\n"),
    ]);
    site.write("content/news/2025-06-12-mill/my photo.jpg", "one");
    site.write("content/news/2025-06-13-wheel/my photo.jpg", "two");
    let built = site.built(&[]);
    assert!(!built.told.contains("collision"), "{}", built.told);
    assert!(built.files.contains_key("article/2025-06-12-mill/index.html"));
    assert_eq!(built.text("article/2025-06-12-mill/my photo.jpg"), "one");
    let event = built.text("event/2025-06-13-wheel/index.html");
    assert!(event.contains("<h1>Wheel</h1>") && event.contains("src=\"my%20photo.jpg\""), "{event}");
    assert_eq!(built.text("event/2025-06-13-wheel/my photo.jpg"), "two");
    assert!(
        built.files.contains_key("news/index.html")
            && !built.files.contains_key("news/2025-06-12-mill/index.html")
    );
}

#[test]
fn pictures_of_one_name_in_several_folders_stay_apart() {
    let site = Site::new(&[(
        "content/news/a.md",
        "---\ndate: 2025-06-12\nimage: ../one/map one.jpg\n---\n![one](<../one/map one.jpg>) ![two](<../two/map one.jpg>)\n",
    )]);
    site.write("content/one/map one.jpg", "one");
    site.write("content/two/map one.jpg", "two");
    let built = site.built(&[]);
    let page = built.text("event/a/index.html");
    assert!(
        page.contains("<img src=\"../../one/map%20one.jpg\"") && page.contains("../../two/map%20one.jpg"),
        "{page}"
    );
    assert_eq!((built.text("one/map one.jpg"), built.text("two/map one.jpg")), ("one", "two"));
}

#[test]
fn a_text_of_one_sentence_is_read_for_its_events() {
    let site = Site::new(&[("content/note.txt", "Published: 2025-06-12\n\nThe mill stopped on Tuesday.\n")]);
    assert_eq!(site.built(&[]).json()["events"][0]["edtf"], "2025-06-10");
}

#[test]
fn data_that_cannot_be_read_is_told_with_its_place_and_travels_along() {
    let site = Site::new(&[
        ("content/a.md", "---\ndate: 2025-06-12\n---\n"),
        ("content/b.json", "{\"title\": \"B\",\n \"date\": }"),
        ("content/list.json", "[1, 2]"),
    ]);
    let told = site.built(&[]).told;
    assert!(told.contains("content/b.json:2:10") && told.contains("warning[unreadable-data]"), "{told}");
    assert!(!told.contains("list.json"), "{told}");
}

#[test]
fn a_users_static_file_goes_before_the_sites_own() {
    let site = Site::new(&[
        ("content/a.md", "---\ndate: 2025-06-12\n---\n"),
        ("static/robots.txt", "mine"),
        ("static/style.css", "p{}"),
        ("static/404.html", "lost"),
    ]);
    let built = site.built(&[]);
    assert_eq!(["robots.txt", "style.css", "404.html"].map(|file| built.text(file)), ["mine", "p{}", "lost"]);
}

#[test]
fn a_site_that_was_built_among_the_content_is_not_read() {
    // Without `content/`, the site's folder is its own content.
    let site = Site::new(&[("a.md", "---\ndate: 2025-06-12\n---\n")]);
    assert_eq!(site.build(&["--output", "site"]).code, 0);
    let built = site.built(&[]);
    assert!(!built.files.keys().any(|file| file.contains("site/")), "{:?}", built.files.keys());
    assert!(!built.told.contains("robots.txt"), "{}", built.told);
}

#[cfg(unix)]
#[test]
fn an_output_folder_may_be_a_link() {
    let site = Site::new(&[("content/a.md", "---\ndate: 2025-06-12\n---\n")]);
    std::fs::create_dir(site.path().join("elsewhere")).unwrap();
    std::os::unix::fs::symlink("elsewhere", site.path().join("public")).unwrap();
    site.built(&[]);
    site.write("content/b.md", "---\ndate: 2025-06-13\n---\n");
    site.built(&[]);
    assert!(site.path().join("elsewhere/event/b/index.html").is_file());
    assert!(site.path().join("public").is_symlink());
}

#[test]
fn an_output_folder_that_holds_the_content_is_refused_and_kept() {
    let site = Site::new(&[("content/a.md", "---\ndate: 2025-06-12\n---\n")]);
    for output in ["content", ".", "./content/"] {
        let built = site.build(&["--output", output]);
        assert_eq!(built.code, 1, "{output}");
        assert!(built.told.contains("1 error") && built.told.contains("output-place"), "{}", built.told);
        assert!(site.path().join("content/a.md").is_file());
    }
}

#[test]
fn explain_reckons_from_the_day_that_the_section_states_as_the_build_does() {
    let site = Site::new(&[
        ("content/mills/_index.md", "---\npublished: 2025-06-12\n---\n"),
        ("content/mills/old/a.txt", "The mill\n\nIt stopped on Tuesday.\n"),
    ]);
    assert_eq!(site.built(&[]).json()["events"][0]["edtf"], "2025-06-10");
    let output = support::run(&site.path(), &["explain", "content/mills/old/a.txt"], &[]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("published Thursday 12 June 2025") && said.contains("EDTF 2025-06-10"), "{said}");
}

#[test]
fn the_introduction_of_the_home_page_has_links_and_pictures_like_any_text() {
    let index = "The story of [a mill](mill.md).\n\n![The mill](mill.svg)\n";
    let site = Site::new(&[
        ("content/_index.md", index),
        ("content/mill.md", "---\ndate: 2025-06-12\n---\nSee [the start](_index.md).\n"),
        ("content/mill.svg", "<svg/>"),
    ]);
    let built = site.built(&[]);
    assert!(
        built.text("index.html").contains("href=\"event/mill/\"")
            && built.text("index.html").contains("src=\"mill.svg\"")
    );
    assert!(built.text("event/mill/index.html").contains("href=\"../../\">the start"));
    assert_eq!(built.text("mill.svg"), "<svg/>");
    site.write("content/_index.md", "See [nothing](gone.md).\n");
    assert!(site.build(&[]).told.contains("content/_index.md:1:5"));
}
