//! The `match` language of rules: text -> tree.
//!
//! | written | matches |
//! |---|---|
//! | `ago`, `,` | that word or sign, in any case |
//! | `<month:m>` | a spelling of the class, caught as `m` |
//! | `<1-31:d>` | a number of that range |
//! | `{day:x}` | an expression that a plainer rule has read, of that grain |
//! | `[ ... ]` | the same, or nothing |
//! | `( a \| b )` | one of them |
//! | `@name` | the part of that name |
//!
//! A blank between two elements allows white space in the text; no blank demands that nothing stands between.

use super::lexicon::split;
use std::collections::BTreeMap;

/// One element, and whether it must follow the one before it without white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    pub(super) test: Test,
    pub(super) glued: bool,
    pub(super) capture: Option<String>,
}

/// What an element matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    Word(String),
    /// A class, a numeric class or a shape.
    Class(String),
    Range(i64, i64),
    /// A reading of a plainer rule.
    Expression(String),
}

/// A pattern as a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Leaf(Leaf),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Maybe(Box<Node>),
}

impl Node {
    /// The word, if the node is nothing else.
    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Self::Leaf(Leaf { test: Test::Word(word), .. }) => Some(word),
            _ => None,
        }
    }
}

/// Parts may use parts, this deep.
const MAX_PART_DEPTH: usize = 8;

/// Reads a pattern; `Err` says what is wrong with it.
pub(super) fn parse(pattern: &str, parts: &BTreeMap<String, String>) -> Result<Node, String> {
    Parser { rest: pattern, parts, depth: 0, blank: true }.whole()
}

struct Parser<'a> {
    rest: &'a str,
    parts: &'a BTreeMap<String, String>,
    depth: usize,
    /// Whether a blank stood before the next element.
    blank: bool,
}

