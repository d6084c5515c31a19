/** Days and times as this page says them. */

const timeFormat = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const secondsFormat = new Intl.DateTimeFormat(undefined, {
  hour: "numeric",
  minute: "2-digit",
  second: "2-digit",
});

export function timeOf(at: number): string {
  return timeFormat.format(at);
}

export function exactTimeOf(at: number): string {
  return secondsFormat.format(at);
}

/** From and to, or one time when they read the same. */
export function spanOf(startedAt: number, endedAt: number): string {
  const [start, end] = [timeOf(startedAt), timeOf(endedAt)];
  return start === end ? end : `${start} – ${end}`;
}

const weekday = { weekday: "long", day: "numeric", month: "long" } as const;
const dayFormat = new Intl.DateTimeFormat(undefined, weekday);
const yearFormat = new Intl.DateTimeFormat(undefined, { ...weekday, year: "numeric" });
const short = { day: "numeric", month: "short" } as const;
const shortFormat = new Intl.DateTimeFormat(undefined, short);
const shortYearFormat = new Intl.DateTimeFormat(undefined, { ...short, year: "numeric" });

export function dayOf(at: number): string {
  const near = nearDay(at);
  if (near) return near;
  return (isThisYear(at) ? dayFormat : yearFormat).format(at);
}

/** "today at 10:31:07", "21 Nov at 10:31:07". */
export function momentOf(at: number): string {
  const date = (isThisYear(at) ? shortFormat : shortYearFormat).format(at);
  return `${nearDay(at)?.toLowerCase() ?? date} at ${exactTimeOf(at)}`;
}

function nearDay(at: number): "Today" | "Yesterday" | undefined {
  const day = new Date(at).toDateString();
  const other = new Date();
  if (day === other.toDateString()) return "Today";
  other.setDate(other.getDate() - 1);
  return day === other.toDateString() ? "Yesterday" : undefined;
}

function isThisYear(at: number): boolean {
  return new Date(at).getFullYear() === new Date().getFullYear();
}

const numbers = new Intl.NumberFormat();

export function grouped(count: number): string {
  return numbers.format(count);
}

/** A count with its noun. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
