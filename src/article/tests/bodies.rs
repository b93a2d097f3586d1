//! Reading text, blocks, outlines, titles.

use super::*;
use BlockKind::*;

fn blocks(article: &Article) -> Vec<(BlockKind, &str)> {
    article.blocks.iter().map(|block| (block.kind, block.span.of(article.plain.text()))).collect()
}

#[track_caller]
fn check_blocks(path: &str, text: &str, expected: &[(BlockKind, &str)]) {
    assert_eq!(blocks(&article(path, text)), expected, "{text}");
}

#[test]
fn markdown_becomes_reading_text() {
    check_blocks(
        "a.md",
        "On *March* 3,\n2024 &amp; \\*later\\* it `ran`.[^1]\n\n[^1]: A note.\n",
        &[(Paragraph, "On March 3, 2024 & *later* it ran."), (Other, "A note.")],
    );
    check_blocks(
        "a.md",
        "# T\n\n## H {#x}\n\n> Q\n\n```\ncode\n```\n\n<div>\nraw\n</div>\n\n- a\n  - b\n\n    c\n- [x] d\n",
        &[(Heading(2), "H"), (Quote, "Q"), (Item(1), "a"), (Item(2), "b"), (Paragraph, "c"), (Item(1), "d")],
    );
    check_blocks(
        "a.md",
        "| a | b |\n|---|---|\n| c | d |\n\nTerm\n: Meaning\n\n> [!NOTE]\n> Mind.\n",
        &[
            (Other, "a"),
            (Other, "b"),
            (Other, "c"),
            (Other, "d"),
            (Other, "Term"),
            (Other, "Meaning"),
            (Other, "Mind."),
        ],
    );
    check_blocks(
        "a.md",
        "One  \ntwo<br><br>three &#10;&#10; four ![alt](x.png)\n\n&nbsp;\n\nfive\n",
        &[(Paragraph, "One\ntwo\nthree    four"), (Paragraph, "five")],
    );
}

#[test]
fn reading_text_maps_back_through_markup() {
    let article = article("a.md", "On *March* 3,\n2024 &amp; on.\n");
    let date = article.plain.text().find("March 3, 2024").unwrap();
    let span = article.plain.source_span(Span::new(date, date + 13));
    assert_eq!(span.of(&article.file.text), "March* 3,\n2024");
    let amp = article.plain.text().find('&').unwrap();
    assert_eq!(article.plain.source_span(Span::new(amp, amp + 1)).of(&article.file.text), "&amp;");
}

#[test]
fn titles_come_from_front_matter_heading_line_or_name() {
    for (path, text, title, body) in [
        ("a-b.md", "---\ntitle: F\n---\n# H\n\nx", "F", "H\n\nx"),
        ("a-b.md", "---\ntitle: H\n---\n# H\n\nx", "H", "x"),
        ("a-b.md", "x\n\n# *H* i\n\ny\n\n# J", "H i", "x\n\ny\n\nJ"),
        ("a-b.md", "x", "A b", "x"),
        ("a-b.txt", "\n The  line\n\nx\n", "The line", "x"),
        (
            "a-b.txt",
            "It was decided on Monday that the council would meet again.\n\nx\n",
            "A b",
            "It was decided on Monday that the council would meet again.\n\nx",
        ),
        (
            "a-b.txt",
            "A text that begins at once and\nruns on over its line ends.\n",
            "A b",
            "A text that begins at once and runs on over its line ends.",
        ),
        ("a-b.txt", "Title: F\n\nThe line\n\nx\n", "F", "The line\n\nx"),
    ] {
        let article = article(path, text);
        assert_eq!((article.meta.title.as_deref(), article.plain.text()), (Some(title), body), "{text}");
    }
}

