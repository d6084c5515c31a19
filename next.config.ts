/** Next.js behind our own server: types are checked by `tsc`, headers are set by the server. */
import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  turbopack: { resolveAlias: { katex: "./components/editor/katex-later.ts" } },
};

export default config;
