//! The news texts of the benches.

/// Ordinary news: a date in about 45 words.
pub(crate) const NEWS: [&str; 10] = [
    include_str!("company.txt"),
    include_str!("council.txt"),
    include_str!("court.txt"),
    include_str!("election.txt"),
    include_str!("flood.txt"),
    include_str!("museum.txt"),
    include_str!("school.txt"),
    include_str!("science.txt"),
    include_str!("sport.txt"),
    include_str!("transport.txt"),
];
