//! No text makes the tagger panic, and what it finds lies in the text: on characters, in order, without overlaps.
//!
//! ```text
//! mkdir -p fuzz/corpus/tag
//! RUSTC_BOOTSTRAP=1 cargo fuzz run --sanitizer none tag fuzz/corpus/tag tests/corpus/en -- -max_len=2000
//! ```
#![no_main]

use dateline::date::Day;
use dateline::lang::Pack;
use dateline::tag::{Timex, tag, tag_prefix, tag_whole};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for pack in Pack::builtin_codes().filter_map(Pack::builtin) {
        for published in [None, Day::new(2025, 2, 26)] {
            check(text, &tag(text, pack, published));
            check(text, tag_whole(text, pack, published).as_slice());
            check(text, tag_prefix(text, pack, published).as_slice());
        }
    }
});

fn check(text: &str, timexes: &[Timex]) {
    let mut end = 0;
    for timex in timexes {
        assert!(end <= timex.span.start && timex.span.start < timex.span.end, "{:?} after {end}", timex.span);
        assert!(text.get(timex.span.start..timex.span.end).is_some(), "{:?} cuts a character", timex.span);
        let mut inner = timex.span.start;
        for told in timex.annotations() {
            assert!(inner <= told.span.start && told.span.end <= timex.span.end, "{told:?} in {:?}", timex.span);
            assert!(!told.span.of(text).is_empty(), "{told:?} cuts a character");
            inner = told.span.end;
        }
        end = timex.span.end;
    }
}
