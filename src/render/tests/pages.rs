//! What readers find on the pages.

use super::sample::{Sample, article, event, kind};
use crate::config::Order;
use crate::event::Event;
use crate::render::{ADDED_FEED, FEED, Renderer, STATIC};
use crate::site::Page;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

#[test]
fn ok_every_kind_of_page_renders() {
    let sample = Sample::new(Some("https://example.org/mill/"));
    let pages = sample.render(&sample.theme());
    let kinds: BTreeSet<&str> = pages.iter().map(|(page, _)| kind(page)).collect();
    assert_eq!(kinds.len(), 13, "{kinds:?}");
    for (page, html) in &pages {
        assert!(html.starts_with("<!DOCTYPE html>"), "{}", page.url);
        assert!(!html.contains("style=") && !html.contains("<style"), "{}: inline style", page.url);
        assert!(!html.contains("<script>") && !html.contains("onclick"), "{}: inline script", page.url);
    }
    // A folder to look at in a browser.
    if let Some(folder) = std::env::var_os("DATELINE_SAMPLE") {
        write(&PathBuf::from(folder), &pages);
    }
}

fn write(folder: &std::path::Path, pages: &[(Page, String)]) {
    for (page, html) in pages {
        let url = page.url.trim_start_matches('/');
        let path = folder.join(if url.is_empty() || url.ends_with('/') {
            format!("{url}index.html")
        } else {
            url.to_owned()
        });
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, html).unwrap();
    }
    for (name, text) in STATIC {
        fs::write(folder.join(name), text).unwrap();
    }
}

