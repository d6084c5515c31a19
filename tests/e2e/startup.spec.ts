/** Starting: what is wrong is said in one sentence, and the exit code says so too. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeOptions, serverScript } from "../support/start-line";
import { freePort, TandemServer } from "../support/tandem-server";
import { expect, test } from "./fixtures";

function startWith(env: Record<string, string>) {
  const directory = mkdtempSync(join(tmpdir(), "tandem-start-"));
  const own = { HOST: "127.0.0.1", DATA_DIR: directory };
  const result = spawnSync(process.execPath, [...nodeOptions, serverScript], {
    env: Object.assign({}, process.env, own, env),
    encoding: "utf8",
    timeout: 30_000,
  });
  rmSync(directory, { recursive: true, force: true });
  return { code: result.status, said: result.stderr + result.stdout };
}

const mistakes: [string, Record<string, string>, RegExp][] = [
  ["a port that is no number", { PORT: "lots" }, /PORT is "lots"; it must be a port number/],
  ["an address that is none", { TANDEM_URL: "docs" }, /TANDEM_URL is "docs"; it must be a full/],
  ["a secret that is too short", { TANDEM_SECRET: "secret" }, /TANDEM_SECRET .* 32 characters/],
  ["a database that is not known", { DATABASE_URL: "mysql://x" }, /DATABASE_URL .* SQLite/],
  ["a data directory that can't be written", { DATA_DIR: "/proc/nowhere" }, /can't be written/],
];

for (const [name, env, sentence] of mistakes) {
  test(`${name} is named, with what to do`, () => {
    const { code, said } = startWith({ PORT: "0", ...env });
    expect(said).toMatch(sentence);
    expect(
      said
        .trim()
        .split("\n")
        .filter((line) => line.includes("at ")).length,
    ).toBeLessThan(2);
    expect(code).not.toBe(0);
  });
}

test("a port that is taken is named, with what to do", async () => {
  const port = await freePort();
  const other = createServer().listen(port, "127.0.0.1");
  await once(other, "listening");
  const { code, said } = startWith({ PORT: String(port) });
  other.close();
  expect(said).toContain(`Port ${port} is taken`);
  expect(code).not.toBe(0);
});

test("a Node.js that is too old is named before anything else is done", () => {
  const directory = mkdtempSync(join(tmpdir(), "tandem-node-"));
  const pretend = join(directory, "old.cjs");
  writeFileSync(pretend, 'Object.defineProperty(process.versions, "node", { value: "18.19.0" });');
  const result = spawnSync(process.execPath, ["--require", pretend, "scripts/setup.mjs"], {
    encoding: "utf8",
    timeout: 30_000,
  });
  rmSync(directory, { recursive: true });
  expect(result.status).not.toBe(0);
  expect(result.stderr + result.stdout).toMatch(/20\.19/);
});

test("SIGTERM to npm start ends the server and leaves no process", async () => {
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), "tandem-npm-"));
  const env = { ...process.env, PORT: String(port), HOST: "127.0.0.1", DATA_DIR: directory };
  const npm = spawn("npm", ["start", "--ignore-scripts"], { env, stdio: "ignore" });
  await expect
    .poll(
      () =>
        fetch(`http://127.0.0.1:${port}/healthz`).then(
          (a) => a.ok,
          () => false,
        ),
      {
        timeout: 20_000,
      },
    )
    .toBe(true);
  const ended = new Promise((resolve) => npm.once("exit", resolve));
  npm.kill("SIGTERM");
  await ended;
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}/healthz`).then(
        () => "up",
        () => "down",
      ),
    )
    .toBe("down");
  rmSync(directory, { recursive: true, force: true });
});

test("the console shows the tree, a state, and kills", async () => {
  const server = await TandemServer.start();
  const run = (line: string) =>
    spawnSync(process.execPath, ["scripts/console.mjs"], {
      input: `${line}\nawait new Promise((r) => setTimeout(r, 300))\n.exit\n`,
      env: {
        ...process.env,
        PORT: String(server.port),
        TANDEM_ADMIN_TOKEN: "administrators-token-for-tests",
      },
      encoding: "utf8",
      timeout: 20_000,
    }).stdout;
  expect(run("await tree()")).toMatch(/root rest_for_one[\s\S]*registry[\s\S]*journal[\s\S]*users/);
  expect(run('(await state(await whereis("journal"))).state')).toContain("flushes");
  const before = run('await whereis("journal")').match(/<local\.\d+>/)?.[0];
  expect(run('await kill(await whereis("journal"))')).toContain("killed");
  expect(run('await whereis("journal")').match(/<local\.\d+>/)?.[0]).not.toBe(before);
  await server.dispose();
});
