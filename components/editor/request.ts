/** A call of the HTTP API; a refusal comes back in the server's own words. */

export type Answer =
  | { readonly ok: true; readonly body: Record<string, unknown> }
  | { readonly ok: false; readonly message: string };

const noAnswer = "The server does not answer. Try again in a moment.";

export async function request(path: string, method: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  }).catch(() => undefined);
  const json: unknown = await answer?.json().catch(() => undefined);
  const fields = isRecord(json) ? json : {};
  if (answer?.ok) return { ok: true, body: fields };
  const message = isRecord(fields.error) ? fields.error.message : undefined;
  return { ok: false, message: typeof message === "string" ? message : noAnswer };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
