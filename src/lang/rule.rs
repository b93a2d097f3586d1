//! A rule, compiled: a small program over tokens, the conditions around it, the value that it makes.

use super::lexicon::{Class, Lexicon, Numeric, Word};
use super::pattern::{Leaf, Node, Test};
use super::unit::Grain;
use super::value::Recipe;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A compiled rule.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) name: Arc<str>,
    pub(crate) program: Program,
    pub(crate) recipe: Recipe,
    pub(crate) after: Option<Program>,
    pub(crate) not_after: Option<Program>,
    pub(crate) before: Option<Program>,
    pub(crate) not_before: Option<Program>,
    /// Counts only for [`tag_whole`](crate::tag::tag_whole) and [`tag_prefix`](crate::tag::tag_prefix).
    pub(crate) whole: bool,
    /// Means nothing in a clause of the past.
    pub(crate) unless_past: bool,
    pub(crate) proof: Proof,
}

impl Rule {
    /// Whether the rule builds on expressions that plainer rules have read.
    pub(crate) fn composes(&self) -> bool {
        self.program.steps.iter().any(|step| matches!(step, Step::Take { test: Take::Expression(_), .. }))
    }
}

/// The examples of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Publication date of the examples, `YYYY-MM-DD`.
    pub reference: Option<String>,
    /// Texts in which the rule wins, and the value that it gives.
    pub yes: Vec<(String, String)>,
    /// Texts in which the rule does not win.
    pub no: Vec<String>,
}

/// A pattern as a program for a backtracking matcher: no loops, so its cost is bounded by its length.
#[derive(Debug, Default)]
pub(crate) struct Program {
    pub(crate) steps: Vec<Step>,
}

/// One step of a program.
#[derive(Debug)]
pub(crate) enum Step {
    /// Takes what stands at the place, or fails.
    Take { test: Take, glued: bool, slot: Option<u8> },
    /// Goes on at both places, the first one preferred.
    Split(usize, usize),
    /// Goes on elsewhere.
    Jump(usize),
    /// The pattern has matched.
    Accept,
}

/// What a step takes.
#[derive(Clone, Debug)]
pub(crate) enum Take {
    /// One of these words.
    Words(Vec<Word>),
    Class(Class),
    Numeric(Numeric),
    /// Name of a shape.
    Shape(String),
    Expression(Grain),
}

/// Most captures that a rule may have.
pub(crate) const SLOTS: usize = 8;

/// What can stand at a place of a program.
#[derive(Debug, Default)]
pub(crate) struct Openings {
    /// [`Word::NUMBER`] among them.
    pub(crate) words: BTreeSet<Word>,
    pub(crate) shape: bool,
    /// Grains of expressions.
    pub(crate) grains: Vec<Grain>,
    /// The program may be over there.
    pub(crate) over: bool,
}

impl Openings {
    fn add(&mut self, test: &Take, lexicon: &Lexicon) {
        match test {
            Take::Words(words) => self.words.extend(words),
            Take::Class(class) => self.words.extend(lexicon.first_words(*class)),
            Take::Numeric(numeric) => {
                self.words.insert(Word::NUMBER);
                self.words.extend(lexicon.spelled_numbers());
                if numeric.words {
                    self.words.extend(lexicon.number_words());
                }
            }
            Take::Shape(_) => self.shape = true,
            Take::Expression(grain) => self.grains.push(*grain),
        }
    }
}

impl Program {
    /// Compiles a tree; `captures` gets the names of its captures in order of their slots.
    pub(super) fn new(
        node: &Node,
        lexicon: &mut Lexicon,
        captures: &mut Vec<Capture>,
    ) -> Result<Self, String> {
        let mut program = Self::default();
        program.emit(node, lexicon, captures)?;
        program.steps.push(Step::Accept);
        Ok(program)
    }

    fn emit(
        &mut self,
        node: &Node,
        lexicon: &mut Lexicon,
        captures: &mut Vec<Capture>,
    ) -> Result<(), String> {
        match node {
            Node::Leaf(leaf) => self.emit_leaf(leaf, lexicon, captures)?,
            Node::Sequence(nodes) => {
                for node in nodes {
                    self.emit(node, lexicon, captures)?;
                }
            }
            Node::Maybe(node) => {
                let split = self.hold();
                self.emit(node, lexicon, captures)?;
                self.steps[split] = Step::Split(split + 1, self.steps.len());
            }
            Node::Either(nodes) => {
                let mut jumps = Vec::new();
                // Words side by side are one test.
                let mut choices = nodes.chunk_by(|a, b| a.word().is_some() && b.word().is_some()).peekable();
                while let Some(choice) = choices.next() {
                    let split = choices.peek().is_some().then(|| self.hold());
                    match choice {
                        [node] => self.emit(node, lexicon, captures)?,
                        nodes => self.emit_words(nodes, lexicon),
                    }
                    if let Some(split) = split {
                        jumps.push(self.hold());
                        self.steps[split] = Step::Split(split + 1, self.steps.len());
                    }
                }
                for jump in jumps {
                    self.steps[jump] = Step::Jump(self.steps.len());
                }
            }
        }
        Ok(())
    }

    fn emit_words(&mut self, nodes: &[Node], lexicon: &mut Lexicon) {
        let words = nodes.iter().filter_map(Node::word).map(|word| lexicon.intern(word));
        let test = Take::Words(words.collect());
        let glued = matches!(nodes, [Node::Leaf(Leaf { glued: true, .. }), ..]);
        self.steps.push(Step::Take { test, glued, slot: None });
    }

