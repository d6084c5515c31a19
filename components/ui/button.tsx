/** The one button, in four looks and three sizes; a finger gets more of it. */
import type { ComponentProps } from "react";

const looks = {
  primary: "bg-accent text-accent-ink hover:opacity-90",
  outline: "border bg-surface hover:bg-raised",
  ghost: "hover:bg-raised",
  danger: "border border-danger text-danger hover:bg-raised",
} as const;

const sizes = {
  sm: "h-8 gap-1.5 px-2.5 text-sm pointer-coarse:h-10 pointer-coarse:px-3",
  md: "h-9 gap-2 px-3.5 text-sm pointer-coarse:h-10",
  icon: "size-9 pointer-coarse:size-10",
} as const;

const base =
  "inline-flex shrink-0 items-center justify-center rounded-lg font-medium transition-colors disabled:opacity-45";

export interface ButtonProps extends ComponentProps<"button"> {
  readonly variant?: keyof typeof looks;
  readonly size?: keyof typeof sizes;
}

export function buttonClass(
  variant: keyof typeof looks = "outline",
  size: keyof typeof sizes = "md",
): string {
  return `${base} ${looks[variant]} ${sizes[size]}`;
}

export function Button({ variant, size, className = "", type = "button", ...rest }: ButtonProps) {
  return <button type={type} className={`${buttonClass(variant, size)} ${className}`} {...rest} />;
}
