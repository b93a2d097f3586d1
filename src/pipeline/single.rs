//! The whole timeline in one file, for archives and as evidence.

use super::{Counts, Reading, dead_link, destinations, read, theme};
use crate::check;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::output::Artifact;
use crate::render::{self, Renderer};
use crate::site::{Site, Target};
use crate::source::Inputs;
use base64::prelude::{BASE64_STANDARD, Engine};
use camino::Utf8Path;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Bytes of a file that browsers and mail still open without trouble.
const LARGE: usize = 20_000_000;

/// A timeline in one file.
#[derive(Debug, Default)]
pub struct Single {
    /// The page; not to be written when a diagnostic is an error.
    pub html: String,
    /// What there is to say, in no order.
    pub diagnostics: Vec<Diagnostic>,
    /// What was read.
    pub counts: Counts,
}

/// Makes one HTML file of the timeline of `inputs`: it asks for nothing else, and needs no script.
pub fn single(inputs: &Inputs, config: &Config) -> Single {
    let mut told = Vec::new();
    let Reading { timeline, site, counts, .. } = read(inputs, config, &mut told);
    let mut images = BTreeMap::new();
    let mut elsewhere = BTreeSet::new();
    for (article, destination, span) in destinations(&timeline) {
        let is_image = image_type(destination.into()).is_some();
        match site.target(&article.key, destination) {
            Target::File { path, url } if is_image => {
                images.extend(inputs.files.get(&path).map(|disk| (url, disk.clone())));
            }
            Target::Page(url) if is_image => {
                let disk = inputs.statics.get(Utf8Path::new(url.trim_start_matches('/')));
                images.extend(disk.map(|disk| (url.clone(), disk.clone())));
            }
            Target::Outside if is_image || span.of(&article.file.text).starts_with("![") => {
                elsewhere.insert(destination);
            }
            Target::Missing => told.push(dead_link(article, destination, span)),
            Target::Outside | Target::File { .. } | Target::Page(_) => {}
        }
    }
    let mut bytes = |disk| match Artifact::Copy(disk).bytes() {
        Ok(bytes) => bytes.into_owned(),
        Err(error) => {
            told.push(Diagnostic::error("unreadable-file", error.to_string()).help("mend its permissions"));
            Vec::new()
        }
    };
    let images: BTreeMap<String, String> = images
        .into_iter()
        .filter_map(|(url, disk)| {
            let kind = image_type(&disk)?;
            Some((url, format!("data:{kind};base64,{}", BASE64_STANDARD.encode(bytes(disk)))))
        })
        .collect();
    let own = inputs.statics.get(Utf8Path::new(STYLE)).map(|disk| bytes(disk.clone()));
    let largest = images.iter().max_by_key(|(_, data)| data.len()).map(|(url, _)| url.clone());
    let site = Arc::new(Site::clone(&site).in_one_file(images));
    let html = theme(&inputs.templates, config, &site, &mut told).and_then(|theme| {
        let renderer = Renderer::new(&theme, config, &timeline, &site);
        let built_in =
            || render::STATIC.iter().find(|(name, _)| *name == STYLE).map(|(_, text)| (*text).into());
        let style = own.or_else(built_in).into_iter().chain(renderer.look().map(|(_, look)| look));
        let style: Vec<u8> = style.flatten().collect();
        renderer.single(&String::from_utf8_lossy(&style)).map_err(|error| told.push(error)).ok()
    });
    let html = html.unwrap_or_default();
    if !elsewhere.is_empty() {
        let images = if elsewhere.len() == 1 { "image lies" } else { "images lie" };
        let message = format!("{} {images} on other sites: the copy has links to them", elsewhere.len());
        let help = "put copies beside the articles, where you may";
        told.push(Diagnostic::note("outside-image", message).help(help));
    }
    if html.len() > LARGE {
        let message = format!("the copy has {:.0} MB", html.len() as f64 / 1e6);
        let help = largest.map(|url| format!("make its images smaller: the largest is {url}"));
        let told_of = Diagnostic::warning("heavy-copy", message);
        told.push(match help {
            Some(help) => told_of.help(help),
            None => told_of,
        });
    }
    check::waive(&mut told, &timeline);
    Single { html, diagnostics: told, counts }
}

/// The style sheet, a file of `static/`.
const STYLE: &str = "style.css";

/// The media type of a file that is an image, by its ending.
fn image_type(path: &Utf8Path) -> Option<&'static str> {
    let path = path.as_str().split(['?', '#']).next().unwrap_or_default();
    mime_guess::from_path(path).first_raw().filter(|kind| kind.starts_with("image/"))
}
