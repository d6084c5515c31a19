"use client";
/** A title while it is changed in its place: Enter or leaving keeps it, Escape does not. */
import { useRef, useState } from "react";
import { limits } from "@/collab/protocol/limits";
import { Input } from "../ui/input";

interface Props {
  readonly title: string;
  /** Called once; undefined when the title stays. */
  onDone(title: string | undefined): void;
}

export function RenameField({ title, onDone }: Props) {
  const [value, setValue] = useState(title);
  // Leaving follows Enter and Escape, and must not answer a second time.
  const answered = useRef(false);
  const finish = (wanted: string) => {
    if (answered.current) return;
    answered.current = true;
    const next = wanted.trim();
    onDone(next === "" || next === title ? undefined : next);
  };
  return (
    <Input
      autoFocus
      aria-label={`New title of ${title}`}
      value={value}
      maxLength={limits.titleLength}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setValue(event.target.value)}
      onBlur={() => finish(value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") finish(value);
        if (event.key === "Escape") finish(title);
      }}
      className="-ml-3 font-medium text-base"
    />
  );
}
