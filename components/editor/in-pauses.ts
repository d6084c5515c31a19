/** Work for the pauses in typing. Where several write there may be none: then it waits no longer than this. */
const atLatestMs = 2000;

/** `later()` asks for it, again with whatever makes it worth waiting on; `stop()` gives it up. */
export function inPauses(act: () => void, pauseMs: number) {
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
