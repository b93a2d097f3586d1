//! Events found in prose: sentence by sentence, each dated by the expression that governs it.

use super::{Confidence, Event, IMPORTANCE, Languages, Mention, Origin, Why, dating, ids, stated, telling};
use crate::article::{Article, Block, BlockKind};
use crate::diag::Diagnostic;
use crate::tag::{Anchor, Timex, Unresolved, tag};
use crate::text::{Sentence, Span};

/// The dated events that the prose of an article reports, in its order, and what holds others up.
pub(super) fn events(article: &Article, packs: Languages<'_>) -> (Vec<Event>, Vec<Diagnostic>) {
    let published = article.meta.published.as_ref().map(|published| published.day);
    let timexes = tag(article.plain.text(), packs.text, published);
    let events = article
        .sentences
        .iter()
        .filter(|sentence| is_prose(article, sentence))
        .filter_map(|sentence| event(article, packs, *sentence, within(&timexes, sentence.span)))
        .collect();
    (events, undated(article, &timexes).into_iter().collect())
}

/// Headings tell again what the text below them says.
fn is_prose(article: &Article, sentence: &Sentence) -> bool {
    let at = article.blocks.partition_point(|block| block.span.end <= sentence.span.start);
    !matches!(article.blocks.get(at), Some(Block { kind: BlockKind::Heading(_), .. }))
}

fn within(timexes: &[Timex], span: Span) -> &[Timex] {
    let start = timexes.partition_point(|timex| timex.span.start < span.start);
    let end = timexes.partition_point(|timex| timex.span.start < span.end);
    &timexes[start..end.max(start)]
}

fn event(article: &Article, packs: Languages<'_>, sentence: Sentence, timexes: &[Timex]) -> Option<Event> {
    let text = article.plain.text();
    let timex = dating::governing(text, sentence.span, timexes, &packs.text.telling)?;
    let date = timex.when.as_ref()?;
    let when = dating::when(timex.signal, date);
    let told = telling::tell(sentence.span.of(text), timex, sentence.span.start, &packs.text.telling);
    let published = article.meta.published.as_ref().map(|published| published.day);
    let scheduled = when.earliest().zip(published).is_some_and(|(first, published)| first > published);
    Some(Event {
        id: ids::of_date(&when, &told.title),
        id_span: None,
        title: told.title,
        summary: told.summary,
        quote: Some(told.quote),
        display_date: dating::date_words(timex, packs.pages),
        order: None,
        tags: article.meta.tags.clone(),
        people: stated::named(&article.meta.people, &[sentence.span.of(text)]),
        places: Vec::new(),
        importance: article.meta.importance.unwrap_or(IMPORTANCE),
        status: if scheduled { Some("scheduled".to_owned()) } else { article.meta.status.clone() },
        sources: stated::article_sources(article),
        media: Vec::new(),
        related: Vec::new(),
        aliases: Vec::new(),
        slug: None,
        section: stated::section(article),
        origin: Origin::Prose,
        mentions: vec![Mention {
            article: article.key.clone(),
            span: article.plain.source_span(sentence.span),
            date_span: Some(article.plain.source_span(timex.span)),
        }],
        why: why(text, timex, published),
        extra: Default::default(),
        when,
    })
}

fn why(text: &str, timex: &Timex, published: Option<crate::date::Day>) -> Why {
    let (confidence, published) = match timex.anchor {
        Anchor::None => (Confidence::Written, None),
        Anchor::Table { .. } => (Confidence::Table, published),
        Anchor::Published(_) | Anchor::Timex(_) => (Confidence::Resolved, published),
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
