//! What a site tells programs that embed it (oEmbed 1.0).

use super::Renderer;
use super::view::data::{Oembed, json};

/// URL path of the page that is embedded.
const PAGE: &str = "/embed/";
/// URL path of its description.
pub const OEMBED: &str = "/embed/oembed.json";
/// Size of the frame, in CSS pixels.
const WIDTH: u32 = 800;
const HEIGHT: u32 = 600;

impl Renderer<'_> {
    /// The description with its URL path; none without a `base_url`.
    pub fn oembed(&self) -> Option<(String, Vec<u8>)> {
        let title = super::body::escaped(&self.config.title);
        let oembed = Oembed {
            version: "1.0",
            kind: "rich",
            title: &self.config.title,
            author_name: self.config.author.as_deref(),
            provider_name: &self.config.title,
            provider_url: self.site.absolute("/")?,
            html: format!(
                "<iframe src=\"{}\" title=\"{title}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" loading=\"lazy\"></iframe>",
                super::body::escaped(&self.site.absolute(PAGE)?)
            ),
            width: WIDTH,
            height: HEIGHT,
        };
        Some((OEMBED.to_owned(), json(&oembed)))
    }
}
