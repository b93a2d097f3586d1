// One page of each kind of the demo site.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * URL paths by kind.
 * @param {string} site Folder of the built site.
 * @returns {Record<string, string>}
 */
export function kinds(site) {
  /** The first page of a folder that holds some words: addresses are made of titles, and change with them. */
  const first = (folder, words) => {
    const names = readdirSync(join(site, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const found = names.find(({ name }) => readFileSync(join(site, folder, name, "index.html"), "utf8").includes(words));
    if (!found) throw new Error(`no page in ${folder}/ holds ${words}`);
    return `/${folder}/${found.name}/`;
  };
  return {
    home: "/",
    period: "/2025/",
    month: "/2025/02/",
    section: "/service/",
    event: first("event", "<figure>"),
    "found event": first("event", "<mark>"),
    articles: "/article/",
    article: first("article", 'value="story"'),
    facet: "/tag/",
    "facet value": "/tag/doge/",
    search: "/search/",
    embed: "/embed/",
    // Where the history of the demo's files is known.
    ...(existsSync(join(site, "changes")) && { changes: "/changes/" }),
    "not found": "/nothing/",
  };
}
