/** The one line to write in; in letters so large on a phone that it need not zoom in. */
import type { ComponentProps } from "react";

export function Input({ className = "", type = "text", ...rest }: ComponentProps<"input">) {
  return (
    <input
      type={type}
      className={`h-9 w-full rounded-lg border border-edge bg-surface px-3 text-sm placeholder:text-muted pointer-coarse:h-10 pointer-coarse:text-base ${className}`}
      {...rest}
    />
  );
}
