"use client";
/** Light, dark, or as the system has it: entries of a menu. */
import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { MenuChoice, MenuChoices } from "./menu";

const themes = [
  ["light", "Light", Sun],
  ["dark", "Dark", Moon],
  ["system", "As the system", Monitor],
] as const;

export function ThemeItems() {
  const { theme = "system", setTheme } = useTheme();
  return (
    <MenuChoices aria-label="Theme" value={theme} onValueChange={setTheme}>
      {themes.map(([value, label, Icon]) => (
        <MenuChoice key={value} value={value} icon={<Icon aria-hidden />}>
          {label}
        </MenuChoice>
      ))}
    </MenuChoices>
  );
}
