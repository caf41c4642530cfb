import { contextUrls } from '../contexts/context-urls.ts';
import { acceptedCryptosuites } from './accepted-suites.ts';
import { askedIssuers, type AskingOptions } from './asked-issuers.ts';
import { completeSets, policyQueries, type PolicyQuery } from './policy-queries.ts';
import type { Policy } from './policy-schema.ts';

/** One query of a Verifiable Presentation Request (VCALM 1.0, "Query By Example"). */
export interface QueryByExample {
  readonly type: 'QueryByExample';
  /** Queries of one group are asked for together; of different groups, any one is enough. */
  readonly group: string;
  readonly credentialQuery: {
    readonly reason: string;
    readonly example: Readonly<Record<string, unknown>>;
    readonly acceptedIssuers?: readonly { readonly id: string }[];
    readonly acceptedCryptosuites: readonly { readonly cryptosuite: string }[];
  };
}

/**
 * The question of a policy as VCALM 1.0 asks it.
 *
 * A help to the wallet, never a check: the answer is judged by the policy again, on verified claims. Wallets compare an
 * example member by member, so it says only what any fitting credential has: no context of one data model, and of the
 * claims those with a single accepted value.
 *
 * @param reason shown by the wallet
 */
export function compileQueryByExample(
  policy: Policy,
  { reason = policy.purpose, ...asking }: AskingOptions & { readonly reason?: string } = {},
): readonly QueryByExample[] {
  const queries = policyQueries(policy).filter(({ format }) => format === 'ldp_vc');
  const sets = policy.accept.flatMap((_, accept) => completeSets(queries, accept));
  return sets.flatMap((set) =>
    set.map((query) => queryByExample(query, { group: set.map(({ id }) => id).join('.'), reason, policy, asking })),
  );
}

function queryByExample(
  query: PolicyQuery,
  { group, reason, policy, asking }: { group: string; reason: string; policy: Policy; asking: AskingOptions },
): QueryByExample {
  const issuers = askedIssuers(query.requirement, asking);
  return {
    type: 'QueryByExample',
    group,
    credentialQuery: {
      reason,
      example: example(query),
      ...(issuers.length > 0 && { acceptedIssuers: issuers.map((id) => ({ id })) }),
      acceptedCryptosuites: acceptedCryptosuites(policy),
    },
  };
}

function example({ shape, requirement, claims }: PolicyQuery): Readonly<Record<string, unknown>> {
  const subject = claims.reduce<Example>((given, { path, values }) => withValue(given, path, values), {});
  return {
    // A badge's context has several versions that say the same.
    ...(shape === 'own' && { '@context': [contextUrls.coopCredentialsV1] }),
    type: [shape === 'own' ? requirement.type : 'OpenBadgeCredential'],
    ...(Object.keys(subject).length > 0 && { credentialSubject: subject }),
  };
}

interface Example {
  readonly [name: string]: unknown;
}

/** The example with one more value, where there is one value to show and a plain path to it. */
function withValue(
  given: Example,
  path: readonly (string | number | null)[],
  values: readonly unknown[] | undefined,
): Example {
  const [name, ...rest] = path;
  if (values?.length !== 1 || typeof name !== 'string' || path.some((step) => typeof step !== 'string')) return given;
  if (rest.length === 0) return { ...given, [name]: values[0] };
  const inner = given[name];
  return { ...given, [name]: withValue(typeof inner === 'object' ? (inner as Example) : {}, rest, values) };
}
