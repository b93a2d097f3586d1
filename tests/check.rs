//! `dateline check`: each lint finds what it is for and is silent else; waivers, mends, formats and exit codes.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use std::fs;
use support::{Site, run};

const CONFIG: &str = "base_url = \"https://example.org/\"\n";

/// Runs the check: exit code, standard output, standard error.
fn check(site: &Site, arguments: &[&str]) -> (i32, String, String) {
    let output = run(&site.path(), &[&["check"], arguments].concat(), &[]);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

/// What is told of a site of these files: `code file:line:column`.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let site = Site::new(&[&[("dateline.toml", CONFIG)], files].concat());
    told_of(&site)
}

fn told_of(site: &Site) -> Vec<String> {
    let (_, said, _) = check(site, &["--format", "json"]);
    let line = |line: &str| {
        let json: serde_json::Value = serde_json::from_str(line).unwrap();
        let place = json["file"].as_str().map_or_else(String::new, |file| {
            format!(" {}:{}:{}", file.trim_start_matches("content/"), json["line"], json["column"])
        });
        format!("{}{place}", json["code"].as_str().unwrap())
    };
    said.lines().map(line).collect()
}

/// An event file with a source of its day.
fn event(title: &str, date: &str, more: &str) -> String {
    format!(
        "---\ntitle: {title}\ndate: {date}\n{more}sources:\n  - title: Report\n    url: https://example.org/report\n---\n"
    )
}

#[test]
fn ok_each_lint_finds_what_it_is_for() {
    let file = |text: &str| told(&[("content/a.md", text)]);
    let one = |title: &str, date: &str, more: &str| file(&event(title, date, more));
    assert_eq!(one("The bridge falls", "1953-02-02", ""), [""; 0], "nothing to say");
    assert_eq!(file("---\ntitle: The bridge falls\ndate: 1953-02-02\n---\n"), ["no-source a.md:2:8"]);
    assert_eq!(one("The bridge falls", "1953-01-01", ""), ["false-precision a.md:3:7"]);
    assert_eq!(one("The bridge falls", "1953-02-01", ""), ["false-precision a.md:3:7"]);
    assert_eq!(one("The bridge falls", "1953-02", ""), [""; 0]);
    assert_eq!(file(&(event("The bridge falls", "1953-02-01", "") + "It fell on 1 February.\n")), [""; 0]);
    assert_eq!(one("\"  \"", "1953-02-02", ""), ["no-title a.md:2:1"]);
    assert_eq!(file("---\npublished: 1953-02-05\n---\nThe bridge fell on Monday.\n"), ["no-title a.md:1:1"]);
    assert_eq!(file("---\npublished: 1953-02-05\n---\n# A bridge\n\nThe bridge fell on Monday.\n"), [""; 0]);
    assert_eq!(one("A vote", "2999-02-02", "status: confirmed\n"), ["future-confirmed a.md:3:7"]);
    assert_eq!(one("A vote", "2999-02-02", "status: scheduled\n"), [""; 0]);
    assert_eq!(one(&"word ".repeat(25), "1953-02-02", ""), ["long-title a.md:2:8"]);
    assert_eq!(one("A photo", "1953-02-02", "image: https://example.org/a.jpg\n"), ["no-alt a.md:4:8"]);
    assert_eq!(
        file(
            &(event("A photo", "1953-02-02", "")
                + "![](https://example.org/a.jpg) ![A bridge](https://example.org/b.jpg)\n")
        ),
        ["no-alt a.md:8:1"]
    );
    let source = |url: &str, date: &str| {
        file(&format!(
            "---\ntitle: A vote\ndate: 2001-05-05\nsources:\n  - url: {url}\n    date: {date}\n---\n"
        ))
    };
    assert_eq!(source("https://example.org/", "2001-05-06"), ["home-page-source a.md:5:10"]);
    assert_eq!(source("https://example.org/a", "2001-05-05"), [""; 0]);
    assert_eq!(source("https://example.org/a", "2001"), [""; 0]);
    assert_eq!(source("https://example.org/a", "2001-05-04"), ["early-sources a.md:3:7"]);
    assert_eq!(source("https://example.org/a", "2004-06"), ["late-sources a.md:3:7"]);
}

