/** The writer's thread of a server whose disk tests may break. */
import { parentPort, workerData } from "node:worker_threads";
import { serveSqlite } from "@/server/adapters/prisma/sqlite-service";
import { BadDisk } from "./bad-disk";

if (!parentPort || typeof workerData !== "string") throw new Error("A thread needs a file.");
serveSqlite(parentPort, new BadDisk(workerData));
