//! Articles and sections as templates see them.

use super::view::{Article, ArticleLink, Date, Section};
use super::{Renderer, address};
use crate::article;
use crate::date::{Day, When};
use crate::site::{OF_SECTION, Page};
use crate::timeline;
use tera::Value;

impl Renderer<'_> {
    pub(super) fn article(&self, here: &str, article: &article::Article) -> Article {
        let meta = &article.meta;
        Article {
            title: self.article_title(article),
            description: meta.summary.clone(),
            authors: (!meta.authors.is_empty()).then(|| meta.authors.join(", ")),
            publisher: meta.publisher.clone(),
            published: self.published(article),
            updated: meta.updated.map(|day| self.day(day)),
            original: meta.url.as_deref().and_then(address::safe),
            body: self.article_body(here, article),
            extra: meta.extra.clone(),
        }
    }

    pub(super) fn article_link(&self, article: &article::Article) -> Option<ArticleLink> {
        Some(ArticleLink {
            url: self.site.content(&article.key)?.to_owned(),
            title: self.article_title(article),
            publisher: article.meta.publisher.clone(),
            published: self.published(article),
            events: self.timeline.events_of(&article.key).len(),
        })
    }

    /// A section with the articles of one of its pages; its text stands on the first.
    pub(super) fn section(&self, page: &Page, section: &timeline::Section) -> Section {
        let articles: Vec<_> = self.timeline.articles_of(section).collect();
        let articles = self.part(&articles, page, OF_SECTION.1);
        let index = section.index.as_ref().filter(|_| page.part == 0);
        Section {
            title: section.title.clone(),
            description: section.index.as_ref().and_then(|index| index.meta.summary.clone()),
            body: index.and_then(|index| self.introduction(&page.url, index)),
            events: section.events.len(),
            articles: articles.iter().filter_map(|article| self.article_link(article)).collect(),
        }
    }

    /// The text of an `_index.md`, if it has any.
    pub(super) fn introduction(&self, here: &str, index: &article::Article) -> Option<Value> {
        Some(self.html(here, index, None, &[]))
            .filter(|body| body.as_str().is_some_and(|body| !body.trim().is_empty()))
    }

    /// Its title; without one, the name of its file.
    pub(super) fn article_title(&self, article: &article::Article) -> String {
        article.meta.title.clone().unwrap_or_else(|| article.stem.clone())
    }

    /// Publisher and date.
    pub(super) fn article_note(&self, article: &article::Article) -> Option<String> {
        let parts = [article.meta.publisher.clone(), self.published(article).map(|date| date.words)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// When its text was last said to be changed.
    pub(super) fn changed(&self, article: &article::Article) -> Option<Day> {
        article.meta.updated.max(article.meta.published.as_ref().map(|published| published.day))
    }

    fn published(&self, article: &article::Article) -> Option<Date> {
        article.meta.published.as_ref().map(|published| self.day(published.day))
    }

    pub(super) fn day(&self, day: Day) -> Date {
        self.dates().date(&When::day(day), None)
    }
}
