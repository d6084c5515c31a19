import { AsyncLocalStorage } from "node:async_hooks";
import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { lettingContextsGo } from "./async-contexts";
import type { NodeHandler } from "./http/request-handler";

const request = {} as IncomingMessage;
const response = () => new EventEmitter() as unknown as ServerResponse;
const hasHooks = Number.parseInt(process.versions.node, 10) < 24;

describe.runIf(hasHooks)("contexts of pages", () => {
  let page: NodeHandler;
  // Once, as in the server: it stays with the class.
  const pages = lettingContextsGo((...asked) => page(...asked));

  test("a page keeps its own, however long it takes and whoever else is answered meanwhile", async () => {
    const storage = new AsyncLocalStorage<number>();
    const seen: (number | undefined)[] = [];
    page = (_request, answer) =>
      storage.run(seen.length, async () => {
        const mine = seen.push(undefined) - 1;
        for (let i = 0; i < 5; i++) {
          await wait(50 + 40 * mine);
          expect(storage.getStore()).toBe(mine);
        }
        answer.emit("close");
        // Something goes on for a little after the answer.
        await wait(20);
        seen[mine] = storage.getStore();
      });
    await Promise.all([pages(request, response()), pages(request, response())]);
    expect(seen).toEqual([0, 1]);
  });

  test("once nobody waits for a page they are let go, and there again for the next", async () => {
    const storage = new AsyncLocalStorage<string>();
    const letGo = vi.spyOn(storage, "disable");
    page = async (_request, answer) => {
      await storage.run("mine", async () => {
        await wait(1);
        expect(storage.getStore()).toBe("mine");
      });
      answer.emit("close");
    };
    for (let count = 1; count <= 2; count++) {
      await pages(request, response());
      expect(letGo).toHaveBeenCalledTimes(count - 1);
      await vi.waitFor(() => expect(letGo).toHaveBeenCalledTimes(count), { timeout: 5000 });
    }
  });

  test("a page whose reader was gone before it began keeps none of them", async () => {
    const storage = new AsyncLocalStorage<string>();
    const letGo = vi.spyOn(storage, "disable");
    page = async () => storage.run("mine", () => wait(1));
    await pages(request, Object.assign(response(), { destroyed: true }));
    await vi.waitFor(() => expect(letGo).toHaveBeenCalledOnce(), { timeout: 2000 });
  });
});
