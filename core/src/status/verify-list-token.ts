import { verify } from 'node:crypto';
import * as v from 'valibot';
import { CLOCK_SKEW } from '../checks/clock-skew.ts';
import type { CheckContext, Resources } from '../context.ts';
import { decodeBase64url } from '../identifiers/base64url.ts';
import { keyObject } from '../identifiers/key-object.ts';
import type { PublicKey } from '../identifiers/public-key.ts';
import { resolveKey } from '../identifiers/resolve-key.ts';
import { VerificationError } from '../problem.ts';
import { inflateWithin } from './inflate-within.ts';
import { readFromRight } from './read-bits.ts';
import { listInvalid, type ExpectedList, type StatusList } from './status-list.ts';

const Header = v.looseObject({
  alg: v.picklist(['EdDSA', 'Ed25519']),
  typ: v.picklist(['statuslist+jwt', 'application/statuslist+jwt']),
  kid: v.pipe(v.string(), v.maxLength(2_048)),
  crit: v.optional(v.never()),
});

const Seconds = v.pipe(v.number(), v.minValue(0));
const Payload = v.looseObject({
  sub: v.string(),
  iat: Seconds,
  exp: v.optional(Seconds),
  iss: v.optional(v.string()),
  status_list: v.looseObject({ bits: v.picklist([1, 2, 4, 8]), lst: v.string() }),
});

/**
 * Verifies a status list token (Token Status List §5.1, §8.3): signed by a key that the credential's issuer lists,
 * for the very address it was fetched from, and not over.
 *
 * @throws VerificationError `status_list_invalid`, or the problem of what could not be reached
 */
export async function verifyListToken(
  body: unknown,
  { url, issuer }: ExpectedList,
  { now }: Pick<CheckContext, 'now'>,
  { resolveDid }: Pick<Resources, 'resolveDid'>,
): Promise<StatusList> {
  const [head = '', payload = '', signature = '', ...more] = typeof body === 'string' ? body.split('.') : [];
  const header = v.safeParse(Header, decodeJson(head));
  const claims = v.safeParse(Payload, decodeJson(payload));
  if (more.length > 0 || !header.success || !claims.success) throw listInvalid('it is no status list token');

  const { sub, iat, exp, iss, status_list: list } = claims.output;
  if (sub !== url) throw listInvalid('it says that it is another list');
  if (iss !== undefined && iss !== issuer) throw listInvalid('another issuer made it');
  const publicKey = await issuerKey(header.output.kid, issuer, { now, resolveDid });
  const bytes = decodeBase64url(signature);
  const isSigned =
    publicKey.type === 'Ed25519' &&
    bytes &&
    verify(null, Buffer.from(`${head}.${payload}`), keyObject(publicKey), bytes);
  if (!isSigned) throw listInvalid('its signature does not hold');

  const isOver = exp !== undefined && now.getTime() - CLOCK_SKEW >= exp * 1_000;
  if (isOver || now.getTime() + CLOCK_SKEW < iat * 1_000) throw listInvalid('it is not valid now');
  return decode(list);
}

async function decode({ bits, lst }: v.InferOutput<typeof Payload>['status_list']): Promise<StatusList> {
  const packed = decodeBase64url(lst);
  const bytes = packed && (await inflateWithin(packed, 'zlib'));
  if (!bytes) throw listInvalid('it cannot be unpacked');
  return { purposes: ['token'], at: (index) => readFromRight(bytes, index, bits) };
}

async function issuerKey(
  kid: string,
  issuer: string,
  options: { readonly now: Date; readonly resolveDid: Resources['resolveDid'] },
): Promise<PublicKey> {
  const id = kid.startsWith('#') ? issuer + kid : kid;
  if (id.split('#')[0] !== issuer) throw listInvalid('another issuer made it');
  try {
    return (await resolveKey(id, { ...options, purpose: 'assertionMethod' })).publicKey;
  } catch (error) {
    const isFinal = error instanceof VerificationError && !error.problem.retryable;
    throw isFinal ? listInvalid('its key is not one of the issuer’s') : error;
  }
}

function decodeJson(text: string): unknown {
  const bytes = decodeBase64url(text);
  try {
    return bytes && (JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown);
  } catch {
    return undefined;
  }
}
