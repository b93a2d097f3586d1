//! `dateline init`

use super::files::{create, unwritten};
use super::{inside, say, tell};
use crate::config::Folders;
use crate::diag::Diagnostic;
use crate::lang::Pack;
use crate::source::{self, CONFIG};
use camino::{Utf8Path, Utf8PathBuf};
use std::process::ExitCode;

/// Each file of a new site, with what it is for.
const SITE: [(&str, &str, &str); 5] = [
    (CONFIG, include_str!("init/dateline.toml"), "the configuration"),
    (
        "content/articles/the-old-bridge-is-open-again.md",
        include_str!("init/article.md"),
        "an article: its events are found in its prose",
    ),
    ("content/events/1911-06-03-the-bridge-is-opened.md", include_str!("init/event.md"), "an event file"),
    (".gitignore", include_str!("init/gitignore"), "keeps the built site out of git"),
    (
        ".github/workflows/pages.yml",
        include_str!("init/pages.yml"),
        "builds and publishes the site on GitHub Pages",
    ),
];

/// The repository of this program, for the workflow; named by whoever releases it.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// Where sites without a folder for static files keep their images.
const MEDIA: [&str; 6] = ["assets", "files", "images", "img", "media", "uploads"];

/// Arguments of `dateline init`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Nothing that exists is ever overwritten.

Examples:
  dateline init my-timeline       a new site that builds at once
  dateline init --from hugo       the configuration for the Hugo site in this folder")]
pub(super) struct Arguments {
    /// The site's folder; made when it does not exist
    #[arg(default_value = ".", value_name = "DIR")]
    root: Utf8PathBuf,
    /// Write the configuration that reads the content of another generator's site
    #[arg(long, value_enum, value_name = "GENERATOR")]
    from: Option<Generator>,
}

/// A generator whose content can be read as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Generator {
    /// Its content/
    Hugo,
    /// Its content/
    Zola,
    /// Its _posts/
    Jekyll,
}

