//! `docs/templates.md` is what `view.rs`, the filters and the templates say.

use super::sample::Sample;
use crate::config;
use crate::render::single::TEMPLATE;
use crate::render::theme::{STATIC, TEMPLATES, WORDS};
use crate::render::{filters, view};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

const VIEW: &str = include_str!("../view.rs");

/// A struct of the contract.
struct Thing {
    name: String,
    about: String,
    /// Name, type, comment.
    fields: Vec<(String, String, String)>,
}

/// The structs of `view.rs` with their comments.
fn things() -> Vec<Thing> {
    let mut things: Vec<Thing> = Vec::new();
    let mut comment = String::new();
    for line in VIEW.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            comment.push_str(text);
        } else if let Some(rest) = line.strip_prefix("pub(super) struct ") {
            let name = rest.trim_end_matches(" {").to_owned();
            things.push(Thing {
                name,
                about: std::mem::take(&mut comment).trim().to_owned(),
                fields: Vec::new(),
            });
        } else if let (Some(rest), Some(thing)) = (line.strip_prefix("pub(super) "), things.last_mut()) {
            let (name, of) = rest.trim_end_matches(',').split_once(": ").unwrap();
            let about = std::mem::take(&mut comment).trim().to_owned();
            assert!(!about.is_empty(), "{}.{name} has no comment", thing.name);
            thing.fields.push((name.to_owned(), plain(of), about));
        } else if !line.starts_with("#[") {
            comment.clear();
        }
    }
    things
}

/// A Rust type in the words of templates.
fn plain(of: &str) -> String {
    let inner = |prefix: &str| of.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
    if let Some(of) = inner("Option<") {
        return format!("{} or none", plain(of));
    }
    if let Some(of) = inner("Vec<") {
        return format!("array of {}", plain(of));
    }
    match of {
        "String" | "&'static str" => "text".to_owned(),
        "usize" | "u8" | "u32" => "number".to_owned(),
        "bool" => "true or false".to_owned(),
        "Html" => "HTML".to_owned(),
        "SharedEvent" => "`Event`".to_owned(),
        map if map.starts_with("BTreeMap") => "map".to_owned(),
        name => format!("`{name}`"),
    }
}

fn reference() -> String {
    let mut page = String::from(
        "# Templates\n\n<!-- Generated from src/render by `UPDATE=1 cargo test contract`. -->\n\n\
         Pages are made by [Tera](https://keats.github.io/tera/) templates. Each file that you put into `templates/` takes the place of \
         the built-in one of its name; it can extend or include that one as `builtin/NAME`. A component of yours takes the place of \
         the built-in one of its name, in whatever file it stands. `static/` works the same, file by file.\n\n\
         Everything is escaped. A variable that does not exist is an error, with its place. Values that may be absent are `none`, \
         which `if` takes as false.\n\n## What each template gets\n\nAll get `site` (`Site`), `page` (`Page`), `ui` (the words of \
         `i18n/CODE.toml`), and `here` (the URL path of the page).\n\n| template | is | gets besides |\n|---|---|---|\n",
    );
    for (name, about, variables) in view::TEMPLATES {
        let variables: Vec<String> = variables.iter().map(|(name, of)| format!("`{name}` ({of})")).collect();
        let _ = writeln!(page, "| `{name}` | {about} | {} |", variables.join(", "));
    }
    page.push_str(
        "\n`base.html` is what pages extend: its blocks are `title`, `head`, `masthead`, `menu`, `content`, `footer`. `components.html` holds the \
         components. A component sees what it is given and what it declares with `@`: one that makes links needs `@here`, one with \
         words or counts `@ui`.\n\n## Filters\n\n| filter | use | does |\n|---|---|---|\n",
    );
    for (name, example, about) in filters::FILTERS {
        let _ = writeln!(page, "| `{name}` | {} | {about} |", example.replace('|', "\\|"));
    }
    page.push_str("\n## Components\n\n| component | values |\n|---|---|\n");
    for (name, values) in components() {
        let _ = writeln!(page, "| `{name}` | {values} |");
    }
    page.push_str(
        "\n## Colours, fonts, widths\n\nThe style sheet takes these from custom properties, which `dateline.toml` sets without a \
         style sheet of your own. A colour may be a pair, for light and for dark screens; every value of CSS is right.\n\n\
         ```toml\n[theme]\naccent = [\"#0b5d57\", \"#7fd1c7\"]\nserif = \"Georgia, serif\"\n```\n\n| key | is |\n|---|---|\n",
    );
    for (name, about) in config::PROPERTIES {
        let _ = writeln!(page, "| `{name}` | {about} |");
    }
    page.push_str("\n## Values\n");
    for thing in things() {
        let _ =
            write!(page, "\n### {}\n\n{}\n\n| field | type | is |\n|---|---|---|\n", thing.name, thing.about);
        for (name, of, about) in &thing.fields {
            let _ = writeln!(page, "| `{name}` | {of} | {about} |");
        }
    }
    page
}

