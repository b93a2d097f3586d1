// What a site exports for TimelineJS, shown by TimelineJS itself.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const dist = join(dirname(createRequire(import.meta.url).resolve("@knight-lab/timelinejs/package.json")), "dist");

/** Every kind of date, and what TimelineJS should say of it. */
const DATES = {
  "2025-02-25": "February 25, 2025",
  "2025-02": "February 2025",
  "1998": "1998",
  "1984~": "about 1984",
  "199X": "1990s",
  "2024-11/2025-01": "November 2024",
  "2025-01-20/..": "since 20 January 2025",
  "2025-02-25T09:30": "9:30",
  "2025-21": "spring 2025",
  "-0043-03-15": "44 BCE",
  "0000": "1 BCE",
  "[1667,1668]": "1667 or 1668",
};
const DEEP = { "Y-138E8": "13.80 billion years ago", "-0043": "44 BCE", "2025": "2025" };

/** A site of one event a date. */
function site(folder, dates) {
  mkdirSync(join(folder, "content"), { recursive: true });
  Object.keys(dates).forEach((date, number) => {
    const text = "A *text* with <b>HTML</b> & “quotes”.";
    writeFileSync(join(folder, `content/${number}.md`), `+++\ntitle = "Event of ${date}"\ndate = "${date}"\ntags = ["one", "two"]\n+++\n\n${text}\n`);
  });
  return folder;
}

/** @param {{program: string, root: string, scratch: string}} sites */
export function timelinejs({ program, root, scratch }) {
  const page = join(scratch, "timelinejs.html");
  writeFileSync(page, `<!DOCTYPE html><meta charset="utf-8"><title>TimelineJS</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="${pathToFileURL(join(dist, "css/timeline.css"))}"><div id="timeline" style="height: 700px"></div>
<script src="${pathToFileURL(join(dist, "js/timeline.js"))}"></script>`);

  /** Shows a site's export, slide by slide. */
  const check = (name, source, dates) => ({
    name: `TimelineJS: ${name}`,
    run: async (tab) => {
      const exported = execFileSync(program, ["export", "timelinejs", source(), "--base-url", "https://example.org/"], { maxBuffer: 1e8 });
      const data = JSON.parse(exported);
      // The pictures of a site that is not there.
      await tab.route("https://example.org/**", (route) => route.fulfill({ contentType: "image/svg+xml", body: "<svg xmlns='http://www.w3.org/2000/svg'/>" }));
      await tab.goto(pathToFileURL(page).href);
      await tab.evaluate((data) => {
        window.shown = new TL.Timeline("timeline", data, { font: null, duration: 0 });
        return new Promise((ready) => window.shown.on("loaded", ready));
      }, data);
      const errors = await tab.evaluate(() => window.shown.config.messages.errors);
      assert.deepEqual(errors, []);
      assert.equal(await tab.locator(".tl-slide").count(), data.events.length + 1, "the title and all events");
      assert.equal(await tab.locator(".tl-timeera").count(), data.eras?.length ?? 0);
      for (const event of data.events) {
        await tab.evaluate((id) => window.shown.goToId(id), event.unique_id);
        const slide = tab.locator(".tl-slide").nth(1 + await tab.evaluate((id) => window.shown.config.events.findIndex((event) => event.unique_id === id), event.unique_id));
        const told = (await slide.innerText()).replace(/\s+/g, " ");
        const headline = await slide.locator(".tl-headline").first().innerText();
        assert.ok(headline.length > 0 && told.includes(headline.replace(/\s+/g, " ").trim()), event.unique_id);
        const date = dates?.[headline.replace("Event of ", "").trim()];
        if (date) assert.ok(told.toLowerCase().includes(date.toLowerCase()), `${headline}: no “${date}” in “${told}”`);
        if (dates) assert.ok(told.includes("A text with <b>HTML</b> & “quotes”."), told);
      }
    },
  });
  return [
    check("all slides of the demo are shown", () => root),
    check("every kind of date is told as it was meant", () => site(join(scratch, "dates-source"), DATES), DATES),
    check("deep time is shown", () => site(join(scratch, "deep-source"), DEEP), DEEP),
  ];
}
