//! Request -> response: files of the site by their names, and the stream that tells pages of changes.

use super::decision::{Form, LIMIT, Undone};
use super::guard::{self, Refusal};
use super::live::{File, OWN, SCRIPT, Shown, file_of};
use super::review::{self, Look};
use super::{Ends, Job, REVIEW, Server};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use camino::{Utf8Path, Utf8PathBuf};
use futures_util::stream;
use percent_encoding::percent_decode_str;
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::oneshot;
use tower_http::services::ServeFile;

/// Nothing is kept, guessed, or shown to pages of other sites.
const HEADERS: [(HeaderName, &str); 3] = [
    (CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("x-content-type-options"), "nosniff"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The review page stands in no frame, where its buttons could be pressed unseen, and loads nothing of others.
const REVIEW_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; \
     form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The thread that builds is gone.
const STOPPED: Refusal =
    (StatusCode::INTERNAL_SERVER_ERROR, "the server has stopped building: start it again");

/// Answers a request that has passed the guard.
pub(super) async fn answer(request: Request, server: &Server, ends: Ends) -> Response {
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
    let mut response = match path.trim_start_matches('/').strip_prefix(OWN) {
        Some("live.js") => typed("text/javascript", SCRIPT.to_owned()),
        Some(review::NAME) if request.method() == Method::POST => decide(request, server, ends).await,
        Some(review::NAME) => {
            let token = guard::is_here(ends).then(|| server.token.to_string());
            look(Look { token, ..Look::asked(request.uri().query()) }, StatusCode::OK, server).await
        }
        Some("events") => events(page_asked(request.uri().query()), server),
        _ => {
            let now = server.shown.borrow().clone();
            file(request, &path, &now).await
        }
    };
    add_headers(response.headers_mut());
    response
}

/// Says why there is no answer.
pub(super) fn refuse((status, why): Refusal) -> Response {
    let mut response = (status, typed("text/plain", format!("{why}\n"))).into_response();
    add_headers(response.headers_mut());
    response
}

fn add_headers(headers: &mut HeaderMap) {
    headers.extend(HEADERS.map(|(name, value)| (name, HeaderValue::from_static(value))));
}

fn typed(kind: &str, text: impl Into<Body>) -> Response {
    ([(CONTENT_TYPE, format!("{kind}; charset=utf-8"))], text.into()).into_response()
}

/// The review page.
async fn look(look: Look, status: StatusCode, server: &Server) -> Response {
    let (sender, page) = oneshot::channel();
    let asked = server.jobs.send(Job::Review(look, sender));
    match page.await {
        Ok(page) if asked.is_ok() => {
            let policy = [(CONTENT_SECURITY_POLICY, REVIEW_POLICY)];
            (status, policy, typed("text/html", page)).into_response()
        }
        _ => refuse(STOPPED),
    }
}

/// A form of the review page: what it decides is written, and the page shown again at the same place.
async fn decide(request: Request, server: &Server, ends: Ends) -> Response {
    if !guard::is_here(ends) {
        return refuse((StatusCode::FORBIDDEN, "decisions are taken on the machine that the server runs on"));
    }
    let Ok(body) = to_bytes(request.into_body(), LIMIT).await else {
        return refuse((StatusCode::PAYLOAD_TOO_LARGE, "no form of the review page is as long as that"));
    };
    let form = Form::read(&body);
    if let Err(refusal) = guard::check_token(&form.token, &server.token) {
        return refuse(refusal);
    }
    let (sender, decided) = oneshot::channel();
    let again = Look { token: Some(form.token.clone()), ..form.look() };
    if server.jobs.send(Job::Decide(form.clone(), sender)).is_err() {
        return refuse(STOPPED);
    }
    match decided.await {
        Ok(Ok(())) => {
            (StatusCode::SEE_OTHER, [(LOCATION, format!("/{REVIEW}{}", form.done()))]).into_response()
        }
        Ok(Err(Undone::Refused(refusal))) => refuse(refusal),
        Ok(Err(Undone::Wrong(why))) => {
            look(Look { wrong: Some((form, why)), ..again }, StatusCode::UNPROCESSABLE_ENTITY, server).await
        }
        Err(_) => refuse(STOPPED),
    }
}

/// A file of the site.
async fn file(request: Request, path: &str, shown: &Shown) -> Response {
    let name = file_of(path);
    match shown.file(&name).await {
        Some(File::Bytes(bytes)) => bytes_of(&name, &bytes, shown),
        Some(File::Copy(disk)) => copied(request, &disk).await,
        Some(File::Failed) => {
            let page = shown.live(&name, None, &shown.missing().await);
            (StatusCode::INTERNAL_SERVER_ERROR, typed("text/html", page)).into_response()
        }
        None => {
            let folder = Utf8PathBuf::from(format!("{name}/index.html"));
            if request.uri().path() != "/" && shown.file(&folder).await.is_some() {
                // Links on the page are relative to the folder.
                let to = format!("/{}/", request.uri().path().trim_matches('/'));
                return (StatusCode::FOUND, [(LOCATION, to)]).into_response();
            }
            let page = shown.live(&name, None, &shown.missing().await);
            (StatusCode::NOT_FOUND, typed("text/html", page)).into_response()
        }
    }
}

fn bytes_of(name: &Utf8Path, bytes: &[u8], shown: &Shown) -> Response {
    match (name.extension(), std::str::from_utf8(bytes)) {
        (Some("html"), Ok(html)) => typed("text/html", shown.live(name, Some(bytes), html)),
        // Without a type of its own: CNAME.
        (None, Ok(text)) => typed("text/plain", text.to_owned()),
        (_, Ok(text)) => {
            let kind = mime_guess::from_path(name).first_or_text_plain();
            typed(kind.essence_str(), text.to_owned())
        }
        (_, Err(_)) => {
            let kind = mime_guess::from_path(name).first_or_octet_stream();
            ([(CONTENT_TYPE, kind.essence_str().to_owned())], bytes.to_vec()).into_response()
        }
    }
}

/// A file that a build would copy, parts of it too, as players of sound and film ask for.
async fn copied(request: Request, disk: &Utf8Path) -> Response {
    match ServeFile::new(disk).try_call(request).await {
        Ok(response) => response.map(Body::new),
        Err(error) => (StatusCode::NOT_FOUND, format!("{disk}: {error}\n")).into_response(),
    }
}

/// The page that a stream is about.
fn page_asked(query: Option<&str>) -> String {
    let pairs = query.unwrap_or_default().split('&');
    let page = pairs.filter_map(|pair| pair.strip_prefix("page=")).next().unwrap_or("/");
    let once = percent_decode_str(page).decode_utf8_lossy().into_owned();
    // The browser's own path has escapes, and the query escapes them.
    percent_decode_str(&once).decode_utf8_lossy().into_owned()
}

/// The marks of a page: at once, and after each build. As long as somebody listens, the page counts as open.
fn events(page: String, server: &Server) -> Response {
    let mut shown = server.shown.clone();
    shown.mark_changed();
    let open = Arc::new(file_of(&page));
    if let Ok(mut pages) = server.open.lock() {
        pages.push(Arc::downgrade(&open));
    }
    let marks = stream::unfold((shown, page, open), |(mut shown, page, open)| async {
        shown.changed().await.ok()?;
        let now = shown.borrow_and_update().clone();
        let marks = now.marks(&page).await;
        Some((Ok::<_, Infallible>(Event::default().data(marks)), (shown, page, open)))
    });
    Sse::new(marks).into_response()
}
