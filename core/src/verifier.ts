import * as v from 'valibot';
import { createContextStore } from './contexts/context-store.ts';
import { createKnownFiles } from './contexts/known-files.ts';
import { guardClock, guardLists, guardResolver, guardStatusLists } from './guard-ports.ts';
import { createDidResolver } from './identifiers/did-resolver.ts';
import { readTrustedRoots } from './proofs/sd-jwt/trusted-roots.ts';
import { recognisingIssuer } from './identifiers/recognising-issuer.ts';
import { isJsonObject } from './parse/json-object.ts';
import type { PresentationInput } from './parse/parse-vp-token.ts';
import { policyFault } from './policy/policy-fault.ts';
import type { Policy } from './policy/policy-schema.ts';
import type { DidResolver, Ports } from './ports.ts';
import { problem, VerificationError } from './problem.ts';
import { createSignatureMemo } from './proofs/data-integrity/signature-memo.ts';
import type { CheckOutcome, CheckResult, VerificationResult } from './result.ts';
import { checkStatuses } from './status/check-statuses.ts';
import type { StatusEntry } from './status/status-entry.ts';
import { verifyDocument } from './verify-document.ts';
import { verifyPresentation } from './verify-presentation.ts';
import { verifyDocumentProofs } from './verify-document-proofs.ts';

/** What an answer at a gate is judged by. All of it is the verifier's own, nothing the wallet's. */
export interface PresentationExpectations {
  /** The nonce of the one request this answers; random, at least 128 bits, used once. */
  readonly expectedNonce: string;
  /**
   * The client_id as sent; more than one only where the protocol knows us by two names: the first is the client_id, and
   * the only one that an SD-JWT VC may be made for.
   */
  readonly expectedAudience: string | readonly string[];
  readonly policy: Policy;
  /** An issuer recognised besides the policy's. Such a result must never grant anything. */
  readonly testIssuer?: string;
  /** By default the clock's. */
  readonly now?: Date;
}

/** What a document outside of any gate is judged by. */
export interface DocumentExpectations {
  readonly expectedNonce?: string;
  readonly expectedAudience?: string | readonly string[];
  /** Leave its status alone. */
  readonly withoutStatus?: boolean;
  readonly now?: Date;
}

export interface Verifier {
  /**
   * Judges a wallet's answer to a request under a policy.
   *
   * The caller opened the request, sent `expectedNonce` in it, and lets no second answer close it. Only `accepted`
   * grants; `provesHolder` says whether the request may be closed.
   *
   * @throws VerificationError when no result can exist: the input is no answer to these questions, is not in the shape
   *   of a presentation, or is beyond the limits. Nothing costly was done; whatever costs more than that has a result
   * @throws TypeError for expectations that are missing or empty, a policy that `parsePolicy` did not give, and a
   *   presentation that is not said to be one
   */
  verifyPresentation(input: PresentationInput, expected: PresentationExpectations): Promise<VerificationResult>;
  /**
   * Judges a credential or presentation without a policy, an SD-JWT VC as its text; gives out no claims
   * (`claimsTrusted: false`).
   */
  verifyDocument(input: unknown, expected?: DocumentExpectations): Promise<VerificationResult>;
  /**
   * What the issuer's lists say now at places that an accepted result named, one outcome each, in order; each list is
   * fetched and verified once. `refresh` asks before a list's time is over.
   */
  checkStatuses(
    issuer: string,
    entries: readonly StatusEntry[],
    options?: { readonly now?: Date; readonly refresh?: boolean },
  ): Promise<readonly CheckOutcome[]>;
  /** The proofs alone, one result each. For test vectors: says nothing about issuer, time or holder. */
  verifyProofs(document: unknown, options?: { readonly now?: Date }): Promise<readonly CheckResult[]>;
}

export interface VerifierOptions {
  /** Contexts known besides the bundled ones, by URL; the bundled ones cannot be replaced. */
  readonly contexts?: ReadonlyMap<string, object>;
  /**
   * Files known by their URL, as their bytes: JSON Schemas that credentials are held against, and whatever a
   * `relatedResource` gives the digest of. None is ever fetched; what refers to another is not judged by it.
   */
  readonly files?: ReadonlyMap<string, Uint8Array>;
  /**
   * Certificates, in PEM or DER, that the `x5c` of an SD-JWT VC may lead to: roots, or leaves themselves. None by
   * default: issuers are then known by their DIDs alone.
   */
  readonly trustedRoots?: readonly (string | Uint8Array)[];
}

