//! What an editor decides on the review page: a form becomes a choice, and the choice is written beside its article.

use super::guard::Refusal;
use super::review::Look;
use crate::article::{self, Article, Reading};
use crate::config::Config;
use crate::event::Event;
use crate::export::{Choice, Proposal, with_choice};
use crate::output;
use axum::http::StatusCode;
use camino::{Utf8Path, Utf8PathBuf};
use std::io::ErrorKind;

/// Longest form that is read, in bytes.
pub(super) const LIMIT: usize = 16 * 1024;

/// A form of the review page, as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    /// What proves that the page came from this server.
    pub(super) token: String,
    /// The key of an article.
    pub(super) article: String,
    /// One of its events, as the page calls it.
    pub(super) event: String,
    /// What is to be done: keep, hide, fix, undo.
    pub(super) action: String,
    /// Of a fix.
    pub(super) date: String,
    /// Of a fix.
    pub(super) title: String,
    /// What the page shows, to come back to it.
    pub(super) show: String,
}

/// Why nothing was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Undone {
    /// The request is none that the page makes.
    Refused(Refusal),
    /// What was typed is wrong, or the file cannot be changed: told on the page, with what was typed.
    Wrong(String),
}

/// The page was made of an article that is now another one.
pub(super) const GONE: Undone =
    Undone::Refused((StatusCode::CONFLICT, "there is no such event now: go back and load the page again"));

impl Form {
    /// Reads the body of a request.
    pub(super) fn read(body: &[u8]) -> Self {
        let mut form = Self::default();
        for (key, value) in form_urlencoded::parse(body) {
            let field = match &*key {
                "token" => &mut form.token,
                "article" => &mut form.article,
                "event" => &mut form.event,
                "action" => &mut form.action,
                "date" => &mut form.date,
                "title" => &mut form.title,
                "show" => &mut form.show,
                _ => continue,
            };
            *field = value.into_owned();
        }
        form
    }

    /// How the page was seen that it stands on.
    pub(super) fn look(&self) -> Look {
        Look { all: self.show == "all", ..Look::default() }
    }

    /// The query and fragment of the page's address, once it is done.
    pub(super) fn done(&self) -> String {
        let mut query = form_urlencoded::Serializer::for_suffix(String::from("?"), 1);
        if self.look().all {
            query.append_pair("show", "all");
        }
        query.append_pair("event", &self.event).append_pair("done", &self.action);
        format!("{}#{}", query.finish(), self.event)
    }

    /// What it wants to be done with an event.
    fn choice(&self, article: &Article, event: &Event, config: &Config) -> Result<Choice, Undone> {
        match self.action.as_str() {
            "keep" => return Ok(Choice::Keep),
            "hide" => return Ok(Choice::Hide),
            "undo" => return Ok(Choice::Undo),
            "fix" => {}
            _ => return Err(Undone::Refused((StatusCode::BAD_REQUEST, "there is no such decision"))),
        }
        let title =
            self.title.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
        let title = title.collect::<Vec<_>>().join(" ");
        if title.is_empty() {
            return Err(Undone::Wrong("An event needs a title.".to_owned()));
        }
        let date = self.date.trim();
        if date != event.when.to_string() {
            let pack = config.pack_for(article.meta.language.as_deref()).unwrap_or(config.pack());
            let published = article.meta.published.as_ref().map(|published| published.day);
            article::read_date(date, Reading { pack, published })
                .map_err(|error| Undone::Wrong(format!("{}: {}", error.message, error.help)))?;
        }
        let changed = |new: &str, old: &str| (new != old).then(|| new.to_owned());
        let (date, title) = (changed(date, &event.when.to_string()), changed(&title, &event.title));
        // Looked at, and found right.
        Ok(if date.is_none() && title.is_none() { Choice::Keep } else { Choice::Fix { date, title } })
    }
}

/// Writes what a form decides on an event to the file of corrections beside its article, which lies in the folder `content` of the
/// site's folder `root`; the file if it is now another one, by its place in that folder.
pub(super) fn write(
    form: &Form,
    (article, event): (&Article, &Event),
    config: &Config,
    (root, content): (&Utf8Path, &Utf8Path),
) -> Result<Option<Utf8PathBuf>, Undone> {
    let choice = form.choice(article, event, config)?;
    let place = article.file.path.with_extension("events.toml");
    let path = root.join(&place);
    // A folder in there may be a link that leads out of it.
    let folder = path.parent().and_then(|folder| folder.canonicalize_utf8().ok());
    let is_inside =
        folder.zip(content.canonicalize_utf8().ok()).is_some_and(|(at, content)| at.starts_with(content));
    if !is_inside {
        return Err(Undone::Wrong(format!(
            "{path} lies outside of the content folder: it is not written here."
        )));
    }
    let before = match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(Undone::Wrong(format!("{path} cannot be read: {error}."))),
    };
    let decided =
        event.identity.correction.and_then(|number| article.corrections.get(number)?.quote.as_deref());
    let after = with_choice(before.as_deref(), &Proposal::new(article, event), decided, &choice)
        .map_err(|why| Undone::Wrong(format!("{path} was not changed: {why}.")))?;
    if before.is_none() && choice == Choice::Undo {
        return Ok(None);
    }
    let written =
        output::write_file(&path, after.as_bytes()).map_err(|error| Undone::Wrong(format!("{error}.")))?;
    Ok(written.then_some(place))
}
