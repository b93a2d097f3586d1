// A site of 2,000 events over 20 years, 30 tags a year, always the same: what the budgets are held against.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const YEARS = { first: 2006, count: 20, events: 100, tags: 30 };

const SUBJECTS = ["The council", "A court in the capital", "The ministry", "The harbour authority", "A committee of inquiry", "The auditors"];
const VERBS = ["opens", "closes", "postpones", "approves", "rejects", "publishes", "reviews", "sells"];
const OBJECTS = ["the bridge over the estuary", "a report on the dykes", "the new railway", "its archive of letters", "the contract for the ferries", "a plan for the old town", "the accounts of the year"];
const PLACES = ["Norwick", "Saltmouth", "Easthaven", "Lower Fell", "Kingsferry"];
const PUBLISHERS = ["The Norwick Gazette", "Harbour Radio", "Saltmouth Times", "Official Journal", "The Fell Observer"];
const NAMES = ["Ada Holm", "Bela Ruiz", "Carl Voss", "Dina Okafor", "Emil Brandt", "Fatima Noor", "Greta Lind", "Hugo Mare"];
const SURNAMES = ["of Norwick", "the younger", "of the ferries", "the elder", "of Saltmouth"];

/** Numbers from 0 to 1, the same in every run (a linear congruence with the constants of Numerical Recipes). */
function numbers(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/**
 * Writes the site into `folder`.
 * @param {string} folder
 */
export function generate(folder) {
  // What an earlier run left there would be events of the site too.
  rmSync(folder, { recursive: true, force: true });
  const random = numbers(1);
  const pick = (list) => list[Math.floor(random() * list.length)];
  // All in one section, which is so a long list of its own.
  const content = join(folder, "content", "works");
  mkdirSync(content, { recursive: true });
  writeFileSync(
    join(folder, "dateline.toml"),
    'title = "The towns on the estuary"\ndescription = "Twenty years of public works, found in the papers of five towns."\nbase_url = "https://example.org/estuary/"\n',
  );
  for (let year = YEARS.first; year < YEARS.first + YEARS.count; year++) {
    for (let number = 0; number < YEARS.events; number++) {
      const month = 1 + Math.floor(random() * 12);
      const day = 1 + Math.floor(random() * 28);
      const two = (n) => String(n).padStart(2, "0");
      // One date in ten is known to the month alone.
      const date = random() < 0.1 ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(day)}`;
      const tags = [0, 1, 2].map(() => `"Works ${year}/${1 + Math.floor(random() * YEARS.tags)}"`);
      const place = pick(PLACES);
      const publisher = pick(PUBLISHERS);
      const title = `${pick(SUBJECTS)} ${pick(VERBS)} ${pick(OBJECTS)} in ${place}`;
      const person = `${pick(NAMES)} ${pick(SURNAMES)}`;
      const text = `The decision had been expected since the spring. ${person} calls it a matter of ${1 + Math.floor(random() * 90)} votes, and of patience.`;
      const file = `+++
title = "${title}"
date = "${date}"
importance = ${1 + Math.floor(random() ** 2 * 10)}
tags = [${tags.join(", ")}]
people = ["${person}"]
place = "${place}"
summary = "${text}"
sources = [{ title = "${title}", publisher = "${publisher}", url = "https://example.org/${year}/${number}" }]
+++

${text} The papers were laid out for four weeks.
`;
      writeFileSync(join(content, `${year}-${two(number)}.md`), file);
    }
  }
}
