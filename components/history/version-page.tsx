/** The text of one version in a frame that nobody takes for the live document. */
import { FileClock } from "lucide-react";
import { EmptyState } from "../ui/empty-state";
import { RelativeTime } from "../ui/relative-time";

interface Props {
  readonly version: number;
  readonly newest: number;
  readonly moment: number | undefined;
  /** Made by the server out of the stored document, with everything escaped. */
  readonly html: string | undefined;
  readonly problem: string | undefined;
}

export function VersionPage({ version, newest, moment, html, problem }: Props) {
  return (
    <main
      aria-label={`Version ${version}`}
      className="min-w-0 flex-1 overflow-y-auto bg-raised p-3 sm:p-8"
    >
      <article className="mx-auto max-w-3xl overflow-hidden rounded-xl border bg-surface shadow-sm">
        {html === undefined ? (
          <EmptyState
            role="alert"
            icon={<FileClock aria-hidden className="size-5 text-muted" />}
            title={problem ?? "This version cannot be shown."}
          >
            Pick another version from the list, or go back to the document.
          </EmptyState>
        ) : (
          <>
            <p className="border-b border-dashed px-5 py-2 text-muted text-xs sm:px-10">
              Version {version}
              {moment !== undefined && (
                <>
                  , <RelativeTime at={moment} />
                </>
              )}
              {" · read-only"}
              {version === newest && " · the newest"}
            </p>
            <div
              className="prose min-h-40 p-5 sm:p-10"
              // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped by the server
              dangerouslySetInnerHTML={{ __html: html }}
            />
          </>
        )}
      </article>
    </main>
  );
}
