/** Lists and quotes: their marks stand at the side at which their own first letters begin. */
export const bySide = { dir: "auto" } as const;
