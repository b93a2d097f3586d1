//! What holds for every input.

use super::*;
use proptest::prelude::*;

/// Texts made of what articles and front matter are made of.
fn texts() -> impl Strategy<Value = String> {
    let pieces = [
        "---\n",
        "+++\n",
        "...\n",
        "title: A vote\n",
        "date: 2025-02-22\n",
        "tags = [\"a\"]\n",
        "tags: [a\n",
        "# H\n\n",
        "## 2025-02-22: V\n",
        "- ",
        "  - ",
        "2025-02-22 ",
        "**",
        "*",
        "_",
        "`",
        "\n",
        "\n\n",
        "  \n",
        "&amp;",
        "&nbsp;",
        "\\*",
        "> ",
        "[^1]",
        "\n[^1]: note\n",
        "[a](b)",
        "[a](javascript:b)",
        "![a](b)",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<br>",
        "<img src=x>",
        "| a | b |\n|--|--|\n| c | d |\n",
        "```\n",
        "    ",
        "\"",
        "'",
        "“",
        "é",
        "日本",
        "\u{ad}",
        "\u{a0}",
        "Word",
        " word.",
        " The end. ",
        "endThe",
        "{",
        "}",
        ":",
        "\t",
        "\r\n",
        "By Ada Orne | 26 Feb 2025\n",
        "1. ",
        "term\n: def\n",
        "[x]: y\n",
        "~~",
        "[ ] ",
        "{#id}",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

fn paths() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a.md",
        "a.txt",
        "2025-02-22-a.md",
        "a.json",
        "a.toml",
        "a.yaml",
        "s/_index.md",
    ])
}

fn check(path: &str, text: &str) {
    let (article, told) = read_file(path, text);
    let file = &article.file.text;
    for diagnostic in told {
        if let Some(place) = diagnostic.place {
            assert!(file.get(place.span.start..place.span.end).is_some(), "{place:?}");
        }
    }
    let plain = article.plain.text();
    for (number, block) in article.blocks.iter().enumerate() {
        assert!(!block.span.of(plain).trim().is_empty());
        assert!(file.get(block.source.start..block.source.end).is_some());
        let first = article.sentences.iter().find(|sentence| sentence.span.start >= block.span.start);
        assert!(first.is_none_or(|sentence| sentence.paragraph >= number
            && (sentence.paragraph > number || block.span.contains(sentence.span))));
    }
    for (at, c) in plain.char_indices() {
        let source = article.plain.source_span(Span::new(at, at + c.len_utf8())).of(file);
        assert!(
            c.is_whitespace() || source.contains(c) || source.starts_with(['&', '\\']),
            "{c:?} stands for {source:?} in {text:?}"
        );
    }
    if article.byline.is_empty() {
        let squeeze = |text: &str| text.split_whitespace().collect::<String>();
        let kept: String = article.sentences.iter().map(|sentence| sentence.span.of(plain)).collect();
        assert_eq!(squeeze(&kept), squeeze(plain));
    }
    for entry in &article.outline {
        for span in [entry.when_span, entry.span, entry.title_span, entry.text_span] {
            assert!(file.get(span.start..span.end).is_some(), "{entry:?}");
        }
    }
    let marks: Vec<Mark> = (0..file.len())
        .step_by(7)
        .map(|at| Mark { span: Span::new(at, at + 4), open: "<time>".into(), close: "</time>".into() })
        .collect();
    for unsafe_html in [false, true] {
        let options = HtmlOptions { unsafe_html, smart_punctuation: unsafe_html };
        let whole = html(&article, None, &marks, &|address| address.to_owned(), options);
        assert_eq!(whole.matches("<time>").count(), whole.matches("</time>").count());
        for part in
            article.outline.iter().flat_map(|entry| [entry.span, entry.text_span]).chain([Span::new(3, 20)])
        {
            html(&article, Some(part), &marks, &|address| address.to_owned(), options);
        }
        if !unsafe_html {
            assert_balanced(&whole);
            assert!(!whole.contains("javascript:b\""));
            for block in &article.blocks {
                let first =
                    block.span.of(plain).split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
                assert!(
                    first.is_none_or(|word| word.chars().all(|c| whole.replace("</time>", "").contains(c))),
                    "{first:?} is lost from {whole}"
                );
            }
        }
    }
}

/// Every element is closed in the order in which elements were opened.
fn assert_balanced(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap();
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        match () {
            () if ["img", "br", "hr", "input"].contains(&name) => {}
            () if tag.starts_with('/') => assert_eq!(open.pop(), Some(name), "{html}"),
            () => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

#[test]
fn a_tab_in_the_indentation_of_a_list_item_cuts_no_character() {
    check("2025-02-22-a.md", "2025-02-22 \n:“\n\t1. 2025-02-22 ");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn whatever_is_written_is_read_and_shown(path in paths(), text in texts()) {
        check(path, &text);
    }
    #[test]
    fn any_characters_at_all(path in paths(), text in "\\PC{0,60}|[-+=\\[\\]{}\"':,\n #0-9a-z]{0,60}") {
        check(path, &text);
    }
    #[test]
    fn any_bytes_at_all(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        decode(Utf8Path::new("a.txt"), &bytes);
    }
}
