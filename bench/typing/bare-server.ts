/** Serves the bare page, its script and its document, on a port of its own. */
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";

export interface BareServer {
  readonly url: string;
  close(): void;
}

export async function serveBarePage(doc: unknown): Promise<BareServer> {
  const root = join(import.meta.dirname, "../..");
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "bare/page.ts")],
    tsconfig: join(root, "tsconfig.json"),
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const script = outputFiles[0]?.text ?? "";
  // The same style of documents, so that a line costs the same to lay out.
  const style = await readFile(join(root, "app/prose.css"), "utf8");
  const page = `<!doctype html><meta charset="utf-8"><title>Bare</title>
    <style>body{margin:0;font-family:sans-serif}main{max-width:48rem;margin:auto;padding:4rem 2rem}
    *{box-sizing:border-box}${style}</style><script type="module" src="/page.js"></script>`;
  const answers = new Map([
    ["/", ["text/html", page]],
    ["/page.js", ["text/javascript", script]],
    ["/document.json", ["application/json", JSON.stringify(doc)]],
  ]);
  const server: Server = createServer(({ url }, response) => {
    const [type, body] = answers.get(url ?? "") ?? [];
    response.writeHead(type ? 200 : 404, { "content-type": type ?? "text/plain" }).end(body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
