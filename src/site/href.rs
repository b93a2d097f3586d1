//! The one function that makes links between pages.

use std::fmt::Write;

/// The link from one page to another, as a relative URL: right under any sub-path, and from disk.
///
/// `from` and `to` are URL paths; `to` may end in a `#fragment`. Characters that a URL may not hold are percent-encoded.
///
/// ```
/// use dateline::site::href;
/// assert_eq!(href("/", "/event/x/"), "event/x/");
/// assert_eq!(href("/event/x/", "/2025/02/"), "../../2025/02/");
/// assert_eq!(href("/event/x/", "/"), "../../");
/// assert_eq!(href("/tag/", "/tag/#law"), "#law");
/// assert_eq!(href("/", "/"), "./");
/// ```
///
/// Pages make their links with [`Site::href`](super::Site::href), which knows the one exception.
pub fn href(from: &str, to: &str) -> String {
    let (path, fragment) = to.split_once('#').map_or((to, None), |(path, fragment)| (path, Some(fragment)));
    let folder = &from[..from.rfind('/').map_or(0, |at| at + 1)];
    let mut link = String::new();
    if !(path == from && fragment.is_some()) {
        let shared = folder
            .bytes()
            .zip(path.bytes())
            .take_while(|(a, b)| a == b)
            .enumerate()
            .filter(|(_, (a, _))| *a == b'/')
            .map(|(at, _)| at + 1)
            .last()
            .unwrap_or(0);
        link.extend(std::iter::repeat_n("../", folder[shared..].matches('/').count()));
        // A first segment with a colon would read as a scheme.
        let rest = &path[shared..];
        if link.is_empty()
            && (rest.is_empty() || rest.split('/').next().is_some_and(|first| first.contains(':')))
        {
            link.push_str("./");
        }
        link.push_str(&encode(rest));
    }
    if let Some(fragment) = fragment {
        link.push('#');
        link.push_str(&encode(fragment));
    }
    link
}

/// Percent-encodes what may not stand in a URL path; slashes and fragments' signs stay. UTF-8 letters are encoded too, so that
/// every program that reads the link agrees on it.
pub(super) fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'/'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'#'
            | b':'
            | b','
            | b'@'
            | b'+' => {
                encoded.push(char::from(byte));
            }
            _ => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ok_links() {
        for (from, to, expected) in [
            ("/", "/style.css", "style.css"),
            ("/2025/", "/2025/02/", "02/"),
            ("/2025/02/", "/2025/", "../"),
            ("/2025/02/", "/2024/", "../../2024/"),
            ("/event/a/", "/event/ab/", "../ab/"),
            ("/feed.xml", "/event/a/", "event/a/"),
            ("/event/é/", "/event/ü/", "../%C3%BC/"),
            ("/a/", "/a/", "./"),
            ("/a/", "/b/#c d", "../b/#c%20d"),
        ] {
            assert_eq!(href(from, to), expected, "{from} -> {to}");
        }
    }

    /// What a browser makes of a relative link on the page at `from` (RFC 3986, 5.2).
    fn resolve(from: &str, link: &str) -> String {
        let (path, fragment) = link.split_once('#').map_or((link, None), |(path, rest)| (path, Some(rest)));
        let mut parts: Vec<&str> = from.split('/').collect();
        if !path.is_empty() {
            parts.pop();
        }
        for part in path.split('/').filter(|_| !path.is_empty()) {
            match part {
                "." => {}
                ".." => assert!(parts.len() > 1 && parts.pop().is_some(), "{link} leads out of the site"),
                part => parts.push(part),
            }
        }
        let mut whole = parts.join("/");
        if path.ends_with("..") {
            whole.push('/');
        }
        whole + &fragment.map_or(String::new(), |fragment| format!("#{fragment}"))
    }

    fn url() -> impl Strategy<Value = String> {
        "/((a|b|ab|2025|é|中|c d|x:y|100%|q\\?)/){0,4}(feed\\.xml)?"
    }

    proptest! {
        #[test]
        fn ok_a_link_from_any_page_leads_to_its_target(from in url(), to in url(), place in "(#(why|e-é))?") {
            let to = to + &place;
            let link = href(&from, &to);
            let scheme = link.split(['/', '#']).next().is_some_and(|first| first.contains(':'));
            prop_assert!(!scheme && !link.starts_with('/') && !link.is_empty(), "{}", link);
            prop_assert_eq!(resolve(&encode(&from), &link), encode(&to), "{} -> {}", from, to);
        }
    }
}
