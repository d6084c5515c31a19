/** The stored text as the server painted it, readable before anything else has loaded. */

/** `html` is made by the server with everything in it escaped: see collab/content/html. */
export function FirstPaint({ html }: { readonly html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the server escaped all of it
  return <div className="prose min-h-[60dvh]" dangerouslySetInnerHTML={{ __html: html }} />;
}
