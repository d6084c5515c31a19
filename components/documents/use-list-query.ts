"use client";
/** What the list shows, kept in the page's address; typing settles before anybody is asked. */
import { useEffect, useState } from "react";
import { addressOf, type ListQuery } from "./list-query";

/** Between two letters of somebody who types without haste. */
const typingMs = 200;

export function useListQuery(asked: ListQuery) {
  const [query, setQuery] = useState(asked);
  const [settled, setSettled] = useState(asked);
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        setSettled({ ...query, search: query.search.trim() });
        window.history.replaceState(null, "", addressOf(query));
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