#[test]
fn ok_lints_over_several_files() {
    let (a, b) =
        (event("The old bridge falls", "1953-02-02", ""), event("Old bridge falls", "1953-02-03", ""));
    assert_eq!(told(&[("content/a.md", &a), ("content/b.md", &b)]), ["near-duplicate b.md:2:8"]);
    let later = event("Old bridge falls", "1963-02-03", "");
    assert_eq!(told(&[("content/a.md", &a), ("content/b.md", &later)]), [""; 0]);
    let related = event("Old bridge falls", "1953-02-03", "related: [a]\n");
    assert_eq!(told(&[("content/a.md", &a), ("content/b.md", &related)]), [""; 0]);

    let tagged = |n: u8, tags: &str| {
        event(&format!("Event {n}"), &format!("19{n}-02-02"), &format!("tags: [{tags}]\n"))
    };
    let [a, b, c] = [tagged(50, "bridge, frost"), tagged(60, "bridges, frost"), tagged(70, "bridge, Frost")];
    let files = [("content/a.md", a.as_str()), ("content/b.md", &b), ("content/c.md", &c)];
    assert_eq!(told(&files), ["similar-names b.md:4:8", "similar-names c.md:4:16", "used-once"]);
    assert_eq!(
        told(&[("content/a.md", &event("A vote", "1953-02-02", "related: [nobody]\n"))]),
        ["unknown-event"]
    );

    let links =
        "See [one](b.md#a-heading), [two](b.md#none), [three](#none), [four](b.md) and [five](b.md#own).\n";
    let target =
        "---\ntitle: B\ndate: 1953-02-02\nallow: no-source\n---\n## A heading\n\n<a id=\"own\"></a>\n";
    let linked = event("A", "1950-02-02", "") + links;
    assert_eq!(
        told(&[("content/a.md", &linked), ("content/b.md", target)]),
        ["dead-anchor a.md:8:28", "dead-anchor a.md:8:46"]
    );
}

#[test]
fn ok_what_is_waived_is_not_told() {
    let bare = "---\ntitle: The bridge falls\ndate: 1953-01-01\n---\n";
    let allowed = bare.replace("---\ntitle", "---\nallow: [no-source, false-precision]\ntitle");
    assert_eq!(told(&[("content/a.md", bare)]).len(), 2);
    assert_eq!(told(&[("content/a.md", &allowed)]), [""; 0]);
    let folder = "+++\n[cascade]\nallow = [\"no-source\"]\n+++\n";
    assert_eq!(
        told(&[("content/x/a.md", bare), ("content/x/_index.md", folder)]),
        ["false-precision x/a.md:3:7"]
    );
    let site = Site::new(&[("content/a.md", bare)]);
    site.write(
        "dateline.toml",
        format!("{CONFIG}[lints]\nno-source = \"off\"\nfalse-precision = \"note\"\n"),
    );
    assert_eq!(told_of(&site), ["false-precision a.md:3:7"]);
    assert_eq!(check(&site, &[]).0, 0, "notes are no reason to fail");
    // What cannot be built is no matter of taste.
    let wrong = "---\nallow: [bad-date]\ntitle: A\ndate: 1953-02-31\n---\n";
    assert!(told(&[("content/a.md", wrong)]).contains(&"bad-date a.md:4:7".to_owned()));
}

#[test]
fn ok_exit_codes_and_formats() {
    let site = Site::new(&[
        ("dateline.toml", CONFIG),
        ("content/a.md", "---\ntitle: A vote\ndate: 1953-02-02\n---\n"),
    ]);
    let (code, said, told) = check(&site, &[]);
    assert_eq!((code, said.as_str()), (1, "0 errors, 1 warning, 0 notes\n"));
    assert!(told.contains(" --> content/a.md:2:8\n"), "{told}");
    assert_eq!(check(&site, &["--fail-on", "error"]).0, 0);
    let (code, said, told) = check(&site, &["--format", "github"]);
    assert_eq!((code, told.as_str()), (1, ""));
    assert_eq!(
        said,
        "::warning file=content/a.md,line=2,endLine=2,col=8,endColumn=14,title=no-source::\"A vote\" names no source%0Asay where it is documented: `sources`\n"
    );
    let (code, said, _) = check(&site, &["--list"]);
    assert_eq!(code, 0);
    for lint in dateline::diag::LINTS {
        assert!(said.lines().any(|line| line.starts_with(&format!("{} ", lint.code))), "{}", lint.code);
    }
    assert_eq!(check(&site, &["nowhere"]).0, 2);
    assert!(!site.path().join("public").exists(), "nothing is built");
    site.write("content/a.md", event("A vote", "1953-02-02", ""));
    assert_eq!(
        check(&site, &["--fail-on", "note"]),
        (0, "0 errors, 0 warnings, 0 notes\n".to_owned(), String::new())
    );
}

