// Filters as a reader uses them: each kind, the URL, going back, opening a link cold.

import assert from "node:assert/strict";

/** The titles that are shown, and the number that is announced. */
async function shown(page) {
  await page.waitForFunction(() => document.getElementById("_found").hidden !== document.getElementById("_whole").hidden);
  const titles = await page.locator(".entry:visible :is(h2, h3) a").allTextContents();
  const said = await page.locator(".filters output").textContent();
  return { titles, said, count: Number(said.replace(/[^\d].*$/, "")) };
}

/** Waits until something else is announced. */
async function changed(page, act) {
  const before = await page.locator(".filters output").textContent();
  await act();
  await page.waitForFunction((before) => document.querySelector(".filters output").textContent !== before, before);
  const now = await shown(page);
  assert.equal(now.titles.length, now.count, `as many cards as announced: ${now.said}`);
  return now;
}

const cut = (page, name) => page.getByRole("radio", { name }).check();

async function tick(page, facet, name) {
  const details = page.locator(`details[data-facet=${facet}]`);
  if (!(await details.getAttribute("open").then((open) => open !== null))) await details.locator("summary").click();
  await details.getByRole("checkbox", { name }).check();
}

export function filters({ demo, large }) {
  const check = (name, run, options = {}) => ({ name: `filters: ${name}`, run, options });
  return [
    check("each narrows, the URL keeps all, a link opened cold shows the same", async (page) => {
      await page.goto(`${large}/2011/`);
      const all = 100;
      const tagged = await changed(page, () => tick(page, "place", "Norwick"));
      const main = await changed(page, () => cut(page, "Main"));
      const named = await changed(page, () => page.locator("input[name=q]").fill("COUNCIL"));
      assert.ok(all > tagged.count && tagged.count > main.count && main.count > named.count && named.count > 0, `${all} ${tagged.count} ${main.count} ${named.count}`);
      const url = new URL(page.url());
      assert.deepEqual([...url.searchParams], [["cut", "main"], ["place", "norwick"], ["q", "COUNCIL"]]);
      await page.reload();
      await page.locator("#_found").waitFor();
      assert.deepEqual(await shown(page), named, "after reload");
      const cold = await page.context().browser().newContext();
      const other = await cold.newPage();
      await other.goto(page.url());
      await other.locator("#_found").waitFor();
      assert.deepEqual(await shown(other), named, "opened cold");
      await cold.close();
    }),
    check("the back button goes back, step by step", async (page) => {
      await page.goto(`${demo}/`);
      const start = await shown(page);
      const tagged = await changed(page, () => tick(page, "tag", "DOGE"));
      await changed(page, () => cut(page, "Key"));
      assert.deepEqual(await changed(page, () => page.goBack()), tagged);
      assert.ok(await page.locator("input[value=doge]").isChecked());
      assert.deepEqual(await changed(page, () => page.goBack()), start);
      assert.deepEqual(await changed(page, () => page.goForward()), tagged);
    }),
    check("a date range, and a date that is none", async (page) => {
      await page.goto(`${demo}/?from=2025-02&to=2025-02-20`);
      await page.locator("#_found").waitFor();
      const { titles } = await shown(page);
      assert.ok(titles.includes("The offer closes") && !titles.includes("Elon Musk’s service in the government ends"), titles);
      await page.getByText("Dates").click();
      await page.getByRole("textbox", { name: "From" }).fill("last week");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.querySelector("[name=from]").getAttribute("aria-invalid") === "true");
    }),
    check("two values of a facet, and the counts beside the others", async (page) => {
      await page.goto(`${demo}/`);
      await changed(page, () => tick(page, "tag", "DOGE"));
      const beside = await page.locator("details[data-facet=tag] li", { hasText: "executive orders" }).locator("small").textContent();
      const both = await changed(page, () => tick(page, "tag", "executive orders"));
      assert.equal(both.count, Number(beside));
      await changed(page, () => page.getByRole("button", { name: "Clear" }).click());
      assert.equal(new URL(page.url()).search, "");
    }),
    check("what a page is about stays what it is about", async (page) => {
      await page.goto(`${demo}/2025/`);
      const year = await shown(page);
      const main = await changed(page, () => cut(page, "Main"));
      assert.ok(main.count < year.count);
      const years = await page.locator("#_found h2").allTextContents();
      assert.deepEqual(years, ["2025"]);
    }),
    check("nothing that fits is said", async (page) => {
      await page.goto(`${demo}/search/?q=zeppelin`);
      await page.getByText("No event fits.").waitFor();
    }),
    check("accents and case do not matter to a search", async (page) => {
      await page.goto(`${demo}/search/?q=MUSK%20dógé`);
      await page.locator("#_found .entry").first().waitFor();
    }),
    check("2,000 events: a hundred at once, more on demand", async (page) => {
      await page.goto(`${large}/?cut=main`);
      await page.locator("#_found .entry").first().waitFor();
      assert.equal(await page.locator("#_found .entry").count(), 100);
      await page.locator("#_found .more button").click();
      assert.equal(await page.locator("#_found .entry").count(), 200);
      const focused = await page.evaluate(() => document.activeElement.closest(".entry") !== null);
      assert.ok(focused, "the first of the new ones has the focus");
    }),
    check("2,000 events: what the page does not hold has its date, title and sentence", async (page) => {
      await page.goto(`${large}/?from=2011&to=2011&cut=main`);
      const card = page.locator("#_found .entry").nth(3);
      await card.waitFor();
      assert.match(await card.locator(".when").textContent(), /\d* ?[A-Z][a-z]+/);
      assert.match(await card.locator("p").nth(1).textContent(), /^The decision had been expected/);
      assert.match(await card.locator(".meta").textContent(), /Works 2011/);
    }),
    check("2,000 events: a tag of many is found by its name", async (page) => {
      await page.goto(`${large}/`);
      await page.locator("details[data-facet=tag] summary").click();
      await page.locator("details[data-facet=tag] input[type=search]").fill("2011/7");
      await changed(page, () => page.getByRole("checkbox", { name: "Works 2011/7" }).check());
    }),
    check("on a phone, in a sheet", async (page) => {
      await page.goto(`${demo}/`);
      await page.getByRole("button", { name: "Filters" }).click();
      await changed(page, () => tick(page, "person", "Elon Musk"));
      await page.getByRole("button", { name: "Show" }).click();
      assert.ok(!(await page.locator(".sheet").isVisible()));
    }, { viewport: { width: 360, height: 740 }, hasTouch: true }),
    check("by keyboard alone", async (page) => {
      await page.goto(`${demo}/`);
      await page.locator("input[name=cut]:checked").focus();
      await changed(page, () => page.keyboard.press("ArrowLeft"));
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.locator("details[data-facet=tag] input[type=checkbox]").first().waitFor();
      await page.keyboard.press("Tab");
      await changed(page, () => page.keyboard.press("Space"));
      await page.keyboard.press("Escape");
      assert.equal(await page.evaluate(() => document.activeElement.localName), "summary");
    }),
    check("an index that does not come is said", async (page) => {
      await page.route("**/filter/**", (route) => route.abort());
      await page.goto(`${demo}/`);
      await cut(page, "Key");
      await page.getByText("could not be loaded").waitFor();
      assert.ok(await page.locator("#_whole").isVisible(), "the page stays");
    }),
  ].map((one) => ({ ...one, expects: /ERR_FAILED|Failed to fetch/ }));
}
