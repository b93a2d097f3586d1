//! The order of lists from A to Z.

use unicode_normalization::UnicodeNormalization;

/// The first letter of a name without its accents, in upper case; `0–9` for digits, `#` for what is neither.
///
/// ```
/// use dateline::text::letter;
/// assert_eq!(letter("“élan”"), "E");
/// assert_eq!(letter("18F"), "0–9");
/// assert_eq!(letter("!?"), "#");
/// ```
pub fn letter(name: &str) -> String {
    match name.nfd().find(|c| c.is_alphanumeric()) {
        None => "#".to_owned(),
        Some(c) if c.is_numeric() => "0–9".to_owned(),
        Some(c) => c.to_uppercase().collect(),
    }
}

/// By what names are sorted in a list from A to Z: their letter, then the name in any case.
pub fn alphabetical(name: &str) -> (String, String) {
    (letter(name), name.to_lowercase())
}
