// What pages may weigh, from the built files alone.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const kB = 1000;

const packed = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

/** All pages of a built site. */
function pagesOf(site) {
  const files = readdirSync(site, { recursive: true }).filter((file) => file.endsWith(".html"));
  return files.map((file) => join(site, file));
}

const elements = (file) => readFileSync(file, "utf8").match(/<[a-z]/g).length;
const cards = (file) => readFileSync(file, "utf8").split("<article>").length - 1;

/** The page that has most of something, and how much. */
function most(site, measure) {
  return pagesOf(site).map((file) => [measure(file), file.slice(site.length)]).sort(([a], [b]) => b - a)[0];
}

/** What a page asks for: itself, and the files that it names. */
function requests(file) {
  const html = readFileSync(file, "utf8");
  const named = [...html.matchAll(/<(?:script|img|iframe)[^>]* src="([^"]*)"|<link rel="(?:stylesheet|icon)" href="([^"]*)"/g)];
  return ["itself", ...new Set(named.filter(([tag]) => !tag.includes('loading="lazy"')).map(([, a, b]) => a ?? b))];
}

/**
 * @param {string} demo Folder of the demo site.
 * @param {string} large Folder of the site of 2,000 events.
 * @returns {{name: string, error?: string}[]}
 */
export function budgets(demo, large) {
  const lines = [];
  const hold = (what, value, limit, unit = "") => {
    const name = `${what}: ${value}${unit} of at most ${limit}${unit}`;
    lines.push({ name, error: value > limit ? "over the budget" : undefined });
  };
  for (const [name, site] of [["demo", demo], ["2,000 events", large]]) {
    const home = join(site, "index.html");
    const needed = ["dateline.js", "style.css", "favicon.svg"].map((file) => packed(join(site, file)));
    hold(`${name}: script, gzip`, packed(join(site, "dateline.js")), 10 * kB, " B");
    hold(`${name}: style sheet, gzip`, packed(join(site, "style.css")), 10 * kB, " B");
    hold(`${name}: home page with all it needs, gzip`, packed(home) + needed.reduce((a, b) => a + b), 60 * kB, " B");
    hold(`${name}: requests of the home page`, requests(home).length, 5);
    const elsewhere = requests(home).filter((url) => url.includes("//")).length;
    hold(`${name}: requests to other hosts`, elsewhere, 0);
    const [count, file] = most(site, cards);
    hold(`${name}: cards on a page (${file})`, count, 150);
    const [number, page] = most(site, elements);
    hold(`${name}: elements on a page (${page})`, number, 2500);
    const index = ["index.json", "0.json", "text-0.json"].map((file) => join(site, "filter", file)).filter(existsSync);
    hold(`${name}: filter index, gzip`, index.map(packed).reduce((a, b) => a + b, 0), 120 * kB, " B");
  }
  return lines;
}
