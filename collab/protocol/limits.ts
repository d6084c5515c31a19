/** Every limit of the wire, with the reason for its value. Both sides check the same numbers. */
export const limits = {
  /** Bytes of one message. A long paste is split by the client before it reaches this. */
  messageBytes: 256 * 1024,
  /** Steps in one change; a client splits what is longer. */
  stepsPerChange: 100,
  /** Nesting of the raw JSON: a document uses about 2 levels a block; 3,000 overflow the stack. */
  jsonDepth: 64,
  /** Objects and arrays in one change, counted before anything is parsed. */
  jsonNodes: 20_000,
  /** Length of one text node, in UTF-16 units. */
  textLength: 100_000,
  /** Bytes of a whole document as JSON. */
  documentBytes: 4 * 1024 * 1024,
  /** Positions in a whole document (ProseMirror's `content.size`). */
  documentSize: 2_000_000,
  /** Nodes in a whole document. */
  documentNodes: 60_000,
  /** Changes in one page of `pull` and of the log over HTTP. */
  changesPerPage: 500,
  /** Bytes of one page of changes. */
  pageBytes: 512 * 1024,
  /** A document's title, in UTF-16 units. */
  titleLength: 200,
  /** A person's name, in UTF-16 units. */
  nameLength: 60,
  /** A Markdown import, in bytes. */
  importBytes: 1024 * 1024,
  /** A Word file as it is sent, in bytes. */
  wordBytes: 20 * 1024 * 1024,
  /** Body of an HTTP request, in UTF-16 units: an import, and the JSON round it. */
  bodyBytes: 2 * 1024 * 1024,
  /** An uploaded image, in bytes. */
  uploadBytes: 10 * 1024 * 1024,
  /** An image's pixels: more is slow to show, and a few bytes may claim any number. */
  uploadPixels: 50_000_000,
  /** The name an upload came with, in UTF-16 units. */
  uploadName: 200,
  /** All images of one person, in bytes; guests cost nothing to make. */
  userUploadBytes: 1024 * 1024 * 1024,
  guestUploadBytes: 250 * 1024 * 1024,
  /** Documents one connection may have open. */
  documentsPerConnection: 50,
} as const;
