// Chromium from the system's packages.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A headless browser; `CHROMIUM` names another one than the system's. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place)),
    // Its sandbox refuses to run as root, as in containers.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}
