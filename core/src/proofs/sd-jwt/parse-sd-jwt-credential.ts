import * as v from 'valibot';
import type { JsonObject } from '../../parse/json-object.ts';
import type { Credential } from '../../parse/parse-credential.ts';
import { problem, VerificationError } from '../../problem.ts';
import { credentialTypes, typeIri } from '../../profile/terms.ts';
import { parseNumericDate } from './numeric-date.ts';

/** What a token says of itself, and nothing of its subject (SD-JWT VC §2.2.2; RFC 7519 §4.1). */
const ofTheToken = new Set([
  ...['iss', 'sub', 'aud', 'iat', 'nbf', 'exp', 'jti', 'cnf', 'status'],
  ...['vct', 'vct#integrity', 'aka_vcts'],
]);

const Moment = v.pipe(
  v.unknown(),
  v.transform(parseNumericDate),
  v.custom<Date>((value) => value instanceof Date),
);
const Text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(2_048));

const Shape = v.looseObject({
  vct: Text,
  iss: v.optional(Text),
  sub: v.optional(Text),
  iat: v.optional(Moment),
  nbf: v.optional(Moment),
  exp: v.optional(Moment),
  status: v.optional(v.unknown()),
});

const typesByIri: ReadonlyMap<string, string> = new Map(credentialTypes.map((type) => [typeIri(type), type]));

/** A credential, and what its token says of who it is about. */
export interface SdJwtCredential {
  /** Its subject has no id yet: `cnf` and `sub` decide together. */
  readonly credential: Credential;
  readonly sub?: string;
}

/**
 * Types a disclosed payload in the words of the data model, so that whatever judges a credential need not know of
 * tokens: `vct` is its type, by its short name where it is one of ours, `nbf` and `exp` its period, `status` its status;
 * all else is claimed of the subject.
 *
 * @param issuer where the token names none, by its certificate
 * @throws VerificationError `credential_malformed`
 */
export function parseSdJwtCredential(payload: JsonObject, issuer?: string): SdJwtCredential {
  const parsed = v.safeParse(Shape, payload);
  const iss = parsed.success ? (parsed.output.iss ?? issuer) : undefined;
  if (!parsed.success || iss === undefined) {
    const places = parsed.issues?.map((issue) => v.getDotPath(issue) ?? 'the credential') ?? ['iss'];
    throw new VerificationError(problem('credential_malformed', { detail: `not as it must be: ${places.join(', ')}` }));
  }
  const { vct, sub, iat, nbf, exp, status } = parsed.output;
  const began = [iat, nbf].filter((moment) => moment !== undefined).map((moment) => moment.getTime());
  const credential: Credential = {
    types: [typesByIri.get(vct) ?? vct],
    issuer: iss,
    // The narrower of the two, as where a credential of version 1.1 says both.
    ...(began.length > 0 && { validFrom: new Date(Math.max(...began)) }),
    ...(exp && { validUntil: exp }),
    subjects: [{ claims: claimsOf(payload) }],
    status: status === undefined ? [] : [status],
  };
  return { credential, ...(sub !== undefined && { sub }) };
}

const claimsOf = (payload: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(payload).filter(([name]) => !ofTheToken.has(name)));
