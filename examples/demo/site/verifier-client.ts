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
    /** Only `live` opens anything: a membership may have ended between the answer and its collection. */
    readonly state: string;
    readonly problem?: Problem;
    readonly remaining?: number;
    readonly resetsAt?: string;
    readonly credentials: readonly {
      readonly issuer: { readonly id: string; readonly name: string };
      readonly reason: string;
    }[];
  };
}

/** What happened to a verification: `live` once more, or why it holds no longer or not now. */
export interface Change {
  readonly verificationId: string;
  readonly state: string;
  readonly problem?: Problem;
}

/** One use of what a verification opened, and how often it may still be used. */
export interface Redemption {
  readonly id: string;
  readonly remaining?: number;
  readonly resetsAt?: string;
}

/** A co-op that a recognition list names, and how it stands there. */
export interface RecognisedCoOp {
  readonly id: string;
  readonly name: string;
  readonly url?: string;
  /** Its members are let in while it is `active`. */
  readonly state: string;
  /** Who recognises it, since when and on what grounds, or why not any more; a sentence. */
  readonly reason: string;
}

/** How a verification stands now. */
export interface Standing {
  readonly state: string;
  readonly remaining?: number;
  readonly resetsAt?: string;
}

export type VerifierClient = ReturnType<typeof createVerifierClient>;

/** The calls of the Site API that a site with gates and a shop needs. */
export function createVerifierClient({ serviceUrl, siteUrl, key }: SiteKey) {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(serviceUrl + path, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Coop-Site-Url': siteUrl, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
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
    changes: async (cursor?: string) =>
      (await call('GET', `/v1/changes${after(cursor)}`)) as {
        readonly changes: readonly Change[];
        readonly cursor: string;
        readonly more: boolean;
      },
    verifications: async (cursor?: string) =>
      (await call('GET', `/v1/verifications${after(cursor)}`)) as {
        readonly verifications: readonly (Omit<Change, 'verificationId'> & { readonly id: string })[];
        readonly next?: string;
        readonly changesCursor: string;
      },
    verification: async (id: string) => (await call('GET', `/v1/verifications/${id}`)) as Standing,
    recognised: async (list: string) => {
      const found = await call('GET', `/v1/recognised-issuers?list=${encodeURIComponent(list)}`);
      return (found as { readonly issuers: readonly RecognisedCoOp[] }).issuers;
    },
    reserve: async (wish: { verificationId: string; idempotencyKey: string; ttl: number | null }) =>
      (await call('POST', '/v1/redemptions', wish)) as Redemption,
    changeRedemption: async (id: string, change: 'keep' | 'commit' | 'release') =>
      (await call('POST', `/v1/redemptions/${id}/${change}`, {})) as Redemption,
  };
}

const after = (cursor: string | undefined): string =>
  cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`;

const isProblem = (answer: unknown): answer is Problem =>
  typeof answer === 'object' &&
  answer !== null &&
  'code' in answer &&
  typeof answer.code === 'string' &&
  'status' in answer &&
  typeof answer.status === 'number';
