// The checks of the pages in a real browser: `node run.js PROGRAM FOLDER [PART OF A NAME]`.
//
// Builds the demo site and a large one with PROGRAM into FOLDER, holds their files against the budgets, and uses them as readers do.
// A check that fails leaves a picture of its page in FOLDER.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.js";
import { budgets } from "./budgets.js";
import { accessible } from "./checks/accessible.js";
import { filters } from "./checks/filters.js";
import { overview } from "./checks/overview.js";
import { pages } from "./checks/pages.js";
import { single } from "./checks/single.js";
import { speed } from "./checks/speed.js";
import { timelinejs } from "./checks/timelinejs.js";
import { generate } from "./generate.js";
import { serve } from "./serve.js";

const [program, folder] = process.argv.slice(2).map((path) => resolve(path));
const root = fileURLToPath(new URL("../..", import.meta.url));

/** Builds the site of `source`, and returns the folder of its files. */
function build(source, name) {
  const output = join(folder, name);
  execFileSync(program, ["build", "--quiet", "--output", output, "--base-url", "https://example.org/"], { cwd: source });
  return output;
}

const demo = build(root, "demo");
generate(join(folder, "large-source"));
const large = build(join(folder, "large-source"), "large");

// The demo site as a language that runs from right to left would have it.
const mirrored = join(folder, "mirrored-source");
mkdirSync(join(mirrored, "templates/i18n"), { recursive: true });
for (const name of ["content", "dateline.toml"]) cpSync(join(root, name), join(mirrored, name), { recursive: true });
writeFileSync(join(mirrored, "templates/i18n/en.toml"), 'direction = "rtl"\n');
const rtl = build(mirrored, "mirrored");

/** Copies `source` into one file. */
function copy(source, name) {
  const file = join(folder, name);
  execFileSync(program, ["build", "--quiet", `--single-file=${file}`], { cwd: source });
  return file;
}
const singleFiles = { demo: copy(root, "demo.html"), large: copy(join(folder, "large-source"), "large.html") };

let failed = 0;
const fail = (name, error) => {
  failed++;
  console.log(`FAILED ${name}\n  ${String(error.message ?? error).replace(/\u001b\[\d+m/g, "").replaceAll("\n", "\n  ")}`);
};
for (const { name, error } of budgets(demo, large)) {
  if (error) fail(name, error);
  else console.log(name);
}

const servers = await Promise.all([demo, large, rtl].map(serve));
const browser = await launch();
const groups = [pages, filters, overview, accessible, single, timelinejs];
const sites = { demo: servers[0].url, large: servers[1].url, rtl: servers[2].url, folder: demo, single: singleFiles, program, root, scratch: folder };
const only = process.argv[4] ?? "";
const wanted = ({ name }) => name.includes(only);
let done = 0;

/** How long a check may take, in ms: a script that is stuck keeps no one waiting. */
const LIMIT = 60_000;

const late = () => new Promise((_, fail) => setTimeout(() => fail(new Error(`took more than ${LIMIT} ms`)), LIMIT).unref());

/** Does the next check until none is left; several at a time, each in a browser context of its own. */
async function worker(checks) {
  for (let check = checks.shift(); check; check = checks.shift()) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...check.options });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    try {
      const said = await Promise.race([check.run(page), late()]);
      const told = errors.filter((error) => !check.expects?.test(error));
      if (told.length) throw new Error(`the browser's console says: ${told.join("; ")}`);
      if (said) console.log(said);
      done++;
    } catch (error) {
      const picture = join(folder, `${check.name.replace(/\W+/g, "-")}.png`);
      await page.screenshot({ path: picture, fullPage: true }).catch(() => {});
      fail(`${check.name}\n  picture: ${picture}`, error);
    }
    await context.close();
  }
}
const checks = groups.flatMap((group) => group(sites)).filter(wanted);
await Promise.all([worker(checks), worker(checks)]);
// What is measured is measured alone.
await worker(speed(sites).filter(wanted));
await browser.close();
servers.forEach((server) => server.close());
console.log(`${done} checks in the browser passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
