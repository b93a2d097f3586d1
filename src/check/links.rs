//! Links to headings, and images that are not described.

use super::contents;
use crate::article::{Article, Link, Markup};
use crate::diag::Diagnostic;
use crate::site::{decode, resolve};
use crate::timeline::Timeline;
use camino::Utf8Path;

/// Links to a heading of a content file that does not have it.
pub(super) fn dead_anchors(timeline: &Timeline) -> Vec<Diagnostic> {
    let told = |article: &Article, link: &Link| {
        let (path, anchor) = link.destination.split_once('#').filter(|(_, anchor)| !anchor.is_empty())?;
        let found = resolve(Utf8Path::new(&article.key).parent().unwrap_or("".into()), &decode(path));
        let target = if path.is_empty() { Some(article) } else { timeline.content(found.as_str()) };
        // Where the link itself is dead, that is an error of its own.
        let target =
            target.filter(|target| target.markup == Markup::Markdown && !has(target, &decode(anchor)))?;
        let message = format!("{} has no heading `{anchor}`", target.file.path);
        let known: Vec<&str> = target.anchors.iter().map(|anchor| anchor.id.as_str()).collect();
        let told =
            Diagnostic::warning("dead-anchor", message).at(&article.file, link.span, "leads to its top");
        Some(if known.is_empty() {
            told
        } else {
            told.help(format!("its headings are {}", known.join(", ")))
        })
    };
    let links = contents(timeline).flat_map(|article| article.links.iter().map(move |link| (article, link)));
    links.filter_map(|(article, link)| told(article, link)).collect()
}

fn has(article: &Article, anchor: &str) -> bool {
    let text = &article.file.text;
    // Footnotes and an author's own HTML.
    let stated = [format!("id=\"{anchor}\""), format!("name=\"{anchor}\""), format!("{{#{anchor}}}")];
    article.anchors.iter().any(|known| known.id == anchor)
        || stated.iter().any(|stated| text.contains(stated))
}

/// Images without a text for those who do not see them.
pub(super) fn no_alt(timeline: &Timeline) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for article in contents(timeline) {
        let stated = article.meta.media.iter().filter(|medium| medium.alt.is_none());
        let stated = stated.map(|medium| (medium.src.as_str(), super::place::span(article, &medium.src)));
        let images = article.links.iter().filter(|link| link.span.of(&article.file.text).starts_with("![]("));
        let images = images.map(|link| (link.destination.as_str(), link.span));
        told.extend(stated.chain(images).map(|(src, span)| {
            Diagnostic::warning("no-alt", format!("the image {src} is not described"))
                .at(&article.file, span, "no `alt`")
                .help("say what it shows; an empty `alt` in front matter says that it is decoration")
        }));
    }
    told
}
