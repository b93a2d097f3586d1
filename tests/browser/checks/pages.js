// What axe cannot see: reflow, spacing, keyboard, focus, print, and all of it without scripts.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { kinds } from "../kinds.js";

/** WCAG 1.4.12: what a reader may set without loss. */
const SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }";

const overflow = (page) => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const outside = ({ left, right }) => right > width + 1 || left < -1;
  const wide = [...document.querySelectorAll("body *")].filter((element) => outside(element.getBoundingClientRect()));
  return wide.slice(0, 3).map((element) => `${element.localName}.${element.className}`).concat("...");
});

export function pages({ demo, large, rtl, folder }) {
  const check = (name, run, options = {}) => ({ name: `pages: ${name}`, run, options, expects: /404/ });
  const each = async (page, look) => {
    for (const [name, path] of Object.entries(kinds(folder))) {
      await page.goto(demo + path);
      await look(name);
    }
  };
  return [
    check("no page is wider than 320 px, with wide spacing either", async (page) => {
      await each(page, async (name) => {
        assert.deepEqual(await overflow(page), [], name);
        await page.evaluate((css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }, SPACING);
        assert.deepEqual(await overflow(page), [], `${name}, spaced`);
      });
    }, { viewport: { width: 320, height: 640 } }),
    ...[320, 1280].map((width) => check(`from right to left, ${width} px: nothing lies beside the page, the first year is on the right`, async (page) => {
      await page.goto(`${rtl}/`);
      assert.deepEqual(await overflow(page), []);
      const places = await page.locator(".overview li").evaluateAll((columns) => columns.map((column) => column.getBoundingClientRect().left));
      assert.ok(places[0] > places.at(-1), places);
    }, { viewport: { width, height: 900 } })),
    check("the tabulator key goes down the page, what it reaches is seen", async (page) => {
      await page.goto(`${demo}/`);
      let last = -1;
      for (let times = 0; times < 60; times++) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate(() => {
          const element = document.activeElement;
          const { left, top, width, height } = element.getBoundingClientRect();
          const hit = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 10));
          const style = getComputedStyle(element);
          const ringed = style.outlineStyle !== "none" || getComputedStyle(element.nextElementSibling ?? element).outlineStyle !== "none";
          return {
            name: `${element.localName} “${element.textContent.slice(0, 30)}”`,
            order: [...document.querySelectorAll("*")].indexOf(element),
            seen: hit !== null && (element.contains(hit) || hit.contains(element) || hit.parentElement.contains(element)),
            ringed,
          };
        });
        assert.ok(at.order > last, `${at.name} comes in order`);
        assert.ok(at.seen, `${at.name} is not under something else`);
        assert.ok(at.ringed, `${at.name} shows that it has the focus`);
        last = at.order;
      }
    }),
    check("the skip link skips", async (page) => {
      await page.goto(`${demo}/2025/`);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      assert.equal(new URL(page.url()).hash, "#_content");
    }),
    check("without scripts: a tag and a year, an event with its sources, anything in four clicks", async (page) => {
      await page.goto(`${large}/`);
      await page.locator("details[data-facet=tag] summary").click();
      await page.locator("details[data-facet=tag] li a").first().click();
      const tagged = await page.locator(".entry").count();
      const said = await page.locator(".facts").textContent();
      assert.equal(tagged, Number.parseInt(said, 10), "all events of the tag");
      await page.goto(`${large}/`);
      await page.locator(".overview a", { hasText: "2011" }).click();
      await page.locator(".overview [aria-current]").waitFor();
      await page.locator(".entry h3 a").first().click();
      await page.locator("#sources").waitFor();
      assert.ok((await page.locator(".numbered a").first().getAttribute("href")).startsWith("https://example.org/2011/"));
    }, { javaScriptEnabled: false }),
    check("without scripts, nothing is shown that needs them", async (page) => {
      await page.goto(`${demo}/`);
      for (const name of ["input[name=q]", "input[name=cut]", ".zoom", ".handle"]) {
        assert.ok(!(await page.locator(name).first().isVisible()), name);
      }
    }, { javaScriptEnabled: false }),
    check("printed, a page has its sources with their addresses and no controls", async (page) => {
      await page.emulateMedia({ media: "print" });
      await page.goto(`${demo}/2025/`);
      for (const name of [".menu", ".filters", ".overview"]) assert.ok(!(await page.locator(name).first().isVisible()), name);
      assert.ok(await page.locator(".entry").first().isVisible());
      const pdf = await page.pdf({ format: "A4" });
      assert.ok(pdf.length > 10_000);
      await page.goto(`${large}/2011/`);
      await page.locator(".entry h3 a").first().evaluate((link) => link.click());
      const after = await page.locator(".numbered a").first().evaluate((link) => getComputedStyle(link, "::after").content);
      assert.match(after, /http/);
    }),
    check("nothing moves while a page loads", async (page) => {
      for (const path of ["/", "/2025/02/", "/search/"]) {
        await page.goto(demo + path);
        const shift = await page.evaluate(() => new Promise((tell) => {
          let sum = 0;
          new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value))).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => tell(sum), 300);
        }));
        assert.ok(shift < 0.01, `${path}: ${shift}`);
      }
    }),
    check("only this host is asked, five times at most", async (page) => {
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(`${large}/`, { waitUntil: "networkidle" });
      assert.ok(asked.length <= 5 && asked.every((url) => url.startsWith(large)), asked);
    }),
    check("pages opened from disk lead to each other", async (page) => {
      await page.goto(`file://${join(folder, "index.html")}`);
      await page.locator(".entry h3 a").first().click();
      await page.locator("#why").waitFor();
    }),
    check("every event is reached from the search page", async (page) => {
      await page.goto(`${demo}/search/`);
      const links = await page.locator(".index a").count();
      assert.equal(links, readdirSync(join(folder, "event")).length);
    }, { javaScriptEnabled: false }),
    check("no page holds inline scripts or styles", async () => {
      const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".html"));
      for (const file of files) {
        const html = readFileSync(join(folder, file), "utf8");
        assert.doesNotMatch(html, /<script(?![^>]*(src=|ld\+json))|<style| style="| on\w+="/, file);
      }
    }),
  ];
}
