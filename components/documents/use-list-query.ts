"use client";
/** What the list shows, kept in the page's address; typing settles before anybody is asked. */
import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { replaceAddress } from "../ui/address";
import { addressOf, type ListQuery, queryOf } from "./list-query";

/** Between two letters of somebody who types without haste. */
const typingMs = 200;

export function useListQuery() {
  // Not what the server was asked for: who comes back by the browser's Back finds what they left.
  const parameters = useSearchParams();
  const [query, setQuery] = useState(() => queryOf(Object.fromEntries(parameters)));
  const [settled, setSettled] = useState(query);
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        setSettled({ ...query, search: query.search.trim() });
        replaceAddress(addressOf(query));
      },
      typing ? typingMs : 0,
    );
    return () => clearTimeout(timer);
  }, [query, typing]);
  return {
    /** As the controls say it. */
    query,
    /** As the list is asked for. */
    settled,
    change(change: Partial<ListQuery>) {
      setTyping(change.search !== undefined && change.search !== "");
      setQuery((before) => ({ ...before, ...change }));
    },
  };
}
