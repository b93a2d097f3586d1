//! Events found in prose: each statement with a date, once, with all sentences that tell it.

use super::corrections::{Corrections, added, idle};
use super::importance::{self, Weight};
use super::statement::{Doubt, Prose, Statement};
use super::{Confidence, Event, Identity, Languages, Mention, Origin, Why, dating, ids, stated, telling};
use crate::article::{Article, Decision};
use crate::diag::Diagnostic;
use crate::tag::{Anchor, Timex, Unresolved, tag_titled};
use crate::text::Span;

/// The dated events that the prose of an article reports, in its order, those that a person hides among them; and what holds others
/// up.
pub(super) fn events(article: &Article, packs: Languages<'_>) -> (Vec<Event>, Vec<Diagnostic>) {
    let published = article.meta.published.as_ref().map(|published| published.day);
    let title = article.meta.title.as_deref().unwrap_or_default();
    let timexes = tag_titled(title, article.plain.text(), packs.text, published);
    let prose = Prose::new(article, &timexes, packs);
    let corrections = Corrections::of(article, &prose);
    let stories = prose.stories(|sentence| corrections.splits(sentence));
    let found =
        |story: &Vec<Statement<'_>>| Some(corrections.applied(story, event(article, &prose, packs, story)?));
    let mut events: Vec<Event> = stories.iter().filter_map(found).collect();
    let mut told: Vec<Diagnostic> = undated(article, &timexes).into_iter().collect();
    for (sentence, correction) in corrections.rest(&stories) {
        let story = correction.meta.when.clone().map(|when| vec![prose.stated(sentence, when)]);
        let made = story.filter(|_| correction.decision != Decision::Hide).as_ref().and_then(found);
        told.extend(made.is_none().then(|| idle(article, correction)).flatten());
        events.extend(made);
    }
    events.sort_by_key(|event| event.mentions.first().map(|mention| mention.span));
    events.extend(added(article, packs));
    told.extend(corrections.told);
    (events, told)
}

fn event(
    article: &Article,
    prose: &Prose<'_>,
    packs: Languages<'_>,
    story: &[Statement<'_>],
) -> Option<Event> {
    let first = story.first()?;
    // The most precise date, of those the first.
    let dated = story.iter().rev().max_by_key(|statement| statement.when.precision())?;
    let when = dated.when.clone();
    let told = telling::tell(prose, first);
    let scheduled = when.earliest().zip(prose.published).is_some_and(|(first, published)| first > published);
    let mut signature = first.signature.clone();
    story.iter().skip(1).for_each(|statement| signature.extend(&statement.signature));
    Some(Event {
        id: ids::of_sentence(&when, prose.text, &first.parsed, &packs.text.telling),
        id_span: None,
        title: told.title,
        summary: told.summary,
        quote: Some(told.quote),
        display_date: dated.timex.and_then(|timex| dating::date_words(timex, packs.pages)),
        order: None,
        tags: article.meta.tags.clone(),
        people: stated::named(&article.meta.people, &[first.parsed.span.of(prose.text)]),
        places: Vec::new(),
        importance: article.meta.importance.unwrap_or_else(|| importance::of(&Weight::of(prose, story))),
        status: if scheduled { Some("scheduled".to_owned()) } else { article.meta.status.clone() },
        sources: stated::article_sources(article),
        media: Vec::new(),
        related: Vec::new(),
        aliases: Vec::new(),
        slug: None,
        section: stated::section(article),
        origin: Origin::Prose,
        mentions: story.iter().map(|statement| mention(article, statement)).collect(),
        why: why(prose.text, dated),
        doubt: first.doubt,
        readings: Vec::new(),
        identity: Identity { is_ranked: article.meta.importance.is_some(), signature, ..Identity::default() },
        extra: Default::default(),
        when,
    })
}

fn mention(article: &Article, statement: &Statement<'_>) -> Mention {
    let source = |span: Span| article.plain.source_span(span);
    Mention {
        article: article.key.clone(),
        span: source(statement.parsed.span),
        date_span: statement.timex.map(|timex| source(timex.span)),
    }
}

fn why(text: &str, dated: &Statement<'_>) -> Why {
    let Some(timex) = dated.timex else {
        let how = Doubt::Undated.words().to_owned();
        return Why {
            expression: String::new(),
            how,
            published: dated.when.earliest(),
            rule: String::new(),
            confidence: Confidence::Doubtful,
        };
    };
    let published = match timex.anchor {
        Anchor::Published(published) => Some(published),
        _ => None,
    };
    let confidence = match timex.anchor {
        _ if dated.doubt.is_some() => Confidence::Doubtful,
        _ if dated.is_carried() => Confidence::Carried,
        Anchor::None => Confidence::Written,
        Anchor::Table { .. } => Confidence::Table,
        Anchor::Published(_) | Anchor::Timex(_) | Anchor::Title(_) => Confidence::Resolved,
    };
    Why {
        expression: timex.span.of(text).to_owned(),
        how: timex.why.clone(),
        published,
        rule: timex.rule.to_string(),
        confidence,
    }
}

/// Without a publication date, expressions that need one are held up: how many, the first of them, and how to give it.
fn undated(article: &Article, timexes: &[Timex]) -> Option<Diagnostic> {
    let held: Vec<&Timex> =
        timexes.iter().filter(|t| t.unresolved == Some(Unresolved::NeedsPublished)).collect();
    let first = article.plain.source_span(held.first()?.span);
    let path = &article.file.path;
    let stem = path.file_stem().unwrap_or_default();
    let expressions = if held.len() == 1 {
        "1 date expression needs".to_owned()
    } else {
        format!("{} date expressions need", held.len())
    };
    Some(
        Diagnostic::warning("undated-article", format!("{expressions} the article's publication date, which is not stated"))
            .at(&article.file, first, if held.len() == 1 { "cannot be dated" } else { "the first that cannot be dated" })
            .help(format!(
                "add `published = \"YYYY-MM-DD\"` to its front matter or to {stem}.meta.toml beside it, begin its file name with \
                 the date, or build with --published YYYY-MM-DD"
            )),
    )
}
