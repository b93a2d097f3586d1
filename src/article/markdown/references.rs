//! References of other generators in the place of a link's destination, which Markdown would not take for one: Hugo's
//! `[a]({{< ref "posts/a.md" >}})`, Jekyll's `[a]({% post_url 2025-02-25-a %})`, `{% link %}` and `{{ "/a/" | relative_url }}`.

use std::borrow::Cow;

/// How a reference begins and ends.
const AROUND: [(&str, &str); 4] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}")];
/// What refers to a content file.
const NAMES: [&str; 4] = ["ref", "relref", "link", "post_url"];

/// The body with plain destinations in the place of references, each byte where it was: what is left out becomes spaces. The name of
/// a content file gets an at sign before it, as in Zola.
pub(super) fn plain(body: &str) -> Cow<'_, str> {
    let mut plain = Cow::Borrowed(body);
    for (at, _) in
        body.match_indices("](").filter(|(at, _)| body[at + 2..].trim_start_matches(' ').starts_with('{'))
    {
        let start = at + 2;
        let line = body[start..].lines().next().unwrap_or_default();
        if let Some((destination, end)) = destination(line) {
            plain.to_mut().replace_range(start..start + end, &destination);
        }
    }
    plain
}

/// The destination that a reference at the head of `line` stands for, filled up with spaces; and the bytes that it takes.
fn destination(line: &str) -> Option<(String, usize)> {
    let start = line.len() - line.trim_start_matches(' ').len();
    let (open, close) = AROUND.into_iter().find(|(open, _)| line[start..].starts_with(open))?;
    let end = start + line[start..].find(close)? + close.len();
    let inside = &line[start + open.len()..end - close.len()];
    let (name, rest) = inside.trim_start().split_once(' ').unwrap_or_default();
    let (mark, target) = match () {
        () if NAMES.contains(&name) => ("@", rest.trim().trim_matches(['"', '\'', '`'])),
        // Where the site stands, before a path.
        () if inside.trim_start().starts_with("site.") => {
            let (destination, length) = destination(&line[end..])?;
            return Some((" ".repeat(end) + &destination, end + length));
        }
        () => ("", inside.trim_start().strip_prefix(['"', '\''])?.split(['"', '\'']).next()?),
    };
    let is_path = !target.is_empty() && !target.contains([' ', '(', ')', '<', '>']);
    is_path.then(|| (format!("{mark}{target}{}", " ".repeat(end - mark.len() - target.len())), end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_references_become_destinations_of_the_same_length() {
        for (written, destination) in [
            (r#"{{< ref "/posts/a.md" >}}"#, "@/posts/a.md"),
            (r#"{{< relref "a.md#why" >}}"#, "@a.md#why"),
            (r#"{{% ref "a" %}}"#, "@a"),
            ("{% post_url 2025-02-25-a %}", "@2025-02-25-a"),
            ("{% link _posts/2025-02-25-a.md %}", "@_posts/2025-02-25-a.md"),
            ("{{ site.baseurl }}{% link a.md %}", "@a.md"),
            ("{{ '/about/' | relative_url }}", "/about/"),
        ] {
            let body = format!("é [a]({written}) and [b](b.md)");
            let now = plain(&body);
            assert_eq!(now.len(), body.len(), "{written}");
            assert_eq!(now.replace(' ', ""), format!("é[a]({destination})and[b](b.md)"), "{written}");
        }
    }

    #[test]
    fn ok_what_is_no_reference_stays() {
        for body in [
            "[a](b.md)",
            "[a]({{ page.url }})",
            "[a]({% raw",
            "[a]({% post_url %})",
            "[a]({{< figure src=x >}})",
            "{% link a.md %}",
        ] {
            assert_eq!(plain(body), body);
        }
    }
}
