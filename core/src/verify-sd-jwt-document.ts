import { checkKeyBinding } from './checks/check-key-binding.ts';
import { checkNonceAndAudience } from './checks/check-nonce-and-audience.ts';
import { checkSchema } from './checks/check-schema.ts';
import { checkStatus } from './checks/check-status.ts';
import { checkTokenProof } from './checks/check-token-proof.ts';
import { checkValidityPeriod } from './checks/check-validity-period.ts';
import type { CheckContext, Resources } from './context.ts';
import { didJwkOf } from './identifiers/did-jwk-of.ts';
import { documentLimits } from './parse/limits.ts';
import { problem, VerificationError } from './problem.ts';
import { parseSdJwt, type SdJwt } from './proofs/sd-jwt/parse-sd-jwt.ts';
import type { SdJwtCredential } from './proofs/sd-jwt/parse-sd-jwt-credential.ts';
import { readSdJwt } from './proofs/sd-jwt/read-sd-jwt.ts';
import { failed, named, notApplicable, passed, type CheckResult } from './result.ts';

/** What was found about a token outside of any gate. */
export interface JudgedTokenDocument {
  readonly checks: readonly CheckResult[];
  /** The `did:jwk` of the key that signed over the nonce and audience that were asked for, or that it states. */
  readonly holder?: string;
}

/**
 * Judges an SD-JWT VC without a policy, with or without key binding, as `verifyDocument` does other documents: a key
 * binding that is there must hold, and one is needed where a nonce or an audience is expected.
 *
 * @throws VerificationError when it is no SD-JWT at all, or beyond the limits
 */
export async function verifySdJwtDocument(
  input: string,
  context: CheckContext,
  resources: Resources,
): Promise<JudgedTokenDocument> {
  const token = parseSdJwt(input, documentLimits);
  const { checks, holder } = judgeBinding(token, context);
  return {
    ...(holder !== undefined && { holder }),
    checks: [...checks, ...(await judgeToken(token, context, resources))],
  };
}

function judgeBinding(token: SdJwt, context: CheckContext): JudgedTokenDocument {
  const isAsked = context.expectedNonce !== undefined || context.expectedAudience !== undefined;
  if (!token.binding) return { checks: isAsked ? [named('proof', failed(problem('key_binding_missing')))] : [] };
  const { nonce, aud } = token.binding.payload;
  const { proof, binding, key } = checkKeyBinding(token);
  const target = checkNonceAndAudience({ challenge: nonce, domain: aud }, context);
  return {
    checks: [
      named('proof', proof),
      named('holder-binding', binding),
      named('nonce-and-audience', target),
      named('proof-freshness', notApplicable),
    ],
    ...(key && target.outcome !== 'failed' && { holder: didJwkOf(key) }),
  };
}

async function judgeToken(token: SdJwt, context: CheckContext, resources: Resources): Promise<readonly CheckResult[]> {
  const read = readToken(token, context, resources);
  if (read instanceof VerificationError) return [named('disclosure', failed(read.problem), 0)];
  const { credential } = read;
  return [
    named('proof', await checkTokenProof(token.issued, credential.issuer, { ...resources, now: context.now }), 0),
    named('holder-binding', notApplicable, 0),
    named('validity-period', checkValidityPeriod({ credential }, context), 0),
    named('status', context.withoutStatus ? notApplicable : await checkStatus({ credential }, context, resources), 0),
    named('issuer-recognition', notApplicable, 0),
    named('membership-authority', notApplicable, 0),
    named('schema', checkSchema({ credential }), 0),
    named('disclosure', passed, 0),
  ];
}

/** What the token says; or why its disclosures cannot be taken. What else cannot be read has no result. */
function readToken(
  token: SdJwt,
  { now }: CheckContext,
  { trustedRoots }: Resources,
): SdJwtCredential | VerificationError {
  try {
    return readSdJwt(token, documentLimits, { now, trustedRoots });
  } catch (error) {
    if (error instanceof VerificationError && error.code.startsWith('disclosure_')) return error;
    throw error;
  }
}
