/** The server will not have this connection: what happened, and what to do. */
import type { Refusal } from "@/collab/protocol/refusals";

export function Refused({ refusal }: { readonly refusal: Refusal }) {
  return (
    <div role="alert" className="border-b bg-warn-soft px-4 py-2.5 text-center text-sm text-warn">
      {refusal.message} What you see is read-only.{" "}
      <button type="button" className="underline" onClick={() => location.reload()}>
        Reload the page
      </button>
    </div>
  );
}
