/**
 * Contexts of the data model's own examples, which suites of W3C use: every name of theirs that no other context
 * defines means something under this address. Known to the VC-API alone, whose documents open nothing.
 */
export const exampleContexts: ReadonlyMap<string, object> = new Map([
  [
    'https://www.w3.org/ns/credentials/examples/v2',
    { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } },
  ],
]);
