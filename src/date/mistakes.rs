//! What authors write in place of EDTF, and what is right.
//!
//! Each guess proposes texts; those that are EDTF are the help, so no help can be wrong EDTF itself. The guesses know
//! no words of any language: a word is only taken to be one.

use super::Day;
use super::edtf::strict;

/// The mended text, where there is one: "write 2025-02-03".
pub(super) fn help(text: &str) -> Option<String> {
    let mended = [mends_of_date, mends_of_interval, mends_of_set].into_iter().map(|mends| {
        let mut valid: Vec<String> = Vec::new();
        for text in mends(text) {
            if !valid.contains(&text) && strict(&text).is_ok() {
                valid.push(text);
            }
        }
        valid
    });
    match mended.into_iter().find(|mended| !mended.is_empty()) {
        Some(mended) => Some(format!("write {}", mended.join(" or "))),
        None => words(text),
    }
}

fn mends_of_interval(text: &str) -> Vec<String> {
    if let Some(start) = text.strip_suffix('-').filter(|start| !start.contains('-')) {
        return vec![format!("{start}/..")];
    }
    let slashed = text.replace(['–', '—'], "/").replace(" - ", "/").replace(" / ", "/");
    let ends = match slashed.split_once('/').or_else(|| slashed.split_once("..")) {
        // `..` at an end is open, elsewhere it stands for a dash.
        Some(("", end)) if slashed.starts_with("..") => Some(("..", end)),
        Some((start, "")) if slashed.ends_with("..") => Some((start, "..")),
        // 1990s-2000s
        None => slashed
            .split_once('-')
            .filter(|(start, end)| is_number(start.get(..4)) && is_number(end.get(..4))),
        ends => ends,
    };
    ends.map(|(start, end)| pairs(start, end)).unwrap_or_default()
}

