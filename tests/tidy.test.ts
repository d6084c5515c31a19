/** The house rules as a test: arrows between rooms, sizes of files, versions that must not sink. */
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const rooms = ["app", "client", "collab", "components", "server", "tests", "scripts", "bench"];

function sources(): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.ts", "*.tsx"], {
    cwd: root,
    encoding: "utf8",
  });
  return listed.split("\n").filter(Boolean);
}

function importsOf(source: string): readonly string[] {
  return [...source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}

/** Lints `source` as if it stood at `path`, and takes it away again. */
function lint(path: string, source: string): string {
  const file = join(root, path);
  writeFileSync(file, source);
  try {
    execFileSync("npx", ["biome", "lint", path], { cwd: root, stdio: "pipe" });
    return "";
  } catch (error) {
    const stdout = error instanceof Error ? Reflect.get(error, "stdout") : "";
    const stderr = error instanceof Error ? Reflect.get(error, "stderr") : "";
    return `${stdout}${stderr}`;
  } finally {
    rmSync(file);
  }
}

describe("arrows between rooms", () => {
  const planted = [
    ["collab", "@/server/documents/tree"],
    ["collab", "@/client/session/document-session"],
    ["collab/protocol", "react"],
    ["client", "@/components/ui/button"],
    ["client", "@/server/main"],
    ["components", "@/server/documents/tree"],
    ["app", "@/server/documents/tree"],
    ["server/actors", "../documents/tree"],
    ["server/actors", "@/collab/protocol/limits"],
    ["server/documents", "../adapters/log"],
    ["server/documents", "node:fs"],
    ["server/ports", "../documents/tree"],
    ["server/adapters/prisma", "../../documents/tree"],
    ["server/adapters/memory", "@/server/actors/system"],
  ] as const;

  test.each(planted)("lint catches %s importing %s", (room, specifier) => {
    const path = `${room}/planted-violation.ts`;
    expect(
      lint(path, `import * as planted from "${specifier}";\n\nexport { planted };\n`),
    ).toContain("noRestrictedImports");
  });

  test("lint lets a lawful import pass", () => {
    const source = `import * as lawful from "@/collab/protocol/limits";\n\nexport { lawful };\n`;
    expect(lint("server/documents/planted-violation.ts", source)).toBe("");
  });

  test("a relative import never leaves its room, where lint could not see it", () => {
    const strays = sources().flatMap((file) =>
      importsOf(readFileSync(join(root, file), "utf8"))
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => relative(root, resolve(root, dirname(file), specifier)))
        .filter((target) => roomOf(target) !== roomOf(file))
        .filter((target) => rooms.includes(roomOf(file)) && !target.startsWith("generated"))
        .map((target) => `${file} -> ${target}`),
    );
    expect(strays).toEqual([]);
  });
});

function roomOf(path: string): string {
  return path.split("/", 1)[0] ?? "";
}

describe("house rules", () => {
  test("no file is longer than 300 lines", () => {
    const long = sources().filter(
      (file) => readFileSync(join(root, file), "utf8").split("\n").length > 301,
    );
    expect(long).toEqual([]);
  });

  test("every file says in its first sentence what it is", () => {
    const silent = sources()
      .filter((file) => /^(client|collab|server)\//.test(file) && !/\.test\.tsx?$/.test(file))
      .filter(
        (file) =>
          !/^(["']use client["'];?\s*)?(\/\*\*|\/\/)/.test(readFileSync(join(root, file), "utf8")),
      );
    expect(silent).toEqual([]);
  });

  test("the type system is not talked out of anything", () => {
    const silenced = sources().filter((file) =>
      /\bas any\b|@ts-(ignore|nocheck|expect-error)/.test(readFileSync(join(root, file), "utf8")),
    );
    expect(silenced.filter((file) => file !== "tests/tidy.test.ts")).toEqual([]);
  });
});

describe("dependencies", () => {
  /** Security floors: below these a known hole is open. */
  const floors = {
    next: "16.4.1",
    react: "19.2.6",
    "react-dom": "19.2.6",
    "socket.io": "4.8.4",
    "socket.io-parser": "4.2.7",
    ws: "8.21.1",
    "prosemirror-model": "1.25.12",
    "prosemirror-transform": "1.12.5",
    "prosemirror-view": "1.42.3",
    "prosemirror-history": "1.5.1",
    "@tiptap/core": "3.31.2",
    linkifyjs: "4.3.2",
    mammoth: "1.12.2",
  };

  test.each(Object.entries(floors))("%s is at least %s", (name, floor) => {
    const file = join(root, "node_modules", name, "package.json");
    const { version } = JSON.parse(readFileSync(file, "utf8"));
    expect(compare(version, floor), `${name} ${version}`).toBeGreaterThanOrEqual(0);
  });

  test("the lock file records no download addresses", () => {
    const lock = readFileSync(join(root, "package-lock.json"), "utf8");
    expect(lock).not.toMatch(/"resolved": "https?:/);
  });

  test("every dependency is pinned", () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(root, "package.json"), "utf8"),
    );
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d/.test(String(version)),
    );
    expect(loose).toEqual([]);
  });
});

function compare(a: string, b: string): number {
  const left = a.split(".").map(Number);
  const right = b.split(".").map(Number);
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
