import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './config.ts';

/** All that a log line may hold. What is not here cannot be logged, by type and at run time. */
export interface LogFields {
  readonly requestId?: string;
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  /** A problem's code. */
  readonly problem?: string | undefined;
  readonly ms?: number;
  readonly event?: string;
  readonly url?: string;
  readonly port?: number;
  readonly version?: string;
  readonly count?: number;
  /** The `did:web` of an issuer that the operator named. */
  readonly issuer?: string;
  readonly fingerprint?: string;
  /** A recognition list, by the operator's name for it. */
  readonly list?: string;
  readonly error?: unknown;
}

type Write = (fields: LogFields, message?: string) => void;

export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

const allowed: ReadonlySet<string> = new Set<keyof LogFields>([
  'requestId',
  'method',
  'path',
  'status',
  'problem',
  'ms',
  'event',
  'url',
  'port',
  'version',
  'count',
  'issuer',
  'fingerprint',
  'list',
  'error',
]);

/** Structured logs by an allow-list: no presentation, claim, nonce, key or token has a field to be in. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: describeError },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) =>
        Object.fromEntries(Object.entries(fields).filter(([name]) => allowed.has(name))),
    },
  };
  const logger: Logger = destination ? pino(options, destination) : pino(options);
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}

/** Where an error happened. Not its message: V8 and parsers quote what they were given. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, errcode } = error as Error & { code?: unknown; errcode?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, code, errcode, at: frames.slice(0, 8).map((line) => line.trim()) };
}
