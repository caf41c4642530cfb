import { Validator, type Schema, type SchemaDraft } from '@cfworker/json-schema';
import type { KnownFiles } from '../contexts/known-files.ts';
import { asList, isJsonObject, type JsonObject } from '../parse/json-object.ts';
import { problem } from '../problem.ts';
import { failed, inconclusive, notApplicable, passed, type CheckOutcome } from '../result.ts';

const drafts: ReadonlyMap<unknown, SchemaDraft> = new Map<string, SchemaDraft>([
  ['https://json-schema.org/draft/2020-12/schema', '2020-12'],
  ['https://json-schema.org/draft/2019-09/schema', '2019-09'],
  ['http://json-schema.org/draft-07/schema#', '7'],
]);

/**
 * A credential is as the JSON Schemas say that its issuer names (VC JSON Schema 1.0, "Validation"), as far as we have
 * them: none is fetched. Of types we know `JsonSchema` alone; by any other name, which may be another spelling of it that
 * the signature does not see, a schema that we have is none that we can use.
 *
 * @param document the credential as it was sent, which is what such a schema describes
 * @returns `credential_schema_mismatch`, or `inconclusive` with `credential_schema_unusable`
 */
export function checkJsonSchema(document: JsonObject, files: KnownFiles): CheckOutcome {
  const outcomes = asList(document['credentialSchema']).flatMap((entry) => {
    if (!isJsonObject(entry)) return [];
    const id = entry['id'] ?? entry['@id'];
    const bytes = typeof id === 'string' ? files.bytes(id) : undefined;
    if (!bytes) return [];
    return asList(entry['type']).includes('JsonSchema') ? [judge(document, bytes)] : [unusable];
  });
  return (
    outcomes.find(({ outcome }) => outcome === 'failed') ?? outcomes.find(isUndecided) ?? outcomes[0] ?? notApplicable
  );
}

const isUndecided = ({ outcome }: CheckOutcome): boolean => outcome === 'inconclusive';
const unusable = inconclusive(problem('credential_schema_unusable'));

function judge(document: JsonObject, bytes: Uint8Array): CheckOutcome {
  try {
    const schema: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const draft = isJsonObject(schema) ? drafts.get(schema['$schema']) : undefined;
    if (!draft) return unusable;
    const { valid } = new Validator(schema as Schema, draft, true).validate(document);
    return valid ? passed : failed(problem('credential_schema_mismatch'));
  } catch {
    // No JSON, a broken pattern, or a reference to a schema that is not in the file.
    return unusable;
  }
}
