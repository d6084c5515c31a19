"use client";
/** My name, changed in its place: Enter or leaving keeps it, Escape does not. */
import { useEffect, useRef, useState } from "react";
import { limits } from "@/collab/protocol/limits";
import type { Me } from "./use-me";

interface Props extends Me {
  readonly className: string;
}

export function NameField({ me, change, className }: Props) {
  const [name, setName] = useState(me.name);
  const leaving = useRef(false);
  useEffect(() => setName(me.name), [me.name]);
  const save = () => {
    const wanted = leaving.current ? me.name : name.trim();
    leaving.current = false;
    if (wanted === me.name || wanted === "") setName(me.name);
    else void change({ name: wanted });
  };
  return (
    <input
      aria-label="Your name"
      value={name}
      maxLength={limits.nameLength}
      autoComplete="nickname"
      spellCheck={false}
      onChange={(event) => setName(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Escape") leaving.current = true;
        if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
      }}
      className={className}
    />
  );
}
