import { expect, test } from "vitest";
import { Connection } from "./connection";

/** Connections in the order in which they were made; the first `refused` are refused. */
function world({ refused = 0 } = {}) {
  const made: { broken: boolean; closed: boolean; lose(): void }[] = [];
  let asked = 0;
  const connection = new Connection(async (lost) => {
    asked += 1;
    if (asked <= refused) throw new Error("not now");
    const one = {
      ...{ broken: false, closed: false, lose: lost },
      read() {
        if (one.broken || one.closed) throw new Error("the connection is closing");
        return made.length;
      },
      close() {
        one.closed = true;
      },
    };
    made.push(one);
    return one;
  });
  return { made, read: () => connection.use(async (one) => one.read()) };
}

test("one connection serves all, as long as it lives", async () => {
  const { made, read } = world();
  expect(await Promise.all([read(), read()])).toEqual([1, 1]);
  expect(await read()).toBe(1);
  expect(made).toHaveLength(1);
});

test("where none could be made it is tried again", async () => {
  const { read } = world({ refused: 2 });
  await expect(read()).rejects.toThrow("not now");
  expect(await read()).toBe(1);
});

test("one that is gone, or in somebody's way, is let go and made anew", async () => {
  const { made, read } = world();
  await read();
  made[0]?.lose();
  expect(await read()).toBe(2);
  expect(made[0]?.closed).toBe(true);
});

test("one that broke without a word is made anew, too, and what was asked of it is done", async () => {
  const { made, read } = world();
  await read();
  if (made[0]) made[0].broken = true;
  expect(await Promise.all([read(), read()])).toEqual([2, 2]);
  // Its end is told late: the next one stays.
  made[0]?.lose();
  expect(await read()).toBe(2);
});

test("what fails on a fresh one as well has failed", async () => {
  const connection = new Connection(async () => ({ close() {} }));
  const act = () => connection.use(() => Promise.reject(new Error("full")));
  await expect(act()).rejects.toThrow("full");
});
