/** `/api/session`: who I am; become a guest; take another name or colour; sign out. */
import { Hono } from "hono";
import { z } from "zod";
import { palette } from "@/collab/people/palette";
import { limits } from "@/collab/protocol/limits";
import { refusal } from "@/collab/protocol/refusals";
import type { Person } from "../../ports/people";
import { cleanName } from "../identity";
import { body, type Env, type HttpContext, type HttpWorld, Refused } from "./context";

const name = z.string().min(1).max(limits.nameLength);

const colour = z.string().refine((value) => Object.hasOwn(palette, value), "is none of ours");

export function sessionRoutes({ identities, guests, personChanged }: HttpWorld): Hono<Env> {
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
      const error = guests.refusal(c.env.incoming);
      if (error) throw new Refused(error);
      const identity = await identities.createGuest(wanted.name);
      c.header("Set-Cookie", identities.setCookie(identity.token));
      return c.json({ user: shown(identity.person) }, 201);
    })
    .patch("/", async (c) => {
      const wanted = await body(c, z.strictObject({ name, color: colour }).partial());
      const { person } = await identityOf(c);
      const { id, name: now } = person;
      const clean = wanted.name === undefined ? now : cleanName(wanted.name);
      if (!clean) throw new Refused(refusal("invalid_message", "A name needs a visible letter."));
      const look = { name: clean, color: wanted.color ?? person.color };
      await identities.people.change(id, look);
      personChanged({ id, ...look });
      return c.json({ user: shown({ ...person, ...look }) });
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
