/** Colours of other programs become ours, which can be read on light and on dark. */
import { highlightColour, nearestColour, textColour } from "@/collab/schema/colours";

export function mapColours(body: HTMLElement): void {
  const hexOf = colourReader();
  for (const element of body.querySelectorAll<HTMLElement>("[style], font[color]")) {
    const { style } = element;
    const colour = nearestColour(hexOf(style.color || element.getAttribute("color") || ""));
    // What is behind a cell or a whole block is the design of its page, not somebody's marker.
    const isInline = element.matches("span, b, i, u, strong, em, font, mark, a");
    const behind = isInline ? nearestColour(hexOf(style.backgroundColor)) : undefined;
    style.color = "";
    style.backgroundColor = "";
    if (colour) wrapContent(element, "span").style.color = textColour(colour);
    if (behind) wrapContent(element, "mark").dataset.color = highlightColour(behind);
  }
}

function wrapContent(element: HTMLElement, tag: "span" | "mark"): HTMLElement {
  const wrapper = element.ownerDocument.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
  return wrapper;
}

/** Any colour that style sheets know, as `#rrggbb`; black where there is none. */
function colourReader(): (colour: string) => string {
  const canvas = document.createElement("canvas").getContext("2d");
  return (colour) => {
    if (!canvas || colour === "") return "#000000";
    canvas.fillStyle = "#000000";
    canvas.fillStyle = colour;
    const { fillStyle } = canvas;
    // With transparency it is not written in this form, and is nobody's marker.
    return typeof fillStyle === "string" && fillStyle.startsWith("#") ? fillStyle : "#000000";
  };
}
