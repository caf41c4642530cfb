import type { PresentationDocument } from '../parse/parse-presentation.ts';
import { problem } from '../problem.ts';
import { failed, passed, type CheckOutcome } from '../result.ts';

/**
 * A presentation that answers one question holds one credential. Stock libraries verify a presentation of none.
 *
 * @returns `credential_missing` or `too_many_credentials`
 */
export function checkCredentialCount({ credentials }: Pick<PresentationDocument, 'credentials'>): CheckOutcome {
  if (credentials.length === 0) return failed(problem('credential_missing'));
  return credentials.length === 1 ? passed : failed(problem('too_many_credentials', { params: { max: 1 } }));
}
