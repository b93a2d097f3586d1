//! The built-in languages. To add one, put its files into a folder here and its code into the table.

use super::{Byline, Pack, Tables, load};
use std::sync::OnceLock;

/// A built-in language: its files, and what has been made of them.
struct Language {
    code: &'static str,
    files: load::Files<'static>,
    byline_file: &'static str,
    pack: OnceLock<Option<Pack>>,
    /// For regions that order numeric dates the other way.
    reordered: OnceLock<Option<Pack>>,
    byline: OnceLock<Byline>,
}

/// The language whose files stand in a folder.
macro_rules! language {
    ($code:literal) => {
        Language {
            code: $code,
            files: load::Files {
                pack: include_str!(concat!($code, "/pack.toml")),
                wording: include_str!(concat!($code, "/wording.toml")),
                lexicon: include_str!(concat!($code, "/lexicon.toml")),
                tables: include_str!(concat!($code, "/tables.toml")),
                telling: include_str!(concat!($code, "/telling.toml")),
                rules: &[
                    ("rules/dates.toml", include_str!(concat!($code, "/rules/dates.toml"))),
                    ("rules/years.toml", include_str!(concat!($code, "/rules/years.toml"))),
                    ("rules/relative.toml", include_str!(concat!($code, "/rules/relative.toml"))),
                    ("rules/times.toml", include_str!(concat!($code, "/rules/times.toml"))),
                    ("rules/amounts.toml", include_str!(concat!($code, "/rules/amounts.toml"))),
                    ("rules/composed.toml", include_str!(concat!($code, "/rules/composed.toml"))),
                ],
            },
            byline_file: include_str!(concat!($code, "/byline.toml")),
            pack: OnceLock::new(),
            reordered: OnceLock::new(),
            byline: OnceLock::new(),
        }
    };
}
/// The built-in languages, each the folder of its name.
static LANGUAGES: [Language; 2] = [language!("en"), language!("de")];

impl Language {
    fn pack(&'static self, region: &str) -> Option<&'static Pack> {
        let load = || load::load(&self.files, &Tables::default()).ok();
        let pack = self.pack.get_or_init(load).as_ref()?;
        if !pack.reordered_regions.iter().any(|known| known == region) {
            return Some(pack);
        }
        let reorder = |pack: Pack| Pack { month_first: !pack.month_first, ..pack };
        self.reordered.get_or_init(|| load().map(reorder)).as_ref()
    }
}

/// A code's language, and its region: `en-GB` -> English, `GB`.
fn find(code: &str) -> Option<(&'static Language, &str)> {
    let (language, region) = code.split_once(['-', '_']).unwrap_or((code, ""));
    Some((LANGUAGES.iter().find(|known| known.code == language)?, region))
}

pub(super) fn pack(code: &str) -> Option<&'static Pack> {
    let (language, region) = find(code)?;
    language.pack(region)
}

pub(super) fn byline(code: &str) -> Option<&'static Byline> {
    let (language, _) = find(code)?;
    Some(language.byline.get_or_init(|| toml::from_str(language.byline_file).unwrap_or_default()))
}

pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|language| language.code)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_language_loads() {
        for language in &LANGUAGES {
            match load::load(&language.files, &Tables::default()) {
                Ok(pack) => assert_eq!(pack.code, language.code),
                Err(error) => panic!("{}: {error}", language.code),
            }
            toml::from_str::<Byline>(language.byline_file).unwrap();
        }
    }

    #[test]
    fn a_region_takes_the_language_and_a_pack_is_made_once() {
        assert!(std::ptr::eq(pack("de-AT").unwrap(), pack("de").unwrap()));
        assert!(std::ptr::eq(pack("en-US").unwrap(), pack("en").unwrap()));
        assert!(std::ptr::eq(pack("en-GB").unwrap(), pack("en-IE").unwrap()));
        assert!(!pack("en-GB").unwrap().month_first);
        assert!(pack("xx").is_none());
    }
}
