/** Raised when a message changes its meaning; a client of another version is asked to reload. */
export const PROTOCOL_VERSION = 1;

/**
 * Raised with every change of the documents' schema, whose fingerprint a test holds: a page of
 * before would lose what it does not know.
 */
export const SCHEMA_VERSION = 1;
