/** How a formula is drawn, wherever it is: it may be anybody's, and must neither fill the page nor hang it. */
export const katexOptions = {
  throwOnError: false,
  strict: "ignore",
  /** In em. */
  maxSize: 50,
  maxExpand: 500,
} as const;
