import { problem, VerificationError, type DocumentExpectations } from '@coop-credentials/core';
import * as v from 'valibot';

export type DocumentKind = 'credential' | 'presentation';

const Text = v.pipe(v.string(), v.nonEmpty());
const Options = v.optional(
  v.nullable(
    v.looseObject({
      challenge: v.optional(v.nullable(Text)),
      domain: v.optional(v.nullable(Text)),
      checks: v.optional(v.nullable(v.array(v.string()))),
    }),
  ),
);

const members = { credential: 'verifiableCredential', presentation: 'verifiablePresentation' } as const;
const malformed = { credential: 'credential_malformed', presentation: 'presentation_malformed' } as const;

export interface VerifyBody {
  readonly document: unknown;
  readonly expected: DocumentExpectations;
}

/**
 * What is to be verified, and against what. `checks` may leave the status alone; every other check is made, named or
 * not.
 *
 * @throws VerificationError `credential_malformed` or `presentation_malformed` for a body without what it is about
 */
export function readVerifyBody(kind: DocumentKind, body: unknown): VerifyBody {
  const parsed = v.safeParse(v.looseObject({ [members[kind]]: v.unknown(), options: Options }), body);
  const document = parsed.success ? (parsed.output as Readonly<Record<string, unknown>>)[members[kind]] : undefined;
  if (!parsed.success || !isOfKind(kind, document)) {
    throw new VerificationError(problem(malformed[kind], { detail: `${members[kind]} is not what it must be` }));
  }
  const { challenge, domain, checks } = given(parsed.output.options as v.InferOutput<typeof Options>);
  const isStatus = (name: string) => /status/i.test(name);
  return {
    document,
    expected: {
      ...(challenge !== null && { expectedNonce: challenge }),
      ...(domain !== null && { expectedAudience: domain }),
      ...(checks.length > 0 && !checks.some(isStatus) && { withoutStatus: true }),
    },
  };
}

/** What of the options was given: null counts as left out. */
function given(options: v.InferOutput<typeof Options>) {
  const { challenge = null, domain = null, checks } = options ?? {};
  return { challenge, domain, checks: checks ?? [] };
}

/** An object of that kind, or a token, which holds either. */
function isOfKind(kind: DocumentKind, document: unknown): boolean {
  if (typeof document === 'string') return true;
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return false;
  const types: unknown = 'type' in document ? document.type : undefined;
  return [types].flat().includes('VerifiablePresentation') === (kind === 'presentation');
}
