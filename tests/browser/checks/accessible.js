// axe on every kind of page: light and dark, at three widths, with and without scripts, with filters on.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { kinds } from "../kinds.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const FILTERED = { "home filtered": "/?tag=doge&cut=main", "search filtered": "/search/?q=service" };

/** What axe objects to on the page as it is. */
export async function violations(page, rules = {}) {
  await page.evaluate(axe);
  const found = await page.evaluate(([tags, rules]) => {
    return window.axe.run({ runOnly: { type: "tag", values: tags }, rules: { "target-size": { enabled: true }, ...rules } });
  }, [TAGS, rules]);
  return found.violations.flatMap(({ id, help, nodes }) => {
    return nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target} ${failureSummary.split("\n").slice(1, 3).join(" ")}`);
  });
}

/** As if scripts were off: axe is one itself, and could not run. */
async function withoutScripts(page) {
  await page.route("**/dateline.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await page.route("**/style.css", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("(scripting: none)", "all") });
  });
}

export function accessible({ demo, folder }) {
  const all = kinds(folder);
  const checks = [];
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [320, 768, 1280]) {
      for (const scripts of [true, false]) {
        const pages = scripts ? { ...all, ...FILTERED } : all;
        checks.push({
          name: `axe, ${colorScheme}, ${width} px, scripts ${scripts ? "on" : "off"}`,
          options: { colorScheme, viewport: { width, height: 900 } },
          expects: /404/,
          async run(page) {
            const found = [];
            if (!scripts) await withoutScripts(page);
            for (const [name, path] of Object.entries(pages)) {
              await page.goto(demo + path);
              if (path.includes("?")) await page.locator("#_found .entry").first().waitFor();
              found.push(...(await violations(page)).map((text) => `${name}: ${text}`));
            }
            if (found.length) throw new Error(found.join("\n"));
          },
        });
      }
    }
  }
  return checks;
}
