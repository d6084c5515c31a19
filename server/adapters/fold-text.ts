/** Text as search compares it: without case, accents and compatibility forms. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
}

/** What is looked for, as the words that must all be found. */
export function searchWords(search: string | undefined): readonly string[] {
  return foldText(search ?? "")
    .split(/\s+/)
    .filter((word) => word !== "");
}
