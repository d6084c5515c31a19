/**
 * Loaded into every server before its own code: says, when asked, what the process has used; what it
 * holds, after a collection. A collection is never asked for while something is measured: it costs as
 * much as the heap is large, and makes those that follow come sooner.
 */

process.on("message", (message) => {
  if (message !== "usage" && message !== "held") return;
  if (message === "held") globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ cpuMs: (user + system) / 1000, rss, heapUsed, external });
});
// A server must not outlive whoever measures it.
process.on("disconnect", () => process.exit());
process.channel?.unref();
