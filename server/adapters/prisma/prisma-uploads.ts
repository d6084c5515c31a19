/** What is known of uploaded images, in the database. */
import {
  type ImageType,
  imageTypes,
  type UploadRow,
  type UploadStore,
} from "@/server/ports/uploads";
import type { Database } from "./client";
import { guarded } from "./store-failure";

export class PrismaUploads implements UploadStore {
  readonly #client: Database["client"];
  constructor({ client }: Database) {
    this.#client = client;
  }

  add(upload: UploadRow): Promise<void> {
    return guarded(async () => {
      const data = { ...upload, createdAt: new Date(upload.createdAt) };
      await this.#client.upload.create({ data });
    });
  }

  find(id: string): Promise<UploadRow | undefined> {
    return guarded(async () => {
      const row = await this.#client.upload.findUnique({ where: { id } });
      if (!row) return undefined;
      return { ...row, type: known(row.type), createdAt: row.createdAt.getTime() };
    });
  }

  bytesOf(userId: string): Promise<number> {
    return guarded(async () => {
      const { _sum } = await this.#client.upload.aggregate({
        where: { userId },
        _sum: { bytes: true },
      });
      return _sum.bytes ?? 0;
    });
  }
}

/** What is served is of one of these types, whatever a row says. */
function known(type: string): ImageType {
  return imageTypes.find((each) => each === type) ?? "image/png";
}
