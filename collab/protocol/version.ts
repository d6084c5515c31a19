/** Raised when a message changes its meaning; a client of another version is asked to reload. */
export const PROTOCOL_VERSION = 1;
