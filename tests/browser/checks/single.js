// The copies of the demo and of the large site in one file, opened from disk as an archive would.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

/** @param {{single: {demo: string, large: string}}} sites */
export function single({ single: files }) {
  const check = (name, run, options = {}) => ({ name: `single file: ${name}`, run, options });
  const [url, large] = [files.demo, files.large].map((file) => pathToFileURL(file).href);
  return [
    check("opened from disk, it asks for nothing and its links lead to their places", async (page) => {
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(url, { waitUntil: "networkidle" });
      assert.deepEqual(asked.filter((address) => !address.startsWith("data:")), [url]);
      const broken = await page.evaluate(() => [...document.images].filter((image) => !image.naturalWidth).map((image) => image.alt));
      assert.deepEqual(broken, []);
      const dead = await page.locator("a[href^='#']").evaluateAll((links) => links
        .map((link) => decodeURIComponent(link.hash.slice(1)))
        .filter((id) => id && !document.getElementById(id)));
      assert.deepEqual(dead, []);
      await page.locator("a[href^='#article/']").first().click();
      await page.locator(":target").waitFor();
      assert.ok((await page.locator("[id^='event/']").count()) > 20);
    }),
    check("printed, sources have their addresses; no wider than a telephone", async (page) => {
      await page.goto(url);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
      await page.emulateMedia({ media: "print" });
      assert.ok((await page.pdf({ format: "A4" })).length > 50_000);
      await page.goto(large);
      assert.equal(await page.locator("[id^='event/']").count(), 2000);
      const after = await page.locator(".numbered a[href^='http']").first().evaluate((link) => getComputedStyle(link, "::after").content);
      assert.match(after, /http/);
    }, { viewport: { width: 320, height: 640 } }),
  ];
}
