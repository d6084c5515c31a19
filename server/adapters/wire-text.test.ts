/** Text put together from shared parts is the JSON of the whole, whatever is in it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JoinAnswer } from "@/collab/protocol/server-messages";
import { frame, packetOf } from "./socket-frames";
import { joinText, payloadText } from "./wire-text";

const text = fc.string({ unit: "binary" });
const whole = fc.nat();
const user = fc.record({ id: text, name: text, color: text });
const presence = fc.record({
  sessionId: text,
  user,
  version: whole,
  anchor: fc.option(whole),
  head: fc.option(whole),
});
const step = fc.dictionary(text, fc.jsonValue());
const change = fc.record(
  {
    version: whole,
    changeId: text,
    userId: text,
    steps: fc.array(step),
    kept: fc.array(whole),
    createdAt: whole,
  },
  { requiredKeys: ["version", "changeId", "userId", "steps", "createdAt"] },
);
const role = fc.constantFrom("owner" as const, "editor" as const, "viewer" as const);
const answer: fc.Arbitrary<{ ok: true } & JoinAnswer> = fc.record(
  {
    ok: fc.constant(true as const),
    version: whole,
    role,
    user,
    sessionId: text,
    title: text,
    users: fc.array(presence),
    doc: fc.object(),
    changes: fc.array(change),
  },
  { requiredKeys: ["ok", "version", "role", "user", "sessionId", "title", "users"] },
);

/** Through JSON and back: what a client makes of it. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe("shared text", () => {
  test("of a broadcast is its JSON, also when its parts were sent before", () => {
    fc.assert(
      fc.property(text, fc.array(change), (documentId, changes) => {
        const payload = { documentId, changes };
        expect(payloadText(payload)).toBe(JSON.stringify(payload));
        expect(payloadText({ ...payload })).toBe(JSON.stringify(payload));
      }),
    );
  });

  test("of presence and of news about the document is their JSON", () => {
    fc.assert(
      fc.property(text, fc.array(presence), fc.array(text), (documentId, users, left) => {
        const payload = { documentId, users, left };
        expect(JSON.parse(payloadText(payload))).toEqual(plain(payload));
        const news = { documentId, title: documentId, deleted: true };
        expect(payloadText(news)).toBe(JSON.stringify(news));
      }),
    );
  });

  test("of an answer to a join is its JSON", () => {
    fc.assert(
      fc.property(answer, (joined) => {
        expect(JSON.parse(joinText(joined))).toEqual(plain(joined));
      }),
    );
    const refused = { ok: false, error: { code: "forbidden", message: "", retryable: false } };
    expect(joinText(refused as Parameters<typeof joinText>[0])).toBe(JSON.stringify(refused));
  });
});

describe("a frame", () => {
  test("is made once for everybody who is sent the same payload", () => {
    const payload = { documentId: "a document", title: "é" };
    const { text, options } = packetOf("document_updated", payload);
    expect(text).toBe(`2["document_updated",${JSON.stringify(payload)}]`);
    expect(String(options.wsPreEncodedFrame[0]?.subarray(2))).toBe(`4${text}`);
    expect(packetOf("document_updated", payload).options).toBe(options);
  });

  test.each([0, 1, 125, 126, 65_535, 65_536, 200_000])("of %d bytes says so", (length) => {
    const data = Buffer.alloc(length, "x");
    const framed = frame(data);
    const short = framed.readUInt8(1);
    const [size, header] =
      short < 126
        ? [short, 2]
        : short === 126
          ? [framed.readUInt16BE(2), 4]
          : [Number(framed.readBigUInt64BE(2)), 10];
    expect(framed.readUInt8(0)).toBe(0x81);
    expect(size).toBe(length);
    expect(framed.subarray(header)).toEqual(data);
  });
});
