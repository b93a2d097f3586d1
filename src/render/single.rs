//! The whole timeline as one page that needs nothing else: every event in full, then the articles that tell them.
//!
//! Its site is one that is [in one file](crate::site::Site::in_one_file): links lead to places on the page, images are in it. The place
//! of a page is its URL path: `event/x`; that of a heading or date on it stands below, `event/x/heading`.

use super::groups::By;
use super::view::{Article, Chapter, Detail, Html, Link, Media, Whole, WholeArticle};
use super::{Renderer, address};
use crate::config::Order;
use crate::diag::Diagnostic;
use crate::site::place;
use crate::timeline::EventIndex;
use tera::{Context, Value};

/// Where the page would stand in a site; its links are made from there.
const HERE: &str = "/timeline.html";
/// How much deeper headings stand in the bodies of events and articles, which have headings of the third level.
const DEEPER: u8 = 2;
/// The template.
pub(super) const TEMPLATE: &str = "single.html";

impl Renderer<'_> {
    /// The page; `style` are its style sheets.
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub fn single(&self, style: &str) -> Result<String, Diagnostic> {
        self.theme.render(TEMPLATE, &self.single_context(style))
    }

    pub(super) fn single_context(&self, style: &str) -> Context {
        let mut context = self.file_context(HERE);
        let index = self.timeline.index.as_ref();
        let introduction = index.and_then(|index| self.introduction(HERE, index));
        context.insert("introduction", &introduction.map(|body| within(&body, "_introduction", 0)));
        context.insert("eras", &self.eras());
        // No style sheet ends the element that it stands in.
        context.insert("style", &Value::safe_string(&style.replace("</", "<\\/")));
        context.insert("chapters", &self.chapters());
        let articles = self.timeline.articles.iter().filter_map(|article| {
            let id = place(self.site.content(&article.key)?);
            let view = self.article(HERE, article);
            let body = within(&view.body, &id, DEEPER);
            Some(WholeArticle { id, article: Article { body, ..view } })
        });
        context.insert("articles", &articles.collect::<Vec<_>>());
        context
    }

    /// All events in stretches, in the order of the site's pages.
    fn chapters(&self) -> Vec<Chapter> {
        let mut chapters: Vec<Chapter> = Vec::new();
        for index in 0..self.timeline.events.len() {
            let (title, _) = self.stretch(index, By::Year).heading();
            let entry = self.whole(index);
            match chapters.last_mut().filter(|last| last.title == title) {
                Some(last) => last.entries.push(entry),
                None => chapters.push(Chapter {
                    id: format!("_{}", chapters.len() + 1),
                    title,
                    entries: vec![entry],
                }),
            }
        }
        if self.config.order == Order::NewestFirst {
            chapters.reverse();
            chapters.iter_mut().for_each(|chapter| chapter.entries.reverse());
        }
        chapters
    }

    fn whole(&self, index: EventIndex) -> Whole {
        let id = place(self.site.event(index));
        let detail = self.detail(index, &self.timeline.events[index]);
        let is_held = |medium: &Media| self.site.href(HERE, &medium.src).starts_with("data:");
        let (media, elsewhere): (Vec<Media>, Vec<Media>) =
            detail.media.into_iter().partition(|medium| !address::is_whole(&medium.src) && is_held(medium));
        let link = |medium: Media| {
            let name = [medium.alt.as_str(), medium.src.as_str()].into_iter().find(|name| !name.is_empty());
            Link { name: name.unwrap_or_default().to_owned(), url: medium.src, note: medium.credit }
        };
        let body = detail.body.map(|body| within(&body, &id, DEEPER));
        Whole {
            id,
            event: self.event_value(index).clone(),
            detail: Detail { body, media, ..detail },
            elsewhere: elsewhere.into_iter().map(link).collect(),
        }
    }
}

