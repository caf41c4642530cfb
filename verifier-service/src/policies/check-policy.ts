import { describePolicy, englishWords, parsePolicy, type Policy, type PolicyProblem } from '@coop-credentials/core';
import { federationNames } from '../recognition/federation-names.ts';
import type { FollowedLists } from '../recognition/follow-lists.ts';
import type { Programmes } from './programmes.ts';

export interface CheckedPolicy {
  readonly valid: boolean;
  readonly problems: readonly PolicyProblem[];
  /** Null unless valid. */
  readonly summary: string | null;
  readonly asks: readonly string[];
}

/** A policy that is being written may have no name yet. */
const UNNAMED = 'unnamed';

/**
 * What a policy means in whole sentences, or everything that is wrong with it, so that plugins hold no schema and no
 * summary code. In English: there is no other catalogue yet.
 */
export function checkPolicy({
  programmes,
  followed,
}: {
  programmes: Pick<Programmes, 'isOpenTo'>;
  followed: Pick<FollowedLists, 'all'>;
}) {
  return async (input: unknown, siteId: string): Promise<CheckedPolicy> => {
    const parsed = parsePolicy(isUnnamed(input) ? { ...input, id: UNNAMED } : input);
    if (!parsed.ok) return invalid(parsed.problems);
    const programme = programmeOf(parsed.policy);
    if (programme !== undefined && !(await programmes.isOpenTo(programme, siteId))) {
      return invalid([{ path: 'limit.programme', message: 'must be a programme that this site is in' }]);
    }
    return {
      valid: true,
      problems: [],
      ...describePolicy(parsed.policy, { ...englishWords, federations: federationNames(followed.all()) }),
    };
  };
}

/** The programme that a policy's limit is of. */
export const programmeOf = ({ limit }: Policy): string | undefined =>
  limit && 'programme' in limit ? limit.programme : undefined;

const invalid = (problems: readonly PolicyProblem[]): CheckedPolicy => ({
  valid: false,
  problems,
  summary: null,
  asks: [],
});

function isUnnamed(input: unknown): input is object {
  return typeof input === 'object' && input !== null && !Array.isArray(input) && !('id' in input);
}
