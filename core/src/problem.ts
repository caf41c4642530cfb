import { problemTable, type ProblemCode } from './generated/problems.ts';

export type { ProblemCode };

/**
 * A problem as RFC 9457 shapes it: what happened, with a stable code.
 *
 * `detail` is for a person and never contains untrusted input; `params` fill the sentences of
 * `messages/en.json` (dates as ISO 8601, numbers as numbers).
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly retryable: boolean;
  readonly detail?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** The problem of that code, from the one table `problems.json`. */
export function problem(code: ProblemCode, extra: Pick<Problem, 'detail' | 'params'> = {}): Problem {
  const { type, title, status, retryable } = problemTable[code];
  return { code, type, title, status, retryable, ...extra };
}

/** Thrown only when no result can exist, such as for input that is no presentation at all. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
  readonly problem: Problem;

  constructor(found: Problem, options?: { cause?: unknown }) {
    super(`${found.code}: ${found.detail ?? found.title}`, options);
    this.problem = found;
  }

  get code(): ProblemCode {
    return this.problem.code;
  }
}
