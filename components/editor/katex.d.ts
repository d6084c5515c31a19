/** KaTeX by the name of its file, which no bundle replaces. */
declare module "katex/dist/katex.mjs" {
  export * from "katex";
  export { default } from "katex";
}
