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

export function dayOf(at: number): string {
  const day = new Date(at);
  const today = new Date();
  const yesterday = new Date();
  yesterday.setDate(today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) return "Today";
  if (day.toDateString() === yesterday.toDateString()) return "Yesterday";
  const thisYear = day.getFullYear() === today.getFullYear();
  return day.toLocaleDateString(undefined, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(thisYear ? {} : { year: "numeric" }),
  });
}

/** "today at 10:31:07", "21 November at 10:31:07". */
export function momentOf(at: number): string {
  const day = dayOf(at);
  const date = new Date(at).toLocaleDateString(undefined, {
    day: "numeric",
    month: "short",
    ...(new Date(at).getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" }),
  });
  const near = day === "Today" || day === "Yesterday";
  return `${near ? day.toLowerCase() : date} at ${exactTimeOf(at)}`;
}

/** A count with its noun. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}
