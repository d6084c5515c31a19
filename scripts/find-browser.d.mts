/** Types of `find-browser.mjs`, which is JavaScript because the set-up runs without a build. */
export function findBrowser(): string | undefined;
