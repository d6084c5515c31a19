/** Sends one image to the server, and says how far it has come. */

export type SentImage =
  | { readonly ok: true; readonly url: string; readonly width: number; readonly height: number }
  | {
      readonly ok: false;
      /** The server was not reached; nothing is wrong with the image. */
      readonly lost: boolean;
      /** The same image may be taken another time. */
      readonly again: boolean;
      readonly message: string;
    };

export interface Sending {
  readonly answer: Promise<SentImage>;
  abort(): void;
}

/** `progress` is told shares from 0 to 1. `fetch` would not say how much has been sent. */
export function sendImage(
  documentId: string,
  file: File,
  progress: (share: number) => void,
): Sending {
  const request = new XMLHttpRequest();
  const answer = new Promise<SentImage>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(read(request));
    request.onerror = () => resolve(notReached);
    request.onabort = () => resolve(notReached);
  });
  const name = encodeURIComponent(file.name.slice(0, 200).toWellFormed());
  request.open("POST", `/api/documents/${documentId}/uploads?name=${name}`);
  request.setRequestHeader("content-type", "application/octet-stream");
  request.send(file);
  return { answer, abort: () => request.abort() };
}

const silent = "The server does not answer.";
const notReached: SentImage = { ok: false, lost: true, again: true, message: silent };

function read({ status, responseText }: XMLHttpRequest): SentImage {
  const body = parse(responseText);
  if (status === 201) {
    const { url, width, height } = body;
    if (typeof url === "string") {
      return { ok: true, url, width: Number(width), height: Number(height) };
    }
  }
  const message = isRecord(body.error) ? body.error.message : undefined;
  if (typeof message !== "string") return notReached;
  // It shuts down, or its store is away: both pass.
  const again = status === 429 || status >= 500;
  return { ok: false, lost: status === 503, again, message };
}

function parse(text: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text);
    return isRecord(json) ? json : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
