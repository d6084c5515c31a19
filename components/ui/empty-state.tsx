/** Where something would be and is not: why, and what can be done. */
import type { ReactNode } from "react";

interface Props {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly role?: "alert" | "status";
  readonly children: ReactNode;
  /** Buttons. */
  readonly actions?: ReactNode;
}

export function EmptyState({ icon, title, role, children, actions }: Props) {
  return (
    <div role={role} className="flex flex-col items-center px-6 py-14 text-center">
      {icon && (
        <span className="mb-4 flex size-12 items-center justify-center rounded-full bg-raised">
          {icon}
        </span>
      )}
      <p className="font-medium">{title}</p>
      <p className="mt-1.5 max-w-sm text-balance text-muted text-sm">{children}</p>
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
