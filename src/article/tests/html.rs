//! Bodies as HTML.

use super::*;

const SAFE: HtmlOptions = HtmlOptions { unsafe_html: false, smart_punctuation: false };
const RAW: HtmlOptions = HtmlOptions { unsafe_html: true, smart_punctuation: true };

fn same(address: &str) -> String {
    address.to_owned()
}

/// A mark around the first place of `words`.
fn mark(text: &str, words: &str) -> Mark {
    let start = text.find(words).unwrap();
    Mark { span: Span::new(start, start + words.len()), open: "<time>".into(), close: "</time>".into() }
}

#[track_caller]
fn check(path: &str, text: &str, options: HtmlOptions, expected: &str) {
    assert_eq!(html(&read_file(path, text).0, None, &[], &same, options), expected, "{text}");
}

#[track_caller]
fn check_marked(path: &str, text: &str, marked: &str, expected: &str) {
    assert_eq!(html(&read_file(path, text).0, None, &[mark(text, marked)], &same, SAFE), expected, "{text}");
}

#[test]
fn the_title_is_not_repeated_and_headings_leave_level_one_to_it() {
    check("a.md", "# T\n\n## H\n\nx\n", SAFE, "<h2 id=\"h\">H</h2>\n<p>x</p>\n");
    check(
        "a.md",
        "---\ntitle: F\n---\n# H\n\n## I\n\n###### J\n",
        SAFE,
        "<h2 id=\"h\">H</h2>\n<h3 id=\"i\">I</h3>\n<h6 id=\"j\">J</h6>\n",
    );
    check("a.md", "> # T\n> x\n", SAFE, "<blockquote>\n<p>x</p>\n</blockquote>\n");
}

#[test]
fn raw_html_is_kept_only_where_it_may_be() {
    let text = "<div onclick=\"x\">a</div>\n\nb <b>c</b> <!-- no -->\n\n<!--\nno\n-->\n";
    check(
        "a.md",
        text,
        SAFE,
        "<p>&lt;div onclick=\"x\"&gt;a&lt;/div&gt;</p>\n<p>b &lt;b&gt;c&lt;/b&gt; </p>\n",
    );
    check("a.md", text, RAW, "<div onclick=\"x\">a</div>\n<p>b <b>c</b> <!-- no --></p>\n<!--\nno\n-->\n");
    check("a.txt", "T\n\n<b>a</b> & \"b\"\n", RAW, "<p>&lt;b&gt;a&lt;/b&gt; &amp; &quot;b&quot;</p>\n");
}

#[test]
fn links_to_scripts_are_dropped_and_others_are_mapped() {
    check(
        "a.md",
        "[a](javascript:alert) ![b](data:text/html,x) [c](<java\tscript:x>)\n",
        SAFE,
        "<p>a b c</p>\n",
    );
    let (article, _) = read_file("a.md", "[a](b.md) ![c](d.jpg) <e@f.org> <a href='g.md'>h</a>\n");
    let found = html(&article, None, &[], &|address| format!("/x/{address}"), RAW);
    assert_eq!(
        found,
        "<p><a href=\"/x/b.md\">a</a> <img src=\"/x/d.jpg\" alt=\"c\" /> <a href=\"mailto:e@f.org\">e@f.org</a> <a href='/x/g.md'>h</a></p>\n"
    );
}

#[test]
fn footnotes_stand_at_the_end_and_lead_back() {
    check(
        "a.md",
        "a[^x] b[^y]\n\n[^y]: Two\n[^x]: One\n\nlast\n",
        SAFE,
        "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup> \
         b<sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2\">2</a></sup></p>\n<p>last</p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n\
         <li id=\"fn-1\" value=\"1\"><p>One <a href=\"#fnref-1\" role=\"doc-backlink\">↩</a></p>\n</li>\n\
         <li id=\"fn-2\" value=\"2\"><p>Two <a href=\"#fnref-2\" role=\"doc-backlink\">↩</a></p>\n</li>\n</ol>\n</section>\n",
    );
}

#[test]
fn ids_of_references_are_unique() {
    let (article, _) = read_file("a.md", "a[^x] b[^x]\n\n[^x]: One\n\n[^y]: Two\n");
    let found = html(&article, None, &[], &same, SAFE);
    for part in ["id=\"fnref-1\"", "id=\"fnref-1-2\"", "<p>Two</p>"] {
        assert_eq!(found.matches(part).count(), 1, "{part} in {found}");
    }
}

