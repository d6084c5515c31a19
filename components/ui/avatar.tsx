/** A person as a disc: initials on their colour. */

export function Avatar({
  name,
  color,
  size = 28,
  decorative = false,
}: {
  readonly name: string;
  readonly color: string;
  readonly size?: number;
  /** The name stands beside it: it need not be read out twice. */
  readonly decorative?: boolean;
}) {
  return (
    <span
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": name, title: name })}
      className="inline-flex shrink-0 items-center justify-center rounded-full font-semibold text-white ring-2 ring-paper select-none"
      style={{ backgroundColor: color, width: size, height: size, fontSize: size * 0.38 }}
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
