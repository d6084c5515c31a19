"use client";
/** The work along all versions: how much, and whose, as bars stacked by author. */
import { memo } from "react";
import type { HistoryOverview, OverviewBucket } from "@/collab/history/versions";
import type { People } from "./people";

interface Props {
  readonly overview: HistoryOverview;
  readonly people: People;
}

const height = 100;

export const Histogram = memo(function Histogram({ overview, people }: Props) {
  const { buckets, version } = overview;
  const most = highest(buckets);
  // Of a bar's width: few and wide ones stand as close as many narrow ones.
  const gap = Math.min(0.18, 0.01 + buckets.length * 0.0015);
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${Math.max(1, version)} ${height}`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full"
    >
      {buckets.map((bucket) => (
        <Bar key={bucket.from} {...{ bucket, most, people, gap }} />
      ))}
    </svg>
  );
});

function Bar(props: {
  readonly bucket: OverviewBucket;
  readonly most: number;
  readonly gap: number;
  readonly people: People;
}) {
  const { bucket, most, people, gap } = props;
  const { from, to, work } = bucket;
  const all = workIn(bucket);
  // A root, so that little work beside much can still be seen.
  const tall = all === 0 ? 0 : 12 + (height - 12) * Math.sqrt(Math.min(1, all / most));
  const width = (to - from + 1) * (1 - gap);
  let top = height - tall;
  return work.map(({ userId, size }) => {
    const part = all === 0 ? 0 : (tall * size) / all;
    const y = top;
    top += part;
    return (
      <rect
        key={userId}
        x={from - 1 + ((to - from + 1) * gap) / 2}
        y={y}
        width={width}
        height={part}
        fill={people.of(userId).color}
      />
    );
  });
}

/** Nearly the most: one long paste would make all the others flat. */
function highest(buckets: readonly OverviewBucket[]): number {
  const sizes = buckets.map(workIn).sort((a, b) => a - b);
  return Math.max(1, sizes[Math.floor((sizes.length - 1) * 0.95)] ?? 1) * 1.3;
}

function workIn({ work }: OverviewBucket): number {
  return work.reduce((sum, { size }) => sum + size, 0);
}
