//! Asks other sites whether the addresses of links are still there: the only place that meets the network of others.
//!
//! It is a polite visitor: it says who it is, asks a host for one page at a time with a pause between, for the head of a page before
//! the page, and leaves a host alone that wants to be left alone.

use crate::check::Answer;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::Duration;
use ureq::Agent;
use ureq::http::{Response, StatusCode};

/// Hosts that are asked at once.
const HOSTS: usize = 8;
/// Between two pages of a host.
const PAUSE: Duration = Duration::from_millis(500);
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Redirects that are followed: browsers follow 20, well-kept sites need three.
const REDIRECTS: usize = 10;
/// Who asks.
const NAME: &str = concat!("dateline/", env!("CARGO_PKG_VERSION"), " (link check)");
/// What people paste into an address, and a request may not hold.
const PASTED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The answer for each address.
pub(super) fn ask<'a>(urls: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, Answer> {
    let mut hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for url in urls {
        hosts.entry(host(url)).or_default().push(url);
    }
    let agent: Agent = Agent::config_builder()
        .user_agent(NAME)
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .into();
    let all = || hosts.par_iter().flat_map_iter(|(_, urls)| ask_host(&agent, urls)).collect();
    match rayon::ThreadPoolBuilder::new().num_threads(HOSTS).build() {
        Ok(pool) => pool.install(all),
        Err(_) => all(),
    }
}

/// Asks a host for its pages, one after the other; who could not be reached is asked once more.
fn ask_host(agent: &Agent, urls: &[&str]) -> BTreeMap<String, Answer> {
    let mut answers = BTreeMap::new();
    let mut is_weary = false;
    let again = urls.iter().map(|url| (url, false)).chain(urls.iter().map(|url| (url, true)));
    for (&url, again) in again {
        if again && !matches!(answers.get(url), Some(Answer::Unreachable(_))) {
            continue;
        }
        if !answers.is_empty() && !is_weary {
            sleep(PAUSE);
        }
        // The others would be told the same.
        let weary = Answer::Refused(StatusCode::TOO_MANY_REQUESTS.as_u16());
        let answer = if is_weary { weary.clone() } else { ask_one(agent, url) };
        is_weary |= answer == weary;
        answers.insert(url.to_owned(), answer);
    }
    answers
}

fn ask_one(agent: &Agent, url: &str) -> Answer {
    let mut at = utf8_percent_encode(url, PASTED).to_string();
    // The last address up to which all redirects were for good.
    let mut moved = None;
    let mut for_good = true;
    for _ in 0..=REDIRECTS {
        let response = match request(agent, &at) {
            Ok(response) => response,
            Err(error) => return Answer::Unreachable(reason(&error)),
        };
        let status = response.status();
        let location = response.headers().get("location").and_then(|to| to.to_str().ok());
        match location.filter(|_| status.is_redirection()) {
            Some(to) => {
                for_good &= matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
                at = joined(&at, to);
                if for_good {
                    moved = Some(at.clone());
                }
            }
            None => return judged(status, moved),
        }
    }
    Answer::Unreachable(format!("more than {REDIRECTS} redirects"))
}

fn judged(status: StatusCode, moved: Option<String>) -> Answer {
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => Answer::Gone(status.as_u16()),
        _ if status.is_server_error() => Answer::Unreachable(format!("the server answers {status}")),
        _ if status.is_client_error() => Answer::Refused(status.as_u16()),
        _ => moved.map_or(Answer::Found, Answer::Moved),
    }
}

/// The head of a page is enough, where the server knows how to tell it.
fn request(agent: &Agent, url: &str) -> Result<Response<ureq::Body>, ureq::Error> {
    match agent.head(url).call() {
        Ok(response) if !response.status().is_client_error() && !response.status().is_server_error() => {
            Ok(response)
        }
        Ok(response) if response.status() == StatusCode::TOO_MANY_REQUESTS => Ok(response),
        Ok(_) | Err(ureq::Error::Protocol(_)) => agent.get(url).call(),
        Err(error) => Err(error),
    }
}

fn reason(error: &ureq::Error) -> String {
    match error {
        ureq::Error::HostNotFound => "there is no such host".to_owned(),
        ureq::Error::Io(error) => error.to_string(),
        ureq::Error::Timeout(_) => format!("no answer in {} s", PATIENCE.as_secs()),
        error => error.to_string(),
    }
}

/// Host and port.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?']).next().unwrap_or(rest)
}

/// Where a redirect from `url` leads (RFC 3986, 5.2, as far as servers use it).
fn joined(url: &str, to: &str) -> String {
    let scheme = url.split("//").next().unwrap_or_default();
    let origin = || format!("{scheme}//{}", host(url));
    let to = utf8_percent_encode(to.split('#').next().unwrap_or(to), PASTED).to_string();
    if to.starts_with("//") {
        format!("{scheme}{to}")
    } else if to.starts_with('/') {
        origin() + &to
    } else if to.contains("://") {
        to
    } else {
        let path = url.split('?').next().unwrap_or(url);
        let folder = path[origin().len().min(path.len())..].rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{}{folder}/{to}", origin())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_redirects_lead_somewhere() {
        for (to, expected) in [
            ("https://b.org/c", "https://b.org/c"),
            ("//b.org/c", "https://b.org/c"),
            ("/c d#e", "https://a.org:80/c%20d"),
            ("c", "https://a.org:80/x/c"),
            ("?c", "https://a.org:80/x/?c"),
        ] {
            assert_eq!(joined("https://a.org:80/x/y?z=/", to), expected, "{to}");
        }
        assert_eq!(joined("https://a.org", "c"), "https://a.org/c");
    }
}
