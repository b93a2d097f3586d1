//! Addresses: which are safe to link, and where they stand in raw HTML.

use crate::text::Span;

/// Whether an address can be linked without becoming script: no `javascript:`, `vbscript:` or `data:`, however disguised.
///
/// Browsers ignore leading control characters and blanks and all tabs and line ends inside (WHATWG URL, 4.4), so does this.
///
/// ```
/// use dateline::article::is_safe_address;
/// assert!(is_safe_address("https://example.org/a:b"));
/// assert!(is_safe_address("photo.jpg"));
/// assert!(!is_safe_address(" java\nscript:alert(1)"));
/// ```
pub fn is_safe_address(address: &str) -> bool {
    let seen: String = address
        .chars()
        .skip_while(|c| *c <= ' ')
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .take(12)
        .flat_map(char::to_lowercase)
        .collect();
    !["javascript:", "vbscript:", "data:"].iter().any(|scheme| seen.starts_with(scheme))
}

/// Whether an image can be shown: a safe address, or a picture in the address itself (of a kind that holds no script).
pub(super) fn is_safe_image(address: &str) -> bool {
    let kinds = ["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp", "data:image/avif"];
    is_safe_address(address) || kinds.iter().any(|kind| address.starts_with(kind))
}

/// The bytes of the values of `src`, `href` and `poster` in raw HTML.
pub(super) fn in_html(html: &str) -> Vec<Span> {
    let bytes = html.as_bytes();
    let lower = html.to_ascii_lowercase();
    let mut found = Vec::new();
    for name in ["src", "href", "poster"] {
        for (at, _) in lower.match_indices(name) {
            let is_name = at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace);
            if let Some(value) = value(html, at + name.len()).filter(|_| is_name) {
                found.push(value);
            }
        }
    }
    found.sort();
    let mut end = 0;
    found.retain(|value| {
        let apart = value.start >= end;
        end = end.max(value.end);
        apart
    });
    found
}

/// Raw HTML with the addresses in it passed through `link`.
pub(super) fn map_in_html(html: &str, link: &dyn Fn(&str) -> String) -> String {
    let mut mapped = String::with_capacity(html.len());
    let mut at = 0;
    for value in in_html(html) {
        mapped.push_str(Span::new(at, value.start).of(html));
        // The address stays inside its quotes, whichever they are.
        mapped.push_str(&link(value.of(html)).replace('"', "%22").replace('\'', "%27"));
        at = value.end;
    }
    mapped + html.get(at..).unwrap_or_default()
}

/// The bytes of the value behind an attribute's name.
fn value(html: &str, at: usize) -> Option<Span> {
    let after = html.get(at..)?.trim_start().strip_prefix('=')?.trim_start();
    let start = html.len() - after.len();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (start, end) = match quote {
        Some(quote) => (start + 1, after[1..].find(quote)?),
        None => (start, after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len())),
    };
    Some(Span::new(start, start + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguised_scripts_are_recognised() {
        for address in [
            "javascript:alert(1)",
            "JaVaScript:x",
            "\u{1} javascript:x",
            "java\tscript:x",
            "data:text/html,x",
            "vbscript:x",
        ] {
            assert!(!is_safe_address(address), "{address:?}");
        }
        for address in
            ["", "#data", "data/a.csv", "javascript", "mailto:a@example.org", "a/javascript:b", "?q=data:x"]
        {
            assert!(is_safe_address(address), "{address:?}");
        }
        assert!(is_safe_image("data:image/png;base64,AAAA"));
        assert!(!is_safe_image("data:image/svg+xml,<svg onload=x>"));
    }

    #[test]
    fn addresses_in_raw_html() {
        let html = "<a class='x' HREF = \"a.md\">x</a><img alt=src=no src=b.jpg><video poster='c'>";
        let found: Vec<&str> = in_html(html).iter().map(|span| span.of(html)).collect();
        assert_eq!(found, ["a.md", "b.jpg", "c"]);
    }
}
