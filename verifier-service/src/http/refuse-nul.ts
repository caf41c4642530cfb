import type { RequestHandler } from 'express';
import { problemError } from '../problem.ts';

const NUL = '\u0000';
const message = 'must not hold the character U+0000';

/** PostgreSQL stores no text with it, and nobody means it: refused at the door, whichever database there is. */
export const refuseNul: RequestHandler = (request, _response, next) => {
  if (request.url.includes('%00'))
    throw problemError('body_invalid', { members: { problems: [{ path: '', message }] } });
  next();
};

/**
 * The same in a body that was decoded.
 * @throws ProblemError `body_invalid`, naming where it stands
 */
export function refuseNulIn(value: unknown): void {
  const path = findNul(value, []);
  if (path) throw problemError('body_invalid', { members: { problems: [{ path: path.join('.'), message }] } });
}

function findNul(value: unknown, path: readonly string[]): readonly string[] | undefined {
  if (typeof value === 'string') return value.includes(NUL) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = name.includes(NUL) ? path : findNul(member, [...path, name]);
    if (found) return found;
  }
  return undefined;
}
