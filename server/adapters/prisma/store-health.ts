/** Whether the last write to the database worked, and if not, what stood in its way. */
import type { StoreFailure } from "@/server/ports/store-error";
import { failureOf } from "./store-failure";

export class StoreHealth {
  #failure: StoreFailure | undefined;

  /** Undefined while writes work. */
  get failure(): StoreFailure | undefined {
    return this.#failure;
  }

  worked(): void {
    this.#failure = undefined;
  }

  /** A conflict or a bug of ours says nothing about the store. */
  failed(error: unknown): void {
    this.#failure = failureOf(error) ?? this.#failure;
  }
}
