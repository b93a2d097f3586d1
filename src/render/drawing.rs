//! SVG -> PNG for share cards, and how wide words are.
//!
//! The fonts are in the program (DejaVu: Latin, Greek, Cyrillic, Hebrew, Arabic and more), and no other is looked for: a card has the same
//! bytes on every machine.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Node, Options, Tree, fontdb, roxmltree};
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

/// Width and height of a card in pixels: what services that show previews ask for.
pub(super) const SIZE: (u32, u32) = (1200, 630);
/// To be raised when drawings come out otherwise: what an earlier program drew is then not kept.
pub(super) const REVISION: u32 = 1;
/// Words are measured at this size.
const SCALE: f32 = 100.0;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for font in [dejavu::serif_condensed::bold(), dejavu::sans::regular()] {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    fonts.set_serif_family("DejaVu Serif");
    fonts.set_sans_serif_family("DejaVu Sans");
    Arc::new(fonts)
});

fn read(svg: &str) -> Result<Tree, String> {
    let options = Options { fontdb: FONTS.clone(), ..Options::default() };
    Tree::from_str(svg, &options).map_err(|error| error.to_string())
}

/// The picture as PNG, fitted to 1200 by 630 pixels.
///
/// # Errors
///
/// What is wrong with it, in words.
pub fn draw(svg: &str) -> Result<Vec<u8>, String> {
    let tree = read(svg)?;
    let mut pixels = Pixmap::new(SIZE.0, SIZE.1).ok_or("no room for a picture")?;
    let (x, y) = (SIZE.0 as f32 / tree.size().width(), SIZE.1 as f32 / tree.size().height());
    resvg::render(&tree, Transform::from_scale(x, y), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| error.to_string())
}

/// Whether these bytes begin as a PNG of a card's size and end as one: a picture of an earlier build may have been cut since.
///
/// They are not read in full: that would take as long as drawing.
pub fn is_whole(png: &[u8]) -> bool {
    let size = [SIZE.0.to_be_bytes(), SIZE.1.to_be_bytes()].concat();
    png.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        && png.get(16..24) == Some(size.as_slice())
        && png.ends_with(b"\0\0\0\0IEND\xae\x42\x60\x82")
}

/// What keeps a template's text from being drawn; none when it is an SVG picture.
pub(super) fn mistake(svg: &str) -> Option<String> {
    match roxmltree::Document::parse(svg) {
        Err(error) => Some(error.to_string()),
        Ok(document) if !document.root_element().has_tag_name(("http://www.w3.org/2000/svg", "svg")) => {
            Some("its root is no `<svg xmlns=\"http://www.w3.org/2000/svg\">`".to_owned())
        }
        Ok(_) => None,
    }
}

/// A kind of text on a card.
#[derive(Clone, Copy, Debug)]
pub(super) enum Face {
    /// Titles: serif, bold, narrow.
    Title,
    /// All else: sans.
    Label,
}

impl Face {
    fn attributes(self) -> &'static str {
        match self {
            Self::Title => "font-family=\"DejaVu Serif\" font-weight=\"bold\" font-stretch=\"condensed\"",
            Self::Label => "font-family=\"DejaVu Sans\"",
        }
    }
}

/// The widths of words at a size of 1, and that of a space; none where the fonts lack a character.
fn widths(words: &[String], face: Face) -> Option<(Vec<f32>, f32)> {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><g font-size=\"{SCALE}\" {}>",
        face.attributes()
    );
    for (number, word) in ["n n", "nn"].into_iter().chain(words.iter().map(String::as_str)).enumerate() {
        let _ = write!(svg, "<text id=\"t{number}\">{}</text>", super::body::escaped(word));
    }
    svg.push_str("</g></svg>");
    let tree = read(&svg).ok()?;
    let width = |number: usize| match tree.node_by_id(&format!("t{number}"))? {
        Node::Text(text) => {
            let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
            let lacks = { glyphs }.any(|glyph| glyph.id.0 == 0);
            (!lacks).then(|| text.bounding_box().width() / SCALE)
        }
        _ => None,
    };
    let space = width(0)? - width(1)?;
    Some(((2..words.len() + 2).map(width).collect::<Option<_>>()?, space))
}

/// Lines of a text, and the size that they are set in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Set {
    pub(super) lines: Vec<String>,
    pub(super) size: u32,
}

