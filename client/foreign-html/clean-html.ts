/**
 * HTML of other programs as a document can hold it. What they say in their own ways (lists as
 * paragraphs, boxes to tick, bold that is not bold) is said in HTML's; what only comes of how they
 * draw (blank lines, colours of the page) goes.
 */
import { makeCodeBlocks } from "./code-lines";
import { mapColours } from "./map-colours";
import { makeTaskLists } from "./task-lists";
import { makeWordLists } from "./word-lists";

/** Our own clipboard: nothing in it is foreign. */
const ours = "[data-pm-slice]";
const blocks = "p, h1, h2, h3, h4, h5, h6, ul, ol, table, div, blockquote, pre, hr";

/** Changes what lies in `body`, which is shown nowhere. */
export function cleanHtml(body: HTMLElement): void {
  if (body.querySelector(ours)) return;
  for (const wrapper of body.querySelectorAll("[id^=docs-internal-guid]")) unwrap(wrapper);
  dropHidden(body);
  makeCodeBlocks(body);
  makeSpacesPlain(body);
  makeWordLists(body);
  makeTaskLists(body);
  dropBlankLines(body);
  plainLinks(body);
  mapColours(body);
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

/** What its page did not show nobody copied. */
function dropHidden(body: HTMLElement): void {
  for (const element of body.querySelectorAll<HTMLElement>("[hidden], [style*=display]")) {
    if (element.hidden || element.style.display === "none") element.remove();
  }
}

/** Several spaces in a row are drawn by spaces that no line may break at. */
function makeSpacesPlain(body: HTMLElement): void {
  for (const span of body.querySelectorAll("[style*=mso-spacerun], .Apple-converted-space")) {
    span.textContent = " ";
  }
}

/** A document has its distances by itself. */
function dropBlankLines(body: HTMLElement): void {
  for (const line of body.querySelectorAll("p.MsoNormal, p.MsoListParagraph")) {
    const isAlone = line.parentElement?.children.length === 1;
    if (isBlank(line) && !isAlone) line.remove();
  }
  for (const br of body.querySelectorAll("br")) {
    const { previousElementSibling: before, nextElementSibling: after } = br;
    const isBetween = [before, after].some((sibling) => sibling?.matches(blocks));
    if (isBetween && !hasTextBeside(br)) br.remove();
  }
}

function isBlank(element: Element): boolean {
  return element.textContent?.trim() === "" && !element.querySelector("img, br, table, hr");
}

function hasTextBeside({ previousSibling, nextSibling }: Element): boolean {
  return [previousSibling, nextSibling].some(
    (sibling) => sibling?.nodeType === Node.TEXT_NODE && sibling.textContent?.trim() !== "",
  );
}

/**
 * A link looks like one already: its line and its colour are not marks of their own. One within its own
 * page or site would lead somewhere else from here.
 */
function plainLinks(body: HTMLElement): void {
  for (const link of body.querySelectorAll("a[href]")) {
    if (/^\s*[/#]/.test(link.getAttribute("href") ?? "")) link.removeAttribute("href");
    const around = link.parentElement?.closest<HTMLElement>("span, u");
    const styled = [...link.querySelectorAll<HTMLElement>("span, u, font"), around];
    for (const element of styled) {
      if (!element || element.textContent !== link.textContent) continue;
      element.style.color = "";
      element.style.textDecoration = "";
      if (element.localName === "u") unwrap(element);
    }
  }
}
