//! What templates can do with values beyond what Tera brings.

use crate::site::Site;
use std::sync::Arc;
use tera::value::Key;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// The filters, with what each does, for `docs/templates.md`.
#[cfg(test)]
pub(super) const FILTERS: &[(&str, &str, &str)] = &[
    (
        "href",
        "`{{ event.url | href }}`, `{{ event.url | href(to=\"why\") }}`",
        "The link from this page to a URL path, as a relative URL; `to` is the id of a place on that page. Whole URLs stay.",
    ),
    ("json", "`{{ event.title | json }}`", "The value as JSON that may stand in a `<script>`."),
    (
        "fill",
        "`{{ ui.updated | fill(date=\"today\") }}`",
        "Puts values in the place of `{date}` and the like.",
    ),
    (
        "count",
        "`{{ 3 | count(of=\"events\") }}`",
        "The number with its word from `ui`, in the form that fits.",
    ),
];

pub(super) fn register(tera: &mut Tera, site: &Arc<Site>) {
    let site = site.clone();
    tera.register_filter("href", move |url: &str, args: Kwargs, state: &State<'_>| {
        href(&site, url, &args, state)
    });
    tera.register_filter("json", json);
    tera.register_filter("fill", fill);
    tera.register_filter("count", count);
}

fn href(site: &Site, url: &str, args: &Kwargs, state: &State<'_>) -> TeraResult<String> {
    if !url.starts_with('/') || url.starts_with("//") {
        return Ok(url.to_owned());
    }
    let here = state.get::<Value>("here")?;
    let here = here.as_ref().and_then(Value::as_str).ok_or_else(|| {
        Error::message(
            "`href` needs the variable `here`: a component that makes links declares it as `@here`",
        )
    })?;
    Ok(match args.get::<&str>("to")? {
        Some(place) => site.href(here, &format!("{url}#{place}")),
        None => site.href(here, url),
    })
}

/// `<`, `>` and `&` are escaped, so that no text ends the script it stands in.
fn json(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let text = serde_json::to_string(&value).map_err(Error::message)?;
    let text = text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    Ok(Value::safe_string(&text))
}

fn fill(words: &str, args: Kwargs, _: &State<'_>) -> String {
    args.iter().fold(words.to_owned(), |filled, (name, value)| {
        let name = name.as_str().unwrap_or_default();
        filled.replace(&format!("{{{name}}}"), &value.to_string())
    })
}

/// Two forms serve the languages of Western Europe; one with more needs a rule of plurals here.
fn count(number: usize, args: Kwargs, state: &State<'_>) -> TeraResult<String> {
    let of = args.must_get::<&str>("of")?;
    let form = if number == 1 { "one" } else { "other" };
    let ui = state
        .get::<Value>("ui")?
        .ok_or_else(|| Error::message("`count` needs the variable `ui`, declared as `@ui`"))?;
    let word = |key| ui.as_map()?.get(&Key::Str(key));
    let words = word(of).and_then(|forms| forms.as_map()?.get(&Key::Str(form))?.as_str());
    let words = words.ok_or_else(|| Error::message(format!("`ui.{of}` has no form `{form}`")))?;
    let separator = word("thousands").and_then(Value::as_str).unwrap_or_default();
    Ok(words.replace("{n}", &grouped(number, separator)))
}

/// The number in groups of three digits, as the script of the pages writes it.
fn grouped(number: usize, separator: &str) -> String {
    let mut digits = number.to_string();
    let mut place = digits.len();
    while place > 3 {
        place -= 3;
        digits.insert_str(place, separator);
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_stand_in_groups_of_three() {
        let numbers = [0, 999, 1_000, 123_456, 1_234_567].map(|number| grouped(number, ","));
        assert_eq!(numbers, ["0", "999", "1,000", "123,456", "1,234,567"]);
    }
}
