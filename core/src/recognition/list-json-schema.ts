import { credentialTypes } from '../profile/terms.ts';

/** As much of JSON Schema (draft 2020-12) as the list's uses. */
export interface ListSchema {
  readonly [keyword: string]: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, ListSchema>>;
  readonly required?: readonly string[];
  readonly items?: ListSchema | false;
  readonly oneOf?: readonly ListSchema[];
}

const text = {
  type: 'string',
  minLength: 1,
  maxLength: 300,
  pattern: '^[^\\p{Cc}\\p{Cs}\\u061C\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]*$',
};
const did = { type: 'string', maxLength: 2048, pattern: '^did:[a-z0-9]+:[A-Za-z0-9._:%-]+$' };
const url = { type: 'string', maxLength: 2048, format: 'uri', pattern: '^https?://' };
const time = { type: 'string', format: 'date-time' };
const key = { type: 'string', pattern: '^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$' };
const digest = { type: 'string', pattern: '^uEi[A-Za-z0-9_-]{44}$' };
const list = (items: ListSchema, maxItems: number, minItems = 0) => ({ type: 'array', items, minItems, maxItems });
const object = (
  description: string,
  properties: Readonly<Record<string, ListSchema>>,
  optional: readonly string[] = [],
) => ({
  description,
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const fixed = (values: readonly string[]) => ({ const: values });

const issuing = object(
  'What it may issue.',
  {
    type: { const: 'RecognizedAction', description: 'As the W3C’s draft has it.' },
    action: { const: 'issue', description: 'It is recognised as an issuer.' },
    credentialTypes: {
      ...list({ enum: credentialTypes }, 8, 1),
      description: 'Types of our profile; any other is refused.',
    },
    onBehalfOf: {
      ...list(did, 5_000),
      description:
        'Other co-ops whose members it may vouch for, by their DIDs; for none that is suspended or compromised itself. Who was let in by that goes with the co-op that it was for.',
    },
  },
  ['onBehalfOf'],
);

const asking = object('Where it may ask.', {
  type: { const: 'RecognizedAction', description: 'As the W3C’s draft has it.' },
  action: { const: 'verify', description: 'It is recognised as a site that asks.' },
  origins: {
    ...list({ type: 'string', format: 'uri', maxLength: 300 }, 16, 1),
    description: 'Its web origins, such as `https://shop.example`.',
  },
});

const status: ListSchema = {
  description: 'How the federation stands to it now. Only `active` lets members in.',
  oneOf: [
    object('Recognised.', { state: { const: 'active', description: 'Its members are let in.' } }),
    object(
      'Not recognised now.',
      {
        state: {
          enum: ['suspended', 'ended', 'compromised'],
          description:
            '`suspended`: nobody new, live grants as each policy says. `ended`: as if it were not on the list. `compromised`: its key is in other hands; whatever was shown since then ends everywhere.',
        },
        since: { ...time, description: 'Since when that is so.' },
        reason: { ...text, description: 'Why, in one line for the public.' },
      },
      ['reason'],
    ),
  ],
};

const entry = object(
  'A co-op, or a site, and what it is recognised to do.',
  {
    id: { ...did, description: 'Its DID; each once on a list.' },
    type: { const: 'RecognizedEntity', description: 'As the W3C’s draft has it.' },
    name: { ...text, description: 'What sites call it. Nothing that a credential says of its issuer is shown.' },
    legalName: { ...text, description: 'As it is registered.' },
    description: { ...text, description: 'One line about it.' },
    url: { ...url, description: 'Its web site.' },
    image: { ...url, description: 'Its logo, at its own address.' },
    sameAs: { ...list(text, 16), description: 'Where else it is known: its .coop domain, its register number.' },
    recognizedTo: {
      type: 'array',
      minItems: 1,
      maxItems: 2,
      items: { oneOf: [issuing, asking] },
      description: 'What for; each action once.',
    },
    formerIds: {
      ...list(did, 16),
      description:
        'DIDs that it had before, the first one first: members’ pseudonyms stay those of the first, where that is nobody else’s. A former DID belongs to one entry, and is not recognised by it, but refused with it.',
    },
    validFrom: { ...time, description: 'Recognised from then on.' },
    validUntil: { ...time, description: 'Recognised until then.' },
    status,
    evidence: {
      ...list(
        object(
          'One of them.',
          { name: { ...text, description: 'What it is.' }, url: { ...url, description: 'Where it can be seen.' } },
          ['url'],
        ),
        16,
        1,
      ),
      description: 'What the decision was made on.',
    },
    decision: object(
      'Who decided how it stands, and when.',
      {
        id: { ...text, description: 'The decision’s number or name.' },
        date: { type: 'string', format: 'date', description: 'When it was made.' },
        body: { ...text, description: 'Who made it.' },
        minutes: { ...url, description: 'Where the minutes are.' },
      },
      ['minutes'],
    ),
  },
  ['legalName', 'description', 'url', 'image', 'sameAs', 'formerIds', 'validUntil'],
);

const quorum = object('Who decides. Keys stand here and are looked up nowhere else.', {
  k: { type: 'integer', minimum: 1, maximum: 25, description: 'How many trustees must sign.' },
  trustees: {
    ...list(
      object('A trustee.', {
        id: { ...did, description: 'Its DID.' },
        name: { ...text, description: 'Its name.' },
        publicKeyMultibase: { ...key, description: 'Its Ed25519 key. Its proofs name it as `id#publicKeyMultibase`.' },
      }),
      25,
      1,
    ),
    description: 'Different co-ops, each with a key of its own.',
  },
  operatorKey: {
    ...key,
    description:
      'Signs freshness files and nothing else; the key of no trustee, and of no other list: two lists that begin with the same quorum have the same anchor.',
  },
});

/** The list without rules between members; `parseRecognitionList` has those too. */
export const listJsonSchema: ListSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://w3id.org/coop-credentials/schemas/CoopRecognitionList.json',
  title: 'CoopRecognitionList',
  ...object(
    'A federation’s list of whom it recognises: a RecognizedEntityCredential (W3C Recognized Entities, working draft of August 2026).',
    {
      '@context': {
        ...fixed(['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/undefined-terms/v2']),
        description: 'Exactly these: the draft has no context of its own yet.',
      },
      type: {
        ...fixed(['VerifiableCredential', 'RecognizedEntityCredential', 'CoopRecognitionList']),
        description: 'Exactly these.',
      },
      version: { const: 1, description: 'Of this format. Whoever knows another one only refuses the list.' },
      issuer: object(
        'The federation.',
        {
          id: { ...did, description: 'Its DID.' },
          type: { const: 'RecognizedIssuer', description: 'As the W3C’s draft has it.' },
          name: { ...text, description: 'Its name, as sites say it.' },
          url: { ...url, description: 'Its web site.' },
        },
        ['url'],
      ),
      anchor: {
        ...digest,
        description: 'Which list this is: the SHA-256 of the JCS form of the quorum that it began with. Sites pin it.',
      },
      seq: { type: 'integer', minimum: 1, description: '1 for the first, then one more each time.' },
      previousDigest: {
        ...digest,
        description: 'The SHA-256 of the JCS form of the list before, without its proofs; from the second on.',
      },
      validFrom: { ...time, description: 'When this sequence was decided.' },
      validUntil: { ...time, description: 'Nobody gets in by it after that; at most 400 days later.' },
      quorum,
      credentialSubject: { ...list(entry, 50_000, 1), description: 'Everybody who is, or was, recognised.' },
      proof: {
        description:
          'A proof set by trustees, `eddsa-jcs-2022` each. Of a sequence with a new quorum, by k of the old and k of the new.',
      },
    },
    ['previousDigest', 'proof'],
  ),
};
