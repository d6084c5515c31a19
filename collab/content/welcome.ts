/** What everybody finds as their first document: what Tandem can do, shown by doing it. */
export const welcomeTitle = "Welcome to Tandem";

export const welcomeMarkdown = `This is a document. It is yours: write in it, break it, put it right again. Everything you type is
saved as you type it, and nothing anyone wrote is ever lost.

## Write together

Send somebody the address of this page and you will see each other's cursors. You can both type in
the same sentence at the same time. If your connection drops, go on writing; your words wait on your
own machine and join the others when you are back.

> Two people at one bicycle get further than either alone, as long as both keep pedalling.

## Make it look like something

Mark some text to make it **bold**, *italic*, ~~struck out~~ or \`code\`. Type \`/\` at the start of a
line to see every kind of block, or use Markdown as you are used to:

- \`#\` and a space for a heading
- \`-\` and a space for a list
  - Tab moves an item in
  - Shift and Tab move it out again
- \`>\` and a space for a quote

1. Numbered lists count for themselves.
2. So you can put something between two items later.

## Try these first

- [x] Open a document
- [ ] Write a sentence below
- [ ] Open this page in a second window and watch it there
- [ ] Go offline for a minute, write, and come back

## Keep facts in a table

| What you want      | Keys                | Works in      |
| :----------------- | :-----------------: | ------------: |
| Bold               | Ctrl+B              | any text      |
| A link             | Ctrl+K              | any text      |
| Undo your own work | Ctrl+Z              | everywhere    |
| All shortcuts      | Ctrl+/              | everywhere    |

## Show some code

\`\`\`ts
const people = ["Ada", "Grace"];
for (const name of people) console.log(\`Good morning, \${name}.\`);
\`\`\`

## Look back

The history shows every version of a document, with who wrote what. Restoring an old version is a
change like any other: it can be undone too.

---

Tandem is free software that you run yourself. Your documents can leave it at any time as
[Markdown](https://commonmark.org/help/), HTML or plain text.
`;
