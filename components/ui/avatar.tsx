/** A person as a disc: initials on their colour. */

export function Avatar({
  name,
  color,
  size = 28,
  dimmed = false,
  decorative = false,
}: {
  readonly name: string;
  readonly color: string;
  readonly size?: number;
  /** Somebody who does not look: their colour is only its rim. */
  readonly dimmed?: boolean;
  /** The name stands beside it: it need not be read out twice. */
  readonly decorative?: boolean;
}) {
  const title = dimmed ? `${name} (away)` : name;
  return (
    <span
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": name, title })}
      className={`own-colour inline-flex shrink-0 items-center justify-center rounded-full font-semibold ring-2 ring-paper select-none ${
        dimmed ? "border-2 bg-raised text-muted" : "text-white"
      }`}
      style={{
        ...(dimmed ? { borderColor: color } : { backgroundColor: color }),
        ...{ width: size, height: size, fontSize: size * 0.38 },
      }}
    >
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
