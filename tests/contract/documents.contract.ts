/** What every store of documents and named versions must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ListQuery } from "@/server/ports/documents";
import type { Stores } from "@/server/ports/stores";
import { anAppend, noon, openEpoch, seed } from "../support/log-samples";
import type { OpenedStores, OpenStores } from "./open-stores";

export function documentsContract(name: string, open: OpenStores): void {
  describe(`the documents of ${name}`, () => {
    let opened: OpenedStores;
    let stores: Stores;
    beforeEach(async () => {
      opened = await open();
      stores = opened.stores;
      await seed(stores, "plan", "song");
      await addBob(stores);
    });
    afterEach(() => opened.close());
    rows(() => stores);
    members(() => stores);
    listing(() => stores);
    versions(() => stores);
  });
}

async function addBob({ people }: Stores): Promise<void> {
  await people.create(
    { id: "bob", name: "Bob", color: "#3355aa", guest: false, createdAt: noon },
    { id: "bob-session", userId: "bob", createdAt: noon, expiresAt: noon + 1000 },
  );
}

function rows(stores: () => Stores): void {
  it("creates a document that its link opens for editing", async () => {
    const created = await stores().documents.create({
      ...{ id: "new", title: "New", ownerId: "ada", createdAt: noon },
    });
    expect(created).toEqual({
      ...{ id: "new", title: "New", ownerId: "ada", headVersion: 0, linkRole: "editor" },
      ...{ createdAt: noon, updatedAt: noon, updatedBy: null, trashedAt: null },
    });
    expect(await stores().documents.find("new")).toEqual(created);
  });

  it("does not create one document twice", async () => {
    const again = { id: "plan", title: "Other", ownerId: "bob", createdAt: noon };
    await expect(stores().documents.create(again)).rejects.toMatchObject({ name: "StoreError" });
    expect((await stores().documents.find("plan"))?.ownerId).toBe("ada");
  });

  it("renames, trashes and takes out of the trash", async () => {
    const { documents } = stores();
    await documents.rename("plan", "Our plan");
    await documents.setTrashed("plan", noon + 5);
    expect(await documents.find("plan")).toMatchObject({ title: "Our plan", trashedAt: noon + 5 });
    await documents.setTrashed("plan", null);
    expect((await documents.find("plan"))?.trashedAt).toBeNull();
    expect(await documents.find("gone")).toBeUndefined();
  });
}

function members(stores: () => Stores): void {
  it("adds and changes members, but the owner stays owner", async () => {
    const { documents } = stores();
    expect(await documents.membership("plan", "bob")).toBeUndefined();
    await documents.addMember("plan", "bob", "viewer");
    expect(await documents.membership("plan", "bob")).toBe("viewer");
    await documents.addMember("plan", "bob", "editor");
    expect(await documents.membership("plan", "bob")).toBe("editor");
    await documents.addMember("plan", "ada", "viewer");
    expect(await documents.membership("plan", "ada")).toBe("owner");
  });

  it("lists who has a document, the owner first, and no more than asked for", async () => {
    const { documents } = stores();
    await documents.addMember("plan", "bob", "viewer");
    expect(await documents.members("plan", 10)).toEqual(["ada", "bob"]);
    expect(await documents.members("plan", 1)).toEqual(["ada"]);
    expect(await documents.members("nothing", 10)).toEqual([]);
  });

  it("keeps the star of a member whose role changes", async () => {
    const { documents } = stores();
    await documents.addMember("plan", "bob", "viewer");
    await documents.setStarred("plan", "bob", true);
    await documents.addMember("plan", "bob", "editor");
    const [listed] = await documents.list(query("bob"));
    expect(listed).toMatchObject({ role: "editor", starred: true });
  });
}

function listing(stores: () => Stores): void {
  const list = async (changes: Partial<ListQuery> = {}, userId = "ada") =>
    (await stores().documents.list({ ...query(userId), ...changes })).map(({ id }) => id);

  it("lists what is mine or was opened by me, with my role and who changed it", async () => {
    const epoch = await openEpoch(stores(), "plan");
    await stores().log.append([anAppend("plan", epoch, 1)]);
    expect(await list({}, "bob")).toEqual([]);
    await stores().documents.addMember("plan", "bob", "commenter");
    const [listed, ...others] = await stores().documents.list(query("bob"));
    expect(others).toEqual([]);
    expect(listed).toMatchObject({
      ...{ id: "plan", role: "commenter", starred: false, updatedByName: "Ada", headVersion: 1 },
    });
    expect(listed).not.toHaveProperty("epoch");
  });

  it("sorts by last change, by creation and by title, in pages", async () => {
    const { documents } = stores();
    await documents.create({ id: "z", title: "Ärger", ownerId: "ada", createdAt: noon + 50 });
    const epoch = await openEpoch(stores(), "song");
    await stores().log.append([anAppend("song", epoch, 1, 99)]);
    expect(await list({ sort: "updated" })).toEqual(["song", "z", "plan"]);
    expect(await list({ sort: "created" })).toEqual(["z", "plan", "song"]);
    expect(await list({ sort: "title" })).toEqual(["z", "plan", "song"]);
    expect(await list({ sort: "created", limit: 1, offset: 1 })).toEqual(["plan"]);
  });

  it("searches title and text without case or accents, and takes % and _ as they are", async () => {
    const { documents } = stores();
    await documents.saveTexts(new Map([["song", "Der Fluß trägt 100% Gold_Staub"]]));
    await documents.rename("plan", "Über alles");
    expect(await list({ search: "UBER" })).toEqual(["plan"]);
    expect(await list({ search: "tragt" })).toEqual(["song"]);
    expect(await list({ search: "100% gold_" })).toEqual(["song"]);
    expect(await list({ search: "gold_staub   100%" })).toEqual(["song"]);
    expect(await list({ search: "gold_staub fluß" })).toEqual(["song"]);
    expect(await list({ search: "alles gold" })).toEqual([]);
    expect(await list({ search: "%" })).toEqual(["song"]);
    expect(await list({ search: "1_0" })).toEqual([]);
    expect(await list({ search: "  " })).toHaveLength(2);
  });

  it("keeps the trash apart, and for the owner alone", async () => {
    const { documents } = stores();
    await documents.addMember("plan", "bob", "editor");
    await documents.setTrashed("plan", noon);
    expect(await list()).toEqual(["song"]);
    expect(await list({ trashed: true })).toEqual(["plan"]);
    expect(await list({}, "bob")).toEqual([]);
    expect(await list({ trashed: true }, "bob")).toEqual([]);
  });

  it("lists what is starred by me, not by others", async () => {
    const { documents } = stores();
    await documents.addMember("plan", "bob", "editor");
    await documents.setStarred("plan", "ada", true);
    expect(await list({ starred: true })).toEqual(["plan"]);
    expect(await list({ starred: true }, "bob")).toEqual([]);
    await documents.setStarred("plan", "ada", false);
    expect(await list({ starred: true })).toEqual([]);
  });
}

function versions(stores: () => Stores): void {
  it("names versions, newest first, and gives one a new name", async () => {
    const named = { documentId: "plan", userId: "ada", createdAt: noon };
    await stores().names.name({ ...named, version: 3, name: "Draft" });
    await stores().names.name({ ...named, version: 9, name: "Final" });
    await stores().names.name({ ...named, version: 3, name: "First draft" });
    expect(await stores().names.named("plan")).toEqual([
      { ...named, version: 9, name: "Final" },
      { ...named, version: 3, name: "First draft" },
    ]);
    expect(await stores().names.named("song")).toEqual([]);
  });
}

function query(userId: string): ListQuery {
  return { userId, trashed: false, sort: "updated", limit: 100, offset: 0 };
}
