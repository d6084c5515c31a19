"use client";
/** Light or dark; until somebody chooses, as the system has it. */
import { Moon, Sun } from "lucide-react";
import { Button } from "./button";
import { Menu, MenuContent, MenuTrigger } from "./menu";
import { ThemeItems } from "./theme-items";

export function ThemeButton() {
  // The style sheet knows the theme before any script: both signs are there, one is shown.
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="Theme" title="Theme">
          <Moon aria-hidden className="size-4 dark:hidden" />
          <Sun aria-hidden className="hidden size-4 dark:block" />
        </Button>
      </MenuTrigger>
      <MenuContent>
        <ThemeItems />
      </MenuContent>
    </Menu>
  );
}
