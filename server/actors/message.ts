/** Messages: plain objects with a tag; a `Request<Reply>` also says what answers it. */
import type { ActorRef } from "./ref";

declare const reply: unique symbol;

export interface Message {
  readonly tag: string;
}

/** `interface Read extends Request<number> { tag: "read" }` is answered by a number. */
export interface Request<Reply> extends Message {
  readonly [reply]?: Reply;
}

export type ReplyOf<M> = M extends Request<infer Reply> ? Reply : never;

/** What answers `R`, sent to an actor that accepts `M`; a literal finds its type by its tag. */
export type Answer<M, R> = typeof reply extends keyof R
  ? ReplyOf<R>
  : R extends Message
    ? ReplyOf<Extract<M, { readonly tag: R["tag"] }>>
    : never;

/** Who asked, and which call it was. Plain data: it may be kept, and answered much later. */
export interface From {
  readonly caller: ActorRef;
  readonly id: number;
}

/** A value passed by reference: never cloned, never leaving the node (a socket, a document). */
export class Local<T> {
  readonly value: T;

  constructor(value: T) {
    this.value = value;
  }
}

export function local<T>(value: T): Local<T> {
  return new Local(value);
}
