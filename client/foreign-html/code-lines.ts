/** Code as VS Code copies it: a box in a monospaced font, with a box for each line in it. */

export function makeCodeBlocks(body: HTMLElement): void {
  for (const box of body.querySelectorAll<HTMLElement>("div[style*=monospace]")) {
    const lines = [...box.children].filter((line) => line.matches("div, br"));
    // A word or a line of it is meant for the text in which it is pasted.
    const isCode = box.style.whiteSpace.startsWith("pre") && lines.length > 1;
    if (!isCode || lines.length < box.childElementCount) continue;
    const block = box.ownerDocument.createElement("pre");
    const code = box.ownerDocument.createElement("code");
    code.textContent = lines.map((line) => line.textContent ?? "").join("\n");
    block.append(code);
    box.replaceWith(block);
  }
}
