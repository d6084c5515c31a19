/**
 * Next.js and React keep what belongs to a request in `AsyncLocalStorage`s. Before Node.js 24 the first
 * use of one has every promise and callback of the process, for as long as it runs, tell async hooks
 * about itself: awaiting costs three times as much. They are let go while no page is being made.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { NodeHandler } from "./http/request-handler";

/** From there on a storage travels with V8's own contexts, and costs nothing where there is none. */
const ownContextsSince = 24;
/** What a page still does after it was answered has its contexts for so long. */
const graceMs = 100;

/** `pages`, after whose last answer no storage is in use. No other part of the process may need one. */
export function lettingContextsGo(pages: NodeHandler): NodeHandler {
  if (Number.parseInt(process.versions.node, 10) >= ownContextsSince) return pages;
  const used = storagesInUse();
  let underWay = 0;
  let grace: NodeJS.Timeout | undefined;
  const letGo = () => {
    for (const storage of used) storage.disable();
    used.clear();
  };
  return async (request, response) => {
    underWay += 1;
    clearTimeout(grace);
    // Who went away while they were looked up is not told of again.
    const closed = response.destroyed
      ? Promise.resolve()
      : new Promise((resolve) => response.once("close", resolve));
    try {
      await pages(request, response);
    } finally {
      void closed.then(() => {
        underWay -= 1;
        if (underWay === 0) grace = setTimeout(letGo, graceMs).unref();
      });
    }
  };
}

/** Is told of each storage that is used from now on. */
function storagesInUse(): Set<AsyncLocalStorage<unknown>> {
  const used = new Set<AsyncLocalStorage<unknown>>();
  const { prototype } = AsyncLocalStorage<unknown>;
  const { run, enterWith } = prototype;
  prototype.run = function (...args: Parameters<typeof run>) {
    used.add(this);
    return run.apply(this, args);
  };
  prototype.enterWith = function (store) {
    used.add(this);
    enterWith.call(this, store);
  };
  return used;
}
