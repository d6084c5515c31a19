"use client";
/** Light or dark; until somebody chooses, as the system has it. */
import { Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Button } from "./button";
import { Tooltip } from "./tooltip";

export function ThemeButton() {
  const { resolvedTheme, setTheme } = useTheme();
  // The style sheet knows the theme before this does: both signs are there, one is shown.
  return (
    <Tooltip label="Light or dark">
      <Button
        variant="ghost"
        size="icon"
        aria-label="Light or dark"
        onClick={() => setTheme(resolvedTheme === "dark" ? "light" : "dark")}
      >
        <Moon aria-hidden className="size-4 dark:hidden" />
        <Sun aria-hidden className="hidden size-4 dark:block" />
      </Button>
    </Tooltip>
  );
}
