import { createPublicKey, generateKeyPairSync, hash, sign, verify } from 'node:crypto';
import { createVerifier, parsePolicy, readVpToken } from '../src/index.ts';
import { expectedAudience, expectedNonce, frozenAt, ports } from '../test/factories/index.ts';

/** What a gate that takes that issuer's memberships expects of an answer. */
export function expectedOf(issuer: string) {
  const requirement = { type: 'CoopMembershipCredential', issuers: { allow: [{ id: issuer, name: 'Orchard' }] } };
  const accept = [{ require: [requirement] }];
  const parsed = parsePolicy({ id: 'bench', purpose: 'Measure', accept, bbs: 'allow' });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { expectedNonce, expectedAudience, policy: parsed.policy, now: frozenAt };
}

/** Ours, with all checks and the policy. Throws unless it accepts: a benchmark of refusals measures nothing. */
export function coreVerifier(issuer: string): (presentation: string) => Promise<void> {
  const verifier = createVerifier(ports());
  const expected = expectedOf(issuer);
  return async (presentation) => {
    const { outcome, problem } = await verifier.verifyPresentation(readVpToken(presentation), expected);
    if (outcome !== 'accepted') throw new Error(`The core refused a fixture: ${problem?.code}`);
  };
}

/** One EE: a native Ed25519 verification of 64 bytes with a ready key. */
export function nativeVerification(): () => boolean {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const data = Buffer.alloc(64, 1);
  const signature = sign(null, data, privateKey);
  const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
  return () => verify(null, data, key, signature);
}

/** What no verifier can save: parsing, two signatures, and hashing what they sign (canonical forms of this length). */
export function nativeFloor(): (presentation: string) => void {
  const verifyOnce = nativeVerification();
  const signed = 'x'.repeat(2_500);
  return (presentation) => {
    JSON.parse(presentation);
    for (const text of [signed, signed, 'x'.repeat(600), 'x'.repeat(600)]) hash('sha256', text, 'buffer');
    if (!verifyOnce() || !verifyOnce()) throw new Error('The native verification fails.');
  };
}
