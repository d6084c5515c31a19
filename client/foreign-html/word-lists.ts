/**
 * Word's lists: paragraphs that carry their list, their level and, as text, the sign that was drawn
 * before them. They become lists of HTML.
 */

interface Line {
  readonly element: HTMLElement;
  /** Word's own number of the list, and how deep in it. */
  readonly list: string;
  readonly level: number;
  readonly ordered: boolean;
  readonly start: number;
}

/** Deeper than Word goes: what says otherwise is not from Word. */
const deepest = 9;

export function makeWordLists(body: HTMLElement): void {
  const lines = [...body.querySelectorAll<HTMLElement>("p[style*=mso-list]")].flatMap(lineOf);
  for (const run of runsOf(lines)) {
    const [first] = run;
    if (!first) continue;
    const place = body.ownerDocument.createComment("");
    first.element.before(place);
    place.replaceWith(...nested(run));
  }
  // A numbered heading, say: the number is drawn, and no list is meant.
  for (const sign of signsOf(body)) sign.remove();
}

function lineOf(element: HTMLElement): readonly Line[] {
  const style = element.getAttribute("style") ?? "";
  const [, list, level] = style.match(/mso-list:\s*(\S+)\s+level(\d+)/) ?? [];
  if (list === undefined) return [];
  const sign = [...signsOf(element)].map(({ textContent }) => textContent ?? "").join("");
  const number = sign.trim().match(/^\(?(\d+|[a-z]+)[.)]/i);
  return [
    {
      ...{ element, list },
      level: Math.min(Number(level), deepest),
      ordered: number !== null,
      start: Number(number?.[1]) || 1,
    },
  ];
}

function signsOf(element: HTMLElement): Iterable<HTMLElement> {
  return element.querySelectorAll<HTMLElement>("span[style*='mso-list:Ignore' i]");
}

/** Lines that follow each other, with nothing between them. */
function runsOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const runs: Line[][] = [];
  let last: Line | undefined;
  for (const line of lines) {
    const run = runs.at(-1);
    if (run && last && last.element.nextElementSibling === line.element) run.push(line);
    else runs.push([line]);
    last = line;
  }
  return runs;
}

/** The lists of a run; one within another stands in its item. */
function nested(run: readonly Line[]): readonly HTMLElement[] {
  const top: HTMLElement[] = [];
  const open: { readonly list: HTMLElement; readonly line: Line }[] = [];
  for (const line of run) {
    while (open.length > 0 && !isWithin(open.at(-1)?.line, line)) open.pop();
    let current = open.at(-1);
    if (!current || current.line.level < line.level) {
      const list = line.element.ownerDocument.createElement(line.ordered ? "ol" : "ul");
      if (line.ordered && line.start > 1) list.setAttribute("start", String(line.start));
      (current?.list.lastElementChild ?? undefined)?.append(list);
      if (!current) top.push(list);
      current = { list, line };
      open.push(current);
    }
    current.list.append(itemOf(line.element));
  }
  return top;
}

/** Whether `line` goes on in the list that `before` began, or in one within it. */
function isWithin(before: Line | undefined, { list, level, ordered }: Line): boolean {
  if (!before || before.level > level) return false;
  if (before.level < level) return true;
  return before.list === list && before.ordered === ordered;
}

function itemOf(paragraph: HTMLElement): HTMLElement {
  const item = paragraph.ownerDocument.createElement("li");
  const text = paragraph.ownerDocument.createElement("p");
  text.append(...paragraph.childNodes);
  item.append(text);
  paragraph.remove();
  return item;
}