impl Parser<'_> {
    fn whole(mut self) -> Result<Node, String> {
        let node = self.either()?;
        if self.rest.is_empty() { Ok(node) } else { Err(format!("unexpected {:?}", self.rest)) }
    }

    fn either(&mut self) -> Result<Node, String> {
        let blank = self.blank;
        let mut choices = vec![self.sequence()?];
        while let Some(rest) = self.rest.strip_prefix('|') {
            self.rest = rest;
            self.blank = blank;
            let leading = self.rest.len() - self.rest.trim_start().len();
            self.rest = &self.rest[leading..];
            choices.push(self.sequence()?);
        }
        Ok(if choices.len() == 1 { choices.remove(0) } else { Node::Either(choices) })
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut nodes = Vec::new();
        loop {
            let trimmed = self.rest.trim_start();
            self.blank |= trimmed.len() < self.rest.len();
            self.rest = trimmed;
            match self.rest.chars().next() {
                None | Some('|' | ')' | ']') => break,
                Some('(') => nodes.push(self.group(')')?),
                Some('[') => nodes.push(Node::Maybe(Box::new(self.group(']')?))),
                Some('@') => nodes.push(self.part()?),
                Some('<') => nodes.push(self.bracketed('>')?),
                Some('{') => nodes.push(self.bracketed('}')?),
                Some(_) => self.words(&mut nodes)?,
            }
            self.blank = false;
        }
        match nodes.len() {
            0 => Err("an empty alternative".to_owned()),
            1 => Ok(nodes.remove(0)),
            _ => Ok(Node::Sequence(nodes)),
        }
    }

    fn group(&mut self, close: char) -> Result<Node, String> {
        self.rest = self.rest[1..].trim_start();
        let node = self.either()?;
        self.rest = self.rest.strip_prefix(close).ok_or_else(|| format!("`{close}` is missing"))?;
        Ok(node)
    }

    fn part(&mut self) -> Result<Node, String> {
        let body = &self.rest[1..];
        let end = body.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(body.len());
        let name = &body[..end];
        let pattern = self.parts.get(name).ok_or_else(|| format!("there is no part `{name}`"))?;
        if self.depth == MAX_PART_DEPTH {
            return Err(format!("the part `{name}` uses itself"));
        }
        self.rest = &body[end..];
        Parser { rest: pattern, parts: self.parts, depth: self.depth + 1, blank: self.blank }.whole()
    }

    fn bracketed(&mut self, close: char) -> Result<Node, String> {
        let end = self.rest.find(close).ok_or_else(|| format!("`{close}` is missing"))?;
        let body = &self.rest[1..end];
        self.rest = &self.rest[end + 1..];
        let (name, capture) = match body.split_once(':') {
            Some((name, capture)) => (name, Some(capture.to_owned())),
            None => (body, None),
        };
        let range = name.split_once('-').and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
        let test = match (close, range) {
            ('}', _) => Test::Expression(name.to_owned()),
            (_, Some((from, to))) => Test::Range(from, to),
            _ => Test::Class(name.to_owned()),
        };
        Ok(Node::Leaf(Leaf { test, glued: !self.blank, capture }))
    }

    /// A run of literal text up to white space or a sign of this language: one or more words.
    fn words(&mut self, nodes: &mut Vec<Node>) -> Result<(), String> {
        let end = self
            .rest
            .find(|c: char| c.is_whitespace() || "<>{}[]()|@".contains(c))
            .unwrap_or(self.rest.len());
        if end == 0 {
            return Err(format!("unexpected {:?}", self.rest));
        }
        let (run, rest) = self.rest.split_at(end);
        self.rest = rest;
        for word in split(run) {
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                return Err(format!("{word:?} is a number: write <9-9> for 9"));
            }
            nodes.push(Node::Leaf(Leaf { test: Test::Word(word), glued: !self.blank, capture: None }));
            self.blank = false;
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    fn show(node: &Node) -> String {
        let all = |nodes: &[Node], between| nodes.iter().map(show).collect::<Vec<_>>().join(between);
        match node {
            Node::Leaf(leaf) => {
                let glue = if leaf.glued { "+" } else { "" };
                let capture = leaf.capture.as_ref().map(|c| format!(":{c}")).unwrap_or_default();
                match &leaf.test {
                    Test::Word(word) => format!("{glue}{word}"),
                    Test::Class(name) => format!("{glue}<{name}{capture}>"),
                    Test::Range(from, to) => format!("{glue}<{from}..{to}{capture}>"),
                    Test::Expression(kind) => format!("{glue}{{{kind}{capture}}}"),
                }
            }
            Node::Sequence(nodes) => all(nodes, " "),
            Node::Either(nodes) => format!("({})", all(nodes, "|")),
            Node::Maybe(node) => format!("[{}]", show(node)),
        }
    }

    #[test]
    fn patterns_are_read() {
        let parts = BTreeMap::from([("of".to_owned(), "(of|in)".to_owned())]);
        let check = |pattern: &str, tree: &str| {
            assert_eq!(show(&parse(pattern, &parts).unwrap()), tree, "{pattern}");
        };
        check("<month:m> <day:d>[,] <year:y>", "<month:m> <day:d> [+,] <year:y>");
        check("<year:y>-<1-12:m>", "<year:y> +- +<1..12:m>");
        check("[the] (first | next) {day:x}", "[the] (first|next) {day:x}");
        check("last @of <unit>", "last (of|in) <unit>");
        check("mid-<month>", "mid +- +<month>");
    }

    #[test]
    fn wrong_patterns_are_told() {
        let parts = BTreeMap::from([("a".to_owned(), "@a".to_owned())]);
        let check = |pattern: &str, message: &str| {
            assert_eq!(parse(pattern, &parts).unwrap_err(), message, "{pattern}")
        };
        check("[the", "`]` is missing");
        check("<month", "`>` is missing");
        check("a)", "unexpected \")\"");
        check("()", "an empty alternative");
        check("@b", "there is no part `b`");
        check("9/11", "\"9\" is a number: write <9-9> for 9");
        check("@a", "the part `a` uses itself");
    }
}
