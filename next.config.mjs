/**
 * Next.js behind our own server: types are checked by `tsc`, headers are set by the server. Plain
 * JavaScript, because a server that has to translate it keeps the translator in memory (25 MB).
 * @type {import("next").NextConfig}
 */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  turbopack: { resolveAlias: { katex: "./components/editor/katex-later.ts" } },
};
