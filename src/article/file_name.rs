//! Dates and titles in file names: `2025-02-26-title.md`.

use crate::date::Day;

/// The day at the head of a file's stem, and the rest of it.
///
/// Year, month and day are parted by `-`, `_`, `.` or nothing, and from the rest by anything but a digit.
pub(super) fn split(stem: &str) -> (Option<Day>, &str) {
    let digits = |range: std::ops::Range<usize>| {
        let part = stem.get(range).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?;
        part.parse::<u16>().ok()
    };
    let separator = stem.get(4..5).filter(|part| ["-", "_", "."].contains(part)).unwrap_or("");
    let wide = separator.len();
    let (month, day, end) = (4 + wide, 6 + 2 * wide, 8 + 2 * wide);
    let same = stem.get(month + 2..day) == Some(separator);
    let rest = stem.get(end..).unwrap_or_default();
    let read = || {
        Day::new(
            i64::from(digits(0..4)?),
            u8::try_from(digits(month..month + 2)?).ok()?,
            u8::try_from(digits(day..end)?).ok()?,
        )
    };
    match read().filter(|_| same && !rest.starts_with(|c: char| c.is_ascii_digit())) {
        Some(day) => (Some(day), rest.trim_start_matches(['-', '_', '.', ' '])),
        None => (None, stem),
    }
}

/// A title for want of another: `twenty-one_staffers` -> `Twenty one staffers`.
pub(super) fn title(stem: &str) -> String {
    let (_, rest) = split(stem);
    let rest = if rest.is_empty() { return stem.to_owned() } else { rest };
    let words = rest.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters.next().map_or_else(|| stem.to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_at_the_head() {
        for (stem, expected, rest) in [
            ("2025-02-26-title", "2025-02-26", "title"),
            ("2025-02-26_title", "2025-02-26", "title"),
            ("2025-02-26 title", "2025-02-26", "title"),
            ("2025-02-26--title", "2025-02-26", "title"),
            ("2025_02_26_title", "2025-02-26", "title"),
            ("20250226-title", "2025-02-26", "title"),
            ("2025-02-26", "2025-02-26", ""),
        ] {
            let (day, left) = split(stem);
            assert_eq!((day.map(|day| day.to_string()).as_deref(), left), (Some(expected), rest), "{stem}");
        }
        for stem in [
            "2025-02-30-title",
            "2025-02-title",
            "title-2025-02-26",
            "202502261-x",
            "2025-0226-x",
            "ä",
            "2025",
            "20é5-01-01",
        ] {
            assert_eq!(split(stem), (None, stem));
        }
    }

    #[test]
    fn titles_are_readable() {
        for (stem, expected) in [
            ("2025-02-26-twenty-one_staffers", "Twenty one staffers"),
            ("élysée", "Élysée"),
            ("2025-02-26", "2025-02-26"),
            ("--", "--"),
        ] {
            assert_eq!(title(stem), expected);
        }
    }
}