/// The HTML of a page's body as a part of a longer page: its ids, and the links to them, begin with its `place`; its headings stand
/// `deeper`; images that are not in it become links, for nothing is loaded.
///
/// Raw HTML of authors was left out before: no attribute holds an angle, and all are in double quotes.
fn within(body: &Html, place: &str, deeper: u8) -> Html {
    let mut out = String::new();
    let mut rest = body.as_str().unwrap_or_default();
    let mut links = 0;
    while let Some((text, tag, after)) = next_tag(rest) {
        out.push_str(text);
        rest = after;
        match image(tag) {
            Some((src, alt)) => {
                let name = if alt.is_empty() { src } else { alt };
                // A link in a link is no HTML.
                let link = if links == 0 { format!("<a href=\"{src}\">{name}</a>") } else { name.to_owned() };
                out.push_str(&link);
            }
            None => {
                links += usize::from(tag.starts_with("<a "));
                links -= usize::from(tag == "</a>" && links > 0);
                out.push_str(&placed(&lowered(tag, deeper), place));
            }
        }
    }
    Value::safe_string(&(out + rest))
}

/// What stands before the next tag, the tag, and what follows.
fn next_tag(html: &str) -> Option<(&str, &str, &str)> {
    let start = html.find('<')?;
    let end = start + html[start..].find('>')? + 1;
    Some((&html[..start], &html[start..end], &html[end..]))
}

/// Address and description of an image that is not in the page itself.
fn image(tag: &str) -> Option<(&str, &str)> {
    let value = |name: &str| tag.split_once(name)?.1.split('"').next();
    let src = value(" src=\"").filter(|src| tag.starts_with("<img ") && !src.starts_with("data:"))?;
    Some((src, value(" alt=\"").unwrap_or_default()))
}

/// A heading some levels down; `h6` is the last.
fn lowered(tag: &str, deeper: u8) -> String {
    let level = |start: &str| tag.strip_prefix(start)?.chars().next()?.to_digit(10);
    match ["<h", "</h"].into_iter().find_map(|start| Some((start, level(start)?))) {
        Some((start, level)) => {
            format!("{start}{}{}", (level + u32::from(deeper)).min(6), &tag[start.len() + 1..])
        }
        None => tag.to_owned(),
    }
}

fn placed(tag: &str, place: &str) -> String {
    let tag = tag.replace(" id=\"", &format!(" id=\"{place}/"));
    let Some((before, target)) = tag.split_once(" href=\"#") else { return tag };
    let elsewhere =
        target.starts_with(['"', '/']) || target.starts_with("event/") || target.starts_with("article/");
    if elsewhere { tag } else { format!("{before} href=\"#{place}/{target}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_a_body_fits_into_a_longer_page() {
        for (body, expected) in [
            ("<h2 id=\"a\">A \"quoted\" id=\"x\"</h2>", "<h4 id=\"event/x/a\">A \"quoted\" id=\"x\"</h4>"),
            (
                "<a href=\"#fn-1\" id=\"fnref-1\">1</a>",
                "<a href=\"#event/x/fn-1\" id=\"event/x/fnref-1\">1</a>",
            ),
            (
                "<a href=\"#article/y/b\">b</a> <a href=\"#\">c</a>",
                "<a href=\"#article/y/b\">b</a> <a href=\"#\">c</a>",
            ),
            (
                "<img src=\"data:image/png;base64,AA==\" alt=\"\" />",
                "<img src=\"data:image/png;base64,AA==\" alt=\"\" />",
            ),
            (
                "<img src=\"https://a.org/b.png\" alt=\"A mill\" />.",
                "<a href=\"https://a.org/b.png\">A mill</a>.",
            ),
            (
                "<a href=\"c\"><img src=\"https://a.org/b.png\" alt=\"\" /></a>",
                "<a href=\"c\">https://a.org/b.png</a>",
            ),
        ] {
            assert_eq!(within(&Value::safe_string(body), "event/x", DEEPER).as_str(), Some(expected));
        }
    }
}
