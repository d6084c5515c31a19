/** Every limit of a system, each with the reason for its value. */
import type { MailboxOptions } from "./mailbox";

export interface SystemLimits {
  readonly mailbox: MailboxOptions;
  /** From here `mailbox_high` is reported, once until it is half as long again. */
  readonly mailboxHigh: number;
  /** Messages that may wait for a name while its actor starts or passivates. */
  readonly nameBuffer: number;
  readonly deadLetters: number;
  readonly callTimeoutMs: number;
  readonly startTimeoutMs: number;
  readonly messagesPerTurn: number;
  readonly turnMs: number;
  readonly sliceMs: number;
  readonly loopHeldMs: number;
}

export const defaultLimits: SystemLimits = {
  /** Ten thousand small messages are a few megabytes, and about ten milliseconds of work. */
  mailbox: { limit: 10_000, onFull: "dead_letter" },
  mailboxHigh: 1_000,
  nameBuffer: 1_000,
  deadLetters: 256,
  /** As gen_server:call. */
  callTimeoutMs: 5_000,
  startTimeoutMs: 5_000,
  /** Long enough to make the switch between actors cheap, short enough to be fair. */
  messagesPerTurn: 64,
  turnMs: 2,
  /** Half a frame: what a socket may wait while the actors are busy. */
  sliceMs: 8,
  /** From here people notice. */
  loopHeldMs: 100,
};
