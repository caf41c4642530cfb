import * as v from 'valibot';
import { checkCredentialProof } from '../checks/check-credential-proof.ts';
import { checkValidityPeriod } from '../checks/check-validity-period.ts';
import type { CheckContext, Resources } from '../context.ts';
import { readSigned } from '../contexts/read-signed.ts';
import { decodeBase64url } from '../identifiers/base64url.ts';
import { asList, isJsonObject } from '../parse/json-object.ts';
import { presentationLimits } from '../parse/limits.ts';
import { parseCredential, type Credential } from '../parse/parse-credential.ts';
import { walkWithin } from '../parse/walk-within.ts';
import { VerificationError } from '../problem.ts';
import { verifyProofs } from '../proofs/data-integrity/verify-proofs.ts';
import { inflateWithin } from './inflate-within.ts';
import { countOf, readFromLeft } from './read-bits.ts';
import { listInvalid, type ExpectedList, type StatusList } from './status-list.ts';

/** How the two credentials that hold a list differ. */
const kinds = {
  /** Bitstring Status List 1.0 §2.2; a shorter list would tell who is asked for (§3.2, step 9). */
  BitstringStatusListEntry: {
    ...{ credential: 'BitstringStatusListCredential', list: 'BitstringStatusList' },
    ...{ multibase: 'u', least: 131_072 },
  },
  /** Status List 2021 §4.2 */
  StatusList2021Entry: {
    ...{ credential: 'StatusList2021Credential', list: 'StatusList2021' },
    ...{ multibase: '', least: 1 },
  },
} as const;

export type ListCredentialKind = keyof typeof kinds;

const Purpose = v.pipe(v.string(), v.maxLength(100));
const Claims = v.looseObject({
  type: v.unknown(),
  statusPurpose: v.pipe(v.unknown(), v.transform(asList), v.array(Purpose), v.minLength(1)),
  encodedList: v.string(),
});

/**
 * Verifies a credential that holds a status list: the same proofs and the same reading as any credential, by the
 * issuer whose credential refers to it, in its period, from where it says it is.
 *
 * @throws VerificationError `status_list_invalid`, or the problem of what could not be reached
 */
export async function verifyListCredential(
  body: unknown,
  kind: ListCredentialKind,
  { url, issuer }: ExpectedList,
  { now }: Pick<CheckContext, 'now'>,
  { resolveDid, contexts }: Pick<Resources, 'resolveDid' | 'contexts'>,
): Promise<StatusList> {
  if (!isJsonObject(body)) throw listInvalid('it is no credential');
  const { credential, id } = await orInvalid('it cannot be read as a credential', async () => {
    walkWithin(body, presentationLimits);
    const signed = await readSigned(body, { kind: 'credential', contexts, profile: 'presentation' });
    return { credential: parseCredential(signed), id: signed['id'] };
  });
  if (!credential.types.includes(kinds[kind].credential)) throw listInvalid('it is a credential of another type');
  if (id !== undefined && id !== url) throw listInvalid('it says that it is another list');
  if (credential.issuer !== issuer) throw listInvalid('another issuer made it');

  const options = { purpose: 'assertionMethod', now, resolveDid, documentLoader: contexts.load } as const;
  const proof = checkCredentialProof({ credential, proofs: await verifyProofs(body, options) });
  if (proof.outcome === 'failed') throw listInvalid('its proof does not hold');
  if (proof.outcome === 'inconclusive') throw new VerificationError(proof.problem);
  if (checkValidityPeriod({ credential }, { now }).outcome !== 'passed') throw listInvalid('it is not valid now');
  return decode(credential, kind);
}

async function decode({ subjects: [subject, ...others] }: Credential, kind: ListCredentialKind): Promise<StatusList> {
  const { list, multibase, least } = kinds[kind];
  const parsed = v.safeParse(Claims, subject?.claims);
  if (!parsed.success || others.length > 0 || !asList(parsed.output.type).includes(list)) {
    throw listInvalid('its subject is no status list');
  }
  const { encodedList, statusPurpose } = parsed.output;
  const packed = encodedList.startsWith(multibase) && decodeBase64url(encodedList.slice(multibase.length));
  const bytes = packed && (await inflateWithin(packed, 'gzip'));
  if (!bytes) throw listInvalid('it cannot be unpacked');
  return {
    purposes: statusPurpose,
    at: (index, size) => (countOf(bytes, size) < least ? undefined : readFromLeft(bytes, index, size)),
  };
}

/** A list that nobody can read is the issuer's fault, whatever is wrong with it. */
async function orInvalid<T>(detail: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof VerificationError ? listInvalid(detail) : error;
  }
}
