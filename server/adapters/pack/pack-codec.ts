/** A run of changes as one compressed body, and back; every change comes out as it went in. */
import { z } from "zod";
import { origins, type StoredChange } from "@/server/ports/change-log";
import { formOf, keyBytes, keyOf, textOf } from "./change-key";
import { fromDeltas, fromRuns, fromSparse, toDeltas, toRuns, toSparse } from "./columns";
import { compress, decompress } from "./compress";
import { fromStepColumns, stepColumnsSchema, toStepColumns } from "./step-columns";

/** What is kept of a digest: enough to tell a retry from another change under the same id. */
export const digestLength = 8;

const count = z.int();
const runsOf = <T extends z.ZodType>(value: T) => z.array(z.tuple([value, count]));
const sparse = z.array(z.tuple([count, z.string()]));
const originSchema = z.enum(origins);

const bodySchema = z.strictObject({
  format: z.literal(1),
  documentId: z.string(),
  from: count,
  users: runsOf(z.string()),
  origins: runsOf(originSchema),
  /** How many versions behind its author was. */
  behind: runsOf(count),
  at: z.array(count),
  digests: z.array(z.string()),
  idForms: runsOf(z.enum(["hex", "base64url", "uuid", "other"])),
  /** Ids whose key does not give them back. */
  otherIds: sparse,
  kept: sparse,
  dropped: sparse,
  about: sparse,
  steps: stepColumnsSchema,
});

export interface PackedChanges {
  /** 16 bytes a change, in order. */
  readonly ids: Buffer;
  readonly body: Buffer;
}

/** Changes of one document, without a gap. */
export async function packChanges(changes: readonly StoredChange[]): Promise<PackedChanges> {
  const [first] = changes;
  if (!first) throw new RangeError("nothing to pack");
  const forms = changes.map(({ changeId }) => formOf(changeId));
  const body: z.infer<typeof bodySchema> = {
    format: 1,
    documentId: first.documentId,
    from: first.version,
    users: toRuns(changes.map(({ userId }) => userId)),
    origins: toRuns(changes.map(({ origin }) => origin)),
    behind: toRuns(changes.map(({ version, baseVersion }) => version - 1 - baseVersion)),
    at: toDeltas(
      changes.map(({ createdAt }) => createdAt),
      0,
    ),
    digests: changes.map(({ digest }) => digest.slice(0, digestLength)),
    idForms: toRuns(forms),
    otherIds: toSparse(
      changes.map(({ changeId }, index) => (forms[index] === "other" ? changeId : null)),
    ),
    kept: toSparse(changes.map(({ kept }) => kept && JSON.stringify(kept))),
    dropped: toSparse(changes.map(({ dropped }) => dropped)),
    about: toSparse(changes.map(({ about }) => about)),
    steps: toStepColumns(changes.map(({ steps }) => steps)),
  };
  const ids = Buffer.concat(changes.map(({ changeId }) => keyOf(changeId)));
  return { ids, body: await compress(JSON.stringify(body)) };
}

/** @throws when the pack is not what `packChanges` made */
export async function unpackChanges(
  ids: Uint8Array,
  body: Uint8Array,
): Promise<readonly StoredChange[]> {
  const keys = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength);
  const read = bodySchema.parse(JSON.parse(await decompress(body)));
  const size = read.at.length;
  if (keys.length !== size * keyBytes) throw new RangeError("the ids of a pack are damaged");
  const { users, origins, behind, forms, steps, ...rest } = {
    ...read,
    users: fromRuns(read.users),
    origins: fromRuns(read.origins),
    behind: fromRuns(read.behind),
    forms: fromRuns(read.idForms),
    steps: fromStepColumns(read.steps),
    at: fromDeltas(read.at, 0),
    otherIds: fromSparse(read.otherIds, size),
    kept: fromSparse(read.kept, size),
    dropped: fromSparse(read.dropped, size),
    about: fromSparse(read.about, size),
  };
  return rest.at.map((createdAt, index) => {
    const version = read.from + index;
    const form = forms[index] ?? "other";
    const key = keys.subarray(index * keyBytes, (index + 1) * keyBytes);
    const kept = rest.kept[index];
    return {
      documentId: read.documentId,
      version,
      changeId: form === "other" ? (rest.otherIds[index] ?? "") : textOf(key, form),
      userId: users[index] ?? "",
      baseVersion: version - 1 - (behind[index] ?? 0),
      steps: steps[index] ?? "",
      kept: kept == null ? null : z.array(count).parse(JSON.parse(kept)),
      dropped: rest.dropped[index] ?? null,
      digest: read.digests[index] ?? "",
      origin: origins[index] ?? "typing",
      about: rest.about[index] ?? null,
      createdAt,
    };
  });
}
