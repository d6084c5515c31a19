/** Colours of other programs become ours, which can be read on light and on dark. */
import {
  type ColourName,
  colourNames,
  highlightColour,
  nearestColour,
  textColour,
} from "@/collab/schema/colours";

export function mapColours(body: HTMLElement): void {
  const hexOf = colourReader();
  const nearest = (value: string, colour: (name: ColourName) => string) => {
    const name = colourNames.find((ours) => colour(ours) === value) ?? nearestColour(hexOf(value));
    return name && colour(name);
  };
  for (const element of body.querySelectorAll<HTMLElement>("[style], font[color], mark")) {
    const { style } = element;
    const colour = nearest(style.color || element.getAttribute("color") || "", textColour);
    // What is behind a cell or a whole block is the design of its page, not somebody's marker.
    const isInline = element.matches("span, b, i, u, strong, em, font, mark, a");
    const behind = isInline ? nearest(style.backgroundColor, highlightColour) : undefined;
    style.color = "";
    style.backgroundColor = "";
    if (colour) wrapContent(element, "span").style.color = colour;
    if (element.localName === "mark") {
      // What browsers draw where a marker has no colour.
      element.dataset.color = behind ?? element.dataset.color ?? highlightColour("yellow");
    } else if (behind) wrapContent(element, "mark").dataset.color = behind;
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
