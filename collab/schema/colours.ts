/** The colours a text can have, by name; the prose style sheet says how each looks on light and dark. */

export const colourNames = ["grey", "red", "orange", "yellow", "green", "blue", "violet"] as const;

export type ColourName = (typeof colourNames)[number];

export const textColour = (name: ColourName): string => `var(--text-${name})`;

export const highlightColour = (name: ColourName): string => `var(--mark-${name})`;

/** Where each begins on the colour wheel, in degrees; red lies round its start. */
const hues: readonly (readonly [number, ColourName])[] = [
  [0, "red"],
  [16, "orange"],
  [41, "yellow"],
  [70, "green"],
  [180, "blue"],
  [255, "violet"],
  [330, "red"],
];

/** Closer to grey than this, a colour is only what its page was written in. */
const leastChroma = 40;

/** Ours that comes nearest to `#rrggbb`; undefined for black, white and the greys between them. */
export function nearestColour(hex: string): ColourName | undefined {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    Number.parseInt(hex.slice(at, at + 2), 16),
  );
  const most = Math.max(red, green, blue);
  const chroma = most - Math.min(red, green, blue);
  if (!(chroma >= leastChroma)) return undefined;
  const hue =
    most === red
      ? (green - blue) / chroma
      : most === green
        ? 2 + (blue - red) / chroma
        : 4 + (red - green) / chroma;
  const degrees = (hue * 60 + 360) % 360;
  return hues.findLast(([from]) => degrees >= from)?.[1];
}
