//! dateline: a static timeline site generator.
//!
//! It turns a folder of articles into a timeline site: Markdown and plain-text files are read into dated events, both those that the
//! author states and those found in the prose, and Tera templates render them as static HTML. This is the library; the program
//! is a thin shell around it.
//!
//! # The line
//!
//! Each folder of `src/` is a station of one line, and no station uses a later one:
//!
//! ```text
//! files -source-> bytes -article-> Article -tag-> [Timex] -event-> [Event]      (per article, parallel)
//!       -> Timeline -site-> [Page] -render|export-> [Artifact] -output-> files  (global, cheap, always redone)
//! ```
//!
//! [`pipeline`] is the line itself, readable from top to bottom.
//!
//! # The rooms, in the order of the line
//!
//! | room | what it is for |
//! |---|---|
//! | [`text`] | source files, byte spans, plain reading text with a map back to its source, sentences, slugs |
//! | [`diag`], [`error`] | what there is to say: a message with its place and its mend; what stops a build |
//! | [`date`] | EDTF values with bounds, precision and order; the calendar |
//! | [`lang`] | language packs (English, German) as data: words, rules, tables, dates in words |
//! | [`tag`] | reads the temporal expressions of a text and resolves them |
//! | [`config`] | `dateline.toml`: what was written, what was decided |
//! | [`source`] | finds and reads the input files, and when they were recorded |
//! | [`article`] | bytes to an article: front matter, Markdown, plain text, outlines |
//! | [`event`] | the events of an article: stated, curated, found in prose, corrected; merged over the site; the events that a text mentions |
//! | [`timeline`] | events in order, cut into periods, sections and facets |
//! | [`site`] | pages and their addresses; every link |
//! | [`render`] | pages to HTML: the template contract, the theme |
//! | [`export`] | the timeline in each format; the events of an article, its expressions and event mentions as data |
//! | [`import`] | the data of other tools, read as events |
//! | [`output`] | files to disk: compare, stage, swap |
//! | [`check`] | lints: what a careful editor would ask about |
//! | [`pipeline`] | the line |
//! | [`serve`] | the development server |
//! | [`cli`] | the commands |
//!
//! `text`, `date`, `lang` and `tag` know nothing of sites and are a library of their own:
//!
//! ```
//! use dateline::{date::Day, lang::Pack, tag::tag};
//!
//! let published = Day::new(2025, 2, 26);
//! let text = "The bridge was opened on Tuesday.";
//! let found = tag(text, Pack::english(), published);
//! assert_eq!(found[0].span.of(text), "Tuesday");
//! assert_eq!(found[0].value, "2025-02-25");
//! ```
//!
//! The import order differs from the line in one point: `tag` stands before `article`, because an article's own dates ("44 BCE" in a
//! heading, a byline) are read by the tagger too.
//!
//! # Invariants
//!
//! `tests/architecture.rs` and the tests of the rooms hold these:
//!
//! 1. Files, clock and environment are met in `source`, `output`, `serve` and `cli` alone; elsewhere they are arguments. Other sites are
//!    asked by `cli/check/ask.rs` alone, when somebody wants it.
//! 2. chrono is used in `date/calendar.rs` alone, pulldown-cmark in `article/markdown`, tera in `render`.
//! 3. No station uses a later one.
//! 4. Reading prose never fails: it returns what it found and what it has to say. No input makes it panic.
//! 5. No word of a language in Rust but messages: it belongs to its pack.
//! 6. Every rule of a pack carries examples that it must and must not match, all executed.
//! 7. The same input gives the same bytes, whatever the machine, the number of threads and the order of files.
//! 8. A build that fails or is killed leaves the previous site whole; only files that a manifest of ours lists are ever deleted.
//! 9. Every date and event knows its bytes in the source file, through markup, entities and escapes.
//! 10. Equality of a [`When`](date::When) is identity of what was written; its order is an explicit key.
//! 11. Only the template contract, `export` and configuration (packs among it) are (de)serialised.
//! 12. What authors write cannot become script, except raw HTML in their Markdown where the configuration allows it.

pub mod article;
pub mod check;
pub mod cli;
pub mod config;
pub mod date;
pub mod diag;
pub mod error;
pub mod event;
pub mod export;
pub mod import;
pub mod lang;
pub mod output;
pub mod pipeline;
pub mod render;
pub mod serve;
pub mod site;
pub mod source;
pub mod tag;
pub mod text;
pub mod timeline;
