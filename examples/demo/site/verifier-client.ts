/** Where the verifier is and who this site is to it, as `coop-verifier site add` said. */
export interface SiteKey {
  readonly serviceUrl: string;
  readonly siteUrl: string;
  /** The bearer key. It stays on the server. */
  readonly key: string;
}

/** What is wrong, as the service says it (RFC 9457). */
export interface Problem {
  readonly code: string;
  readonly status: number;
  readonly [param: string]: unknown;
}

export class VerifierProblem extends Error {
  override readonly name = 'VerifierProblem';
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.code, options);
    this.problem = problem;
  }
}

export interface OpenedRequest {
  readonly id: string;
  readonly [shownToTheBrowser: string]: unknown;
}

export interface CollectedResult {
  readonly state: 'accepted' | 'rejected';
  readonly subject: string;
  readonly problem?: Problem;
  readonly verification?: {
    readonly id: string;
    readonly holder: string;
    readonly grantUntil: string;
    readonly credentials: readonly { readonly issuer: { readonly name: string }; readonly reason: string }[];
  };
}

export type VerifierClient = ReturnType<typeof createVerifierClient>;

/** The three calls of the Site API that a site with gates needs. */
export function createVerifierClient({ serviceUrl, siteUrl, key }: SiteKey) {
  const call = async (method: string, path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(serviceUrl + path, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Coop-Site-Url': siteUrl, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    }).catch((cause: unknown) => {
      throw new VerifierProblem({ code: 'service_unreachable', status: 503 }, { cause });
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answer;
    throw new VerifierProblem(isProblem(answer) ? answer : { code: 'service_unreachable', status: 502 });
  };

  return {
    savePolicy: async (policy: { readonly id: string }) => {
      await call('PUT', `/v1/policies/${policy.id}`, policy);
    },
    openRequest: async (request: { policy: string; subject: string; returnUrl: string; locale: string }) =>
      (await call('POST', '/v1/presentation-requests', request)) as OpenedRequest,
    collect: async (requestId: string, responseCode?: string) =>
      (await call('POST', `/v1/presentation-requests/${requestId}/collect`, { responseCode })) as CollectedResult,
  };
}

const isProblem = (answer: unknown): answer is Problem =>
  typeof answer === 'object' &&
  answer !== null &&
  'code' in answer &&
  typeof answer.code === 'string' &&
  'status' in answer &&
  typeof answer.status === 'number';