#[test]
fn lines_of_text_are_paragraphs_or_wrapped() {
    let long = "word ".repeat(30);
    let long = long.trim();
    check_blocks(
        "a.txt",
        &format!("T\n\n{long}\nShort.\n{long}\n"),
        &[(Paragraph, long), (Paragraph, "Short."), (Paragraph, long)],
    );
    check_blocks(
        "a.txt",
        "T\n\nThis is a text that was wrapped at forty\ncolumns or so, as letters were on paper,\nand it goes on.\n\nNext\r\n",
        &[
            (
                Paragraph,
                "This is a text that was wrapped at forty columns or so, as letters were on paper, and it goes on.",
            ),
            (Paragraph, "Next"),
        ],
    );
    let wide = "word ".repeat(26);
    check_blocks(
        "a.txt",
        &format!("T\n\n{wide}on\n24 February.\n"),
        &[(Paragraph, &format!("{wide}on 24 February."))],
    );
    check_blocks(
        "a.txt",
        "T\n\n- one\n* two\n• three\n-not\n",
        &[(Item(1), "one"), (Item(1), "two"), (Item(1), "three"), (Paragraph, "-not")],
    );
}

#[test]
fn headings_that_lost_their_line_end_are_parted() {
    let rest =
        "council met again, and what it had to say about the harvest was not what the farmers had hoped for.";
    check_blocks(
        "a.txt",
        &format!("T\n\nA quiet harvestThe {rest}\nThe end of it, the end.\n"),
        &[
            (Heading(2), "A quiet harvest"),
            (Paragraph, &format!("The {rest}")),
            (Paragraph, "The end of it, the end."),
        ],
    );
    check_blocks(
        "a.txt",
        &format!("T\n\nTurmoil at NATOThe {rest}\n"),
        &[(Heading(2), "Turmoil at NATO"), (Paragraph, &format!("The {rest}"))],
    );
    for name in ["YouTube", "McDonald", "WikiLeaks", "iPhone", "NGOs", "USAid"] {
        let line = format!("A user of {name} and the {rest} It was on the tube, donald leaks phone os.");
        check_blocks("a.txt", &format!("T\n\n{line}\n"), &[(Paragraph, &line)]);
    }
}

#[test]
fn a_last_line_that_names_the_publisher_is_taken_and_told() {
    let text = format!("T\n\n{}The Morning Gazette\n", "A sentence that ends as it should.\n".repeat(6));
    let (article, [code, under, ..]) = told("a.txt", &text);
    assert_eq!((code.as_str(), under.as_str()), ("publisher-from-text", "The Morning Gazette"));
    assert_eq!(article.meta.publisher.as_deref(), Some("The Morning Gazette"));
    assert!(article.plain.text().ends_with("The Morning Gazette"));
    let known = super::article("a.txt", &format!("Publisher: P\n\n{text}"));
    assert_eq!(known.meta.publisher.as_deref(), Some("P"));
}

#[test]
fn links_of_all_kinds_are_found() {
    let article = article(
        "a.md",
        "[a](b.md#c) ![d](e.jpg) <https://f> <g@h.org>\n\n<img src=\"i.png\"> x <a href='j'>k</a>\n\n[l]\n\n[l]: m.md\n",
    );
    let found: Vec<&str> = article.links.iter().map(|link| link.destination.as_str()).collect();
    assert_eq!(found, ["b.md#c", "e.jpg", "https://f", "mailto:g@h.org", "i.png", "j", "m.md"]);
    assert_eq!(article.links[0].span.of(&article.file.text), "[a](b.md#c)");
    assert_eq!(article.links[4].span.of(&article.file.text), "i.png");
}

#[test]
fn headings_have_names_that_are_unique() {
    let article = article("a.md", "# T\n\n## Élysée!\n\n## Élysée\n\n## x {#own}\n\n### !?\n");
    let ids: Vec<&str> = article.anchors.iter().map(|anchor| anchor.id.as_str()).collect();
    assert_eq!(ids, ["élysée", "élysée-2", "own", "section"]);
}

/// Each entry as `when | title | text`.
fn outline(article: &Article) -> Vec<String> {
    article
        .outline
        .iter()
        .map(|entry| format!("{} | {} | {}", entry.when, entry.title, entry.text.replace('\n', "/")))
        .collect()
}

#[track_caller]
fn check_outline(path: &str, text: &str, expected: &[&str]) {
    assert_eq!(outline(&article(path, text)), expected, "{text}");
}

