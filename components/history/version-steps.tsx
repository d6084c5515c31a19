/** One version back, one version on. */
import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button, buttonClass } from "../ui/button";
import { Tooltip } from "../ui/tooltip";

interface Props {
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

export function VersionSteps({ previous, next }: Props) {
  return (
    <nav aria-label="Versions before and after" className="flex gap-1">
      <Step label="Previous version" shortcut="←" href={previous}>
        <ChevronLeft aria-hidden className="size-4" />
      </Step>
      <Step label="Next version" shortcut="→" href={next}>
        <ChevronRight aria-hidden className="size-4" />
      </Step>
    </nav>
  );
}

function Step({
  label,
  shortcut,
  href,
  children,
}: {
  readonly label: string;
  readonly shortcut: string;
  readonly href: string | undefined;
  readonly children: ReactNode;
}) {
  if (href === undefined) {
    return (
      <Button size="icon" disabled aria-label={label}>
        {children}
      </Button>
    );
  }
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <Link
        href={href}
        replace
        prefetch={false}
        scroll={false}
        aria-label={label}
        className={buttonClass("outline", "icon")}
      >
        {children}
      </Link>
    </Tooltip>
  );
}
