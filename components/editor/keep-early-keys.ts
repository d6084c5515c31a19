/**
 * What somebody types before the editor is there: who has just made a document, or put the caret in
 * a text, does not wait for scripts and for the server. It is kept, and typed as soon as it can be.
 */

/** Letters, signs and "Enter", in the order in which they were pressed. */
export type EarlyKeys = string[];

/** Keeps in `keys` what is typed into no field while `wanted`, until it is stopped. */
export function keepEarlyKeys(keys: EarlyKeys, wanted: () => boolean): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isCommand(event) || isInField() || !wanted()) return;
    if (event.key === "Backspace") keys.pop();
    else if (event.key === "Enter" || [...event.key].length === 1) keys.push(event.key);
    else return;
    // Neither scrolls by space nor searches by a slash.
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}

function isCommand(event: KeyboardEvent): boolean {
  if (event.isComposing) return true;
  return (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph");
}

/** What was pressed to come here, and does nothing any more, is no field. */
function isInField(): boolean {
  const { activeElement } = document;
  return activeElement !== document.body && activeElement?.matches(":disabled") === false;
}

/** Longer than a page takes to come: by then somebody has turned to something else. */
const patienceMs = 10_000;

let carried: EarlyKeys = [];
let stopCarrying = () => {};

/** From now on keys are for the document that is being made; the returned function gives up on it. */
export function carryEarlyKeys(): () => void {
  stopCarrying();
  carried = [];
  const stop = keepEarlyKeys(carried, () => true);
  const timer = setTimeout(() => takeCarriedKeys(), patienceMs);
  stopCarrying = () => {
    stop();
    clearTimeout(timer);
  };
  return () => void takeCarriedKeys();
}

/** For the page of the new document, which keeps them itself from here on. */
export function takeCarriedKeys(): EarlyKeys {
  stopCarrying();
  return carried.splice(0);
}
