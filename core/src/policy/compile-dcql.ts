import { DcqlQuery } from 'dcql';
import { askedClaims } from './asked-claims.ts';
import { policyQueries, type PolicyQuery } from './policy-queries.ts';
import type { IssuerPolicy, Policy } from './policy-schema.ts';
import { typeIri } from '../profile/terms.ts';

/** More issuers than this make a request too long for a link; the answer is judged the same without the filter. */
const MAX_ISSUERS = 20;

/**
 * The question of a policy in the Digital Credentials Query Language (OpenID4VP 1.0 §6).
 *
 * A help to the wallet, never a check: the answer is judged by the policy again, on verified claims.
 * `testIssuer` is asked for besides the policy's issuers.
 */
export function compileDcql(policy: Policy, { testIssuer }: { readonly testIssuer?: string } = {}): DcqlQuery {
  const queries = policyQueries(policy);
  const options = policy.accept.map((_, index) => queries.filter(({ accept }) => accept === index).map(({ id }) => id));
  const dcql = DcqlQuery.parse({
    credentials: queries.map((query) => credentialQuery(query, policy, testIssuer)),
    ...(queries.length > 1 && { credential_sets: [{ options }] }),
  } as DcqlQuery.Input);
  DcqlQuery.validate(dcql);
  return dcql;
}

function credentialQuery({ id, requirement }: PolicyQuery, policy: Policy, testIssuer: string | undefined) {
  const claims = askedClaims(requirement, policy).map(({ path, values }, index) => ({
    id: `c${index}`,
    path: ['credentialSubject', ...path],
    ...(values && { values }),
  }));
  const issuers = issuerValues(requirement.issuers, testIssuer);
  const ids = claims.map((claim) => claim.id);
  return {
    id,
    format: 'ldp_vc',
    meta: { type_values: [[typeIri(requirement.type)]] },
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

/** The issuers a wallet can choose by; none where a list decides, or where there are too many to name. */
function issuerValues({ lists, allow, deny }: IssuerPolicy, testIssuer: string | undefined): readonly string[] {
  if (lists.length > 0) return [];
  const denied = new Set(deny.map(({ id }) => id));
  const welcome = allow.map(({ id }) => id).filter((id) => !denied.has(id));
  const all = testIssuer === undefined ? welcome : [...new Set([...welcome, testIssuer])];
  return all.length > MAX_ISSUERS ? [] : all;
}
