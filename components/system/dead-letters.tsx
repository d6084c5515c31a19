"use client";
/** What reached nobody, newest first; a poisoned change shows its stack. */
import type { DeadLetterReport } from "@/collab/system-report";

export function DeadLetters({ letters }: { readonly letters: readonly DeadLetterReport[] }) {
  if (letters.length === 0)
    return <p className="text-muted text-sm">None: every message arrived.</p>;
  return (
    <ul className="grid max-h-80 gap-1.5 overflow-auto text-sm">
      {letters.map(({ at, cause, to, tag, detail }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: letters have no other identity
        <li key={index}>
          <span className="font-medium">{cause}</span> {tag}{" "}
          <span className="text-muted">to {to}</span>{" "}
          <time className="text-muted text-xs">{new Date(at).toLocaleTimeString()}</time>
          {detail && (
            <pre className="mt-1 overflow-auto rounded-lg bg-raised p-2 font-mono text-xs">
              {detail}
            </pre>
          )}
        </li>
      ))}
    </ul>
  );
}
