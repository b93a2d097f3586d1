//! Front matter in every dialect, and where publication dates come from.

use super::*;

fn when(article: &Article) -> Option<String> {
    article.meta.when.as_ref().map(ToString::to_string)
}

fn published(article: &Article) -> Option<(String, PublishedFrom)> {
    article.meta.published.as_ref().map(|published| (published.day.to_string(), published.from))
}

#[test]
fn every_dialect_says_the_same() {
    let toml = "+++\ntitle = \"A vote\"\ndate = 2025-02-22\ntags = [\"a\", \"b\"]\nimportance = 7\n+++\n";
    let yaml = "---\ntitle: A vote\ndate: 2025-02-22\ntags: [a, b]\nimportance: 7\n---\n";
    let dots = "---\ntitle: A vote\ndate: '2025-02-22'\ntags:\n- a\n- b\nimportance: '7'\n...\n";
    let json =
        "{\"title\": \"A vote\", \"date\": \"2025-02-22\", \"tags\": [\"a\", \"b\"], \"importance\": 7}\n";
    let lines = "Title: A vote\nDate: 2025-02-22\nTags: a, b\nImportance: 7\n\n";
    for (path, front) in [
        ("a.md", toml),
        ("a.md", yaml),
        ("a.md", dots),
        ("a.md", json),
        ("a.txt", toml),
        ("a.txt", yaml),
        ("a.txt", lines),
    ] {
        let article = article(path, &format!("{front}It was close.\n"));
        assert_eq!(article.meta.title.as_deref(), Some("A vote"), "{front}");
        assert_eq!(when(&article).as_deref(), Some("2025-02-22"), "{front}");
        assert_eq!(article.meta.tags, ["a", "b"], "{front}");
        assert_eq!(article.meta.importance, Some(7), "{front}");
        assert_eq!(article.plain.text(), "It was close.", "{front}");
        assert_eq!(article.kind, Kind::EventFile);
    }
    for (path, text) in [
        ("a.json", json),
        ("a.toml", "title = \"A vote\"\ndate = \"2025-02-22\"\ntags = [\"a\", \"b\"]\nimportance = 7\n"),
        ("a.yaml", "title: A vote\ndate: 2025-02-22\ntags: a, b\nimportance: 7\n"),
        (
            "a.json",
            "{\n\t\"title\": \"A vote\",\n\t\"date\": \"2025-02-22\",\n\t\"tags\": \"a; b\",\n\t\"importance\": 7.0,\n\t\"x\": \"\\ud83d\\ude00\"\n}",
        ),
    ] {
        assert!(is_event_data(&source(path, text)), "{text}");
        let article = article(path, text);
        assert_eq!((article.markup, article.kind), (Markup::Data, Kind::EventFile));
        assert_eq!(
            (when(&article).as_deref(), article.meta.tags.len(), article.meta.importance),
            (Some("2025-02-22"), 2, Some(7))
        );
    }
    assert!(!is_event_data(&source("a.json", "[1, 2]")));
    assert!(!is_event_data(&source("a.yaml", "title: x\n")));
}

#[test]
fn dates_are_taken_as_they_are_written_and_never_shifted() {
    for (written, expected) in [
        ("date: 2025-02", "2025-02"),
        ("date: 1984~", "1984~"),
        ("date: 199X", "199X"),
        ("date: 1984", "1984"),
        ("date: '2024-11/2025-01'", "2024-11/2025-01"),
        ("date: 2025-01-20/..", "2025-01-20/.."),
        ("date: -0043", "-0043"),
        ("date: 2025-02-25T23:30:00-05:00", "2025-02-25T23:30:00-05:00"),
        ("date: 2025-02-25 23:30:00 -0500", "2025-02-25T23:30:00-05:00"),
        ("date: 2025-02-25T00:00:00Z", "2025-02-25"),
        ("date: 2025-02-25 00:00:00 +0000", "2025-02-25"),
        ("date: 2025-02-22\nend: 2025-02-24", "2025-02-22/2025-02-24"),
        ("date: 2025-02-22\nend_date: ..", "2025-02-22/.."),
        ("date: 2025-02-22\ntime: 23:59", "2025-02-22T23:59"),
        ("date: 2025-02-22\ntime: 9:05", "2025-02-22T09:05"),
        ("date: 2025-02-22\ntime: 11:59 pm", "2025-02-22T23:59"),
        ("date: 25 February 2025", "2025-02-25"),
        ("date: February 22, 2025\nend: February 24, 2025", "2025-02-22/2025-02-24"),
        ("date: 44 BCE", "-0043"),
        ("date: 1990s", "199X"),
        ("date: 2025/02/25", "2025-02-25"),
    ] {
        let article = article("a.md", &format!("---\n{written}\n---\nText"));
        assert_eq!(when(&article).as_deref(), Some(expected), "{written}");
        assert_eq!(article.kind, Kind::EventFile);
    }
    let article = article("a.md", "+++\ndate = 2025-02-25T23:30:00-05:00\n+++\n");
    assert_eq!(when(&article).as_deref(), Some("2025-02-25T23:30:00-05:00"));
    assert_eq!(article.meta.when_span.of(&article.file.text), "2025-02-25T23:30:00-05:00");
}

