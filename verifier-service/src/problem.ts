import { problem, VerificationError, type Problem, type ProblemCode } from '@coop-credentials/core';

export interface ProblemExtra {
  readonly detail?: string;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Further members of the answer, such as the list of faults of a body. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** Thrown by a use case or a middleware; the error handler of the app turns it into `application/problem+json`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(found: Problem, { members = {}, headers = {}, cause }: Omit<ProblemExtra, 'detail' | 'params'> = {}) {
    super(`${found.code}: ${found.detail ?? found.title}`, cause === undefined ? undefined : { cause });
    this.problem = found;
    this.members = members;
    this.headers = headers;
  }

  get code(): ProblemCode {
    return this.problem.code;
  }
}

/** The error of that code, to be thrown. */
export function problemError(code: ProblemCode, { detail, params, ...rest }: ProblemExtra = {}): ProblemError {
  return new ProblemError(problem(code, { ...(detail && { detail }), ...(params && { params }) }), rest);
}

/** What a client reads of a problem (RFC 9457 §3): our internal members stay inside. */
export function problemBody(found: Problem, members: Readonly<Record<string, unknown>> = {}, instance?: string) {
  const { code, type, title, status, detail, params } = found;
  return { ...params, ...members, type, title, status, ...(detail && { detail }), code, ...(instance && { instance }) };
}

/** The problem in an error, if it is one of ours. */
export function problemIn(error: unknown): Problem | undefined {
  return error instanceof ProblemError || error instanceof VerificationError ? error.problem : undefined;
}
