//! Tags text files and writes JSON lines: `tag FILE...`, each with its publication date in `FILE` with the ending `.dct`.
//!
//! With `--explain`, tells how each expression was read instead.

#![allow(clippy::disallowed_methods, reason = "a program of its own: it reads files and prints")]

use dateline::date::Day;
use dateline::lang::Pack;
use dateline::tag::{explain, tag};
use std::io::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pack = Pack::builtin("en").ok_or("no pack")?;
    let mut out = std::io::stdout().lock();
    let (options, files): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    for file in files {
        let text = std::fs::read_to_string(&file)?;
        let dct = std::fs::read_to_string(Path::new(&file).with_extension("dct")).unwrap_or_default();
        let published = Day::parse(dct.trim().get(..10).unwrap_or_default()).ok();
        if !options.is_empty() {
            writeln!(out, "{file}\n{}", explain(&text, pack, published))?;
            continue;
        }
        let found = tag(&text, pack, published);
        let timexes: Vec<_> = found
            .iter()
            .flat_map(|t| t.annotations().map(|(span, value)| (span, value, t.kind)))
            .map(|(span, value, kind)| {
                serde_json::json!({
                    "start": span.start, "end": span.end, "text": span.of(&text), "type": kind.name(), "value": value,
                })
            })
            .collect();
        let doc = Path::new(&file).file_stem().unwrap_or_default().to_string_lossy();
        writeln!(out, "{}", serde_json::json!({ "doc": doc, "units": "utf8", "timexes": timexes }))?;
    }
    Ok(())
}
