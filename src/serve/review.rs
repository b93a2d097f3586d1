//! The page on which an editor looks at the events that were found in prose, and decides on them.
//!
//! It is the server's own: it uses no template and no style sheet of the site, and works without a script.

use super::REVIEW;
use super::decision::Form;
use super::live::OWN;
use crate::article::{Article, Decision};
use crate::config::Config;
use crate::event::{Doubt, Event, decision};
use crate::pipeline::{Proposed, Reading, Shown, proposed};
use crate::render::{escaped, marked};
use crate::site::href;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Its place below [`OWN`].
pub(super) const NAME: &str = "review";
/// The style of the page.
const STYLE: &str = include_str!("review.css");
/// Words of a sentence by which a browser finds it on the page of its article.
const FOUND_BY: usize = 8;

/// How a request wants to see the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    /// All events, not those alone that wait.
    pub(super) all: bool,
    /// The event that was just decided on, and what was done with it.
    pub(super) done: Option<(String, String)>,
    /// What makes a form valid; none for those who may only look.
    pub(super) token: Option<String>,
    /// A form that was wrong, and why.
    pub(super) wrong: Option<(Form, String)>,
}

impl Look {
    /// As the query of the page's address says.
    pub(super) fn asked(query: Option<&str>) -> Self {
        let pairs = || form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        let value = |name: &str| pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        Self {
            all: value("show").as_deref() == Some("all"),
            done: value("event").zip(value("done")),
            ..Self::default()
        }
    }
}

/// What the page calls an event, however the article around its sentence changes.
pub(super) fn id(article: &Article, event: &Event) -> String {
    let mut hasher = DefaultHasher::new();
    (&article.key, &event.quote).hash(&mut hasher);
    format!("e{:x}", hasher.finish())
}

/// The page.
pub(super) fn page(config: &Config, reading: &Reading, look: &Look) -> String {
    let found = proposed(&reading.timeline, config);
    let count =
        |is: fn(&Shown) -> bool| found.iter().flat_map(|p| &p.events).filter(|(_, shown)| is(shown)).count();
    let (all, waiting) = (count(|_| true), count(|shown| *shown == Shown::Unsure));
    let view = View { config, reading, look };
    let mut body = format!("<h1>Review</h1>\n{}", view.status(&found));
    let _ = write!(
        body,
        "<nav aria-label=\"Events\"><ul>\n{}{}</ul></nav>\n",
        view.tab(false, waiting),
        view.tab(true, all)
    );
    if look.token.is_none() {
        body += "<p class=\"note\">Decisions are taken on the machine that the server runs on.</p>\n";
    }
    let articles: String = found.iter().map(|proposed| view.article(proposed)).collect();
    body += match articles.as_str() {
        "" if all == 0 => "<p>No event was found in the prose of an article.</p>\n",
        "" => "<p>Nothing waits for review.</p>\n",
        articles => articles,
    };
    let (title, script) = (escaped(&config.title), format!("/{OWN}live.js"));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Review · {title}</title>\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header><a href=\"/\">{title}</a></header>\n<main>\n{body}</main>\n<script src=\"{script}\"></script>\n</body>\n</html>\n"
    )
}

/// A site as the page shows it.
struct View<'a> {
    config: &'a Config,
    reading: &'a Reading,
    look: &'a Look,
}

