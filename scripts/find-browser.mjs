/** Where a Chromium lies on this machine; asked by the set-up and by Playwright's settings. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** TANDEM_BROWSER, else Playwright's own, else the system's; undefined when there is none. */
export function findBrowser() {
  const { chromium } = createRequire(import.meta.url)("@playwright/test");
  const candidates = [process.env.TANDEM_BROWSER, chromium.executablePath(), ...usualPlaces];
  return candidates.find((path) => path && existsSync(path));
}
