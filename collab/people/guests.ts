/** A friendly name and a colour for somebody who has just arrived. */

const adjectives = [
  "Amber",
  "Brave",
  "Bright",
  "Calm",
  "Clever",
  "Coral",
  "Curious",
  "Daring",
  "Eager",
  "Early",
  "Fair",
  "Gentle",
  "Glad",
  "Golden",
  "Happy",
  "Hazel",
  "Jolly",
  "Keen",
  "Kind",
  "Lively",
  "Lucky",
  "Mellow",
  "Merry",
  "Mild",
  "Noble",
  "Patient",
  "Quick",
  "Quiet",
  "Ready",
  "Rosy",
  "Sandy",
  "Silver",
  "Steady",
  "Sunny",
  "Swift",
  "Tidy",
  "Warm",
  "Wise",
  "Witty",
  "Young",
]; // prettier-ignore
const animals = [
  "Badger",
  "Bear",
  "Beaver",
  "Bison",
  "Crane",
  "Deer",
  "Dolphin",
  "Dove",
  "Eagle",
  "Egret",
  "Falcon",
  "Finch",
  "Fox",
  "Gazelle",
  "Hare",
  "Hedgehog",
  "Heron",
  "Ibex",
  "Jay",
  "Kestrel",
  "Koala",
  "Lark",
  "Lynx",
  "Marten",
  "Mole",
  "Newt",
  "Otter",
  "Owl",
  "Panda",
  "Puffin",
  "Raven",
  "Robin",
  "Seal",
  "Sparrow",
  "Stork",
  "Swan",
  "Tern",
  "Turtle",
  "Vole",
  "Wren",
]; // prettier-ignore

/**
 * Dark enough that white text on them has a contrast of 4.5:1 or more, and far enough apart to be
 * told from each other.
 */
export const palette = [
  "#c2410c",
  "#a16207",
  "#4d7c0f",
  "#15803d",
  "#0f766e",
  "#0e7490",
  "#1d4ed8",
  "#6d28d9",
  "#a21caf",
  "#be185d",
  "#be123c",
  "#57534e",
] as const;

/** `random()` is in [0, 1). */
export function guestName(random: () => number): string {
  return `${pick(adjectives, random)} ${pick(animals, random)}`;
}

export function guestColor(random: () => number): string {
  return pick(palette, random);
}

function pick(from: readonly string[], random: () => number): string {
  return from[Math.floor(random() * from.length)] ?? "";
}
