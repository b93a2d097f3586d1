//! How fast prose is tagged, in bytes a second: `cargo bench --bench tag`.

mod news;

use criterion::{Criterion, Throughput};
use dateline::date::Day;
use dateline::lang::Pack;
use dateline::tag::tag;
use news::NEWS;
use std::hint::black_box;
use std::time::Duration;

/// Prose without a date.
const PLAIN: [&str; 1] = [include_str!("plain.txt")];

/// A chronicle: a date in about six words.
const DENSE: [&str; 1] = [include_str!("dense.txt")];

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_secs(2))
        .measurement_time(Duration::from_secs(6))
        .configure_from_args();
    let published = Day::new(2025, 2, 26);
    for (name, texts) in [("news", &NEWS[..]), ("plain", &PLAIN), ("dense", &DENSE)] {
        let mut group = criterion.benchmark_group("tag");
        group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                for text in texts {
                    black_box(tag(black_box(text), Pack::english(), published));
                }
            });
        });
        group.finish();
    }
    criterion.final_summary();
}
