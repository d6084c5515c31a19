/** What is asked of the thread that writes the log, and what it answers. */
export type LogTask =
  | {
      readonly kind: "append";
      readonly id: number;
      readonly changes: string;
      readonly heads: string;
    }
  /** Without its value: asked; with one: set. */
  | { readonly kind: "pragma"; readonly id: number; readonly text: string }
  | { readonly kind: "close" };

export type LogAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  /** `code`: the driver's, when it was the driver that failed. */
  | {
      readonly id: number;
      readonly ok: false;
      readonly message: string;
      readonly code: string | undefined;
    };
