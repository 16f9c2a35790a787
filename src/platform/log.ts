import { pino, type DestinationStream, type Logger } from 'pino';

/** Structured logs on standard output, or elsewhere. No URL, no body, no header is ever logged: addresses and forms carry what people typed. */
export function openLog(level: string, to?: DestinationStream): Logger {
  const options = { level, base: null, serializers: { req: () => undefined, res: () => undefined } };
  return to ? pino(options, to) : pino(options);
}
