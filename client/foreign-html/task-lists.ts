/** Lists whose items have a box to tick: as GitHub, Notion and Google Docs write them. */

export function makeTaskLists(body: HTMLElement): void {
  for (const list of body.querySelectorAll("ul, ol")) {
    const items = [...list.children].filter((child) => child.localName === "li");
    const ticks = items.map(tickOf);
    if (items.length === 0 || ticks.includes(undefined)) continue;
    const tasks = list.ownerDocument.createElement("ul");
    tasks.dataset.type = "taskList";
    tasks.append(...list.childNodes);
    list.replaceWith(tasks);
    for (const [index, item] of items.entries()) {
      item.setAttribute("data-type", "taskItem");
      item.setAttribute("data-checked", String(ticks[index]));
      boxOf(item)?.remove();
      if (item.getAttribute("role") === "checkbox") withoutLine(item);
    }
  }
}

function tickOf(item: Element): boolean | undefined {
  if (item.getAttribute("role") === "checkbox") return item.getAttribute("aria-checked") === "true";
  return boxOf(item)?.hasAttribute("checked");
}

/** Its own box, not one of an item within it. */
function boxOf(item: Element): Element | undefined {
  const boxes = item.querySelectorAll("input[type=checkbox]");
  return [...boxes].find((box) => box.closest("li") === item);
}

/** Google Docs strikes out what is done, which a tick says already. */
function withoutLine(item: Element): void {
  for (const text of item.querySelectorAll<HTMLElement>("[style*=line-through]")) {
    text.style.textDecoration = "";
  }
}
