/**
 * The Registry: the actor that activates names. The table itself is read by every send, so it
 * belongs to the system (`Names`) and outlives this actor; what needs time is done here.
 */
import type { Behaviour, Info, MaybePromise, Start } from "./behaviour";
import type { Context } from "./context";
import type { Activate } from "./names";
import { crashed, type Reason } from "./reason";
import type { ActorRef } from "./ref";

/**
 * Starts the actor of a name, usually by asking a supervisor. It must settle. An actor that its
 * supervisor restarts in place registers itself in `init`, with that supervisor as its keeper;
 * one that doesn't is registered here, and activated anew after its death.
 */
export type Activator = (id: string, ctx: Context) => MaybePromise<ActorRef>;

export interface RegistrySpec {
  /** By the part of the name before its first colon; the activator gets the part after it. */
  readonly activate?: Readonly<Record<string, Activator>>;
}

type RegistryMessage =
  | Activate
  | { readonly tag: "activated"; readonly asked: Activate; readonly ref: ActorRef }
  | { readonly tag: "activation_failed"; readonly asked: Activate; readonly reason: Reason };

export function registry(spec: RegistrySpec = {}): Start {
  return { behaviour, args: spec };
}

interface State {
  readonly activators: Readonly<Record<string, Activator>>;
  readonly size: () => number;
}

const behaviour: Behaviour<RegistrySpec, State, RegistryMessage> = {
  name: "registry",

  init({ activate = {} }, ctx) {
    const { names } = ctx.system;
    names.attach(ctx.self, Object.keys(activate));
    return { state: { activators: activate, size: () => names.size } };
  },

  handleInfo(info: Info | RegistryMessage, { activators }, ctx) {
    const { names } = ctx.system;
    switch (info.tag) {
      case "activate":
        return activate(info, activators, ctx);
      case "activated":
        return names.activated(info.asked, info.ref);
      case "activation_failed":
        return names.activationFailed(info.asked, info.reason);
      default:
        return;
    }
  },

  label: () => "registry",
  inspect: ({ activators, size }) => ({ prefixes: Object.keys(activators), names: size() }),
};

/** Not awaited by the handler: one slow start must not hold up the others. */
function activate(
  asked: Activate,
  activators: Readonly<Record<string, Activator>>,
  ctx: Context<RegistryMessage>,
): void {
  const { name } = asked;
  const colon = name.indexOf(":");
  const activator = activators[name.slice(0, colon)];
  const start = async (): Promise<ActorRef> => {
    if (activator === undefined) throw new Error(`nothing activates ${name}`);
    return activator(name.slice(colon + 1), ctx);
  };
  start().then(
    (ref) => ctx.remind({ tag: "activated", asked, ref }),
    (error: unknown) => ctx.remind({ tag: "activation_failed", asked, reason: crashed(error) }),
  );
}
