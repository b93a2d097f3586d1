//! A new site builds at once; the sites of other generators are read as they are; new files are begun and nothing is overwritten.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use std::collections::BTreeMap;
use support::{Built, Site, read, run};

/// Runs a command in the site's folder: exit code, standard output, standard error.
fn command(site: &Site, arguments: &[&str]) -> (i32, String, String) {
    let output = run(&site.path(), arguments, &[]);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn done(site: &Site, arguments: &[&str]) -> String {
    let (code, said, told) = command(site, arguments);
    assert_eq!((code, told.as_str()), (0, ""), "{arguments:?}: {said}");
    said
}

/// The dates and titles of a built site's events.
fn events(built: &Built) -> Vec<String> {
    let text = |event: &serde_json::Value, key: &str| event[key].as_str().unwrap_or_default().to_owned();
    built.events().iter().map(|event| format!("{} {}", text(event, "edtf"), text(event, "title"))).collect()
}

const URL: [&str; 2] = ["--base-url", "https://example.org/"];

#[test]
fn ok_a_new_site_builds_without_a_word() {
    let site = Site::new(&[]);
    let said = done(&site, &["init"]);
    for path in read(&site.path()).keys() {
        assert!(said.contains(&format!("  {path} ")), "{path} is not told: {said}");
    }
    let built = site.built(&URL);
    assert_eq!(built.told, "");
    assert_eq!(
        events(&built),
        [
            "1911-06-03 The bridge is opened",
            "2023-03 Engineers had closed it, after frost had cracked two of its piers",
            "2023-09-14 The town council voted for the repair",
            "2025-06-10 The old bridge reopened",
        ]
    );
    assert!(built.text("index.html").contains("<h1>Rivers</h1>"), "the title is the folder's name");
    // The key that every site should set sooner or later is the only thing to say without it.
    assert!(site.built(&[]).told.starts_with("note[no-base-url]"));
}

#[test]
fn ok_the_workflow_builds_with_this_version() {
    let site = Site::new(&[]);
    done(&site, &["init", "deep/in/a folder"]);
    let files = read(&site.path().join("deep/in/a folder"));
    let workflow = String::from_utf8(files[".github/workflows/pages.yml"].clone()).unwrap();
    assert!(workflow.contains(concat!("ref: v", env!("CARGO_PKG_VERSION"), " ")), "{workflow}");
    let left: Vec<&str> = workflow.lines().filter(|line| line.replace("${{", "").contains('{')).collect();
    assert!(left.is_empty(), "a blank was not filled in: {left:?}");
    let title = String::from_utf8(files["dateline.toml"].clone()).unwrap();
    assert!(title.contains("title = \"A folder\"\n"), "{title}");
}

#[test]
fn err_init_overwrites_nothing() {
    let site = Site::new(&[(".gitignore", "mine\n"), ("notes.txt", "mine\n")]);
    let said = done(&site, &["init"]);
    assert!(said.contains("was there already"), "{said}");
    let before = read(&site.path());
    assert_eq!(before[".gitignore"], b"mine\n");
    for arguments in [&["init"][..], &["init", "--from", "hugo"]] {
        let (code, said, told) = command(&site, arguments);
        assert_eq!((code, said.as_str()), (1, ""));
        assert!(told.starts_with("error[site-exists]: dateline.toml exists"), "{told}");
    }
    assert_eq!(read(&site.path()), before);

    let articles = Site::new(&[("content/a.md", "# A\n")]);
    assert_eq!(command(&articles, &["init"]).0, 1, "a folder of articles is a site already");
    let file = Site::new(&[("taken", "")]);
    let (code, _, told) = command(&file, &["init", "taken/site"]);
    assert!(code == 1 && told.starts_with("error[io]: taken/site/dateline.toml"), "{told}");
}

/// Adopts a site, and expects that its own files stay as they are and that the build says nothing.
fn adopted(generator: &str, files: &[(&str, &str)]) -> (Site, Built) {
    let site = Site::new(files);
    let before: BTreeMap<_, _> = read(&site.path());
    done(&site, &["init", "--from", generator]);
    let mut after = read(&site.path());
    assert!(after.remove("dateline.toml").is_some());
    assert_eq!(after, before, "init --from writes the configuration alone");
    let built = site.built(&[&URL[..], &["--quiet", "--output", "public"]].concat());
    (site, built)
}

#[test]
fn ok_a_hugo_site_is_read_as_it_is() {
    let (_site, built) = adopted(
        "hugo",
        &[
            (
                "hugo.toml",
                "baseURL = 'https://blog.example/'\nlanguageCode = 'en-us'\ntitle = \"Rivers, a blog\"\n",
            ),
            ("layouts/index.html", "{{ .Title }}"),
            ("static/img/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            ("content/_index.md", "---\ntitle: Home\ndate: 2020-01-01\n---\n"),
            (
                "content/posts/flood.md",
                "+++\ntitle = \"A flood\"\ndate = 2025-06-12T10:00:00+02:00\ncategories = [\"news\"]\n+++\nThe river rose on Tuesday. See [another post](/posts/dam/).\n\n![A map](/img/map.svg)\n",
            ),
            (
                "content/posts/dam/index.md",
                "---\ntitle: The dam\ndate: 2025-06-20\n---\nThe dam was closed yesterday. ![A dam](dam.svg)\n",
            ),
            ("content/posts/dam/dam.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ],
    );
    assert_eq!(built.told, "");
    assert_eq!(events(&built), ["2025-06-10 The river rose", "2025-06-19 The dam was closed"]);
    assert!(built.text("article/flood/index.html").contains("href=\"../dam/\""));
    assert!(built.files.contains_key("img/map.svg") && built.files.contains_key("article/dam/dam.svg"));
    assert!(built.text("index.html").contains("Rivers, a blog"));
}

#[test]
fn ok_a_zola_site_is_read_as_it_is() {
    let (_site, built) = adopted(
        "zola",
        &[
            (
                "config.toml",
                "base_url = \"https://blog.example\"\ntitle = \"Flüsse\"\ndefault_language = \"de\"\n",
            ),
            ("templates/base.html", "{% block body %}{{ config.title }}{% endblock %}"),
            ("content/blog/_index.md", "+++\ntitle = \"Blog\"\nsort_by = \"date\"\n+++\n"),
            (
                "content/blog/a.md",
                "+++\ntitle = \"Eine Wahl\"\ndate = 2025-06-12\n[taxonomies]\ntags = [\"Wahl\"]\n+++\nDer Rat wählte am Dienstag, siehe [den Damm](@/blog/b.md).\n",
            ),
            (
                "content/blog/b.md",
                "+++\ntitle = \"Der Damm\"\ndate = 2025-06-13\n+++\nGestern brach der Damm.\n",
            ),
        ],
    );
    assert_eq!(built.told, "");
    let dates: Vec<String> = events(&built).iter().map(|event| event[..10].to_owned()).collect();
    assert_eq!(dates, ["2025-06-10", "2025-06-12"]);
    assert!(built.text("article/a/index.html").contains("href=\"../b/\""));
}

#[test]
fn ok_a_jekyll_site_is_read_as_it_is() {
    let (site, built) = adopted(
        "jekyll",
        &[
            ("_config.yml", "title: Rivers # a blog\nbaseurl: \"\"\n"),
            ("_layouts/post.html", "{{ content }}"),
            ("index.md", "---\nlayout: home\n---\n"),
            ("assets/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            (
                "_posts/2025-06-12-a-flood.md",
                "---\nlayout: post\ntitle: A flood\ndate: 2025-06-12 23:32:14 -0300\n---\nThe river rose on Tuesday. ![A map](/assets/map.svg)\n",
            ),
            ("_posts/2025-06-13-dam.markdown", "---\nlayout: post\n---\nThe dam was closed yesterday.\n"),
        ],
    );
    assert_eq!(built.told, "");
    assert_eq!(events(&built), ["2025-06-10 The river rose", "2025-06-12 The dam was closed"]);
    assert!(built.files.contains_key("assets/map.svg"));
    // A page that the timeline does not have is no reason not to build it.
    site.write("_posts/2025-06-14-old.md", "See [the archive](/2024/06/14/old.html).\n");
    let built = site.built(&["--output", "public"]);
    assert!(built.told.contains("warning[dead-link]: the link to `/2024/06/14/old.html`"), "{}", built.told);
}

#[test]
fn err_there_is_nothing_to_adopt() {
    let site = Site::new(&[("content/a.md", "# A\n")]);
    let (code, _, told) = command(&site, &["init", "--from", "jekyll"]);
    assert_eq!(code, 1);
    assert!(told.starts_with("error[no-content]: there is no folder _posts"), "{told}");
    let french = Site::new(&[("config.toml", "default_language = \"fr\"\n"), ("content/a.md", "# A\n")]);
    let (code, _, told) = command(&french, &["init", "--from", "zola"]);
    assert_eq!(code, 0);
    assert!(told.starts_with("warning[unknown-language]: there is no language pack for `fr`"), "{told}");
}

#[test]
fn ok_new_files_build() {
    let site = Site::new(&[("dateline.toml", "")]);
    for (arguments, expected) in [
        (&["event", "The \"vote\": #1", "--date", "2025-06-12"][..], "events/2025-06-12-the-vote-1.md"),
        (&["event", "A rich decade", "--date", "early 1990s"], "events/a-rich-decade.md"),
        (&["event", "Caesar falls", "--date", "-0043-03-15"], "events/-0043-03-15-caesar-falls.md"),
        (
            &["article", "Élysée", "--date", "12 June 2025", "--section", "news/2025"],
            "news/2025/2025-06-12-élysée.md",
        ),
    ] {
        std::fs::create_dir_all(site.path().join("content")).unwrap();
        assert_eq!(done(&site, &[&["new"], arguments].concat()), format!("content/{expected}\n"));
    }
    let decade = std::fs::read_to_string(site.path().join("content/events/a-rich-decade.md")).unwrap();
    assert!(decade.contains("\ndate: \"early 1990s\"\n"), "what was said is kept: {decade}");
    let built = site.built(&[&URL[..], &["--quiet"]].concat());
    assert_eq!(built.told, "");
    assert_eq!(
        events(&built),
        ["-0043-03-15 Caesar falls", "1990/1993 A rich decade", "2025-06-12 The \"vote\": #1"]
    );
}

#[test]
fn ok_a_new_file_without_a_date_is_of_today() {
    let site = Site::new(&[("dateline.toml", "")]);
    let said = done(&site, &["new", "article", "A letter"]);
    let path = site.path().join(said.trim());
    let text = std::fs::read_to_string(&path).unwrap();
    let day = path.file_name().unwrap().to_string_lossy()[..10].to_owned();
    assert!(text.contains(&format!("\npublished: {day}\n")), "{text}");
    // The folder itself is the content, where there is no other.
    assert!(said.starts_with("articles/"), "{said}");
}

#[test]
fn err_a_new_file_that_cannot_be() {
    let site = Site::new(&[("dateline.toml", ""), ("content/a.md", "# A\n")]);
    done(&site, &["new", "event", "A vote", "--date", "2025"]);
    let before = read(&site.path());
    for (arguments, expected) in [
        (&["event", "A vote", "--date", "2025"][..], "error[file-exists]: content/events/a-vote.md exists"),
        (&["event", "A vote", "--section", "../up"], "error[bad-section]: `../up` is no folder"),
        (&["event", "A vote", "--section", "/tmp"], "error[bad-section]: `/tmp` is no folder"),
        (&["event", "A vote", "--section", "_drafts"], "error[bad-section]: `_drafts` is no folder"),
        (&["event", "!?"], "error[bad-title]: \"!?\" holds no letter"),
        (&["event", "A vote", "--date", "2025-13"], "error[bad-date]: month 13 does not exist"),
        (&["article", "A vote", "--date", "2025-06"], "error[bad-date]: `2025-06` is no single day"),
        (&["event", "A vote", "--site", "content"], "error[no-site]: content is no site"),
    ] {
        let (code, said, told) = command(&site, &[&["new"], arguments].concat());
        assert_eq!((code, said.as_str()), (1, ""), "{arguments:?}");
        assert!(told.starts_with(expected), "{arguments:?}: {told}");
    }
    assert_eq!(read(&site.path()), before);
}
