"use client";
/** A value that changes often, followed at a calmer pace; the last one is never missed. */
import { useEffect, useRef, useState } from "react";

export function useThrottled<T>(value: T, ms: number): T {
  const [calm, setCalm] = useState(value);
  const since = useRef(0);
  useEffect(() => {
    const left = Math.max(0, since.current + ms - performance.now());
    const timer = setTimeout(() => {
      since.current = performance.now();
      setCalm(value);
    }, left);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return calm;
}