/// The values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let before = format!(" {attribute}=\"");
    html.split(before.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The URL path that a link on the page `from` leads to.
fn resolve(from: &str, link: &str) -> String {
    let folder = &from[..=from.rfind('/').unwrap()];
    let path = if link.is_empty() { from.to_owned() } else { format!("{folder}{link}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').skip(1) {
        match part {
            ".." => drop(parts.pop().unwrap()),
            "." => {}
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

#[test]
fn ok_every_link_leads_to_a_page_and_a_place_on_it() {
    let sample = Sample::new(Some("https://example.org/mill/"));
    let pages = sample.render(&sample.theme());
    let found: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(page, html)| (page.url.as_str(), values(html, "id").into_iter().collect()))
        .collect();
    let mut counted = 0;
    for (page, html) in &pages {
        for link in values(html, "href").into_iter().chain(values(html, "src")) {
            let path = match (link.strip_prefix("/mill/"), page.url.as_str()) {
                (Some(rest), "/404.html") => format!("/{rest}"),
                _ if link.contains("://") => continue,
                (_, "/404.html") if !link.starts_with('#') => panic!("404: {link}"),
                _ => link.to_owned(),
            };
            let (path, place) =
                path.split_once('#').map_or((path.as_str(), None), |(path, place)| (path, Some(place)));
            let target = if path.starts_with('/') { path.to_owned() } else { resolve(&page.url, path) };
            let file = target.ends_with("/feed.xml")
                || target.ends_with(ADDED_FEED)
                || target.ends_with("/feed.json")
                || target.ends_with("/wheel.jpg")
                || STATIC.iter().any(|(name, _)| target == format!("/{name}"));
            assert!(file || found.contains_key(target.as_str()), "{}: {link} -> {target}", page.url);
            if let Some(place) = place {
                assert!(found[target.as_str()].contains(place), "{}: {link}: no #{place}", page.url);
            }
            counted += 1;
        }
    }
    assert!(counted > 500, "{counted}");
}

#[test]
fn ok_ids_are_unique() {
    let sample = Sample::new(None);
    for (page, html) in sample.render(&sample.theme()) {
        let ids = values(&html, "id");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{}: {ids:?}", page.url);
    }
}

#[test]
fn ok_pages_say_what_they_are_about() {
    let sample = Sample::new(Some("https://example.org/mill/"));
    let pages: BTreeMap<String, String> =
        sample.render(&sample.theme()).into_iter().map(|(page, html)| (page.url, html)).collect();
    for (url, expected) in [
        (
            "/",
            "<p class=\"facts\">15 events · <time datetime=\"1692\">1692</time> to <time datetime=\"2026\">2026</time> · 1 article",
        ),
        ("/", "<p class=\"gap between\">89 years later</p>"),
        ("/", "<li class=\"entry key vague\">"),
        ("/", "<li class=\"entry main span\">"),
        ("/", "<li class=\"entry main open\">"),
        ("/", "<a href=\"#1781\"><svg"),
        ("/", "<time datetime=\"2024-12-05T14:30\">5 December, 14:30</time>"),
        ("/", "<span data-edtf=\"1692~\">about 1692</span></p>"),
        (
            "/",
            "<time datetime=\"2023-10-16\">16 October</time> to <time datetime=\"2023-11-04\">4 November</time>",
        ),
        ("/", "<a href=\"event/divers-survey-the-foundations/#sources\">1 more source</a>"),
        ("/event/the-mill-grinds-its-first-flour-in/", "in eighty years on <mark>Saturday</mark>.</p>"),
        ("/event/three-hundred-people-stand-on-the-dam/", "<p>On <mark>Saturday</mark> some three hundred"),
        (
            "/event/three-hundred-people-stand-on-the-dam/",
            "<a href=\"../../article/again/#e-three-hundred-people-stand-on-the-dam\">",
        ),
        ("/event/the-new-wheel-is-hung/", "By noon the road was shut."),
        (
            "/event/the-new-wheel-is-hung/",
            "<a href=\"../the-last-miller-closes-the-sluice/\">The last miller",
        ),
        ("/event/the-new-wheel-is-hung/", "https://example.org/edit/content/events/the-new-wheel-is-hung.md"),
        ("/article/again/", "<time datetime=\"2025-04-05\">Saturday</time></a>"),
        ("/tag/", "<li id=\"fire\"><a href=\"../event/fire-takes-the-upper-floor/\">fire</a>"),
        ("/tag/", "<a href=\"building/\">building</a> <small>3 events</small>"),
        ("/events/", "What the friends of the mill have gathered."),
        (
            "/old/wheel/",
            "<meta http-equiv=\"refresh\" content=\"0; url=../../event/the-new-wheel-is-hung/\">",
        ),
        (
            "/old/wheel/",
            "<link rel=\"canonical\" href=\"https://example.org/mill/event/the-new-wheel-is-hung/\">",
        ),
        ("/404.html", "<link rel=\"stylesheet\" href=\"/mill/style.css\">"),
    ] {
        assert!(pages[url].contains(expected), "{url}: {expected}\n{}", pages[url]);
    }
}

#[test]
fn ok_newest_first_turns_the_page_over() {
    let mut sample = Sample::new(None);
    let titles = |html: &str| {
        values(html, "href")
            .into_iter()
            .filter(|l| l.starts_with("event/") && !l.contains('#'))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let oldest_first = titles(&sample.page("/"));
    sample.config.order = Order::NewestFirst;
    let mut newest_first = titles(&sample.page("/"));
    newest_first.reverse();
    assert_eq!(oldest_first.len(), 15);
    assert_eq!(oldest_first, newest_first);
}

/// 40 years of 12 events, one of them a key event, the last year longer.
fn long() -> Sample {
    let mut events = Vec::new();
    for year in 1985..2025 {
        for month in 1..=12 {
            let importance = if month == 6 { 9 } else { 5 };
            events.push(event(
                &format!("{year}-{month:02}-01"),
                importance,
                &format!("Event of {year}-{month}"),
                "Text.",
            ));
        }
    }
    events.push(event("2024-12-31", 5, "The last", ""));
    Sample::of(events, Vec::new(), None)
}

#[test]
fn ok_a_long_timeline_begins_with_its_latest_year_and_its_key_events() {
    let home = long().page("/");
    assert_eq!(home.matches("<li class=\"entry").count(), 110, "the page is filled with others");
    assert_eq!(home.matches("entry key").count(), 40);
    assert!(home.contains("<a href=\"1999/\">9 more events</a>"), "{home}");
    assert!(home.contains("<p class=\"count\">13 events</p>"));
    assert!(home.contains("<a href=\"1999/\"><svg"), "the overview leads to the periods");
    assert!(home.matches('<').count() < 5000, "{}", home.matches('<').count());
}

#[test]
fn ok_a_value_with_many_events_shows_all_of_them_most_in_a_line_on_several_pages() {
    let mut sample = long();
    for event in &mut sample.timeline.events {
        event.tags = vec!["all".to_owned()];
    }
    let sample = Sample::of(sample.timeline.events, Vec::new(), None);
    for (url, events) in [("/tag/all/", 200), ("/tag/all/page-2/", 200), ("/tag/all/page-3/", 81)] {
        let page = sample.page(url);
        assert_eq!(page.matches("<li class=\"entry").count(), events);
        assert_eq!(page.matches("<article>").count(), events.min(110));
        assert_eq!(page.matches("what brief").count(), events - events.min(110));
        assert!(page.contains("<p class=\"facts\">481 events</p>"), "{page}");
    }
    assert!(sample.page("/tag/all/").contains("<a href=\"page-2/\">2</a>"));
}

#[test]
fn ok_where_reports_differ_the_card_and_the_page_say_so() {
    let mut sample = Sample::new(None);
    let readings = ["2025-02-14", "2025-02-15"].map(|date| crate::date::When::parse(date).unwrap());
    sample.timeline.events[0].readings = readings.to_vec();
    let expected = "reports differ: <time datetime=\"2025-02-14\">14 February 2025</time>, \
                    <time datetime=\"2025-02-15\">15 February 2025</time></span>";
    for url in ["/", sample.site.event(0)] {
        let page = sample.page(url);
        assert_eq!(page.matches(expected).count(), 1, "{url}: {page}");
    }
}

#[test]
fn ok_a_month_of_many_events_and_a_section_of_many_go_on() {
    let mut events: Vec<Event> = (0..250)
        .map(|i| event(&format!("1990-06-{:02}", i % 28 + 1), 5, &format!("E{i}"), "Text."))
        .collect();
    for event in &mut events {
        event.section = "news".to_owned();
    }
    let articles = (0..60).map(|i| article(&format!("news/report-{i:02}.txt"), "A report\n\nNothing.\n"));
    let mut sample = Sample::of(events, articles.collect(), Some("https://example.org/"));
    for (url, events, articles) in [
        ("/1990/06/", 200, 0),
        ("/1990/06/page-2/", 50, 0),
        ("/news/", 100, 50),
        ("/news/page-2/", 100, 10),
        ("/news/page-3/", 50, 0),
    ] {
        let page = sample.page(url);
        assert_eq!(page.matches("<li class=\"entry").count(), events, "{url}");
        assert_eq!(page.matches("<li><article>").count(), articles, "{url}");
        assert!(page.matches("<article>").count() <= 150, "{url}");
        assert!(page.contains("aria-current=\"page\">"), "{url} says which part it is");
        assert!(!page.contains("page-2/feed.xml"), "the list has one feed");
    }
    let all = sample.page("/1990/06/") + &sample.page("/1990/06/page-2/");
    assert!((0..250).all(|i| all.contains(&format!(">E{i}</a>"))), "every event is on one of them");
    sample.config.order = Order::NewestFirst;
    assert!(sample.page("/1990/06/").contains(">E27</a>"), "the newest are on the first page");
    assert!(!sample.page("/1990/06/page-2/").contains(">E27</a>"));
}

#[test]
fn ok_a_long_list_goes_on_and_links_to_a_line_find_its_page() {
    let mut events = long().timeline.events;
    for (number, event) in events.iter_mut().enumerate() {
        event.tags = vec![format!("a{number:03}"), format!("z{number:03}")];
    }
    let sample = Sample::of(events, Vec::new(), None);
    let (first, second) = (sample.page("/tag/"), sample.page("/tag/page-2/"));
    assert!(first.contains("id=\"z000\"") && !first.contains("id=\"z300\""));
    assert!(second.contains("id=\"z300\"") && !second.contains("id=\"a000\""));
    assert!(second.contains("<a href=\"../#_a\">A</a>"), "{second}");
    let last = sample.page(sample.site.event(480));
    assert!(last.contains("href=\"../../tag/page-2/#z480\""), "{last}");
}

#[test]
fn ok_a_full_decade_leads_to_its_years() {
    let mut events: Vec<Event> = (0..200)
        .map(|i| event(&format!("199{}-{:02}-01", i % 10, i % 12 + 1), 9, &format!("E{i}"), ""))
        .collect();
    events.extend((1900..1990).map(|year| event(&year.to_string(), 5, &format!("Year {year}"), "")));
    let page = Sample::of(events, Vec::new(), None).page("/1990s/");
    assert_eq!(page.matches("<li class=\"entry").count(), 110);
    assert!(page.contains("<a href=\"../1990/\">10 more events</a>"), "{page}");
}

#[test]
fn ok_a_full_year_is_cut_into_months() {
    let year = long().page("/2024/");
    assert!(year.contains("<h2 id=\"2024-12-name\"><a href=\"12/\">December</a></h2>"), "{year}");
    assert!(long().page("/2024/12/").contains("<h1>December 2024</h1>"));
}

#[test]
fn ok_a_site_without_events_says_so() {
    let sample = Sample::of(Vec::new(), Vec::new(), None);
    assert!(sample.page("/").contains("No events yet."));
}

#[test]
fn ok_feed_and_sitemap_are_for_sites_with_an_address() {
    let files = |base_url| {
        let sample = Sample::new(base_url);
        let theme = sample.theme();
        let renderer = Renderer::new(&theme, &sample.config, &sample.timeline, &sample.site);
        let feeds = sample.site.feeds(&sample.config, &sample.timeline);
        let feed = feeds.iter().find(|feed| feed.atom() == FEED);
        let feed = feed.map(|feed| renderer.feed(feed, &|_| "<p>A text</p>".to_owned()).unwrap());
        (feed, renderer.sitemap().unwrap(), renderer.robots().unwrap())
    };
    assert_eq!(files(None), (None, None, "User-agent: *\nAllow: /\n".to_owned()));
    let (feed, sitemap, robots) = files(Some("https://example.org/mill/"));
    let (feed, sitemap) = (feed.unwrap(), sitemap.unwrap());
    assert!(feed.contains("<content type=\"html\">&lt;p&gt;A text"), "{feed}");
    assert!(robots.ends_with("Sitemap: https://example.org/mill/sitemap.xml\n"), "{robots}");
    assert!(sitemap.contains("<loc>https://example.org/mill/event/the-new-wheel-is-hung/</loc>"));
    assert!(!sitemap.contains("404") && !sitemap.contains("/old/"));
    // Newest by their own dates; changed when the article was published, or else when they happened.
    let titles: Vec<&str> =
        feed.split("<title>").skip(2).filter_map(|rest| rest.split("</title>").next()).collect();
    assert_eq!(
        titles[..2],
        ["May 2026: Opening of the bakery", "5 April 2025: Three hundred people stand on the dam"]
    );
    let updated: Vec<&str> =
        feed.split("<updated>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert_eq!(updated[..3], ["2025-04-07T00:00:00Z"; 3]);
    assert_eq!(updated.last(), Some(&"1692-12-31T00:00:00Z"));
}
