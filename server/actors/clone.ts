/**
 * Clones a message, and so proves that another node could have received it: plain data only.
 * Used in development; `Local` values and actor refs (frozen already) pass as they are.
 */
import { Local } from "./message";

export function cloneMessage<T>(message: T): T;
export function cloneMessage(message: unknown): unknown {
  switch (typeof message) {
    case "function":
    case "symbol":
      throw new TypeError(`a ${typeof message} can't be sent: pass it by local(value)`);
    case "object":
      return message === null ? null : cloneObject(message);
    default:
      return message;
  }
}

function cloneObject(value: object): unknown {
  if (value instanceof Local || isRef(value)) return value;
  if (Array.isArray(value)) return value.map((item) => cloneMessage(item));
  if (value instanceof Map) {
    return new Map([...value].map(([key, item]) => [cloneMessage(key), cloneMessage(item)]));
  }
  if (value instanceof Set) return new Set([...value].map((item) => cloneMessage(item)));
  if (value instanceof Date) return new Date(value);
  if (value instanceof Uint8Array) return value.slice();
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    const name = value.constructor.name;
    throw new TypeError(`an instance of ${name} can't be sent: pass it by local(value)`);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cloneMessage(item)]));
}

function isRef(value: object): boolean {
  return Object.isFrozen(value) && "node" in value && "serial" in value;
}
