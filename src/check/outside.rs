//! Links to other sites: which there are, and what there is to say when each was asked for. Who asks is not here.

use super::contents;
use super::place::{file, span};
use crate::article::Article;
use crate::diag::Diagnostic;
use crate::text::Span;
use crate::timeline::Timeline;
use std::collections::{BTreeMap, BTreeSet};

/// What copies of pages begin with in the Internet Archive.
const ARCHIVE: &str = "https://web.archive.org/web/";

/// A link to another site, and the place where a file has it.
#[derive(Clone, Debug)]
pub struct OutsideLink<'a> {
    /// The address, without its fragment.
    pub url: &'a str,
    /// An archived copy that an author names beside it.
    archive: Option<&'a str>,
    article: &'a Article,
    span: Span,
}

/// What came of asking for an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is there.
    Found,
    /// It is there under another address, for good.
    Moved(String),
    /// It is there no more: 404 or 410.
    Gone(u16),
    /// Nobody answers, or the server fails; and how.
    Unreachable(String),
    /// The server does not say: it wants a password, or no programs.
    Refused(u16),
}

/// The links of a site to others, each address once a file: sources and their archived copies, what texts link to, media.
pub fn outside_links(timeline: &Timeline) -> Vec<OutsideLink<'_>> {
    let sources = timeline.events.iter().filter_map(|event| Some((event, file(event, timeline)?)));
    let sources = sources.flat_map(|(event, article)| {
        event.sources.iter().flat_map(move |source| {
            let archive = source.archive.as_deref();
            let own = source.url.as_deref().map(|url| (article, url, archive, None));
            own.into_iter().chain(archive.map(|url| (article, url, None, None)))
        })
    });
    let texts = contents(timeline).flat_map(|article| {
        let links = article.links.iter().map(|link| (link.destination.as_str(), Some(link.span)));
        let media = article.meta.media.iter().flat_map(|medium| [Some(&medium.src), medium.link.as_ref()]);
        let stated = media.flatten().chain(&article.meta.url).map(|url| (url.as_str(), None));
        links.chain(stated).map(move |(url, span)| (article, url, None, span))
    });
    let mut seen = BTreeSet::new();
    let mut links = Vec::new();
    for (article, written, archive, place) in sources.chain(texts) {
        let url = written.split('#').next().unwrap_or(written);
        let is_web = ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme));
        if is_web && seen.insert((&article.file.path, url)) {
            let span = place.unwrap_or_else(|| span(article, written));
            links.push(OutsideLink { url, archive, article, span });
        }
    }
    links
}

/// What there is to say of the links, by the answers for their addresses.
pub fn outside(links: &[OutsideLink<'_>], answers: &BTreeMap<String, Answer>) -> Vec<Diagnostic> {
    links.iter().filter_map(|link| told(link, answers.get(link.url)?)).collect()
}

fn told(link: &OutsideLink<'_>, answer: &Answer) -> Option<Diagnostic> {
    let url = link.url;
    let copy = match link.archive {
        Some(archive) => format!("its archived copy is {archive}: let that be the link"),
        None if url.starts_with(ARCHIVE) => "name another copy, or none".to_owned(),
        None => format!("look for a copy, and name it as `archive`: {ARCHIVE}{url}"),
    };
    let (told, help) = match answer {
        Answer::Found | Answer::Refused(_) => return None,
        Answer::Gone(status) => {
            (Diagnostic::warning("outside-dead", format!("{url} is there no more ({status})")), copy)
        }
        Answer::Unreachable(why) => {
            (Diagnostic::warning("outside-unreachable", format!("{url} cannot be reached: {why}")), copy)
        }
        Answer::Moved(to) => {
            let told = Diagnostic::note("outside-moved", format!("{url} has moved for good"));
            (told, format!("its address is {to} now"))
        }
    };
    Some(told.at(&link.article.file, link.span, "").help(help))
}
