import { isRecord, listOf } from './json-values.ts';

/** What a credential says of itself, for the line over its checks; whether any of it is true, they say. */
export interface DescribedCredential {
  readonly format: string;
  readonly types: readonly string[];
  readonly issuer?: string;
  readonly from?: string;
  readonly until?: string;
  readonly hasStatus: boolean;
  /** Its suite lets a holder show a part. */
  readonly showsPart: boolean;
}

export interface DescribedFile {
  readonly kind: 'credential' | 'presentation';
  readonly isToken: boolean;
  readonly credentials: readonly DescribedCredential[];
}

/** Of a credential, a presentation, or a wallet's answer with presentations in it; undefined for anything else. */
export function describeFile(document: unknown): DescribedFile | undefined {
  if (typeof document === 'string') return describeToken(document);
  if (Array.isArray(document)) return document.length === 1 ? describeFile(document[0]) : undefined;
  if (!isRecord(document)) return undefined;
  if (isPresentation(document)) {
    const credentials = listOf(document['verifiableCredential']).filter(isRecord).map(describeJson);
    return { kind: 'presentation', isToken: false, credentials };
  }
  if (isCredential(document)) return { kind: 'credential', isToken: false, credentials: [describeJson(document)] };
  const answers = isAnswer(document) ? Object.values(document).flatMap(listOf) : [];
  const described = answers.flatMap((answer) => describeFile(answer) ?? []);
  if (described.length === 0) return undefined;
  return {
    kind: 'presentation',
    isToken: described.every(({ isToken }) => isToken),
    credentials: described.flatMap(({ credentials }) => credentials),
  };
}

export const isPresentation = (document: unknown): boolean =>
  isRecord(document) && listOf(document['type']).includes('VerifiablePresentation');

export const isCredential = (document: unknown): boolean =>
  isRecord(document) &&
  (listOf(document['type']).includes('VerifiableCredential') || 'credentialSubject' in document) &&
  !isPresentation(document);

/** A `vp_token`: presentations by the ids of the questions they answer, and no document itself. */
export function isAnswer(document: unknown): boolean {
  if (!isRecord(document) || '@context' in document || 'type' in document) return false;
  const answers = Object.values(document).flatMap(listOf);
  return answers.length > 0 && answers.every((answer) => isPresentation(answer) || isToken(answer));
}

const isToken = (value: unknown): value is string => typeof value === 'string' && value.includes('~');

const PARTLY = /^(ecdsa-sd|bbs)-/;

function describeJson(credential: Readonly<Record<string, unknown>>): DescribedCredential {
  const { proof, type, issuer, validFrom, issuanceDate, validUntil, expirationDate, credentialStatus } = credential;
  const suites = listOf(proof).flatMap((one) => (isRecord(one) ? texts([one['cryptosuite'] ?? one['type']]) : []));
  const types = texts(listOf(type)).filter((name) => name !== 'VerifiableCredential');
  const by = isRecord(issuer) ? issuer['id'] : issuer;
  return {
    format: `JSON-LD, ${suites.length > 0 ? [...new Set(suites)].join(', ') : 'no signature'}`,
    types: types.length > 0 ? types : ['VerifiableCredential'],
    ...optional('issuer', by),
    ...optional('from', validFrom ?? issuanceDate),
    ...optional('until', validUntil ?? expirationDate),
    hasStatus: listOf(credentialStatus).length > 0,
    showsPart: suites.some((suite) => PARTLY.test(suite)),
  };
}

function describeToken(token: string): DescribedFile | undefined {
  const payload = payloadOf(token);
  if (!isToken(token) || !payload) return undefined;
  const { vct, iss, nbf, iat, exp, status } = payload;
  const credential: DescribedCredential = {
    format: 'SD-JWT',
    types: texts([vct]),
    ...optional('issuer', iss),
    ...optional('from', timeOf(Math.max(...[nbf, iat].filter((time) => typeof time === 'number')))),
    ...optional('until', timeOf(exp)),
    hasStatus: status !== undefined,
    showsPart: true,
  };
  return { kind: token.endsWith('~') ? 'credential' : 'presentation', isToken: true, credentials: [credential] };
}

function payloadOf(token: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return isRecord(payload) ? payload : undefined;
  } catch {
    return undefined;
  }
}

function timeOf(seconds: unknown): string | undefined {
  const time = typeof seconds === 'number' ? new Date(seconds * 1_000) : undefined;
  return time && !Number.isNaN(time.getTime()) ? time.toISOString() : undefined;
}

const optional = <K extends string>(key: K, value: unknown): { readonly [P in K]?: string } =>
  (typeof value === 'string' ? { [key]: value } : {}) as { readonly [P in K]?: string };

const texts = (values: readonly unknown[]): readonly string[] => values.filter((value) => typeof value === 'string');
