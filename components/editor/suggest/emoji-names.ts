/** Emoji and their names, fetched when the first one is looked for. */

export interface Emoji {
  readonly sign: string;
  readonly names: readonly string[];
  /** What else it is about. */
  readonly tags: readonly string[];
}

const shownAtMost = 8;

let all: readonly Emoji[] = [];
let loading: Promise<readonly Emoji[]> | undefined;

/** Empty when it can't be fetched; the next time it is tried again. */
export function loadEmoji(): Promise<readonly Emoji[]> {
  loading ??= import("./emoji.json").then(
    ({ default: names }) => {
      all = Object.entries(names).map(parse);
      return all;
    },
    () => {
      loading = undefined;
      return [];
    },
  );
  return loading;
}

/** The one of exactly this name, if the names are here. */
export function namedEmoji(name: string): string | undefined {
  return all.find(({ names }) => names.includes(name))?.sign;
}

/** Names that begin like `query` first, then those with a word that does, then what it is about. */
export function findEmoji(
  among: readonly Emoji[],
  query: string,
  limit: number = shownAtMost,
): Emoji[] {
  const wanted = query.toLowerCase();
  const rank = ({ names, tags }: Emoji): number => {
    if (names.includes(wanted)) return 0;
    if (names.some((name) => name.startsWith(wanted))) return 1;
    if (names.some((name) => name.includes(`_${wanted}`))) return 2;
    return tags.some((tag) => tag.startsWith(wanted)) ? 3 : 4;
  };
  return among
    .map((emoji) => ({ emoji, rank: rank(emoji) }))
    .filter((one) => one.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ emoji }) => emoji);
}

/** "name name | tag tag" */
function parse([sign, words]: [string, string]): Emoji {
  const [names = "", tags = ""] = words.split(" | ");
  return { sign, names: names.split(" "), tags: tags.split(" ").filter(Boolean) };
}
