import * as v from 'valibot';
import type { PresentedCredential } from '../context.ts';
import { problem } from '../problem.ts';
import { credentialTypes } from '../profile/terms.ts';
import { failed, notApplicable, passed, type CheckOutcome } from '../result.ts';
import { claimsSchemas } from './claims-schema.ts';

/**
 * A credential of our profile says what its type must say, about one subject.
 * Of the fault, only the place is told: its value is the issuer's, not ours to repeat.
 *
 * @returns `schema_mismatch`
 */
export function checkSchema({ credential }: Pick<PresentedCredential, 'credential'>): CheckOutcome {
  const types = credentialTypes.filter((type) => credential.types.includes(type));
  const [subject, ...others] = credential.subjects;
  if (types.length === 0) return notApplicable;
  if (!subject || others.length > 0) return mismatch('a credential of this type has one subject');
  for (const type of types) {
    const parsed = v.safeParse(claimsSchemas[type], subject.claims);
    if (!parsed.success) return mismatch(`not as ${type} says: ${knownPath(parsed.issues[0])}`);
  }
  return passed;
}

const mismatch = (detail: string): CheckOutcome => failed(problem('schema_mismatch', { detail }));

/** Loose schemas name only members they know, so a path holds no word of the document's. */
const knownPath = (issue: v.BaseIssue<unknown>): string => v.getDotPath(issue) ?? 'the subject';
