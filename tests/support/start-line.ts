/** What `npm start` runs, for whoever starts a server of their own. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const manifest = resolve(import.meta.dirname, "../../package.json");
const { scripts } = JSON.parse(readFileSync(manifest, "utf8"));
const [, options = "", script = ""] = /^exec node (.*?) ?(build\/\S+)$/.exec(scripts.start) ?? [];
if (script === "") throw new Error(`"${scripts.start}" is not how a server is started.`);

/** Options of Node.js, as in `--v8-pool-size=1`. */
export const nodeOptions: readonly string[] = options.split(" ").filter(Boolean);
/** The server, relative to the project. */
export const serverScript: string = script;
