/** A row of the log, checked as it comes out of the database. */
import { z } from "zod";
import type { Change } from "@/generated/prisma/client";
import { origins, type StoredChange } from "@/server/ports/change-log";
import { StoreError } from "@/server/ports/store-error";

const originSchema = z.enum(origins);
const keptSchema = z.array(z.int().nonnegative());

/** @throws StoreError `corrupt` when somebody else wrote into the log */
export function storedChange(row: Change): StoredChange {
  try {
    const kept: unknown = row.kept === null ? null : JSON.parse(row.kept);
    return {
      ...row,
      origin: originSchema.parse(row.origin),
      kept: kept === null ? null : keptSchema.parse(kept),
      createdAt: row.createdAt.getTime(),
    };
  } catch (cause) {
    const message = `Version ${row.version} of ${row.documentId} can't be read.`;
    throw new StoreError("corrupt", message, { cause });
  }
}
