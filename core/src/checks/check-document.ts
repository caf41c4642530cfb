import type { KnownFiles } from '../contexts/known-files.ts';
import type { JsonObject } from '../parse/json-object.ts';
import { notApplicable, type CheckOutcome } from '../result.ts';
import { checkJsonSchema } from './check-json-schema.ts';
import { checkRelatedResources } from './check-related-resources.ts';

/**
 * What the schema check of one document found, and what its issuer's own schemas and digests say besides: the clearest
 * answer of all.
 */
export function checkDocument(profile: CheckOutcome, document: JsonObject, files?: KnownFiles): CheckOutcome {
  if (!files) return profile;
  const all = [profile, checkJsonSchema(document, files), checkRelatedResources(document, files)];
  const first = (outcome: CheckOutcome['outcome']) => all.find((found) => found.outcome === outcome);
  return first('failed') ?? first('inconclusive') ?? first('passed') ?? notApplicable;
}
