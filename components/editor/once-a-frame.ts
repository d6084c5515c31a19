/** Work for the next frame, however often it is asked for before; `stop()` gives it up. */
export function onceAFrame(act: () => void) {
  let frame = 0;
  return {
    soon(): void {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        act();
      });
    },
    stop(): void {
      cancelAnimationFrame(frame);
    },
  };
}
