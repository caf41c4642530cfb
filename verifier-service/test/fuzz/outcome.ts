import type { Answer } from '../bed/site-client.ts';

export interface FuzzHttpOutcome {
  readonly runs: number;
  /** How many of the changed documents stated the very same, and were accepted for it. */
  readonly acceptedUnchanged: number;
  /** Answers by status, and by code where nothing was decided. */
  readonly answers: Readonly<Record<string, number>>;
  /** What must not be: each with the seed and number that give it again. */
  readonly faults: readonly string[];
}

/** Where one kind of call is made, and what is wrong with what came of it. */
export interface Attempted {
  readonly answer: Answer;
  readonly accepted?: boolean;
  readonly fault?: string;
}

/** An answer that says that we broke: 503 is for what may be known later, and names its reason. */
export function brokenBy({ status, body }: Answer): string | undefined {
  if (status < 500) return undefined;
  const code = (body as { code?: unknown } | null)?.code;
  return status === 503 && typeof code === 'string' ? undefined : `${status} ${String(code)}`;
}
