/** What a document can be downloaded as, by the name the server has for it. */
export const exportFormats = [
  ["markdown", "Markdown"],
  ["html", "HTML"],
  ["text", "plain text"],
  ["json", "JSON"],
] as const;
