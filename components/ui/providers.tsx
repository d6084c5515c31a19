"use client";
/** What every page's client side shares: the theme, names of controls, and short messages. */
import { ThemeProvider, useTheme } from "next-themes";
import type { ReactNode } from "react";
import { Toaster } from "sonner";
import { TooltipProvider } from "./tooltip";

export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      disableTransitionOnChange
      {...(nonce ? { nonce } : {})}
    >
      <TooltipProvider delayDuration={500}>{children}</TooltipProvider>
      <Messages />
    </ThemeProvider>
  );
}

function Messages() {
  const { theme } = useTheme();
  const chosen = theme === "light" || theme === "dark" ? theme : "system";
  return (
    <Toaster
      position="bottom-center"
      offset={{ bottom: "calc(var(--dock) + 1.5rem)" }}
      mobileOffset={{ bottom: "calc(var(--dock) + 1rem)" }}
      theme={chosen}
      style={{ fontFamily: "inherit" }}
      toastOptions={{
        style: { background: "var(--surface)", borderColor: "var(--line)", color: "var(--ink)" },
        actionButtonStyle: { background: "var(--accent)", color: "var(--accent-ink)" },
      }}
    />
  );
}
