/** `/healthz` (alive), `/readyz` (may take traffic) and `/metrics` (Prometheus text). */
import { timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import type { Env } from "./context";

export interface HealthWorld {
  /** Why this process should get no traffic; undefined when it may. */
  notReady(): Promise<string | undefined>;
  metrics(): readonly Metric[];
  readonly adminToken: string;
}

export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge";
  readonly value: number;
}

export function healthRoutes({ notReady, metrics, adminToken }: HealthWorld): Hono<Env> {
  return new Hono<Env>()
    .get("/healthz", (c) => c.json({ ok: true }))
    .get("/readyz", async (c) => {
      const why = await notReady();
      return why === undefined ? c.json({ ok: true }) : c.json({ ok: false, why }, 503);
    })
    .get("/metrics", (c) => {
      const token = c.req.header("authorization")?.replace(/^Bearer /, "") ?? c.req.query("token");
      if (!isToken(token, adminToken)) return c.notFound();
      const text = metrics().map(
        ({ name, help, type, value }) =>
          `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`,
      );
      return c.text(text.join(""));
    });
}

/** Compares in constant time, so that the token can't be guessed letter by letter. */
export function isToken(given: string | undefined, expected: string): boolean {
  const a = Buffer.from(given ?? "");
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
