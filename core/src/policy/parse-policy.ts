import * as v from 'valibot';
import { faultMessage } from './fault-message.ts';
import { PolicyShape, type Policy } from './policy-schema.ts';

/** A fault of a policy, where it is and what is wrong. */
export interface PolicyProblem {
  /** Dotted, such as `accept.0.require.0.issuers`; empty for the policy as a whole. */
  readonly path: string;
  readonly message: string;
}

export type ParsedPolicy =
  { readonly ok: true; readonly policy: Policy } | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/**
 * Types a policy as an admin or a plugin wrote it, fills in the defaults, and names all its faults at once.
 *
 * @example
 * const parsed = parsePolicy(JSON.parse(text));
 * if (!parsed.ok) throw new Error(parsed.problems.map(({ path, message }) => `${path} ${message}`).join('\n'));
 */
export function parsePolicy(input: unknown): ParsedPolicy {
  const parsed = v.safeParse(PolicyShape, input);
  if (!parsed.success) {
    const problems = parsed.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', message: faultMessage(issue) }));
    return { ok: false, problems };
  }
  const problems = crossFaults(parsed.output);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, policy: parsed.output };
}

/** Rules between members. */
function crossFaults({ accept, identify, limit }: Policy): PolicyProblem[] {
  const faults: PolicyProblem[] = [];
  if (limit && identify !== 'membership') {
    faults.push({ path: 'identify', message: 'must be "membership" where there is a limit' });
  }
  if (identify === 'membership') {
    for (const [index, { require }] of accept.entries()) {
      if (require.some(({ type }) => type === 'CoopMembershipCredential')) continue;
      faults.push({
        path: `accept.${index}.require`,
        message: 'must ask for a CoopMembershipCredential where "identify" is "membership"',
      });
    }
  }
  for (const [index, { require }] of accept.entries()) {
    for (const [position, { issuers }] of require.entries()) {
      faults.push(...repeated(issuers.allow, `accept.${index}.require.${position}.issuers.allow`));
    }
  }
  return faults;
}

function repeated(entries: readonly { readonly id: string }[], path: string): PolicyProblem[] {
  const ids = entries.map(({ id }) => id);
  return [...ids.entries()]
    .filter(([index, id]) => ids.indexOf(id) < index)
    .map(([index]) => ({ path: `${path}.${index}.id`, message: 'is there already' }));
}
