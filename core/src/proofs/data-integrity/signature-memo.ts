import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { BoundedMemo } from '../../bounded-memo.ts';
import { type PublicKey } from '../../identifiers/public-key.ts';
import { type Proof } from './parse-proof.ts';

/** All that a signature's truth depends on. */
export interface Signed {
  /** The very object whose claims are read, without its proof. */
  readonly unsecured: object;
  readonly proof: Pick<Proof, 'source'>;
  readonly suite: string;
  /** As resolved now. */
  readonly publicKey: PublicKey;
}

/** Remembers which signatures held: a member shows the same credential again and again. */
export interface SignatureMemo {
  /** Whether a signature holds: verified, or remembered. A false one is never remembered. */
  holds(signed: Signed, verify: () => Promise<boolean>): Promise<boolean>;
}

/** A hash each. */
const MAX_ENTRIES = 10_000;

/**
 * A memo for one verifier, whose contexts do not change.
 *
 * It knows signatures and nothing else. Whose key it is, whether that may be used, dates, status, issuer, holder and
 * nonce are judged each time by who asks, and a key that was replaced is other bytes.
 *
 * @param contexts all that the verifier knows
 */
export function createSignatureMemo(contexts: string): SignatureMemo {
  const contextsVersion = hash('sha256', contexts, 'base64url');
  const held = new BoundedMemo<true>(MAX_ENTRIES);
  return {
    holds: async (signed, verify) => {
      const key = keyOf(signed, contextsVersion);
      if (held.get(key)) return true;
      const isTrue = await verify();
      if (isTrue) held.set(key, true);
      return isTrue;
    },
  };
}

/** Each part with its length before it, so that no two lists of parts are one text. */
function keyOf({ unsecured, proof, suite, publicKey }: Signed, contextsVersion: string): string {
  const key = Buffer.from(publicKey.bytes).toString('base64url');
  const parts = [jcs(unsecured), contextsVersion, suite, jcs(proof.source), publicKey.type, key];
  return hash('sha256', parts.map((part) => `${part.length}:${part}`).join(''), 'base64url');
}

/** Members in one order (RFC 8785): a wallet may send them in another. */
const jcs = (value: object): string => canonicalize(value) as string;
