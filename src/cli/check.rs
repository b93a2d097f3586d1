//! `dateline check`

mod ask;
mod external;
mod known;

use super::{configuration, count, day, inputs, inside, no_folder, say, tell, today};
use crate::check::{self, Mend};
use crate::config::Overrides;
use crate::date::Day;
use crate::diag::{Diagnostic, LINTS, Severity};
use crate::output;
use crate::pipeline::{self, Build};
use camino::{Utf8Path, Utf8PathBuf};
use std::process::ExitCode;

/// Arguments of `dateline check`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Nothing is written but what --fix mends. The levels of what is told are set under [lints] in dateline.toml; a file that
knows better says so in its front matter: allow = [\"no-source\"].

Exit code: 1 where a warning or error is told, 0 otherwise; --fail-on draws the line elsewhere.

Examples:
  dateline check                       the site in this folder
  dateline check --format github       in a workflow: beside the lines of a change
  dateline check --fix                 write tags, people and places as dateline.toml names them
  dateline check --external            links to other sites too
  dateline check --list                what is looked for"
)]
pub(super) struct Arguments {
    /// The site's folder
    #[arg(default_value = ".", value_name = "DIR")]
    root: Utf8PathBuf,
    /// How to tell it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The mildest level that makes the exit code 1
    #[arg(long, value_enum, default_value_t = Level::Warning, value_name = "LEVEL")]
    fail_on: Level,
    /// Write each tag, person and place as the tables of dateline.toml name it
    #[arg(long)]
    fix: bool,
    /// Ask other sites whether what is linked to is still there: one page at a time of a host, with pauses. What was found is not asked
    /// for again for a week; --external=fresh asks for all
    #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "lately", hide_possible_values = true)]
    external: Option<Ask>,
    /// List what is looked for, with the usual levels
    #[arg(long)]
    list: bool,
    /// Publication date of articles that state none
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Day>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One line of JSON a message
    Json,
    /// Workflow commands of GitHub Actions
    Github,
}

/// Which links to other sites are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Ask {
    /// Those that were not found lately
    Lately,
    /// All
    Fresh,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Level {
    Note,
    Warning,
    Error,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    if arguments.list {
        let rows =
            LINTS.iter().map(|lint| format!("{:<20} {:<8} {}", lint.code, lint.severity.name(), lint.about));
        say(&rows.collect::<Vec<_>>().join("\n"));
        return ExitCode::SUCCESS;
    }
    let root = &arguments.root;
    if let Some(code) = no_folder(root) {
        return code;
    }
    let overrides = Overrides { published: arguments.published, drafts: true, ..Overrides::default() };
    let (mut told, mends, links) = look(root, &overrides, arguments.external);
    let mut mended = 0;
    if arguments.fix {
        for (path, mends) in &mends {
            match mend(root, path, mends) {
                Ok(()) => mended += mends.len(),
                Err(error) => told.push(error),
            }
        }
    }
    print(&told, arguments.format);
    if arguments.format == Format::Text {
        links.into_iter().for_each(|links| say(&links));
        say(&summary(&told, mended, &mends, arguments.fix));
    }
    let limit = match arguments.fail_on {
        Level::Note => Severity::Note,
        Level::Warning => Severity::Warning,
        Level::Error => Severity::Error,
    };
    if told.iter().any(|told| told.severity >= limit) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The names to be mended, by file.
type Mends = Vec<(Utf8PathBuf, Vec<Mend>)>;

/// All that there is to say about the site, in order; the names that its configuration writes otherwise; how it went with other sites.
fn look(
    root: &Utf8Path,
    overrides: &Overrides,
    ask: Option<Ask>,
) -> (Vec<Diagnostic>, Mends, Option<String>) {
    let (config, output, mut told) = configuration(root, overrides);
    // Links may lead to the page of what is new, which is there where the history is known.
    let (inputs, _) = inputs(root, &config, &output, &mut told);
    let Build { artifacts, diagnostics, timeline, .. } = pipeline::build(&inputs, &config);
    told.extend(diagnostics);
    told.extend(check::check(&timeline, &config, today()));
    told.extend(check::weight(&artifacts));
    let links = ask.map(|ask| {
        let found = external::check(&timeline, ask == Ask::Fresh);
        told.extend(found.told);
        check::waive(&mut told, &timeline);
        found.summary
    });
    config.levels.apply(&mut told);
    pipeline::sort(&mut told);
    let mends = check::mends(&timeline, &config);
    (told, mends.into_iter().map(|(path, mends)| (path.into(), mends)).collect(), links)
}

/// Writes a file with its names mended.
fn mend(root: &Utf8Path, path: &Utf8Path, mends: &[Mend]) -> Result<(), Diagnostic> {
    let path = inside(root, path);
    let unwritten =
        |why: &dyn std::fmt::Display| Diagnostic::error("io", format!("{path} was not mended: {why}"));
    let mut text = std::fs::read_to_string(&path).map_err(|error| unwritten(&error))?;
    for mend in mends.iter().rev() {
        // Somebody may have written it in between.
        if text.get(mend.span.start..mend.span.end) != Some(mend.old.as_str()) {
            return Err(unwritten(&"it has changed"));
        }
        text.replace_range(mend.span.start..mend.span.end, &mend.new);
    }
    output::write_file(&path, text.as_bytes()).map(drop).map_err(|error| unwritten(&error))
}

fn print(told: &[Diagnostic], format: Format) {
    match format {
        Format::Text => tell(told),
        Format::Json => told.iter().for_each(|told| say(&told.to_json().to_string())),
        Format::Github => told.iter().for_each(|told| say(&told.to_github())),
    }
}

fn summary(told: &[Diagnostic], mended: usize, mends: &Mends, fix: bool) -> String {
    let of = |severity| told.iter().filter(|told| told.severity == severity).count();
    let mut parts = vec![
        count(of(Severity::Error), "error", "errors"),
        count(of(Severity::Warning), "warning", "warnings"),
        count(of(Severity::Note), "note", "notes"),
    ];
    let waiting: usize = mends.iter().map(|(_, mends)| mends.len()).sum();
    if fix {
        parts.push(format!("{} mended", count(mended, "name", "names")));
    } else if waiting > 0 {
        parts.push(format!("{} can be mended with --fix", count(waiting, "name", "names")));
    }
    parts.join(", ")
}
