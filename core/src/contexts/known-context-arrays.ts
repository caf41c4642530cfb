import { contextUrls } from './context-urls.ts';

const { credentialsV1, credentialsV2, coopCredentialsV1, ed25519Signature2020, dataIntegrityV2, statusList2021 } =
  contextUrls;

/** The contexts that a document of ours may add to the data model's, in any order: all are protected, none differ. */
const additions = [coopCredentialsV1, ed25519Signature2020, dataIntegrityV2, statusList2021];

/**
 * The exact `@context` arrays under which every term means what the profile says, so that a document may be read
 * as it stands (VC Data Integrity 1.0 §2.4.1, "Validating Contexts").
 */
const known: ReadonlySet<string> = new Set(
  [credentialsV1, credentialsV2].flatMap((base) => orderings(additions).map((rest) => arrayKey([base, ...rest]))),
);

export const isKnownContextArray = (context: unknown): boolean =>
  Array.isArray(context) && known.has(arrayKey(context));

/** All known arrays, for the test that compares them with each other. */
export const knownContextArrays = (): readonly string[][] => [...known].map((key) => JSON.parse(key));

/** Every ordering of every subset. */
function orderings<T>(items: readonly T[]): T[][] {
  return [
    [],
    ...items.flatMap((item) => orderings(items.filter((other) => other !== item)).map((rest) => [item, ...rest])),
  ];
}

function arrayKey(context: readonly unknown[]): string {
  return JSON.stringify(context);
}
