/** Where Prisma finds the schema and the migrations of the database in use. */
import { defineConfig } from "prisma/config";

/** PostgreSQL gets a folder of its own beside this one, with the same link to the models. */
const folder = "prisma/sqlite";

export default defineConfig({
  schema: folder,
  migrations: { path: `${folder}/migrations` },
  datasource: { url: process.env.DATABASE_URL ?? "file:./data/tandem.db" },
});
