//! Share cards: who has one, what is on it, and that it fits.

use super::sample::Sample;
use crate::config::ShareCards;
use crate::render::{Drawing, Renderer, drawing};
use crate::site::PageKind;

const URL: Option<&str> = Some("https://example.org/mill/");

fn cards(sample: &Sample, user: &[(&str, &str)]) -> (Vec<Drawing>, Vec<crate::diag::Diagnostic>) {
    let theme = sample.themed(user).unwrap();
    let mut renderer = Renderer::new(&theme, &sample.config, &sample.timeline, &sample.site);
    let told = renderer.make_cards();
    (renderer.cards().cloned().collect(), told)
}

#[test]
fn ok_as_many_cards_as_the_configuration_asks_for() {
    let mut sample = Sample::new(URL);
    let count = |sample: &Sample, wanted: &dyn Fn(&PageKind) -> bool| {
        sample.site.pages.iter().filter(|page| wanted(&page.kind)).count()
    };
    let events = count(&sample, &|kind| matches!(kind, PageKind::Event(_)));
    let pictured = sample.timeline.events.iter().filter(|event| !event.media.is_empty()).count();
    let key = sample.timeline.events.iter().filter(|event| event.importance >= 8 && event.media.is_empty());
    let key = key.count();
    assert!(pictured > 0 && key > 0 && key < events);
    let others =
        count(&sample, &|kind| matches!(kind, PageKind::Home | PageKind::Section(_) | PageKind::Period(_)));
    for (wanted, expected) in [
        (ShareCards::Key, others + key),
        (ShareCards::All, others + events - pictured),
        (ShareCards::None, 0),
    ] {
        sample.config.share_cards = wanted;
        assert_eq!(cards(&sample, &[]).0.len(), expected, "{wanted:?}");
    }
    assert!(cards(&Sample::new(None), &[]).0.is_empty(), "without a whole address, no preview shows one");
}

#[test]
fn ok_pages_name_their_cards() {
    let sample = Sample::new(URL);
    let theme = sample.theme();
    let mut renderer = Renderer::new(&theme, &sample.config, &sample.timeline, &sample.site);
    let page = |renderer: &Renderer<'_>, wanted: &PageKind| {
        renderer.page(sample.site.pages.iter().find(|page| page.kind == *wanted).unwrap()).unwrap()
    };
    assert!(!page(&renderer, &PageKind::Home).contains("og:image"), "not before they are made");
    renderer.make_cards();
    let home = page(&renderer, &PageKind::Home);
    for text in [
        "<meta property=\"og:image\" content=\"https://example.org/mill/card/",
        "<meta property=\"og:image:alt\" content=\"The mill at Sandwick\">",
        "<meta property=\"og:image:width\" content=\"1200\">",
        "<meta property=\"og:image:height\" content=\"630\">",
        "<meta name=\"twitter:card\" content=\"summary_large_image\">",
    ] {
        assert!(home.contains(text), "{text} in {home}");
    }
    let search = page(&renderer, &PageKind::Search);
    let image = |html: &str| {
        html.split("og:image\" content=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    assert_eq!(image(&search), image(&home), "pages without a card have the site's");
    let pictured = sample.timeline.events.iter().position(|event| !event.media.is_empty()).unwrap();
    assert!(image(&page(&renderer, &PageKind::Event(pictured))).ends_with("wheel.jpg"));
}

#[test]
fn ok_everything_on_a_card_lies_within_it() {
    let mut sample = Sample::new(URL);
    sample.config.share_cards = ShareCards::All;
    let titles = [
        "Mill",
        "The council opens the bridge over the estuary, and nobody comes to see it",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft tagt",
        "https://example.org/a/very/long/address/that/somebody/took/for/a/title/of/an/event",
        "\u{5d2}\u{5e9}\u{5e8} \u{5d7}\u{5d3}\u{5e9} \u{5e0}\u{5e4}\u{5ea}\u{5d7} \u{5de}\u{5e2}\u{5dc} \u{5d4}\u{5e0}\u{5d4}\u{5e8}",
        "a & b <script>alert(1)</script>",
    ];
    let long = "The mill grinds again, and all who ever ground in it are named in turn. ".repeat(8);
    for (event, title) in sample.timeline.events.iter_mut().zip(titles.into_iter().chain([long.as_str()])) {
        event.title = title.to_owned();
    }
    sample.config.title =
        "The mill at Sandwick and all that was ever ground in it, told year by year".to_owned();
    for direction in ["ltr", "rtl"] {
        let words = format!("direction = \"{direction}\"\n");
        let (cards, told) = cards(&sample, &[("i18n/en.toml", &words)]);
        assert_eq!(told, []);
        for card in cards {
            let boxes = drawing::boxes(&card.svg);
            assert!(!boxes.is_empty());
            for (left, top, right, bottom) in boxes {
                let inside = left >= 60.0 && top >= 30.0 && right <= 1140.0 && bottom <= 610.0;
                assert!(inside, "{left} {top} {right} {bottom}: {}", card.svg);
            }
        }
    }
}

#[test]
fn ok_a_title_in_letters_that_the_fonts_lack_is_left_out_and_told() {
    let mut sample = Sample::new(URL);
    sample.config.share_cards = ShareCards::All;
    sample.timeline.events[0].title = "橋".to_owned();
    let (cards, told) = cards(&sample, &[]);
    assert!(cards.iter().all(|card| !card.svg.contains('橋')));
    assert!(told.len() == 1 && told[0].code == "card-letters" && told[0].message.contains('橋'), "{told:?}");
}

#[test]
fn err_a_template_that_makes_no_picture_is_told_once() {
    for (template, expected) in [
        ("<p>{{ card.title }}</p>", "`card.svg` makes no picture: its root is no"),
        ("<svg", "`card.svg` makes no picture"),
        ("<svg xmlns=\"http://www.w3.org/2000/svg\">{{ card.titel }}</svg>", "titel"),
    ] {
        let (cards, told) = cards(&Sample::new(URL), &[("card.svg", template)]);
        assert!(cards.is_empty());
        assert!(told.len() == 1 && told[0].message.contains(expected), "{template}: {told:?}");
    }
}
