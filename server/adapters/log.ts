/** Structured logs through pino; nothing that anybody typed, and no token, is ever logged. */
import pino from "pino";

export type Log = pino.Logger;

export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ["*.token", "*.cookie", "*.authorization", "headers"],
    serializers: { error: pino.stdSerializers.err },
  });
}
