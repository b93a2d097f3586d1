//! Addresses that authors write: only those that lead somewhere become links.

use super::dates::iso;
use crate::date::Day;

/// The address, when it is a web address, a mail address, a telephone number, or relative; `javascript:` and the like are none.
///
/// What people paste and an address may not hold (RFC 3986, 2: blanks, quotes, braces) is escaped.
pub(super) fn safe(address: &str) -> Option<String> {
    let address = address.trim();
    // Browsers drop tabs and line breaks inside of an address: with them `java\nscript:` is a scheme.
    let clean = !address.is_empty() && !address.chars().any(char::is_control);
    let before = &address[..address.find([':', '/', '?', '#']).unwrap_or(0)];
    let scheme = address[before.len()..].starts_with(':').then_some(before);
    let known = scheme.is_none_or(|scheme| {
        ["http", "https", "mailto", "tel"].iter().any(|known| known.eq_ignore_ascii_case(scheme))
    });
    (clean && known).then(|| escape(address))
}

fn escape(address: &str) -> String {
    let fragment = address.find('#').unwrap_or(address.len());
    let is_code = |at: usize| {
        address.get(at + 1..at + 3).is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    let mut escaped = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        let allowed = match c {
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
            // Part of an address as a host only: http://[::1]/
            '[' | ']' => address.contains("://["),
            '%' => is_code(at),
            '#' => at == fragment,
            c => !c.is_whitespace(),
        };
        if allowed {
            escaped.push(c);
        } else {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| escaped.push_str(&format!("%{byte:02X}")));
        }
    }
    escaped
}

/// Whether it begins with a scheme or a host: not a path of this site.
pub(super) fn is_whole(address: &str) -> bool {
    address.starts_with("//")
        || address.find([':', '/', '?', '#']).is_some_and(|at| address[at..].starts_with(':'))
}

/// The host of a web address, without `www.`.
pub(super) fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// Where the Wayback Machine would have a copy of a page: the one nearest to a day, or its latest. Nothing is asked of it.
pub(super) fn wayback(url: &str, day: Option<Day>) -> Option<String> {
    let on_the_web = url.starts_with("https://") || url.starts_with("http://");
    on_the_web.then(|| match day.and_then(iso) {
        Some(day) => format!("https://web.archive.org/web/{}/{url}", day.replace('-', "")),
        None => format!("https://web.archive.org/web/{url}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_a_copy_is_looked_for_near_its_day() {
        let day = Day { year: 2025, month: 2, day: 26 };
        for (url, day, expected) in [
            (
                "https://example.org/a",
                Some(day),
                Some("https://web.archive.org/web/20250226/https://example.org/a"),
            ),
            ("https://example.org/a", None, Some("https://web.archive.org/web/https://example.org/a")),
            ("mailto:a@example.org", None, None),
            ("/article/a/", Some(day), None),
        ] {
            assert_eq!(wayback(url, day).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn ok_only_addresses_that_lead_somewhere() {
        for (address, expected) in [
            ("https://example.org/a?b#c", true),
            ("HTTP://example.org", true),
            (" https://example.org ", true),
            ("mailto:a@example.org", true),
            ("photo.jpg", true),
            ("../other/a:b.html", true),
            ("//example.org/", true),
            ("javascript:alert(1)", false),
            ("JavaScript:alert(1)", false),
            ("java\nscript:alert(1)", false),
            ("java script:alert(1)", false),
            ("\u{1}javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("vbscript:x", false),
            (":x", false),
            ("", false),
        ] {
            assert_eq!(safe(address).is_some(), expected, "{address:?}");
        }
    }

    #[test]
    fn ok_pasted_addresses_lead_where_they_lead_in_a_browser() {
        for (address, expected) in [
            ("https://example.org/a%20b?c=d&e#f", "https://example.org/a%20b?c=d&e#f"),
            ("https://example.org/no title", "https://example.org/no%20title"),
            ("my photo.jpg", "my%20photo.jpg"),
            ("100%.jpg", "100%25.jpg"),
            (
                "https://example.org/?q=\"b\"&a[]=1|2#x#y",
                "https://example.org/?q=%22b%22&a%5B%5D=1%7C2#x%23y",
            ),
            ("http://[::1]/ä", "http://[::1]/ä"),
            ("tel:+44 20", "tel:+44%2020"),
        ] {
            assert_eq!(safe(address).as_deref(), Some(expected), "{address}");
        }
    }

    #[test]
    fn ok_hosts() {
        for (address, expected) in [
            ("https://www.example.org/a", Some("example.org")),
            ("http://a.b:80", Some("a.b")),
            ("photo.jpg", None),
        ] {
            assert_eq!(host(address), expected, "{address}");
        }
    }
}
