/**
 * Kept work as it is found on a device: it may be of another version of Tandem, or damaged. What
 * can't be read is nothing to deliver; its text is saved, as what could not be merged.
 */
import { Fragment, type Schema, Slice } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";
import type { PendingDrawer, PendingWork, Unmerged } from "./ports";
import { unmergedOf } from "./unmerged";

const otherVersion = "It was written with another version of Tandem.";

/** Whether there is anything to deliver. */
export function isDue({ steps, inflight }: PendingWork): boolean {
  return steps.length > 0 || inflight !== null;
}

export function isEmpty(work: PendingWork): boolean {
  return !isDue(work) && work.unmerged.length === 0;
}

/** A drawer with nothing in it is none. Resolves to whether it holds what it is to hold. */
export function keepIn(drawer: PendingDrawer, work: PendingWork): Promise<boolean> {
  return (isEmpty(work) ? drawer.clear() : drawer.save(work)).then(
    () => true,
    () => false,
  );
}

/** Work of which everything can be delivered, put back and read. */
export function readWork(kept: PendingWork, schema: Schema): PendingWork {
  if (isReadable(kept, schema)) return { ...kept, unmerged: readUnmerged(kept, schema) };
  const version = isVersion(kept.version) ? kept.version : 0;
  const unmerged = allUnmerged(kept, schema);
  return { ...kept, version, steps: [], wires: [], inflight: null, unmerged };
}

/** All that is in it, as if none of it could be merged. */
export function allUnmerged(kept: PendingWork, schema: Schema): readonly Unmerged[] {
  const found = listOf(kept.steps).map((json) => ({ json, step: stepOf(json, schema) }));
  const steps = found.flatMap(({ step }) => step ?? []);
  // Found again it is the same, and not offered twice.
  const read = unmergedOf(steps, otherVersion, () => "").map((item) => ({
    ...item,
    id: item.text,
  }));
  const saved = found.flatMap(({ json, step }) => (step ? [] : savedFrom(json, schema)));
  return [...read, ...saved, ...readUnmerged(kept, schema)];
}

function isReadable({ version, steps, wires, inflight }: PendingWork, schema: Schema): boolean {
  if (!isVersion(version) || !Array.isArray(steps) || !Array.isArray(wires)) return false;
  const isAsked = inflight !== null;
  if (isAsked && !isVersion(inflight?.baseVersion)) return false;
  if (isAsked && !(Array.isArray(inflight.steps) && Array.isArray(inflight.counts))) return false;
  if (isAsked && typeof inflight.changeId !== "string") return false;
  return [...steps, ...(inflight?.steps ?? [])].every((json) => stepOf(json, schema) !== undefined);
}

function readUnmerged({ unmerged }: PendingWork, schema: Schema): readonly Unmerged[] {
  return listOf(unmerged).flatMap((item) =>
    isUnmerged(item, schema) ? [item] : savedFrom(item, schema),
  );
}

function isUnmerged(item: unknown, schema: Schema): item is Unmerged {
  if (typeof item !== "object" || item === null) return false;
  const { id, text, why, slice }: Partial<Record<keyof Unmerged, unknown>> = item;
  if (![id, text, why].every((field) => typeof field === "string")) return false;
  return parsed(() => Slice.fromJSON(schema, slice)) !== undefined;
}

function savedFrom(json: unknown, schema: Schema): readonly Unmerged[] {
  const text = textIn(json);
  if (text.trim() === "") return [];
  const lines = text.split("\n").filter((line) => line !== "");
  const paragraphs = lines.map((line) => schema.node("paragraph", null, schema.text(line)));
  const slice = new Slice(Fragment.from(paragraphs), 1, 1).toJSON();
  return [{ id: text, text, slice, why: otherVersion }];
}

/** The text in a node, a slice or a step as JSON, whatever they are: each run of it a line. */
function textIn(json: unknown): string {
  if (typeof json !== "object" || json === null) return "";
  if ("text" in json && typeof json.text === "string") return json.text;
  const isRun = Array.isArray(json) && json.every((part) => part?.type === "text");
  const parts = Object.values(json).map(textIn);
  return parts.filter((part) => part !== "").join(isRun ? "" : "\n");
}

function stepOf(json: unknown, schema: Schema): Step | undefined {
  return parsed(() => Step.fromJSON(schema, json));
}

function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

function isVersion(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
