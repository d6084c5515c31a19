/** Accepting a change, whole: parse, rebase, apply, validate, repair. Pure; the ChangeActor's work. */
import type { Node } from "@tiptap/pm/model";
import { Step, type StepMap } from "@tiptap/pm/transform";
import type { StepJson } from "../protocol/client-messages";
import { type Refusal, refusal } from "../protocol/refusals";
import { becomeSteps } from "./become-steps";
import { sizeFault } from "./document-size";
import { parseSteps } from "./parse-steps";
import { type Rebased, rebase } from "./rebase";
import { repairs } from "./repair";

/** An own step that could not be merged, as it is stored with its change. */
export interface DroppedStep {
  readonly index: number;
  readonly step: StepJson;
}

export interface AcceptedChange {
  readonly doc: Node;
  /** The rebased steps, then the authority's own repairs. */
  readonly stepsJson: readonly StepJson[];
  readonly maps: readonly StepMap[];
  /** `stepsJson[j]` is own step `kept[j]`; null when every own step survived. */
  readonly kept: readonly number[] | null;
  readonly dropped: readonly DroppedStep[];
  /** Nothing is different: nothing is to be stored. */
  readonly noop: boolean;
}

export type Acceptance =
  | { readonly ok: true; readonly accepted: AcceptedChange }
  | { readonly ok: false; readonly error: Refusal };

export interface ProposedChange {
  readonly steps: readonly StepJson[];
  /** The maps of every step since the change's base version. */
  readonly since: readonly StepMap[];
  readonly head: Node;
}

/** Accepts a change against an old version, or says why not; `head` is never touched. */
export function acceptChange({ steps: json, since, head }: ProposedChange): Acceptance {
  const parsed = parseSteps(json, head.type.schema);
  if (!parsed.ok) return parsed;
  return accept(parsed.steps, since, head);
}

/** As `acceptChange`, for steps of the server's own making: no limit of the wire applies. */
export function acceptMade({ steps, since, head }: ProposedChange): Acceptance {
  const { schema } = head.type;
  return accept(
    steps.map((json) => Step.fromJSON(schema, json)),
    since,
    head,
  );
}

/** Makes `head` equal to the document in `json`, which comes from this server's own log. */
export function becomeDocument(head: Node, json: unknown): Acceptance {
  const target = head.type.schema.nodeFromJSON(json);
  target.check();
  return accept(becomeSteps(head, target), [], head);
}

function accept(steps: readonly Step[], since: readonly StepMap[], head: Node): Acceptance {
  let rebased: Rebased;
  try {
    rebased = rebase(steps, since, head);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `The change does not fit the document: ${error.message}.`;
    return { ok: false, error: refusal("invalid_change", message) };
  }
  const excess = sizeFault(rebased.doc, head);
  if (excess) return { ok: false, error: excess };
  const own = repairs(rebased.steps, rebased.doc);
  const doc = own.reduce((before, step) => step.apply(before).doc ?? before, rebased.doc);
  const all = [...rebased.steps, ...own];
  const accepted: AcceptedChange = {
    doc,
    stepsJson: all.map((step) => step.toJSON()),
    maps: all.map((step) => step.getMap()),
    kept: rebased.kept.length === steps.length ? null : rebased.kept,
    dropped: rebased.dropped.map(({ index, step }) => ({ index, step: step.toJSON() })),
    noop: rebased.dropped.length === 0 && doc.eq(head),
  };
  return { ok: true, accepted };
}
