import { parsePolicy, type Policy } from '../../src/index.ts';
import { harvestDid } from '../factories/index.ts';

/** An accepted policy as an admin writes it, with as little as is needed. */
export const writtenRequirement = {
  type: 'CoopMembershipCredential',
  issuers: { allow: [{ id: harvestDid, name: 'Harvest Co-op', reason: 'our neighbours' }] },
};

export const writtenPolicy = {
  id: 'members-lounge',
  purpose: "Open the members' lounge",
  accept: [{ require: [writtenRequirement] }],
};

/** The policy with every default, after one change. */
export function policyWith(change: object = {}): Policy {
  const parsed = parsePolicy({ ...writtenPolicy, ...change });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.policy;
}

/** The same with one change to its one requirement. */
export const requiring = (change: object, rest: object = {}): Policy =>
  policyWith({ accept: [{ require: [{ ...writtenRequirement, ...change }] }], ...rest });
