//! The words by which event mentions are found in prose, and told apart.

use super::telling::WordSet;
use foldhash::fast::FixedState;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

/// Classes of words, all in lower case. A pack without them cannot find mentions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mentions {
    /// Endings that inflect or derive a word; what stays is its stem. The longest one that fits counts.
    pub endings: Vec<String>,
    /// Verbs and nouns that tell an event in all their forms, in their plainest one.
    pub words: WordSet,
    /// Verbs that tell an event, and are no nouns.
    pub verbs: WordSet,
    /// Verbs that tell an event, while a noun of the same spelling names a thing: "shares".
    pub things: WordSet,
    /// Nouns that tell an event and are no verbs.
    pub nouns: WordSet,
    /// Verbs whose forms share no stem: the plainest form, and the others.
    pub irregular: BTreeMap<String, Vec<String>>,
    /// Auxiliaries after which a participle tells what was done to the subject.
    pub passive: WordSet,
    /// Name who did it, after such a participle.
    pub agents: WordSet,
    /// Irregular past forms beside those of the class `tense`.
    pub past: WordSet,
    /// Endings of nouns that name what happens.
    pub noun_endings: Vec<String>,
    /// Words with such an ending that do not.
    pub no_nouns: WordSet,
    /// Ending of the participle of what goes on.
    pub going_on: String,
    /// Words with that ending that are no participles.
    pub not_going_on: WordSet,
    /// Ending of verbs of the third person in the present.
    pub third_person: String,
    /// Verbs of saying, whose object is what was said: plainest forms, and irregular ones.
    pub saying: WordSet,
    /// Verbs that mostly help another one: they tell an event only where they stand alone.
    pub auxiliaries: WordSet,
    /// Auxiliaries of the present perfect.
    pub perfect: WordSet,
    /// Endings of adverbs, which stand between an auxiliary and its verb.
    pub adverb_endings: Vec<String>,
    /// Begin a clause that says what was said, or goes on from a noun.
    pub content: WordSet,
    /// Begin a clause that stands beside another one.
    pub conjunctions: WordSet,
    /// Begin a clause that lies before, after or around another one in time; before an expression they are its signal.
    pub subordinators: WordSet,
    /// Auxiliaries that the plain form of a verb follows: "did not say".
    pub plain_after: WordSet,
    /// What follows the apostrophe of words that stay whole: "don't".
    pub contracted: WordSet,
    /// Turn a verb round: "not", "don't".
    pub negations: WordSet,
    /// Stand in for the sentence before, where a verb follows: "this".
    pub anaphors: WordSet,
    /// Tell that something happens again and again: "usually".
    pub habits: WordSet,
    /// Verbs after which an infinitive tells what came of it: "fell *to close* at nine", "managed *to win*".
    pub outcomes: WordSet,
    /// Begin a clause at the date before them: "in 1968, *when* the dam broke".
    pub at_time: WordSet,
    /// Tie an expression to the noun before it: "the storm *of* Monday".
    pub genitives: WordSet,
    /// Tell whose event a noun is.
    pub possessives: WordSet,
    /// Stand before a noun: after them a word of both kinds is one.
    pub before_nouns: WordSet,
    #[serde(skip)]
    stems: OnceLock<Stems>,
}

/// Stems of the words that are known in all their forms; found once for a pack.
#[derive(Debug)]
struct Stems {
    known: WordSet,
    saying: WordSet,
    outcomes: WordSet,
    /// Irregular forms, and their plainest ones.
    plain: HashMap<String, String, FixedState>,
}

impl Mentions {
    /// A word without its ending; at least three letters stay.
    ///
    /// ```
    /// let mentions = dateline::lang::Pack::english().telling.mentions.as_ref().unwrap();
    /// assert_eq!(mentions.stem("announcement"), mentions.stem("announced"));
    /// ```
    pub fn stem<'a>(&self, word: &'a str) -> &'a str {
        // Most endings are refused by their last byte.
        let last = word.as_bytes().last();
        let likely = self.endings.iter().filter(|ending| ending.as_bytes().last() == last);
        let stems = likely.filter_map(|ending| word.strip_suffix(ending.as_str()));
        let stem =
            stems.filter(|stem| stem.chars().count() >= LEAST).min_by_key(|stem| stem.len()).unwrap_or(word);
        // "planned" is of "plan", "killed" of "kill".
        let mut letters = stem.chars().rev();
        match (letters.next(), letters.next()) {
            (Some(last), Some(other)) if last == other && stem.chars().count() > LEAST => {
                &stem[..stem.len() - last.len_utf8()]
            }
            _ => stem,
        }
    }

    /// The stem of a word, the same for all forms of a verb: "chose", "chosen".
    ///
    /// ```
    /// let mentions = dateline::lang::Pack::english().telling.mentions.as_ref().unwrap();
    /// assert_eq!(mentions.lemma("chose"), mentions.lemma("chosen"));
    /// assert_eq!(mentions.lemma("won"), mentions.lemma("wins"));
    /// ```
    pub fn lemma<'a>(&'a self, word: &'a str) -> &'a str {
        self.stem(self.stems().plain.get(word).map_or(word, String::as_str))
    }

    /// Whether a word tells an event in one of its forms.
    pub fn is_known(&self, word: &str) -> bool {
        self.stems().known.contains(self.stem(word)) && !self.no_nouns.contains(word)
    }

    /// Whether a word is a verb of saying in one of its forms.
    pub fn is_saying(&self, word: &str) -> bool {
        // "not" and "station" are no forms of "note" and "state".
        let other = self.negations.contains(word) || self.no_nouns.contains(word);
        self.stems().saying.contains(self.stem(word)) && !other
    }

    /// Whether an infinitive after a verb tells what came of it.
    pub fn has_outcome(&self, verb: &str) -> bool {
        self.stems().outcomes.contains(self.stem(verb))
    }

    fn stems(&self) -> &Stems {
        self.stems.get_or_init(|| {
            let stems = |words: &WordSet| -> WordSet {
                words.iter().map(|word| self.stem(word).to_owned()).collect()
            };
            let forms = |(plain, forms): (&String, &Vec<String>)| -> Vec<(String, String)> {
                forms.iter().map(|form| (form.clone(), plain.clone())).collect()
            };
            let known = [&self.words, &self.verbs, &self.things, &self.saying];
            Stems {
                known: known.into_iter().flat_map(stems).collect(),
                saying: stems(&self.saying),
                outcomes: stems(&self.outcomes),
                plain: self.irregular.iter().flat_map(forms).collect(),
            }
        })
    }
}

/// Fewest letters of a stem.
const LEAST: usize = 3;
