/** What the actors report, as log lines: crashes, restarts, dead letters, whoever holds the loop. */
import type { EventTag } from "../actors/events";
import { formatReason, isOrderly } from "../actors/reason";
import { refKey } from "../actors/ref";
import type { ActorSystem } from "../actors/system";
import type { Log } from "./log";

/** Not among them what happens at every message, which would cost an event each. */
const logged: readonly EventTag[] = [
  "exited",
  "restarted",
  "intensity_reached",
  "mailbox_high",
  "dead_letter",
  "loop_held",
  "activation_failed",
];

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
      case "dead_letter": {
        const { cause, to, message } = event.letter;
        if (cause === "poisoned") log.error({ ...message, actor: to }, "a message was given up");
        else log.debug({ actor: to, message: message.tag }, `dead letter: ${cause}`);
        return;
      }
      case "loop_held":
        log.warn({ actor: event.label, message: event.message, ms: event.ms }, "held the loop");
        return;
      case "activation_failed":
        log.error({ name: event.name }, formatReason(event.reason));
        return;
    }
  }, logged);
}
