import type { Refusal } from '../presentation-request.ts';
import { issuerDomain, problemWords, type ProblemWords } from '../words.ts';
import type { ViewContext } from './view.ts';

/** A refusal's two sentences, with dates in the page's language and issuers by their domain. */
export function describe(
  { catalogue, language }: Pick<ViewContext, 'catalogue' | 'language'>,
  refusal: Refusal,
): ProblemWords {
  return problemWords(catalogue, refusal, (name, value) => {
    if (name === 'at') return language.date(String(value));
    if (name === 'issuer') return issuerDomain(value);
    return String(value);
  });
}
