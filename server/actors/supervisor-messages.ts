/** What a supervisor is asked, and how to ask it: the functions of OTP's `supervisor`. */
import type { ChildSpec } from "./child-spec";
import type { Sender } from "./context";
import { type Local, local, type Request } from "./message";
import type { Reason } from "./reason";
import type { ActorRef, Destination } from "./ref";

export type StartChildResult =
  /** `ref` is undefined when `init` said `ignore`. */
  | { readonly ok: true; readonly ref: ActorRef | undefined }
  | { readonly ok: false; readonly error: StartChildError };

export type StartChildError =
  | { readonly tag: "already_started"; readonly ref: ActorRef }
  | { readonly tag: "already_present" }
  | { readonly tag: "max_children" }
  | { readonly tag: "failed"; readonly reason: Reason };

export type ChildResult =
  | { readonly ok: true; readonly ref?: ActorRef | undefined }
  | {
      readonly ok: false;
      readonly error:
        | "not_found"
        | "running"
        | "restarting"
        | { readonly tag: "failed"; readonly reason: Reason };
    };

export interface ChildInfo {
  readonly id: string;
  readonly ref: ActorRef | "restarting" | undefined;
  readonly type: "worker" | "supervisor";
}

export interface ChildCounts {
  readonly specs: number;
  readonly active: number;
  readonly supervisors: number;
  readonly workers: number;
}

export interface StartChild extends Request<StartChildResult> {
  readonly tag: "start_child";
  readonly spec: Local<ChildSpec>;
}

/** A static supervisor knows its children by id, a dynamic one by ref. */
export interface TerminateChild extends Request<ChildResult> {
  readonly tag: "terminate_child";
  readonly child: string | ActorRef;
}

export interface RestartChild extends Request<ChildResult> {
  readonly tag: "restart_child";
  readonly id: string;
}

export interface DeleteChild extends Request<ChildResult> {
  readonly tag: "delete_child";
  readonly id: string;
}

export interface WhichChildren extends Request<readonly ChildInfo[]> {
  readonly tag: "which_children";
}

export interface CountChildren extends Request<ChildCounts> {
  readonly tag: "count_children";
}

/** What a supervisor reminds itself of: a restart that failed is tried, and counted, again. */
export interface TryAgainRestart {
  readonly tag: "try_again_restart";
  readonly key: string | number;
}

export type SupervisorMessage =
  | StartChild
  | TerminateChild
  | RestartChild
  | DeleteChild
  | WhichChildren
  | CountChildren
  | TryAgainRestart;

export type Supervisor = Destination<SupervisorMessage>;

/** A child may take its time to start or end; the supervisor's own limits apply. */
const PATIENT = { timeoutMs: Number.POSITIVE_INFINITY };

/** For `ctx.request`, when the asker must not wait. */
export function startChildMessage(spec: ChildSpec): StartChild {
  return { tag: "start_child", spec: local(spec) };
}

export function startChild(
  sender: Sender,
  to: Supervisor,
  spec: ChildSpec,
): Promise<StartChildResult> {
  return sender.call(to, startChildMessage(spec), PATIENT);
}

export function terminateChild(
  sender: Sender,
  to: Supervisor,
  child: string | ActorRef,
): Promise<ChildResult> {
  return sender.call(to, { tag: "terminate_child", child }, PATIENT);
}

export function restartChild(sender: Sender, to: Supervisor, id: string): Promise<ChildResult> {
  return sender.call(to, { tag: "restart_child", id }, PATIENT);
}

export function deleteChild(sender: Sender, to: Supervisor, id: string): Promise<ChildResult> {
  return sender.call(to, { tag: "delete_child", id }, PATIENT);
}

export function whichChildren(sender: Sender, to: Supervisor): Promise<readonly ChildInfo[]> {
  return sender.call(to, { tag: "which_children" }, PATIENT);
}

export function countChildren(sender: Sender, to: Supervisor): Promise<ChildCounts> {
  return sender.call(to, { tag: "count_children" }, PATIENT);
}