#[test]
fn marks_cross_markup_in_pieces() {
    check_marked(
        "a.md",
        "On *March* 3,\n2024 it ran.\n",
        "March* 3,\n2024",
        "<p>On <em><time>March</time></em><time> 3,\n2024</time> it ran.</p>\n",
    );
    check_marked(
        "a.md",
        "It *ran* on 3 *May*.\n",
        "on 3 *May*",
        "<p>It <em>ran</em> <time>on 3 <em>May</em></time>.</p>\n",
    );
    check_marked(
        "a.md",
        "a &amp; b\n",
        "& b".replace('&', "&amp;").as_str(),
        "<p>a <time>&amp; b</time></p>\n",
    );
    check_marked("a.md", "[on 3 May](x)\n", "3 May", "<p><a href=\"x\">on <time>3 May</time></a></p>\n");
    check_marked(
        "a.md",
        "![3 May](x.jpg)\n\n    3 May\n",
        "3 May",
        "<p><img src=\"x.jpg\" alt=\"3 May\" /></p>\n<pre><code>3 May\n</code></pre>\n",
    );
    check_marked("a.txt", "T\n\nOn 3 May & later\n", "3 May &", "<p>On <time>3 May &amp;</time> later</p>\n");
}

#[test]
fn an_id_stands_on_the_first_piece_alone() {
    let text = "On *March* 3, it ran.\n";
    let marks =
        [Mark { open: "<a id=\"x\" href=\"y\">".into(), close: "</a>".into(), ..mark(text, "March* 3") }];
    let found = html(&read_file("a.md", text).0, None, &marks, &same, SAFE);
    assert_eq!(found, "<p>On <em><a id=\"x\" href=\"y\">March</a></em><a href=\"y\"> 3</a>, it ran.</p>\n");
}

#[test]
fn marks_with_links_are_not_set_in_links() {
    let text = "[on 3 May](x) 3 June\n";
    let mut marks = [mark(text, "3 May"), mark(text, "3 June")];
    for mark in &mut marks {
        mark.open = "<a href=\"y\">".into();
        mark.close = "</a>".into();
    }
    let found = html(&read_file("a.md", text).0, None, &marks, &same, SAFE);
    assert_eq!(found, "<p><a href=\"x\">on 3 May</a> <a href=\"y\">3 June</a></p>\n");
}

#[test]
fn a_part_is_whole_html() {
    let text = "# T\n\n- 2025-02-22: One. Two *three*.\n  - four\n- 2025-02-23: Five[^1].\n\n[^1]: Note\n";
    let (article, _) = read_file("a.md", text);
    let part = |span| html(&article, Some(span), &[], &same, SAFE);
    assert_eq!(
        part(article.outline[0].text_span),
        "<p> Two <em>three</em>.</p>\n<ul>\n<li>four</li>\n</ul>\n"
    );
    assert!(part(article.outline[1].span).contains("<p>2025-02-23: Five<sup"));
    assert!(part(article.outline[1].span).contains("Note"));
    assert!(!part(article.outline[0].span).contains("Note"));
    let (article, _) = read_file("a.txt", "T\n\n- 2025-02-22: One. Two.\n- 2025-02-23: Three.\n");
    assert_eq!(html(&article, Some(article.outline[0].text_span), &[], &same, SAFE), "<p> Two.</p>\n");
}

#[test]
fn text_has_paragraphs_lists_and_headings() {
    let rest =
        "council met again, and what it had to say about the harvest was not what the farmers had hoped for.";
    check(
        "a.txt",
        &format!("T\n\nA quiet harvestThe {rest}\n- a\n- b\nLast\n"),
        SAFE,
        &format!(
            "<h2 id=\"a-quiet-harvest\">A quiet harvest</h2>\n<p>The {rest}</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>Last</p>\n"
        ),
    );
}

#[test]
fn typographic_quotes_only_where_asked() {
    check("a.md", "\"a\" -- b...\n", SAFE, "<p>\"a\" -- b...</p>\n");
    check("a.md", "\"a\" -- b...\n", RAW, "<p>“a” – b…</p>\n");
}
