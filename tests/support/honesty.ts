/** Whether what a page said of its state was true, beside what was in the log at each moment. */
import type { Stored } from "./log-watch";

/** What a page showed at a moment. */
export interface Shown {
  readonly at: number;
  /** Typed until then, as it stands in the text. */
  readonly letters: number;
  readonly line: string;
  /** Whether "copy my changes" is offered. */
  readonly banner: boolean;
}

/** By then somebody must be told that what they typed is not stored, and be offered to copy it. */
export const saidWithinMs = 5_000;
const offeredWithinMs = 30_000;
/** The page looks at its clock once a second, and may be kept waiting by a busy machine. */
const leewayMs = 4_000;

const saysUnsaved = /Saving|Not saved|kept on this device/;

/**
 * Untrue moments, a line each. Only what is certain counts: something was not stored yet when a look
 * at the log began *after* the moment. A slow machine looks more seldom, and accuses nobody.
 */
export function untruths(shown: readonly Shown[], looks: readonly Stored[]): readonly string[] {
  const typedAt = new Map<number, number>();
  const found: string[] = [];
  let look = 0;
  for (const { at, letters, line, banner } of shown) {
    if (letters > 0 && !typedAt.has(letters)) typedAt.set(letters, at);
    while (look < looks.length && (looks[look]?.at ?? 0) < at) look += 1;
    const stored = looks[look]?.letters;
    if (stored === undefined || stored >= letters) continue;
    const age = at - (firstAfter(typedAt, stored) ?? at);
    const what = `“${line}”, ${letters} letters, ${stored} stored, unsaved for ${age} ms`;
    if (/^Saved/.test(line)) found.push(`claims too much: ${what}`);
    if (age > saidWithinMs + leewayMs && !saysUnsaved.test(line)) found.push(`silent: ${what}`);
    if (age > offeredWithinMs + leewayMs && !banner) found.push(`no way to copy: ${what}`);
  }
  return found;
}

/** When the first letter that is not stored was typed; several may have come at once. */
function firstAfter(typedAt: ReadonlyMap<number, number>, stored: number): number | undefined {
  for (const [letters, at] of typedAt) if (letters > stored) return at;
  return undefined;
}
