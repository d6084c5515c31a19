/**
 * The style of an exported page: readable anywhere, on paper too, and without anything to load.
 * The colours are those of app/prose.css; a test holds them to it.
 */
const light =
  "--text-grey:#6b665d;--text-red:#b42318;--text-orange:#a64b00;--text-yellow:#806000;" +
  "--text-green:#1f7040;--text-blue:#1d5fc4;--text-violet:#7a3fb8;--mark-grey:#e3dfd7;" +
  "--mark-red:#ffd7d0;--mark-orange:#ffdfb8;--mark-yellow:#fdeb9b;--mark-green:#cbeed3;" +
  "--mark-blue:#cfe3ff;--mark-violet:#e7d9fb";
const dark =
  "--text-grey:#a8a297;--text-red:#ff9b8f;--text-orange:#f7b071;--text-yellow:#e6cb63;" +
  "--text-green:#86cf9c;--text-blue:#8fbcfb;--text-violet:#cdaaf7;--mark-grey:#48443c;" +
  "--mark-red:#6b2b23;--mark-orange:#663f14;--mark-yellow:#5c4c0b;--mark-green:#1f5331;" +
  "--mark-blue:#214a80;--mark-violet:#4f3473";

export const exportStyle = `
:root{color-scheme:light dark;${light}}
@media screen and (prefers-color-scheme:dark){:root{${dark}}}
body{margin:0;font:17px/1.65 system-ui,sans-serif}
.prose{max-width:44rem;margin:3rem auto;padding:0 1.25rem}
h1,h2,h3,h4{line-height:1.25;margin:2em 0 .5em}
h1{font-size:2rem;margin-top:1em}
pre,code{font-family:ui-monospace,monospace;font-size:.9em}
pre{padding:1em;overflow:auto;border:1px solid color-mix(in srgb,currentColor 20%,transparent);border-radius:8px}
blockquote{margin:1em 0;padding-inline-start:1em;border-inline-start:3px solid color-mix(in srgb,currentColor 25%,transparent)}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid color-mix(in srgb,currentColor 25%,transparent);padding:.4em .6em;text-align:left;vertical-align:top}
th>p,td>p{margin:0}
img{max-width:100%;height:auto;border-radius:8px}
mark{background-color:var(--mark-yellow);color:inherit;border-radius:2px;padding:0 .1em}
.mention{font-weight:600}
.math{font-family:ui-monospace,monospace;font-size:.9em}
hr{border:0;border-top:1px solid color-mix(in srgb,currentColor 25%,transparent);margin:2em 0}
a{color:var(--text-blue)}
summary{font-weight:600}
ul[data-type=taskList]{list-style:none;padding-inline-start:0}
ul[data-type=taskList] li{display:flex;gap:.6em}
ul[data-type=taskList] li>div>p{margin:0}
@media print{.prose{max-width:none;margin:0}}
`.trim();
