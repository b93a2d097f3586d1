// Pictures of the main pages at three widths, light and dark: `node screenshots.js SITE FOLDER`.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.js";
import { kinds } from "./kinds.js";
import { serve } from "./serve.js";

const WIDTHS = [360, 768, 1440];

const [site, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const server = await serve(site);
const browser = await launch();
for (const colorScheme of ["light", "dark"]) {
  for (const width of WIDTHS) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    for (const [name, path] of Object.entries(kinds(site))) {
      await page.goto(server.url + path);
      // What is far below the screen is drawn too.
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(".entry { content-visibility: visible !important; }");
        document.adoptedStyleSheets = [sheet];
        for (const image of document.images) image.loading = "eager";
      });
      await page.waitForLoadState("networkidle");
      await page.screenshot({ path: join(folder, `${name.replace(" ", "-")}-${width}-${colorScheme}.png`), fullPage: true });
    }
    await context.close();
  }
}
// What README shows, as a screen of a desk has it.
const page = await browser.newPage({ colorScheme: "light", viewport: { width: 1180, height: 1300 } });
await page.goto(`${server.url}/?from=2024`);
await page.locator("#_found .entry").first().waitFor();
await page.screenshot({ path: join(folder, "readme.png") });
await browser.close();
server.close();
