/** The process of the readers: opens their documents, and says what they see when it is asked. */
import { LoadCrowd } from "./crowd";
import { digestOf, type ReadersOptions, type Seen } from "./readers";

const options: ReadersOptions = JSON.parse(process.argv[2] ?? "");
const crowd = new LoadCrowd(options.url);

function seen(): readonly Seen[] {
  const different = new Map<string, Seen>();
  for (const { editor, session, options } of crowd.writers) {
    const { documentId } = options;
    const digest = digestOf(editor?.state.doc.toJSON());
    const one = { documentId, version: session.version, digest };
    different.set(JSON.stringify(one), one);
  }
  return [...different.values()];
}

process.on("message", () => process.send?.(seen()));
process.on("disconnect", () => process.exit());
await crowd.enter(options.documentIds, options);
process.send?.("ready");
