//! Text that authors write never becomes markup.

use super::sample::{Sample, article, event};
use crate::article::{Media, SourceRef};
use crate::event::Event;

const SCRIPT: &str = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

fn hostile() -> Event {
    let text = || Some(SCRIPT.to_owned());
    let link = |url: &str| SourceRef {
        title: text(),
        publisher: text(),
        url: Some(url.to_owned()),
        date: text(),
        note: text(),
        archive: Some("javascript:alert(2)".to_owned()),
        ..SourceRef::default()
    };
    let media = |src: &str| Media {
        src: src.to_owned(),
        alt: text(),
        caption: text(),
        credit: text(),
        link: Some("javascript:alert(3)".to_owned()),
    };
    Event {
        summary: text(),
        display_date: text(),
        status: text(),
        tags: vec![SCRIPT.to_owned()],
        people: vec![SCRIPT.to_owned()],
        sources: vec![
            link("javascript:alert(4)"),
            link("java\tscript:alert(5)"),
            link("https://example.org/?a=\"><b>"),
        ],
        media: vec![media("javascript:alert(6)"), media("https://example.org/\"onload=\"x")],
        ..event("2025-02-25", 9, SCRIPT, "")
    }
}

#[test]
fn err_no_script_out_of_front_matter() {
    let mut report = article(
        "news/x.md",
        "+++\npublished = 2025-02-26\n+++\n[a](javascript:alert(8)) [b](<java&#10;script:alert(9)>)\n",
    );
    report.meta.title = Some(SCRIPT.to_owned());
    report.meta.publisher = Some(SCRIPT.to_owned());
    report.meta.url = Some("javascript:alert(7)".to_owned());
    report.meta.authors = vec![SCRIPT.to_owned()];
    let file = article("events/x.md", "+++\ndate = 2025-02-25\n+++\n");
    let mut event = hostile();
    event.mentions[0].article = "events/x.md".to_owned();
    let sample = Sample::of(vec![event, super::sample::event("2024", 5, "b", "")], vec![report, file], None);
    for (page, html) in sample.render(&sample.theme()) {
        for forbidden in [
            "<script>",
            "<img src=x",
            "alert(1)</script>\"",
            "href=\"javascript",
            "href=\"java",
            "src=\"javascript",
            "onload=\"x",
        ] {
            assert!(!html.contains(forbidden), "{}: {forbidden}\n{html}", page.url);
        }
    }
}

/// Only what the article room made is inserted as it is.
#[test]
fn ok_no_template_switches_escaping_off() {
    for (name, text) in crate::render::theme::TEMPLATES {
        // A word of content security policies is no filter.
        assert!(!text.replace("'unsafe-inline'", "").contains("safe"), "{name}");
    }
}
