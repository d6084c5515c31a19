import { describe, expect, test } from "vitest";
import { seededRandom } from "@/server/actors/random";
import { Authority, people, settle, type Work } from "@/tests/support/collaborators";
import { edit } from "@/tests/support/random-edits";
import type { Trace } from "@/tests/support/tokens";

describe("whatever people do to one document at the same time", () => {
  const work: Work = { verified: 0, repaired: 0, rebased: 0, noops: 0 };
  const seeds = Array.from({ length: 300 }, (_, index) => index + 1);

  test("all of them end with the server's document, and it is valid", { timeout: 120_000 }, () => {
    for (const seed of seeds) run(seed, work);
  });

  test("the runs were worth running", () => {
    expect(work.verified).toBeGreaterThan(1000);
    // Rare, since both sides rebase alike; without the repair each of these ends in a fork.
    expect(work.repaired).toBeGreaterThan(10);
    expect(work.rebased).toBeGreaterThan(1000);
  });
});

function run(seed: number, work: Work): void {
  const random = seededRandom(seed);
  const authority = new Authority();
  const clients = people(3 + Math.floor(random() * 3), authority, work);
  const trace: Trace = { typed: new Set(), deleted: new Set() };
  for (let round = 0; round < 80; round++) {
    const client = clients[Math.floor(random() * clients.length)];
    if (!client) continue;
    const roll = random();
    if (roll < 0.5) edit(client.editor, { name: client.name, random, trace });
    else if (roll < 0.75) client.send();
    else client.receive(1 + Math.floor(random() * 4));
  }
  settle(clients, authority);
  authority.doc.check();
  for (const client of clients) {
    const { doc } = client.editor.state;
    if (!doc.eq(authority.doc)) {
      throw new Error(`seed ${seed}: ${client.name} sees ${doc}, the server ${authority.doc}`);
    }
  }
}
