/** All engines by name. The peers' packages are not the product's, so that they are loaded late. */
import type { Engine } from "./engine";
import { durableRelay, relay } from "./relay";
import { tandem } from "./tandem";

const own = [tandem, relay, durableRelay];

const peers: Readonly<Record<string, readonly [file: string, member: string]>> = {
  Hocuspocus: ["hocuspocus", "engine"],
  "y-websocket": ["y-websocket", "engine"],
  "y-websocket + LevelDB": ["y-websocket", "storing"],
  ShareDB: ["sharedb", "engine"],
};

export const engineNames: readonly string[] = [
  ...own.map(({ name }) => name),
  ...Object.keys(peers),
];

export async function engineOf(name: string): Promise<Engine> {
  const found = own.find((engine) => engine.name === name);
  if (found) return found;
  const peer = peers[name];
  if (!peer) throw new Error(`There is no engine "${name}". There are: ${engineNames.join(", ")}.`);
  const [file, member] = peer;
  const module = await import(new URL(`../peers/${file}.ts`, import.meta.url).href);
  return module[member];
}
