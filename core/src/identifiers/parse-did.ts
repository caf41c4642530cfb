import { problem, VerificationError } from '../problem.ts';

/** A DID in its parts (DID Core 1.0 §3.1). */
export interface Did {
  readonly did: string;
  readonly method: string;
  readonly id: string;
}

const MAX_LENGTH = 2048;
const DID = /^did:([a-z0-9]+):((?:[\w.:-]|%[0-9A-Fa-f]{2})+)$/;

/** @throws VerificationError `did_invalid` */
export function parseDid(did: string): Did {
  const parts = did.length <= MAX_LENGTH && DID.exec(did);
  if (!parts) throw new VerificationError(problem('did_invalid'));
  const [, method, id] = parts as unknown as readonly [string, string, string];
  return { did, method, id };
}
