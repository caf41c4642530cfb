import * as v from 'valibot';
import { parseDateTime } from '../parse/parse-date-time.ts';
import { credentialTypes } from '../profile/terms.ts';

/** The W3C's draft has no context of its own yet: its terms, and ours, are what this file's schema says they are. */
export const listContext = [
  'https://www.w3.org/ns/credentials/v2',
  'https://www.w3.org/ns/credentials/undefined-terms/v2',
] as const;
export const listTypes = ['VerifiableCredential', 'RecognizedEntityCredential', 'CoopRecognitionList'] as const;

export const entryStates = ['active', 'suspended', 'ended', 'compromised'] as const;

/**
 * Without control characters, ends of lines and marks that turn a line around: it is shown to people. And without halves
 * of characters, which RFC 8785 §3.2.2.2 has no form for: each software would make another text of them.
 */
const Text = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(300),
  v.regex(/^[^\p{Cc}\p{Cs}\u061C\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]*$/u, 'must be one line of text'),
);
const Did = v.pipe(v.string(), v.maxLength(2_048), v.regex(/^did:[a-z0-9]+:[A-Za-z0-9._:%-]+$/, 'must be a DID'));
const WebUrl = v.pipe(
  v.string(),
  v.maxLength(2_048),
  v.check((text) => /^https?:\/\//.test(text) && URL.canParse(text), 'must be an http or https URL'),
);
const Origin = v.pipe(
  v.string(),
  v.maxLength(300),
  v.check((text) => URL.parse(text)?.origin === text, 'must be an origin, such as https://shop.example'),
);
const Moment = v.pipe(
  v.string(),
  v.check((text) => parseDateTime(text) !== undefined, 'must be a time with its zone, such as 2026-03-01T00:00:00Z'),
);
const Day = v.pipe(
  v.string(),
  v.check((text) => parseDateTime(`${text}T00:00:00Z`) !== undefined, 'must be a date, such as 2026-03-01'),
);
const Key = v.pipe(
  v.string(),
  v.regex(/^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/, 'must be an Ed25519 key as publicKeyMultibase'),
);
/** SHA-256 as a multihash in base64url (`digestMultibase`). */
const Digest = v.pipe(v.string(), v.regex(/^uEi[A-Za-z0-9_-]{44}$/, 'must be a SHA-256 as digestMultibase'));

const Issue = v.strictObject({
  type: v.literal('RecognizedAction'),
  action: v.literal('issue'),
  credentialTypes: v.pipe(v.array(v.picklist(credentialTypes)), v.minLength(1), v.maxLength(8)),
  onBehalfOf: v.optional(v.pipe(v.array(Did), v.maxLength(5_000)), []),
});
const Verify = v.strictObject({
  type: v.literal('RecognizedAction'),
  action: v.literal('verify'),
  origins: v.pipe(v.array(Origin), v.minLength(1), v.maxLength(16)),
});

const Status = v.variant(
  'state',
  [
    v.strictObject({ state: v.literal('active') }),
    v.strictObject({
      state: v.picklist(['suspended', 'ended', 'compromised']),
      since: Moment,
      reason: v.optional(Text),
    }),
  ],
  'must be "active", "suspended", "ended" or "compromised"',
);

export const Entry = v.strictObject({
  id: Did,
  type: v.literal('RecognizedEntity'),
  name: Text,
  legalName: v.optional(Text),
  description: v.optional(Text),
  url: v.optional(WebUrl),
  image: v.optional(WebUrl),
  sameAs: v.optional(v.pipe(v.array(Text), v.maxLength(16)), []),
  recognizedTo: v.pipe(v.array(v.variant('action', [Issue, Verify])), v.minLength(1), v.maxLength(2)),
  formerIds: v.optional(v.pipe(v.array(Did), v.maxLength(16)), []),
  validFrom: Moment,
  validUntil: v.optional(Moment),
  status: Status,
  evidence: v.pipe(
    v.array(v.strictObject({ name: Text, url: v.optional(WebUrl) })),
    v.minLength(1, 'must name what the decision was made on'),
    v.maxLength(16),
  ),
  decision: v.strictObject({ id: Text, date: Day, body: Text, minutes: v.optional(WebUrl) }),
});

export const QuorumShape = v.strictObject({
  k: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(25)),
  trustees: v.pipe(
    v.array(v.strictObject({ id: Did, name: Text, publicKeyMultibase: Key })),
    v.minLength(1),
    v.maxLength(25),
  ),
  operatorKey: Key,
});

export const ListShape = v.strictObject({
  '@context': v.strictTuple([v.literal(listContext[0]), v.literal(listContext[1])]),
  type: v.strictTuple([v.literal(listTypes[0]), v.literal(listTypes[1]), v.literal(listTypes[2])]),
  version: v.literal(1, 'must be 1, the only version that this software knows'),
  issuer: v.strictObject({ id: Did, type: v.literal('RecognizedIssuer'), name: Text, url: v.optional(WebUrl) }),
  anchor: Digest,
  seq: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000)),
  previousDigest: v.optional(Digest),
  validFrom: Moment,
  validUntil: Moment,
  quorum: QuorumShape,
  credentialSubject: v.pipe(v.array(Entry), v.minLength(1, 'must recognise somebody'), v.maxLength(50_000)),
});

/** The freshness file: what the newest sequence is, by the operator's key. */
export const FreshnessShape = v.strictObject({
  type: v.literal('CoopRecognitionFreshness'),
  version: v.literal(1),
  anchor: Digest,
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  digest: Digest,
  issued: Moment,
  validUntil: Moment,
});

/** One co-op, or one site, and what it is recognised to do. */
export type RecognitionEntry = v.InferOutput<typeof Entry>;
/** Who decides together, and how many of them it takes. */
export type Quorum = v.InferOutput<typeof QuorumShape>;
/** A recognition list without its proofs. */
export type RecognitionList = v.InferOutput<typeof ListShape>;
export type Freshness = v.InferOutput<typeof FreshnessShape>;
