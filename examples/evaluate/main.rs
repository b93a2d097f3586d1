//! Scores the tagger on a folder of TimeML files (`*.tml`) with the measures of TempEval-3, task A:
//!
//! ```text
//! cargo run --release --example evaluate -- DIR [--errors]
//! ```
//!
//! Below the measures it counts errors by class of expression; with `--errors` it lists them, in their sentences.
#![allow(clippy::disallowed_methods)] // a program of its own: it reads and prints

mod class;
mod corpus;
mod report;
mod score;

use report::report;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let (options, folders): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let ([folder], true) = (folders.as_slice(), options.iter().all(|option| option == "--errors")) else {
        eprintln!("Usage: evaluate DIR [--errors]");
        return ExitCode::from(2);
    };
    match corpus::read(Path::new(folder)) {
        Ok(documents) => {
            // A closed pipe is no reason to fail.
            let _ = std::io::stdout().write_all(report(&documents, !options.is_empty()).as_bytes());
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
