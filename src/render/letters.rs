//! Lists from A to Z.

use super::view::{Item, Letter};
use crate::text::alphabetical;

/// The items under the letter that each begins with, both in order.
pub(super) fn letters(items: impl IntoIterator<Item = Item>) -> Vec<Letter> {
    let mut items: Vec<_> = items.into_iter().map(|item| (alphabetical(&item.name), item)).collect();
    // The sort is stable: names that are alike stay in the order they come in.
    items.sort_by(|a, b| a.0.cmp(&b.0));
    let mut letters: Vec<Letter> = Vec::new();
    for ((name, _), item) in items {
        match letters.last_mut().filter(|last| last.name == name) {
            Some(last) => last.items.push(item),
            // An underscore: no slug, and so no anchor of a value, begins with one.
            None => letters.push(Letter { id: format!("_{}", id(&name)), name, items: vec![item] }),
        }
    }
    letters
}

/// What stands on one part of a list that is cut into parts of so many lines.
pub(super) fn part(letters: Vec<Letter>, part: usize, lines: usize) -> Vec<Letter> {
    let mut before = part * lines;
    let mut room = lines;
    let mut shown = Vec::new();
    for letter in letters {
        let skipped = before.min(letter.items.len());
        before -= skipped;
        let items: Vec<Item> = letter.items.into_iter().skip(skipped).take(room).collect();
        room -= items.len();
        if !items.is_empty() {
            shown.push(Letter { items, ..letter });
        }
    }
    shown
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
    fn ok_a_list_in_parts_holds_each_item_once() {
        let item = |name: &str| Item {
            name: name.to_owned(),
            url: String::new(),
            count: 1,
            note: None,
            anchor: None,
        };
        let list = || letters(["a", "ab", "b", "ba", "bb", "c"].map(item));
        let names = |letters: Vec<Letter>| {
            let names = letters.into_iter().flat_map(|letter| letter.items).map(|item| item.name);
            names.collect::<Vec<_>>().join(" ")
        };
        for (number, expected) in [(0, "a ab b ba"), (1, "bb c"), (2, "")] {
            assert_eq!(names(part(list(), number, 4)), expected);
        }
    }

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
