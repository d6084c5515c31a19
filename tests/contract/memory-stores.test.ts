/** The memory stores keep the contracts of the ports. */
import { memoryStores } from "@/server/adapters/memory/memory-stores";
import { changeLogContract } from "./change-log.contract";
import { documentsContract } from "./documents.contract";
import type { OpenStores } from "./open-stores";
import { packsContract } from "./packs.contract";
import { peopleContract } from "./people.contract";
import { sessionsContract } from "./sessions.contract";
import { uploadsContract } from "./uploads.contract";

const open: OpenStores = () => ({ stores: memoryStores(), close: async () => {} });

changeLogContract("memory", open);
documentsContract("memory", open);
peopleContract("memory", open);
packsContract("memory", open);
sessionsContract("memory", open);
uploadsContract("memory", open);
