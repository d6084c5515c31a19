import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["{bench,collab,client,components,server,tests,scripts}/**/*.test.{ts,tsx}"],
    exclude: ["tests/e2e/**", "tests/chaos/**", "tests/load/load.test.ts", "**/node_modules/**"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
