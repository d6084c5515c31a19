/** From untrusted JSON to steps: a whitelist, whole numbers, clean text, then the schema. */
import type { Schema } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";
import type { StepJson } from "../protocol/client-messages";
import { limits } from "../protocol/limits";
import { type Refusal, refusal } from "../protocol/refusals";
import { isClean } from "../schema/validators";
import { checkJsonLimits } from "./json-limits";
import { contentFault, markFault } from "./node-json";

export type Parsed =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly error: Refusal };

/** For each type of step: its positions, which must not fall, and what else it may hold. */
const stepTypes: Record<string, { positions: readonly string[]; others: readonly string[] }> = {
  replace: { positions: ["from", "to"], others: ["slice", "structure"] },
  replaceAround: {
    positions: ["from", "gapFrom", "gapTo", "to"],
    others: ["slice", "insert", "structure"],
  },
  addMark: { positions: ["from", "to"], others: ["mark"] },
  removeMark: { positions: ["from", "to"], others: ["mark"] },
  addNodeMark: { positions: ["pos"], others: ["mark"] },
  removeNodeMark: { positions: ["pos"], others: ["mark"] },
  attr: { positions: ["pos"], others: ["attr", "value"] },
  // The inverse of a mark put over text that had various ones.
  markSet: { positions: [], others: ["steps"] },
};

/** Parses a change's steps; one that is not as it should be refuses them all. */
export function parseSteps(json: readonly StepJson[], schema: Schema): Parsed {
  if (json.length > limits.stepsPerChange) {
    const message = `A change may hold ${limits.stepsPerChange} steps. Split it.`;
    return { ok: false, error: refusal("too_large", message) };
  }
  const excess = checkJsonLimits(json);
  if (excess) return { ok: false, error: excess };
  const steps: Step[] = [];
  for (const [index, stepJson] of json.entries()) {
    const fault = faultOf(stepJson, schema) ?? textFault(stepJson);
    if (fault) return invalid(index, fault);
    try {
      steps.push(Step.fromJSON(schema, stepJson));
    } catch (error) {
      return invalid(index, error instanceof Error ? error.message : String(error));
    }
  }
  return { ok: true, steps };
}

function faultOf(json: StepJson, schema: Schema): string | undefined {
  const { stepType } = json;
  const shape = typeof stepType === "string" ? Object.hasOwn(stepTypes, stepType) : false;
  const type = shape ? stepTypes[String(stepType)] : undefined;
  if (!type) return `there is no step type ${JSON.stringify(stepType)}`;
  const known = new Set(["stepType", ...type.positions, ...type.others]);
  const stray = Object.keys(json).find((key) => !known.has(key));
  if (stray) return `"${stray}" does not belong here`;
  let last = 0;
  for (const name of type.positions) {
    const value = json[name];
    if (!isWhole(value) || value > limits.documentSize) return `"${name}" is no position`;
    if (value < last) return `"${name}" lies before what comes before it`;
    last = value;
  }
  if (json.insert !== undefined && !isWhole(json.insert)) return `"insert" is no position`;
  if (json.structure !== undefined && typeof json.structure !== "boolean") {
    return `"structure" is true or false`;
  }
  if (json.attr !== undefined && typeof json.attr !== "string") return `"attr" is a name`;
  if (stepType === "markSet") return markSetFault(json.steps, schema);
  if (json.mark !== undefined) return markFault(json.mark, schema);
  return json.slice === undefined ? undefined : sliceFault(json.slice, schema);
}

function markSetFault(steps: unknown, schema: Schema): string | undefined {
  if (!Array.isArray(steps) || steps.length === 0) return `"steps" is a list`;
  for (const step of steps as unknown[]) {
    const marks = isStep(step) && (step.stepType === "addMark" || step.stepType === "removeMark");
    const fault = marks ? faultOf(step, schema) : `"steps" holds marks only`;
    if (fault) return fault;
  }
  return undefined;
}

function isStep(value: unknown): value is StepJson {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "stepType");
}

function sliceFault(slice: unknown, schema: Schema): string | undefined {
  if (typeof slice !== "object" || slice === null || Array.isArray(slice))
    return `"slice" is an object`;
  const stray = Object.keys(slice).find((k) => !["content", "openStart", "openEnd"].includes(k));
  if (stray) return `"${stray}" does not belong in a slice`;
  for (const name of ["openStart", "openEnd"]) {
    const open: unknown = Reflect.get(slice, name) ?? 0;
    if (!isWhole(open) || open > limits.jsonDepth) return `"${name}" is no depth`;
    if (open > openableDepth(slice, name === "openStart")) return `"${name}" is too deep`;
  }
  return contentFault(Reflect.get(slice, "content"), schema);
}

/** How far a slice's content can be open at its start, or end. */
function openableDepth(slice: object, atStart: boolean): number {
  let depth = 0;
  let content: unknown = Reflect.get(slice, "content");
  while (Array.isArray(content) && content.length > 0) {
    const node: unknown = content.at(atStart ? 0 : -1);
    if (typeof node !== "object" || node === null || Reflect.get(node, "type") === "text") break;
    depth += 1;
    content = Reflect.get(node, "content");
  }
  return depth;
}

function textFault(json: unknown): string | undefined {
  const stack: unknown[] = [json];
  for (let value = stack.pop(); value !== undefined || stack.length > 0; value = stack.pop()) {
    if (typeof value === "string") {
      if (!isClean(value)) return "the text holds half a character, or a NUL";
      if (value.length > limits.textLength) return `a text is over ${limits.textLength} long`;
    } else if (typeof value === "object" && value !== null) {
      stack.push(...Object.values(value));
    }
  }
  return undefined;
}

function isWhole(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function invalid(index: number, fault: string): Parsed {
  return { ok: false, error: refusal("invalid_change", `Step ${index}: ${fault}.`) };
}
