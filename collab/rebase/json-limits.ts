/** Limits of raw JSON, checked without recursion before anything is parsed from it. */
import { limits } from "../protocol/limits";
import { type Refusal, refusal } from "../protocol/refusals";

/** Keys that reach into prototypes when somebody copies an object carelessly. */
const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

/** Why this JSON is too deep, too large or not plain; undefined when it is fine. */
export function checkJsonLimits(json: unknown): Refusal | undefined {
  const stack: { value: unknown; depth: number }[] = [{ value: json, depth: 1 }];
  let nodes = 0;
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, depth } = next;
    if (typeof value !== "object" || value === null) continue;
    nodes += 1;
    if (depth > limits.jsonDepth) {
      return refusal("too_large", `The message is nested deeper than ${limits.jsonDepth}.`);
    }
    if (nodes > limits.jsonNodes) {
      return refusal("too_large", `The message holds more than ${limits.jsonNodes} objects.`);
    }
    if (!Array.isArray(value)) {
      const odd = oddity(value);
      if (odd) return refusal("invalid_message", odd);
    }
    for (const child of Object.values(value)) stack.push({ value: child, depth: depth + 1 });
  }
  return undefined;
}

function oddity(value: object): string | undefined {
  if (Object.getPrototypeOf(value) !== Object.prototype) return "Binary data has no place here.";
  const key = Object.keys(value).find((name) => forbiddenKeys.has(name));
  return key && `The key "${key}" has no place in a message.`;
}
