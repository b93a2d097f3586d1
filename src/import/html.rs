//! HTML -> Markdown and plain text; and Markdown of others without its raw HTML.

use crate::article::{Input, raw_html, read};
use crate::lang::Packs;
use crate::text::SourceFile;
use htmd::HtmlToMarkdown;
use htmd::options::{BrStyle, BulletListMarker, HrStyle, Options};
use std::sync::Arc;

/// What Markdown says as well; anything else is lost on the way.
const TAGS: [&str; 25] = [
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "ul",
    "div",
    "span",
    "tt",
    "body",
];
const ATTRIBUTES: [&str; 6] = ["href", "src", "alt", "title", "target", "rel"];

/// HTML as Markdown. A text without any is one, too: its signs are escaped.
pub(super) fn markdown(html: &str) -> String {
    let options = Options {
        hr_style: HrStyle::Dashes,
        br_style: BrStyle::Backslash,
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..Options::default()
    };
    let converter = HtmlToMarkdown::builder()
        .options(options)
        .skip_tags(vec!["script", "style", "iframe"])
        .scripting_enabled(false)
        .build();
    // Converting fails for readers that fail, and a text does not.
    let text = converter.convert(html).unwrap_or_else(|_| html.to_owned());
    without_html(text.trim())
}

/// Whether Markdown cannot say all of it: embedded players, classes, colours.
pub(super) fn is_rich(html: &str) -> bool {
    html.split('<').skip(1).any(|piece| {
        let tag = piece.split('>').next().unwrap_or_default();
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let attributes = tag.split('=').collect::<Vec<_>>();
        let names = attributes.iter().take(attributes.len() - 1);
        let mut names = names.filter_map(|text| text.split([' ', '"', '\'', '\n', '\t']).next_back());
        // An address may hold signs of equality too: what follows a quotation mark or a letter is no name.
        let simple = names.all(|name| name.is_empty() || !is_name(name) || ATTRIBUTES.contains(&name));
        let known = TAGS.contains(&name.to_ascii_lowercase().as_str());
        !name.is_empty() && (!known || !simple)
    })
}

fn is_name(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
}

/// The words of HTML in one line.
pub(super) fn plain(html: &str, packs: &Packs) -> String {
    let known = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    let text = if html.contains('<')
        || html.split('&').skip(1).any(|rest| !known.iter().any(|(entity, _)| rest.starts_with(&entity[1..])))
    {
        let file = Arc::new(SourceFile::new("import.md", markdown(html)));
        let path = "import.md".into();
        let input = Input {
            file,
            path,
            meta_file: None,
            corrections_file: None,
            cascades: &[],
            packs,
            published: None,
        };
        let article = read(&input).0;
        let title = article.title_span.map(|_| article.meta.title.unwrap_or_default());
        title.unwrap_or_default() + " " + article.plain.text()
    } else {
        known.iter().fold(html.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Markdown of others. Raw HTML in it is read as HTML where all of it looks so, else shown as text; true where there was any.
pub(super) fn checked(text: &str) -> (String, bool) {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    if raw_html(text).is_empty() {
        return (text.to_owned(), false);
    }
    let is_html = text.starts_with('<') || text.contains("</p>") || text.contains("<br");
    (if is_html { markdown(text) } else { without_html(text) }, true)
}

/// Raw HTML with a backslash before each of its brackets: it is text then.
fn without_html(text: &str) -> String {
    let mut text = text.to_owned();
    for span in raw_html(&text).into_iter().rev() {
        let escaped = span.of(&text).replace('<', "\\<");
        text.replace_range(span.start..span.end, &escaped);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_html_becomes_markdown_and_text() {
        for (html, text, words) in [
            ("<p>One</p><p>Two <b>bold</b></p>", "One\n\nTwo **bold**", "One Two bold"),
            ("Whitney<br/> 1963 - 2012", "Whitney\\\n 1963 - 2012", "Whitney 1963 - 2012"),
            ("1. A *star* &amp; more", "1\\. A \\*star\\* & more", "1. A *star* & more"),
            ("A caf&eacute;", "A café", "A café"),
            ("<h2>Head</h2>", "## Head", "Head"),
            ("<a href=\"https://example.org/\">link</a>", "[link](https://example.org/)", "link"),
            ("<iframe src=\"x\"></iframe>After", "After", "After"),
            ("", "", ""),
        ] {
            assert_eq!(markdown(html), text);
            assert_eq!(plain(html, &Packs::default()), words, "{html}");
        }
    }

    #[test]
    fn ok_what_markdown_cannot_say_is_noticed() {
        for (html, rich) in [
            ("<p>One <a href=\"https://example.org/?a=b&c=d\" target=\"_blank\">two</a></p>", false),
            ("a < b", false),
            ("<p class=\"lead\">One</p>", true),
            ("<iframe src='x'></iframe>", true),
            ("x<sup>2</sup>", true),
            ("<img src=\"a.jpg\" alt=\"a = b\">", false),
        ] {
            assert_eq!(is_rich(html), rich, "{html}");
        }
    }

    #[test]
    fn ok_no_html_of_others_survives() {
        for (text, expected) in [
            ("*Markdown* with a < b", "*Markdown* with a < b"),
            ("A <b>word</b>", "A \\<b>word\\</b>"),
            ("`<b>` in code", "`<b>` in code"),
            ("See <https://example.org/>", "See <https://example.org/>"),
            ("<p>One</p><script>alert(1)</script>", "One"),
            (
                "Text\n\n<div onclick=\"x()\">\n<b>y</b>\n</div>",
                "Text\n\n\\<div onclick=\"x()\">\n\\<b>y\\</b>\n\\</div>",
            ),
        ] {
            let (found, _) = checked(text);
            assert_eq!(found, expected);
            assert_eq!(raw_html(&found), []);
        }
        for html in ["&lt;script&gt;alert(1)&lt;/script&gt;", "a &lt;b onclick=x&gt;", "<p>&lt;div&gt;</p>"] {
            assert_eq!(raw_html(&markdown(html)), [], "{html}");
        }
    }
}
