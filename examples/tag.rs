//! The tagger as a library: `cargo run --example tag -- [FILE [YYYY-MM-DD]]` prints place and value of each expression.
#![allow(clippy::disallowed_methods)] // a program of its own: it reads and prints

use dateline::{date::Day, lang::Pack, tag::tag};

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = match arguments.first() {
        Some(file) => std::fs::read_to_string(file)?,
        None => std::io::read_to_string(std::io::stdin())?,
    };
    let published = arguments.get(1).and_then(|day| Day::parse(day).ok());
    for timex in tag(&text, Pack::english(), published) {
        println!("{}..{} {} {}", timex.span.start, timex.span.end, timex.span.of(&text), timex.value);
    }
    Ok(())
}
