//! The keys of front matter, and the names that other tools give them.

/// Each key with its other names, all as [`squeeze`] leaves them.
const KEYS: [(&str, &[&str]); 35] = [
    ("title", &["headline"]),
    ("date", &[]),
    ("end", &["enddate"]),
    ("time", &[]),
    (
        "published",
        &["publishdate", "pubdate", "publicationdate", "datepublished", "publishedat", "publishedon"],
    ),
    ("updated", &["lastmod", "lastmodified", "lastmodifiedat", "modified", "datemodified"]),
    ("displaydate", &[]),
    ("order", &[]),
    ("id", &[]),
    ("slug", &[]),
    ("aliases", &["alias", "redirectfrom"]),
    ("summary", &["description", "abstract", "excerpt"]),
    ("tags", &["tag", "keywords"]),
    ("people", &["actors", "actor", "person", "persons"]),
    ("place", &["places", "location", "locations"]),
    ("importance", &[]),
    ("status", &[]),
    ("sources", &["references", "citations"]),
    ("media", &["image", "images"]),
    ("related", &["relatedevents", "connections"]),
    ("sameas", &[]),
    ("notsameas", &[]),
    ("section", &[]),
    ("language", &["lang", "locale"]),
    ("author", &["authors", "byline"]),
    ("publisher", &["outlet", "source"]),
    ("url", &["originalurl", "sourceurl", "canonicalurl"]),
    ("draft", &[]),
    ("extract", &[]),
    ("events", &[]),
    ("cascade", &[]),
    ("dateis", &[]),
    ("allow", &[]),
    ("extra", &[]),
    ("taxonomies", &[]),
];

/// The key that `written` means; names of old go by spelling alone: `publish_date`, `publishDate`, `Publish-Date`.
pub(super) fn known(written: &str) -> Option<&'static str> {
    let name = squeeze(written);
    KEYS.iter().find(|(key, others)| *key == name || others.contains(&name.as_str())).map(|(key, _)| *key)
}

/// Whether `written` is the key's own name, which goes before its other names.
pub(super) fn is_own_name(written: &str) -> bool {
    let name = squeeze(written);
    KEYS.iter().any(|(key, _)| *key == name)
}

/// The key that a misspelt one was likely meant to be: one slip of the finger away, two in a long word.
pub(super) fn nearest(written: &str) -> Option<&'static str> {
    let name = squeeze(written);
    let allowed = if name.len() > 7 { 2 } else { 1 };
    KEYS.iter()
        .flat_map(|(key, others)| others.iter().chain([key]))
        .filter(|known| {
            known.len() > 3 && name.len() > 3 && known.as_bytes().first() == name.as_bytes().first()
        })
        .map(|known| (strsim::osa_distance(&name, known), *known))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, known)| known)
}

/// Lower case without hyphens, underscores and spaces.
fn squeeze(written: &str) -> String {
    written.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_and_spellings() {
        for (written, expected) in [
            ("title", "title"),
            ("Publish_Date", "published"),
            ("publishDate", "published"),
            ("pubdate", "published"),
            ("actors", "people"),
            ("location", "place"),
            ("display_date", "displaydate"),
            ("redirect_from", "aliases"),
        ] {
            assert_eq!(known(written), Some(expected), "{written}");
        }
        assert_eq!(known("capture_lanes"), None);
    }

    #[test]
    fn slips_are_recognised_and_other_words_are_not() {
        for (written, expected) in
            [("titel", "title"), ("dtae", "date"), ("publishd", "published"), ("sumary", "summary")]
        {
            assert_eq!(nearest(written), Some(expected), "{written}");
        }
        for written in ["type", "layout", "weight", "notes", "patterns", "category", "math", "toc", "kind"] {
            assert_eq!(nearest(written), None, "{written}");
        }
    }
}
