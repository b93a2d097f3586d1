//! Which requests are answered: those of the person at this machine, not those that a foreign page makes their browser send.
//!
//! A page on the web can send requests to loopback addresses, and by *rebinding* its own name to one of them it could also read
//! the answers. Its requests bear its own name as `Host`, though; and browsers say in `Origin` and `Sec-Fetch-Site` which page
//! asks.

use super::{Ends, REVIEW};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method, Request, StatusCode, Uri, uri::Authority};
use std::net::IpAddr;

/// Why a request is not answered: the status, and a sentence for whoever looks.
pub(super) type Refusal = (StatusCode, &'static str);

/// Whether a request is answered by the server that was told to listen on `host`.
pub(super) fn check<B>(request: &Request<B>, host: &str) -> Result<(), Refusal> {
    let writes = request.method() == Method::POST && request.uri().path().strip_prefix('/') == Some(REVIEW);
    if !writes && ![Method::GET, Method::HEAD].contains(request.method()) {
        return Err((StatusCode::METHOD_NOT_ALLOWED, "pages are read here, and nothing else"));
    }
    let authorities = authorities(request.headers(), request.uri());
    let known = |authority: &Authority| is_own(authority.host(), host);
    if authorities.is_empty() || !authorities.iter().all(known) {
        return Err((StatusCode::FORBIDDEN, "this server is not known under that name"));
    }
    let headers = request.headers();
    let origin = headers.get(ORIGIN).map(|origin| {
        let origin = origin.to_str().unwrap_or_default();
        let own = origin.strip_prefix("http://").and_then(|origin| origin.parse::<Authority>().ok());
        own.is_some_and(|origin| authorities.iter().all(|authority| *authority == origin))
    });
    let says = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    // Somebody may follow a link from another site to this one; nothing else of another site gets an answer.
    let foreign = matches!(says("sec-fetch-site"), Some("cross-site" | "same-site"))
        && says("sec-fetch-mode") != Some("navigate");
    if origin == Some(false) || foreign {
        return Err((StatusCode::FORBIDDEN, "pages of other sites get no answer"));
    }
    let own = origin == Some(true) || says("sec-fetch-site") == Some("same-origin");
    if writes && !own {
        return Err((StatusCode::FORBIDDEN, "decisions are taken on the review page, and nowhere else"));
    }
    Ok(())
}

/// Whether a connection comes from this machine: only who sits there decides what is written. Others in the network see the review page
/// without its forms.
pub(super) fn is_here(ends: Ends) -> bool {
    ends.peer.is_loopback() || ends.own == Some(ends.peer)
}

/// Whether a form of the review page holds the token of this process.
pub(super) fn check_token(given: &str, own: &str) -> Result<(), Refusal> {
    // All of it is compared, so that how long it takes says nothing.
    let differs = given.bytes().zip(own.bytes()).fold(0, |differs, (one, other)| differs | (one ^ other));
    if given.len() == own.len() && differs == 0 {
        return Ok(());
    }
    Err((StatusCode::FORBIDDEN, "the page is not of this run of the server: load it again"))
}

/// The names by which the request calls this server; none where it leaves them out, or holds one that is none.
fn authorities(headers: &HeaderMap, uri: &Uri) -> Vec<Authority> {
    let hosts = headers.get_all(HOST).iter().map(|host| host.to_str().ok()?.parse().ok());
    let all: Option<Vec<Authority>> = hosts.chain(uri.authority().map(|name| Some(name.clone()))).collect();
    all.unwrap_or_default()
}

/// A name that nobody else can make lead here: an address, `localhost`, or the name that the server was told to listen on.
fn is_own(name: &str, host: &str) -> bool {
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok();
    address || name.eq_ignore_ascii_case("localhost") || name.eq_ignore_ascii_case(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(uri: &str, headers: &[(&str, &str)]) -> u16 {
        let mut request = Request::builder().uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        check(&request.body(()).unwrap(), "atlas.local").map_or_else(|(status, _)| status.as_u16(), |()| 200)
    }

    #[test]
    fn ok_this_machine_asks() {
        for host in
            ["127.0.0.1:4747", "localhost:4747", "LOCALHOST", "[::1]:4747", "192.168.1.7", "atlas.local:80"]
        {
            assert_eq!(asked("/", &[("host", host)]), 200, "{host}");
        }
        let own = ("host", "localhost:4747");
        for headers in [
            &[own, ("origin", "http://localhost:4747")][..],
            &[own, ("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "cors")],
            &[own, ("sec-fetch-site", "none"), ("sec-fetch-mode", "navigate")],
            &[own, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")],
        ] {
            assert_eq!(asked("/a/", headers), 200, "{headers:?}");
        }
        assert_eq!(asked("http://localhost:4747/", &[own]), 200);
    }

    #[test]
    fn err_somebody_else_asks() {
        for host in [
            "evil.example",
            "evil.example:4747",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "a@evil.example",
            "",
            "/",
        ] {
            assert_eq!(asked("/", &[("host", host)]), 403, "{host}");
        }
        assert_eq!(asked("/", &[]), 403, "no name at all");
        let own = ("host", "localhost:4747");
        assert_eq!(asked("/", &[own, ("host", "evil.example")]), 403, "two names");
        assert_eq!(asked("http://evil.example/", &[own]), 403);
        for headers in [
            &[own, ("origin", "http://evil.example")][..],
            &[own, ("origin", "null")],
            &[own, ("origin", "https://localhost:4747")],
            &[own, ("origin", "http://localhost:3000")],
            &[own, ("origin", "http://localhost:4747.evil.example")],
            &[own, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")],
            &[own, ("sec-fetch-site", "same-site"), ("sec-fetch-mode", "cors")],
        ] {
            assert_eq!(asked("/", headers), 403, "{headers:?}");
        }
    }

    #[test]
    fn err_other_methods_than_reading() {
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT"] {
            let request =
                Request::builder().method(method).uri("/").header("host", "localhost").body(()).unwrap();
            assert_eq!(check(&request, "").unwrap_err().0, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        }
    }

    #[test]
    fn ok_only_who_sits_here_decides() {
        let ends = |peer: &str, own: &str| Ends { peer: peer.parse().unwrap(), own: own.parse().ok() };
        for (peer, own, expected) in [
            ("127.0.0.1", "127.0.0.1", true),
            ("::1", "::1", true),
            ("192.168.1.7", "192.168.1.7", true),
            ("192.168.1.8", "192.168.1.7", false),
            ("10.0.0.1", "", false),
            ("fe80::1", "fe80::2", false),
        ] {
            assert_eq!(is_here(ends(peer, own)), expected, "{peer} to {own}");
        }
    }

    #[test]
    fn err_a_token_that_is_another() {
        assert!(check_token("00ff", "00ff").is_ok());
        for given in ["", "00fe", "00f", "00ff0"] {
            assert_eq!(check_token(given, "00ff").unwrap_err().0, StatusCode::FORBIDDEN, "{given}");
        }
    }

    #[test]
    fn err_decisions_that_the_review_page_does_not_send() {
        let own = ("host", "localhost:4747");
        let sent = |path: &str, headers: &[(&str, &str)]| {
            let mut request = Request::builder().method("POST").uri(path);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            check(&request.body(()).unwrap(), "").map_or_else(|(status, _)| status.as_u16(), |()| 200)
        };
        let review = "/.dateline/review";
        assert_eq!(sent(review, &[own, ("origin", "http://localhost:4747")]), 200);
        assert_eq!(sent(review, &[own, ("sec-fetch-site", "same-origin")]), 200);
        assert_eq!(sent(review, &[own]), 403);
        assert_eq!(sent(review, &[own, ("sec-fetch-site", "none")]), 403);
        assert_eq!(
            sent(review, &[own, ("origin", "http://evil.example"), ("sec-fetch-site", "same-origin")]),
            403
        );
        assert_eq!(sent("/.dateline/review/", &[own, ("origin", "http://localhost:4747")]), 405);
        assert_eq!(sent("/", &[own, ("origin", "http://localhost:4747")]), 405);
    }
}
