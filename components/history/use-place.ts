"use client";
/** Where I am on the history page, kept in the address, so that the browser's Back works. */
import { useCallback, useEffect, useRef, useState } from "react";
import { replaceAddress } from "../ui/address";
import { addressOf, type Place, readPlace } from "./place";

interface Going {
  /** A step of a drag or of playing, not a place to come back to. */
  readonly passing?: boolean;
}

export type Go = (place: Partial<Place>, going?: Going) => void;

/** Browsers allow about a hundred changes of the address in half a minute. */
const settleMs = 400;

export function usePlace(documentId: string, first: Place): [Place, Go] {
  const [place, setPlace] = useState(first);
  const current = useRef(first);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const go = useCallback<Go>(
    (wanted, { passing = false } = {}) => {
      current.current = { ...current.current, ...wanted };
      setPlace(current.current);
      clearTimeout(timer.current);
      const write = () => {
        const address = addressOf(documentId, current.current);
        if (passing) replaceAddress(address);
        else if (address !== location.pathname + location.search)
          window.history.pushState(null, "", address);
      };
      if (passing) timer.current = setTimeout(write, settleMs);
      else write();
    },
    [documentId],
  );
  useEffect(() => {
    const back = () => {
      const query = new URLSearchParams(location.search);
      current.current = readPlace((name) => query.get(name));
      setPlace(current.current);
    };
    window.addEventListener("popstate", back);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener("popstate", back);
    };
  }, []);
  return [place, go];
}
