import { isJsonObject, type JsonObject } from '../parse/json-object.ts';

/** Their values are graphs of their own, in which a lone id states nothing: no claims, and read by nobody. */
const graphs: readonly string[] = ['proof', 'verifiableCredential'];

/**
 * A document without what states nothing, or nothing new: `null`, empty arrays and arrays of only these (JSON-LD 1.1
 * §4.5, §9.1), and a value that is there already. They are in no canonical form, so a holder can add them under any signature, and nobody may see a claim in them.
 * So is an empty text where an address is due; further in, any empty text is taken for that.
 *
 * An empty object stays: it states that there is something. What a term of type `@json` holds is signed as it stands;
 * of that, something empty is lost to the reader, and nothing is gained.
 */
export function onlyStated(document: JsonObject): JsonObject {
  return statedMembers(document, (value) => (value === '' ? value : statedBy(value)));
}

function statedMembers(object: JsonObject, read: (value: unknown) => unknown): JsonObject {
  const members = Object.entries(object).map(([name, value]) => [name, read(value)] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

/** What is stated twice is stated once: a holder who doubles a claim makes no list of it, which readers would not know. */
function once(items: readonly unknown[]): unknown {
  const different = [...new Set(items)];
  return different.length === 1 && items.length > 1 ? different[0] : different;
}

/** The value, as far as it states something; undefined where it does not. */
function statedBy(value: unknown): unknown {
  if (value === null || value === '') return undefined;
  if (Array.isArray(value)) {
    const items = value.map(statedBy).filter((item) => item !== undefined);
    return items.length > 0 ? once(items) : undefined;
  }
  if (!isJsonObject(value)) return value;
  const ungraphed = Object.fromEntries(Object.entries(value).filter(([name]) => !graphs.includes(name)));
  return statedMembers(ungraphed, statedBy);
}
