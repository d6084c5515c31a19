/** The style of an exported page: readable anywhere, on paper too, and without anything to load. */
export const exportStyle = `
:root{color-scheme:light dark}
body{margin:0;font:17px/1.65 system-ui,sans-serif}
.prose{max-width:44rem;margin:3rem auto;padding:0 1.25rem}
h1,h2,h3,h4{line-height:1.25;margin:2em 0 .5em}
h1{font-size:2rem;margin-top:1em}
pre,code{font-family:ui-monospace,monospace;font-size:.9em}
pre{padding:1em;overflow:auto;border:1px solid color-mix(in srgb,currentColor 20%,transparent);border-radius:8px}
blockquote{margin:1em 0;padding-left:1em;border-left:3px solid color-mix(in srgb,currentColor 25%,transparent)}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid color-mix(in srgb,currentColor 25%,transparent);padding:.4em .6em;text-align:left;vertical-align:top}
th>p,td>p{margin:0}
img{max-width:100%;height:auto}
ul[data-type=taskList]{list-style:none;padding-left:0}
ul[data-type=taskList] li{display:flex;gap:.6em}
ul[data-type=taskList] li>div>p{margin:0}
@media print{.prose{max-width:none;margin:0}}
`.trim();
