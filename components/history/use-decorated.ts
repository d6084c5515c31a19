"use client";
/** The marks of what is shown, and its changes one by one. */
import type { Decoration } from "@tiptap/pm/view";
import { useMemo } from "react";
import { decorateAuthorship } from "./decorate-authorship";
import { type Decorated, decorateDifferences } from "./decorate-differences";
import type { People } from "./people";
import type { Shown } from "./use-shown";

const none: readonly Decoration[] = [];
const bare: Decorated = { decorations: none, hunks: [] };

export function useDecorated(shown: Shown | undefined, people: People): Decorated {
  return useMemo(() => {
    const colourOf = (userId: string) => people.of(userId).color;
    if (shown?.compared) return decorateDifferences(shown.compared, colourOf);
    if (!shown?.authorship) return bare;
    return { ...bare, decorations: decorateAuthorship(shown.doc, shown.authorship, colourOf) };
  }, [shown, people]);
}
