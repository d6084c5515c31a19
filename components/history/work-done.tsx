/** How much was added and deleted, at a glance. */
import { grouped } from "./moments";

interface Work {
  readonly inserted: number;
  readonly deleted: number;
}

export function WorkDone({ of }: { readonly of: readonly Work[] }) {
  const inserted = of.reduce((sum, work) => sum + work.inserted, 0);
  const deleted = of.reduce((sum, work) => sum + work.deleted, 0);
  return (
    <span className="shrink-0 tabular-nums">
      <span className="sr-only">{`${inserted} characters added, ${deleted} deleted`}</span>
      <span aria-hidden>
        {inserted > 0 && <span className="text-good">{`+${short(inserted)}`}</span>}
        {inserted > 0 && deleted > 0 && " "}
        {deleted > 0 && <span className="text-danger">{`−${short(deleted)}`}</span>}
      </span>
    </span>
  );
}

function short(count: number): string {
  return count < 10_000 ? grouped(count) : `${Math.round(count / 1000)}k`;
}