#[test]
fn a_wrong_date_is_underlined_and_mended() {
    let (_, [code, under, message, help]) = told("a.md", "---\ntitle: x\ndate: '2025-13-01'\n---\n");
    assert_eq!(
        (code.as_str(), under.as_str(), message.as_str()),
        ("bad-date", "13", "month 13 does not exist")
    );
    assert!(!help.is_empty());
    let (_, [code, under, message, help]) = told("a.md", "+++\ndate = \"soonish\"\n+++\n");
    assert_eq!((code.as_str(), under.as_str()), ("bad-date", "soonish"));
    assert_eq!(message, "`soonish` is no date that can be read");
    assert!(help.contains("25 February 2025"), "{help}");
    let (article, [code, under, ..]) = told("a.md", "---\ndate: 2025-02-22\nend: 2025-02-21\n---\n");
    assert_eq!((code.as_str(), under.as_str()), ("bad-date", "2025-02-21"));
    assert_eq!(when(&article).as_deref(), Some("2025-02-22"));
    let (_, [code, under, message, _]) = told("a.txt", "---\npublished: 2025-02\n---\nText\n");
    assert_eq!(
        (code.as_str(), under.as_str(), message.as_str()),
        ("bad-date", "2025-02", "`2025-02` is not a single day")
    );
}

#[test]
fn a_wrong_value_is_told_and_left_out() {
    for (written, under) in [
        ("importance: high", "high"),
        ("importance: 11", "11"),
        ("tags:\n- [a]", "[a]"),
        ("title: [a, b]", "[a, b]"),
        ("draft: perhaps", "perhaps"),
        ("order: first", "first"),
        ("sources: [1]", "1"),
        ("media: [{alt: x}]", "{alt: x}"),
        ("date: 2025-02\ntime: 23:59", "23:59"),
    ] {
        let (_, [code, at, ..]) = told("a.md", &format!("---\nid: x\n{written}\n---\n"));
        assert_eq!((code.as_str(), at.as_str()), ("bad-value", under), "{written}");
    }
    let (_, [_, _, message, _]) = told("a.md", "---\nid: x\ndisplay_date: [a]\n---\n");
    assert_eq!(message, "`display_date` takes a text, not a list");
    assert_eq!(article("a.md", "---\ntags: 3\nid: 7\nbyline: By Ada Orne\n---\n").meta.authors, ["Ada Orne"]);
}

#[test]
fn broken_front_matter_has_its_place_and_the_rest_is_read() {
    let (_, [code, under, ..]) = told("a.md", "---\ntitle: One: two\n---\nText\n");
    assert_eq!(code, "front-matter");
    assert!(under.contains("two") || under.contains("One"), "{under}");
    let (article, [code, under, ..]) = told("a.md", "+++\ntitle = One\nid = \"x\"\n+++\nText\n");
    assert_eq!((code.as_str(), under.as_str()), ("front-matter", "One"));
    assert_eq!((article.meta.id.as_deref(), article.plain.text()), (Some("x"), "Text"));
    let (article, [code, under, _, help]) = told("a.md", "---\ntitle: One\n\nText\n");
    assert_eq!(
        (code.as_str(), under.as_str(), help.as_str()),
        ("front-matter", "---", "close it with a line `---`")
    );
    assert_eq!((article.meta.title.as_deref(), article.plain.text()), (Some("One"), "Text"));
    let (_, [code, ..]) = told("a.json", "{\"title\": \"x\",\n \"date\": 2025-02-22}");
    assert_eq!(code, "front-matter");
}

#[test]
fn rules_of_hyphens_are_no_front_matter() {
    assert_eq!(
        article("a.md", "---\n\nProse first.\n\n---\n\nMore: prose.\n").plain.text(),
        "Prose first.\n\nMore: prose."
    );
    assert_eq!(article("a.md", "---\nOnly a rule above.\n").plain.text(), "Only a rule above.");
    assert_eq!(article("a.md", "{braces} are prose\n").plain.text(), "{braces} are prose");
}

