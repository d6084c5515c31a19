/** Work for the pauses in typing. */

interface Patience {
  readonly pauseMs: number;
  /** Where several write there may be no pause: then it waits no longer than this. */
  readonly atLatestMs: number;
}

/** `later()` asks for it, again with whatever makes it worth waiting on; `stop()` gives it up. */
export function inPauses(act: () => void, { pauseMs, atLatestMs }: Patience) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;
  return {
    later(): void {
      const now = Date.now();
      if (timer === undefined) latest = now + atLatestMs;
      clearTimeout(timer);
      const fire = () => {
        timer = undefined;
        act();
      };
      timer = setTimeout(fire, Math.max(0, Math.min(pauseMs, latest - now)));
    },
    stop(): void {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
