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
    Word(Word),
    Class(Class),
    Numeric(Numeric),
    /// Name of a shape.
    Shape(String),
    Expression(Grain),
}

/// Most captures that a rule may have.
pub(crate) const SLOTS: usize = 8;

/// What can begin a program.
#[derive(Debug, Default)]
pub(crate) struct Firsts {
    pub(crate) words: BTreeSet<Word>,
    pub(crate) number: bool,
    pub(crate) shape: bool,
    pub(crate) expression: bool,
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
                for (index, node) in nodes.iter().enumerate() {
                    let last = index + 1 == nodes.len();
                    let split = (!last).then(|| self.hold());
                    self.emit(node, lexicon, captures)?;
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
            Test::Word(word) => Take::Word(lexicon.intern(word)),
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
    pub(crate) fn firsts(&self, lexicon: &Lexicon) -> Firsts {
        let mut firsts = Firsts::default();
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            match self.steps.get(at) {
                Some(Step::Split(a, b)) => open.extend([*a, *b]),
                Some(Step::Jump(to)) => open.push(*to),
                Some(Step::Take { test, .. }) => match test {
                    Take::Word(word) => drop(firsts.words.insert(*word)),
                    Take::Class(class) => {
                        let (numbers, words): (Vec<Word>, Vec<Word>) =
                            lexicon.first_words(*class).partition(|word| lexicon.is_number(*word));
                        firsts.words.extend(words);
                        firsts.number |= !numbers.is_empty();
                    }
                    Take::Numeric(numeric) => {
                        firsts.number = true;
                        if numeric.words {
                            firsts.words.extend(lexicon.number_words());
                        }
                    }
                    Take::Shape(_) => firsts.shape = true,
                    Take::Expression(_) => firsts.expression = true,
                },
                Some(Step::Accept) | None => {}
            }
        }
        firsts
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
