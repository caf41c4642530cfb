import { createHash } from 'node:crypto';
import { encode } from 'base58-universal';
import { canonize } from '../../core/src/canonical/canonize.ts';
import { documentLoader } from '../../core/src/contexts/context-store.ts';
import type { Signer } from '../../core/src/profile/index.ts';
import type { ReadRequest } from '../test/bed/wallet.ts';

const context = 'https://www.w3.org/ns/credentials/v2';
const rdfc = { algorithm: 'RDFC-1.0', format: 'application/n-quads', base: null, safe: true } as const;

interface QuickAnswer {
  readonly credential: object;
  readonly holder: Signer;
  readonly created: Date;
}

/**
 * The `vp_token` of a wallet that signs VCDM 2.0 presentations (`eddsa-rdfc-2022`, vc-di-eddsa §3.2) in a tenth of what
 * the stock suite takes: a load is of members, and their wallets do not work on the service's machine.
 */
export async function quickToken(
  { nonce, clientId, queries }: Pick<ReadRequest, 'nonce' | 'clientId' | 'queries'>,
  { credential, holder, created }: QuickAnswer,
): Promise<string> {
  const presentation = {
    '@context': [context],
    type: ['VerifiablePresentation'],
    holder: holder.controller,
    verifiableCredential: [credential],
  };
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: `${created.toISOString().slice(0, 19)}Z`,
    verificationMethod: holder.id,
    proofPurpose: 'authentication',
    challenge: nonce,
    domain: clientId,
  };
  const data = Buffer.concat([await digest({ '@context': [context], ...proof }), await digest(presentation)]);
  const proofValue = `z${encode(await holder.sign({ data }))}`;
  return JSON.stringify({ [queries[0]!]: [{ ...presentation, proof: { ...proof, proofValue } }] });
}

async function digest(document: object): Promise<Buffer> {
  const quads = await canonize(document, { ...rdfc, documentLoader });
  return createHash('sha256').update(quads).digest();
}
