/** `/api/session`: who I am; become a guest; take another name; sign out. */
import { Hono } from "hono";
import { z } from "zod";
import { limits } from "@/collab/protocol/limits";
import { refusal } from "@/collab/protocol/refusals";
import type { Person } from "../../ports/people";
import { cleanName } from "../identity";
import { body, type Env, type HttpContext, type HttpWorld, Refused } from "./context";

const name = z.string().min(1).max(limits.nameLength);

export function sessionRoutes({ identities }: HttpWorld): Hono<Env> {
  const identityOf = async (c: HttpContext) => {
    const identity = await identities.of(c.env.incoming.headers);
    if (!identity) throw new Refused(refusal("unauthenticated", "You have no session here."));
    return identity;
  };
  return new Hono<Env>()
    .get("/", async (c) => c.json({ user: shown((await identityOf(c)).person) }))
    .post("/", async (c) => {
      const wanted = await body(c, z.strictObject({ name: name.optional() }));
      const present = await identities.of(c.env.incoming.headers);
      if (present) return c.json({ user: shown(present.person) });
      const identity = await identities.createGuest(wanted.name);
      c.header("Set-Cookie", identities.setCookie(identity.token));
      return c.json({ user: shown(identity.person) }, 201);
    })
    .patch("/", async (c) => {
      const wanted = await body(c, z.strictObject({ name }));
      const { person } = await identityOf(c);
      const clean = cleanName(wanted.name);
      if (!clean) throw new Refused(refusal("invalid_message", "A name needs a visible letter."));
      await identities.people.rename(person.id, clean);
      return c.json({ user: shown({ ...person, name: clean }) });
    })
    .delete("/", async (c) => {
      const identity = await identityOf(c);
      await identities.people.deleteSession(identity.sessionId);
      c.header("Set-Cookie", identities.setCookie(undefined));
      return c.body(null, 204);
    });
}

function shown({ id, name, color, guest }: Person) {
  return { id, name, color, guest };
}
