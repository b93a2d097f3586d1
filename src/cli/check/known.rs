//! The answers of other sites, kept for a while: a file in the user's cache folder, a line for each address.

use crate::check::Answer;
use crate::date::Day;
use camino::Utf8PathBuf;
use etcetera::BaseStrategy;
use std::collections::BTreeMap;

/// Days for which a link that was found is not asked for again. What was not is asked for each time: it may be mended.
const DAYS: i64 = 7;

/// Good answers, and the days on which they were given.
#[derive(Debug, Default)]
pub(super) struct Known(BTreeMap<String, (Day, Answer)>);

/// The file; none where the system has no place for such files.
pub(super) fn file() -> Option<Utf8PathBuf> {
    let folder = etcetera::choose_base_strategy().ok()?.cache_dir();
    Some(Utf8PathBuf::from_path_buf(folder).ok()?.join("dateline/links.tsv"))
}

impl Known {
    /// Reads what [`Known::to_text`] wrote; a line that is none, or too old, is passed over.
    pub(super) fn parse(text: &str, today: Day) -> Self {
        let line = |line: &str| {
            let [url, day, moved] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
            let day = Day::parse(day).ok().filter(|day| (0..DAYS).contains(&day.days_until(today)))?;
            let answer = if moved.is_empty() { Answer::Found } else { Answer::Moved(moved.to_owned()) };
            Some((url.to_owned(), (day, answer)))
        };
        Self(text.lines().filter_map(line).collect())
    }

    /// A line for each address: the day, and where it has moved.
    pub(super) fn to_text(&self) -> String {
        let line = |(url, (day, answer)): (&String, &(Day, Answer))| match answer {
            Answer::Moved(to) => format!("{url}\t{day}\t{to}\n"),
            _ => format!("{url}\t{day}\t\n"),
        };
        self.0.iter().map(line).collect()
    }

    /// The answer for an address.
    pub(super) fn answer(&self, url: &str) -> Option<&Answer> {
        self.0.get(url).map(|(_, answer)| answer)
    }

    /// Keeps what may be kept of answers of today.
    pub(super) fn extend(&mut self, answers: &BTreeMap<String, Answer>, today: Day) {
        for (url, answer) in answers {
            match answer {
                Answer::Found | Answer::Moved(_) => self.0.insert(url.clone(), (today, answer.clone())),
                _ => self.0.remove(url),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_good_answers_are_kept_for_a_week() {
        let day = |day| Day::new(2025, 3, day).unwrap();
        let answers = [
            ("a", Answer::Found),
            ("b", Answer::Moved("c".to_owned())),
            ("d", Answer::Gone(404)),
            ("e", Answer::Refused(403)),
        ];
        let answers = answers.into_iter().map(|(url, answer)| (url.to_owned(), answer)).collect();
        let mut known = Known::default();
        known.extend(&answers, day(1));
        for (today, kept) in [(1, true), (7, true), (8, false)] {
            let read = Known::parse(&(known.to_text() + "<<<<<<< ours\n"), day(today));
            assert_eq!(read.answer("a"), kept.then_some(&Answer::Found), "on day {today}");
            assert_eq!(read.answer("b"), kept.then_some(&Answer::Moved("c".to_owned())));
            assert_eq!([read.answer("d"), read.answer("e")], [None, None]);
        }
    }
}