#[test]
fn headings_that_begin_with_a_date_are_events() {
    check_outline(
        "a.md",
        "# T\n\nIntro.\n\n## 2025-02-25: Resignations\n\nOne.\n\n### Why\n\nTwo.\n\n## 1990s: A boom\n\n## Background\n\nThree.\n",
        &["2025-02-25 | Resignations | One.//Why//Two.", "199X | A boom | "],
    );
    check_outline(
        "a.md",
        "# T\n\n## 2025-02-17/2025-02-23 — A week\n\nx\n\n## 1984~: About then\n\n## 2025-02-25\n\nFirst. Second.\n",
        &["2025-02-17/2025-02-23 | A week | x", "1984~ | About then | ", "2025-02-25 |  | First. Second."],
    );
    check_outline(
        "a.md",
        "# 2025-02-25: The only heading\n\nText.\n",
        &["2025-02-25 | The only heading | Text."],
    );
}

#[test]
fn list_items_that_begin_with_a_date_are_events() {
    check_outline(
        "a.md",
        "# T\n\n- **2025-02-22** An email asks. It asks much.\n- 2025-02-24: Deadline\n\n  And more.\n\nAfter.\n",
        &["2025-02-22 | An email asks | It asks much.", "2025-02-24 | Deadline | And more."],
    );
    check_outline("a.md", "- 1998 Founded\n- 2004 Sold\n", &["1998 | Founded | ", "2004 | Sold | "]);
    check_outline(
        "a.md",
        "## 2025\n\n- 2025-02: Talks\n  - 2025-02-03 They begin.\n",
        &["2025-02 | Talks | ", "2025-02-03 | They begin | "],
    );
    check_outline(
        "a.txt",
        "T\n\n- 2025-02-22 An email\n- 2025-02-24 The end\n",
        &["2025-02-22 | An email | ", "2025-02-24 | The end | "],
    );
    check_outline(
        "a.txt",
        "T\n\n2025-02-22: An email\nMore of it.\n2025-02-24: The end\n",
        &["2025-02-22 | An email | More of it.", "2025-02-24 | The end | "],
    );
}

#[test]
fn outline_dates_may_be_words() {
    check_outline(
        "a.md",
        "# T\n\n## 25 February 2025: Resignations\n\nOne.\n\n## c. 1590: A map\n\n## 44 BCE — The Ides\n\n## February 26, 2025 Staff leave\n",
        &[
            "2025-02-25 | Resignations | One.",
            "1590~ | A map | ",
            "-0043 | The Ides | ",
            "2025-02-26 | Staff leave | ",
        ],
    );
    check_outline(
        "a.md",
        "---\npublished: 2025-03-01\n---\n- **25 February**: One\n- 26 February: Two\n",
        &["2025-02-25 | One | ", "2025-02-26 | Two | "],
    );
    check_outline(
        "a.md",
        "# T\n\n## 1998\n\n- 3 May: Founded\n- June: Sold\n- 4 July: Lost\n",
        &["1998-05-03 | Founded | ", "1998-07-04 | Lost | "],
    );
    check_outline(
        "a.md",
        "# T\n\n- Last week: one\n- On Tuesday: two\n- Today: three\n\n## Last year: four\n",
        &[],
    );
    check_outline(
        "a.txt",
        "T\n\n25 February 2025: One\n\n26 February 2025 – Two\n",
        &["2025-02-25 | One | ", "2025-02-26 | Two | "],
    );
}

#[test]
fn a_day_that_does_not_exist_is_told() {
    let (article, [code, under, ..]) =
        told("a.md", "# T\n\n## 2025-02-30: One\n\n## 2025-03-01: Two\n\n- 2014-15 season\n");
    assert_eq!((code.as_str(), under.as_str()), ("bad-date", "2025-02-30"));
    assert_eq!(outline(&article), ["2025-03-01 | Two | 2014-15 season"]);
}

