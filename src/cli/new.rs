//! `dateline new`

use super::files::{create, unwritten};
use super::{inside, say, tell, today};
use crate::config::{Config, Overrides};
use crate::date::{Day, When};
use crate::diag::{Diagnostic, Severity};
use crate::pipeline;
use crate::source::{self, CONFIG};
use crate::tag::tag_whole;
use crate::text::short_slug;
use camino::{Utf8Path, Utf8PathBuf};
use std::process::ExitCode;

/// Longest part of a title in a file's name, in bytes.
const NAME: usize = 80;

/// Arguments of `dateline new`.
#[derive(Debug, clap::Args)]
#[command(after_help = "The path of the new file is printed, and nothing else.

Examples:
  dateline new article \"A joint letter\"        published today, in content/articles/
  dateline new event \"The bridge falls\" --date 1953-02-01
  dateline new event \"A rich decade\" --date 'early 1990s' --section history/trade
  $EDITOR \"$(dateline new event 'The vote' --date 2025-06)\"")]
pub(super) struct Arguments {
    /// What the file holds
    #[arg(value_enum)]
    kind: Kind,
    /// Its title
    title: String,
    /// When the event happened, in EDTF or in words; when the article was published [default: today]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    date: Option<String>,
    /// Folder inside content/ [default: events, articles]
    #[arg(long, value_name = "FOLDER")]
    section: Option<Utf8PathBuf>,
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: Utf8PathBuf,
}

/// What a content file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// One event at its date
    Event,
    /// A report, whose prose tells of events
    Article,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    match begin(arguments) {
        Ok(path) => {
            say(path.as_str());
            ExitCode::SUCCESS
        }
        Err(told) => {
            tell(&told);
            ExitCode::FAILURE
        }
    }
}

fn begin(arguments: &Arguments) -> Result<Utf8PathBuf, Vec<Diagnostic>> {
    let Arguments { kind, title, date, section, site } = arguments;
    let (file, mut told) = source::config(site);
    let (config, wrong) = pipeline::config(file.as_ref(), "", &Overrides::default());
    told.extend(wrong);
    if told.iter().any(|told| told.severity == Severity::Error) {
        return Err(told);
    }
    let folder = source::content_folder(site, &config.folders);
    if file.is_none() && folder == "" {
        return Err(vec![no_site(site)]);
    }
    let section = section.as_deref().unwrap_or_else(|| kind.section());
    let name = short_slug(title, NAME);
    let told = [no_section(section), no_title(&name, title)];
    let told: Vec<Diagnostic> = told.into_iter().flatten().collect();
    let (day, text) = match (written(*kind, title, date.as_deref(), &config), told.is_empty()) {
        (Ok(written), true) => written,
        (wrong, _) => return Err(told.into_iter().chain(wrong.err().map(|told| *told)).collect()),
    };
    let name = day.map_or_else(|| name.clone(), |day| format!("{day}-{name}"));
    let path = inside(site, folder.join(section).join(format!("{name}.md")));
    create(&path, &text).map_err(|error| vec![unwritten(&path, &error)])?;
    Ok(path)
}

impl Kind {
    fn section(self) -> &'static Utf8Path {
        match self {
            Self::Event => "events".into(),
            Self::Article => "articles".into(),
        }
    }
}

/// The text of a new file, and the day that its name begins with, where its date is one.
fn written(
    kind: Kind,
    title: &str,
    date: Option<&str>,
    config: &Config,
) -> Result<(Option<Day>, String), Box<Diagnostic>> {
    let (when, words) = match date {
        Some(date) => when(date, config)?,
        None => (When::day(today().ok_or_else(|| bad_date("the clock of this machine is wrong"))?), None),
    };
    let day = Some(when.anchor()).filter(|day| when == When::day(*day));
    // A text in JSON is one in YAML.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let date = words.map_or_else(|| when.to_string(), |words| quoted(&words));
    let text = match (kind, day) {
        (Kind::Event, _) => EVENT.replace("{date}", &date),
        (Kind::Article, Some(day)) => ARTICLE.replace("{date}", &day.to_string()),
        (Kind::Article, None) => {
            return Err(bad_date(&format!("`{when}` is no single day: an article is published on one")));
        }
    };
    Ok((day, text.replace("{title}", &quoted(title))))
}

/// A date in EDTF, or in words of the site's language, with those that mean the same on every day: "early 1990s".
fn when(date: &str, config: &Config) -> Result<(When, Option<String>), Box<Diagnostic>> {
    let worded = |day| tag_whole(date, config.pack(), day).and_then(|timex| timex.when);
    match When::parse(date.trim()) {
        Ok(when) => Ok((when, None)),
        Err(error) => match (worded(None), worded(today())) {
            (Some(when), _) => Ok((when, Some(date.trim().to_owned()))),
            (None, Some(when)) => Ok((when, None)),
            (None, None) => Err(Box::new(Diagnostic::error("bad-date", error.message).help(error.help))),
        },
    }
}

fn bad_date(message: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("bad-date", message).help("give a day with --date 2025-02-26"))
}

fn no_site(site: &Utf8Path) -> Diagnostic {
    Diagnostic::error("no-site", format!("{site} is no site: it has neither {CONFIG} nor content/"))
        .help("go to the site's folder or name it with --site; `dateline init` makes a new one")
}

/// A section lies inside the content folder; what begins with a dot or an underscore would not be read.
fn no_section(section: &Utf8Path) -> Option<Diagnostic> {
    let is_read = |part: &str| !part.starts_with(['.', '_', '/']) && !part.contains(char::is_control);
    let inside = section.components().all(|part| is_read(part.as_str())) && section != "";
    (!inside).then(|| {
        Diagnostic::error("bad-section", format!("`{section}` is no folder inside content/ that is read"))
            .help("write its path from there, without a dot or underscore in front: news/2025")
    })
}

fn no_title(name: &str, title: &str) -> Option<Diagnostic> {
    name.is_empty().then(|| {
        Diagnostic::error("bad-title", format!("\"{title}\" holds no letter that could name a file"))
            .help("say in a few words what happened")
    })
}

/// A new event file.
const EVENT: &str = "\
---
title: {title}
date: {date}
# end: 2025-03-01            the last day of what took longer
# summary: One sentence on it.
# tags: [bridges, frost]
# people: [Ada Miller]
# place: Oldtown
# importance: 7              from 1 to 10; key events stand out
# sources:
#   - title: The inspectors' report
#     url: https://example.org/report
#     date: 2025-02-27
---

";

/// A new article.
const ARTICLE: &str = "\
---
title: {title}
published: {date}
# author: Ada Miller
# publisher: The Oldtown Gazette
# url: https://example.org/where-it-was-published
---

";