/// Whether there is a text, of digits alone.
fn is_number(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn mends_of_set(text: &str) -> Vec<String> {
    if text.contains(',') { vec![format!("[{text}]"), format!("{{{text}}}")] } else { Vec::new() }
}

/// An interval with each end mended.
fn pairs(start: &str, end: &str) -> Vec<String> {
    let ends = |text: &str| match text {
        _ if strict(text).is_ok() => vec![text.to_owned()],
        ".." => vec!["..".to_owned()],
        "" => vec![String::new()],
        _ if text.chars().all(char::is_alphabetic) => vec!["..".to_owned(), String::new()],
        _ => mends_of_date(text),
    };
    let mut all = Vec::new();
    for start in ends(start) {
        // 1914/18, 2025-02-17/23: the end takes over what it leaves out.
        let shared = start.len().checked_sub(end.len()).and_then(|length| start.get(..length));
        if let Some(shared) = shared.filter(|shared| !shared.is_empty() && !end.is_empty()) {
            all.push(format!("{start}/{shared}{end}"));
        }
        all.extend(ends(end).iter().map(|end| format!("{start}/{end}")));
    }
    all
}

fn mends_of_date(text: &str) -> Vec<String> {
    let tight = text.replace(' ', "");
    let mut all = vec![
        text.to_ascii_uppercase(),
        tight.replace("?~", "%").replace("~?", "%").replace("%?", "%"),
        tight.clone(),
        text.replace(['u', 'U'], "X"),
        text.trim_end_matches("-00").to_owned(),
    ];
    if text.chars().filter(|&c| c == '–').count() == 2 {
        all.push(text.replace('–', "-"));
    }
    all.extend(open_digits(&tight));
    all.extend(decade(text));
    all.extend(numbers(text));
    all.extend(week_or_ordinal(text));
    all.extend(quarter_or_half(&tight));
    all.extend(time(text));
    all
}

/// `19--`, `199?`, `19**`
fn open_digits(text: &str) -> Option<String> {
    let digits = text.trim_end_matches(['?', '*', '_', '-', 'x', 'u']);
    (text.len() == 4 && !digits.is_empty()).then(|| format!("{digits:X<4}"))
}

/// `1990s`, `1990's`; `1900s` is a decade or a century.
fn decade(text: &str) -> Vec<String> {
    let Some((year, ending)) = text.split_at_checked(4) else { return Vec::new() };
    let is_ending = !ending.is_empty() && ending.chars().all(|c| c.is_lowercase() || "'’".contains(c));
    let open = |zeros: &str| year.strip_suffix(zeros).filter(|_| is_ending);
    let decade = open("0").map(|digits| format!("{digits}X"));
    decade.into_iter().chain(open("00").map(|digits| format!("{digits}XX"))).collect()
}

/// Dates of numbers alone: `2025/2/3`, `25.02.2025`, `2/2025`, `1914-18`, `20250225`, `-43`, `17000`.
fn numbers(text: &str) -> Vec<String> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let groups: Vec<&str> = digits.split(['-', '/', '.', ' ']).filter(|group| !group.is_empty()).collect();
    if !groups.iter().all(|group| is_number(Some(group))) || !digits.ends_with(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let day = |year: &str, month: &str, day: &str| format!("{sign}{year}-{month:0>2}-{day:0>2}");
    match groups.as_slice() {
        [year, month, date] if year.len() == 4 => vec![day(year, month, date)],
        [first, second, year] if year.len() == 4 && text.contains('.') => vec![day(year, second, first)],
        // Day first as most of the world has it, then month first as the United States have it.
        [first, second, year] if year.len() == 4 => vec![day(year, second, first), day(year, first, second)],
        [first, second] if first.len() == 4 && second.len() == 4 => vec![format!("{sign}{first}/{second}")],
        [year, second] if year.len() == 4 => {
            let century = year.get(..2).unwrap_or("");
            vec![format!("{sign}{year}/{century}{second:0>2}"), format!("{sign}{year}-{second:0>2}")]
        }
        [month, year] if year.len() == 4 => vec![format!("{sign}{year}-{month:0>2}")],
        [one] => match one.len() {
            1..=3 if !sign.is_empty() => Vec::new(), // see `words`
            1..=2 => vec![format!("{one:0>4}")],
            3 => vec![format!("{one:0>4}"), format!("{one}X")],
            8 => {
                let (year, rest) = one.split_at(4);
                let (month, date) = rest.split_at(2);
                vec![day(year, month, date), format!("Y{sign}{one}")]
            }
            _ => vec![format!("Y{sign}{one}")],
        },
        _ => Vec::new(),
    }
}

/// ISO 8601 weeks and days of the year, which EDTF leaves out: `2025-W09`, `2025-W09-2`, `2025-056`.
fn week_or_ordinal(text: &str) -> Option<String> {
    let (year, rest) = text.split_once('-')?;
    let year_number: i64 = year.parse().ok().filter(|_| year.len() == 4)?;
    let Some(week) = rest.strip_prefix(['W', 'w']) else {
        let number: i64 = rest.parse().ok().filter(|_| rest.len() == 3)?;
        let day = Day { year: year_number, month: 1, day: 1 }.add_days(number - 1);
        return (day.year == year_number).then(|| day.to_string());
    };
    let (week, day) = week.split_once('-').map_or((week, None), |(week, day)| (week, Some(day)));
    let monday = Day::from_iso_week(year_number, week.parse().ok()?)?;
    match day {
        None => Some(format!("{monday}/{}", monday.add_days(6))),
        Some(day) => {
            let weekday = day.parse::<i64>().ok().filter(|day| (1..=7).contains(day))?;
            Some(monday.add_days(weekday - 1).to_string())
        }
    }
}

/// `2025-Q1`, `Q1/2025`, `2025H2`
fn quarter_or_half(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let signs: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    let behind = text.find(|c: char| c.is_alphabetic())? > 0;
    let (year, number) =
        if behind { digits.split_at_checked(4)? } else { (digits.get(1..)?, digits.get(..1)?) };
    let number: u8 = number.parse().ok()?;
    let code = match signs.as_str() {
        "Q" | "q" if (1..=4).contains(&number) => 32 + number,
        "H" | "h" if (1..=2).contains(&number) => 39 + number,
        _ => return None,
    };
    Some(format!("{year}-{code}"))
}

/// `2025-02-25T14`, `2025-02-25T1430`, `2025-02-25 9:00`
fn time(text: &str) -> Option<String> {
    let (day, time) = text.split_once(['T', 't', ' '])?;
    Some(match time.len() {
        2 => format!("{day}T{time}:00"),
        4 if !time.contains(':') => {
            let (hour, minute) = time.split_at_checked(2)?;
            format!("{day}T{hour}:{minute}")
        }
        _ => format!("{day}T0{time}"),
    })
}

/// Help for a date among words: "circa 1984", "44 BC", "19th century".
fn words(text: &str) -> Option<String> {
    let (number, rest) = text.split_at_checked(text.bytes().take_while(u8::is_ascii_digit).count())?;
    if number.is_empty() {
        let (word, date) = text.split_at_checked(text.find(|c: char| c.is_ascii_digit())?)?;
        if let Some(year) = date.parse::<i64>().ok().filter(|year| word == "-" && (1..1000).contains(year)) {
            return Some(format!(
                "year 0000 is 1 BCE: write {} for {year} BCE, -{year:04} for {} BCE",
                bce(year),
                year + 1
            ));
        }
        let date = date.trim_end_matches(['?', '~', '%']);
        if !word.contains(char::is_alphabetic) || !word.ends_with([' ', '.']) || strict(date).is_err() {
            return None;
        }
        return Some(format!(
            "write {date}~ for about {date}, {date}? for possibly {date}, ../{date} for until, {date}/.. for since; \
             months are numbers, as in 2025-02"
        ));
    }
    let digits = number.len();
    let number: i64 = number.parse().ok().filter(|&number| digits <= 4 && number > 0)?;
    let word = rest.trim_start();
    if !word.starts_with(|c: char| c.is_alphabetic() || c == '.')
        || word.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    // An ordinal and a noun, as in "19th century" or "19. Jahrhundert".
    if digits <= 2 && word.len() == rest.len() && rest.contains(' ') {
        return Some(format!("write {:02}XX for the years {0}00 to {0}99", number - 1));
    }
    // An era, as in "44 BC" or "44 v. Chr."
    if word.contains(char::is_lowercase) && !word.contains('.') {
        return None;
    }
    Some(format!("year 0000 is 1 BCE: write {} for {number} BCE, {number:04} for {number} CE", bce(number)))
}

/// A year before our era as EDTF counts.
fn bce(year: i64) -> String {
    if year == 1 { "0000".to_owned() } else { format!("-{:04}", year - 1) }
}
