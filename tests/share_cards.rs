//! Share cards in whole builds: pictures, the same on every run, kept until they change.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use std::collections::BTreeMap;
use std::fs;
use support::Site;

const URL: [&str; 2] = ["--base-url", "https://example.org/"];

fn site() -> Site {
    Site::new(&[
        (
            "content/opens.md",
            "+++\ntitle = \"The bridge opens\"\ndate = \"2024-05-01\"\nimportance = 9\n+++\n",
        ),
        ("content/closes.md", "+++\ntitle = \"The bridge closes\"\ndate = \"2025-05-01\"\n+++\n"),
    ])
}

fn cards(built: &support::Built) -> BTreeMap<String, Vec<u8>> {
    let cards = built.files.iter().filter(|(path, _)| path.starts_with("card/"));
    cards.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

/// The card of the event that `content/opens.md` states.
fn card_of_event(built: &support::Built) -> String {
    let html = built.text("event/opens/index.html");
    html.split("https://example.org/card/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .map(|name| format!("card/{name}"))
        .unwrap()
}

#[test]
fn ok_cards_are_pictures_of_their_size_and_the_same_in_every_build() {
    let one = site().build(&URL);
    let pictures = cards(&one);
    // The site, two years, and the key event.
    assert_eq!(pictures.len(), 4, "{:?}", pictures.keys());
    for (path, png) in &pictures {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((frame.width, frame.height), (1200, 630), "{path}");
        let paper = &pixels[..3];
        assert!(pixels.chunks(4).any(|pixel| &pixel[..3] != paper), "{path} is not empty");
    }
    assert_eq!(cards(&site().build(&[URL[0], URL[1], "--jobs", "1"])), pictures);
    assert!(cards(&site().build(&[])).is_empty(), "without an address, none");
}

#[test]
fn ok_cards_are_kept_until_they_change() {
    let site = site();
    let first = site.build(&URL);
    assert!(first.said.contains("4 share cards drawn in"), "{}", first.said);
    let second = site.build(&URL);
    assert!(!second.said.contains("drawn") && second.said.contains("nothing changed"), "{}", second.said);
    site.write(
        "content/opens.md",
        "+++\ntitle = \"The ferry opens\"\ndate = \"2024-05-01\"\nimportance = 9\nid = \"opens\"\n+++\n",
    );
    let third = site.build(&URL);
    assert!(third.said.contains("1 share card drawn in"), "{}", third.said);
    assert_ne!(card_of_event(&third), card_of_event(&first));
    assert!(!third.files.contains_key(&card_of_event(&first)), "the old one goes");
}

#[test]
fn ok_a_damaged_card_is_drawn_again() {
    let site = site();
    let first = site.build(&URL);
    let card = card_of_event(&first);
    fs::write(site.path().join("public").join(&card), &first.files[&card][..500]).unwrap();
    let second = site.build(&URL);
    assert!(second.said.contains("1 share card drawn in"), "{}", second.said);
    assert_eq!(second.files[&card], first.files[&card]);
}

#[test]
fn ok_the_configuration_says_which() {
    for (which, expected) in [("none", 0), ("key", 4), ("all", 5)] {
        let site = site();
        site.write("dateline.toml", format!("share_cards = \"{which}\"\n"));
        assert_eq!(cards(&site.build(&URL)).len(), expected, "{which}");
    }
}
