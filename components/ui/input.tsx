/** The one line to write in. */
import type { ComponentProps } from "react";

export function Input({ className = "", type = "text", ...rest }: ComponentProps<"input">) {
  return (
    <input
      type={type}
      className={`h-9 w-full rounded-lg border border-edge bg-surface px-3 text-sm placeholder:text-muted ${className}`}
      {...rest}
    />
  );
}
