/** What every store of people must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PeopleStore } from "@/server/ports/people";
import { noon } from "../support/log-samples";
import type { OpenedStores, OpenStores } from "./open-stores";

const ada = { id: "ada", name: "Ada", color: "#aa3355", guest: true, createdAt: noon };
const session = { id: "s1", userId: "ada", createdAt: noon, expiresAt: noon + 1000 };

export function peopleContract(name: string, open: OpenStores): void {
  describe(`the people of ${name}`, () => {
    let opened: OpenedStores;
    let people: PeopleStore;
    beforeEach(async () => {
      opened = await open();
      people = opened.stores.people;
      await people.create(ada, session);
    });
    afterEach(() => opened.close());

    it("finds a person, alone, among others and by their session", async () => {
      expect(await people.find("ada")).toEqual(ada);
      expect(await people.findMany(["nobody", "ada", "ada"])).toEqual([ada]);
      expect(await people.findSession("s1")).toEqual({ session, person: ada });
      expect(await people.find("nobody")).toBeUndefined();
      expect(await people.findSession("s2")).toBeUndefined();
    });

    it("creates neither the person nor the session when one of them is there", async () => {
      const bob = { ...ada, id: "bob" };
      await expect(people.create(bob, { ...session, userId: "bob" })).rejects.toMatchObject({
        name: "StoreError",
      });
      expect(await people.find("bob")).toBeUndefined();
    });

    it("changes a person's name, colour, or both", async () => {
      await people.change("ada", { name: "Countess" });
      await people.change("ada", { color: "#15803d" });
      await people.change("nobody", { name: "Anybody", color: "#15803d" });
      const changed = { ...ada, name: "Countess", color: "#15803d" };
      expect((await people.findSession("s1"))?.person).toEqual(changed);
    });

    it("forgets a session, and does not mind when it is gone", async () => {
      await people.deleteSession("s1");
      await people.deleteSession("s1");
      expect(await people.findSession("s1")).toBeUndefined();
      expect((await people.find("ada"))?.id).toBe("ada");
    });
  });
}
