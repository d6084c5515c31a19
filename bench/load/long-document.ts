/** One person who writes for a long time: bursts of letters here and there, slips taken back. */
import type { Engine, Replica } from "../engines/engine";
import { seeded } from "../measure/statistics";

const paragraphCount = 300;
/** Edits under way before the writer waits for the server. */
const ahead = 400;

/** Resolves to a document into which `edits` edits of a letter each have gone. */
export async function writeLong(engine: Engine, port: number, edits: number): Promise<string> {
  const document = await engine.create(port, Array<string>(paragraphCount).fill("x"));
  const replica = await engine.open({ port, document, place: 0 });
  const random = seeded(42);
  const lengths = Array<number>(paragraphCount).fill(1);
  let [paragraph, offset, left] = [0, 0, 0];
  for (let made = 0; made < edits; made++) {
    if (left === 0) {
      paragraph = Math.floor(random() * paragraphCount);
      offset = Math.floor(random() * ((lengths[paragraph] ?? 0) + 1));
      left = 5 + Math.floor(random() * 40);
    }
    left -= 1;
    const slip = offset > 0 && random() < 0.06;
    const letter = "etaoin shrdlu cmfwyp"[Math.floor(random() * 20)] ?? "e";
    const before = lengths.slice(0, paragraph).reduce((sum, length) => sum + length, 0);
    if (slip) replica.splice({ paragraph, offset: offset - 1, before }, 1, "");
    else replica.splice({ paragraph, offset, before }, 0, letter);
    offset += slip ? -1 : 1;
    lengths[paragraph] = (lengths[paragraph] ?? 0) + (slip ? -1 : 1);
    if (made % ahead === ahead - 1) await kept(replica, made + 1);
  }
  await kept(replica, edits);
  const text = replica.text();
  const reader = await engine.open({ port, document, place: 0 });
  while (reader.text() !== text) await new Promise<void>((next) => setTimeout(next, 50));
  reader.close();
  replica.close();
  return document;
}

/** Where nothing is ever confirmed there is only giving it time. */
async function kept(replica: Replica, edits: number): Promise<void> {
  const wait = (ms: number) => new Promise<void>((next) => setTimeout(next, ms));
  if (replica.confirmed === undefined) return wait(20);
  while ((replica.confirmed ?? 0) < edits) await wait(1);
}
