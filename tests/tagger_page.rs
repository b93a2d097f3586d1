//! The examples of `docs/tagger.md`, as of an article that was published on Wednesday, 26 February 2025.
//!
//! `UPDATE=1 cargo test --test tagger_page` writes all columns but the first anew: read what changed.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

use dateline::date::Day;
use dateline::lang::Pack;
use dateline::tag::tag;
use std::path::Path;

/// The row of a text: what the tagger finds in it, several expressions one after the other.
fn row(prose: &str) -> String {
    let timexes = tag(prose, Pack::english(), Day::new(2025, 2, 26));
    let mut columns: [Vec<String>; 5] = Default::default();
    for timex in &timexes {
        for told in timex.annotations() {
            let code = |text: &str| if text.is_empty() { "none".to_owned() } else { format!("`{text}`") };
            let modifier = timex.modifier.map_or("", |modifier| modifier.name());
            let when = told.when.map(ToString::to_string).unwrap_or_default();
            let cells = [
                told.span.of(prose).to_owned(),
                code(timex.kind.name()),
                code(told.value),
                code(modifier),
                code(&when),
            ];
            columns.iter_mut().zip(cells).for_each(|(column, cell)| column.push(cell));
        }
    }
    let cell = |column: &Vec<String>| match column.iter().all(|cell| cell == "none") {
        true => " |".to_owned(),
        false => format!(" {} |", column.join(", ")),
    };
    format!("| {prose} |{}", columns.iter().map(cell).collect::<String>())
}

#[test]
fn each_example_is_read_as_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tagger.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (mut in_table, mut examples, mut wrong) = (false, 0, Vec::new());
    let mut read = String::new();
    for line in page.lines() {
        in_table = line.starts_with("| prose |") || (in_table && line.starts_with('|'));
        let is_example = in_table && !line.starts_with("| prose |") && !line.starts_with("|---");
        let found = match line.split('|').nth(1).filter(|_| is_example) {
            Some(prose) => row(prose.trim()),
            None => line.to_owned(),
        };
        examples += usize::from(is_example);
        if found != line {
            wrong.push(format!("- {line}\n+ {found}"));
        }
        read.push_str(&found);
        read.push('\n');
    }
    assert!(examples > 30, "only {examples} examples were found");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, read).unwrap();
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
