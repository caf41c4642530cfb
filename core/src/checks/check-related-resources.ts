import type { FileDigest, KnownFiles } from '../contexts/known-files.ts';
import { decodeBase64url } from '../identifiers/base64url.ts';
import { decodeBase58 } from '../identifiers/decode-base58.ts';
import { asList, isJsonObject, type JsonObject } from '../parse/json-object.ts';
import { problem } from '../problem.ts';
import { failed, notApplicable, passed, type CheckOutcome } from '../result.ts';

/** Multihash codes and lengths, as varints: each is below 128 and so one byte. */
const multihashes: ReadonlyMap<string, FileDigest> = new Map([
  ['18,32', 'sha256'],
  ['32,48', 'sha384'],
  ['19,64', 'sha512'],
]);
const SRI = /^(sha256|sha384|sha512)-([\w+/-]{1,88}={0,2})$/;

/**
 * What a credential refers to by digest is still what its issuer saw (VC Data Model 2.0 §5.3), as far as the file is
 * one we have. Of several digests in `digestSRI`, any may fit (SRI §3.3.5).
 *
 * @returns `related_resource_changed`, also for a digest that cannot be read; not applicable where no file is known
 */
export function checkRelatedResources(document: JsonObject, files: KnownFiles): CheckOutcome {
  const outcomes = asList(document['relatedResource']).map((resource) => isUnchanged(resource, files));
  if (outcomes.includes(false)) return failed(problem('related_resource_changed'));
  return outcomes.includes(true) ? passed : notApplicable;
}

/** Undefined where it cannot be told. */
function isUnchanged(resource: unknown, files: KnownFiles): boolean | undefined {
  if (!isJsonObject(resource) || typeof resource['id'] !== 'string') return false;
  const { id, digestSRI, digestMultibase } = resource;
  if (!files.digest(id, 'sha256')) return undefined;
  const isOf = (found?: ReadDigest) => Boolean(found && files.digest(id, found.algorithm)?.equals(found.digest));
  const sri = digestSRI === undefined ? [] : String(digestSRI).trim().split(/\s+/).map(readSri);
  const multibase = asList(digestMultibase).map(readMultibase);
  if (sri.length + multibase.length === 0) return false;
  return (sri.length === 0 || sri.some(isOf)) && multibase.every(isOf);
}

interface ReadDigest {
  readonly algorithm: FileDigest;
  readonly digest: Uint8Array;
}

function readSri(text: string): ReadDigest | undefined {
  const found = SRI.exec(text);
  return found ? { algorithm: found[1] as FileDigest, digest: Buffer.from(found[2]!, 'base64') } : undefined;
}

function readMultibase(text: unknown): ReadDigest | undefined {
  const bytes = typeof text === 'string' && text.length <= 200 ? decodeMultibase(text) : undefined;
  const algorithm = bytes && multihashes.get([...bytes.subarray(0, 2)].join());
  return algorithm && { algorithm, digest: bytes.subarray(2) };
}

function decodeMultibase(text: string): Uint8Array | undefined {
  if (text.startsWith('u')) return decodeBase64url(text.slice(1));
  return text.startsWith('z') ? decodeBase58(text.slice(1)) : undefined;
}
