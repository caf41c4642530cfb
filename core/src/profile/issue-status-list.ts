import { issue } from '@digitalbazaar/vc';
import { documentLoader } from '../contexts/context-store.ts';
import { encodeBase64url } from '../identifiers/base64url.ts';
import { type CredentialFormat, statusListContext } from './credential-format.ts';
import { signingSuite } from './signing-suite.ts';
import { type SignedCredential, validityPeriod } from './issue-credential.ts';
import { type Signer } from './signing-key.ts';

export type TakingBack = 'revocation' | 'suspension';

export interface StatusListOptions {
  readonly issuer: { readonly did: string; readonly keyPair: Signer };
  /** Where it will be published, as `application/vc` or JSON. */
  readonly url: string;
  readonly purpose: TakingBack;
  /** The indexes of the credentials that are taken back. */
  readonly taken: Iterable<number>;
  /** How many credentials it has room for: at least 131,072, so that nobody learns whom it is asked for. */
  readonly length?: number;
  /** How long verifiers keep it, in milliseconds. A list in the older format cannot say. */
  readonly ttl?: number;
  readonly format: CredentialFormat;
  readonly validFrom: Date;
  readonly validUntil?: Date;
  readonly created?: Date;
}

/** Privacy asks for this many places at least (Bitstring Status List 1.0 §3.1). */
const LEAST = 131_072;

/**
 * Signs a status list: a Bitstring Status List, or in the older format a Status List 2021.
 *
 * Give out indexes at random: neighbours in order would tell when a member joined.
 */
export async function issueStatusList(options: StatusListOptions): Promise<SignedCredential> {
  const { issuer, url, purpose, format, length = LEAST, ttl, created = new Date() } = options;
  if (!(length >= LEAST) || length % 8 > 0) throw new TypeError(`A list has ${LEAST} places or more, in whole bytes.`);
  const packed = encodeBase64url(await gzip(bitsOf(options.taken, length)));
  const isOlder = format === 'vcdm1.1-ed25519-2020';
  const credential = {
    '@context': statusListContext(format),
    id: url,
    type: ['VerifiableCredential', isOlder ? 'StatusList2021Credential' : 'BitstringStatusListCredential'],
    issuer: issuer.did,
    ...validityPeriod(options),
    credentialSubject: {
      id: `${url}#list`,
      type: isOlder ? 'StatusList2021' : 'BitstringStatusList',
      statusPurpose: purpose,
      encodedList: isOlder ? packed : `u${packed}`,
      ...(ttl !== undefined && !isOlder && { ttl }),
    },
  };
  return issue({ credential, suite: signingSuite(format, issuer.keyPair, created), documentLoader });
}

/** The first place is the leftmost bit (Bitstring Status List 1.0 §3.4). */
function bitsOf(taken: Iterable<number>, length: number): Uint8Array<ArrayBuffer> {
  const bits = new Uint8Array(length / 8);
  for (const index of taken) {
    if (!Number.isInteger(index) || index < 0 || index >= length) throw new TypeError('No such place in the list.');
    bits[index >> 3]! |= 0x80 >> (index & 7);
  }
  return bits;
}

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
