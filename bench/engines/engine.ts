/** What the benchmark asks of every engine: a server as a process, and people at its documents. */

export interface ServerCommand {
  /** A script for Node, from the root of the project. */
  readonly script: string;
  /** What it is started with. */
  readonly nodeOptions?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What a server does with an edit before its author hears that it arrived. */
export type Storing = "every edit" | "now and then" | "nothing";

export interface Engine {
  readonly name: string;
  readonly kind: "tandem" | "floor" | "peer";
  readonly storing: Storing;
  server(port: number, dataDir: string): ServerCommand;
  /** Resolves when the server on `port` answers; asked again until it does. */
  answers(port: number): Promise<boolean>;
  /** Makes a document of these paragraphs, and resolves to what it is opened by. */
  create(port: number, paragraphs: readonly string[]): Promise<string>;
  /** Becomes somebody, where the engine knows people. */
  identity?(port: number): Promise<string>;
  /** Resolves when the document's text is there. */
  open(options: OpenOptions): Promise<Replica>;
}

export interface OpenOptions {
  readonly port: number;
  readonly document: string;
  /** The paragraph at whose end the caret stands. */
  readonly place: number;
  /** Of the server itself, when `port` is a delay line. */
  readonly directPort?: number;
  /** Who opens it, where the engine knows people; somebody new otherwise. */
  readonly identity?: string | undefined;
}

/** Where a replacement happens. Each engine counts in its own way, so that it is told all of them. */
export interface Spot {
  readonly paragraph: number;
  readonly offset: number;
  /** Characters in the paragraphs before. */
  readonly before: number;
}

/** One person at one document: a whole copy of it, and a caret. */
export interface Replica {
  /** Types at the caret. */
  type(text: string): void;
  /** Takes `remove` characters away at `spot`, and puts `insert` there. */
  splice(spot: Spot, remove: number, insert: string): void;
  /** Is told the text others typed, once it is in this copy. */
  onText(listener: (text: string) => void): void;
  /** How many edits made here the engine says are kept; undefined when it never says so. */
  readonly confirmed: number | undefined;
  /** Runs when `confirmed` may have grown. */
  onConfirmed(listener: () => void): void;
  /** The paragraphs' text, without anything between them. */
  text(): string;
  close(): void;
}
