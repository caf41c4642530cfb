import { canonicalForm, type CanonicalHashOptions } from '../canonical-hash.ts';

/** A literal or an address, in which anything may stand, or a blank node. */
const TOKEN = /"(?:[^"\\]|\\.)*"|<[^>]*>|_:(\S+)/g;

/**
 * The statements of a document in canonical form, with its blank nodes under the names that they had when all of it was
 * signed: the document shown is a part, whose own canonical names are others
 * (VC Data Integrity ECDSA Cryptosuites 1.0 §3.4.4, "labelReplacementCanonicalizeJsonLd").
 *
 * Of the stock library's rule this differs in one thing: what merely looks like a blank node within a text stays. There it
 * is replaced too, by the same word for any, so that the text could be changed under the signature.
 *
 * @param labels by canonical name
 * @returns undefined where a name is missing, or two nodes share one
 */
export async function labelledStatements(
  document: object,
  labels: ReadonlyMap<string, string>,
  options: CanonicalHashOptions,
): Promise<readonly string[] | undefined> {
  const lines = (await canonicalForm(document, options)).split('\n').slice(0, -1);
  const used = new Map<string, string>();
  let isComplete = true;
  const renamed = lines.map((line) =>
    line.replaceAll(TOKEN, (token: string, name: string | undefined) => {
      if (name === undefined) return token;
      const label = labels.get(name);
      if (label === undefined || (used.get(label) ?? name) !== name) isComplete = false;
      if (label !== undefined) used.set(label, name);
      return `_:${label ?? ''}`;
    }),
  );
  return isComplete ? renamed.map((line) => `${line}\n`).sort() : undefined;
}

/** Which of the statements the issuer always shows, and which the holder chose to. */
export function splitStatements(statements: readonly string[], mandatoryIndexes: readonly number[]) {
  const mandatory = new Set(mandatoryIndexes);
  return {
    mandatory: statements.filter((_, index) => mandatory.has(index)),
    chosen: statements.filter((_, index) => !mandatory.has(index)),
    isSound: mandatoryIndexes.every((index) => index < statements.length),
  };
}
