/** All stores over one open database. */
import type { Stores } from "@/server/ports/stores";
import type { Database } from "./client";
import { PrismaChangeLog } from "./prisma-change-log";
import { PrismaDocuments } from "./prisma-documents";
import { PrismaPeople } from "./prisma-people";
import { PrismaVersions } from "./prisma-versions";

/** @param warn is told of damage in the database that was read around */
export function prismaStores(database: Database, warn?: (message: string) => void): Stores {
  return {
    log: new PrismaChangeLog(database, warn),
    documents: new PrismaDocuments(database),
    versions: new PrismaVersions(database),
    people: new PrismaPeople(database),
  };
}
