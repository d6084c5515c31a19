/**
 * What goes to many is written out once: the JSON of a value that is sent is kept as long as the
 * value itself is, so that every receiver, on a socket or a stream of events, shares it.
 */
import type { Answer } from "@/collab/protocol/refusals";
import type {
  JoinAnswer,
  Presence,
  ServerEvents,
  WireChange,
} from "@/collab/protocol/server-messages";

const texts = new WeakMap<object, string>();

/** The JSON of a value which is never changed again. */
export function sharedText(value: object): string {
  return kept(value, JSON.stringify);
}

/** The JSON of what an event carries. */
export function payloadText(payload: ServerEvents[keyof ServerEvents]): string {
  return kept(payload, () => {
    if ("changes" in payload) {
      const { changes, ...rest } = payload;
      return withParts(rest, { changes: listText(changes) });
    }
    if ("users" in payload) {
      const { documentId, users, left } = payload;
      return withParts({ documentId, left }, { users: listText(users) });
    }
    return JSON.stringify(payload);
  });
}

/** The JSON of an answer to a join: who asked is its own, what it is told is everybody's. */
export function joinText(answer: Answer<JoinAnswer>): string {
  if (!answer.ok) return JSON.stringify(answer);
  const { users, doc, changes, ...own } = answer;
  return withParts(own, {
    users: listText(users),
    ...(typeof doc === "object" && doc !== null ? { doc: sharedText(doc) } : {}),
    ...(changes ? { changes: listText(changes) } : {}),
  });
}

function kept<T extends object>(value: T, write: (value: T) => string): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = write(value);
  texts.set(value, text);
  return text;
}

/** The JSON of `own` with further members whose JSON is known. */
function withParts(own: object, parts: Record<string, string>): string {
  const members = Object.entries(parts).map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  const body = JSON.stringify(own).slice(1, -1);
  return `{${[...(body === "" ? [] : [body]), ...members].join(",")}}`;
}

function listText(values: readonly (WireChange | Presence)[]): string {
  return `[${values.map(sharedText).join(",")}]`;
}
