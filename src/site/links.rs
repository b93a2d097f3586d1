//! Where the links in content files lead.

use super::Site;
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeSet;

/// Files by their path: those of `content/` that are no articles (images, PDFs, data), or the user's static files.
pub type Files = BTreeSet<Utf8PathBuf>;

/// Where a link in a content file leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Somewhere else; taken as written.
    Outside,
    /// A page of the site: its URL path, fragment included.
    Page(String),
    /// A file that travels with the article.
    File {
        /// Its path inside `content/`.
        path: Utf8PathBuf,
        /// Its URL path: beside the page that shows the article, where it lies in the article's folder.
        url: String,
    },
    /// Nothing is there.
    Missing,
}

impl Site {
    /// Where `destination`, as written in the content file of `key`, leads.
    pub fn target(&self, key: &str, destination: &str) -> Target {
        let (place, fragment) =
            destination.split_once('#').map_or((destination, ""), |(place, rest)| (place, rest));
        let outside = place.is_empty() || place.starts_with("//") || scheme(place);
        if outside {
            return Target::Outside;
        }
        let place = decode(place.split('?').next().unwrap_or(place));
        let folder = Utf8Path::new(key).parent().unwrap_or(Utf8Path::new(""));
        // Zola begins the path of a content file with an at sign; references of other generators have come to look alike.
        let place = match place.strip_prefix('@') {
            Some(name) => {
                self.referred(folder, name).unwrap_or_else(|| format!("/{}", name.trim_matches('/')))
            }
            None => place,
        };
        let found = resolve(folder, &place);
        if let Some(page) = self.page_of(&found, &place) {
            let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
            return Target::Page(page + &fragment);
        }
        if !self.files.contains(&found) {
            return Target::Missing;
        }
        // What several articles share keeps its own path: two files of one name stay apart.
        let page = self.content(key).unwrap_or("/");
        let url =
            found.strip_prefix(folder).map_or_else(|_| format!("/{found}"), |name| format!("{page}{name}"));
        // In a link, `#` would begin a fragment.
        Target::File { url: url.replace('#', "-"), path: found }
    }

    /// The content file that a reference means, as a path from the root: beside the file that has it, from the root, in the folder that
    /// the reference begins with (`_posts/`), or wherever a file of that name is; its ending may be left out.
    fn referred(&self, folder: &Utf8Path, name: &str) -> Option<String> {
        let name = name.trim_matches('/');
        let inside = name.split_once('/').map_or(name, |(_, inside)| inside);
        let endings = ["", ".md", "/index.md", "/_index.md"];
        let near = [resolve(folder, name), resolve(Utf8Path::new(""), name), inside.into()];
        let mut near = near.iter().flat_map(|path| endings.map(|ending| format!("{path}{ending}")));
        let known = |path: &String| self.content(path).is_some();
        let anywhere = || {
            let mut all = self.contents.keys();
            let ends = endings.map(|ending| format!("/{name}{ending}"));
            all.find(|path| ends.iter().any(|end| path.ends_with(end.as_str()))).cloned()
        };
        near.find(known).or_else(anywhere).map(|path| format!("/{path}"))
    }

    /// A content file named by a link is shown on its page. A path from the root may also be a page's own URL, the address that Hugo
    /// and Zola give to a content file, or a static file.
    fn page_of(&self, found: &Utf8Path, written: &str) -> Option<String> {
        let file = self.content(found.as_str()).map(str::to_owned);
        if file.is_some() || !written.starts_with('/') {
            return file;
        }
        let url = format!("/{}/", written.trim_matches('/'));
        let url = if url == "//" { "/".to_owned() } else { url };
        if self.pages.binary_search_by(|page| page.url.cmp(&url)).is_ok() {
            return Some(url);
        }
        let files = [".md", "/index.md", "/_index.md"].map(|ending| format!("{found}{ending}"));
        let address = || files.iter().find_map(|file| self.content(file)).map(str::to_owned);
        address().or_else(|| self.statics.contains(found).then(|| format!("/{found}")))
    }
}

/// `mailto:`, `https:`: letters before a colon (RFC 3986, 3.1).
fn scheme(destination: &str) -> bool {
    destination.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// The path inside `content/` that a relative or rooted destination names.
pub(crate) fn resolve(folder: &Utf8Path, destination: &str) -> Utf8PathBuf {
    let mut path = if destination.starts_with('/') { Utf8PathBuf::new() } else { folder.to_owned() };
    for part in destination.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    path
}

/// Resolves `%20` and the like; what is no valid escape stays.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = (first == b'%').then(|| after.get(..2)).flatten();
        let value =
            code.and_then(|c| std::str::from_utf8(c).ok()).and_then(|c| u8::from_str_radix(c, 16).ok());
        bytes.push(value.unwrap_or(first));
        rest = if value.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::{Page, PageKind};
    use super::*;

    fn site() -> Site {
        let contents = [
            ("news/a.md", "/article/a/"),
            ("news/a.txt", "/article/a-2/"),
            ("news/_index.md", "/news/"),
            ("events/b.md", "/event/b/"),
            ("posts/c/index.md", "/article/c/"),
        ];
        Site {
            contents: contents.iter().map(|(key, url)| ((*key).to_owned(), (*url).to_owned())).collect(),
            files: ["news/photo one.jpg", "shared/map.svg", "old/map.svg", "news/a#b.jpg"]
                .into_iter()
                .map(Utf8PathBuf::from)
                .collect(),
            statics: ["img/logo.svg"].into_iter().map(Utf8PathBuf::from).collect(),
            pages: vec![Page { url: "/2025/".to_owned(), kind: PageKind::Home, part: 0 }],
            ..Site::default()
        }
    }

    #[test]
    fn ok_targets() {
        let page = |url: &str| Target::Page(url.to_owned());
        let file = |path: &str, url: &str| Target::File { path: path.into(), url: url.to_owned() };
        for (destination, expected) in [
            ("https://example.org/", Target::Outside),
            ("mailto:a@b.c", Target::Outside),
            ("#note", Target::Outside),
            ("../events/b.md#why", page("/event/b/#why")),
            ("_index.md", page("/news/")),
            ("/events/b.md", page("/event/b/")),
            ("/2025/", page("/2025/")),
            ("@/events/b.md#why", page("/event/b/#why")),
            ("/events/b/#why", page("/event/b/#why")),
            ("@b.md", page("/event/b/")),
            ("@a.md#why", page("/article/a/#why")),
            ("@_posts/posts/c", page("/article/c/")),
            ("@posts/c", page("/article/c/")),
            ("@gone", Target::Missing),
            ("/posts/c", page("/article/c/")),
            ("/img/logo.svg", page("/img/logo.svg")),
            ("img/logo.svg", Target::Missing),
            ("photo%20one.jpg", file("news/photo one.jpg", "/article/a/photo one.jpg")),
            ("a%23b.jpg", file("news/a#b.jpg", "/article/a/a-b.jpg")),
            ("../shared/map.svg", file("shared/map.svg", "/shared/map.svg")),
            ("../old/map.svg", file("old/map.svg", "/old/map.svg")),
            ("a.txt", page("/article/a-2/")),
            ("gone.md", Target::Missing),
            ("../../../etc/passwd", Target::Missing),
        ] {
            assert_eq!(site().target("news/a.md", destination), expected, "{destination}");
        }
    }
}
