/** Writes to the database, in a thread that may wait for the disk as long as that takes. */
import { parentPort, workerData } from "node:worker_threads";
import { serveSqlite } from "../prisma/sqlite-service";
import { InlineSqlite } from "../prisma/sqlite-writer";

if (!parentPort || typeof workerData !== "string") throw new Error("A thread needs a file.");
serveSqlite(parentPort, new InlineSqlite(workerData));
