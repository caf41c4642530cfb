import * as v from 'valibot';
import { CLOCK_SKEW } from '../checks/clock-skew.ts';
import type { CheckContext, StatusResources } from '../context.ts';
import { decodeBase64url } from '../identifiers/base64url.ts';
import { documentLimits } from '../parse/limits.ts';
import { issuerKey } from '../proofs/sd-jwt/issuer-key.ts';
import { parseJws } from '../proofs/sd-jwt/parse-jws.ts';
import { requireType, verifyJws } from '../proofs/sd-jwt/verify-jws.ts';
import { inflateWithin } from './inflate-within.ts';
import { readFromRight } from './read-bits.ts';
import { listInvalid, type ExpectedList, type StatusList } from './status-list.ts';

const types = ['statuslist+jwt', 'application/statuslist+jwt'];

const Seconds = v.pipe(v.number(), v.minValue(0));
const Payload = v.looseObject({
  sub: v.string(),
  iat: Seconds,
  exp: v.optional(Seconds),
  iss: v.optional(v.string()),
  status_list: v.looseObject({ bits: v.picklist([1, 2, 4, 8]), lst: v.string() }),
});

/**
 * Verifies a status list token (Token Status List §5.1, §8.3): signed by a key of the credential's issuer, as its
 * credentials are, for the very address it was fetched from, and not over.
 *
 * @throws VerificationError `status_list_invalid`, those of `parseJws`, `issuerKey` and `verifyJws`, which mean the
 *   same, or the problem of what could not be reached
 */
export async function verifyListToken(
  body: unknown,
  { url, issuer }: ExpectedList,
  { now }: Pick<CheckContext, 'now'>,
  { resolveDid, trustedRoots = [] }: Pick<StatusResources, 'resolveDid' | 'trustedRoots'>,
): Promise<StatusList> {
  if (typeof body !== 'string') throw listInvalid('it is no status list token');
  const token = parseJws(body, documentLimits);
  requireType(token, types);
  const claims = v.safeParse(Payload, token.payload);
  if (!claims.success) throw listInvalid('it is no status list token');

  const { sub, iat, exp, iss, status_list: list } = claims.output;
  if (sub !== url) throw listInvalid('it says that it is another list');
  if (iss !== undefined && iss !== issuer) throw listInvalid('another issuer made it');
  verifyJws(token, await issuerKey(token, issuer, { resolveDid, now, trustedRoots }));

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
