"use client";
/** An HTML file as Markdown, by way of what a document can hold: the rest of it is left out. */
import { cleanHtml } from "@/client/foreign-html/clean-html";
import { markdownFromDocument } from "@/collab/content/markdown-export";
import { htmlParser } from "@/collab/schema/html-parser";
import { schema } from "@/collab/schema/schema";

export interface HtmlContent {
  readonly title: string;
  readonly markdown: string;
}

export function markdownFromHtml(html: string): HtmlContent {
  // A document made by the parser runs no script and loads nothing.
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const element of page.querySelectorAll("script, style, template, noscript, head > *")) {
    if (element.localName !== "title") element.remove();
  }
  cleanHtml(page.body);
  const doc = htmlParser(schema).parse(page.body);
  return { title: page.title.trim(), markdown: markdownFromDocument(doc) };
}
