/** What a client may say, on one screen: schemas with limits for every event of the wire. */
import { z } from "zod";
import { limits } from "./limits";

const id = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
const version = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const position = z.number().int().min(0).max(limits.documentSize);

export const documentIdSchema = id;
export const changeIdSchema = id;
export const versionSchema = version;

/** A step is opaque here; `collab/rebase/parse-steps` reads it after the limits were checked. */
export const stepJsonSchema = z.record(z.string(), z.unknown());

export const joinSchema = z.strictObject({
  documentId: id,
  protocol: z.number().int(),
  /** The version of the documents' schema that the client has, if it has one built in. */
  schema: z.number().int().optional(),
  since: version.optional(),
});

export const changeBodySchema = z.strictObject({
  changeId: id,
  baseVersion: version,
  steps: z.array(stepJsonSchema).min(1).max(limits.stepsPerChange),
});

export const applyChangeSchema = changeBodySchema.extend({
  documentId: id,
  /** The author's caret stands at the end of what the last step did. */
  caret: z.literal("end").optional(),
});

export const pullSchema = z.strictObject({ documentId: id, since: version });

export const presenceSchema = z.union([
  z.strictObject({ documentId: id, version, anchor: position, head: position }),
  z.strictObject({ documentId: id, away: z.literal(true) }),
]);

export const leaveSchema = z.strictObject({ documentId: id });

export type StepJson = z.infer<typeof stepJsonSchema>;
export type Join = z.infer<typeof joinSchema>;
export type ApplyChange = z.infer<typeof applyChangeSchema>;
export type Pull = z.infer<typeof pullSchema>;
export type PresenceUpdate = z.infer<typeof presenceSchema>;
export type Leave = z.infer<typeof leaveSchema>;

/** Event name to the schema of its payload: the gateway's whole dispatch table. */
export const clientMessages = {
  join: joinSchema,
  apply_change: applyChangeSchema,
  pull: pullSchema,
  presence: presenceSchema,
  leave: leaveSchema,
} as const;

export type ClientEvent = keyof typeof clientMessages;
