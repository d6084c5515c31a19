/** The database client, generated from the models. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runStep } from "./run.mjs";
import { digestOf, readStamp, root, writeStamp } from "./stamps.mjs";

const inputs = ["prisma/models", "prisma/sqlite/main.prisma", "prisma.config.ts"];
const wanted = () => digestOf([...inputs, "node_modules/prisma/package.json"]);

export const generateStep = {
  isDone: () =>
    existsSync(join(root, "generated", "prisma", "client.ts")) &&
    readStamp("generate") === wanted(),

  async run() {
    const before = wanted();
    const prisma = join("node_modules", "prisma", "build", "index.js");
    await runStep("Generating the database client", process.execPath, [prisma, "generate"], {
      env: {
        // Generating needs no engine, but the command downloads one unless told where it is.
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        CHECKPOINT_DISABLE: "1",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
      },
    });
    writeStamp("generate", before);
  },
};
