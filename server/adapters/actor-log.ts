/** What the actors report, as log lines: crashes, restarts, dead letters, whoever holds the loop. */
import { formatReason, isOrderly } from "../actors/reason";
import { refKey } from "../actors/ref";
import type { ActorSystem } from "../actors/system";
import type { Log } from "./log";

/** Observes only while `log` would print it: an observer makes every message cost an event. */
export function logActors(system: ActorSystem, log: Log): void {
  system.observe((event) => {
    switch (event.tag) {
      case "exited": {
        if (isOrderly(event.reason) || event.reason === "killed") return;
        const stack = typeof event.reason === "object" && "error" in event.reason;
        const detail = stack ? Reflect.get(event.reason, "error") : undefined;
        log.error({ actor: event.label, crash: detail }, formatReason(event.reason));
        return;
      }
      case "restarted":
        log.warn({ child: event.id, actor: refKey(event.ref) }, "restarted");
        return;
      case "intensity_reached":
        log.error({ supervisor: refKey(event.supervisor), child: event.id }, "too many restarts");
        return;
      case "mailbox_high":
        log.warn({ actor: refKey(event.ref), length: event.length }, "mailbox is long");
        return;
      case "loop_held":
        log.warn({ actor: event.label, message: event.message, ms: event.ms }, "held the loop");
        return;
      case "activation_failed":
        log.error({ name: event.name }, formatReason(event.reason));
        return;
    }
  });
}
