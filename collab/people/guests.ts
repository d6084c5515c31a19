/** A friendly name and a colour for somebody who has just arrived. */
import { palette } from "./palette";

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
];
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
];

/** `random()` is in [0, 1). */
export function guestName(random: () => number): string {
  return `${pick(adjectives, random)} ${pick(animals, random)}`;
}

/** Colours for one guest after the other: unlike the last one's, and none again before all others. */
export function* guestColors(random: () => number): Generator<string, never> {
  const colors = Object.keys(palette);
  // Neighbours in the palette are alike; every fifth of twelve are not, and come to all of them.
  for (let index = Math.floor(random() * colors.length); ; index += 5) {
    yield colors[index % colors.length] ?? "";
  }
}

function pick(from: readonly string[], random: () => number): string {
  return from[Math.floor(random() * from.length)] ?? "";
}
