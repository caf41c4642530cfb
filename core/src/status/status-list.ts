import { problem, VerificationError } from '../problem.ts';

/** A list whose proof held: the values its issuer set. */
export interface StatusList {
  /** What the list's values may say, as the list names it. */
  readonly purposes: readonly string[];
  /** The value at an index; undefined beyond the end, or where the list is of another width. */
  readonly at: (index: number, size: number) => number | undefined;
}

/** Whose list is expected, and where it was fetched. */
export interface ExpectedList {
  readonly url: string;
  /** The credential's issuer: nobody else may take it back. */
  readonly issuer: string;
}

/** What a list is that is there and cannot be believed. `detail` is ours, nothing of the list. */
export const listInvalid = (detail: string): VerificationError =>
  new VerificationError(problem('status_list_invalid', { detail }));
