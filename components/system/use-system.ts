"use client";
/** The report of the actors, once a second while the page is looked at. */
import { useEffect, useState } from "react";
import type { SystemReport } from "@/collab/system-report";

const everyMs = 1000;

export interface Look {
  readonly report: SystemReport | undefined;
  readonly problem: string | undefined;
}

export function useSystem(token: string): Look {
  const [look, setLook] = useState<Look>({ report: undefined, problem: undefined });
  useEffect(() => {
    let live = true;
    const load = async () => {
      if (document.hidden) return;
      const report = await systemApi<SystemReport>(token, "");
      if (!live) return;
      if (report) setLook({ report, problem: undefined });
      else
        setLook((before) => ({ ...before, problem: "The server does not answer. Trying again." }));
    };
    void load();
    const timer = setInterval(load, everyMs);
    return () => {
      live = false;
      clearInterval(timer);
    };
  }, [token]);
  return look;
}

export async function systemApi<T>(
  token: string,
  path: string,
  body?: object,
): Promise<T | undefined> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const init = body ? { method: "POST", body: JSON.stringify(body), headers } : { headers };
  const answer = await fetch(`/api/system${path}`, init).catch(() => undefined);
  return answer?.ok ? answer.json() : undefined;
}
