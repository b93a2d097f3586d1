//! How long a big site's events take: 10,000 articles of 4 kB, read, extracted and merged: `cargo bench --bench extract`.
//!
//! The articles are made of the news texts beside this file: paragraphs in a new order, other names, other publication dates; every
//! fifth tells again what the one before it told.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)] // a bench meets the world

mod news;

use dateline::config::{self, Overrides};
use dateline::date::Day;
use dateline::pipeline;
use dateline::source::Inputs;
use news::NEWS;
use std::hint::black_box;
use std::time::Instant;

const ARTICLES: usize = 10_000;
/// Bytes of an article.
const SIZE: usize = 4_000;
/// Every so manieth article tells again what the one before it told.
const AGAIN: usize = 5;
/// How often it is measured.
const TIMES: usize = 5;

/// Numbers that look random and are the same on every run (Knuth's MMIX generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }
}

/// The same text about other people and places: each name inside a sentence gets another ending.
fn renamed(paragraph: &str, ending: &str) -> String {
    let calendar = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let mut renamed = String::new();
    let mut inside = false;
    for word in paragraph.split_whitespace() {
        let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let name = inside
            && word.starts_with(char::is_uppercase)
            && letters.len() > 3
            && !calendar.contains(&letters);
        renamed.push_str(letters);
        renamed.push_str(if name { ending } else { "" });
        renamed.push_str(&word[letters.len()..]);
        renamed.push(' ');
        inside = !word.ends_with(['.', '”', '!', '?']);
    }
    renamed
}

fn inputs(articles: usize) -> Inputs {
    let paragraphs: Vec<&str> =
        NEWS.iter().flat_map(|text| text.split("\n\n")).filter(|part| part.len() > 80).collect();
    let first = Day::new(2020, 1, 1).expect("a day of the calendar");
    let syllables = ["ba", "den", "fel", "gor", "hin", "kal", "lum", "mor", "nes", "pra"];
    let mut numbers = Numbers(7);
    let mut inputs = Inputs::default();
    let mut before = (first, String::new());
    for index in 0..articles {
        let (day, text) = if index % AGAIN == AGAIN - 1 {
            before.clone()
        } else {
            let ending: String = (0..3).map(|_| syllables[numbers.below(syllables.len())]).collect();
            let mut text = String::from("A headline\n\n");
            while text.len() < SIZE {
                text += &renamed(paragraphs[numbers.below(paragraphs.len())], &ending);
                text += "\n\n";
            }
            (first.add_days(numbers.below(1_800) as i64), text)
        };
        inputs.contents.insert(format!("{day}-{index}.txt").into(), text.clone().into_bytes());
        before = (day, text);
    }
    inputs
}

/// The most memory that the process has held, in MB, where the system tells.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1_000)
}

fn main() {
    // Tests only see whether it runs.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let (articles, times) = if is_bench { (ARTICLES, TIMES) } else { (AGAIN, 1) };
    let inputs = inputs(articles);
    let bytes: usize = inputs.contents.values().map(Vec::len).sum();
    let (config, _) = config::load(None, "bench", &Overrides::default());
    println!("{articles} articles, {} MB, {} threads", bytes / 1_000_000, rayon::current_num_threads());
    for _ in 0..times {
        let start = Instant::now();
        let (_, events) = black_box(pipeline::found(&inputs, &config));
        let mentions: usize = events.iter().map(|event| event.mentions.len()).sum();
        println!("{:.2} s: {} events, told {mentions} times", start.elapsed().as_secs_f64(), events.len());
    }
    println!("at most {} MB of memory", memory().unwrap_or_default());
}