const isFunction = v.function('must be a function');
const Setup = v.object({
  clock: isFunction,
  fetchJson: isFunction,
  resolveDid: v.optional(isFunction),
  fetchStatusList: v.optional(isFunction),
  recognitionLists: v.optional(isFunction),
  contexts: v.optional(
    v.map(v.pipe(v.string(), v.url('must be a URL')), v.custom<object>(isObject, 'must be an object')),
  ),
  files: v.optional(v.map(v.string(), v.instance(Uint8Array, 'must be bytes'))),
  trustedRoots: v.optional(v.array(v.union([v.string(), v.instance(Uint8Array)], 'must be PEM or DER'))),
});

/**
 * Wires a verifier once. Nothing is global: time, network and contexts are those handed in.
 *
 * @throws TypeError naming every port and option that is wrong
 *
 * @example
 * const clock = () => new Date();
 * const fetchStatusList = createStatusListSource({ fetchStatusList: createStatusListFetch(), clock });
 * const verifier = createVerifier({ clock, fetchJson: createGuardedFetch(), fetchStatusList });
 *
 * const parsed = parsePolicy(JSON.parse(text));
 * if (!parsed.ok) throw new Error(parsed.problems.map(({ path, message }) => `${path} ${message}`).join('\n'));
 * const expected = { expectedNonce, expectedAudience, policy: parsed.policy };
 * const result = await verifier.verifyPresentation(readVpToken(token), expected);
 * if (result.outcome === 'accepted') grant(result.identity);
 */
export function createVerifier(
  ports: Ports & { readonly resolveDid?: DidResolver },
  options: VerifierOptions = {},
): Verifier {
  requireValid(Setup, { ...ports, ...options });
  const contexts = createContextStore(options.contexts);
  const clock = guardClock(ports.clock);
  const resources = {
    resolveDid: ports.resolveDid ? guardResolver(ports.resolveDid) : createDidResolver({ ...ports, clock }),
    fetchStatusList: ports.fetchStatusList ? guardStatusLists(ports.fetchStatusList) : unreachable,
    contexts,
    signatures: createSignatureMemo(contexts.contents()),
    files: createKnownFiles(options.files),
    trustedRoots: readTrustedRoots(options.trustedRoots ?? []),
  };
  const lists = ports.recognitionLists && guardLists(ports.recognitionLists);
  return {
    verifyPresentation: async (input, expected) => {
      requireInput(input);
      requireValid(Expectations, expected);
      const context = {
        ...expected,
        lists,
        expectedAudience: audiences(expected.expectedAudience),
        now: expected.now ?? clock(),
      };
      return verifyPresentation(input, context, resources);
    },
    verifyDocument: async (input, { expectedNonce, expectedAudience, withoutStatus, now = clock() } = {}) =>
      verifyDocument(
        input,
        {
          now,
          ...(withoutStatus !== undefined && { withoutStatus }),
          ...(expectedNonce !== undefined && { expectedNonce }),
          ...(expectedAudience !== undefined && { expectedAudience: audiences(expectedAudience) }),
        },
        resources,
      ),
    checkStatuses: async (issuer, entries, { now = clock(), refresh = false } = {}) =>
      checkStatuses(
        issuer,
        entries,
        { now, refresh },
        { ...resources, resolveDid: recognisingIssuer(issuer, resources.resolveDid) },
      ),
    verifyProofs: async (document, { now = clock() } = {}) => verifyDocumentProofs(document, now, resources),
  };
}

const unreachable = () => Promise.reject(new VerificationError(problem('fetch_failed')));

const NonEmpty = v.pipe(v.string('must be a string'), v.nonEmpty('must not be empty'));
const Expectations = v.object({
  expectedNonce: NonEmpty,
  expectedAudience: v.union([NonEmpty, v.pipe(v.array(NonEmpty), v.nonEmpty())], 'must be a string, or several'),
  policy: v.pipe(
    v.unknown(),
    v.rawCheck(({ dataset, addIssue }) => {
      const fault = policyFault(dataset.value);
      if (fault !== undefined) addIssue({ message: fault });
    }),
  ),
  now: v.optional(v.date('must be a valid date')),
});

const audiences = (audience: string | readonly string[]): readonly string[] =>
  typeof audience === 'string' ? [audience] : audience;

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function requireInput(input: unknown): void {
  const isInput =
    isJsonObject(input) && ('bare' in input || 'together' in input || input['presentations'] instanceof Map);
  if (!isInput) throw new TypeError('input must be { bare: presentation }, or what readVpToken(text) gives');
}

function requireValid(schema: v.GenericSchema, input: unknown): void {
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return;
  throw new TypeError(parsed.issues.map((issue) => `${v.getDotPath(issue) ?? ''} ${issue.message}`).join('; '));
}
