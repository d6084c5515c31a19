"use client";
/** Plays the history like a film: every version at its moment, pauses cut short when wished. */
import { useEffect, useEffectEvent, useState } from "react";
import { toast } from "sonner";
import { filmReader } from "./film-reader";
import { type HistoryLog, PastUnreadable } from "./history-log";

export const speeds = [1, 4, 16, 64, 256] as const;

export interface Playback {
  readonly playing: boolean;
  toggle(): void;
  stop(): void;
  readonly speed: number;
  onSpeed(speed: number): void;
  /** Whether pauses are cut to a second. */
  readonly skipIdle: boolean;
  onSkipIdle(skip: boolean): void;
}

interface Film {
  readonly log: HistoryLog;
  readonly version: number;
  readonly head: number;
  onVersion(version: number): void;
}

const longestPauseMs = 1000;
/** However fast: the page draws other things, too. */
const mostPerFrame = 400;

export function usePlayback({ log, version, head, onVersion }: Film): Playback {
  const [playing, setPlaying] = useState(false);
  const [speed, onSpeed] = useState<number>(speeds[1]);
  const [skipIdle, onSkipIdle] = useState(true);
  const pauseAfter = (at: number) => {
    const [here, next] = [log.changeAt(at), log.changeAt(at + 1)];
    if (!next) return undefined;
    const pause = here ? next.createdAt - here.createdAt : 0;
    return Math.max(0, skipIdle ? Math.min(pause, longestPauseMs) : pause);
  };
  /** How far the film comes in `ms`, and what is left of them. */
  const forward = useEffectEvent((ms: number, read: ReturnType<typeof filmReader>): number => {
    let left = ms * speed;
    let at = version;
    for (let count = 0; at < head && count < mostPerFrame; count++) {
      const pause = pauseAfter(at);
      if (pause === undefined) left = 0;
      if (pause === undefined || pause > left) break;
      left -= pause;
      at += 1;
    }
    read(at, head);
    if (at !== version) onVersion(at);
    if (at >= head) setPlaying(false);
    return left / speed;
  });
  const failed = useEffectEvent((error: unknown) => {
    if (!playing) return;
    setPlaying(false);
    const why = error instanceof PastUnreadable ? error.message : "Try again in a moment.";
    toast.error(`It can't be played on from here. ${why}`);
  });
  useEffect(() => {
    if (!playing) return;
    const read = filmReader(log, failed);
    let since = performance.now();
    let frame = requestAnimationFrame(function draw(now) {
      const left = forward(now - since, read);
      since = now - left;
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, log]);
  const toggle = () => {
    // At its end it begins again.
    if (!playing && version >= head) onVersion(0);
    setPlaying(!playing && head > 0);
  };
  return { playing, toggle, stop: () => setPlaying(false), speed, onSpeed, skipIdle, onSkipIdle };
}
