import { checkIssuerRecognition } from './checks/check-issuer-recognition.ts';
import { checkKeyBinding } from './checks/check-key-binding.ts';
import { checkNonceAndAudience } from './checks/check-nonce-and-audience.ts';
import { checkProofFreshness } from './checks/check-proof-freshness.ts';
import { checkTokenProof } from './checks/check-token-proof.ts';
import type { CheckContext, Resources } from './context.ts';
import { didJwkOf } from './identifiers/did-jwk-of.ts';
import type { PublicKey } from './identifiers/public-key.ts';
import { parseDid } from './identifiers/parse-did.ts';
import { sdJwtLimits } from './parse/limits.ts';
import type { Credential } from './parse/parse-credential.ts';
import { VerificationError } from './problem.ts';
import { parseNumericDate } from './proofs/sd-jwt/numeric-date.ts';
import type { SdJwt } from './proofs/sd-jwt/parse-sd-jwt.ts';
import type { SdJwtCredential } from './proofs/sd-jwt/parse-sd-jwt-credential.ts';
import { readSdJwt } from './proofs/sd-jwt/read-sd-jwt.ts';
import { resolveSubject } from './proofs/sd-jwt/resolve-subject.ts';
import { failed, inconclusive, named, passed, type CheckResult } from './result.ts';
import { isRefused, judgeIssued, recognising } from './verify-credential.ts';

/** An SD-JWT VC with key binding, and what was found about both. */
export interface JudgedToken {
  readonly checks: readonly CheckResult[];
  /** The DID whose key signed over our nonce and audience, when it did. */
  readonly provenHolder?: string;
  /** The same as the `did:jwk` of that key, whatever else it is called. */
  readonly holderKey?: string;
  readonly credential?: Credential;
}

/**
 * Judges an SD-JWT VC at a gate: who answers, to which request, when; then what the issuer signed.
 *
 * As with a presentation in JSON-LD, what costs nothing comes first, the holder's signature before the issuer's, and an
 * issuer that the site does not take ends it before the issuer's key is looked up.
 *
 * @param index of the credential within the answer, for the checks' names
 */
export async function judgeSdJwt(
  token: SdJwt,
  index: number,
  context: CheckContext,
  resources: Resources,
): Promise<JudgedToken> {
  const { nonce, aud, iat } = token.binding?.payload ?? {};
  const target = token.binding
    ? [named('nonce-and-audience', checkNonceAndAudience({ challenge: nonce, domain: aud }, onlyByClientId(context)))]
    : [];
  if (target[0]?.outcome === 'failed') return { checks: target };

  const bound = checkKeyBinding(token);
  const created = parseNumericDate(iat);
  const ofHolder = [
    named('proof', bound.proof),
    named('holder-binding', bound.binding),
    ...target,
    ...(bound.proof.outcome === 'passed'
      ? [named('proof-freshness', checkProofFreshness({ proofs: [{ ...(created && { created }) }] }, context))]
      : []),
  ];
  if (!bound.key) return { checks: ofHolder };
  const judged = await judgeCredential(token, bound.key, index, context, resources);
  const own = didJwkOf(bound.key);
  return { provenHolder: own, holderKey: own, ...judged, checks: [...ofHolder, ...judged.checks] };
}

/** A token says whom it is for by our `client_id`, the first of our names, and by no other (OpenID4VP 1.0 §B.3.6). */
function onlyByClientId({ expectedNonce, expectedAudience }: CheckContext) {
  return {
    ...(expectedNonce !== undefined && { expectedNonce }),
    ...(expectedAudience && { expectedAudience: expectedAudience.slice(0, 1) }),
  };
}

async function judgeCredential(
  token: SdJwt,
  key: PublicKey,
  index: number,
  context: CheckContext,
  resources: Resources,
): Promise<JudgedToken> {
  const read = readToken(token, context, resources);
  if (!('credential' in read)) return { checks: [named(read.check, failed(read.error.problem), index)] };
  const { credential, sub } = read;

  const recognition = named('issuer-recognition', checkIssuerRecognition({ credential }, context), index);
  if (isRefused(recognition)) return { credential, checks: [recognition] };

  const resolveDid = recognising(credential.issuer, recognition, resources.resolveDid);
  const options = { resolveDid, now: context.now, trustedRoots: resources.trustedRoots };
  const proof = named('proof', await checkTokenProof(token.issued, credential.issuer, options), index);
  if (proof.outcome === 'failed') return { credential, checks: [proof, recognition] };

  // Whose key it is by another DID is looked up for an issuer's word only, never for a stranger's.
  const subject =
    proof.outcome === 'passed' ? await subjectOf(sub, key, { resolveDid, now: context.now }) : didJwkOf(key);
  if (subject instanceof VerificationError) {
    return { credential, checks: [proof, named('holder-binding', inconclusive(subject.problem), index), recognition] };
  }
  const about = { ...credential, subjects: credential.subjects.map(({ claims }) => ({ id: subject, claims })) };
  const found = { credential: about, holder: subject, proof, recognition, disclosure: passed };
  const checks = await judgeIssued(found, index, context, { ...resources, resolveDid });
  return { credential: about, provenHolder: subject, checks };
}

/** What the token says, whose issuer must have a DID at a gate; or why that cannot be read. */
function readToken(
  token: SdJwt,
  { now }: CheckContext,
  { trustedRoots }: Resources,
): SdJwtCredential | { readonly check: 'disclosure' | 'proof'; readonly error: VerificationError } {
  try {
    const read = readSdJwt(token, sdJwtLimits, { now, trustedRoots });
    parseDid(read.credential.issuer);
    return read;
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    return { check: error.code.startsWith('disclosure_') ? 'disclosure' : 'proof', error };
  }
}

async function subjectOf(...about: Parameters<typeof resolveSubject>): Promise<string | VerificationError> {
  try {
    return await resolveSubject(...about);
  } catch (error) {
    if (error instanceof VerificationError) return error;
    throw error;
  }
}
