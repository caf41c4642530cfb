/** Everything that any service of this run logged, whichever test started it. */
export const suiteLogs: string[] = [];

/** What no line may hold: whatever is as long as a token, a signature or a key in a DID; a class has no digit. */
const longest = /(?=[A-Za-z_+=-]*\d)[A-Za-z0-9_+=-]{40,}/g;

/** Words that only a presentation, a credential or a header of a key has. */
const telling =
  /verifiableCredential|credentialSubject|proofValue|membershipId|(?<![\w-])eyJ[A-Za-z0-9]|did:(?:key|jwk):|Bearer /g;

/** What was logged that never may be, each with some of its line. */
export const unfit = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) =>
    [...line.matchAll(longest), ...line.matchAll(telling)].map(([found]) => `${found}: ${line.slice(0, 300)}`),
  );
