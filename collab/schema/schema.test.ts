import { describe, expect, test } from "vitest";
import { SCHEMA_VERSION } from "../protocol/version";
import { emptyDocument, schema } from "./schema";
import { isAllowedImage, isAllowedLink } from "./url-policy";
import { isClean } from "./validators";

/** All that decides whether a stored document can be read; functions are left out. */
function fingerprint(): string {
  const types = [...Object.values(schema.nodes), ...Object.values(schema.marks)];
  const shape = types.map(({ name, spec }) => {
    const plain = Object.entries(spec).filter(
      ([key, value]) => key !== "attrs" && ["string", "boolean"].includes(typeof value),
    );
    const attrs = Object.entries(spec.attrs ?? {}).map(([key, value]) => [key, value.default]);
    return [name, plain, attrs];
  });
  const text = JSON.stringify(shape);
  let hash = 0xcbf29ce484222325n;
  for (const character of text) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return `${SCHEMA_VERSION}:${hash.toString(16)}`;
}

test("the schema is the one of its version: bump SCHEMA_VERSION when this fails", () => {
  expect(fingerprint()).toBe("1:bb294cd18a1c9a91");
});

test("an empty document is one empty paragraph", () => {
  expect(emptyDocument().toString()).toBe("doc(paragraph)");
});

describe("[B13] attributes", () => {
  const types = [...Object.values(schema.nodes), ...Object.values(schema.marks)];
  const all = types.flatMap(({ name, spec }) =>
    Object.entries(spec.attrs ?? {}).map(([key, attr]) => [`${name}.${key}`, attr] as const),
  );

  test.each(all)("%s has a validator, which throws", (_name, { validate }) => {
    if (typeof validate !== "function") throw new Error("there is none");
    for (const wrong of [Symbol("x"), ["script"], { a: 1 }, -1, 99_999_999, "x".repeat(100_001)]) {
      expect(() => validate(wrong)).toThrow(RangeError);
    }
  });

  test.each([
    { type: "heading", attrs: { level: 99 } },
    { type: "heading", attrs: { level: "1" } },
    { type: "heading", attrs: { level: 1, textAlign: "left;color:red" } },
    { type: "image", attrs: { src: "/a.png", alt: "x".repeat(1_000_000) } },
    { type: "image", attrs: { src: null } },
    { type: "codeBlock", attrs: { language: '"><script>' } },
    { type: "blockMath", attrs: { latex: ["script"] } },
    {
      type: "paragraph",
      content: [
        {
          type: "text",
          text: "x",
          marks: [{ type: "textStyle", attrs: { color: "red;background:url(//evil)" } }],
        },
      ],
    },
  ])("$type with attributes that are wrong is refused", (block) => {
    expect(() => schema.nodeFromJSON({ type: "doc", content: [block] }).check()).toThrow();
  });
});

describe("[B14] addresses", () => {
  const refused = [
    "",
    "javascript:alert(1)",
    "JaVaScript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\u0001javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#106;avascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://a.example/1",
    "ms-word:ofe|u|https://a.example",
    "web+evil:x",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:\\\\evil.example",
    "/\t/evil.example",
    "evil.example",
    "../up",
    "?query",
    "https://a.example/\u202egnp.exe",
    `https://a.example/${"x".repeat(2048)}`,
  ];

  test.each(refused)("%j is neither a link nor an image", (address) => {
    expect(isAllowedLink(address)).toBe(false);
    expect(isAllowedImage(address)).toBe(false);
  });

  test.each(["https://a.example/b?c=d&e=f#g", "HTTP://A.example", "/d/1", "/"])(
    "%j is both",
    (address) => {
      expect(isAllowedLink(address)).toBe(true);
      expect(isAllowedImage(address)).toBe(true);
    },
  );

  test.each(["mailto:a@b.example", "tel:+123", "#part-1"])("%j is a link only", (address) => {
    expect(isAllowedLink(address)).toBe(true);
    expect(isAllowedImage(address)).toBe(false);
  });
});

test("[B12] text is whole characters, without NUL", () => {
  expect(isClean("👍🏽 é")).toBe(true);
  for (const text of ["\ud83d", "a\udc4d", "a\0b"]) expect(isClean(text)).toBe(false);
});
