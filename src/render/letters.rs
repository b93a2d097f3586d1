//! Lists from A to Z.

use super::view::{Item, Letter};
use unicode_normalization::UnicodeNormalization;

/// The items under the letter that each begins with, both in order.
pub(super) fn letters(items: impl IntoIterator<Item = Item>) -> Vec<Letter> {
    let mut items: Vec<(String, String, Item)> =
        items.into_iter().map(|item| (letter(&item.name), item.name.to_lowercase(), item)).collect();
    items.sort_by(|a, b| (&a.0, &a.1, &a.2.url).cmp(&(&b.0, &b.1, &b.2.url)));
    let mut letters: Vec<Letter> = Vec::new();
    for (name, _, item) in items {
        match letters.last_mut().filter(|last| last.name == name) {
            Some(last) => last.items.push(item),
            // An underscore: no slug, and so no anchor of a value, begins with one.
            None => letters.push(Letter { id: format!("_{}", id(&name)), name, items: vec![item] }),
        }
    }
    letters
}

/// The first letter without its accents, in upper case.
fn letter(name: &str) -> String {
    match name.nfd().find(|c| c.is_alphanumeric()) {
        None => "#".to_owned(),
        Some(c) if c.is_numeric() => "0–9".to_owned(),
        Some(c) => c.to_uppercase().collect(),
    }
}

fn id(letter: &str) -> String {
    match letter {
        "#" => "signs".to_owned(),
        "0–9" => "digits".to_owned(),
        letter => letter.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_a_to_z() {
        let item = |name: &str| Item {
            name: name.to_owned(),
            url: String::new(),
            count: 1,
            note: None,
            anchor: None,
        };
        let found = letters(["beta", "Émile", "Alpha", "“apple”", "18F", "!?", "eta", "Ωmega"].map(item));
        let found: Vec<(String, Vec<String>)> =
            found.into_iter().map(|l| (l.name, l.items.into_iter().map(|i| i.name).collect())).collect();
        let expected = [
            ("#", vec!["!?"]),
            ("0–9", vec!["18F"]),
            ("A", vec!["Alpha", "“apple”"]),
            ("B", vec!["beta"]),
            ("E", vec!["eta", "Émile"]),
            ("Ω", vec!["Ωmega"]),
        ];
        let expected: Vec<(String, Vec<String>)> = expected
            .into_iter()
            .map(|(l, names)| (l.to_owned(), names.into_iter().map(str::to_owned).collect()))
            .collect();
        assert_eq!(found, expected);
    }
}
