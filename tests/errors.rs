//! Each class of user error: a document that shows the command and what it says, beside the site that it is run on.
//!
//! `TRYCMD=overwrite cargo test --test errors` writes the messages anew: read what changed.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

#[test]
fn each_class_of_error_is_told() {
    trycmd::TestCases::new().case("tests/errors/*.md");
}

#[test]
fn the_other_commands_are_documents_too() {
    trycmd::TestCases::new().case("tests/commands/*.md");
}
