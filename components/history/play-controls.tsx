"use client";
/** Play, how fast, and whether pauses are skipped. */
import { Check, Gauge, Pause, Play } from "lucide-react";
import { Button } from "../ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "../ui/menu";
import { Tooltip } from "../ui/tooltip";
import { type Playback, speeds } from "./use-playback";

export function PlayControls({ playback }: { readonly playback: Playback }) {
  const { playing, toggle, speed, onSpeed, skipIdle, onSkipIdle } = playback;
  const Icon = playing ? Pause : Play;
  return (
    <div className="flex shrink-0 items-center">
      <Tooltip label={playing ? "Pause" : "Play the history"} shortcut="Space">
        <Button
          variant="outline"
          size="icon"
          className="rounded-full"
          aria-label={playing ? "Pause" : "Play the history"}
          onClick={toggle}
        >
          <Icon aria-hidden className="size-4 fill-current" />
        </Button>
      </Tooltip>
      <Menu>
        <MenuTrigger asChild>
          <Button
            variant="ghost"
            size="sm"
            className="px-1.5 text-muted tabular-nums max-sm:hidden"
            aria-label={`Speed: ${speed} times`}
          >
            <Gauge aria-hidden className="size-4" />
            {`${speed}×`}
          </Button>
        </MenuTrigger>
        <MenuContent side="top" align="start">
          {speeds.map((one) => (
            <MenuItem
              key={one}
              icon={<Check aria-hidden className={one === speed ? "" : "invisible"} />}
              onSelect={() => onSpeed(one)}
            >
              {one === 1 ? "As it was written" : `${one} times as fast`}
            </MenuItem>
          ))}
          <MenuSeparator />
          <MenuItem
            icon={<Check aria-hidden className={skipIdle ? "" : "invisible"} />}
            onSelect={() => onSkipIdle(!skipIdle)}
          >
            Skip pauses
          </MenuItem>
        </MenuContent>
      </Menu>
    </div>
  );
}
