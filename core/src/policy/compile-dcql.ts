import { DcqlQuery } from 'dcql';
import { askedIssuers, type AskingOptions } from './asked-issuers.ts';
import { completeSets, policyQueries, type PolicyQuery } from './policy-queries.ts';
import type { Policy } from './policy-schema.ts';

/**
 * The question of a policy in the Digital Credentials Query Language (OpenID4VP 1.0 §6).
 *
 * A help to the wallet, never a check: the answer is judged by the policy again, on verified claims.
 * `testIssuer` is asked for besides the policy's issuers; those of lists only where they are few.
 */
export function compileDcql(policy: Policy, asking: AskingOptions = {}): DcqlQuery {
  const queries = policyQueries(policy);
  const options = policy.accept.flatMap((_, accept) =>
    completeSets(queries, accept).map((set) => set.map(({ id }) => id)),
  );
  const dcql = DcqlQuery.parse({
    credentials: queries.map((query) => (query.format === 'ldp_vc' ? ldpQuery : tokenQuery)(query, asking)),
    ...(queries.length > 1 && { credential_sets: [{ options }] }),
  } as DcqlQuery.Input);
  DcqlQuery.validate(dcql);
  return dcql;
}

function ldpQuery(query: PolicyQuery, asking: AskingOptions) {
  const { id, requirement } = query;
  const claims = query.claims.map(({ path, values }, index) => ({
    id: `c${index}`,
    path: ['credentialSubject', ...path],
    ...(values && { values }),
  }));
  const issuers = askedIssuers(requirement, asking);
  const ids = claims.map((claim) => claim.id);
  return {
    id,
    format: 'ldp_vc',
    meta: { type_values: [[query.typeIri]] },
    ...(issuers.length === 0
      ? claims.length > 0 && { claims }
      : {
          claims: [
            ...claims,
            { id: 'issuer', path: ['issuer'], values: issuers },
            { id: 'issuer-id', path: ['issuer', 'id'], values: issuers },
          ],
          // A credential names its issuer by a string or by an object: one of both, wallets take the first that fits.
          claim_sets: [
            [...ids, 'issuer'],
            [...ids, 'issuer-id'],
          ],
        }),
  };
}

/** Claims of a token have no subject around them, and its issuer is named in one way (OpenID4VP 1.0 §B.3.5, §7). */
function tokenQuery({ id, requirement, typeIri, claims }: PolicyQuery, asking: AskingOptions) {
  const issuers = askedIssuers(requirement, asking);
  const asked = [
    ...claims.map(({ path, values }) => ({ path: [...path], ...(values && { values }) })),
    ...(issuers.length > 0 ? [{ path: ['iss'], values: issuers }] : []),
  ];
  return {
    id,
    format: 'dc+sd-jwt',
    meta: { vct_values: [typeIri] },
    ...(asked.length > 0 && { claims: asked }),
  };
}