/// The built-in components and what each is given.
fn components() -> BTreeMap<String, String> {
    let text = TEMPLATES.iter().find(|(name, _)| *name == "components.html").unwrap().1;
    let heads = text.split("component ").skip(1).filter_map(|rest| rest.split_once(')')?.0.split_once('('));
    let given = |values: &str| {
        let values: Vec<String> =
            values.split(", ").filter(|v| !v.starts_with('@')).map(|v| format!("`{v}`")).collect();
        values.join(", ")
    };
    heads
        .filter(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        .map(|(n, v)| (n.to_owned(), given(v)))
        .collect()
}

#[test]
fn ok_the_reference_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/templates.md");
    let reference = reference();
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &reference).unwrap();
    }
    assert!(
        fs::read_to_string(path).unwrap_or_default() == reference,
        "out of date: UPDATE=1 cargo test contract"
    );
}

/// A field that does not exist is no error in an `if`; here it is one.
#[test]
fn ok_templates_name_fields_that_exist() {
    let known: BTreeSet<String> =
        things().into_iter().flat_map(|thing| thing.fields).map(|(name, ..)| name).collect();
    let words: toml::Table = WORDS[0].1.parse().unwrap();
    for (template, text) in TEMPLATES {
        for code in text
            .split("{{")
            .skip(1)
            .chain(text.split("{%").skip(1))
            .filter_map(|rest| rest.split(['}', '%']).next())
        {
            for path in code
                .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
                .filter(|path| path.contains('.'))
            {
                let (root, rest) = path.split_once('.').unwrap();
                let known = |name: &str| match root {
                    "ui" => words.contains_key(name) || ["one", "other"].contains(&name),
                    "loop" => ["index", "last", "first"].contains(&name),
                    _ => known.contains(name),
                };
                let file = ["html", "js", "css", "svg"].contains(&rest);
                assert!(file || rest.split('.').all(known), "{template}: {path}");
            }
        }
    }
}

#[test]
fn ok_all_words_are_used() {
    let words: toml::Table = WORDS[0].1.parse().unwrap();
    let sources = [
        include_str!("../pages.rs"),
        include_str!("../detail.rs"),
        include_str!("../events.rs"),
        include_str!("../dates.rs"),
        include_str!("../filters.rs"),
    ];
    let texts: Vec<&str> = TEMPLATES.iter().map(|(_, text)| *text).chain(sources).collect();
    for key in words.keys() {
        let used = |text: &&str| text.contains(&format!("ui.{key}")) || text.contains(&format!("\"{key}\""));
        assert!(texts.iter().any(used), "{key}");
    }
}

#[test]
fn ok_the_tables_hold_what_the_folders_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (folder, table) in [("templates", [TEMPLATES, WORDS].concat()), ("static", STATIC.to_vec())] {
        let mut found = BTreeSet::new();
        let mut folders = vec![root.join(folder)];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.insert(
                        path.strip_prefix(root.join(folder)).unwrap().to_str().unwrap().replace('\\', "/"),
                    );
                }
            }
        }
        let table: BTreeSet<String> = table.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(found, table, "{folder}");
    }
}

/// Each template of the contract is one that pages ask for, and gets what the contract says.
#[test]
fn ok_templates_get_what_the_contract_says() {
    let sample = Sample::new(Some("https://example.org/mill/"));
    let theme = sample.theme();
    let renderer = crate::render::Renderer::new(&theme, &sample.config, &sample.timeline, &sample.site);
    let mut asked = BTreeSet::new();
    for page in &sample.site.pages {
        let (template, context) = renderer.page_context(page);
        let (_, _, variables) = view::TEMPLATES.iter().find(|(name, ..)| *name == template).unwrap();
        for name in variables.iter().map(|(name, _)| *name).chain(["site", "page", "ui", "here"]) {
            assert!(context.contains_key(name), "{}: {template} gets no {name}", page.url);
        }
        asked.insert(template);
    }
    let (template, _, variables) = view::TEMPLATES.iter().find(|(name, ..)| *name == TEMPLATE).unwrap();
    let context = renderer.single_context("");
    assert!(variables.iter().all(|(name, _)| context.contains_key(name)), "{template}");
    asked.insert(template);
    let pages: BTreeSet<&str> =
        view::TEMPLATES.iter().map(|(name, ..)| *name).filter(|name| name.ends_with(".html")).collect();
    assert_eq!(asked, pages);
}
