"use client";
/** An HTML file as what a document can hold: the rest of it is left out. */
import { Fragment, type Node } from "@tiptap/pm/model";
import { cleanHtml } from "@/client/foreign-html/clean-html";
import { htmlParser } from "@/collab/schema/html-parser";
import { schema } from "@/collab/schema/schema";
import { isAllowedImage } from "@/collab/schema/url-policy";

export interface HtmlContent {
  readonly title: string;
  /** An image that is part of the file has the address `/imported/<index of images>`. */
  readonly doc: Node;
  readonly images: readonly Blob[];
  /** What could not be taken over, in sentences for people. */
  readonly notes: readonly string[];
}

export function contentFromHtml(html: string): HtmlContent {
  // A document made by the parser runs no script and loads nothing.
  const page = new DOMParser().parseFromString(html, "text/html");
  const isOurs = page.querySelector("meta[name=generator][content=Tandem]") !== null;
  for (const element of page.querySelectorAll("script, style, template, noscript, head > *")) {
    if (element.localName !== "title") element.remove();
  }
  const { images, lost } = takeImages(page.body);
  if (!isOurs) cleanHtml(page.body);
  // What others write is broken into lines as they like; ours says each space.
  const read = htmlParser(schema).parse(page.body, { preserveWhitespace: isOurs });
  const doc = withoutLastBreaks(read);
  const notes =
    lost > 0 ? [`${lost === 1 ? "1 image is" : `${lost} images are`} not part of the file.`] : [];
  return { title: page.title.trim(), doc, images, notes };
}

function takeImages(body: HTMLElement) {
  const images: Blob[] = [];
  let lost = 0;
  for (const image of body.querySelectorAll("img")) {
    const src = image.getAttribute("src") ?? "";
    const bytes = bytesOf(src);
    if (bytes) image.setAttribute("src", `/imported/${images.push(new Blob([bytes])) - 1}`);
    else if (!isAllowedImage(src)) lost += 1;
  }
  return { images, lost };
}

function bytesOf(src: string) {
  const [head = ""] = src.slice(0, 200).match(/^data:image\/[^,]*;base64,/i) ?? [];
  try {
    return head ? Uint8Array.from(atob(src.slice(head.length)), (c) => c.charCodeAt(0)) : undefined;
  } catch {
    return undefined;
  }
}

/** A break at the end of its block is drawn as nothing, unless another follows it. */
function withoutLastBreaks(node: Node): Node {
  if (node.isText) return node;
  const isLast = node.lastChild?.type.name === "hardBreak";
  const children = isLast ? node.children.slice(0, -1) : node.children;
  return node.copy(Fragment.fromArray(children.map(withoutLastBreaks)));
}
