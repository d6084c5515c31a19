"use client";
/** What every page's client side shares: the theme and short messages. */
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { Toaster } from "sonner";

export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" {...(nonce ? { nonce } : {})}>
      {children}
      <Toaster position="bottom-center" theme="system" />
    </ThemeProvider>
  );
}
