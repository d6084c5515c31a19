/**
 * A console into a running server, by the same door as `/system`: `npm run console`.
 * tree(), whereis(name), state(ref), watch(ref), kill(ref). `PORT` and `DATA_DIR` say which server.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { start } from "node:repl";

const url = `http://127.0.0.1:${process.env.PORT || 3000}`;
const tokenFile = join(process.env.DATA_DIR || "./data", "admin-token");
const token =
  process.env.TANDEM_ADMIN_TOKEN ||
  (existsSync(tokenFile) ? readFileSync(tokenFile, "utf8").trim() : "");

async function ask(path, body) {
  const answer = await fetch(`${url}/api/system${path}`, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
  }).catch(() => undefined);
  if (!answer) throw new Error(`No server answers at ${url}. Set PORT to that of yours.`);
  const json = await answer.json();
  if (answer.ok) return json;
  throw new Error(json.error?.message ?? `status ${answer.status}`);
}

const commands = {
  /** The supervision tree. */
  async tree() {
    const { actors } = await ask("");
    const refs = new Set(actors.map(({ ref }) => ref));
    const show = (parent, indent) => {
      for (const actor of actors) {
        if ((refs.has(actor.parent) ? actor.parent : "") !== parent) continue;
        const { supervision } = actor;
        const used = supervision
          ? ` ${supervision.strategy}, ${supervision.restartsUsed} of ${supervision.intensity} restarts`
          : "";
        console.log(`${indent}${actor.ref} ${actor.id ?? actor.names[0] ?? actor.label}${used}`);
        show(actor.ref, `${indent}  `);
      }
    };
    show("", "");
  },
  /** The ref behind a name, such as "journal" or "document:<id>". */
  whereis: async (name) => (await ask(`/whereis?name=${encodeURIComponent(name)}`)).ref,
  state: (ref) => ask(`/state?ref=${encodeURIComponent(ref)}`),
  /** Prints an actor's figures every second, until the returned function is called. */
  watch(ref) {
    const timer = setInterval(async () => {
      const { actor } = await ask(`/state?ref=${encodeURIComponent(ref)}`).catch(() => ({}));
      if (!actor) {
        clearInterval(timer);
        return console.log(`${ref} has ended`);
      }
      const { messages, mailbox, busyMs, lastTags } = actor;
      console.log(
        `${ref} ${messages} messages, ${mailbox} waiting, ${busyMs.toFixed(1)} ms busy`,
        lastTags,
      );
    }, 1000);
    return () => clearInterval(timer);
  },
  kill: (ref) => ask("/kill", { ref }),
};

const repl = start({ prompt: "tandem> ", useGlobal: false });
Object.assign(repl.context, commands);
