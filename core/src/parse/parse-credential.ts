import * as v from 'valibot';
import { problem, VerificationError } from '../problem.ts';
import { asList, isJsonObject, type JsonObject } from './json-object.ts';
import { parseDateTime } from './parse-date-time.ts';

/** A credential as its issuer signed it, whichever version of the data model it is of. */
export interface Credential {
  /** Types by their names in the credential's known contexts. */
  readonly types: readonly string[];
  readonly issuer: string;
  readonly validFrom?: Date;
  readonly validUntil?: Date;
  readonly subjects: readonly CredentialSubject[];
  /** Every `credentialStatus` entry, not yet understood. */
  readonly status: readonly unknown[];
}

export interface CredentialSubject {
  readonly id?: string;
  /** All of the subject but its id. */
  readonly claims: JsonObject;
}

const Moment = v.pipe(
  v.unknown(),
  v.transform(parseDateTime),
  v.custom<Date>((value) => value instanceof Date),
);
/** In the characters of RFC 3986 §2 alone, so that a problem may name it. */
const Uri = v.pipe(
  v.string(),
  v.maxLength(2_048),
  v.regex(/^[a-zA-Z][a-zA-Z0-9+.-]*:(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$/),
);
const Identified = v.union([
  Uri,
  v.pipe(
    v.looseObject({ id: Uri }),
    v.transform(({ id }) => id),
  ),
]);
const Json = v.custom<JsonObject>(isJsonObject);
const Several = <S extends v.GenericSchema>(item: S) => v.pipe(v.unknown(), v.transform(asList), v.array(item));

const Subject = v.pipe(
  Json,
  v.looseObject({ id: v.optional(Uri) }),
  v.transform(({ id, ...claims }): CredentialSubject => (id === undefined ? { claims } : { id, claims })),
);

const Shape = v.looseObject({
  type: v.pipe(Several(v.string()), v.includes('VerifiableCredential')),
  issuer: Identified,
  issuanceDate: v.optional(Moment),
  expirationDate: v.optional(Moment),
  validFrom: v.optional(Moment),
  validUntil: v.optional(Moment),
  credentialSubject: v.pipe(Several(Subject), v.nonEmpty()),
  credentialStatus: v.optional(Several(v.unknown()), []),
});

/**
 * Types a credential's signed view. Version 1.1 says `issuanceDate` and `expirationDate`, 2.0 `validFrom` and
 * `validUntil` (VC Data Model 1.1 §4.6, 2.0 §4.9); should both be there, the narrower period counts.
 *
 * @param signed the view of `readSigned`, never the JSON as it arrived
 * @throws VerificationError `credential_malformed`
 */
export function parseCredential(signed: unknown): Credential {
  const parsed = v.safeParse(Shape, signed);
  if (!parsed.success) {
    const detail = `not as it must be: ${parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the credential').join(', ')}`;
    throw new VerificationError(problem('credential_malformed', { detail }));
  }
  const { type, issuer, issuanceDate, expirationDate, credentialSubject, credentialStatus } = parsed.output;
  const validFrom = bound(Math.max, issuanceDate, parsed.output.validFrom);
  const validUntil = bound(Math.min, expirationDate, parsed.output.validUntil);
  return {
    types: type,
    issuer,
    ...(validFrom && { validFrom }),
    ...(validUntil && { validUntil }),
    subjects: credentialSubject,
    status: credentialStatus,
  };
}

function bound(narrower: (...times: number[]) => number, ...moments: (Date | undefined)[]): Date | undefined {
  const times = moments.filter((moment) => moment !== undefined).map((moment) => moment.getTime());
  return times.length > 0 ? new Date(narrower(...times)) : undefined;
}