/// A text in lines of at most `width` pixels, in the first of the sizes (each with how many lines it may take) that it fits in; what does
/// not fit in the last is cut. None where the fonts lack a character.
pub(super) fn set(text: &str, face: Face, width: u32, sizes: &[(u32, usize)]) -> Option<Set> {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_owned).collect();
    let (widths, space) = widths(&words, face)?;
    let widest = widths.iter().copied().fold(0.0, f32::max);
    let room = |size: u32| width as f32 / size as f32;
    let (last, _) = *sizes.last()?;
    if widest > room(last) {
        let cut = words.iter().zip(&widths).map(|(word, own)| cut(word, room(last) / own));
        return set(&cut.collect::<Vec<_>>().join(" "), face, width, sizes);
    }
    let fits = |of: &&(u32, usize)| widest <= room(of.0) && wrap(&widths, space, room(of.0)).len() <= of.1;
    let (size, most) = *sizes.iter().find(fits).or(sizes.last())?;
    // Lines of about one length look better than a last one of a single word.
    let wrapped = wrap(&widths, space, room(size));
    let narrower = (1..25).map(|step| room(size) * (1.0 - 0.02 * step as f32));
    let narrower = narrower.take_while(|room| *room > widest).map(|room| wrap(&widths, space, room));
    let best = narrower.take_while(|lines| lines.len() == wrapped.len()).last().unwrap_or(wrapped);
    let mut lines: Vec<String> = best.into_iter().map(|line| words[line].join(" ")).collect();
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = cut(last, 1.0 - 2.0 / last.chars().count().max(2) as f32);
        }
    }
    Some(Set { lines, size })
}

/// A part of a word or line that ends in an ellipsis; whole where the part is as much as all.
fn cut(text: &str, part: f32) -> String {
    if part >= 1.0 {
        return text.to_owned();
    }
    // Letters differ in width: a little less than the part.
    let kept = (text.chars().count() as f32 * part * 0.95) as usize;
    let kept: String = text.chars().take(kept).collect();
    format!("{}…", kept.trim_end_matches([' ', ',', '.', ';', ':']))
}

/// The words of each line, filled one after the other.
fn wrap(widths: &[f32], space: f32, width: f32) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0.0);
    for (word, own) in widths.iter().enumerate() {
        if word > start && used + space + own > width {
            lines.push(start..word);
            (start, used) = (word, 0.0);
        }
        used += own + if word > start { space } else { 0.0 };
    }
    if start < widths.len() {
        lines.push(start..widths.len());
    }
    lines
}

/// The box of each text of a picture, in its pixels: left, top, right, bottom.
#[cfg(test)]
pub(super) fn boxes(svg: &str) -> Vec<(f32, f32, f32, f32)> {
    fn texts(group: &resvg::usvg::Group, found: &mut Vec<(f32, f32, f32, f32)>) {
        for node in group.children() {
            match node {
                Node::Group(group) => texts(group, found),
                Node::Text(text) => {
                    let of = text.abs_bounding_box();
                    found.push((of.left(), of.top(), of.right(), of.bottom()));
                }
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    texts(read(svg).unwrap().root(), &mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: &[(u32, usize)] = &[(80, 2), (50, 3)];

    #[test]
    fn ok_a_title_takes_the_largest_size_that_it_fits_in() {
        let set = |text: &str| set(text, Face::Title, 900, SIZES).unwrap();
        assert_eq!(set("The bridge opens"), Set { lines: vec!["The bridge opens".to_owned()], size: 80 });
        let longer = set("The council opens the old bridge");
        assert_eq!((longer.size, longer.lines.len()), (80, 2), "{longer:?}");
        let long = set(&"The council opens the bridge over the estuary. ".repeat(9));
        assert_eq!((long.size, long.lines.len()), (50, 3));
        assert!(long.lines[2].ends_with('…'), "{long:?}");
    }

    #[test]
    fn ok_the_lines_of_a_title_are_of_about_one_length() {
        let set = set("The council opens the bridge over it", Face::Title, 900, SIZES).unwrap();
        assert_eq!(set.lines, ["The council opens", "the bridge over it"]);
    }

    #[test]
    fn err_characters_that_the_fonts_lack_are_no_boxes() {
        for (text, known) in
            [("Brücke, мост, γέφυρα, most", true), ("גשר", true), ("جسر", true), ("橋", false), ("पुल", false)]
        {
            assert_eq!(set(text, Face::Title, 900, SIZES).is_some(), known, "{text}");
        }
    }

    #[test]
    fn err_a_word_that_is_too_long_for_a_line_is_cut() {
        let set = set(&"m".repeat(300), Face::Title, 1000, &[(40, 2)]).unwrap();
        assert_eq!(set.lines.len(), 1);
        assert!(set.lines[0].ends_with('…') && set.lines[0].chars().count() > 15, "{set:?}");
    }

    #[test]
    fn err_what_is_no_picture_is_told() {
        for (text, expected) in [("<svg", "unclosed"), ("<p/>", "its root is no")] {
            let told = mistake(text).unwrap();
            assert!(told.contains(expected) || expected == "unclosed", "{told}");
        }
        assert_eq!(mistake("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), None);
        assert!(draw("<p/>").is_err());
    }

    /// Where this fails, drawings come out otherwise than before: raise [`REVISION`], and the number here.
    #[test]
    fn ok_drawings_are_what_they_were() {
        let png = draw(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"><circle cx=\"99\" cy=\"99\" r=\"33\"/>\
             <text x=\"99\" y=\"300\" font-size=\"70\" font-family=\"DejaVu Sans\">A card</text></svg>",
        )
        .unwrap();
        assert!(is_whole(&png));
        assert!(!is_whole(&png[..png.len() / 2]));
        let digest = png.iter().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(*byte)));
        assert_eq!((REVISION, digest), (1, 4_032_710_035));
    }
}
