import { parseRefusal, parseRequest, parseResult, time } from './parse-host-answer.ts';
import type { Grant, PresentationRequest, Refusal } from './presentation-request.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What a call brought: a value, or why not. `again` when the same call may work in a moment. */
export type Outcome<T> =
  | { readonly value: T; readonly skew: number }
  | { readonly refusal: Refusal; readonly again: boolean; readonly settled?: true };

const patience = 15_000;
/** Answers that another tab, or the host's own slowness, can turn into a result. */
const passing = /^(request_not_answered|response_code_missing|answer_in_progress|rate_limited|service_busy)$/;

const refused = (code: string, again: boolean): Outcome<never> => ({ refusal: { code, params: {} }, again });

/** One JSON call. Never throws: a lost network is an outcome like any other. */
export async function call(fetch: Fetch, url: string, body: unknown, crossOrigin = false): Promise<Outcome<unknown>> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(url, {
      method: 'POST',
      credentials: crossOrigin ? 'omit' : 'same-origin',
      headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(patience),
    });
    answer = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  } catch {
    return refused('service_unreachable', true);
  }
  if (response.ok) return { value: answer, skew: clockSkew(response) };
  const refusal = parseRefusal(answer);
  if (refusal) return { refusal, again: response.status >= 500 || passing.test(refusal.code) };
  return response.status >= 500 ? refused('service_unreachable', true) : refused('route_unknown', false);
}

/** How far the host's clock is ahead of this device's, so that a wrong clock shows the right time left. */
function clockSkew(response: Response): number {
  const date = Date.parse(response.headers.get('date') ?? '');
  const skew = date - Date.now();
  return Math.abs(skew) > 5000 ? skew : 0;
}

/** Opens a request. */
export async function start(fetch: Fetch, url: string, body: unknown): Promise<Outcome<PresentationRequest>> {
  const outcome = await call(fetch, url, body);
  if ('refusal' in outcome) return outcome;
  const request = parseRequest(outcome.value, outcome.skew);
  return request ? { value: request, skew: outcome.skew } : refused('internal_error', true);
}

/** Collects the result: let in, or a refusal that is settled. */
export async function collect(fetch: Fetch, url: string, responseCode?: string): Promise<Outcome<Grant>> {
  const outcome = await call(fetch, url, responseCode === undefined ? {} : { responseCode });
  if ('refusal' in outcome) return outcome;
  const result = parseResult(outcome.value);
  if (!result) return refused('internal_error', true);
  return 'code' in result ? { refusal: result, again: false, settled: true } : { value: result, skew: outcome.skew };
}

/** Asks for more time; the new end by this device's clock. */
export async function extend(fetch: Fetch, statusUrl: string, skew: number): Promise<Outcome<number>> {
  const outcome = await call(fetch, `${statusUrl}/extend`, undefined, true);
  if ('refusal' in outcome) return outcome;
  const ends = time((outcome.value as { expiresAt?: unknown } | undefined)?.expiresAt, skew);
  return ends === undefined ? refused('internal_error', true) : { value: ends, skew };
}