    /// A place for a step whose target is not known yet.
    fn hold(&mut self) -> usize {
        self.steps.push(Step::Accept);
        self.steps.len() - 1
    }

    fn emit_leaf(
        &mut self,
        leaf: &Leaf,
        lexicon: &mut Lexicon,
        captures: &mut Vec<Capture>,
    ) -> Result<(), String> {
        let test = match &leaf.test {
            Test::Word(word) => Take::Words(vec![lexicon.intern(word)]),
            Test::Range(from, to) => Take::Numeric(Numeric {
                from: *from,
                to: *to,
                digits: (1, 4),
                ordinal: Some(false),
                words: false,
                quantity: false,
            }),
            Test::Expression(grain) => {
                Take::Expression(Grain::named(grain).ok_or_else(|| format!("there is no grain `{grain}`"))?)
            }
            Test::Class(name) => {
                let class = lexicon.class(name).map(Take::Class);
                let numeric = || lexicon.numeric(name).map(Take::Numeric);
                let shape = || lexicon.shape(name).map(|_| Take::Shape(name.clone()));
                class.or_else(numeric).or_else(shape).ok_or_else(|| format!("there is no class `{name}`"))?
            }
        };
        let slot = leaf.capture.as_ref().map(|name| slot(name, &test, captures)).transpose()?;
        self.steps.push(Step::Take { test, glued: leaf.glued, slot });
        Ok(())
    }

    /// What the program can begin with.
    pub(crate) fn firsts(&self, lexicon: &Lexicon) -> Openings {
        let mut firsts = Openings::default();
        self.openings(0, lexicon, &mut firsts);
        firsts
    }

    /// What can stand at the second token of matches that begin with a word.
    pub(crate) fn seconds(&self, lexicon: &Lexicon) -> Openings {
        let mut seconds = Openings::default();
        for (step, test) in self.takes(0).0 {
            self.seconds_of(test, step + 1, lexicon, &mut seconds);
        }
        seconds
    }

    fn seconds_of(&self, first: &Take, next: usize, lexicon: &Lexicon, seconds: &mut Openings) {
        match first {
            Take::Words(_) | Take::Shape(_) => self.openings(next, lexicon, seconds),
            Take::Class(class) => {
                let mut single = false;
                for phrase in lexicon.class_phrases(*class) {
                    seconds.words.extend(phrase.rest.first());
                    single |= phrase.rest.is_empty();
                }
                if single {
                    self.openings(next, lexicon, seconds);
                }
            }
            Take::Numeric(numeric) => {
                if numeric.words {
                    seconds.words.extend(lexicon.number_joints());
                }
                self.openings(next, lexicon, seconds);
            }
            Take::Expression(_) => {}
        }
    }

    /// What can stand after the expression that a match begins with.
    pub(crate) fn after_expression(&self, lexicon: &Lexicon) -> Openings {
        let mut after = Openings::default();
        for (step, test) in self.takes(0).0 {
            if matches!(test, Take::Expression(_)) {
                self.openings(step + 1, lexicon, &mut after);
            }
        }
        after
    }

    /// What can stand at the last token of the program's matches.
    pub(crate) fn lasts(&self, lexicon: &Lexicon) -> Openings {
        let mut lasts = Openings::default();
        for (at, step) in self.steps.iter().enumerate() {
            let Step::Take { test, .. } = step else { continue };
            if !self.takes(at + 1).1 {
                continue;
            }
            match test {
                Take::Class(class) => lasts.words.extend(lexicon.last_words(*class)),
                // Numbers in words end with words that may not begin one.
                Take::Numeric(numeric) if numeric.words => lasts.over = true,
                _ => lasts.add(test, lexicon),
            }
        }
        lasts
    }

    /// Adds what can stand where a step begins.
    fn openings(&self, step: usize, lexicon: &Lexicon, openings: &mut Openings) {
        let (takes, over) = self.takes(step);
        openings.over |= over;
        takes.into_iter().for_each(|(_, test)| openings.add(test, lexicon));
    }

    /// The taking steps that can come first from a step on, and whether the program can be over there.
    fn takes(&self, from: usize) -> (Vec<(usize, &Take)>, bool) {
        let (mut takes, mut over) = (Vec::new(), false);
        let mut open = vec![from];
        while let Some(at) = open.pop() {
            match self.steps.get(at) {
                Some(Step::Split(a, b)) => open.extend([*a, *b]),
                Some(Step::Jump(to)) => open.push(*to),
                Some(Step::Take { test, .. }) => takes.push((at, test)),
                Some(Step::Accept) | None => over = true,
            }
        }
        (takes, over)
    }
}

/// A capture of a rule: its name and what it can catch.
#[derive(Clone, Debug)]
pub(crate) struct Capture {
    pub(crate) name: String,
    pub(crate) takes: Vec<Take>,
}

/// The slot of a capture; alternatives may catch under the same name.
fn slot(name: &str, test: &Take, captures: &mut Vec<Capture>) -> Result<u8, String> {
    let index = match captures.iter().position(|capture| capture.name == name) {
        Some(index) => index,
        None if captures.len() == SLOTS => return Err(format!("more than {SLOTS} captures")),
        None => {
            captures.push(Capture { name: name.to_owned(), takes: Vec::new() });
            captures.len() - 1
        }
    };
    captures[index].takes.push(test.clone());
    Ok(index as u8)
}
