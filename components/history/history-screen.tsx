"use client";
/** The history page: the version asked for at once, as text, then all that can be done with it. */
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { lazy, Suspense, useEffect, useState } from "react";
import { buttonClass } from "../ui/button";
import type { HistoryProps } from "./live-history";
import { readPlace } from "./place";
import { Unreadable } from "./unreadable";

const loadLive = () => import("./live-history");
const LiveHistory = lazy(loadLive);
// Comes while the page is being shown, not after it.
if (typeof window !== "undefined") loadLive().catch(() => {});

export function HistoryScreen(given: HistoryProps) {
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  // Who comes back by the browser's Back finds the version they left, not the one first asked for.
  const parameters = useSearchParams();
  const [place] = useState(() => readPlace((name) => parameters.get(name)));
  const fits = place.version === given.place.version;
  const props = fits ? { ...given, place } : { ...given, place, html: "", problem: undefined };
  const paint = <FirstPaint {...props} />;
  return <Suspense fallback={paint}>{alive ? <LiveHistory {...props} /> : paint}</Suspense>;
}

/** Everything where it will be, without what needs scripts. */
function FirstPaint({ documentId, title, head, place, html, problem }: HistoryProps) {
  const version = place.version ?? head;
  return (
    <div className="flex h-dvh flex-col">
      <header className="flex h-14 shrink-0 items-center gap-1.5 border-b bg-paper px-2 sm:gap-2 sm:px-4">
        <Link
          href={`/d/${documentId}`}
          aria-label="Back to the document"
          className={buttonClass("ghost", "icon")}
        >
          <ArrowLeft aria-hidden className="size-4.5" />
        </Link>
        <div className="min-w-0 flex-1">
          <h1 className="truncate font-semibold text-sm">{title}</h1>
          <p className="truncate text-muted text-xs tabular-nums">
            {version <= head ? `Version ${version} of ${head}` : `${head} versions`}
          </p>
        </div>
      </header>
      <div className="flex min-h-0 flex-1">
        <main
          aria-label={`Version ${version}`}
          className="min-w-0 flex-1 overflow-y-auto bg-raised p-2 pb-20 sm:p-6 sm:pb-20"
        >
          <article className="mx-auto max-w-3xl overflow-hidden rounded-xl border bg-surface shadow-sm">
            {html === undefined ? (
              <Unreadable why={problem ?? "This version can't be shown."} />
            ) : (
              <>
                <p className="border-b border-dashed px-5 py-2.5 text-muted text-xs sm:px-10">
                  {`Version ${version}`}
                </p>
                <div
                  className="prose min-h-40 p-5 sm:px-10 sm:py-8"
                  // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped by the server
                  dangerouslySetInnerHTML={{ __html: html }}
                />
              </>
            )}
          </article>
        </main>
        <div className="w-80 shrink-0 border-l bg-paper max-md:hidden" />
      </div>
      <div className="h-19 shrink-0 border-t bg-paper max-sm:h-17" />
    </div>
  );
}
