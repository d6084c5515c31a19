import { expect, test } from "vitest";
import { Envelope, type Kind, Mailbox } from "./mailbox";
import type { Message } from "./message";

const put = (kind: Kind, tag: string) => new Envelope(kind, { tag }, undefined, 0);
const tagsOf = (mailbox: Mailbox) => mailbox.drain().map(({ message }) => message.tag);

test("first in, first out, through many laps", () => {
  const mailbox = new Mailbox({ limit: 10_000, onFull: "dead_letter" });
  let [given, taken] = [0, 0];
  for (let round = 0; round < 100; round++) {
    for (let index = 0; index < 70; index++) mailbox.offer(put("cast", String(given++)));
    for (let index = 0; index < 50; index++) {
      expect(mailbox.take()?.message.tag).toBe(String(taken++));
    }
  }
  expect(mailbox.length).toBe(given - taken);
});

test("the limit counts calls, casts and infos; timers and system messages pass", () => {
  const mailbox = new Mailbox({ limit: 2, onFull: "dead_letter" });
  const kinds: Kind[] = ["cast", "timer", "call", "system", "info", "cast", "call"];
  const offers = kinds.map((kind) => mailbox.offer(put(kind, kind)));
  expect(offers).toEqual(["queued", "queued", "queued", "queued", "full", "full", "full"]);
  mailbox.take();
  expect(mailbox.offer(put("info", "info"))).toBe("queued");
  expect(tagsOf(mailbox)).toEqual(["timer", "call", "system", "info"]);
});

test("a key that was handled may be queued again", () => {
  const conflate = ({ tag }: Message) => tag;
  const mailbox = new Mailbox({ limit: 2, onFull: "dead_letter", conflate });
  expect(mailbox.offer(put("cast", "a"))).toBe("queued");
  expect(mailbox.offer(put("cast", "a"))).toBe("conflated");
  mailbox.take();
  expect(mailbox.offer(put("cast", "a"))).toBe("queued");
  expect(mailbox.length).toBe(1);
});

test("a conflated message does not count twice against the limit", () => {
  const mailbox = new Mailbox({ limit: 1, onFull: "dead_letter", conflate: ({ tag }) => tag });
  for (let index = 0; index < 5; index++) mailbox.offer(put("cast", "a"));
  expect(mailbox.bounded).toBe(1);
  mailbox.take();
  expect(mailbox.bounded).toBe(0);
});
