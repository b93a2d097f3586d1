//! Records -> content files with names of their own.

use super::Imported;
use crate::event::date_id;
use crate::export::{Record, event_file, index_file};
use crate::text::{SEGMENT, short_slug};
use camino::Utf8PathBuf;
use std::collections::BTreeMap;

/// The files of an import by path inside the folder that they are for: `_index.md` and one an event, in the folders of their sections.
///
/// # Errors
/// None in practice: see [`event_file`].
pub fn files(imported: &Imported) -> Result<BTreeMap<Utf8PathBuf, String>, toml::ser::Error> {
    let mut files = BTreeMap::new();
    if let Some(introduction) = &imported.introduction {
        let text = index_file(&introduction.title, &introduction.text, &introduction.details)?;
        files.insert(Utf8PathBuf::from("_index.md"), text);
    }
    // Names that differ in case alone are one file on some machines.
    let mut taken = BTreeMap::new();
    for record in &imported.records {
        let folders = record.details.section.split('/').map(|part| short_slug(part, SEGMENT));
        let folder: Utf8PathBuf = folders.filter(|part| !part.is_empty()).collect();
        let wanted = record.id.as_deref().map_or_else(|| date_id(&record.when, &record.title), file_name);
        let wanted = if wanted.is_empty() { "event".to_owned() } else { wanted };
        let number =
            taken.entry(folder.join(wanted.to_lowercase())).and_modify(|number| *number += 1).or_insert(1);
        let name = if *number == 1 { wanted } else { format!("{wanted}-{number}") };
        // The id of an event without one is the name of its file.
        let id = record.id.clone().filter(|id| *id != name);
        files.insert(folder.join(format!("{name}.md")), event_file(&Record { id, ..record.clone() })?);
    }
    Ok(files)
}

/// The id itself, where a file can be called so and is read.
fn file_name(id: &str) -> String {
    let fits = id.len() <= SEGMENT
        && id.trim() == id
        && !id.starts_with(['.', '_'])
        && !id.ends_with('.')
        && !id.contains(|c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c));
    if fits { id.to_owned() } else { short_slug(id, SEGMENT) }
}
