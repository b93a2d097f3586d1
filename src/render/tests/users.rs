//! Users' own templates and words.

use super::sample::Sample;
use crate::diag::Diagnostic;

/// `file:line:column underlined text: message; help` of each.
fn told(diagnostics: &[Diagnostic]) -> Vec<String> {
    let place = |d: &Diagnostic| {
        let place = d.place.as_ref().unwrap_or_else(|| panic!("no place: {d:?}"));
        let at = place.file.line_column(place.span.start);
        format!("{}:{}:{} {:?}", place.file.path, at.line, at.column, place.span.of(&place.file.text))
    };
    diagnostics
        .iter()
        .map(|d| format!("{} {}; {}", place(d), d.message, d.help.as_deref().unwrap_or("")))
        .collect()
}

#[test]
fn ok_a_users_template_takes_the_place_of_the_built_in_one_and_may_extend_it() {
    let sample = Sample::new(None);
    let user = [
        ("404.html", "{% extends \"builtin/404.html\" %}{% block footer %}<p>mine</p>{% endblock footer %}"),
        (
            "mine.html",
            "{% component source(source, @here) %}<i>{{ source.name }}</i>{% endcomponent source %}",
        ),
        ("i18n/en.toml", "not_found = \"Gone fishing\""),
        ("notes.md", "{{ no template"),
    ];
    let theme = sample.themed(&user).unwrap();
    let pages = sample.render(&theme);
    let html =
        |url: &str| pages.iter().find(|(page, _)| page.url == url).map(|(_, html)| html.as_str()).unwrap();
    assert!(html("/404.html").contains("<p>mine</p>") && html("/404.html").contains("<h1>Gone fishing</h1>"));
    assert!(html("/").contains("<i>County Record Office</i>"));
}

#[test]
fn err_every_broken_template_is_told_with_its_place() {
    let user = [
        (
            "event.html",
            "{% extends \"base.html\" %}\n{% block content %}\n{{ event.title | hrf }}{{ <nothing /> }}\n{% endblock content %}",
        ),
        ("home.html", "a\n{% if %}\n{% endif %}"),
        ("period.html", "{% extends \"bse.html\" %}"),
        ("search.html", "é {% include \"missing.html\" %}"),
        ("section.html", "{% extends \"base.html\" %}{% block centent %}{% endblock centent %}"),
        ("i18n/en.toml", "menu = "),
    ];
    let errors = Sample::new(None).themed(&user).unwrap_err();
    let help = "docs/templates.md lists what templates can use";
    let mut told = told(&errors);
    told.sort();
    let expected = [
        format!("templates/event.html:3:18 \"hrf\" unknown filter `hrf`; {help}"),
        format!("templates/event.html:3:27 \"<nothing />\" unknown component `nothing`; {help}"),
        format!("templates/home.html:2:7 \"%}}\" found `%}}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{{`, `[` or `(`; {help}"),
        "templates/i18n/en.toml:1:8 \"\" the interface words are not valid TOML: string values must be quoted, expected literal string; ".to_owned(),
        format!("templates/period.html:1:13 \"bse.html\" there is no template `bse.html` to extend; {help}"),
        format!("templates/search.html:1:14 \"\\\"missing.html\\\"\" unknown template `missing.html`; {help}"),
        format!("templates/section.html:1:35 \"centent\" block `centent` is not defined in any parent template; {help}"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn err_a_missing_variable_is_told_with_its_place() {
    for (name, text, expected) in [
        (
            "404.html",
            "\n {{ pag.title }}",
            "templates/404.html:2:5 \"pag\" variable `pag` is not defined; did you mean `page`?",
        ),
        (
            "404.html",
            "{{ page.titel }}",
            "templates/404.html:1:9 \"titel\" field `titel` is not defined; did you mean `title`?",
        ),
        (
            "404.html",
            "{% component x() %}{{ \"/\" | href }}{% endcomponent x %}{{ <x /> }}",
            "templates/404.html:1:29 \"href\" `href` needs the variable `here`: a component that makes links declares it as \
             `@here`; docs/templates.md lists what templates can use",
        ),
    ] {
        let sample = Sample::new(None);
        let theme = sample.themed(&[(name, text)]).unwrap();
        let renderer = crate::render::Renderer::new(&theme, &sample.config, &sample.timeline, &sample.site);
        let page = sample.site.pages.iter().find(|page| page.url == "/404.html").unwrap();
        assert_eq!(told(&[renderer.page(page).unwrap_err()]), [expected]);
    }
}
