import { contextUrls } from '../../../contexts/context-urls.ts';
import { decodeBase64url } from '../../../identifiers/base64url.ts';
import { canonicalHash } from '../canonical-hash.ts';
import { type Cryptosuite } from '../cryptosuite.ts';
import { proofOptions } from '../proof-options.ts';
import { verifyBytes } from '../verify-bytes.ts';

const terms = {
  context: contextUrls.credentialsV1,
  definedBy: [contextUrls.credentialsV1],
  addsContext: false,
};

/** The one header that the suite has: `{"alg":"EdDSA","b64":false,"crit":["b64"]}`, its members in any order. */
const header: Readonly<Record<string, string>> = { alg: '"EdDSA"', b64: 'false', crit: '["b64"]' };

/**
 * The suite of 2018, in which Credo's wallets sign presentations whatever they are asked for: the hashes of
 * Ed25519Signature2020 as the detached payload of a JWS (RFC 7797). No issuer needs it any more.
 */
export const ed25519Signature2018: Cryptosuite = {
  keyTypes: ['Ed25519'],
  purposes: ['authentication'],
  verify: async (unsecured, { proof, publicKey, documentLoader }) => {
    // `parseProof` has seen that nothing stands between the two.
    const [head, signature] = proof.signature.split('..') as [string, string];
    const bytes = decodeBase64url(signature);
    if (!bytes || !isHeader(head)) return false;
    const options = { digest: 'sha256', documentLoader } as const;
    const optionsHash = await canonicalHash(proofOptions(unsecured, proof, terms), options);
    const signed = [Buffer.from(`${head}.`), optionsHash, await canonicalHash(unsecured, options)];
    return verifyBytes(Buffer.concat(signed), bytes, publicKey);
  },
};

function isHeader(encoded: string): boolean {
  const bytes = decodeBase64url(encoded);
  try {
    const said = Object.entries(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as object);
    return said.length === 3 && said.every(([name, value]) => header[name] === JSON.stringify(value));
  } catch {
    return false;
  }
}
