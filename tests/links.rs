//! Every link of every page leads to a file of the site, and to an element of it where it has a fragment.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use std::collections::{BTreeMap, BTreeSet};
use support::{Built, Site};

/// The values of `href` and `src` attributes.
fn links(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for name in [" href=\"", " src=\""] {
        for rest in html.split(name).skip(1) {
            found.push(
                rest.split('"')
                    .next()
                    .unwrap()
                    .replace("&amp;", "&")
                    .replace("&#x2F;", "/")
                    .replace("&#39;", "'"),
            );
        }
    }
    found
}

fn ids(html: &str) -> BTreeSet<&str> {
    html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// The URL path that `link` on the page at `from` leads to.
fn resolve(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    if link.starts_with('/') {
        parts.clear();
    }
    for part in link.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{link} on {from} leads out of the site"),
            "." => {}
            part => parts.push(part),
        }
    }
    if link.is_empty() { from.to_owned() } else { parts.join("/").trim_start_matches('/').to_owned() }
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let code: String = [rest.next().unwrap(), rest.next().unwrap()].map(char::from).iter().collect();
            bytes.push(u8::from_str_radix(&code, 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Checks all pages of a site that stands under `base` (`/` or `/sub/`), and returns how many links were followed.
fn check(built: &Built, base: &str) -> usize {
    let pages: BTreeMap<&String, &str> = built
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml"))
        .map(|(path, bytes)| (path, std::str::from_utf8(bytes).unwrap()))
        .collect();
    let mut followed = 0;
    let mut dead = Vec::new();
    for (path, html) in &pages {
        for link in links(html) {
            let own = link.strip_prefix("https://example.org").unwrap_or(&link);
            if own.contains("://") || own.starts_with("mailto:") {
                continue;
            }
            let own = match own.strip_prefix(base) {
                Some(rest) if own.starts_with('/') => format!("/{rest}"),
                _ => {
                    assert!(!own.starts_with('/'), "{link} on {path} leads out of the site");
                    own.to_owned()
                }
            };
            let (place, fragment) = own.split_once('#').unwrap_or((&own, ""));
            let mut target = decode(&resolve(path, place));
            if target.is_empty() || target.ends_with('/') {
                target.push_str("index.html");
            }
            followed += 1;
            let there = built.files.contains_key(&target)
                && (fragment.is_empty()
                    || pages.get(&target).is_none_or(|html| ids(html).contains(decode(fragment).as_str())));
            if !there {
                dead.push(format!("{link} on {path}"));
            }
        }
    }
    assert!(dead.is_empty(), "dead links: {dead:#?}");
    followed
}

#[test]
fn every_link_of_the_demo_site_leads_somewhere() {
    let demo = Site::demo();
    for (url, base) in [
        ("https://example.org", "/"),
        ("https://example.org/sub", "/sub/"),
        ("https://example.org/a/b/", "/a/b/"),
    ] {
        assert!(check(&demo.built(&["--base-url", url]), base) > 500, "{url}");
    }
}