impl View<'_> {
    /// What came of the last decision: read out, for the page is a new one.
    fn status(&self, found: &[Proposed<'_>]) -> String {
        let message = self.look.done.as_ref().and_then(|(id_done, action)| {
            let mut events =
                found.iter().flat_map(|p| p.events.iter().map(move |(event, _)| (p.article, event)));
            let (_, event) = events.find(|(article, event)| id(article, event) == *id_done)?;
            let said = match action.as_str() {
                "keep" => "Accepted",
                "hide" => "Hidden",
                "fix" => "Fixed",
                "undo" => "Undone",
                _ => return None,
            };
            Some(format!("{said}: {}", escaped(&event.title)))
        });
        format!("<p role=\"status\">{}</p>\n", message.unwrap_or_default())
    }

    fn tab(&self, all: bool, count: usize) -> String {
        let (name, query) = if all { ("All found in prose", "?show=all") } else { ("For review", "") };
        let current = if self.look.all == all { " aria-current=\"page\"" } else { "" };
        format!("<li><a href=\"/{REVIEW}{query}\"{current}>{name} <b>{count}</b></a></li>\n")
    }

    fn article(&self, proposed: &Proposed<'_>) -> String {
        let article = proposed.article;
        // What was just decided on stays in sight, so that it can be taken back.
        let is_done = |event: &Event| {
            self.look.done.as_ref().is_some_and(|(done, _)| *done == id(article, event))
                || self.look.wrong.as_ref().is_some_and(|(form, _)| form.event == id(article, event))
        };
        let in_view =
            |(event, shown): &&(Event, Shown)| self.look.all || *shown == Shown::Unsure || is_done(event);
        let events: String = proposed
            .events
            .iter()
            .filter(in_view)
            .map(|(event, shown)| self.event(article, event, *shown))
            .collect();
        if events.is_empty() {
            return String::new();
        }
        let title = article.meta.title.as_deref().unwrap_or(&article.stem);
        let published =
            article.meta.published.as_ref().map(|p| format!(", published {}", p.day)).unwrap_or_default();
        format!(
            "<section>\n<h2><a href=\"{}\">{}</a></h2>\n<p class=\"facts\">{}{published}</p>\n<ol>\n{events}</ol>\n</section>\n",
            self.link(article, None),
            escaped(title),
            escaped(article.file.path.as_str())
        )
    }

    fn event(&self, article: &Article, event: &Event, shown: Shown) -> String {
        let (id, decision) = (id(article, event), decision(article, event));
        let when = event.display_date.clone().unwrap_or_else(|| self.config.pack().date_words(&event.when));
        let state = match (shown, decision) {
            (Shown::Hidden, _) => "Hidden",
            (Shown::Unsure, _) => "For review",
            (_, None) => "Shown",
            (_, Some(Decision::Fix)) => "Shown, corrected",
            (_, Some(Decision::Split)) => "Shown, split off",
            (_, Some(_)) => "Shown, accepted",
        };
        let title = match shown {
            Shown::At(index) => format!(
                "<a href=\"{}\">{}</a>",
                self.href(self.reading.site.event(index)),
                escaped(&event.title)
            ),
            _ => escaped(&event.title),
        };
        let how = event.doubt.map(Doubt::words).unwrap_or(&event.why.how);
        let how = if how.is_empty() { "stated by a person" } else { how };
        format!(
            "<li id=\"{id}\" class=\"{}\">\n<p class=\"when\"><b>{}</b> <code>{}</code> <i>{state}</i></p>\n<h3>{title}</h3>\n{}\
             <dl><dt>Date</dt><dd>{}</dd><dt>Precision</dt><dd>{}</dd><dt>Confidence</dt><dd>{}</dd></dl>\n{}</li>\n",
            state.to_lowercase().replace([',', ' '], ""),
            escaped(&when),
            escaped(&event.when.to_string()),
            self.quote(article, event, shown),
            escaped(how),
            event.when.precision().name(),
            event.why.confidence.name(),
            self.decisions(article, event, shown, decision),
        )
    }

    /// The sentence, its date marked, with a link to where it stands.
    fn quote(&self, article: &Article, event: &Event, shown: Shown) -> String {
        let Some((quote, mention)) = event.quote.as_deref().zip(event.mentions.first()) else {
            return String::new();
        };
        let [before, words, after] = marked(quote, &event.why.expression, mention, article).map(escaped);
        let marked = if words.is_empty() { String::new() } else { format!("<mark>{words}</mark>") };
        let language = escaped(article.meta.language.as_deref().unwrap_or(&self.config.language));
        let line = article.file.line_column(mention.span.start).line;
        format!(
            "<blockquote lang=\"{language}\"><p>{before}{marked}{after}</p></blockquote>\n<p class=\"facts\"><a href=\"{}\">In the article</a>, line {line}</p>\n",
            self.link(article, Some((quote, shown)))
        )
    }

    /// The page of an article; the place of a sentence on it, by its anchor or, where it has none, by its words.
    fn link(&self, article: &Article, sentence: Option<(&str, Shown)>) -> String {
        let page = self.href(self.reading.site.content(&article.key).unwrap_or("/"));
        match sentence {
            None => page,
            Some((_, Shown::At(index))) => format!("{page}#{}", escaped(&self.reading.site.anchor(index))),
            Some((quote, _)) => {
                // Quotation marks and dashes are others on the page.
                let plain = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || c == ',');
                let words: Vec<&str> = quote.split_whitespace().take_while(plain).take(FOUND_BY).collect();
                format!("{page}#:~:text={}", utf8_percent_encode(&words.join(" "), NON_ALPHANUMERIC))
            }
        }
    }

    fn href(&self, url: &str) -> String {
        escaped(&href(&format!("/{REVIEW}"), url))
    }

    /// What can be decided on an event.
    fn decisions(
        &self,
        article: &Article,
        event: &Event,
        shown: Shown,
        decision: Option<Decision>,
    ) -> String {
        let Some(token) = &self.look.token else { return String::new() };
        let corrections = article.file.path.with_extension("events.toml");
        if decision == Some(Decision::Split) {
            return format!("<p class=\"note\">Edit it in {}.</p>\n", escaped(corrections.as_str()));
        }
        let id = id(article, event);
        let hidden = |name: &str, value: &str| {
            format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escaped(value))
        };
        let show = if self.look.all { "all" } else { "" };
        let start = format!(
            "<form method=\"post\" action=\"/{REVIEW}#{id}\">{}{}{}{}",
            hidden("token", token),
            hidden("article", &article.key),
            hidden("event", &id),
            hidden("show", show)
        );
        let title = escaped(&event.title);
        let button = |action: &str, name: &str| {
            format!(
                "<button name=\"action\" value=\"{action}\" aria-label=\"{name}: {title}\">{name}</button>"
            )
        };
        let buttons = [
            (!matches!(shown, Shown::At(_))).then(|| button("keep", "Accept")),
            (shown != Shown::Hidden).then(|| button("hide", "Hide")),
            decision.map(|_| button("undo", "Undo")),
        ];
        let buttons: String = buttons.into_iter().flatten().collect();
        let wrong = self.look.wrong.as_ref().filter(|(form, _)| form.event == id);
        format!("<div class=\"decide\">{start}{buttons}</form>\n{}</div>\n", fix(&start, &id, event, wrong))
    }
}

