import type { Site } from '../../src/sites/site.ts';
import { loungePolicy } from './policy.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Decoded JSON; the text where it is none. */
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests read what they expect
}

/** What a plugin does: calls with the site's key and its URL. */
export interface SiteClient {
  readonly site: Site;
  readonly key: string;
  readonly call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  readonly putPolicy: (overrides?: Readonly<Record<string, unknown>>) => Promise<Answer>;
  /** Opens a request under the lounge policy; the 201's body. */
  readonly open: (overrides?: Readonly<Record<string, unknown>>) => Promise<Answer['body']>;
  readonly collect: (id: string, responseCode?: string) => Promise<Answer>;
}

export function siteClient(url: string, site: Site, key: string): SiteClient {
  const call: SiteClient['call'] = (method, path, body, headers = {}) =>
    send(`${url}/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        'Coop-Site-Url': site.url,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

  return {
    site,
    key,
    call,
    putPolicy: (overrides) => call('PUT', '/policies/members-lounge', loungePolicy(overrides)),
    open: async (overrides = {}) => {
      const body = { policy: 'members-lounge', subject: 's_1', returnUrl: `${site.url}/lounge?page=1`, ...overrides };
      const answer = await call('POST', '/presentation-requests', body);
      if (answer.status !== 201) throw new Error(`not opened: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    collect: (id, responseCode) =>
      call('POST', `/presentation-requests/${id}/collect`, responseCode === undefined ? {} : { responseCode }),
  };
}

export async function send(url: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: decode(text) };
}

function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