#[test]
fn ok_names_are_mended_in_place_and_by_the_build() {
    let yaml = event(
        "A vote",
        "1953-02-02",
        "tags: [bridges, \"Old Bridges\", frost]\npeople:\n  - Roe\n  - 'Mayor Roe'\n  - Roe-Miller\n",
    );
    let toml = "+++\ntitle = \"Roe speaks of bridges\"\ndate = 1954-02-02\ntags = [\"bridges\"]\npeople = [\"Roe\"]\nsources = [\"Roe's bridges\"]\n+++\nRoe likes bridges.\n";
    let site = Site::new(&[("content/a.md", &yaml), ("content/b.md", toml)]);
    site.write(
        "dateline.toml",
        format!("{CONFIG}[lints]\nused-once = \"off\"\n[tags]\n\"bridge\" = [\"bridges\", \"Old Bridges\"]\n[people]\n\"Jane Roe\" = [\"Roe\", \"Mayor Roe\"]\n"),
    );
    let tags = |site: &Site| -> Vec<String> {
        site.built(&[])
            .events()
            .iter()
            .map(|event| format!("{} {}", event["tags"], event["people"]))
            .collect()
    };
    let before = tags(&site);
    assert_eq!(
        before,
        ["[\"bridge\",\"frost\"] [\"Jane Roe\",\"Roe-Miller\"]", "[\"bridge\"] [\"Jane Roe\"]"]
    );
    assert_eq!(check(&site, &[]).1, "0 errors, 0 warnings, 0 notes, 6 names can be mended with --fix\n");
    assert_eq!(check(&site, &["--fix"]).1, "0 errors, 0 warnings, 0 notes, 6 names mended\n");
    let text = |path: &str| fs::read_to_string(site.path().join("content").join(path)).unwrap();
    assert_eq!(
        text("a.md"),
        yaml.replace("[bridges, \"Old Bridges\"", "[bridge, \"bridge\"")
            .replace("- Roe\n", "- Jane Roe\n")
            .replace("'Mayor Roe'", "'Jane Roe'")
    );
    assert_eq!(
        text("b.md"),
        toml.replace("[\"bridges\"]", "[\"bridge\"]").replace("[\"Roe\"]", "[\"Jane Roe\"]"),
        "titles, sources and prose are left alone"
    );
    assert_eq!(tags(&site), before);
    assert_eq!(check(&site, &[]).1, "0 errors, 0 warnings, 0 notes\n");
}

#[test]
fn ok_several_spellings_have_one_usual_one() {
    let files: Vec<(String, String)> =
        ["Port D.C.", "Port D.C.", "Port, D.C.", "Port, D.C.", "Port, D.C.", "Port DC"]
            .iter()
            .enumerate()
            .map(|(n, place)| {
                let text =
                    event(&format!("Event {n}"), &format!("19{n}0-02-02"), &format!("place: \"{place}\"\n"));
                (format!("content/{n}.md"), text)
            })
            .collect();
    let site = Site::new(&[("dateline.toml", CONFIG)]);
    files.iter().for_each(|(path, text)| site.write(path, text));
    let (_, said, _) = check(&site, &["--format", "json"]);
    let told: Vec<&str> =
        said.lines().filter_map(|line| line.split("the place ").nth(1)?.split(" may be ").nth(1)).collect();
    assert_eq!(told.len(), 2, "{said}");
    assert!(told.iter().all(|usual| usual.starts_with("\\\"Port, D.C.\\\" (3)")), "{told:?}");
}
