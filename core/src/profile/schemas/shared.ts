/** A JSON Schema, as far as the profile's use it (draft 2020-12). */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly contains?: JsonSchema;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
}

export const did: JsonSchema = { type: 'string', maxLength: 2048, pattern: '^did:[a-z0-9]+:\\S+$' };

/** Words for people: not empty, not long, without control characters and marks that turn a line around. */
export const text: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 300,
  pattern: '^[^\\p{Cc}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]*$',
};
export const url: JsonSchema = { type: 'string', maxLength: 2048, format: 'uri', pattern: '^https?://' };
export const dateTime: JsonSchema = { type: 'string', format: 'date-time' };

/** An organisation, named by its DID. */
export const organization = (description: string): JsonSchema => ({
  description,
  type: 'object',
  required: ['id', 'type', 'name'],
  properties: {
    id: { ...did, description: 'Its DID.' },
    type: { const: 'Organization' },
    name: { ...text, description: 'What it calls itself. No site shows it: names come from who recognised it.' },
    url: { ...url, description: 'Its web site.' },
  },
});

/** The schema of a credential with this subject. */
export function credentialSchema(
  type: string,
  description: string,
  subject: Required<Pick<JsonSchema, 'properties' | 'required'>>,
): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://w3id.org/coop-credentials/schemas/${type}.json`,
    title: type,
    description,
    type: 'object',
    required: ['type', 'credentialSubject'],
    properties: {
      type: { type: 'array', contains: { const: type } },
      credentialSubject: {
        type: 'object',
        required: subject.required,
        properties: {
          id: { ...did, description: 'The DID of the member’s wallet. Without it the credential opens no gate.' },
          ...subject.properties,
        },
      },
    },
  };
}