#[test]
fn other_tools_names_are_known() {
    let meta = article(
        "a.md",
        "---\nactors: [Ada, {name: Bo, role: judge}]\nlocation: Washington, D.C.\npublishDate: 2025-02-26\noutlet: The Post\n\
         lastmod: 2025-02-27T10:00:00Z\ndescription: second\nsummary: first\nredirect_from: /old/\nrelated_events: a, b\n\
         connections:\n- {to: x}\ncapture_lanes: [y]\nextra:\n  color: red\n  status: confirmed\ntaxonomies:\n  tags: [t]\n---\n",
    )
    .meta;
    assert_eq!(meta.people, ["Ada", "Bo"]);
    assert_eq!(meta.places, ["Washington, D.C."]);
    assert_eq!(meta.publisher.as_deref(), Some("The Post"));
    assert_eq!(meta.updated.unwrap().to_string(), "2025-02-27");
    assert_eq!(
        (meta.summary.as_deref(), meta.extra.get("description")),
        (Some("first"), Some(&"second".into()))
    );
    assert_eq!(
        (meta.aliases, meta.related),
        (vec!["/old/".to_owned()], vec!["a".to_owned(), "b".to_owned()])
    );
    assert_eq!((meta.status.as_deref(), meta.tags), (Some("confirmed"), vec!["t".to_owned()]));
    let keys: Vec<&str> = meta.extra.keys().map(String::as_str).collect();
    assert_eq!(keys, ["capture_lanes", "color", "connections", "description"]);
}

