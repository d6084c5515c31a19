/** One image on its way to the server, and the card that stands for it in the text meanwhile. */
import { type Sending, type SentImage, sendImage } from "./send-image";

export interface UploadOwner {
  readonly documentId: string;
  done(upload: ImageUpload, image: Extract<SentImage, { ok: true }>): void;
  /** Given up by whoever chose it. */
  dropped(upload: ImageUpload): void;
}

/** How long after a lost connection it is tried again, if the browser does not say so earlier. */
const againMs = 4000;

export class ImageUpload {
  readonly dom = document.createElement("div");
  readonly #file: File;
  readonly #owner: UploadOwner;
  readonly #preview: string;
  readonly #bar = document.createElement("progress");
  readonly #said = document.createElement("span");
  readonly #buttons = document.createElement("span");
  readonly #retry = button("Try again", () => void this.#send());
  readonly #drop = button("Remove", () => this.#owner.dropped(this));
  #sending: Sending | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(file: File, owner: UploadOwner) {
    this.#file = file;
    this.#owner = owner;
    this.#preview = URL.createObjectURL(file);
    this.#draw();
    window.addEventListener("online", this.#again);
    void this.#send();
  }

  /** Ends it, and frees what it held. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    window.removeEventListener("online", this.#again);
    this.#sending?.abort();
    URL.revokeObjectURL(this.#preview);
  }

  readonly #again = (): void => {
    if (!this.#sending && !this.#closed && !this.#retry.hidden) void this.#send();
  };

  async #send(): Promise<void> {
    clearTimeout(this.#timer);
    this.#retry.hidden = true;
    this.#show("sending", `Uploading ${this.#file.name}`);
    this.#bar.value = 0;
    this.#sending = sendImage(this.#owner.documentId, this.#file, (share) => {
      this.#bar.value = share;
    });
    const answer = await this.#sending.answer;
    this.#sending = undefined;
    if (this.#closed) return;
    if (answer.ok) return this.#owner.done(this, answer);
    if (!answer.lost) {
      this.#retry.hidden = !answer.again;
      return this.#show("failed", `“${this.#file.name}”: ${answer.message}`);
    }
    this.#retry.hidden = false;
    this.#show("waiting", `${answer.message} ${this.#file.name} waits here, and is sent again.`);
    this.#timer = setTimeout(this.#again, againMs);
  }

  #draw(): void {
    this.dom.className = "image-upload no-print";
    this.dom.contentEditable = "false";
    const image = document.createElement("img");
    image.src = this.#preview;
    image.alt = "";
    // What the browser can't show is no reason not to send it.
    image.onerror = () => image.remove();
    this.#bar.max = 1;
    this.#bar.setAttribute("aria-label", `Upload of ${this.#file.name}`);
    this.#said.className = "image-upload-said";
    this.#buttons.className = "image-upload-buttons";
    this.#buttons.append(this.#retry, this.#drop);
    this.dom.append(image, this.#said, this.#bar, this.#buttons);
  }

  #show(state: "sending" | "waiting" | "failed", text: string): void {
    this.dom.dataset.state = state;
    this.#said.setAttribute("role", state === "failed" ? "alert" : "status");
    this.#said.textContent = text;
    this.#bar.hidden = state !== "sending";
    this.#drop.textContent = state === "sending" ? "Cancel" : "Remove";
  }
}

function button(label: string, press: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = label;
  element.addEventListener("click", press);
  return element;
}
