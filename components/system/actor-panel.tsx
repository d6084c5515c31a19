"use client";
/** One actor in detail, and the button that ends it. */
import { useEffect, useState } from "react";
import { toast } from "sonner";
import type { ActorReport } from "@/collab/system-report";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Card } from "./card";
import { systemApi } from "./use-system";

interface Props {
  readonly token: string;
  readonly actor: string;
  /** Of the last sample; a new one is fetched with it. */
  readonly at: number;
  onGone(next: undefined): void;
}

interface Detail {
  readonly actor: ActorReport;
  readonly state: unknown;
}

export function ActorPanel({ token, actor, at, onGone }: Props) {
  const [detail, setDetail] = useState<Detail>();
  const [asking, setAsking] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new sample is the reason to ask again
  useEffect(() => {
    let live = true;
    void systemApi<Detail>(token, `/state?ref=${encodeURIComponent(actor)}`).then((found) => {
      if (live) setDetail(found);
    });
    return () => {
      live = false;
    };
  }, [token, actor, at]);
  const kill = async () => {
    setAsking(false);
    const killed = await systemApi(token, "/kill", { ref: actor });
    if (killed) toast.success("Killed. Its supervisor decides what comes next.");
    else toast.error("It had ended already.");
    onGone(undefined);
  };
  if (!detail || detail.actor.ref !== actor) {
    return <Card title={actor}>This actor has ended, or is just being asked.</Card>;
  }
  const { links, monitors, monitoredBy, lastTags, lastCrash, status } = detail.actor;
  const rows = [
    ["Status", status],
    ["Links", links.join(" ")],
    ["Monitors", monitors.join(" ")],
    ["Monitored by", monitoredBy.join(" ")],
    ["Last messages", lastTags.join(", ")],
    ["Last crash", lastCrash ?? ""],
  ];
  return (
    <Card title={`${detail.actor.label} ${actor}`}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        {rows.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0 break-words">{value || "none"}</dd>
          </div>
        ))}
      </dl>
      <pre className="mt-3 max-h-60 overflow-auto rounded-lg bg-raised p-3 font-mono text-xs">
        {JSON.stringify(detail.state, null, 2)}
      </pre>
      <Button variant="danger" size="sm" className="mt-3" onClick={() => setAsking(true)}>
        Kill this actor
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={`Kill ${detail.actor.label}?`}
        description="It ends at once, as if it had crashed. Its supervisor restarts it, or ends what depends on it; nothing that was acknowledged is lost."
      >
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>Cancel</Button>
          <Button variant="danger" onClick={kill}>
            Kill
          </Button>
        </div>
      </Dialog>
    </Card>
  );
}
