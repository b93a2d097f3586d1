//! Addresses last: no edit of an article, and no other article, changes the id of an event.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

use dateline::config::{self, Config, Overrides};
use dateline::pipeline;
use dateline::source::Inputs;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const STORIES: [(&str, &str); 4] = [
    ("2025-02-26-courier.txt", "The council of Oldtown approved the new bridge over the Wend on Tuesday."),
    (
        "2025-02-27-gazette.txt",
        "Oldtown’s council approved a bridge over the river Wend on 25 February 2025.",
    ),
    ("2025-03-05-mail.txt", "On Monday the last ferry left the quay of Oldtown with forty passengers."),
    ("2025-01-15-herald.txt", "The old mill at Newtown burned down on 12 January 2025."),
];

/// An event as a reader meets it, and where its former addresses lead.
#[derive(Debug, PartialEq)]
struct Shown {
    ids: BTreeMap<String, Vec<String>>,
    addresses: BTreeSet<String>,
}

/// Builds a site of texts with the register of the build before, which is replaced.
fn build(texts: &[(String, String)], register: &mut String) -> Shown {
    let config: Config = config::load(None, "site", &Overrides::default()).0;
    let contents =
        texts.iter().map(|(path, text)| (path.as_str().into(), text.clone().into_bytes())).collect();
    let inputs = Inputs { contents, register: Some(register.clone().into_bytes()), ..Inputs::default() };
    let built = pipeline::build(&inputs, &config);
    *register = built.register;
    let json = built.artifacts[camino::Utf8Path::new("timeline.json")].bytes().unwrap().into_owned();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let ids = json["events"].as_array().unwrap().iter().map(|event| {
        let mentions = event["mentions"].as_array().unwrap().iter();
        let articles = mentions.map(|mention| mention["article"].as_str().unwrap().to_owned()).collect();
        (event["id"].as_str().unwrap().to_owned(), articles)
    });
    let addresses =
        built.artifacts.keys().filter(|path| path.starts_with("event")).map(|path| path.to_string());
    Shown { ids: ids.collect(), addresses: addresses.collect() }
}

fn text(index: usize, edit: &str) -> (String, String) {
    let (path, sentence) = STORIES[index];
    let body = match edit {
        "before" => format!("It had been a long week.\n\n{sentence}"),
        "after" => format!("{sentence} Nobody knows what comes next."),
        "word" => sentence.replace("The ", "The very ").replace("Oldtown’s ", "Oldtown’s own "),
        "clause" => sentence.replace('.', ", as everybody had expected."),
        _ => sentence.to_owned(),
    };
    (path.to_owned(), format!("A headline\n\n{body}\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn ok_ids_and_addresses_outlast_edits_and_other_articles(
        steps in prop::collection::vec(
            prop::collection::vec((0..STORIES.len(), prop::sample::select(vec!["", "before", "after", "word", "clause"])), 1..5),
            1..5,
        ),
    ) {
        let mut register = String::new();
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        for step in steps {
            let texts: BTreeMap<String, String> = step.iter().map(|(index, edit)| text(*index, edit)).collect();
            let texts: Vec<(String, String)> = texts.into_iter().collect();
            let shown = build(&texts, &mut register);
            let mut reversed = texts.clone();
            reversed.reverse();
            prop_assert_eq!(&build(&reversed, &mut register.clone()), &shown);
            for (id, articles) in &shown.ids {
                for article in articles {
                    // An article has one event here: where it was, the event or a page that leads to it still is.
                    let before = known.insert(article.clone(), id.clone());
                    if let Some(before) = before {
                        let address = format!("event/{before}/index.html");
                        prop_assert!(shown.addresses.contains(&address), "{address} is gone: {shown:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn ok_a_third_article_changes_no_id_of_the_first_two() {
    let two: Vec<_> = [0, 3].map(|index| text(index, "")).into();
    let before = build(&two, &mut String::new());
    for third in [1, 2] {
        let three: Vec<_> = two.iter().cloned().chain([text(third, "")]).collect();
        let after = build(&three, &mut String::new());
        assert!(before.ids.keys().all(|id| after.ids.contains_key(id)), "{after:?}");
    }
}

#[test]
fn ok_without_its_first_article_an_event_keeps_its_address() {
    let mut register = String::new();
    let both: Vec<_> = [0, 1].map(|index| text(index, "")).into();
    let before = build(&both, &mut register);
    assert_eq!(before.ids.len(), 1);
    assert_eq!(build(&both[1..], &mut register).ids.keys().next(), before.ids.keys().next());
}
