import { createVerifier, VerificationError, type Policy } from '../../../src/index.ts';
import {
  curveTokenKey,
  didJwk,
  encoded,
  expectedAudience,
  expectedNonce,
  handMade,
  ports,
  sha256,
} from '../../factories/index.ts';
import { requiring } from '../../policy/policies.ts';

const ALPHABET = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~=+/ '];

export interface ChangedCharacters {
  readonly tried: number;
  /** Each that was accepted, as position and character. */
  readonly accepted: readonly string[];
  /** Each that threw what is no `VerificationError`. */
  readonly broken: readonly string[];
}

/**
 * Judges an accepted SD-JWT VC, signed by keys of P-256, with one character replaced by every other one, left out and
 * doubled: each change, or each `step`th.
 */
export async function changeCharacters({ step }: { readonly step: number }): Promise<ChangedCharacters> {
  const { token, policy } = await accepted();
  const verifier = createVerifier(ports());
  const expected = { expectedNonce, expectedAudience, policy };
  const outcomeOf = async (changed: string): Promise<string> => {
    try {
      return (await verifier.verifyPresentation({ bare: changed }, expected)).outcome;
    } catch (error) {
      return error instanceof VerificationError ? 'rejected' : String(error);
    }
  };
  const untouched = await outcomeOf(token);
  if (untouched !== 'accepted') throw new Error(`the fixture is ${untouched}`);

  const found = { tried: 0, accepted: [] as string[], broken: [] as string[] };
  let count = 0;
  for (const [at, original] of [...token].entries()) {
    const others = [...ALPHABET.filter((character) => character !== original), '', original + original];
    for (const character of others) {
      count += 1;
      if (count % step !== 0) continue;
      const outcome = await outcomeOf(token.slice(0, at) + character + token.slice(at + 1));
      found.tried += 1;
      if (outcome === 'accepted') found.accepted.push(`${at} ${character}`);
      else if (outcome !== 'rejected' && outcome !== 'inconclusive')
        found.broken.push(`${at} ${character}: ${outcome}`);
    }
  }
  return found;
}

async function accepted(): Promise<{ readonly token: string; readonly policy: Policy }> {
  const [issuerKey, holderKey] = [curveTokenKey('P-256'), curveTokenKey('P-256')];
  const { kty, crv, x, y } = issuerKey.jwk;
  const did = didJwk({ kty, crv, x, y });
  const disclosure = encoded(['salt', 'coopType', 'worker']);
  const payload = {
    iss: did,
    sub: undefined,
    cnf: { jwk: holderKey.jwk },
    memberOf: { id: did, type: 'Organization', name: 'Some co-op' },
    _sd: [sha256(disclosure)],
  };
  const header = { kid: `${did}#0` };
  return {
    token: await handMade({ payload, header, issuerKey, holderKey, disclosures: [disclosure] }),
    policy: requiring({ issuers: { allow: [{ id: did, name: 'Some co-op' }] } }),
  };
}
