/** A page with nothing but a message: whose it is, what happened, and what can be done. */
import Link from "next/link";
import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** A button or a link. */
  readonly action: ReactNode;
}

export function MessagePage({ title, children, action }: Props) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-md flex-col px-6">
      <header className="flex h-16 items-center">
        <Link href="/" className="rounded py-2 font-bold text-lg tracking-tight">
          Tandem
        </Link>
      </header>
      <main className="flex flex-1 flex-col items-start justify-center pb-32">
        <h1 className="text-balance font-bold text-2xl tracking-tight">{title}</h1>
        <p className="mt-2 text-muted">{children}</p>
        <div className="mt-6">{action}</div>
      </main>
    </div>
  );
}
