import type { CheckContext, StatusResources } from '../context.ts';
import { problem, VerificationError, type ProblemCode } from '../problem.ts';
import { failed, inconclusive, passed, type CheckOutcome } from '../result.ts';
import type { StatusEntry } from './status-entry.ts';
import type { StatusList } from './status-list.ts';
import { verifyListCredential } from './verify-list-credential.ts';
import { verifyListToken } from './verify-list-token.ts';

/**
 * What the lists say at these entries, one outcome each, in order; each list is fetched and verified once.
 *
 * @param issuer of the credentials that the entries are from: a list of anybody else's counts for nothing
 * @returns `credential_revoked`, `credential_suspended`; or `inconclusive` with `status_unreachable`,
 *   `status_list_invalid` or `status_type_unsupported`
 */
export async function checkStatuses(
  issuer: string,
  entries: readonly StatusEntry[],
  { now, refresh = false }: Pick<CheckContext, 'now'> & { readonly refresh?: boolean },
  resources: StatusResources,
): Promise<readonly CheckOutcome[]> {
  const lists = new Map<string, Promise<StatusList | CheckOutcome>>();
  const listOf = ({ type, list: url }: StatusEntry): Promise<StatusList | CheckOutcome> => {
    const key = `${type} ${url}`;
    const known = lists.get(key) ?? load(type, { url, issuer }, { now, refresh }, resources);
    lists.set(key, known);
    return known;
  };
  return Promise.all(entries.map(async (entry) => judge(entry, await listOf(entry))));
}

async function load(
  type: StatusEntry['type'],
  expected: { readonly url: string; readonly issuer: string },
  { now, refresh }: { readonly now: Date; readonly refresh: boolean },
  resources: StatusResources,
): Promise<StatusList | CheckOutcome> {
  try {
    const body = await resources.fetchStatusList(expected.url, { refresh });
    return type === 'TokenStatusList'
      ? await verifyListToken(body, expected, { now }, resources)
      : await verifyListCredential(body, type, expected, { now }, resources);
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    if (error.code === 'status_list_invalid') return inconclusive(error.problem);
    return inconclusive(problem(error.problem.retryable ? 'status_unreachable' : 'status_list_invalid'));
  }
}

function judge({ index, size, purpose }: StatusEntry, list: StatusList | CheckOutcome): CheckOutcome {
  if ('outcome' in list) return list;
  if (!list.purposes.includes(purpose)) return invalid('the list is for another purpose');
  const value = list.at(index, size);
  if (value === undefined) return invalid('the list has no such place');
  if (value === 0) return passed;
  const code = purpose === 'token' ? meaningOfToken.get(value) : meaningOf[purpose];
  return code ? failed(problem(code)) : inconclusive(problem('status_type_unsupported'));
}

/** A message is the issuer's own word, of which nobody but the issuer knows whether it still lets anybody in. */
const meaningOf: Partial<Record<StatusEntry['purpose'], ProblemCode>> = {
  revocation: 'credential_revoked',
  suspension: 'credential_suspended',
};

/** Token Status List §7.1: invalid and suspended; what else there is, applications make up. */
const meaningOfToken: ReadonlyMap<number, ProblemCode> = new Map([
  [1, 'credential_revoked'],
  [2, 'credential_suspended'],
]);

const invalid = (detail: string): CheckOutcome => inconclusive(problem('status_list_invalid', { detail }));
