import type { CheckContext, PresentedCredential, StatusResources } from '../context.ts';
import { problem } from '../problem.ts';
import { failed, inconclusive, passed, type CheckOutcome } from '../result.ts';
import { checkStatuses } from '../status/check-statuses.ts';
import { parseStatusEntry } from '../status/parse-status-entry.ts';

/**
 * The issuer has not taken the credential back (VC Data Model 2.0 §4.10). Every entry counts: a credential may be
 * suspended by one list and revoked by another.
 *
 * A status that cannot be read, or whose list cannot be had, leaves it undecided: never judged as if it had none.
 *
 * @returns `status_required`, `credential_revoked`, `credential_suspended`; or `inconclusive` with
 *   `status_type_unsupported`, `status_unreachable` or `status_list_invalid`
 */
export async function checkStatus(
  { credential }: Pick<PresentedCredential, 'credential'>,
  { policy, now }: Pick<CheckContext, 'policy' | 'now'>,
  resources: StatusResources,
): Promise<CheckOutcome> {
  if (credential.status.length === 0) return policy?.status.required ? failed(problem('status_required')) : passed;
  const entries = credential.status.map(parseStatusEntry);
  const known = entries.filter((entry) => entry !== undefined);
  const outcomes = await checkStatuses(credential.issuer, known, { now }, resources);
  return worstOf(known.length < entries.length ? [...outcomes, unsupported] : outcomes);
}

const unsupported = inconclusive(problem('status_type_unsupported'));

/** Revoked before suspended, taken back before not found out. */
export function worstOf(outcomes: readonly CheckOutcome[]): CheckOutcome {
  const taken = outcomes.filter(({ outcome }) => outcome === 'failed');
  const revoked = taken.find((found) => 'problem' in found && found.problem.code === 'credential_revoked');
  return revoked ?? taken[0] ?? outcomes.find(({ outcome }) => outcome === 'inconclusive') ?? passed;
}
