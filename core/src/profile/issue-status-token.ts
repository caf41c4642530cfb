import { encodeBase64url } from '../identifiers/base64url.ts';
import { signToken } from './sign-token.ts';
import { type Signer } from './signing-key.ts';

export interface StatusTokenOptions {
  readonly issuer: { readonly did: string; readonly keyPair: Signer };
  /** Where it will be published, as `application/statuslist+jwt`. */
  readonly url: string;
  /** The indexes of the credentials that are over for good. */
  readonly revoked?: Iterable<number>;
  /** The indexes of those that are paused; one that is in both is over. */
  readonly suspended?: Iterable<number>;
  /** How many credentials it has room for: at least 131,072, so that nobody learns whom it is asked for. */
  readonly length?: number;
  /** How long verifiers keep it, in milliseconds. */
  readonly ttl?: number;
  readonly issuedAt: Date;
  readonly validUntil?: Date;
}

const LEAST = 131_072;
const BITS = 2;

/**
 * Signs a status list for SD-JWT VCs: a token of two bits a credential (Token Status List §4, §5.1, §7.1).
 *
 * Give out indexes at random: neighbours in order would tell when a member joined.
 *
 * @throws TypeError for a length below 131,072 or no whole bytes, and for an index beyond it
 */
export async function issueStatusToken(options: StatusTokenOptions): Promise<string> {
  const { issuer, url, revoked = [], suspended = [], length = LEAST, ttl, issuedAt, validUntil } = options;
  if (!(length >= LEAST) || length % 4 > 0) throw new TypeError(`A list has ${LEAST} places or more, in whole bytes.`);
  const values = new Uint8Array((length * BITS) / 8);
  put(values, suspended, 2);
  put(values, revoked, 1);
  const payload = {
    sub: url,
    iat: seconds(issuedAt),
    ...(validUntil && { exp: seconds(validUntil) }),
    ...(ttl !== undefined && { ttl: Math.floor(ttl / 1_000) }),
    status_list: { bits: BITS, lst: encodeBase64url(await deflate(values)) },
  };
  return signToken({ typ: 'statuslist+jwt', kid: issuer.keyPair.id }, payload, issuer.keyPair);
}

/** Values fill each byte from its least significant bit (Token Status List §4.1). */
function put(values: Uint8Array, indexes: Iterable<number>, value: number): void {
  for (const index of indexes) {
    const byte = index >> 2;
    if (!Number.isInteger(index) || index < 0 || byte >= values.length)
      throw new TypeError('No such place in the list.');
    const shift = (index & 3) * BITS;
    values[byte] = (values[byte]! & ~(0b11 << shift)) | (value << shift);
  }
}

const seconds = (date: Date): number => Math.floor(date.getTime() / 1_000);

/** ZLIB, as the token has it. */
async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
