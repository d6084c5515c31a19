/** The children of a static supervisor, in the order of their specs. */
import type { ChildSpec } from "./child-spec";
import type { Reason } from "./reason";
import type { ActorRef } from "./ref";
import type { ChildCounts, ChildInfo } from "./supervisor-messages";

export class Child {
  readonly spec: ChildSpec;
  /** Undefined when it was ignored, ended or terminated, or is yet to be restarted. */
  ref: ActorRef | undefined;
  /** A restart failed, and will be tried again. */
  restarting = false;
  restarts = 0;
  lastCrash: Reason | undefined;

  constructor(spec: ChildSpec) {
    this.spec = spec;
  }
}

export class Children {
  /** Insertion order is start order, and a restart keeps a child's place. */
  readonly #byId = new Map<string, Child>();
  readonly #bySerial = new Map<number, Child>();

  get(id: string): Child | undefined {
    return this.#byId.get(id);
  }

  withRef(ref: ActorRef): Child | undefined {
    return this.#bySerial.get(ref.serial);
  }

  add(spec: ChildSpec): Child {
    if (this.#byId.has(spec.id)) throw new Error(`two children are called ${spec.id}`);
    const child = new Child(spec);
    this.#byId.set(spec.id, child);
    return child;
  }

  remove(child: Child): void {
    this.lost(child);
    this.#byId.delete(child.spec.id);
  }

  running(child: Child, ref: ActorRef): void {
    child.ref = ref;
    child.restarting = false;
    this.#bySerial.set(ref.serial, child);
  }

  /** It has no actor any more; the spec stays. */
  lost(child: Child): void {
    if (child.ref !== undefined) this.#bySerial.delete(child.ref.serial);
    child.ref = undefined;
    child.restarting = false;
  }

  inOrder(): Child[] {
    return [...this.#byId.values()];
  }

  /** The child and those after it. */
  from(child: Child): Child[] {
    const all = this.inOrder();
    return all.slice(all.indexOf(child));
  }

  which(): ChildInfo[] {
    return this.inOrder().map(({ spec, ref, restarting }) => ({
      id: spec.id,
      ref: restarting ? "restarting" : ref,
      type: spec.type,
    }));
  }

  count(): ChildCounts {
    const all = this.inOrder();
    const supervisors = all.filter(({ spec }) => spec.type === "supervisor").length;
    const active = all.filter(({ ref }) => ref !== undefined).length;
    return { specs: all.length, active, supervisors, workers: all.length - supervisors };
  }
}
