/** Loaded into every server before its own code: says, when asked, what the process has used. */

process.on("message", (message) => {
  if (message !== "usage") return;
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ cpuMs: (user + system) / 1000, rss, heapUsed, external });
});
// A server must not outlive whoever measures it.
process.on("disconnect", () => process.exit());
process.channel?.unref();
