//! The spreadsheet of TimelineJS as CSV: each row in the shape of its JSON.

use super::Import;
use super::table::{Row, rows};
use super::timelinejs::{Slide, old_date};
use crate::article::read_time;
use serde_json::{Value, json};

impl Import<'_> {
    pub(super) fn sheet(&mut self) {
        let file = self.file;
        match rows(&file.text) {
            Ok(rows) => rows.into_iter().for_each(|row| self.sheet_row(row)),
            Err((span, message)) => self.left_out(span, message, "here"),
        }
    }

    fn sheet_row(&mut self, mut row: Row) {
        let mut slide = Slide::new();
        for (name, old, prefix) in [("start_date", "Start Date", ""), ("end_date", "End Date", "End ")] {
            let date = match row.take(old) {
                Some(text) => old_date(&text),
                None => self.sheet_date(&mut row, prefix),
            };
            slide.insert(name.to_owned(), Value::Object(date));
        }
        let mut take = |name: &str| row.take(name).unwrap_or_default();
        slide.insert("text".to_owned(), json!({ "headline": take("Headline"), "text": take("Text") }));
        slide.insert(
            "media".to_owned(),
            json!({
                "url": take("Media"), "credit": take("Media Credit"), "caption": take("Media Caption"),
                "thumbnail": take("Media Thumbnail"), "alt": take("Alt Text"),
            }),
        );
        slide.insert("display_date".to_owned(), take("Display Date").into());
        let (group, tag) = (take("Group"), take("Tag"));
        slide.insert("group".to_owned(), if group.is_empty() { tag } else { group }.into());
        let background = take("Background");
        let is_address = background.starts_with("http://")
            || background.starts_with("https://")
            || background.starts_with('/');
        let key = if is_address { "url" } else { "color" };
        slide.insert("background".to_owned(), json!({ key: background }));
        let kind = take("Type").to_lowercase();
        let span = row.span;
        slide.extend(row.rest().map(|(name, cell)| (name, cell.into())));
        match kind.as_str() {
            "title" => self.introduction(slide, span),
            "era" => self.era(slide, span),
            _ => self.slide(slide, span),
        }
    }

    fn sheet_date(&self, row: &mut Row, prefix: &str) -> Slide {
        let mut date = Slide::new();
        for (name, key) in [("Year", "year"), ("Month", "month"), ("Day", "day")] {
            date.extend(row.take(&format!("{prefix}{name}")).map(|cell| (key.to_owned(), cell.into())));
        }
        let Some(clock) = row.take(&format!("{prefix}Time")) else { return date };
        // `0930` and `9.30` are times of day there.
        let digits = clock.len() == 4 && clock.bytes().all(|byte| byte.is_ascii_digit());
        let written =
            if digits { format!("{}:{}", &clock[..2], &clock[2..]) } else { clock.replacen('.', ":", 1) };
        match read_time(&clock, self.pack()).or_else(|| read_time(&written, self.pack())) {
            Some(time) => {
                date.insert("hour".to_owned(), time.hour.into());
                date.insert("minute".to_owned(), time.minute.into());
                date.extend(time.second.map(|second| ("second".to_owned(), second.into())));
            }
            None => {
                date.insert("time".to_owned(), clock.into());
            }
        }
        date
    }
}