#[test]
fn first_lines_say_who_and_when() {
    for (text, published, authors) in [
        ("Published On 26 Feb 2025", Some("2025-02-26"), &[][..]),
        ("26 February 2025", Some("2025-02-26"), &[]),
        ("26\u{a0}February\u{a0}2025", Some("2025-02-26"), &[]),
        ("By Jane Orne | Feb. 26, 2025", Some("2025-02-26"), &["Jane Orne"]),
        (
            "By Jane Orne and Max Ho, Geneva\n\nUpdated: 27 February 2025, 10:30 GMT\n\nPublished: 26 February 2025",
            Some("2025-02-26"),
            &["Jane Orne", "Max Ho"],
        ),
        ("By Jane Orne", None, &["Jane Orne"]),
        ("GENEVA, Feb. 26, 2025 (Agency) — The council met on Monday.", Some("2025-02-26"), &[]),
        ("Wednesday 26 February 2025 14.30 GMT", Some("2025-02-26"), &[]),
        ("By 2014 the council had met.", None, &[]),
        ("By Monday they had left", None, &[]),
        ("He died on 26 February 2025", None, &[]),
        ("The council met on 26 February 2025 — again.", None, &[]),
    ] {
        for (path, title) in [("a.txt", "T\n\n"), ("a.md", "# T\n\n")] {
            let article = article(path, &format!("{title}{text}\n\nThe first paragraph is here.\n"));
            let found = article.meta.published.as_ref().map(|published| published.day.to_string());
            assert_eq!(found.as_deref(), published, "{text}");
            assert_eq!(article.meta.authors, authors, "{text}");
            let prose = article.sentences.iter().map(|s| s.span.of(article.plain.text())).collect::<Vec<_>>();
            assert_eq!(prose.last(), Some(&"The first paragraph is here."));
            assert_eq!(
                prose.len() == 1,
                (published.is_some() || !authors.is_empty()) && !text.contains('—'),
                "{text}: {prose:?}"
            );
            assert!(
                article.plain.text().starts_with(text.split('\n').next().unwrap()),
                "nothing is lost from the page"
            );
        }
    }
    let article = article("a.txt", "T\n\nPublished 26 Feb 2025 | Updated 27 Feb 2025\n\nText.\n");
    assert_eq!(article.meta.updated.unwrap().to_string(), "2025-02-27");
    assert_eq!(article.meta.published.unwrap().from, PublishedFrom::Byline);
}

#[test]
fn prose_that_begins_with_a_year_is_no_outline() {
    for text in [
        "# T\n\n2014 was a dry year.\n\n2015: a wet one.\n",
        "# T\n\n- 2014 was dry\n- wet years\n- other years\n",
        "# T\n\n- 2014: dry\n- wet\n- wetter\n- dry again\n",
        "# T\n\n## 2014\n\nIt was dry. Then it rained.\n\n## 2024 was wet\n",
        "# T\n\n- 500 people\n- 1200 people came\n- 24/7\n- 50%\n",
    ] {
        check_outline("a.md", text, &[]);
    }
    check_outline("a.txt", "T\n\n2014 was a dry year, and then some.\n\n2015: a wet one.\n", &[]);
    check_outline(
        "a.txt",
        "T\n\n2014: Drought\n\nIt was dry.\n\nVery dry.\n\n2015: Rain\n\nIt was wet.\n\nVery wet.\n",
        &[],
    );
}

#[test]
fn entries_know_their_places() {
    let text = "# T\n\n## 2025-02-25: One\n\nText one.\n\n- **2025-02-26** Two. More *of* it.\n";
    let article = article("a.md", text);
    let parts: Vec<[&str; 4]> = article
        .outline
        .iter()
        .map(|e| [e.when_span, e.title_span, e.text_span, e.span].map(|span| span.of(text)))
        .collect();
    assert_eq!(
        parts[0],
        ["2025-02-25", "## 2025-02-25: One", "\n\nText one.", "## 2025-02-25: One\n\nText one."]
    );
    assert_eq!(
        parts[1],
        ["2025-02-26", "- **2025-02-26** Two.", " More *of* it.", "- **2025-02-26** Two. More *of* it."]
    );
}
