//! URL segments from names.

use unicode_normalization::UnicodeNormalization;

/// Longest URL segment in bytes, with room for a number: file systems refuse names of more than 255.
pub const SEGMENT: usize = 120;

/// A URL segment: NFC, lower case, letters and digits of any script kept, everything else one hyphen.
///
/// Empty when `name` holds no letter or digit.
///
/// ```
/// use dateline::text::slug;
/// assert_eq!(slug("Élysée: the *first* day"), "élysée-the-first-day");
/// assert_eq!(slug("putin’s palace"), "putins-palace");
/// assert_eq!(slug("!?"), "");
/// ```
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.nfc().flat_map(char::to_lowercase) {
        match c {
            // An apostrophe joins: "putin's" is one word.
            '\'' | '’' => {}
            // Combining marks belong to their letter (Devanagari vowels, for one) and are not alphanumeric.
            c if c.is_alphanumeric() || is_mark(c) && !slug.is_empty() => slug.push(c),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The slug of `name`, at most `limit` bytes long, cut between words.
pub fn short_slug(name: &str, limit: usize) -> String {
    let mut slug = slug(name);
    if slug.len() > limit {
        let end = (0..=limit).rev().find(|&at| slug.is_char_boundary(at)).unwrap_or(0);
        // Where `end` lies inside a word, the word goes, if it is not the only one.
        let whole = slug[end..].starts_with('-');
        let cut = if whole { end } else { slug[..end].rfind('-').unwrap_or(end) };
        slug.truncate(cut);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_slugs() {
        for (name, expected) in [
            ("2014-03-18--annexation-of-crimea:-putin's", "2014-03-18-annexation-of-crimea-putins"),
            ("  Hello,   World! ", "hello-world"),
            ("Straße", "straße"),
            ("e\u{301}tat", "état"),
            ("हिन्दी", "हिन्दी"),
            ("中文 標題", "中文-標題"),
            ("---", ""),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
    }

    #[test]
    fn ok_short_slugs_end_with_a_whole_word() {
        for (name, limit, expected) in [
            ("one two three", 7, "one-two"),
            ("one two three", 6, "one"),
            ("one two three", 40, "one-two-three"),
            ("abcdefgh", 4, "abcd"),
            ("ééééé", 5, "éé"),
        ] {
            assert_eq!(short_slug(name, limit), expected, "{name}");
        }
    }
}
