/** Which addresses a document may hold: an allow-list, the same for input, steps and export. */

const maxLength = 2048;
const linkSchemes = new Set(["http:", "https:", "mailto:", "tel:"]);
const imageSchemes = new Set(["http:", "https:"]);
/** Control characters, spaces and what HTML could decode into a scheme. */
const suspicious = /[\p{Cc}\p{Cf}\p{Zs}\u2028\u2029\\]|&(?:#|colon|tab|newline)/iu;

/** `https:`, `http:`, `mailto:` and `tel:` links, paths of this site, and anchors. */
export function isAllowedLink(href: string): boolean {
  return isAllowed(href, linkSchemes) || /^#[\w-]{1,200}$/.test(href);
}

/** Images by `https:` or `http:`, and uploads of this site. */
export function isAllowedImage(src: string): boolean {
  return isAllowed(src, imageSchemes);
}

function isAllowed(url: string, schemes: ReadonlySet<string>): boolean {
  if (url.length === 0 || url.length > maxLength || suspicious.test(url)) return false;
  if (url.startsWith("/")) return !url.startsWith("//");
  const scheme = url.match(/^([a-z]+:)/i)?.[1]?.toLowerCase();
  return scheme !== undefined && schemes.has(scheme);
}
