//! The packs of a site: every built-in language with the site's tables.

use super::{Pack, PackError, Tables};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The built-in packs, extended by the tables of one site; each is made when it is first asked for.
///
/// ```
/// use dateline::lang::{Packs, Tables};
/// let packs = Packs::new("en-GB", Tables::default())?;
/// assert!(!packs.site().month_first);
/// assert!(packs.of("en-US").unwrap().month_first);
/// assert!(packs.of("tlh").is_none());
/// # Ok::<(), dateline::lang::PackError>(())
/// ```
#[derive(Debug)]
pub struct Packs {
    site: &'static Pack,
    tables: Tables,
    /// By code, and by whether the month comes first; `None` inside for what could not be made.
    made: BTreeMap<(&'static str, bool), OnceLock<Option<Pack>>>,
}

/// English, without tables.
impl Default for Packs {
    fn default() -> Self {
        Self { site: Pack::english(), tables: Tables::default(), made: BTreeMap::new() }
    }
}

impl Packs {
    /// The packs of a site in a language (`en`, `en-GB`) with its tables.
    ///
    /// # Errors
    /// A language without a pack; a name in the tables that no text can hold.
    pub fn new(language: &str, tables: Tables) -> Result<Self, PackError> {
        let site = Pack::builtin(language)
            .ok_or_else(|| PackError::new(language, "there is no pack for this language"))?;
        let slots = Pack::builtin_codes().flat_map(|code| [(code, true), (code, false)]);
        let packs = Self { site, tables, made: slots.map(|slot| (slot, OnceLock::new())).collect() };
        if let Some(slot) = packs.slot(site).filter(|_| !packs.tables.is_empty()) {
            let _ = slot.set(Some(site.extended(&packs.tables)?));
        }
        Ok(packs)
    }

    /// The pack of the site's own language.
    pub fn site(&self) -> &Pack {
        self.extended(self.site)
    }

    /// The pack of a language by its BCP 47 code; none for a language that is not built in.
    pub fn of(&self, code: &str) -> Option<&Pack> {
        Pack::builtin(code).map(|pack| self.extended(pack))
    }

    fn slot(&self, pack: &'static Pack) -> Option<&OnceLock<Option<Pack>>> {
        self.made.get(&(pack.code.as_str(), pack.month_first))
    }

    fn extended(&self, pack: &'static Pack) -> &Pack {
        if self.tables.is_empty() {
            return pack;
        }
        let made = self.slot(pack).map(|slot| slot.get_or_init(|| pack.extended(&self.tables).ok()));
        made.and_then(Option::as_ref).unwrap_or(pack)
    }
}