impl Generator {
    /// The configuration that reads its content.
    fn configuration(self) -> &'static str {
        match self {
            Self::Hugo => include_str!("init/hugo.toml"),
            Self::Zola => include_str!("init/zola.toml"),
            Self::Jekyll => include_str!("init/jekyll.toml"),
        }
    }

    /// Where its articles are.
    fn content(self) -> &'static str {
        if self == Self::Jekyll { "_posts" } else { Folders::CONTENT }
    }

    /// Its own configuration: the file that exists is read for title and language.
    fn files(self) -> &'static [&'static str] {
        match self {
            Self::Hugo => &["hugo.toml", "hugo.yaml", "hugo.yml", "config.toml", "config.yaml", "config.yml"],
            Self::Zola => &["zola.toml", "config.toml"],
            Self::Jekyll => &["_config.yml", "_config.yaml", "_config.toml"],
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let root = &arguments.root;
    let made = match arguments.from {
        Some(generator) => adopt(root, generator),
        None => begin(root),
    };
    match made {
        Ok(summary) => {
            say(&summary);
            ExitCode::SUCCESS
        }
        Err(told) => {
            tell(&[*told]);
            ExitCode::FAILURE
        }
    }
}

/// Makes a new site. Files that are there already, such as a `.gitignore`, stay as they are.
fn begin(root: &Utf8Path) -> Result<String, Box<Diagnostic>> {
    refuse(root, &[CONFIG, Folders::CONTENT])?;
    let title = title(root);
    let mut rows = Vec::new();
    let width = SITE.iter().map(|(path, ..)| path.len()).max().unwrap_or(0);
    for (path, text, what) in SITE {
        let place = inside(root, path);
        let what = if place.exists() {
            "was there already, and stays as it is"
        } else {
            write(&place, &fill(text, &title, "en"))?;
            what
        };
        rows.push(format!("  {path:<width$}  {what}"));
    }
    let enter = if root == "." { String::new() } else { format!("  cd {root}\n") };
    let publish = if REPOSITORY.is_empty() {
        "\nBefore you publish, write the repository of dateline into .github/workflows/pages.yml."
    } else {
        ""
    };
    Ok(format!(
        "A new site:\n{}\n\nNext:\n{enter}  dateline serve --open           the site in your browser, as you write\n  dateline new article \"A title\"  begins an article\n  dateline build                  writes the site to public/{publish}",
        rows.join("\n")
    ))
}

/// Writes the configuration for an existing site of another generator.
fn adopt(root: &Utf8Path, generator: Generator) -> Result<String, Box<Diagnostic>> {
    refuse(root, &[CONFIG])?;
    let content = inside(root, generator.content());
    if !content.is_dir() {
        let message = format!("there is no folder {content}");
        return Err(Box::new(
            Diagnostic::error("no-content", message)
                .help("name the folder of the site that shall be read: dateline init --from hugo ~/blog"),
        ));
    }
    let theirs = generator.files().iter().find_map(|file| std::fs::read_to_string(inside(root, file)).ok());
    let theirs = theirs.unwrap_or_default();
    let title = value(&theirs, &["title"]).unwrap_or_else(|| title(root));
    let code =
        value(&theirs, &["languageCode", "defaultContentLanguage", "default_language", "locale", "lang"]);
    let code = code.unwrap_or_else(|| "en".to_owned()).replace('_', "-");
    let known = [code.as_str(), code.split('-').next().unwrap_or_default()];
    let known = known.into_iter().find(|code| Pack::builtin(code).is_some());
    if known.is_none() {
        tell(&[Diagnostic::warning("unknown-language", format!("there is no language pack for `{code}`"))
            .help("pages will be in English, and in prose only English is understood; events that you state are read all the same")]);
    }
    let text = fill(generator.configuration(), &title, known.unwrap_or("en"));
    let copied: Vec<_> = MEDIA.into_iter().filter(|folder| root.join(folder).is_dir()).collect();
    write(&inside(root, CONFIG), &text.replace("{copied}", &toml::Value::from(copied).to_string()))?;
    Ok(format!(
        "{} reads the articles in {content}; nothing else was written.\n\nNext:\n  dateline serve --open  the timeline in your browser\n  dateline build         writes it to timeline/",
        inside(root, CONFIG)
    ))
}

/// Nothing is begun where a site is.
fn refuse(root: &Utf8Path, names: &[&str]) -> Result<(), Box<Diagnostic>> {
    let Some(name) = names.iter().find(|name| inside(root, name).exists()) else { return Ok(()) };
    Err(Box::new(
        Diagnostic::error("site-exists", format!("{} exists: there is a site already", inside(root, name)))
            .help("build it with `dateline build`; for the content of another generator give --from hugo, zola or jekyll"),
    ))
}

fn write(path: &Utf8Path, text: &str) -> Result<(), Box<Diagnostic>> {
    create(path, text).map_err(|error| Box::new(unwritten(path, &error)))
}

/// The title of a site in `root`.
fn title(root: &Utf8Path) -> String {
    let folder = source::name(root);
    if folder.is_empty() { "Timeline".to_owned() } else { crate::config::readable(&folder) }
}

fn fill(text: &str, title: &str, language: &str) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let repository = REPOSITORY.trim_start_matches("https://github.com/").trim_end_matches(".git");
    text.replace("{title}", &quoted(title))
        .replace("{language}", &quoted(language))
        .replace("{repository}", if repository.is_empty() { "OWNER/dateline" } else { repository })
        .replace("{version}", env!("CARGO_PKG_VERSION"))
}

/// The value of the first of the keys that stands at the beginning of a line, in TOML or YAML.
fn value(text: &str, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| {
        let mut lines = text.lines();
        lines.find_map(|line| {
            let rest = line.strip_prefix(key)?.trim_start().strip_prefix(['=', ':'])?.trim();
            let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\''));
            let value = match quote {
                Some(quote) => rest[1..].split(quote).next(),
                None => rest.split(" #").next(),
            };
            value.map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_title_and_language_of_other_generators() {
        let toml = "baseURL = \"https://example.org\"\ntitle = \"Bridges: a blog\" # ours\nlanguageCode = 'de-AT'\n[params]\n";
        let yaml = "title: Bridges # ours\nlang: de\ndescription: >\n  title: none\n";
        for (text, key, expected) in [
            (toml, "title", Some("Bridges: a blog")),
            (toml, "languageCode", Some("de-AT")),
            (yaml, "title", Some("Bridges")),
            (yaml, "lang", Some("de")),
            (yaml, "locale", None),
        ] {
            assert_eq!(value(text, &[key]).as_deref(), expected, "{key}");
        }
    }
}
