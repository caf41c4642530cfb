import type { CheckContext, PresentedCredential, Resources } from './context.ts';
import { checkCredentialProof } from './checks/check-credential-proof.ts';
import { checkDocument } from './checks/check-document.ts';
import { checkHolderBinding } from './checks/check-holder-binding.ts';
import { checkIssuerRecognition } from './checks/check-issuer-recognition.ts';
import { checkMembershipAuthority } from './checks/check-membership-authority.ts';
import { checkSchema } from './checks/check-schema.ts';
import { checkStatus } from './checks/check-status.ts';
import { checkValidityPeriod } from './checks/check-validity-period.ts';
import type { ContextStore } from './contexts/context-store.ts';
import { readSigned } from './contexts/read-signed.ts';
import { recognisingIssuer } from './identifiers/recognising-issuer.ts';
import { parseDid } from './identifiers/parse-did.ts';
import { readMembershipBadge } from './open-badges/read-membership-badge.ts';
import type { JsonObject } from './parse/json-object.ts';
import { parseCredential, type Credential } from './parse/parse-credential.ts';
import { checkRequirement } from './policy/check-requirement.ts';
import type { DidResolver } from './ports.ts';
import { problem, VerificationError } from './problem.ts';
import { verifyProofs } from './proofs/data-integrity/verify-proofs.ts';
import { failed, inconclusive, named, notApplicable, type CheckOutcome, type CheckResult } from './result.ts';

/** One credential of an answer, and what was found about it. */
export interface JudgedCredential {
  readonly checks: readonly CheckResult[];
  /** What the issuer signed; absent where it could not be read. Believe it only when nothing failed. */
  readonly credential?: Credential;
}

/**
 * Judges one credential at a gate, presented by a holder who has proved to be that.
 *
 * An issuer that the site does not take ends it before the issuer's key is looked up; a false proof ends it before
 * anything the credential says is judged.
 *
 * @param index of the credential within the answer, for the checks' names
 */
export async function verifyCredential(
  document: JsonObject,
  { holder, index }: { readonly holder: string; readonly index: number },
  context: CheckContext,
  resources: Resources,
): Promise<JudgedCredential> {
  const credential = await readCredential(document, resources.contexts);
  if (credential instanceof VerificationError) {
    return { checks: [named('proof', failed(credential.problem), index)] };
  }

  const recognition = named('issuer-recognition', checkIssuerRecognition({ credential }, context), index);
  if (isRefused(recognition)) return { credential, checks: [recognition] };

  const resolveDid = recognising(credential.issuer, recognition, resources.resolveDid);
  const proofs = await verifyProofs(document, {
    purpose: 'assertionMethod',
    now: context.now,
    resolveDid,
    documentLoader: resources.contexts.load,
    ...(context.policy && { bbs: context.policy.bbs }),
    ...(resources.signatures && { signatures: resources.signatures }),
  });
  const proof = named('proof', checkCredentialProof({ credential, proofs }), index);
  if (proof.outcome === 'failed') return { credential, checks: [proof, recognition] };

  const schema = checkDocument(checkSchema({ credential }), document, resources.files);
  const issued = { credential, holder, proof, recognition, schema, disclosure: notApplicable };
  return { credential, checks: await judgeIssued(issued, index, context, { ...resources, resolveDid }) };
}

/** A credential whose proof did not fail, and what was found about it before. */
export interface IssuedCredential extends Required<Pick<PresentedCredential, 'credential' | 'holder'>> {
  readonly proof: CheckResult;
  readonly recognition: CheckResult;
  readonly disclosure: CheckOutcome;
  /** By default what the profile's own schema says. */
  readonly schema?: CheckOutcome;
}

/** Judges what a credential says, whatever its format. */
export async function judgeIssued(
  issued: IssuedCredential,
  index: number,
  context: CheckContext,
  resources: Resources,
): Promise<readonly CheckResult[]> {
  const { credential, proof, recognition, disclosure, schema = checkSchema(issued) } = issued;
  return namingTheIssuer(credential, [
    proof,
    named('holder-binding', checkHolderBinding(issued), index),
    named('validity-period', checkValidityPeriod(issued, context), index),
    named('status', await statusOf(issued, context, resources), index),
    recognition,
    named('membership-authority', checkMembershipAuthority(issued, context), index),
    named('schema', schema, index),
    named('disclosure', disclosure, index),
    named('policy', checkRequirement(issued, context), index),
  ]);
}

/** Of a credential that its issuer did sign, every problem says who can help: its member asks that co-op. */
function namingTheIssuer({ issuer }: Credential, checks: readonly CheckResult[]): readonly CheckResult[] {
  return checks.map((check) => {
    if (!('problem' in check)) return check;
    const { problem: found } = check;
    return { ...check, problem: { ...found, params: { issuer, ...found.params } } };
  });
}

/**
 * Where a list is, only a recognised issuer's own signature says: until that is verified no list is asked for, and
 * the status is as undecided as the proof.
 */
async function statusOf(
  { credential, proof, recognition }: IssuedCredential,
  context: CheckContext,
  resources: Resources,
): Promise<CheckOutcome> {
  const isTheirs = proof.outcome === 'passed' && recognition.outcome === 'passed';
  if (isTheirs || credential.status.length === 0) return checkStatus({ credential }, context, resources);
  return inconclusive('problem' in proof ? proof.problem : problem('status_unreachable'));
}

/** Of an issuer that the site does not take, or may not take, nothing more is asked: no key, no list. */
export const isRefused = ({ outcome }: CheckResult): boolean => outcome === 'failed' || outcome === 'inconclusive';

/** Whose key a proof names is the holder's choice: only the issuer that the policy names is no stranger. */
export function recognising(issuer: string, { outcome }: CheckResult, resolveDid: DidResolver): DidResolver {
  return outcome === 'passed' ? recognisingIssuer(issuer, resolveDid) : resolveDid;
}

/**
 * What an issuer signed, who must have a DID at a gate, or why that cannot be read: the holder's proof stands all the
 * same.
 */
export async function readCredential(
  document: JsonObject,
  contexts: ContextStore,
): Promise<Credential | VerificationError> {
  try {
    const signed = await readSigned(document, { kind: 'credential', contexts, profile: 'presentation' });
    const credential = parseCredential(readMembershipBadge(signed));
    parseDid(credential.issuer);
    return credential;
  } catch (error) {
    if (error instanceof VerificationError) return error;
    throw error;
  }
}
