/** The stores over Prisma and SQLite keep the contracts of the ports. */
import { prismaStores } from "@/server/adapters/prisma/stores";
import { temporaryDatabase } from "../support/temporary-database";
import { changeLogContract } from "./change-log.contract";
import { documentsContract } from "./documents.contract";
import type { OpenStores } from "./open-stores";
import { packsContract } from "./packs.contract";
import { peopleContract } from "./people.contract";
import { sessionsContract } from "./sessions.contract";
import { uploadsContract } from "./uploads.contract";

const open: OpenStores = () => {
  const database = temporaryDatabase();
  return { stores: prismaStores(database), close: () => database.remove() };
};

changeLogContract("Prisma", open);
documentsContract("Prisma", open);
peopleContract("Prisma", open);
packsContract("Prisma", open);
sessionsContract("Prisma", open);
uploadsContract("Prisma", open);
