/** The HTTP API as pages use it; a refusal is told in the server's own words. */

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

export interface RequestOptions {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly body?: unknown;
  /** Sent as it is, instead of a body in JSON. */
  readonly file?: File;
  readonly form?: FormData;
  readonly signal?: AbortSignal;
}

export const noAnswer = "The server does not answer. Try again in a moment.";

export async function request<T>(
  path: string,
  { method = "GET", body, file, form, signal }: RequestOptions = {},
): Promise<Answer<T>> {
  const answer = await fetch(path, {
    method,
    ...(signal ? { signal } : {}),
    ...(form ? { body: form } : {}),
    ...(file ? { body: file, headers: { "content-type": "application/octet-stream" } } : {}),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  }).catch(() => undefined);
  const json = answer?.status === 204 ? {} : await answer?.json().catch(() => undefined);
  if (answer?.ok && json !== undefined) return { ok: true, value: json };
  const message: unknown = json?.error?.message;
  return { ok: false, message: typeof message === "string" ? message : noAnswer };
}
