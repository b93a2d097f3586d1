//! `dateline completions` and `dateline man`

use super::{say, tell};
use crate::diag::Diagnostic;
use crate::output;
use camino::{Utf8Path, Utf8PathBuf};
use clap_complete::Shell;
use std::io::{self, Write};
use std::process::ExitCode;

/// Arguments of `dateline completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline
  dateline completions zsh > ~/.zfunc/_dateline        where fpath holds ~/.zfunc
  dateline completions fish > ~/.config/fish/completions/dateline.fish")]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Arguments of `dateline man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline man | man -l -                           read the page of the program
  dateline man --output ~/.local/share/man/man1     write a page for each command")]
pub(super) struct ManArguments {
    /// Write a page for the program and for each command into this folder
    #[arg(short, long, value_name = "DIR")]
    output: Option<Utf8PathBuf>,
}

pub(super) fn completions(arguments: &CompletionsArguments) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::command(), "dateline", &mut script);
    print(&script)
}

pub(super) fn man(arguments: &ManArguments) -> ExitCode {
    let Some(folder) = &arguments.output else {
        return page(super::command()).map_or(ExitCode::FAILURE, |page| print(&page));
    };
    match pages(folder) {
        Ok(count) => {
            say(&format!("{count} pages in {folder}"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            tell(&[Diagnostic::error("io", error.to_string())]);
            ExitCode::FAILURE
        }
    }
}

/// Writes `dateline.1`, `dateline-build.1` and so on; returns how many.
fn pages(folder: &Utf8Path) -> Result<usize, Box<dyn std::error::Error>> {
    std::fs::create_dir_all(folder)?;
    let mut command = super::command();
    command.build();
    let subcommands = command.get_subcommands().filter(|command| command.get_name() != "help");
    let commands: Vec<_> = subcommands
        .map(|sub| (format!("dateline-{}", sub.get_name()), sub.clone()))
        .chain([("dateline".to_owned(), command.clone())])
        .collect();
    for (name, command) in &commands {
        // The heading has a hyphen, what is to be typed has none. clap takes names for as long as the program runs.
        let heading: &'static str = name.clone().leak();
        let page = page(command.clone().name(heading).bin_name(name.replacen('-', " ", 1)))?;
        output::write_file(&folder.join(format!("{name}.1")), &page)?;
    }
    Ok(commands.len())
}

fn page(command: clap::Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    Ok(page)
}

/// Writes to standard output; a closed pipe is no reason to fail.
fn print(bytes: &[u8]) -> ExitCode {
    let _ = io::stdout().lock().write_all(bytes);
    ExitCode::SUCCESS
}
