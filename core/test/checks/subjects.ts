import type { PresentedCredential } from '../../src/context.ts';
import { parseCredential, type Credential } from '../../src/parse/parse-credential.ts';
import type { ProofFinding } from '../../src/proofs/data-integrity/verify-proofs.ts';
import { problem, type ProblemCode } from '../../src/problem.ts';
import type { CheckOutcome } from '../../src/result.ts';
import { frozenAt, harvest, holder, issuedCredential } from '../factories/index.ts';

/** What the issuer of the accepted fixture signed, typed; override to break one thing. */
export const credential: Credential = parseCredential(await issuedCredential());

export const credentialWith = (change: Partial<Credential>): Credential => ({ ...credential, ...change });

/** The same with other claims of its one subject; `undefined` takes one away. */
export function credentialClaiming(change: object): Credential {
  const [subject] = credential.subjects;
  const claims = Object.fromEntries(
    Object.entries({ ...subject?.claims, ...change }).filter(([, value]) => value !== undefined),
  );
  return { ...credential, subjects: [{ ...subject, claims }] };
}

/** A proof that holds, by the issuer of the fixture. */
export const issuerProof = {
  outcome: 'passed',
  controller: harvest.controller,
  created: frozenAt,
} as const satisfies ProofFinding;

/** A proof that holds, by the holder. */
export const holderProof = { ...issuerProof, controller: holder.controller } as const satisfies ProofFinding;

export const unsure = (code: ProblemCode) =>
  ({ outcome: 'inconclusive', problem: problem(code) }) as const satisfies ProofFinding;

export const untrue = (code: ProblemCode): ProofFinding => ({ ...unsure(code), outcome: 'failed' });

/** The accepted credential, its issuer's proof and its holder. */
export const presented: PresentedCredential = { credential, proofs: [issuerProof], holder: holder.controller };

/** A check's outcome in one word: its code, or what it is without one. */
export const wordOf = (found: CheckOutcome): string => ('problem' in found ? found.problem.code : found.outcome);