#[test]
fn sources_and_media_in_all_their_shapes() {
    let meta = article(
        "a.md",
        "---\nsources:\n- https://example.org/a\n- 'The report: https://example.org/b'\n- A book\n- title: T\n  outlet: O\n  \
         publication_date: 2025-02-26T00:00:00Z\n  retrieval_date: 2025-03-01\n  archive_url: https://archive.example/x\n  notes: n\n  \
         tier: 1\n  verified: true\n- title: U\n  year: 1998\nimage: a.jpg\nmedia:\n- {src: b.jpg, alt: B, caption: C, credit: D, link: 'https://e'}\n---\n",
    )
    .meta;
    let [address, worded, book, table, year] = meta.sources.as_slice() else { panic!("{:?}", meta.sources) };
    assert_eq!(address.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(
        (worded.title.as_deref(), worded.url.as_deref()),
        (Some("The report"), Some("https://example.org/b"))
    );
    assert_eq!((book.title.as_deref(), book.url.as_deref()), (Some("A book"), None));
    assert_eq!((table.publisher.as_deref(), table.date.as_deref()), (Some("O"), Some("2025-02-26")));
    assert_eq!(
        (table.accessed.as_deref(), table.archive.as_deref()),
        (Some("2025-03-01"), Some("https://archive.example/x"))
    );
    assert_eq!((table.note.as_deref(), table.tier.as_deref(), table.extra.len()), (Some("n"), Some("1"), 1));
    assert_eq!(year.date.as_deref(), Some("1998"));
    let media: Vec<(&str, Option<&str>)> =
        meta.media.iter().map(|m| (m.src.as_str(), m.alt.as_deref())).collect();
    assert_eq!(media, [("a.jpg", None), ("b.jpg", Some("B"))]);
    let meta = article("a.md", "---\nsource: https://example.org\n---\n").meta;
    assert_eq!((meta.publisher, meta.sources.len()), (None, 1));
}

#[test]
fn curated_events_have_their_places() {
    let text = "+++\ntitle = \"All\"\n\n[[events]]\ntitle = \"One\"\ndate = 2025-02-22\ntags = [\"x\"]\n\n[[events]]\ntitle = \"Two\"\ndate = \"1998\"\n+++\n";
    let article = article("a.md", text);
    assert!(article.meta.curated);
    let found: Vec<_> = article
        .meta
        .events
        .iter()
        .map(|e| (e.meta.title.as_deref().unwrap(), e.meta.when.as_ref().unwrap().to_string()))
        .collect();
    assert_eq!(found, [("One", "2025-02-22".to_owned()), ("Two", "1998".to_owned())]);
    assert_eq!(article.meta.events[0].span.of(text).lines().last(), Some("tags = [\"x\"]"));
    let (_, [code, ..]) = told("a.md", "+++\n[[events]]\ntitle = \"One\"\n+++\n");
    assert_eq!(code, "bad-date");
}

#[test]
fn slips_in_keys_are_noted() {
    let (article, [code, under, _, help]) = told("a.md", "---\ntitel: x\nlayout: y\n---\n");
    assert_eq!(
        (code.as_str(), under.as_str(), help.as_str()),
        ("unknown-key", "titel", "did you mean `title`?")
    );
    assert_eq!(article.meta.extra.len(), 2);
}

#[test]
fn publication_dates_are_looked_for_in_order() {
    let packs = Packs::default();
    let index =
        source("content/_index.md", "+++\n[cascade]\npublished = 2020-01-01\ntags = [\"archive\"]\n+++\n");
    let section = Cascade::of(&index).unwrap();
    let day = crate::date::Day { year: 2019, month: 1, day: 1 };
    let check = |path: &str,
                 text: &str,
                 beside: Option<&str>,
                 section: Option<&Cascade>,
                 expected: (&str, PublishedFrom)| {
        let cascades: Vec<&Cascade> = section.into_iter().collect();
        let beside = beside.map(|text| source("content/a.meta.toml", text));
        let file = source(path, text);
        let input = Input {
            meta_file: beside.as_ref(),
            cascades: &cascades,
            published: Some(day),
            ..Input::of(file, Utf8Path::new(path), &packs)
        };
        let (article, told) = read(&input);
        assert!(told.is_empty(), "{told:#?}");
        assert_eq!(published(&article), Some((expected.0.to_owned(), expected.1)), "{path}");
        article
    };
    let front = "Published: 2025-02-26\n\nText\n";
    let beside = "published = 2025-02-25\npublisher = \"P\"\ndate_is = \"published\"";
    let article = check(
        "2025-02-24-a.txt",
        front,
        Some(beside),
        Some(&section),
        ("2025-02-26", PublishedFrom::FrontMatter),
    );
    assert_eq!(
        (article.meta.publisher.as_deref(), article.meta.tags),
        (Some("P"), vec!["archive".to_owned()])
    );
    check(
        "2025-02-24-a.txt",
        "Text\n",
        Some(beside),
        Some(&section),
        ("2025-02-25", PublishedFrom::MetaFile),
    );
    check("2025-02-24-a.txt", "Text\n", None, Some(&section), ("2025-02-24", PublishedFrom::FileName));
    check("a.txt", "Text\n", None, Some(&section), ("2020-01-01", PublishedFrom::Section));
    check("a.txt", "Text\n", None, None, ("2019-01-01", PublishedFrom::Option));
}

#[test]
fn a_date_in_a_markdown_file_name_is_its_date() {
    let post = article("posts/2025-02-24-one-two.md", "Text\n");
    assert_eq!(
        (when(&post).as_deref(), post.kind, post.meta.published.as_ref()),
        (Some("2025-02-24"), Kind::EventFile, None)
    );
    assert_eq!(
        (post.meta.title.as_deref(), post.key.as_str(), post.section.as_str()),
        (Some("One two"), "posts/2025-02-24-one-two.md", "posts")
    );
    let report = article("2025-02-24-one.md", "---\npublished: 2025-02-26\n---\nText\n");
    assert_eq!((when(&report), report.kind), (None, Kind::Article));
    let mined = article("2025-02-24-one.md", "---\nextract: true\n---\nText\n");
    assert_eq!(
        (mined.kind, published(&mined).unwrap()),
        (Kind::Article, ("2025-02-24".to_owned(), PublishedFrom::FileName))
    );
}

#[test]
fn an_archive_can_be_read_either_way() {
    let packs = Packs::default();
    let index = source("content/blog/_index.md", "---\ncascade:\n  date_is: published\n---\n");
    let cascade = Cascade::of(&index).unwrap();
    let file = source("content/blog/a.md", "---\ndate: 2025-02-25T23:30:00-05:00\n---\nText\n");
    let input = Input { cascades: &[&cascade], ..Input::of(file, Utf8Path::new("blog/a.md"), &packs) };
    let (article, _) = read(&input);
    assert_eq!((article.kind, when(&article)), (Kind::Article, None));
    assert_eq!(published(&article), Some(("2025-02-25".to_owned(), PublishedFrom::FrontMatter)));
    assert!(Cascade::of(&source("_index.md", "---\ntitle: x\n---\n")).is_none());
    let index =
        source("content/blog/_index.md", "---\npublished: 2020-01-01\ncascade:\n  extract: true\n---\n");
    let cascade = Cascade::of(&index).unwrap();
    let (article, _) = read(&Input { cascades: &[&cascade], ..input });
    assert_eq!(published(&article), Some(("2025-02-25".to_owned(), PublishedFrom::FrontMatter)));
}

#[test]
fn what_a_folder_states_wrongly_is_told_once() {
    let text = "---\ntitle: x\ncascade:\n  importance: high\n---\n";
    let (article, [code, under, ..]) = told("blog/_index.md", text);
    assert_eq!((article.kind, code.as_str(), under.as_str()), (Kind::SectionIndex, "bad-value", "high"));
    let cascade = Cascade::of(&source("content/blog/_index.md", text)).unwrap();
    let file = source("content/blog/a.md", "Text\n");
    let packs = Packs::default();
    let input = Input { cascades: &[&cascade], ..Input::of(file, Utf8Path::new("blog/a.md"), &packs) };
    assert_eq!(read(&input).1, []);
}
