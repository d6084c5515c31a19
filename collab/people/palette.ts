/** The colours people can have, with what each is called. */

/**
 * Dark enough that white text on them has a contrast of 4.5:1 or more, and far enough apart to be
 * told from each other.
 */
export const palette: Readonly<Record<string, string>> = {
  "#c2410c": "Orange",
  "#a16207": "Ochre",
  "#4d7c0f": "Olive",
  "#15803d": "Green",
  "#0f766e": "Teal",
  "#0e7490": "Cyan",
  "#1d4ed8": "Blue",
  "#6d28d9": "Violet",
  "#a21caf": "Magenta",
  "#be185d": "Pink",
  "#be123c": "Red",
  "#57534e": "Grey",
};