/// The form of a fix; after a mistake it is open, with what was typed and what is wrong.
fn fix(start: &str, id: &str, event: &Event, wrong: Option<&(Form, String)>) -> String {
    let open = if wrong.is_some() { " open" } else { "" };
    let message =
        wrong.map(|(_, message)| format!("<p role=\"alert\" id=\"{id}-wrong\">{}</p>\n", escaped(message)));
    let typed = wrong.filter(|(form, _)| form.action == "fix");
    let date = typed.map_or_else(|| event.when.to_string(), |(form, _)| form.date.clone());
    let title = typed.map_or_else(|| event.title.clone(), |(form, _)| form.title.clone());
    let told = if wrong.is_some() {
        format!(" aria-invalid=\"true\" aria-describedby=\"{id}-wrong\" autofocus")
    } else {
        String::new()
    };
    format!(
        "<details{open}><summary>Fix</summary>\n{start}\n{}\
         <label for=\"{id}-date\">Date</label><input id=\"{id}-date\" name=\"date\" value=\"{}\" required spellcheck=\"false\" autocomplete=\"off\"{told}>\n\
         <label for=\"{id}-title\">Title</label><input id=\"{id}-title\" name=\"title\" value=\"{}\" required autocomplete=\"off\">\n\
         <p class=\"facts\">A date as event files have it: 2025-02-25, 2025-02, 1984~, 2024-11/2025-01, 44 BCE</p>\n\
         <button name=\"action\" value=\"fix\">Save</button></form></details>\n",
        message.unwrap_or_default(),
        escaped(&date),
        escaped(&title),
    )
}
