/** Refs and names: how an actor is addressed. Both are plain data, fit to cross a wire. */

declare const accepts: unique symbol;

/**
 * One incarnation of one actor; after its death the ref stays dead, whatever is started in its
 * place. `M` is what it accepts. The phantom is a method (so bivariant): a bare `ActorRef` is
 * Erlang's pid, to which any ref may be widened.
 */
export interface ActorRef<M = unknown> {
  readonly node: string;
  /** Never used twice by a node; 0 stands for whatever is outside the actors. */
  readonly serial: number;
  [accepts]?(message: M): void;
}

/** A name, looked up anew at each send. The part before the first colon picks its activator. */
export interface Name<M = unknown> {
  readonly name: string;
  [accepts]?(message: M): void;
}

export type Destination<M = unknown> = ActorRef<M> | Name<M>;

export function makeRef(node: string, serial: number): ActorRef {
  return Object.freeze({ node, serial });
}

export function named<M = unknown>(name: string): Name<M> {
  return Object.freeze({ name });
}

export function isName<M>(destination: Destination<M>): destination is Name<M> {
  return "name" in destination;
}

/** Refs are compared by value: a clone of a ref is the same ref. */
export function sameRef(a: ActorRef | undefined, b: ActorRef | undefined): boolean {
  return a !== undefined && b !== undefined && a.serial === b.serial && a.node === b.node;
}

/** A key for maps, and the form in which logs and `/system` show a ref: `<node.serial>`. */
export function refKey(ref: ActorRef): string {
  return `<${ref.node}.${ref.serial}>`;
}
